"""The two records of the home: read back as written, refused in one line when they are anything else."""

from __future__ import annotations

import contextlib
import errno
import json
import os
from pathlib import Path

import pytest

from generator.bundles import home
from generator.bundles.home import Home, Trusted, Use
from generator.delivery import disk
from generator.errors import BundleError, PackError
from tests.rows import each

DIGESTS = {"2026.9": "ef" * 32, "2026.11": "ab" * 32, "2027.1": "cd" * 32}
USE = Use("2026.11", "2027.1", ("2026.9", "2027.1"), DIGESTS, ("RWa", "RWb"), ("2026.11",))
ROW = {
    "use": "2026.11",
    "seen": "2027.1",
    "before": ["2026.9"],
    "digests": DIGESTS,
    "keys": ["RWa"],
    "turns": [],
}


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_nothing_is_there_at_first(place: Home) -> None:
    assert not home.trust(place) and not home.state(place)
    assert not place.folder.exists()


def test_records_are_read_as_they_were_written(place: Home) -> None:
    trust = {"某专业委": Trusted("committee", "RWa"), "某机构-2": Trusted("agency", "RWb")}
    with home.changing(place):
        home.write_trust(place, trust)
        home.write_state(place, {"某专业委": USE})
    assert home.trust(place) == trust
    assert home.state(place) == {"某专业委": USE}
    assert sorted(path.name for path in place.folder.iterdir()) == ["state.json", "trust.json"]


def _told(place: Home, text: bytes) -> str:
    place.folder.mkdir(exist_ok=True)
    place.state.write_bytes(text)
    with pytest.raises(BundleError) as refused:
        home.state(place)
    (problem,) = refused.value.problems
    return str(problem)


@each(
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe{\x00}\x00",
        b'{"bundles": {}}',
        b'{"format": 0, "bundles": {}}',
        b'{"format": "1", "bundles": {}}',
        b'{"format": 1, "bundles": []}',
        b'{"format": 1, "bundles": {"a": 1}}',
        b"[" * 100_000,
    ]
)
def test_a_record_that_is_none_is_refused(text: bytes, tmp_path: Path) -> None:
    told = _told(Home(tmp_path / "home"), text)
    assert "state.json：" in told and "请从备份恢复；没有备份就删去这个文件，再逐个安装模板包" in told


@each(
    [
        {"use": "../2026"},
        {"use": 2026},
        {"use": "2026.12"},
        {"seen": ""},
        {"seen": "1." * 5},
        {"before": "2026.9"},
        {"before": ["../x"]},
        {"before": ["2026.8"]},
        {"digests": {"../x": "ab" * 32, **DIGESTS}},
        {"digests": {**DIGESTS, "2026.11": "AB" * 32}},
        {"digests": ["2026.11"]},
        {"keys": [""]},
        {"keys": None},
        {"keys": []},
        {"keys": ["RWa", "RWb"]},
        {"turns": ["2026.11"]},
        {"seen": "2026.12"},
    ]
)
def test_a_row_that_is_no_bundle_is_refused(wrong: dict[str, object], tmp_path: Path) -> None:
    place = Home(tmp_path / "home")
    told = _told(place, json.dumps({"format": 1, "bundles": {"甲": {**ROW, **wrong}}}).encode())
    assert "内容不是本工具写的样子" in told
    place.state.write_text(json.dumps({"format": 1, "bundles": {"甲": ROW}}), "utf-8")
    assert home.state(place)["甲"].use == "2026.11"


@each(["../甲", "a/b", "", "con", ".", "a ", "x" * 300])
def test_an_id_that_is_no_folder_is_refused(name: str, tmp_path: Path) -> None:
    assert "不是本工具写的样子" in _told(
        Home(tmp_path / "home"), json.dumps({"format": 1, "bundles": {name: ROW}}).encode()
    )


def test_a_record_of_a_newer_tool_asks_for_it(place: Home) -> None:
    assert _told(place, b'{"format": 2, "rows": []}').endswith("由更新的工具写成，本工具认不得；请升级工具")


@each(["nowhere", "state.json"])
def test_a_record_that_is_a_link_to_nothing_is_refused(target: str, place: Home) -> None:
    place.folder.mkdir(exist_ok=True)
    place.state.unlink(missing_ok=True)
    place.state.symlink_to(target)
    with pytest.raises(BundleError, match="不能确定装了什么"):
        home.state(place)


@pytest.mark.skipif(os.name != "posix", reason="rights of other systems are told in other ways")
def test_a_home_that_anybody_may_change_is_refused(place: Home) -> None:
    for mode, is_open in ((0o775, False), (0o702, True)):
        place.folder.mkdir(exist_ok=True)
        place.folder.chmod(mode)
        refused = pytest.raises(BundleError, match="谁都能改写") if is_open else contextlib.nullcontext()
        with refused, home.changing(place):
            home.write_state(place, {})
    assert [path.name for path in place.folder.iterdir()] == ["state.json"]


@each(["role", "key"])
def test_trust_without_a_part_is_refused(part: str, tmp_path: Path) -> None:
    place = Home(tmp_path)
    row = {"role": "agency", "key": "RWa"}
    place.trust.write_text(json.dumps({"format": 1, "bundles": {"甲": row}}), "utf-8")
    assert home.trust(place) == {"甲": Trusted("agency", "RWa")}
    place.trust.write_text(
        json.dumps({"format": 1, "bundles": {"甲": {**row, part: "x" * (part == "role")}}})
    )
    with pytest.raises(BundleError, match="再逐个登记公钥"):
        home.trust(place)


def test_trust_in_two_committees_is_refused(place: Home) -> None:
    with home.changing(place):
        home.write_trust(place, {"甲": Trusted("committee", "RWa"), "乙": Trusted("agency", "RWb")})
        assert len(home.trust(place)) == 2
        home.write_trust(place, {"甲": Trusted("committee", "RWa"), "乙": Trusted("committee", "RWb")})
    with pytest.raises(BundleError, match="登记了几个专业委"):
        home.trust(place)


def test_a_second_program_is_refused(place: Home) -> None:
    with (
        home.changing(place),
        pytest.raises(PackError, match="另一个程序正在写入已安装的模板包"),
        home.changing(place),
    ):
        pass
    with home.changing(place):
        pass


@each(
    [
        (errno.ENOSPC, "磁盘空间不足；请清理磁盘后再试；原来安装的模板包照旧"),
        (errno.EROFS, "没有写入权限；请核对"),
        (errno.EIO, "写入失败（"),
    ]
)
def test_what_the_disk_refuses_is_one_line(number: int, words: str, tmp_path: Path) -> None:
    place = Home(tmp_path / "home")
    with home.changing(place):
        home.write_state(place, {"某专业委": USE})
    before = place.state.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(number, "injected")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "replace", full)
        with pytest.raises(BundleError, match=words), home.changing(place):
            home.write_state(place, {})
    assert place.state.read_bytes() == before
    assert [path.name for path in place.folder.iterdir()] == ["state.json"]


def test_a_home_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x")
    with pytest.raises(BundleError, match="这里已被其他东西占用"), home.changing(Home(tmp_path / "home")):
        pass
