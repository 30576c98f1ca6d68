"""The texts of a library: those of its layers, found by the path below text/ that includes name them by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.library.edition import Library

FOLDER = "text"
_INCLUDE = re.compile(r'\{%\s*include\s+"([^"]*)"\s*%\}')


@dataclass(frozen=True, slots=True)
class Texts:
    """Folders of texts, the first that has one wins; the last is the one of the built-in library."""

    folders: tuple[Path, ...]

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

    def expanded(self, words: str) -> str:
        """Words with those of the texts that they include, however deep, in place; "" for what is lost."""
        return self._filled(words, ())

    def _filled(self, words: str, above: tuple[Path, ...]) -> str:
        def part(found: re.Match[str]) -> str:
            path = self.find(found[1])
            if path is None or path in above:
                return ""
            return self._filled(path.read_text("utf-8-sig"), (*above, path))

        return _INCLUDE.sub(part, words)


def of(library: Library) -> Texts:
    """The texts of all layers."""
    return Texts(tuple(layer / FOLDER for layer in library.layers))
