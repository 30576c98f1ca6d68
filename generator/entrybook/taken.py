"""The rows of a sheet as they stand there: what each cell holds and in which column, not what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any

from generator.entrybook import habits, marks
from generator.entrybook.cells import Sheet, Value, Values
from generator.entrybook.headings import Found
from generator.entrybook.kinds import COUNTED
from generator.entrybook.layout import Column, Path, Role, Table
from generator.entrybook.marks import Mark
from generator.entrybook.merged import Merge
from generator.entrybook.pictures import Picture
from generator.entrybook.scanned import Place
from generator.problems import Keys, Problem, error, warning

_UNMERGE = "请取消合并，每格填自己的内容"
_SUM = "计"
_SUMS = frozenset({"合计", "小计", "总计", "共计"})
_MOST_COVERED = 200_000  # cells that merged ones may cover


_TOLD = frozenset({Role.FIELD, Role.OWNER})
Cells = dict[int, Value]  # by the numbers of their columns


@dataclass(slots=True, eq=False)
class Row:
    """A row of a table, or the outermost mapping, while it is read.

    ``cells``, those with a value, are by the number of their column on the sheet, from 1; ``keys`` lead to
    the row in the data. ``values`` and ``marks`` are by the key path below the row, and so are ``lists``, the
    rows in it; ``lost`` are the key paths of what could not be read.
    """

    line: int = 0
    cells: Cells = field(default_factory=dict)
    keys: Keys = ()
    values: dict[Path, Any] = field(default_factory=dict)
    marks: Mapping[Path, Mark] = field(default_factory=dict)
    lists: dict[Path, list[Row]] = field(default_factory=dict)
    lost: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class Loose:
    """A row that belongs nowhere in the data, as its owner is not known: what it holds by its columns."""

    sheet: str
    line: int
    path: Path
    cells: Mapping[str, Value]  # by heading


@dataclass(slots=True)
class Taken:
    """The rows of one table that hold anything, and what is wrong with them.

    ``covered`` are the rows and columns over which a merged cell lies whose value is not theirs for certain,
    ``filled`` the lines with something that is no value of a cell.
    """

    sheet: Sheet
    table: Table
    found: Found
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    covered: list[tuple[Row, Column]] = field(default_factory=list)
    filled: frozenset[int] = frozenset()

    def number(self, column: Column | None) -> int:
        """The number on the sheet of a column, 0 where it is not there."""
        return next((number for number, one in self.found.columns.items() if one is column), 0)

    def owner(self) -> Column | None:
        """The column that points at the row's owner."""
        return next((one for one in self.table.columns if one.role is Role.OWNER), None)

    def loose(self, row: Row) -> Loose:
        """What a row holds that belongs nowhere."""
        named = {column.heading: self._loose(row, number) for number, column in self.found.columns.items()}
        cells = {heading: value for heading, value in named.items() if value is not None}
        return Loose(self.sheet.name, row.line, self.table.path, cells)

    def _loose(self, row: Row, number: int) -> Value:
        """What a cell holds; a blank to be filled in for a number of which its format tells more (30%)."""
        value = row.cells.get(number)
        is_told = isinstance(value, float) and self.sheet.number_format(row.line, number)
        return habits.blank(value) if is_told else value


def table(sheet: Sheet, table: Table, found: Found, pictures: Mapping[Place, list[Picture]]) -> Taken:
    """The rows of a table's sheet; a row with nothing but its number is empty."""
    taken = Taken(sheet, table, found)
    if found.line:
        taken.rows += _rows(taken, pictures)
        _spread(taken)
    return taken


def _rows(taken: Taken, pictures: Mapping[Place, list[Picture]]) -> Iterator[Row]:
    sheet, columns = taken.sheet, taken.found.columns
    told = {number for number, one in columns.items() if one.role in _TOLD}
    hidden = taken.number(taken.table.columns[-1])
    filled = taken.filled = _filled(sheet, told, pictures)
    for line in _lines(sheet, taken.found, filled):
        cells = _cells(sheet, line, columns)
        kept = _kept(cells.get(hidden))
        values = {at: value for at, value in cells.items() if at in told}
        if line in filled or () in kept or (values and _is_thing(taken, line, values)):
            yield Row(line, cells, marks=kept)


def _cells(sheet: Sheet, line: int, columns: Mapping[int, Column]) -> Cells:
    """The cells of a line with a value in one of the columns, by the numbers of these."""
    there = sheet.rows[line - 1] if line <= len(sheet.rows) else []
    return {at: value for at, value in enumerate(there, 1) if value is not None and at in columns}


def _is_thing(taken: Taken, line: int, values: Cells) -> bool:
    """Whether a row is one; headings once more and sums are none, which is told."""
    at = min(values)
    first = values[at]
    if not isinstance(first, str):
        return True
    if _repeats(values, taken.sheet.rows[taken.found.line - 1]):
        message, hint = "这一行又是列名，没有读入", "请删去这一行"
        taken.found.notes.append(warning(taken.sheet.name, message, hint, taken.sheet.origin(line, at)))
        return False
    if first.rstrip()[-1] == _SUM and habits.folded(first) in _SUMS:
        taken.problems.append(_sum(first, taken.sheet, line, at))
        return False
    return True


def _repeats(values: Cells, above: Values) -> bool:
    """Whether a row says what the headings say."""
    return len(values) > 1 and all(above[at - 1] == value for at, value in values.items())


def _sum(first: str, sheet: Sheet, line: int, at: int) -> Problem:
    message = f"“{habits.plain(first)}”是合计，不是一件东西"
    return error(sheet.name, message, "请删去这一行，合计由程序算", sheet.origin(line, at))


def _kept(content: Value) -> Mapping[Path, Mark]:
    """The marks of a row, none where its cell is blank."""
    return {} if content is None else marks.loaded(str(content))


def _lines(sheet: Sheet, found: Found, filled: frozenset[int]) -> Iterator[int]:
    """The lines below the headings that may hold anything."""
    yield from range(found.line + 1, len(sheet.rows) + 1)
    yield from sorted(line for line in filled if line > len(sheet.rows))


def _filled(sheet: Sheet, told: set[int], pictures: Mapping[Place, list[Picture]]) -> frozenset[int]:
    """The lines with something that is no value of a cell: pictures, errors, formulas without a value."""
    places = (*pictures, *sheet.errors, *sheet.uncalculated)
    return frozenset(line for line, number in places if number in told)


def _spread(taken: Taken) -> None:
    """Give the value of a merged cell to all rows that it covers, where it can be that of each."""
    rows = {row.line: row for row in taken.rows}
    for merge in taken.sheet.merged:
        first = rows.get(merge.top)
        columns = [one for at, one in taken.found.columns.items() if merge.left <= at <= merge.right]
        if first and columns and first.cells.get(merge.left) is not None:
            _spread_one(taken, merge, [first, *_covered(merge, rows)], columns)


def _spread_one(taken: Taken, merge: Merge, rows: list[Row], columns: list[Column]) -> None:
    """Give the value of a merged cell to the rows and columns that it covers, or tell why it cannot be."""
    if message := _fault(merge, columns):
        place = taken.sheet.origin(*merge.first)
        taken.problems.append(error(taken.sheet.name, message, _UNMERGE, place))
        taken.covered += product(rows, columns)
        return
    for row in rows[1:]:
        row.cells[merge.left] = rows[0].cells[merge.left]


def _fault(merge: Merge, columns: list[Column]) -> str:
    """Why the value of a merged cell cannot be told to be that of each row."""
    if len(columns) > 1:
        named = "".join(f"“{column.heading}”" for column in columns[:3])
        return f"合并的单元格占了{named}几列，不知道属于哪一列"
    if merge.bottom > merge.top and columns[0].kind in COUNTED:
        return "合并的单元格里是数字，不知道是每行都有，还是几行合计"
    return ""


def _covered(merge: Merge, rows: Mapping[int, Row]) -> Iterator[Row]:
    """The rows with content that a merged cell covers below its first."""
    lines = islice(range(merge.top + 1, merge.bottom + 1), _MOST_COVERED)
    return (rows[line] for line in lines if line in rows)
