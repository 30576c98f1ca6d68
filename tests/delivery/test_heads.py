"""Whose packs are, told by the heads of their manifests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import delivery
from generator.delivery import heads
from generator.delivery.heads import Head
from generator.errors import PackError
from tests.delivery.packs import ABOUT, deliver

CODE = ABOUT["uscc"]


def _pack(out: Path, folder: str, **told: object) -> Path:
    (out / folder).mkdir(parents=True)
    head = {"format": 3, "client": "甲公司", "uscc": CODE, "day": "2026-11-23", **told, "files": []}
    (out / folder / "manifest.json").write_text(json.dumps(head, indent=1, ensure_ascii=False), "utf-8")
    return out / folder


def test_a_pack_is_told_by_its_head_alone(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1", b="2")
    file = tmp_path / "p/manifest.json"
    assert heads.one(tmp_path / "p") == Head("p", "甲公司", CODE, "2026-11-23")
    whole = file.read_bytes()
    file.write_bytes(whole[: whole.index(b'"files": [') + 20])  # what follows is not looked at
    assert heads.one(tmp_path / "p") == Head("p", "甲公司", CODE, "2026-11-23")
    assert heads.read(tmp_path / "p") == {"format": 3, **ABOUT}


@pytest.mark.parametrize("indent", [None, 0, 1, 2])
def test_a_manifest_in_any_form_is_read(tmp_path: Path, indent: int | None) -> None:
    head = {"client": "甲公司", "uscc": CODE, "day": "2026-11-23", "files": []}
    (tmp_path / "manifest.json").write_text(json.dumps(head, indent=indent), "utf-8")
    assert heads.one(tmp_path) == Head(tmp_path.name, "甲公司", CODE, "2026-11-23")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{\n "client": 3,\n "files": [\n', '{\n "client" "甲",\n "files": [\n', "\0"]
)
def test_what_tells_nothing_is_no_head(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, "utf-8")
    assert heads.one(tmp_path) is None


def test_the_head_of_the_journal_stands_in_for_a_manifest_that_is_gone(tmp_path: Path) -> None:
    pack = _pack(tmp_path, "p")
    (pack / "manifest.json").rename(pack / ".tuoguan-journal.json")
    assert heads.one(pack) == Head("p", "甲公司", CODE, "2026-11-23")


def test_a_later_tool_s_pack_is_somebody_s_as_well(tmp_path: Path) -> None:
    assert heads.one(_pack(tmp_path, "p", format=99)) == Head("p", "甲公司", CODE, "2026-11-23")


def test_a_folder_of_packs_is_looked_through(tmp_path: Path) -> None:
    assert heads.of(tmp_path / "none") == ()
    for name in ("乙", "甲", ".tuoguan-0123456789abcdef"):
        _pack(tmp_path, name)
    (tmp_path / "丙").mkdir()
    (tmp_path / "file").write_text("", "utf-8")
    assert [head.folder for head in heads.of(tmp_path)] == ["乙", "甲"]
    assert heads.of(tmp_path / "file") == ()


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path) -> None:
        raise PermissionError(13, "denied", str(path))

    monkeypatch.setattr(heads, "scandir", closed)
    with pytest.raises(PackError, match="输出文件夹不可写"):
        heads.of(tmp_path)


def test_the_pack_of_a_client_is_found_by_its_code_whatever_it_is_called(tmp_path: Path) -> None:
    other = _pack(tmp_path, "甲公司", uscc="91330799MADEMA0573")
    own = _pack(tmp_path, "旧名", client="旧名")
    assert delivery.pack(tmp_path, "甲公司", CODE) == own
    assert delivery.pack(own, "甲公司", CODE) == own
    with pytest.raises(PackError, match="是“甲公司（91330799MADEMA0573）”的资料包；请写“甲公司”的"):
        delivery.pack(other, "甲公司", CODE)
    with pytest.raises(PackError, match="是“甲公司（91330799MADEMA0573）”的资料包"):
        delivery.pack(tmp_path, "甲公司")
    with pytest.raises(PackError, match="没有“乙公司”的资料包"):
        delivery.pack(tmp_path, "乙公司", "91330799MADEMA06X8")


def test_a_pack_without_a_code_is_found_by_its_name(tmp_path: Path) -> None:
    pack = _pack(tmp_path, "老甲公司", uscc="")
    assert delivery.pack(tmp_path, "甲公司") == pack
    assert delivery.pack(tmp_path, "甲公司", CODE) == pack
    coded = _pack(tmp_path, "甲公司", uscc=CODE)
    assert delivery.pack(tmp_path, "甲公司", CODE) == coded
    assert delivery.pack(tmp_path, "甲公司") == pack
    with pytest.raises(PackError, match="是“甲公司”的资料包"):
        delivery.pack(pack, "乙公司", CODE)


def test_a_pack_that_tells_nobody_s_name_is_its_folder_s(tmp_path: Path) -> None:
    pack = _pack(tmp_path, "甲公司", client="", uscc="")
    assert delivery.pack(tmp_path, "甲公司", CODE) == pack
