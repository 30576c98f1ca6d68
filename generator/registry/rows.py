"""The rows of a registry as clients' data, each value with its cell and checked as far as a row can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator import intake, schema, sidefile
from generator.entrybook import cells, habits, layout
from generator.errors import IntakeError
from generator.intake import Source
from generator.library import Library
from generator.problems import Keys, Origin, Problem, error, errors_in, warning
from generator.registry import headings, values
from generator.registry.headings import NAME, Field, Headings
from generator.registry.model import Listing, Row
from generator.sidefile import SideFileError

_LARGEST = 20 * 1024 * 1024  # bytes of a registry
_MOST = 5000  # clients
_CODE = ("enterprise", "uscc")


def read(file: Path, library: Library) -> Listing:
    """The clients of a registry; IntakeError where it cannot be read or its headings are not clear."""
    try:
        raw = sidefile.read(file, _LARGEST)
    except SideFileError as exc:
        raise IntakeError(error("", exc.message, exc.hint, Origin(str(file)))) from exc
    book = cells.open_book(raw, str(file))
    seen = [sheet for sheet in book.sheets if not sheet.hidden]
    found = {sheet.name: one for sheet in seen if (one := headings.find(sheet, library))}
    if not found:
        hint = "名册一行一家，要有“企业名称”一列；空白名册用 tuoguan registry 名册.xlsx --new 写出"
        raise IntakeError(error("", "没有“企业名称”这一列", hint, Origin(str(file))))
    if problems := [problem for one in found.values() for problem in one.problems]:
        raise IntakeError(problems)
    return _listing(book, found, library)


def _listing(book: cells.Book, found: Mapping[str, Headings], library: Library) -> Listing:
    notes = [problem for one in found.values() for problem in one.notes]
    notes += (_unread(book, sheet) for sheet in book.sheets if sheet.name not in found and _is_theirs(sheet))
    read_ = [sheet for sheet in book.sheets if sheet.name in found]
    rows = [row for sheet in read_ for row in _rows(sheet, found[sheet.name], library, notes)]
    if len(rows) > _MOST:
        raise IntakeError(error("", f"超过 {_MOST} 家", "请分成几份名册", Origin(book.name)))
    if not rows:
        raise IntakeError(error("", "列名下面没有企业", "一行写一家", Origin(book.name)))
    return Listing(tuple(rows), tuple(notes))


def _is_theirs(sheet: cells.Sheet) -> bool:
    """Whether a sheet holds something, and is not our own for what may be chosen."""
    return sheet.name != layout.HIDDEN and bool(sheet.hidden or sheet.rows)


def _unread(book: cells.Book, sheet: cells.Sheet) -> Problem:
    why = "是隐藏的" if sheet.hidden else "没有“企业名称”一列"
    return warning("", f"工作表“{sheet.name}”{why}，没有读", "", Origin(book.name))


def _rows(sheet: cells.Sheet, found: Headings, library: Library, notes: list[Problem]) -> Iterator[Row]:
    columns = {field.field: column for column, field in found.columns.items()}
    for number in range(found.row + 1, len(sheet.rows) + 1):
        line = _Cells(sheet, number, found.columns)
        if not line.given:
            continue
        name = sheet.origin(number, columns[NAME])
        if NAME in line.given:
            yield _row(line, name, library)
        elif _CODE in line.given:
            yield Row(name, {}, {}, (error("", "没有企业名称，没有建立", "请补上", name),))
        else:
            notes.append(warning("", "这一行没有企业名称，没有读", "合计、备注不用理会", name))


class _Cells:
    """The cells of one row by the paths of their fields."""

    def __init__(self, sheet: cells.Sheet, number: int, columns: Mapping[int, Field]) -> None:
        self.given: dict[tuple[str, ...], Any] = {}
        self.origins: dict[Keys, Origin] = {}
        self.problems: list[Problem] = []
        merges = [one for one in sheet.merged if one.top <= number <= one.bottom]
        for column, field in columns.items():
            there = headings.merge(merges, number, column)
            if there and field.field in (NAME, _CODE) and there.top < number:
                continue  # a client in several rows stands in the first of them
            row, at = (there.top, there.left) if there else (number, column)
            origin = sheet.origin(row, at)
            try:
                value = values.read(sheet, row, at, field)
            except habits.LostError as exc:
                label = schema.label(field.field)
                self.problems.append(error(label, exc.message, exc.hint, origin, field.field))
                continue
            if value is not None:
                self.given[field.field], self.origins[field.field] = value, origin


def _row(line: _Cells, name: Origin, library: Library) -> Row:
    content: dict[str, Any] = {}
    for path, value in line.given.items():
        inner = content
        for key in path[:-1]:
            inner = inner.setdefault(key, {})
        inner[path[-1]] = value
    source = Source(name.file, content, origins={(): name, **line.origins})
    try:
        record = intake.read(source, _agency(content))
    except IntakeError as exc:
        return Row(name, {}, {}, (*line.problems, *exc.problems))
    found = [one for one in schema.check(record, library) if _is_about(one.keys, line.origins)]
    data = {key: value for key, value in record.data.items() if key != "agency"}
    faults = errors_in(found)
    notes = tuple(one for one in found if one not in faults)
    return Row(name, data, line.origins, (*line.problems, *faults), notes)


def _agency(content: Mapping[str, Any]) -> Source:
    """An agency whose advisors are those of the row: who is one is told when the client is checked."""
    advisors = [{"name": one} for one in dict.fromkeys(content.get("advisors", ()))]
    return Source("agency", {"name": "agency", "advisors": advisors})


def _is_about(keys: Keys, origins: Mapping[Keys, Origin]) -> bool:
    """Whether a problem is about what the row says: what it leaves out is filled in later."""
    return any(keys[:end] in origins for end in range(1, len(keys) + 1))
