"""One file into a pack that is there: the rest and the record of it stay as they are."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator import delivery
from generator.delivery import File
from generator.errors import PackError
from tests.delivery.packs import ABOUT, TERMS, deliver, files, tree

A = "甲/a.docx"
LATER = datetime.date(2026, 12, 1)
SUMMARY = {"visits": ["2026-10-20"], "open": 2}


def _frozen(text: str) -> File:
    (file,) = files(a=text)
    return replace(file, life="issued", day="2026-10-13", settled=True)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    delivery.deliver(tmp_path / "p", files(a="1", b="1"), {**ABOUT, "summary": SUMMARY}, TERMS)
    return tmp_path / "p"


def test_our_own_draft_gives_way(pack: Path) -> None:
    before = json.loads((pack / "manifest.json").read_bytes())
    assert delivery.place(pack, _frozen("2"), LATER) == ()
    assert tree(pack) == {A: "2", "甲/b.docx": "1"}
    after = json.loads((pack / "manifest.json").read_bytes())
    lived = {"life": "issued", "day": "2026-10-13", "settled": True}
    assert after["files"][0] == {**before["files"][0], "sha256": delivery.digest(b"2"), **lived}
    before["files"][0] = after["files"][0]
    assert after == before
    assert list(after) == list(before)


def test_an_edited_file_is_taken_as_it_stands(pack: Path) -> None:
    (pack / A).write_text("手改", "utf-8")
    assert delivery.place(pack, _frozen("手改"), LATER) == ()
    assert tree(pack)[A] == "手改"
    report = deliver(pack, a="手改", b="1")
    assert report.actions == (("未变", A), ("未变", "甲/b.docx"))


def test_a_file_that_was_edited_meanwhile_is_kept_and_told(pack: Path) -> None:
    (pack / A).write_text("手改", "utf-8")
    (told,) = delivery.place(pack, _frozen("2"), LATER)
    assert "与签发留底的版本不同" in told.message
    assert tree(pack) == {A: "手改", "甲/a（新版 2026-12-01）.docx": "2", "甲/b.docx": "1"}


def test_a_scan_takes_the_place_of_the_document(pack: Path) -> None:
    (told,) = delivery.place(pack, replace(_frozen("scan"), path="甲/a.pdf"), LATER)
    assert (told.where, told.message) == (A, "这份资料换了位置或文件类型，旧文件不再使用")
    assert tree(pack) == {"甲/a.pdf": "scan", "甲/b.docx": "1", f"旧版 2026-12-01/{A}": "1"}


@pytest.mark.parametrize("there", [True, False])
def test_where_no_pack_is_nothing_is_written(tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "p").mkdir()
    with pytest.raises(PackError, match="这里没有资料包"):
        delivery.place(tmp_path / "p", _frozen("2"), LATER)
    assert [path.name for path in tmp_path.rglob("*")] == (["p"] if there else [])


def test_nothing_of_an_unfinished_build_is_forgotten(pack: Path) -> None:
    path = pack / "manifest.json"
    found = json.loads(path.read_bytes())
    step = {
        "do": "write",
        "path": "甲/b.docx",
        "of": "甲/b.docx",
        "old": delivery.digest(b"1"),
        "new": "0" * 64,
    }
    path.write_text(json.dumps({**found, "unfinished": [step]}), "utf-8")
    (told,) = delivery.place(pack, _frozen("2"), LATER)
    assert "上次生成有 1 份文件没有写完" in told.message
    assert json.loads(path.read_bytes())["unfinished"] == [step]
