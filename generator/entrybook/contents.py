"""What a cell means in its column: a value for the data, or what is to be told where it has none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from generator.entrybook import entries, geometry, habits, lists, photos
from generator.entrybook.cells import Sheet, Value
from generator.entrybook.habits import LostError
from generator.entrybook.kinds import GEOMETRY, PICTURED, Kind
from generator.entrybook.layout import Column
from generator.entrybook.marks import Mark
from generator.entrybook.naming import Names
from generator.entrybook.photos import Line
from generator.entrybook.pictures import Picture
from generator.entrybook.references import References
from generator.entrybook.scanned import Place
from generator.entrybook.taken import Row
from generator.places import Cells
from generator.problems import Keys, Origin, Problem, error
from generator.schema import Shape

NOTHING: Final = object()  # what a blank cell means
_ADD_PICTURE = "请把图片贴进这一格，或者写上图片的文件名，例如 photos/yh-01.jpg"


@dataclass(frozen=True)
class Looked:
    """A sheet with its pictures by the cell that each belongs to; ``held`` cells have pictures for values."""

    sheet: Sheet
    pictures: Mapping[Place, list[Picture]] = field(default_factory=dict)
    held: frozenset[Place] = frozenset()

    @cached_property
    def odd(self) -> frozenset[Place]:
        """The cells of which the reader of values does not give what they hold."""
        return frozenset((*self.held, *self.sheet.errors, *self.sheet.uncalculated))

    def is_blank(self, at: Place) -> bool:
        """Whether a cell without a value is nothing else either."""
        return at not in self.odd and at not in self.pictures


@dataclass(slots=True)
class Contents:
    """Reads cells one by one; what it finds goes to the rows, to the places, to what is told.

    ``lost`` are the contents that no value could be told from, by the keys of the value, ``unread`` those
    keys and the keys of cells without any.
    """

    shape: Shape
    places: Cells
    names: Names
    references: References = field(default_factory=lambda: References({}))
    problems: list[Problem] = field(default_factory=list)
    lost: dict[Keys, Value] = field(default_factory=dict)
    unread: set[Keys] = field(default_factory=set)

    def take(self, looked: Looked, row: Row, column: Column, at: Place, number: int) -> None:
        """The value of a cell goes to its row; ``number`` is under which the row has its content."""
        content = row.cells.get(number)
        wanted = column.required or column.needed
        if content is None and not wanted and not row.marks and looked.is_blank(at):
            return
        value = self._of(looked, row, column, at, content)
        if value is not NOTHING:
            row.values[column.keys] = value
        if value is not NOTHING or wanted:
            self.places.put((*row.keys, *column.keys), looked.sheet.name, *at)

    def _of(self, looked: Looked, row: Row, column: Column, at: Place, content: Value) -> Any:
        """The exact value that was written where the cell still holds it, else what its content means."""
        kept = _kept(row, column, content)
        if kept and not looked.pictures.get(at):
            return kept.value
        value = self._told(looked, row, column, at, content)
        # One more picture may have come to what was written.
        return kept.value if kept and _is_as_long(value, kept.value) else value

    def _told(self, looked: Looked, row: Row, column: Column, at: Place, content: Value) -> Any:
        """The value of a content; NOTHING after telling why it has none."""
        try:
            return self._value(looked, column, content, at)
        except LostError as exc:
            keys = (*row.keys, *column.keys)
            row.lost |= {column.keys}
            self._tell_lost(exc, keys, looked.sheet.origin(*at))
            if content is not None:
                self.lost[keys] = content
            return NOTHING

    def _tell_lost(self, exc: LostError, keys: Keys, place: Origin) -> None:
        """Note a value that cannot be told, and tell it where nothing else does."""
        self.unread.add(keys)
        if exc.message:
            self.problems.append(error(self.shape.label(keys), exc.message, exc.hint, place, keys))

    def _value(self, looked: Looked, column: Column, content: Value, at: Place) -> Any:
        if at in looked.odd:
            unread(looked, column, at)
            content = None
        if column.kind in PICTURED:
            return self._pictured(column, content, looked.sheet.name, looked.pictures.get(at, []))
        return NOTHING if content is None else self._meant(looked.sheet, column, content, at)

    def _meant(self, sheet: Sheet, column: Column, content: Value, at: Place) -> Any:
        if column.kind in GEOMETRY:
            return _drawn(column, content)
        if not isinstance(content, str):
            one = self._single(column, content, lambda: sheet.number_format(*at))
            return [one] if column.many else one
        return self._listed(column, content) if column.many else self._single(column, content, str)

    def _listed(self, column: Column, content: str) -> list[Any]:
        """The items of a text, of which one that points at a row is one, whatever marks are in it."""
        is_line = "\n" not in content.strip()
        whole = is_line and column.refers and self.references.is_label(content, column.refers)
        items = [content] if whole else lists.split(content, column.prose)
        return [self._single(column, item, str) for item in items]

    def _single(self, column: Column, content: Value, shown: Callable[[], str]) -> Any:
        value = habits.read(content, column, shown)
        if not isinstance(value, str):
            return value
        if column.library:
            return value.split(maxsplit=1)[0] if value else value
        return self.references.value(value, column.refers) if column.refers else value

    def _pictured(self, column: Column, content: Value, sheet: str, pictures: list[Picture]) -> Any:
        """Photos that a cell names and those that lie in it."""
        found = self.names.lines(sheet, _photo_lines(column, _text(content)), pictures)
        _refuse_bare(found)
        if not found:
            return NOTHING
        return photos.value(found) if column.kind is Kind.PICTURES else _only(found).photo


def _drawn(column: Column, content: Value) -> Any:
    """Coordinates; a content that is none as it is."""
    found = geometry.read(column.kind, content, column.shape) if isinstance(content, str) else None
    return content if found is None else found


def _photo_lines(column: Column, text: str) -> list[Line]:
    """The photos that a text names."""
    if column.kind is Kind.PICTURES:
        return photos.lines(text)
    return [Line(text, "")] if text else []


def _refuse_bare(lines: Sequence[Line]) -> None:
    """Refuse a caption without a picture."""
    if bare := next((line.caption for line in lines if not line.photo), ""):
        raise LostError(f"只有说明“{bare[:20]}”，没有图片", _ADD_PICTURE)


def _only(lines: Sequence[Line]) -> Line:
    """The picture of a cell that takes one."""
    if len(lines) > 1:
        raise LostError(f"这里只放一张图片，现在有 {len(lines)} 张", "请只留要用的一张")
    return lines[0]


def _is_as_long(value: Any, other: Any) -> bool:
    return isinstance(value, list) and isinstance(other, list) and len(value) == len(other)


def unread(looked: Looked, column: Column, at: Place) -> None:
    """Nothing, for a cell whose value is a picture; LostError for one whose formula has no value."""
    if at in looked.held:
        return
    word = looked.sheet.errors.get(at)
    if word and column.kind in PICTURED:  # what LibreOffice leaves of a picture that Excel placed in the cell
        raise LostError(f"这一格里的图片已经丢失，只剩 {word}", "请把图片重新贴进这一格")
    if fault := looked.sheet.fault(*at):
        raise LostError(*fault)


def _kept(row: Row, column: Column, content: Value) -> Mark | None:
    """The mark of a value where the cell still holds what was written for it."""
    mark = row.marks.get(column.keys)
    is_kept = mark and _is_as_written(mark, content) and entries.is_mark(column, mark)
    return mark if is_kept else None


def _is_as_written(mark: Mark, content: Value) -> bool:
    """Whether a cell still holds what was written for a value that it could not tell."""
    is_text = isinstance(content, str | None)
    return mark.cell is not None and is_text and _text(content) == habits.plain(mark.cell)


def _text(content: Value) -> str:
    return "" if content is None else habits.plain(str(content))
