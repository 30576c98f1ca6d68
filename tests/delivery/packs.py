"""Small packs for the tests of delivery: made-up files, and what lies in a folder afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator import delivery
from generator.delivery import File, Report, Terms, disk

ABOUT = {"tool": "tuoguan", "day": "2026-11-23", "client": "甲公司", "uscc": "91330799MADEMA0195"}
TERMS = Terms("2026-11-23")
FORCE = Terms("2026-11-23", force=True)
PART = Terms("2026-11-23", whole=False)


def files(**texts: str) -> tuple[File, ...]:
    """Files by name and text: ``a="1"`` is 甲/a.docx, ``乙_b`` is 乙/b.docx."""
    return tuple(File(_path(name), text.encode(), name, "word/x.docx", "0") for name, text in texts.items())


def moved(**texts: str) -> tuple[File, ...]:
    """Those files where they lie from now on, in a folder of the year: 甲/2026年/a.docx."""
    at = {file.path: file.path.replace("/", "/2026年/", 1) for file in files(**texts)}
    return tuple(replace(file, path=at[file.path], life="yearly") for file in files(**texts))


def _path(name: str) -> str:
    folder, _, stem = name.rpartition("_")
    return f"{folder or '甲'}/{stem}.docx"


def deliver(folder: Path, terms: Terms = TERMS, **texts: str) -> Report:
    return delivery.deliver(folder, files(**texts), ABOUT, terms)


def tree(folder: Path) -> dict[str, str]:
    """Every file but the manifest, with its text."""
    whole = everything(folder)
    whole.pop(delivery.MANIFEST, None)
    return whole


def everything(folder: Path) -> dict[str, str]:
    """Every file with its text, hidden ones and those of empty folders too."""
    return {path: data.decode("utf-8") for path, data in lying(folder).items()}


def lying(folder: Path) -> dict[str, bytes]:
    """The same with bytes, where a file may have been written by half."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
        if path.is_file() or not any(path.iterdir())
    }


def lines(report: Report) -> str:
    return "\n".join(map(str, report.problems))


def once_noted(patch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Somebody else is at the pack just after the journal was written: judged, not yet replaced."""
    real = disk.write

    def write(path: Path, data: bytes, lasting: bool = False) -> None:
        real(path, data, lasting)
        if lasting:
            act()

    patch.setattr(disk, "write", write)
