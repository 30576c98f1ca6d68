"""The built-in library is judged as a whole: what is made of its files is held fresh."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from generator.library import Library, built_in
from generator.problems import error
from generator.proofing import files, names, whole
from generator.word import freshness, parsing

DAY = datetime.date(2026, 11, 23)
STALE = error("templates/word/a.parsed", "旧")


def test_stale_templates_and_what_was_read_of_them_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "_cited", lambda *_: ())
    monkeypatch.setattr(names, "check", lambda *_: ())
    monkeypatch.setattr(files, "check", lambda *_, **__: ())
    monkeypatch.setattr(freshness, "stale", lambda *_: (error("a.docx", "旧"),))
    monkeypatch.setattr(parsing, "stale", lambda root: (STALE,) if root == built_in().layers[-1] else ())
    found = whole.check(built_in(), DAY)
    assert STALE in found and error("a.docx", "旧") in found


def test_what_is_read_of_templates_is_written_once(tmp_path: Path) -> None:
    (tmp_path / "word").mkdir()
    shutil.copy(built_in().path("word/client_cover.docx"), tmp_path / "word/client_cover.docx")
    library = Library((tmp_path,))
    assert whole.parse(library) == ("word/client_cover.parsed", "word/parsed.json")
    assert whole.parse(library) == ()
