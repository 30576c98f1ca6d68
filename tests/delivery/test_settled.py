"""What is left once it lies there: frozen documents, closed years, and what was delivered before format 3."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import delivery
from generator.delivery import Report, Terms
from tests.delivery import packs
from tests.delivery.packs import ABOUT, FORCE, TERMS, deliver, lines, tree

A = "甲/a.docx"
COPY = "甲/a（新版 2026-11-23）.docx"
FROZEN = {"life": "issued", "settled": True}
CLOSED = {"life": "yearly", "settled": True}
DELIVERED = {"life": "issued", "dated": "2026-10-13"}


def _deliver(folder: Path, text: str, terms: Terms = TERMS, **lived: Any) -> Report:
    (file,) = packs.files(a=text)
    return delivery.deliver(folder, (replace(file, **lived),), ABOUT, terms)


def _edit(folder: Path) -> None:
    (folder / A).write_text("手改", "utf-8")


def _row(folder: Path) -> dict[str, Any]:
    (row,) = json.loads((folder / "manifest.json").read_bytes())["files"]
    return dict(row)


def _of_format_2(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text("utf-8").replace('"format": 3', '"format": 2'), "utf-8")


def test_a_closed_year_is_left_as_it_lies(tmp_path: Path) -> None:
    _deliver(tmp_path / "p", "1", life="yearly", day="2026-12-20")
    report = _deliver(tmp_path / "p", "2", **CLOSED, day="2026-12-20")
    assert report.actions == (("未变", A),)
    assert tree(tmp_path / "p") == {A: "1"}
    told = (_row(tmp_path / "p")["sha256"], _row(tmp_path / "p")["settled"])
    assert told == (delivery.digest(b"1"), True)
    assert _deliver(tmp_path / "p", "3", **CLOSED).actions == (("未变", A),)
    assert _deliver(tmp_path / "p", "3", life="yearly").actions == (("更新", A),)


@pytest.mark.parametrize("terms", [TERMS, FORCE])
def test_a_closed_year_that_was_edited_stays_without_a_copy(tmp_path: Path, terms: Terms) -> None:
    _deliver(tmp_path / "p", "1", life="yearly")
    _edit(tmp_path / "p")
    for text in "22":
        report = _deliver(tmp_path / "p", text, terms, **CLOSED)
        assert (report.actions, report.problems) == ((("保留手改", A),), ())
        assert tree(tmp_path / "p") == {A: "手改"}


def test_a_closed_year_that_is_not_there_is_written(tmp_path: Path) -> None:
    assert _deliver(tmp_path / "p", "1", **CLOSED).actions == (("新建", A),)
    (tmp_path / "p" / A).unlink()
    assert _deliver(tmp_path / "p", "1", **CLOSED).actions == (("新建", A),)


def test_frozen_bytes_take_the_place_of_our_own_draft_and_of_an_older_version(tmp_path: Path) -> None:
    _deliver(tmp_path / "p", "1", life="issued")
    for text in "23":
        assert _deliver(tmp_path / "p", text, **FROZEN).actions == (("更新", A),)
        assert _deliver(tmp_path / "p", text, **FROZEN).actions == (("未变", A),)
        assert tree(tmp_path / "p") == {A: text}
    assert _deliver(tmp_path / "p", "4", life="issued").actions == (("更新", A),)


def test_a_frozen_file_that_was_edited_is_kept_and_told_each_time(tmp_path: Path) -> None:
    _deliver(tmp_path / "p", "1", **FROZEN)
    _edit(tmp_path / "p")
    for action, path in (("另存新版", COPY), ("保留手改", A), ("保留手改", A)):
        report = _deliver(tmp_path / "p", "1", **FROZEN)
        assert report.actions == ((action, path),)
        assert "与签发留底的版本不同" in lines(report)
        assert tree(tmp_path / "p") == {A: "手改", COPY: "1"}
    _deliver(tmp_path / "p", "2", **FROZEN)
    assert tree(tmp_path / "p") == {A: "手改", COPY: "2"}
    _deliver(tmp_path / "p", "2", FORCE, **FROZEN)
    assert tree(tmp_path / "p") == {A: "2", f"旧版 2026-11-23/{A}": "手改"}


def test_an_edited_draft_that_was_frozen_as_it_stands_is_ours(tmp_path: Path) -> None:
    _deliver(tmp_path / "p", "1", life="issued")
    _edit(tmp_path / "p")
    assert _deliver(tmp_path / "p", "手改", **FROZEN).actions == (("未变", A),)
    assert _deliver(tmp_path / "p", "2", **FROZEN).actions == (("更新", A),)


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("terms", [TERMS, FORCE])
def test_what_was_delivered_before_format_3_is_kept_until_adopted(
    tmp_path: Path, terms: Terms, edited: bool
) -> None:
    deliver(tmp_path / "p", a="1")
    _of_format_2(tmp_path / "p")
    if edited:
        _edit(tmp_path / "p")
    for text in "223":
        report = _deliver(tmp_path / "p", text, terms, **DELIVERED)
        assert report.actions == (("保留手改" if edited else "未变", A),)
        assert tree(tmp_path / "p") == {A: "手改" if edited else "1"}
        assert "1 份已送达或已发生的资料照原样保留，没有重新生成（a）" in lines(report)
        assert "tuoguan issue --adopt" in lines(report)
        assert _row(tmp_path / "p")["sha256"] == delivery.digest(b"1")
    adopted = _deliver(tmp_path / "p", "手改" if edited else "1", **FROZEN)
    assert (adopted.actions, adopted.problems) == ((("未变", A),), ())
    assert _row(tmp_path / "p")["life"] == "issued"


@pytest.mark.parametrize(
    ("lived", "kept"),
    [
        ({"life": "issued", "dated": "2026-11-23"}, True),
        ({"life": "issued"}, False),
        ({"life": "record", "dated": "2026-11-22"}, True),
        ({"life": "record", "dated": "2026-11-23"}, False),
        ({"life": "standing", "dated": "2026-10-13"}, False),
        ({"life": "current"}, False),
    ],
)
def test_only_what_was_delivered_or_happened_is_kept(
    tmp_path: Path, lived: dict[str, str], kept: bool
) -> None:
    deliver(tmp_path / "p", a="1")
    _of_format_2(tmp_path / "p")
    first, second = (_deliver(tmp_path / "p", "2", **lived) for _ in range(2))
    assert first.actions == (("未变" if kept else "更新", A),)
    assert second.actions == (("未变", A),)
    assert tree(tmp_path / "p") == {A: "1" if kept else "2"}
    assert bool(first.problems) == kept
    assert bool(second.problems) == (kept and lived["life"] == "issued")


def test_what_a_tool_of_today_wrote_is_replaced(tmp_path: Path) -> None:
    _deliver(tmp_path / "p", "1", **DELIVERED)
    assert _deliver(tmp_path / "p", "2", **DELIVERED).actions == (("更新", A),)


def test_a_part_of_the_pack_does_not_forget_what_was_delivered(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1", b="1")
    _of_format_2(tmp_path / "p")
    delivery.deliver(tmp_path / "p", packs.files(b="2"), ABOUT, replace(TERMS, whole=False))
    assert _deliver(tmp_path / "p", "2", **DELIVERED).actions[0] == ("未变", A)
    assert tree(tmp_path / "p")[A] == "1"
