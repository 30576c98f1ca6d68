"""Stale Word templates are told part by part; fresh ones are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.library import Texts
from generator.word.freshness import Wanted, refresh, stale

LAYOUTS = Path(__file__).resolve().parent.parent.parent / "templates" / "layout"


@pytest.fixture
def wanted(tmp_path: Path) -> list[Wanted]:
    (tmp_path / "text").mkdir()
    source = tmp_path / "text" / "a.md"
    source.write_text("@title 制度\n甲\n", "utf-8")
    return [Wanted("a", source, LAYOUTS / "system.docx")]


def told(wanted: list[Wanted], tmp_path: Path) -> list[tuple[str, str]]:
    return [(p.where, p.message) for p in stale(wanted, Texts((tmp_path / "text",)), tmp_path / "word", {})]


def test_missing_template_is_told_then_written(wanted: list[Wanted], tmp_path: Path) -> None:
    assert told(wanted, tmp_path) == [("a.docx", "模板还没有编译")]
    assert refresh(wanted, Texts((tmp_path / "text",)), tmp_path / "word", {}) == ("a",)
    assert told(wanted, tmp_path) == []
    assert refresh(wanted, Texts((tmp_path / "text",)), tmp_path / "word", {}) == ()


def test_changed_text_is_told_by_part(wanted: list[Wanted], tmp_path: Path) -> None:
    refresh(wanted, Texts((tmp_path / "text",)), tmp_path / "word", {})
    wanted[0].source.write_text("@title 制度\n乙\n", "utf-8")
    assert told(wanted, tmp_path) == [("a.docx", "与正文或版式不一致：word/document.xml")]


def test_leftover_and_broken_files_are_told(wanted: list[Wanted], tmp_path: Path) -> None:
    refresh(wanted, Texts((tmp_path / "text",)), tmp_path / "word", {})
    (tmp_path / "word" / "b.docx").write_bytes(b"")
    assert told(wanted, tmp_path) == [("b.docx", "交付目录里没有这份模板")]
    (tmp_path / "word" / "a.docx").write_bytes(b"no zip")
    assert ("a.docx", "与正文或版式不一致：word/document.xml") in told(wanted, tmp_path)
