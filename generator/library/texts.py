"""The texts of a library: those of its layers, found by the path below text/ that includes name them by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import ClassVar

from generator.errors import CatalogueError
from generator.library.edition import Library
from generator.problems import error

FOLDER = "text"
_INCLUDE = re.compile(r'\{%\s*include\s+"([^"]*)"\s*%\}')


@dataclass(frozen=True, slots=True)
class Texts:
    """Folders of texts, the first that has one wins; the last is the one of the built-in library."""

    MOST: ClassVar[int] = 2000  # parts that one text may include, those of its parts counted
    folders: tuple[Path, ...]
    _parts: dict[str, tuple[Path | None, str]] = field(default_factory=dict, repr=False, compare=False)

    def find(self, path: str) -> Path | None:
        """Where the text of that path lies; None where no folder has it within itself."""
        for folder in self.folders:
            target = (folder / path).resolve()
            if target.is_relative_to(folder.resolve()) and target.is_file():
                return target
        return None

    def holds(self, path: str) -> bool:
        """Whether a path stays in the folders of texts, whether anything is there or not."""
        last = self.folders[-1].resolve()
        return "\\" not in path and (last / path).resolve().is_relative_to(last)

    def name(self, file: Path) -> str:
        """What messages call a text: a built-in one by its path below text/, another as it lies on disk."""
        last = self.folders[-1].resolve()
        found = file.resolve()
        return found.relative_to(last).as_posix() if found.is_relative_to(last) else str(file)

    def read(self, file: Path) -> str:
        """The words of a text; CatalogueError for one that cannot be read."""
        try:
            return file.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as exc:
            hint = "文稿要存成 UTF-8 编码的文本文件"
            raise CatalogueError(error(self.name(file), "文稿读不出来", hint)) from exc

    def expanded(self, words: str) -> str:
        """Words with those of the texts that they include, however deep, in place; "" for what is lost.

        CatalogueError where it would never end.
        """
        return self._filled(words, (), count())

    def _filled(self, words: str, above: tuple[Path, ...], turn: Iterator[int]) -> str:
        def part(found: re.Match[str]) -> str:
            path, inside = self._part(found[1])
            if path is None or path in above:
                return ""
            if next(turn) >= self.MOST:
                hint = "一份正文里 include 不能这样多；去掉重复的引用"
                raise CatalogueError(error(self.name(path), "共用段落引用得太多", hint))
            return self._filled(inside, (*above, path), turn)

        return _INCLUDE.sub(part, words)

    def _part(self, name: str) -> tuple[Path | None, str]:
        """Where a text that others include lies and its words, looked up once."""
        if name not in self._parts:
            path = self.find(name)
            self._parts[name] = (path, self.read(path) if path else "")
        return self._parts[name]


def of(library: Library) -> Texts:
    """The texts of all layers."""
    return library.once(_of)


def _of(library: Library) -> Texts:
    return Texts(tuple(layer / FOLDER for layer in library.layers))
