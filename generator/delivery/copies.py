"""New versions that were laid beside files that somebody edited: their names, and which are our own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.delivery import disk
from generator.delivery.lineage import Lineage

_COPY = re.compile(r"(.+)（新版 \d{4}-\d\d-\d\d(?: 第\d+份)?）(\.[^.]*)?")
_Copies = dict[str, list[str]]  # by the name of the file that they are copies of


def named(path: str, day: str, number: int) -> str:
    """The place of a copy beside a file: the first of a day, or one more."""
    place = PurePosixPath(path)
    return str(place.with_name(place.stem + _mark(day, number) + place.suffix))


def _mark(day: str, number: int) -> str:
    return f"（新版 {day}）" if number == 1 else f"（新版 {day} 第{number}份）"


class Copies:
    """The copies in a pack; each folder is listed once."""

    def __init__(self, folder: Path, lineage: Lineage) -> None:
        self._folder, self._lineage = folder, lineage
        self._found: dict[str, _Copies] = {}

    def own(self, path: str) -> Iterator[tuple[str, str]]:
        """Those beside the file at a path that nobody has edited, with their hashes."""
        for copy in self._called(path):
            held = disk.look(self._folder, copy).hash
            if held and held in self._lineage.at(path):
                yield copy, held

    def _called(self, path: str) -> list[str]:
        """What is called a copy of the file, and what an earlier build was about to delete as one."""
        place = PurePosixPath(path)
        beside = [str(place.with_name(name)) for name in self._within(str(place.parent)).get(place.name, ())]
        left = [step.path for step in self._lineage.removals(path) if step.path not in beside]
        return [*beside, *left]

    def _within(self, parent: str) -> _Copies:
        """The copies in a folder by the name of the file that they lie beside."""
        if parent not in self._found:
            self._found[parent] = _by_file(self._folder / parent)
        return self._found[parent]


def _by_file(folder: Path) -> _Copies:
    found = defaultdict(list)
    for name in _listed(folder):
        if copy := _COPY.fullmatch(name):
            found["".join(copy.groups(""))].append(name)
    return found


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
