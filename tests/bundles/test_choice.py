"""Which bundles the documents of a client are made by, and how a run notices that these are others now."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from generator import __version__, api, kept
from generator.api import issuing, many
from generator.batch import Entry, Limits, Supervised, remote
from generator.batch.plan import planned
from generator.batch.shared import Shared
from generator.bundles import agencies, choice, committee, home
from generator.bundles.home import Home, Trusted
from generator.errors import BundleError
from generator.library import Library, built_in
from generator.proofing import compiling
from generator.signing import generated
from tests.bundles import folders
from tests.bundles.layered import BOARD, COMMITTEE, LETTER, ONE, TWO, marked, marks, put, use
from tests.cli.running import run
from tests.conftest import AGENCY, CLIENT, DAY

ROW = """\
- id: overlay
  title: 甲机构回访单
  basis: ""
  life: current
  folder: 01 服务告知
  file: 甲机构回访单
"""
ONLY = ("letter_enterprise", "board_a3")
A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def _client(folder: Path, name: str, line: str = "") -> Path:
    """A client of an agency of its own, which names a bundle by that line."""
    client = folder / name / "小厂"
    client.mkdir(parents=True)
    library = f"library: {line}\n" if line else ""
    (folder / name / "agency.yaml").write_text(AGENCY + library, "utf-8")
    (client / "client.yaml").write_text(CLIENT.replace("示例小厂", f"示例{name}厂"), "utf-8")
    return client


def _library(place: Home, day: datetime.date = DAY) -> Library:
    """The library of a day over what is installed; the session keeps what it reads."""
    return api.edition(None, day, kept.folder(os.environ), place.folder)


def _unkept(place: Home) -> Library:
    """The same with no folder to keep anything in: one that other machines cannot see."""
    return api.edition(None, DAY, None, place.folder)


def _order(place: Home, only: Sequence[str] = ONLY, **more: object) -> api.Order:
    library, cache = _library(place), kept.folder(os.environ)
    return api.Order(DAY, tuple(only), cache=cache, library=library, **more)  # type: ignore[arg-type]


def _told(client: Path, place: Home, day: datetime.date = DAY) -> tuple[api.Problem, ...]:
    """What is told of the line that names a bundle."""
    found = api.check(api.load(client), day, _library(place, day))
    return tuple(one for one in found if one.keys == choice.KEYS)


def _marks(pack: Path) -> Mapping[str, str]:
    """The marks of the documents that bear one, by their names."""
    found = {path.stem: marks(path) for path in sorted(pack.rglob("*.docx"))}
    return {name: mark for name, mark in found.items() if mark is not None}


@pytest.mark.parametrize("worked", [False, True], ids=["in turn", "by a worker"])
def test_two_agencies_and_the_committee_in_one_run(tmp_path: Path, place: Home, worked: bool) -> None:
    put(place, COMMITTEE, "2026.11", {BOARD: marked(BOARD, "统一")}, "committee")
    files = {LETTER: marked(LETTER, "甲"), BOARD: marked(BOARD, "甲")}
    lines = [put(place, ONE, "2", files), put(place, TWO, "1", {LETTER: marked(LETTER, "乙")}), ""]
    clients = [_client(tmp_path, f"客{at}", line) for at, line in enumerate(lines)]
    executor = Supervised(1) if worked else api.batch.in_turn
    found = api.build_many(clients, tmp_path / "out", _order(place), executor)
    outcomes = {one.client: one for one in found}
    assert [outcomes[client].state for client in clients] == ["done"] * 3
    packs = [outcomes[client].made.report.folder for client in clients]  # type: ignore[union-attr]
    told = [_marks(pack) for pack in packs]
    assert [{*one.values()} for one in told] == [{"甲", "统一"}, {"乙", "统一"}, {"", "统一"}]
    assert [sum("亮牌" in str(path) for path in pack.rglob("*.docx")) for pack in packs] == [1] * 3


def test_a_run_notices_what_was_installed_switched_and_taken_back(tmp_path: Path, place: Home) -> None:
    line = put(place, ONE, "1", {LETTER: marked(LETTER, "甲")})
    put(place, COMMITTEE, "2", {BOARD: marked(BOARD, "二")}, "committee")
    client, out = _client(tmp_path, "甲", line), tmp_path / "out"
    (built,) = api.build_many([client], out, _order(place, ()), skip=True)
    assert built.state == "done"

    def is_same() -> tuple[bool, bool]:
        """Whether the pack is left alone by its seal, and by digests: then its seal is kept anew."""
        watch = many.watch_of(out, _order(place, ()), force=False, thorough=False)
        by_seal = bool(planned([client], out, watch.choices.base or built_in(), watch).same)
        return by_seal, watch.is_same(Entry(client, built.made.name if built.made else ""))

    assert is_same() == (True, True)
    put(place, ONE, "2", {LETTER: marked(LETTER, "甲二")})  # nobody names it
    assert is_same() == (False, True)
    assert is_same() == (True, True)
    put(place, COMMITTEE, "3", {BOARD: marked(BOARD, "三")}, "committee")
    assert is_same() == (False, False)
    use(place, COMMITTEE, "2")
    assert is_same() == (False, True)
    _agency(client, line.replace("@1#", "@2#").partition("#")[0])
    assert is_same() == (False, False)
    _agency(client, line)
    assert is_same() == (False, True)
    assert is_same() == (True, True)
    with home.changing(place):
        home.write_trust(place, {"丙": home.trust(place)[ONE]})
    assert is_same() == (False, False)


def _agency(client: Path, line: str) -> None:
    (client.parent / "agency.yaml").write_text(f"{AGENCY}library: {line}\n", "utf-8")


def test_a_bundle_that_is_not_installed_is_an_error_with_the_command(tmp_path: Path, place: Home) -> None:
    client = _client(tmp_path, "甲", f"{ONE}@2#{'0' * 16}")
    (told,) = _told(client, place)
    assert str(told) == (
        f"{tmp_path}/甲/agency.yaml:4:1 服务机构.模板包：没有安装模板包 甲机构@2；"
        "向机构要来这个模板包，先安装：tuoguan template install 甲机构-2.tgb.zip"
    )
    with pytest.raises(api.DataError):
        api.make(api.load(client), _order(place))
    assert _told(client, Home(tmp_path / "nowhere")) == (told,)
    put(place, ONE, "3", {LETTER: marked(LETTER, "甲")})
    assert "install 甲机构-2.tgb.zip --downgrade" in str(_told(client, place)[0])


def test_a_digest_is_pinned(tmp_path: Path, place: Home) -> None:
    line = put(place, ONE, "2", {LETTER: marked(LETTER, "甲")})
    client = _client(tmp_path, "甲", line)
    assert _told(client, place) == ()
    _agency(client, other := line[:-1] + ("0" if line[-1] != "0" else "1"))
    (told,) = _told(client, place)
    assert told.severity == "error"
    assert f"摘要应为 {other[-16:]}，实为 {line[-16:]}" in str(told) and f"library: {line}" in told.hint
    _agency(client, f"{ONE}@2")
    (told,) = _told(client, place)
    assert told.severity == "warning"
    assert f"请写成 library: {line}" in told.hint


@pytest.mark.parametrize(
    "line",
    [
        "甲机构",
        "@2",
        f"甲机构@{'9' * 5000}",
        "甲机构@2..1",
        "甲机构@",
        "甲机构@2#abc",
        "甲 机构@2",
        "甲机构@2#" + "g" * 16,
    ],
)
def test_a_line_in_another_form_is_refused(tmp_path: Path, place: Home, line: str) -> None:
    (told,) = _told(_client(tmp_path, "甲", f'"{line}"'), place)
    assert told.severity == "error" and "编号@版次#摘要" in str(told)


def test_the_committees_bundle_need_not_be_named(tmp_path: Path, place: Home) -> None:
    line = put(place, COMMITTEE, "2", {BOARD: marked(BOARD, "统一")}, "committee")
    (told,) = _told(_client(tmp_path, "甲", line), place)
    assert told.severity == "warning" and "请删去这一行" in told.hint


def test_without_bundles_all_is_as_before(tmp_path: Path, place: Home) -> None:
    client = _client(tmp_path, "甲")
    library = _library(place)
    assert library.layers == built_in().layers and library.digest == built_in().digest
    pack = api.make(api.load(client), _order(place, ONLY[:1]))
    assert "bundles" not in pack.about and pack.about["library"] == built_in().digest
    plain = api.make(api.load(client), api.Order(DAY, ONLY[:1]))
    assert pack.about == plain.about and [one.data for one in pack.files] == [one.data for one in plain.files]
    assert not place.folder.exists()


def test_the_manifest_tells_the_bundles(tmp_path: Path, place: Home) -> None:
    ours = put(place, COMMITTEE, "2026.11", {BOARD: marked(BOARD, "统一")}, "committee")
    line = put(place, ONE, "2", {LETTER: marked(LETTER, "甲")})
    record, order = api.load(_client(tmp_path, "甲", line.partition("#")[0])), _order(place)
    about = api.make(record, order).about
    assert about["bundles"] == {"committee": ours, "agency": line}
    assert about["library"] == choice.of(record, order.library).library.digest != order.library.digest


def test_an_altered_file_is_refused_with_the_command(tmp_path: Path, place: Home) -> None:
    line = put(place, ONE, "2", {LETTER: marked(LETTER, "甲")})
    put(place, COMMITTEE, "1", {BOARD: marked(BOARD, "统一")}, "committee")
    client = _client(tmp_path, "甲", line)
    (place.bundle(ONE, "2") / LETTER).write_bytes(marked(LETTER, "乙"))
    (told,) = [
        one for one in api.check(api.load(client), DAY, _order(place).library) if one.severity == "error"
    ]
    assert LETTER in str(told) and "tuoguan template install 甲机构-2.tgb.zip" in told.hint
    (place.bundle(COMMITTEE, "1") / BOARD).write_bytes(b"")
    with pytest.raises(BundleError, match=r"install 某专业委-1\.tgb\.zip"):
        _order(place)


def test_a_bundle_for_another_tool_is_refused(tmp_path: Path, place: Home) -> None:
    line = put(place, ONE, "2", {LETTER: marked(LETTER, "甲")}, tool_before=__version__)
    (told,) = _told(_client(tmp_path, "甲", line), place)
    assert told.severity == "error" and told.message.startswith("甲机构 2：模板包适用于工具版本")
    put(place, COMMITTEE, "2", {BOARD: marked(BOARD, "统一")}, "committee", tool_from=__version__)
    assert len(_order(place).library.layers) == 2
    put(place, COMMITTEE, "3", {BOARD: marked(BOARD, "统一")}, "committee", tool_before=__version__)
    with pytest.raises(BundleError, match="某专业委 3：模板包适用于工具版本"):
        _order(place)


def test_a_key_that_is_trusted_no_more_is_told(tmp_path: Path, place: Home) -> None:
    line = put(place, ONE, "2", {LETTER: marked(LETTER, "甲")})
    client = _client(tmp_path, "甲", line)
    with home.changing(place):
        home.write_trust(place, {TWO: home.trust(place)[ONE]})
    (told,) = _told(client, place)
    assert "tuoguan template trust 公钥.pub --for 甲机构" in told.hint


def test_a_home_that_lost_its_keys_is_no_home_without_bundles(place: Home) -> None:
    put(place, COMMITTEE, "9", {BOARD: marked(BOARD, "一")}, "committee")
    place.trust.unlink()
    with pytest.raises(BundleError, match="trust.json：这个文件不见了.*再?逐个登记公钥"):
        _order(place)
    place.state.unlink()
    assert _order(place).library


@pytest.mark.parametrize(
    ("day", "style"),
    [
        ("2026-11-30", ""),
        ("2026-12-01", "一"),
        ("2026-12-31", "一"),
        ("2027-01-01", "二"),
        ("2027-06-30", "二"),
        ("2027-07-01", "一"),
    ],
)
def test_the_committees_version_in_force_on_the_day(place: Home, day: str, style: str) -> None:
    date = datetime.date.fromisoformat
    put(place, COMMITTEE, "1", {BOARD: marked(BOARD, "一")}, "committee", applies_from=date("2026-12-01"))
    about = {"applies_from": date("2027-01-01"), "applies_until": date("2027-06-30")}
    put(place, COMMITTEE, "2", {BOARD: marked(BOARD, "二")}, "committee", **about)
    library = _library(place, date(day))
    assert library.data(BOARD) == (marked(BOARD, style) if style else built_in().data(BOARD))


def test_for_good_may_be_written_as_the_last_day_there_is(place: Home) -> None:
    days = {"applies_from": DAY, "applies_until": datetime.date.max}
    put(place, COMMITTEE, "9", {BOARD: marked(BOARD, "一")}, "committee", **days)
    now = committee.bundle(place)
    assert now and committee.coming(now, DAY) is None


def test_what_comes_next(place: Home) -> None:
    assert committee.bundle(place) is None
    first, last = datetime.date(2027, 1, 1), datetime.date(2027, 6, 30)
    put(place, COMMITTEE, "9", {BOARD: marked(BOARD, "一")}, "committee")
    about = {"applies_from": first, "applies_until": last}
    put(place, COMMITTEE, "11", {BOARD: marked(BOARD, "二")}, "committee", **about)
    found = committee.bundle(place)
    assert found
    library = _library(place)
    turns = [choice.turn(library, day) for day in (first - A_DAY, first, last + A_DAY)]
    assert turns == [first, last + A_DAY, None]
    coming = [committee.coming(found, day) for day in (first - A_DAY, first, last, last + A_DAY)]
    assert [(day, one.version) if one else None for day, one in filter(None, coming)] == [
        (first, "11"),
        (last + A_DAY, "9"),
        (last + A_DAY, "9"),
    ]
    assert coming[-1] is None
    use(place, COMMITTEE, "9")
    now = committee.bundle(place)
    assert now and committee.coming(now, first - A_DAY) is None


def test_the_committees_bundle_of_another_key_is_refused(place: Home) -> None:
    put(place, COMMITTEE, "9", {BOARD: marked(BOARD, "一")}, "committee")
    with home.changing(place):
        home.write_trust(place, {COMMITTEE: Trusted("committee", generated().public.line)})
    with pytest.raises(BundleError, match="某专业委：登记的公钥里没有.*install 某专业委-9.tgb.zip"):
        _order(place)


def test_what_systems_lay_into_folders_is_no_change(place: Home) -> None:
    put(place, COMMITTEE, "9", {BOARD: marked(BOARD, "一")}, "committee")
    before = Library(_order(place).library.layers).digest
    (place.bundle(COMMITTEE, "9") / "word").mkdir(exist_ok=True)
    (place.bundle(COMMITTEE, "9") / "word/.DS_Store").touch()
    assert Library(_order(place).library.layers).digest == before


def test_an_agencys_style_yields_to_the_committees(tmp_path: Path, place: Home) -> None:
    line = put(place, ONE, "2", {BOARD: marked(BOARD, "甲"), LETTER: marked(LETTER, "甲")})
    client = _client(tmp_path, "甲", line)
    assert _told(client, place) == ()
    about = {"article": "第二十条第3项", "title": "示例专业委员会模板包"}
    put(place, COMMITTEE, "2026.11", {BOARD: marked(BOARD, "统一")}, "committee", **about)
    (told,) = _told(client, place)
    assert told.severity == "warning"
    assert told.message == (
        "机构模板包里的不用：安全生产社会化服务公示牌（A3）；"
        "专业委有统一样式：“示例专业委员会模板包”2026.11（第二十条第3项）"
    )


def test_an_agencys_catalogue_may_not_lead_around_the_committees_style(tmp_path: Path, place: Home) -> None:
    row = ROW.replace("overlay", "board_a3").replace("current", "current\n  source: form/board.docx")
    line = put(place, ONE, "2", {"catalogue.yaml": row.encode()})
    client = _client(tmp_path, "甲", line)
    assert _told(client, place) == ()
    put(place, COMMITTEE, "2026.11", {BOARD: marked(BOARD, "统一")}, "committee")
    (told,) = _told(client, place)
    assert told.severity == "error" and "改了统一样式在交付目录里的行" in told.message


def test_an_overlay_adds_a_deliverable(tmp_path: Path, place: Home) -> None:
    line = put(place, ONE, "2", {"catalogue.yaml": ROW.encode(), "word/overlay.docx": marked(LETTER, "添")})
    put(place, COMMITTEE, "2026.11", {BOARD: marked(BOARD, "统一")}, "committee")
    clients = [_client(tmp_path, "甲", line), _client(tmp_path, "乙")]
    found = api.build_many(clients, tmp_path / "out", _order(place, ["overlay"])).in_order()
    mine, others = found
    assert mine.made and _marks(mine.made.report.folder) == {"甲机构回访单": "添"}
    assert others.state == "failed" and "没有编号为“overlay”" in str(others.problems[0])
    with pytest.raises(api.CatalogueError, match="overlayy"):
        api.build_many(clients, tmp_path / "out", _order(place, ["overlayy"]))


def _completed(folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a bundle with what publishing compiles of them."""
    given: dict[str, str | bytes] = {**files}
    library = Library((folders.bundle(folder, given), *built_in().layers))
    return {**files, **compiling.completed(library)}


def test_the_committees_words_stand_in_an_agencys_look(tmp_path: Path, place: Home) -> None:
    """An agency's layout of letters, the committee's text of one: neither has that template alone."""
    look = _completed(tmp_path / "look", {"layout/letter.docx": folders.shipped("layout/record.docx")})
    words = {"text/letters/letter_filing.md": "@title 统一的备查函\n@plain 正文。\n".encode()}
    line = put(place, ONE, "2", look)
    put(place, COMMITTEE, "2026.11", _completed(tmp_path / "words", words), "committee")
    client = _client(tmp_path, "甲", line)
    assert _told(client, place) == ()  # the look alone is no style of its own
    library = choice.of(api.load(client), _library(place)).library
    mixed, committee, agency, _ = library.layers
    assert [path.name for path in (mixed / "word").iterdir()] == ["letter_filing.docx"]
    made, alone, other = (
        zipfile.ZipFile(layer / f"word/{name}.docx")
        for layer, name in (
            (mixed, "letter_filing"),
            (committee, "letter_filing"),
            (agency, "letter_bureau"),
        )
    )
    assert made.read("word/styles.xml") == other.read("word/styles.xml") != alone.read("word/styles.xml")
    body = re.compile(rb"<w:sectPr.*?</w:sectPr>")
    same = [body.sub(b"", one.read("word/document.xml")) for one in (made, alone)]
    assert same[0] == same[1] and "统一的备查函".encode() in same[0]


def test_an_agencys_own_words_yield_and_are_told(tmp_path: Path, place: Home) -> None:
    words = {"text/letters/letter_filing.md": "@title 备查函\n@plain 正文。\n".encode()}
    line = put(place, ONE, "2", _completed(tmp_path / "own", words))
    client = _client(tmp_path, "甲", line)
    assert _told(client, place) == ()
    put(place, COMMITTEE, "2026.11", _completed(tmp_path / "words", words), "committee")
    (told,) = _told(client, place)
    assert told.message.startswith("机构模板包里的不用：服务方案备查函；")


def test_papers_are_issued_by_the_same_and_stay(tmp_path: Path, place: Home) -> None:
    line = put(place, ONE, "2", {LETTER: marked(LETTER, "甲")})
    client = _client(tmp_path, "甲", line)
    with (client / "client.yaml").open("a", encoding="utf-8") as file:
        file.write("  end: 2027-08-31\n")
    desk = issuing.desk(client, _order(place, ()))
    issuing.issue(desk, issuing.Issue(("letter_enterprise",), DAY))
    (paper,) = (client / "issued").glob("*.docx")
    assert marks(paper) == "甲"
    put(place, COMMITTEE, "3", {LETTER: marked(LETTER, "统一")}, "committee")
    built = api.build(api.load(client), tmp_path / "out", _order(place, ONLY[:1]))
    assert {*_marks(built.report.folder).values()} == {"甲"}
    revised = issuing.revise(
        issuing.desk(client, _order(place, ())), "letter_enterprise", "换用统一样式", DAY
    )
    assert revised.issued and revised.row.version == "A/1"
    assert marks(client / "issued" / revised.issued.row.file) == "统一"


def test_own_templates_on_the_command_line_are_used_with_a_hint(
    tmp_path: Path, place: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUOGUAN_HOME", str(place.folder))
    put(place, COMMITTEE, "2026.11", {BOARD: marked(BOARD, "统一")}, "committee")
    own = tmp_path / "own"
    own.mkdir()
    (own / "board_a3.docx").write_bytes(marked(BOARD, "自有"))
    client, out = _client(tmp_path, "甲"), tmp_path / "out"
    given = ("build", client, "-o", out, "--only", "board_a3", "--templates", own, "--date", DAY)
    done = run(*given)
    assert done.returncode == 0 and "自有模板盖过了统一样式：安全生产社会化服务公示牌（A3）" in done.stderr
    assert {*_marks(out).values()} == {"自有"}
    assert run(*given, "--strict").returncode == 1
    (own / "board_a3.docx").rename(own / "letter_enterprise.docx")
    (own / "letter_enterprise.docx").write_bytes(marked(LETTER, "自有"))
    assert "统一样式" not in run(*given).stderr


def test_another_machine_has_bundles_at_its_own_place(tmp_path: Path, place: Home) -> None:
    lines = [put(place, ONE, "1", {LETTER: marked(LETTER, "甲")})]
    lines.append(put(place, COMMITTEE, "1", {BOARD: marked(BOARD, "统一")}, "committee"))
    here = Shared(tmp_path / "share", tmp_path / "cache", place.folder)
    there = Shared(tmp_path / "mnt", None, tmp_path / "other")
    order = api.Order(DAY, ONLY, library=_unkept(place))
    packed = here.packed(order.library)
    assert remote.traits(order.library).bundles == tuple(sorted(lines))
    empty = there.unpacked(packed)
    assert agencies.lacking(lines, empty) == lines and empty.digest != order.library.digest
    shutil.copytree(place.folder, tmp_path / "other")
    put(Home(tmp_path / "other"), ONE, "2", {LETTER: marked(LETTER, "甲二")})  # more there is no matter
    library = there.unpacked(packed)
    assert library.layers[0] == tmp_path / "other/bundles" / COMMITTEE / "1"
    assert agencies.lacking(lines, library) == [] and library.digest == order.library.digest
    record = api.load(_client(tmp_path, "甲", lines[0]))
    assert choice.of(record, library).library.digest == choice.of(record, order.library).library.digest
    assert choice.named(lines[0], library).digest == choice.named(lines[0], order.library).digest


def test_a_machine_without_the_bundles_in_use_takes_no_part(
    tmp_path: Path, place: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = put(place, ONE, "1", {LETTER: marked(LETTER, "甲")})
    here, library = Shared(tmp_path, None, place.folder), _unkept(place)
    (tmp_path / "marker").touch()
    packed = (here.packed(library), here.packed(tmp_path / "marker"))
    ticket = remote.Ticket("run", remote.traits(library), *packed, Limits())
    monkeypatch.setenv(remote.ROOT, str(tmp_path))
    monkeypatch.setenv("TUOGUAN_HOME", str(place.folder))
    assert remote.refusal(ticket) == ""
    monkeypatch.setenv("TUOGUAN_HOME", str(tmp_path / "other"))
    assert remote.refusal(ticket) == f"没有安装本机在用的模板包 {line}（tuoguan template install）"
