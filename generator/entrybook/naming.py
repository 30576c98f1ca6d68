"""Names for the pictures of a workbook, so that its data can call them as it calls any photo.

A cell of photos holds a line a photo and, over or in the cell, pictures (`photos`). A picture whose
alternative text is a file that a line names is that file: so the writer leaves them. The others, in the order
in which they are seen, are what the lines without a file are captions of, and whatever is left is one more
photo. Those get names of their own: 填报簿图片/隐患-D7-1.jpeg.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.entrybook.photos import Line
from generator.entrybook.pictures import Embedded, Picture
from generator.places import cell_name

FOLDER = "填报簿图片"


@dataclass(slots=True)
class Names:
    """The files of a workbook's pictures by the names given to them so far.

    ``placed`` are the cells (sheet, row, column from 1) whose pictures were asked for.
    """

    files: dict[str, Embedded] = field(default_factory=dict)
    placed: set[tuple[str, int, int]] = field(default_factory=set)
    _given: Counter[str] = field(default_factory=Counter)

    def lines(self, sheet: str, lines: Sequence[Line], pictures: Sequence[Picture]) -> list[Line]:
        """The photos of a cell: each line with its file.

        A line that still has none is a caption without a picture.
        """
        self.placed.update((sheet, one.row, one.column) for one in pictures)
        left = list(pictures)
        found = [self._own(sheet, line, left) for line in lines]
        return _filled(found, [self._new(sheet, one) for one in left])

    def _own(self, sheet: str, line: Line, left: list[Picture]) -> Line:
        """A line whose picture is known by its words, and which is then no longer left.

        Where the file is another picture already, as in a copied row that got one of its own, the line gets
        a new name.
        """
        own = [one for one in left if line.photo and one.alt == line.photo]
        for one in own[:1]:
            left.remove(one)
            if self.files.setdefault(line.photo, one.file) != one.file:
                return Line(self._new(sheet, one), line.caption)
        return line

    def _new(self, sheet: str, one: Picture) -> str:
        cell = f"{FOLDER}/{sheet}-{cell_name(one.row, one.column)}"
        self._given[cell] += 1
        name = f"{cell}-{self._given[cell]}{one.suffix}"
        self.files[name] = one.file
        return name


def _filled(lines: Sequence[Line], names: Sequence[str]) -> list[Line]:
    """Lines of which those without a file take names in their order; what is left are lines of its own."""
    extra = iter(names)
    filled = [line if line.photo else Line(next(extra, ""), line.caption) for line in lines]
    return [*filled, *(Line(name, "") for name in extra)]
