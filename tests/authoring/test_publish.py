"""Publishing: proven, signed, one file at once, or one clear line and no file at all."""

from __future__ import annotations

import datetime
import errno
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.api import publishing
from generator.api.publishing import Asked, Order, Written
from generator.authoring import keys, preview
from generator.bundles import sealed
from generator.delivery import disk
from generator.errors import BundleError, GeneratorError, PackError, SigningError, TemplateError
from generator.library import Library, built_in
from generator.problems import error
from generator.proofing import bundle
from generator.word import text
from tests.bundles import folders
from tests.cli.running import run
from tests.conftest import DAY
from tests.word import made

WORDS = "正确 的 马 电池"
FILE = "text/letters/letter_filing.md"
TEXT = "@title 服务方案备查函\n@plain {{ enterprise.name }}的方案已经备查。\n"
Samples = Callable[..., Mapping[str, bytes]]
SAYS = {"id": "某机构", "applies_from": "2027-01-01"}


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> keys.Pair:
    return keys.make(tmp_path_factory.mktemp("keys") / "a", lambda: WORDS)


@pytest.fixture(autouse=True)
def samples(monkeypatch: pytest.MonkeyPatch) -> Samples:
    """None are made, for they take the most time; what makes them."""
    real = publishing._samples
    monkeypatch.setattr(publishing, "_samples", lambda *_: {})
    return real


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "letter_filing.docx"
    path.write_bytes(made.docx(made.p("{{ enterprise.name }}的方案已经备查。")))
    return path


def publish(pair: keys.Pair, out: Path, *given: Path, **asked: object) -> Written:
    cache = pair.secret.parent / "cache"  # in which YAML is not parsed anew each time
    order = Order(given, Asked(**asked), DAY, cache=cache)  # type: ignore[arg-type]
    return publishing.publish(order, pair.secret, lambda: WORDS, out)


ABOUT = {"id": "某机构", "version": "2", "applies_from": DAY}


def test_a_bundle_of_texts_is_compiled_listed_and_signed(pair: keys.Pair, out: Path, tmp_path: Path) -> None:
    own = folders.bundle(tmp_path / "own", {FILE: TEXT}, **SAYS)
    before = {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}
    written = publish(pair, out, own)
    assert written.file == out / "某机构-2026.11.tgb.zip" and written.found.key == pair.key.number
    found = sealed.read(written.file)
    found.check([pair.key], "a")
    assert set(found.files) == {FILE, "edition.yaml", "word/letter_filing.docx", "word/compiled.json"}
    assert written.found.line == found.line
    # What any agency unpacks is whole, and nothing of it is compiled once more.
    with zipfile.ZipFile(written.file) as archive:
        archive.extractall(tmp_path / "unpacked")
    assert bundle.opened(tmp_path / "unpacked", DAY).edition == "2026.11"
    assert {path: path.read_bytes() for path in own.rglob("*") if path.is_file()} == before
    with pytest.raises(PackError, match="发布过的文件不能改写"):
        publish(pair, out, own)


def test_a_folder_that_is_not_there_is_made(pair: keys.Pair, out: Path, template: Path) -> None:
    assert publish(pair, out / "新.2027", template, **ABOUT).file == out / "新.2027" / "某机构-2.tgb.zip"


def test_a_bundle_is_proven_for_the_first_day_on_which_it_may_be_used(
    pair: keys.Pair, out: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days: list[datetime.date] = []

    def opened(_: Path, day: datetime.date, *__: object) -> Library:
        days.append(day)
        raise BundleError(error("", "到此为止"))

    monkeypatch.setattr(bundle, "opened", opened)
    one = datetime.timedelta(days=1)
    for first, last in ((DAY + one, None), (DAY - one, None), (DAY - 3 * one, DAY)):
        with pytest.raises(BundleError, match="到此为止"):
            publish(pair, out, template, **{**ABOUT, "applies_from": first, "applies_until": last})
    assert days == [DAY + one, DAY, DAY]


def test_days_that_are_over_are_refused_or_told(pair: keys.Pair, out: Path, template: Path) -> None:
    one = datetime.timedelta(days=1)
    over = {"applies_from": DAY - 2 * one, "applies_until": DAY - one}
    with pytest.raises(BundleError, match="停用日期 2026-11-22 已经过了.*改 --until"):
        publish(pair, out, template, **{**ABOUT, **over})
    assert not out.exists() or not [*out.iterdir()]
    begun = publish(pair, out, template, **{**ABOUT, "applies_from": DAY - one, "applies_until": DAY})
    told = [one.message for one in begun.found.told if "启用日期" in one.message]
    assert told == ["启用日期 2026-11-22 已经过了：从那天到今天的文件重新生成时也换成这个样式"]
    today = publish(pair, out, template, **{**ABOUT, "version": "3"})
    assert [one for one in today.found.told if "启用日期" in one.message] == []


def test_samples_are_made_by_the_bundle_itself_and_those_of_the_author_stay(
    pair: keys.Pair,
    out: Path,
    tmp_path: Path,
    small: Path,
    monkeypatch: pytest.MonkeyPatch,
    samples: Samples,
) -> None:
    def of_small(order: Order, *rest: Any) -> Mapping[str, bytes]:
        return samples(replace(order, sample=small), *rest)

    monkeypatch.setattr(publishing, "_samples", of_small)
    mine = made.docx(made.p("我的样张"))
    own = folders.bundle(tmp_path / "own", {FILE: TEXT, "samples/plan.docx": mine}, **SAYS)
    found = sealed.read(publish(pair, out, own).file)
    assert found.manifest.samples == ("samples/letter_filing.docx", "samples/plan.docx")
    assert found.files["samples/plan.docx"] == mine
    assert "的方案已经备查" in text.text(found.files["samples/letter_filing.docx"])


def test_of_what_only_a_layout_changes_one_sample_a_layout_is_made(
    pair: keys.Pair, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(publishing, "_samples", lambda _, __, names: asked.append(names) or {})
    letter = "layout/letter.docx"
    files = {letter: folders.shipped("layout/system.docx"), FILE: folders.shipped(FILE)}
    publish(pair, out, folders.bundle(tmp_path / "own", files, **SAYS))
    assert asked == [("letter_enterprise", "letter_filing")]


def test_a_client_may_be_named_whose_data_fill_the_samples(
    small: Path, tmp_path: Path, samples: Samples
) -> None:
    order = Order([], Asked(), DAY, sample=small)
    assert samples(order, built_in(), ()) == {}
    assert set(samples(order, built_in(), ("board_large", "record_recheck"))) == {"samples/board_large.docx"}
    with pytest.raises(GeneratorError, match="没有这个文件"):
        samples(Order([], Asked(), DAY, sample=tmp_path / "none"), built_in(), ("plan",))


def test_the_published_edition_says_what_the_options_said(pair: keys.Pair, out: Path, tmp_path: Path) -> None:
    fees = "reference/fees.yaml"
    own = folders.bundle(tmp_path / "own", {fees: folders.shipped(fees)})
    found = sealed.read(publish(pair, out, own, id="某机构", title="题", applies_from=DAY).file)
    told = yaml.safe_load(found.files["edition.yaml"])
    assert (told["id"], told["title"], told["files"]) == ("某机构", "题", [fees])


def test_the_same_files_make_the_same_bundle(pair: keys.Pair, out: Path, template: Path) -> None:
    one = publish(pair, out / "one.zip", template, **ABOUT)
    two = publish(pair, out / "two.zip", template, **ABOUT)
    assert one.file.read_bytes() == two.file.read_bytes()


def test_what_the_lint_told_stands_in_the_manifest_without_a_path_of_the_machine(
    pair: keys.Pair, out: Path, template: Path
) -> None:
    written = publish(pair, out, template, **ABOUT)
    (told,) = written.found.told
    assert "没有印的取值" in str(told) and str(told).startswith(str(template))
    (row,) = sealed.read(written.file).manifest.lint
    assert (row["severity"], row["where"]) == ("warning", "word/letter_filing.docx")
    assert row["message"] == told.message


def test_a_template_that_lints_dirty_is_refused_by_the_author_s_own_name_of_it(
    pair: keys.Pair, out: Path, template: Path
) -> None:
    template.write_bytes(made.docx(made.p("{{ enterprise.nmae }}")))
    with pytest.raises(BundleError) as caught:
        publish(pair, out, template, **ABOUT)
    (problem,) = caught.value.problems
    assert str(problem).startswith(str(template)) and "nmae" in str(problem)
    assert [*out.iterdir()] == []


def test_a_board_without_what_the_measures_list_is_refused(
    pair: keys.Pair, out: Path, tmp_path: Path
) -> None:
    path = tmp_path / "board_large.docx"
    path.write_bytes(made.docx(made.p("{{ agency.name }} {{ stamp.version }}")))
    with pytest.raises(BundleError) as caught:
        publish(pair, out, path, **ABOUT)
    said = list(map(str, caught.value.problems))
    assert all(line.startswith(str(path)) and "第二十条" in line for line in said) and len(said) > 3
    assert [*out.iterdir()] == []


def test_a_template_that_cannot_be_filled_in_with_extreme_data_is_refused(
    pair: keys.Pair, out: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def documents(data: bytes, place: str, *_: object) -> list[tuple[str, bytes]]:
        assert data == template.read_bytes()
        raise TemplateError(error(place, "填不进去"))

    monkeypatch.setattr(preview, "documents", documents)
    with pytest.raises(BundleError) as caught:
        publish(pair, out, template, **ABOUT)
    assert str(caught.value) == f"{template}：填不进去"


def test_faulty_data_is_told_at_its_line(pair: keys.Pair, out: Path, tmp_path: Path) -> None:
    row = "- {id: plan, title: 方案, folder: 01, file: 方案, whn: a}\n"
    own = folders.bundle(tmp_path / "own", {"catalogue.yaml": row}, **SAYS)
    with pytest.raises(BundleError) as caught:
        publish(pair, out, own)
    assert any(str(one).startswith(f"{own / 'catalogue.yaml'}:1:") for one in caught.value.problems)
    own = folders.bundle(tmp_path / "text", {FILE: TEXT + "{{ enterprise.nmae }}\n"}, **SAYS)
    with pytest.raises(BundleError) as caught:
        publish(pair, out, own)
    assert all("tuoguan-" not in str(one) for one in caught.value.problems)
    assert [*out.iterdir()] == []


def test_a_file_that_edition_yaml_does_not_list_is_refused(
    pair: keys.Pair, out: Path, tmp_path: Path
) -> None:
    own = folders.bundle(tmp_path / "own", {FILE: TEXT}, **SAYS)
    (own / "text" / "old.md").write_text("旧", "utf-8")
    with pytest.raises(BundleError, match="没有列在 edition.yaml 的 files 里") as caught:
        publish(pair, out, own)
    assert str(caught.value).startswith(str(own / "text" / "old.md"))


def test_a_key_is_announced_and_is_another_one(
    pair: keys.Pair, out: Path, template: Path, tmp_path: Path
) -> None:
    following = keys.make(tmp_path / "next", lambda: WORDS)
    order = Order([template], Asked(**ABOUT), DAY, next_key=following.public)  # type: ignore[arg-type]
    written = publishing.publish(order, pair.secret, lambda: WORDS, out)
    assert sealed.read(written.file).manifest.next_key == following.key.line
    order = Order([template], Asked(**{**ABOUT, "version": "3"}), DAY, next_key=pair.public)  # type: ignore[arg-type]
    with pytest.raises(BundleError, match="就是现在这一把"):
        publishing.publish(order, pair.secret, lambda: WORDS, out)


def test_a_wrong_passphrase_and_a_file_that_is_no_key_write_nothing(
    pair: keys.Pair, out: Path, template: Path
) -> None:
    order = Order([template], Asked(**ABOUT), DAY)  # type: ignore[arg-type]
    for key, words, told in (
        (pair.secret, "正确 的 马", "口令不对"),
        (pair.public, WORDS, "这是公钥，不是密钥"),
        (template, WORDS, "不是 minisign 格式的密钥"),
        (out / "none.key", WORDS, "找不到文件"),
    ):
        with pytest.raises(SigningError, match=told):
            publishing.publish(order, key, lambda words=words: words, out)
    assert [*out.iterdir()] == []


def test_a_full_disk_writes_nothing(
    pair: keys.Pair, out: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = disk.write

    def full(path: Path, data: bytes, lasting: bool = False) -> None:
        real(path, data[: len(data) // 2], lasting)
        raise OSError(errno.ENOSPC, "No space left on device")

    for place in (out, Path("/")):  # at the end, and at the first file of the copy
        with monkeypatch.context() as patch:
            patch.setattr(
                disk,
                "write",
                lambda path, data, lasting=False, place=place: (full if path.is_relative_to(place) else real)(
                    path, data, lasting
                ),
            )
            with pytest.raises(GeneratorError, match="磁盘空间不足"):
                publish(pair, out, template, **ABOUT)
        assert [*out.iterdir()] == []


def test_without_a_folder_to_work_in_one_line_is_told(
    pair: keys.Pair, out: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(out / "none"))
    with pytest.raises(PackError, match="临时文件夹不能用.*请清理磁盘"):
        publish(pair, out, template, **ABOUT)


def test_the_command_tells_what_it_published_and_what_it_could_not(
    pair: keys.Pair, out: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUOGUAN_PASSPHRASE", WORDS)
    words = [
        "template",
        "publish",
        template,
        "--key",
        pair.secret,
        "-o",
        out,
        "--id",
        "某机构",
        "--version",
        "2",
    ]
    done = run(*words)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr
        == f"错误：{template}：没有写从哪天起用；用 --from 年-月-日 写，或写在 edition.yaml 的 applies_from\n"
    )
    done = run(*words, "--from", "2027-01-01", "--changes", "改了抬头", "--article", "第二十条")
    assert done.returncode == 0 and done.stderr.startswith(f"提示：{template}")
    found = sealed.read(out / "某机构-2.tgb.zip")
    assert f"已发布 {out / '某机构-2.tgb.zip'}：某机构模板包 2，2027-01-01 起使用" in done.stdout
    assert found.line in done.stdout and pair.key.number in done.stdout
    assert "没有样张：用 --sample" in done.stdout
    assert (found.manifest.changes, found.manifest.article) == (("改了抬头",), "第二十条")
    done = run(*words, "--from", "2027-01-01")
    assert done.returncode == 1
    told = f"错误：{out / '某机构-2.tgb.zip'}：文件已存在，未改动；"
    assert done.stderr == f"{told}发布过的文件不能改写；内容变了请用新的版次\n"
