"""The rows of a registry as clients' data, each value with its cell and checked as far as a row can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from generator import intake, schema, sidefile
from generator.entrybook import cells, habits, layout
from generator.errors import IntakeError
from generator.intake import Source
from generator.library import Library
from generator.problems import Keys, Origin, Problem, error, errors_in, warning
from generator.record import Record
from generator.registry import headings, values
from generator.registry.headings import NAME, Field, Headings
from generator.registry.model import Listing, Row
from generator.sidefile import SideFileError

_LARGEST = 20 * 1024 * 1024  # bytes of a registry
_MOST = 5000  # clients
_CODE = ("enterprise", "uscc")
_WHOSE = (NAME, _CODE)  # a client in several rows stands in the first of them

Found = Mapping[str, Headings]
Origins = Mapping[Keys, Origin]
Problems = tuple[Problem, ...]


def read(file: Path, library: Library) -> Listing:
    """The clients of a registry; IntakeError where it cannot be read or its headings are not clear."""
    book = cells.open_book(_raw(file), str(file))
    found = _headings(book, library)
    if problems := [problem for one in found.values() for problem in one.problems]:
        raise IntakeError(problems)
    return _listing(book, found, library)


def _raw(file: Path) -> bytes:
    try:
        return sidefile.read(file, _LARGEST)
    except SideFileError as exc:
        raise IntakeError(error("", exc.message, exc.hint, Origin(str(file)))) from exc


def _headings(book: cells.Book, library: Library) -> Found:
    """The headings of each sheet that has them, by its name; IntakeError where none has."""
    seen = [sheet for sheet in book.sheets if not sheet.hidden]
    found = {sheet.name: one for sheet in seen if (one := headings.find(sheet, library))}
    if not found:
        hint = "名册一行一家，要有“企业名称”一列；空白名册用 tuoguan registry 名册.xlsx --new 写出"
        raise IntakeError(error("", "没有“企业名称”这一列", hint, Origin(book.name)))
    return found


def _listing(book: cells.Book, found: Found, library: Library) -> Listing:
    notes = [*_notes(book, found)]
    rows: list[Row] = []
    for sheet in book.sheets:
        if sheet.name in found:
            rows += _rows(sheet, found[sheet.name], library, notes)
    _refuse_number(len(rows), Origin(book.name))
    return Listing(tuple(rows), tuple(notes))


def _refuse_number(number: int, place: Origin) -> None:
    """Refuse a registry of no client, and one of too many."""
    if number > _MOST:
        raise IntakeError(error("", f"超过 {_MOST} 家", "请分成几份名册", place))
    if not number:
        raise IntakeError(error("", "列名下面没有企业", "一行写一家", place))


def _notes(book: cells.Book, found: Found) -> Iterator[Problem]:
    """The columns and the sheets that are not read."""
    yield from chain.from_iterable(one.notes for one in found.values())
    for sheet in book.sheets:
        if sheet.name not in found and _is_theirs(sheet):
            yield _unread(book, sheet)


def _is_theirs(sheet: cells.Sheet) -> bool:
    """Whether a sheet holds something, and is not our own for what may be chosen."""
    return sheet.name != layout.HIDDEN and bool(sheet.hidden or sheet.rows)


def _unread(book: cells.Book, sheet: cells.Sheet) -> Problem:
    why = "是隐藏的" if sheet.hidden else "没有“企业名称”一列"
    return warning("", f"工作表“{sheet.name}”{why}，没有读", "", Origin(book.name))


def _rows(sheet: cells.Sheet, found: Headings, library: Library, notes: list[Problem]) -> Iterator[Row]:
    names = next(column for column, field in found.columns.items() if field.field == NAME)
    for number in range(found.row + 1, len(sheet.rows) + 1):
        line = _cells(sheet, number, found.columns)
        place = sheet.origin(number, names)
        if NAME in line.given:
            yield _row(line, place, library)
        elif _CODE in line.given:
            yield _nameless(place)
        elif line.given:
            notes.append(_of_nobody(place))


def _nameless(place: Origin) -> Row:
    """A row with a code alone."""
    return Row(place, {}, {}, (error("", "没有企业名称，没有建立", "请补上", place),))


def _of_nobody(place: Origin) -> Problem:
    return warning("", "这一行没有企业名称，没有读", "合计、备注不用理会", place)


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one row by the paths of their fields."""

    given: dict[tuple[str, ...], Any] = field(default_factory=dict)
    origins: dict[Keys, Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, sheet: cells.Sheet, row: int, at: int, about: Field) -> None:
        """Read one more cell, for the field that it is about."""
        path, origin = about.field, sheet.origin(row, at)
        try:
            value = values.read(sheet, row, at, about)
        except habits.LostError as exc:
            self.problems.append(_lost(exc, path, origin))
            return
        if value is not None:
            self.given[path], self.origins[path] = value, origin

    def content(self) -> dict[str, Any]:
        """What the cells say in the form of a client's data."""
        whole: dict[str, Any] = {}
        for path, value in self.given.items():
            inner = whole
            for key in path[:-1]:
                inner = inner.setdefault(key, {})
            inner[path[-1]] = value
        return whole


def _lost(exc: habits.LostError, path: Keys, origin: Origin) -> Problem:
    return error(schema.label(path), exc.message, exc.hint, origin, path)


def _cells(sheet: cells.Sheet, number: int, columns: Mapping[int, Field]) -> _Cells:
    found = _Cells()
    merges = [one for one in sheet.merged if one.top <= number <= one.bottom]
    for column, about in columns.items():
        top, left = headings.place(merges, number, column)
        if top == number or about.field not in _WHOSE:
            found.take(sheet, top, left, about)
    return found


def _row(line: _Cells, place: Origin, library: Library) -> Row:
    content = line.content()
    source = Source(place.file, content, origins={(): place, **line.origins})
    try:
        record = intake.read(source, _agency(content))
    except IntakeError as exc:
        return Row(place, {}, {}, (*line.problems, *exc.problems))
    faults, notes = _checked(record, line.origins, library)
    data = {key: value for key, value in record.data.items() if key != "agency"}
    return Row(place, data, line.origins, (*line.problems, *faults), notes)


def _checked(record: Record, origins: Origins, library: Library) -> tuple[Problems, Problems]:
    """The errors in what a row says, and the doubts."""
    found = [one for one in schema.check(record, library) if _is_about(one.keys, origins)]
    faults = errors_in(found)
    return faults, tuple(one for one in found if one not in faults)


def _agency(content: Mapping[str, Any]) -> Source:
    """An agency whose advisors are those of the row: who is one is told when the client is checked."""
    advisors = [{"name": one} for one in dict.fromkeys(content.get("advisors", ()))]
    return Source("agency", {"name": "agency", "advisors": advisors})


def _is_about(keys: Keys, origins: Origins) -> bool:
    """Whether a problem is about what the row says: what it leaves out is filled in later."""
    return any(keys[:end] in origins for end in range(1, len(keys) + 1))
