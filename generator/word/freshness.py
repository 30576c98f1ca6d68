"""Whether the compiled Word templates still say what their texts and layouts say, part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.library import Texts
from generator.problems import Problem, error
from generator.word.compile import compile_text, compile_words
from generator.word.source import Units

HINT = "重新编译 Word 模板后再提交"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A Word template that should exist: its id, its text and its layout; ``words`` is a text in memory."""

    id: str
    source: Path
    layout: Path
    words: str = ""

    @property
    def template(self) -> str:
        """Where the template lies below a layer."""
        return f"word/{self.id}.docx"

    def compiled(self, texts: Texts, units: Units) -> bytes:
        """The template as its text and layout give it now."""
        if self.words:
            return compile_words(self.words, self.source.name, self.layout, texts, units)
        return compile_text(self.source, self.layout, texts, units)


def stale(wanted: Iterable[Wanted], texts: Texts, word: Path, units: Units) -> tuple[Problem, ...]:
    """What is missing, out of date or left over among the Word templates in a folder."""
    entries = sorted(wanted, key=_id)
    problems = [problem for entry in entries for problem in _differences(entry, texts, word, units)]
    problems += _left_over(word, {f"{entry.id}.docx" for entry in entries})
    return tuple(problems)


def _left_over(word: Path, known: set[str]) -> list[Problem]:
    extra = sorted(path.name for path in word.glob("*.docx") if path.name not in known)
    return [error(name, "交付目录里没有这份模板", "删去文件，或在交付目录里补上") for name in extra]


def _id(wanted: Wanted) -> str:
    return wanted.id


def refresh(wanted: Iterable[Wanted], texts: Texts, word: Path, units: Units) -> tuple[str, ...]:
    """Write every Word template that is missing or differs; the ids of those written."""
    written = []
    for entry in sorted(wanted, key=_id):
        if _renewed(word / f"{entry.id}.docx", entry.compiled(texts, units)):
            written.append(entry.id)
    return tuple(written)


def _renewed(target: Path, data: bytes) -> bool:
    """Write a template where it is missing or says something else; whether it was written."""
    if target.is_file() and _parts(target.read_bytes()) == _parts(data):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return True


def _differences(entry: Wanted, texts: Texts, word: Path, units: Units) -> list[Problem]:
    path = word / f"{entry.id}.docx"
    if not path.is_file():
        return [error(path.name, "模板还没有编译", HINT)]
    names = _differing(_parts(entry.compiled(texts, units)), _parts(path.read_bytes()))
    return [error(path.name, f"与正文或版式不一致：{name}", HINT) for name in names]


def _differing(made: dict[str, bytes], kept: dict[str, bytes]) -> list[str]:
    """The names of the parts that are not the same in both."""
    return sorted(name for name in {*made, *kept} if made.get(name) != kept.get(name))


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name; none of a file that is no Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return {}
