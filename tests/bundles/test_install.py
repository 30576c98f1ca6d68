"""Installing: the new one whole in use, or one clear line and all as it was."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from generator.bundles import home, install, installed, manifest, trust
from generator.delivery import disk
from generator.errors import GeneratorError, PackError
from generator.signing import signed
from tests.bundles import published
from tests.bundles.made import zip_of
from tests.bundles.published import FIELDS, KEYS, NAME, TERMS, Desk, about
from tests.rows import each


@pytest.fixture(autouse=True)
def _believed(monkeypatch: pytest.MonkeyPatch) -> None:
    published.believe(monkeypatch)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _lying(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


def _refused(desk: Desk, act: Callable[[], object]) -> str:
    """What is said of an install that is refused; nothing of the home may change."""
    before = _lying(desk.place.folder)
    with pytest.raises(GeneratorError) as refused:
        act()
    assert _lying(desk.place.folder) == before
    return str(refused.value.problems[0])


def _says(desk: Desk, version: str) -> str:
    """The files of an installed version are those that were published; what it calls the enterprise."""
    use = desk.use
    found = installed.sound(installed.version(desk.place, NAME, version, use), use)
    return (found.folder / FIELDS).read_text("utf-8").removeprefix("- [").partition(",")[0]


def test_the_first_version_comes_into_use(desk: Desk) -> None:
    done = desk.install("2026.11", label="甲")
    assert (done.what, done.before, done.next_key) == ("used", "", "")
    assert done.version.folder == desk.place.folder / "bundles" / NAME / "2026.11"
    assert desk.use == home.Use(
        "2026.11", "2026.11", (), {"2026.11": done.version.digest}, (KEYS[0].public.line,)
    )
    assert _says(desk, "2026.11") == "甲"
    assert {path.name for path in desk.place.folder.iterdir()} == {"bundles", "state.json", "trust.json"}


def test_a_higher_version_comes_into_use_beside_it(desk: Desk) -> None:
    desk.install("2026.9", label="甲")
    done = desk.install("2026.11", label="乙")
    assert (done.what, done.before) == ("used", "2026.9")
    assert (desk.use.use, desk.use.seen, desk.use.before) == ("2026.11", "2026.11", ("2026.9",))
    assert (_says(desk, "2026.9"), _says(desk, "2026.11")) == ("甲", "乙")


def test_the_same_bytes_again_change_nothing(desk: Desk) -> None:
    desk.install("2026.9")
    desk.install("2026.11")
    before = _lying(desk.place.folder)
    assert desk.install("2026.11").what == "same"
    assert _lying(desk.place.folder) == before


def test_a_stranger_is_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path, trusting=False)
    with pytest.raises(
        GeneratorError, match="没有登记“某专业委”的公钥.*template trust 公钥.pub --for 某专业委"
    ):
        desk.install("1")
    assert _lying(desk.place.folder) == {}


def test_another_key_is_refused(desk: Desk) -> None:
    desk.install("1")
    told = _refused(desk, lambda: desk.install("2", KEYS[1]))
    assert (
        f"签名用的是密钥 {KEYS[1].public.number}，登记的是 {KEYS[0].public.number}；不是发布人发布的就不要用"
        in told
    )


def test_a_signature_of_other_bytes_by_the_name_of_the_right_key_is_refused(desk: Desk) -> None:
    thief = replace(KEYS[1], public=replace(KEYS[1].public, name=KEYS[0].public.name))
    assert "签名与内容不符" in _refused(desk, lambda: desk.install("1", thief))


def test_a_lower_version_is_refused_unless_asked_for(desk: Desk) -> None:
    desk.install("2026.11")
    told = _refused(desk, lambda: desk.install("2026.9"))
    assert "版次 2026.9 低于装过的 2026.11；确要换回，加 --downgrade" in told
    assert desk.downgrade("2026.9").what == "used"
    assert (desk.use.use, desk.use.seen, desk.use.before) == ("2026.9", "2026.11", ("2026.11",))
    assert "低于装过的 2026.11" in _refused(desk, lambda: desk.install("2026.10"))
    assert desk.install("2026.11").what == "used"
    assert (desk.use.use, desk.use.before) == ("2026.11", ("2026.9",))


@each(["2", "2.0", "02"])
def test_one_version_is_one_content(version: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.install("2", label="甲")
    told = _refused(desk, lambda: desk.install(version, label="乙"))
    assert "版次 2 已经装过，内容与这个文件不同" in told
    if version != "2":
        assert "版次 2 已经装过" in _refused(desk, lambda: desk.install(version, label="甲"))


@each(
    [
        ({"tool_from": "0.1.0", "tool_before": "0.1.1"}, ""),
        ({"tool_from": "0.1.1"}, "模板包适用于工具版本 0.1.1 起，现在的是 0.1.0；请升级工具"),
        ({"tool_before": "0.1"}, "适用于工具版本 0.1 之前，现在的是 0.1.0；请向发布人要"),
        ({"tool_from": "0.2", "tool_before": "1"}, "0.2 起、1 之前，现在的是 0.1.0；请升级工具"),
    ]
)
def test_only_bundles_for_this_tool_come_in(more: dict[str, str], words: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    if words:
        assert words in _refused(desk, lambda: desk.install("1", None, "甲", **more))
    else:
        desk.install("1", None, "甲", **more)


def test_a_newer_format_and_a_spoilt_file_are_refused(desk: Desk) -> None:
    desk.install("1")
    path = desk.file("2")
    path.write_bytes(path.read_bytes()[:-1])
    assert "文件被改动过" in _refused(desk, lambda: install.install(desk.place, path, TERMS))
    assert "找不到文件" in _refused(desk, lambda: install.install(desk.place, desk.folder / "x", TERMS))
    words = about("2").words().replace(b'"format": 1', b'"format": 2')
    seal = signed(words, KEYS[0], "bundle").file()
    path.write_bytes(zip_of({manifest.NAME: words, manifest.SIGNATURE: seal}))
    told = _refused(desk, lambda: install.install(desk.place, path, TERMS))
    assert told.endswith("模板包的格式是 2，本工具只认到 1；请升级工具")


# --- keys


def test_a_key_comes_in_with_the_bundle_that_announces_it(desk: Desk) -> None:
    assert desk.install("1").next_key == ""
    done = desk.install("2", next_key=KEYS[1].public.line)
    assert done.next_key == KEYS[1].public.line
    assert desk.use.keys == (KEYS[0].public.line, KEYS[1].public.line)
    assert desk.install("3", KEYS[1]).what == "used"
    assert trust.keys(NAME, home.trust(desk.place), home.state(desk.place))[-1] == KEYS[1].public.line


def test_the_old_key_is_good_up_to_the_version_that_announced_the_new_one(desk: Desk) -> None:
    desk.install("1")
    desk.install("3", next_key=KEYS[1].public.line)
    told = _refused(desk, lambda: desk.install("3.1"))
    assert f"密钥 {KEYS[0].public.number} 已换成 {KEYS[1].public.number}，它签的只认到版次 3；" in told
    _refused(desk, lambda: desk.install("4", KEYS[2]))
    assert desk.install("3", next_key=KEYS[1].public.line).what == "same"
    assert desk.downgrade("2").what == "used"
    assert desk.downgrade("1").what == "used"
    assert desk.use.keys == (KEYS[0].public.line, KEYS[1].public.line)
    assert desk.install("4", KEYS[1]).what == "used"


def test_a_key_that_was_replaced_announces_none(desk: Desk) -> None:
    desk.install("3", next_key=KEYS[1].public.line)
    assert desk.downgrade("2", next_key=KEYS[2].public.line).next_key == ""
    assert desk.use.keys == (KEYS[0].public.line, KEYS[1].public.line)
    assert "登记的是" in _refused(desk, lambda: desk.install("4", KEYS[2]))


def test_whoever_registers_the_new_key_has_nothing_of_the_old_one(tmp_path: Path) -> None:
    late = Desk(tmp_path, trusting=False)
    trust.register(late.place, NAME, KEYS[1].public, "committee")
    assert f"登记的是 {KEYS[1].public.number}" in _refused(late, lambda: late.install("1"))
    assert late.install("4", KEYS[1]).what == "used"


def test_a_key_is_announced_by_the_one_in_force_alone(desk: Desk) -> None:
    desk.install("1", next_key=KEYS[1].public.line)
    desk.install("2", KEYS[1], next_key=KEYS[2].public.line)
    assert desk.use.keys == tuple(one.public.line for one in KEYS[:3])
    desk.downgrade("1", next_key=KEYS[1].public.line)
    assert desk.use.keys[-1] == KEYS[2].public.line
    assert "另一把公钥" in _refused(
        desk, lambda: trust.register(desk.place, NAME, KEYS[3].public, "committee")
    )


def test_a_key_that_is_announced_by_a_refused_bundle_is_not_trusted(desk: Desk) -> None:
    desk.install("1")
    _refused(desk, lambda: desk.install("2", KEYS[1], next_key=KEYS[1].public.line))
    _refused(desk, lambda: desk.install("2", tool_from="9", next_key=KEYS[1].public.line))
    assert "登记的是" in _refused(desk, lambda: desk.install("2", KEYS[1]))


def test_another_publisher_begins_anew(desk: Desk) -> None:
    desk.install("9")
    desk.place.trust.unlink()
    trust.register(desk.place, NAME, KEYS[1].public, "committee")
    (before,) = installed.bundles(desk.place)
    assert before.role is None
    assert desk.install("2", KEYS[1]).what == "used"
    assert (desk.use.seen, [*desk.use.digests], desk.use.before) == ("2", ["2"], ())
    (after,) = installed.bundles(desk.place)
    assert after.role == "committee"


# --- what lies there


def test_a_damaged_version_is_mended_by_the_same_bytes(desk: Desk) -> None:
    desk.install("1", label="甲")
    desk.install("2", label="乙")
    for version, label in (("1", "甲"), ("2", "乙")):
        (desk.place.bundle(NAME, version) / FIELDS).write_text("- [丙, enterprise.name]\n", "utf-8")
        with pytest.raises(
            GeneratorError, match=f"请重新安装：tuoguan template install {NAME}-{version}.tgb.zip"
        ):
            _says(desk, version)
        before = desk.use
        assert desk.install(version, label=label).what == "mended"
        assert _says(desk, version) == label
        assert desk.use == before
    shutil.rmtree(desk.place.bundle(NAME, "2"))
    assert desk.install("2", label="乙").what == "mended"
    assert _says(desk, "2") == "乙"


def test_what_an_old_key_signed_above_its_last_version_still_mends(desk: Desk) -> None:
    desk.install("5")
    desk.downgrade("3", next_key=KEYS[1].public.line)
    (desk.place.bundle(NAME, "5") / FIELDS).unlink()
    assert desk.install("5").what == "used"
    assert _says(desk, "5") == "企业名称"
    _refused(desk, lambda: desk.install("5.1"))


def test_a_half_installed_folder_gives_way(desk: Desk) -> None:
    desk.install("1")
    left = desk.place.bundle(NAME, "2") / "reference"
    left.mkdir(parents=True)
    (left / "laws.yaml").write_text("x")
    desk.place.stage.mkdir()
    (desk.place.stage / "x").write_text("x")
    desk.install("2", label="乙")
    assert _says(desk, "2") == "乙"
    assert not desk.place.stage.exists() and not desk.place.aside.exists()


def test_a_second_install_at_the_same_time_is_refused(desk: Desk) -> None:
    desk.install("1")
    with home.changing(desk.place), pytest.raises(PackError, match="另一个程序正在写入已安装的模板包"):
        desk.install("2")
    assert desk.use.use == "1"


@contextmanager
def _failing(at: int, number: int) -> Iterator[list[str]]:
    """The change of the disk at which it fails, and what was to be done."""
    calls: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("write", "make_folder", "replace", "rename", "remove"):
            real = getattr(disk, name)

            def call(path: Path, *rest: object, _real: Callable[..., None] = real, **more: object) -> None:
                calls.append(path.name)
                if len(calls) == at:
                    raise OSError(number, "injected")
                _real(path, *rest, **more)

            patch.setattr(disk, name, call)
        yield calls


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "磁盘空间不足"), (errno.EACCES, "没有写入权限")]
)
def test_whatever_the_disk_refuses_is_one_line_and_all_is_as_it_was(
    tmp_path: Path, number: int, words: str
) -> None:
    before = Desk(tmp_path / "before")
    before.folder.mkdir(exist_ok=True)
    before.install("1", label="甲")
    at, told = 0, 0
    while True:
        at += 1
        desk = Desk(tmp_path / f"{at}", trusting=False)
        shutil.copytree(before.folder, desk.folder)
        state = _lying(desk.place.folder)
        path = desk.file("2", label="乙")
        with _failing(at, number) as calls:
            try:
                install.install(desk.place, path, TERMS)
            except GeneratorError as exc:
                told += 1
                assert words in str(exc) and "\n" not in str(exc)
                found = {name: data for name, data in _lying(desk.place.folder).items() if name != ".lock"}
                assert found == state, (at, calls)
        if len(calls) < at:
            break
    assert _says(desk, "2") == "乙"
    assert told > 7, at


# --- rollback


def test_rollback_goes_back_version_by_version(desk: Desk) -> None:
    for version in ("1", "2", "3"):
        desk.install(version)
    assert install.rollback(desk.place, NAME, "0.1.0").version == "2"
    assert install.rollback(desk.place, NAME, "0.1.0").version == "1"
    assert (desk.use.use, desk.use.seen, desk.use.before) == ("1", "3", ())
    told = _refused(desk, lambda: install.rollback(desk.place, NAME, "0.1.0"))
    assert "现在用的是 1，在它之前没有别的版次可退" in told
    assert desk.install("3").what == "used"
    assert desk.use.before == ("1",)


def test_rollback_of_what_is_not_there_is_refused(desk: Desk) -> None:
    desk.install("1")
    assert "没有安装这个模板包" in _refused(desk, lambda: install.rollback(desk.place, "x", "0.1.0"))


def test_rollback_to_a_version_that_cannot_be_used_is_refused(desk: Desk) -> None:
    desk.install("1", tool_before="0.2")
    desk.install("2")
    assert "适用于工具版本 0.2 之前" in _refused(desk, lambda: install.rollback(desk.place, NAME, "0.2"))
    (desk.place.bundle(NAME, "1") / FIELDS).unlink()
    assert "不全或者被改动过" in _refused(desk, lambda: install.rollback(desk.place, NAME, "0.1.0"))


def test_a_record_of_which_a_byte_was_lost_stops_everything(desk: Desk) -> None:
    desk.install("1")
    whole = desk.place.state.read_bytes()
    desk.place.state.write_bytes(whole[:-3])
    for act in (lambda: desk.install("2"), lambda: install.rollback(desk.place, NAME, "0.1.0")):
        assert "state.json：" in _refused(desk, act)
    desk.place.state.write_bytes(whole)
    desk.place.trust.write_bytes(b"")
    assert "trust.json：" in _refused(desk, lambda: desk.install("2"))
