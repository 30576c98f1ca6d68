"""The pictures of a workbook: each with the cell that it belongs to, its bytes read when they are asked for.

Three kinds are read: those that float over a sheet (`drawings`, `belonging`), those that Excel placed in a
cell, and those that WPS embedded in one (`incell`). What cannot be read, and what was not taken, is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from xml.etree.ElementTree import Element

from generator.assets import State
from generator.entrybook import belonging, drawings, grid, incell
from generator.entrybook.belonging import Doubt
from generator.entrybook.drawings import Floating
from generator.entrybook.elements import deep, whole
from generator.entrybook.grid import Grid, Place
from generator.entrybook.package import Package, Relation
from generator.errors import IntakeError
from generator.pictures import photos
from generator.places import cell_name
from generator.problems import Origin, Problem, error, warning
from generator.sidefile import SideFileError

MOST = 5_000  # pictures of a sheet
_MOST_SHEET = 128 * 1024 * 1024  # bytes of the XML of a sheet with pictures
_BEYOND = 2_000  # rows that a picture can reach below the last one named
_NAMED = 6  # cells that a message names
_CORNERED = "图片比格子大，按它左上角所在的格算", "不对的请缩小，整个放进一格里"
_ALTERED = "图片在表里转过或裁过，文件里用的是原图", "要转要裁的请先改好原图再贴"
_WHOLE = "请把图片缩小，整个放进一格里"
_PASTE = "请把图片本身贴进这一格"
_Found = Iterator["Picture"]


@dataclass(frozen=True, slots=True)
class Embedded:
    """The file of a picture in a workbook, as an asset."""

    package: Package = field(repr=False)
    part: str

    @property
    def name(self) -> str:
        return self.part

    def state(self) -> State:
        """As `assets.Asset.state`."""
        return "" if self.package.size(self.part) else "empty"

    def mark(self) -> str:
        """As `assets.Marked.mark`."""
        return self.package.mark(self.part)

    def read(self, most: int) -> bytes:
        """As `assets.Asset.read`."""
        try:
            return self.package.read(self.part, most)
        except IntakeError as exc:
            raise SideFileError(exc.problems[0].message, exc.problems[0].hint) from exc


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and the cell that it belongs to, row and column from 1; ``alt`` is its alternative text."""

    row: int
    column: int
    alt: str
    file: Embedded

    @property
    def suffix(self) -> str:
        """The ending of its file's name in small letters: .jpeg."""
        return PurePath(self.file.part).suffix.lower()


@dataclass(frozen=True, slots=True)
class Found:
    """The pictures of a sheet, those of a cell in the order in which they are seen, and what is to tell.

    ``held`` are the cells (row and column from 1) whose value is a picture, or was one that is lost: what a
    reader of values finds there, ``=DISPIMG("ID_…",1)`` or an error, says nothing.
    """

    pictures: tuple[Picture, ...] = ()
    problems: tuple[Problem, ...] = ()
    held: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Pictures:
    """All pictures of a workbook, whose ``sheets`` are known by their names and lead to their parts."""

    package: Package
    sheets: Mapping[str, str]
    stored: incell.Stored

    @classmethod
    def of(cls, package: Package, sheets: Mapping[str, str]) -> Pictures:
        """The pictures of a workbook; IntakeError where what tells of them is damaged."""
        return cls(package, sheets, incell.stored(package))

    def on(self, sheet: str, columns: Collection[int]) -> Found:
        """The pictures of a sheet in the columns (from 1) that take any; those elsewhere are told."""
        part = self.sheets[sheet]
        related = self.package.relations(part)
        drawing = next(_leads(related, "drawing"), "")
        if not drawing and not columns and not self.stored.named and not self.stored.values:
            return Found()
        looking = _Looking(self.package, sheet, frozenset(column - 1 for column in columns))
        pictures = self._few(looking.all(self.package.read(part, _MOST_SHEET), self.stored, drawing), sheet)
        told = (*looking.problems, *looking.told(), *looking.in_notes(_leads(related, "vmlDrawing")))
        return Found(pictures, told, frozenset(looking.held))

    def _few(self, pictures: _Found, sheet: str) -> tuple[Picture, ...]:
        """The pictures of a sheet, refused where they are too many."""
        found = tuple(islice(pictures, MOST + 1))
        if len(found) > MOST:
            raise self.package.refusal(f"图片超过 {MOST} 张", "请分成几个工作簿", sheet)
        return found


def _leads(related: Mapping[str, Relation], kind: str) -> Iterator[str]:
    """What a part leads to by a kind of relation."""
    return (one.target for one in related.values() if one.kind == kind)


class _Looking:
    """Looks for the pictures of one sheet, and gathers what is to be told of them."""

    def __init__(self, package: Package, sheet: str, columns: frozenset[int]) -> None:
        self.problems: list[Problem] = []
        self.held: set[tuple[int, int]] = set()
        self._package = package
        self._sheet = sheet
        self._columns = columns
        self._astray: list[str] = []
        self._cornered: list[str] = []
        self._altered: list[str] = []

    def all(self, xml: bytes, stored: incell.Stored, drawing: str) -> _Found:
        """Every picture, those in cells first; ``drawing`` is the part of those over them, "" for none."""
        for one in incell.placed(xml, stored):
            yield from self._inside(one)
        if drawing:
            yield from self._over(xml, drawing)

    def _inside(self, one: incell.Placed) -> _Found:
        """A picture that is the value of a cell."""
        at, shown = one.at, one.shown
        self.held.add((one.row + 1, one.column + 1))
        if one.column not in self._columns:
            self._astray.append(_cell(*at))
        elif shown.part and self._package.size(shown.part):
            yield self._picture(at, shown.part, shown.alt)
        elif shown.is_web:
            self._fails(at, "图片在网上（IMAGE 函数），不在工作簿里", _PASTE)
        else:
            self._fails(at, "嵌入的图片已经丢失，只剩公式（用别的程序保存会丢）", _PASTE)

    def _over(self, xml: bytes, drawing: str) -> _Found:
        """The pictures that float over cells, those of a cell as they are read."""
        drawn, related = self._package.xml(drawing), self._package.relations(drawing)
        last = max((whole(row.text) for row in deep(drawn, "row")), default=0) + _BEYOND
        cells = self._by_cell(drawn, grid.of_sheet(xml, last))
        for place in sorted(cells):
            for one in belonging.in_order(cells[place]):
                yield from self._drawn(place, one, related.get(one.relation))

    def _by_cell(self, drawn: Element, lines: Grid) -> Mapping[Place, list[Floating]]:
        """The floating pictures by the cells that they belong to."""
        found: dict[Place, list[Floating]] = defaultdict(list)
        for one in islice(drawings.floating(drawn, lines), MOST + 1):
            if place := self._place(one, lines):
                found[place].append(one)
        return found

    def _drawn(self, place: Place, one: Floating, to: Relation | None) -> _Found:
        """A floating picture in its cell, when its file is there."""
        if to and to.external:
            self._fails(place, "图片是链接，不在工作簿里", _PASTE)
        elif not to or not self._package.size(to.target):
            self._fails(place, "图片的文件不在工作簿里", _PASTE)
        else:
            picture = self._picture(place, to.target, one.alt)
            if _is_altered(one, picture):
                self._altered.append(_cell(*place))
            yield picture

    def _picture(self, place: Place, part: str, alt: str) -> Picture:
        row, column = place
        return Picture(row + 1, column + 1, alt, Embedded(self._package, part))

    def _place(self, one: Floating, lines: Grid) -> Place | None:
        """The cell that a floating picture belongs to, None (told) where it is none that can be known."""
        found = belonging.owner(one, lines, self._columns)
        if found is None:
            self._astray.append(_cell(one.row, one.column))
            return None
        if isinstance(found, Doubt):
            self._fails(found.first, _doubtful(found), _WHOLE)
            return None
        if found.by_corner:
            self._cornered.append(_cell(found.row, found.column))
        return found.row, found.column

    def _fails(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(error("", message, hint, self._origin(_cell(*place))))

    def _origin(self, cell: str) -> Origin:
        return Origin(self._package.name, cell=f"{self._sheet}!{cell}" if cell else self._sheet)

    def in_notes(self, parts: Iterable[str]) -> Iterator[Problem]:
        """That there are pictures in notes, or in heads and feet of pages: nobody looks for photos there."""
        related = (one.kind for part in parts for one in self._package.relations(part).values())
        if "image" in related:
            message = "批注或页眉页脚里的图片没有带入"
            yield warning("", message, "要用的请贴到放照片的格里", self._origin(""))

    def told(self) -> Iterator[Problem]:
        """What is no fault: a line for each kind, at the first cell that it is about."""
        if self._astray:
            yield astray(self._astray, self._origin(self._astray[0]))
        for cells, (message, hint) in ((self._cornered, _CORNERED), (self._altered, _ALTERED)):
            if cells:
                yield warning("", f"{_counted(cells)}{message}", hint, self._origin(cells[0]))


def astray(cells: Sequence[str], origin: Origin) -> Problem:
    """That pictures lie in cells which take none, or which say nothing."""
    return warning("", f"{_counted(cells)}图片不在放照片的格里，没有带入", "要用的请移到放照片的格里", origin)


def _counted(cells: Sequence[str]) -> str:
    """Which cells it is about, where they are several."""
    if len(cells) == 1:
        return ""
    return f"{'、'.join(cells[:_NAMED])}{' 等' if len(cells) > _NAMED else ' '}{len(cells)} 张"


def _is_altered(one: Floating, picture: Picture) -> bool:
    """Whether a picture was cropped in the sheet, or turned otherwise than its camera says."""
    return one.is_cropped or bool(one.turned and one.turned != photos.turned(picture.file))


def _doubtful(found: Doubt) -> str:
    return f"图片压在 {_cell(*found.first)} 到 {_cell(*found.last)} 几格上，看不出属于哪一格"


def _cell(row: int, column: int) -> str:
    return cell_name(row + 1, column + 1)
