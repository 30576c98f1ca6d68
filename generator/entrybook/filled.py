"""The data of a client or an agency as the rows of an entry book's sheets: each value in its one cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator import garbage
from generator.entrybook import entries, marks
from generator.entrybook.entries import Value
from generator.entrybook.layout import Column, Form, Layout, Path, Role, Sheet, Table, above
from generator.entrybook.marks import NOTHING, OBJECT, Mark
from generator.entrybook.pointing import Pointing
from generator.errors import DataError
from generator.problems import Keys, Origin, Problem, error

_CROWDED = "有表格存不住的空格、换行或者别的字符，又太长，填报簿里放不下"

Object = Mapping[str, Any]
Codes = Mapping[str, Mapping[str, str]]  # few words of each code, by the name of the reference data
Places = Callable[[Keys], Origin | None]  # where a value was written
Cells = tuple[Value, ...]  # of a row, as the columns of its sheet follow each other


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one sheet: of a form one row, the contents of its lines."""

    sheet: Sheet
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """Every sheet that is to be written, and the marks of what is in no row, as JSON."""

    layout: Layout
    pages: tuple[Page, ...]
    marks: str = ""


@dataclass(slots=True)
class _Row:
    """A row while it is filled; the outermost mapping is one too, with ``table`` None."""

    table: Table | None
    keys: Keys
    data: Any
    owner: _Row | None = None
    number: int = 0  # in its table, from 0
    values: dict[Path, Any] = field(default_factory=dict)
    marks: dict[Path, Mark] = field(default_factory=dict)


@garbage.left()
def of_data(data: Object, layout: Layout, codes: Codes | None = None, origin: Places | None = None) -> Pages:
    """The sheets of an entry book that holds the data and nothing else.

    ``codes`` are words to codes of reference data (`choices.words`), ``origin`` tells where a value was
    written. DataError for every value that has no place in an entry book.
    """
    pages, problems = tried(data, layout, codes, origin)
    if problems:
        raise DataError(problems)
    return pages


def tried(
    data: Object, layout: Layout, codes: Codes | None = None, origin: Places | None = None
) -> tuple[Pages, tuple[Problem, ...]]:
    """The same as far as it goes: without what has no place, which is told, and rows at doubtful owners."""
    walk = _Walk(layout, origin or _nowhere)
    root = _Row(None, (), data)
    walk.fill(root, data, ())
    pages = _Pages(walk, Pointing(layout, walk.data(), codes or {})).made(root)
    return pages, tuple(walk.problems)


def _nowhere(_: Keys) -> None:
    """The origin of values that were not read."""


def empty(layout: Layout) -> Pages:
    """The sheets of a book in which nothing is filled yet."""
    return of_data({}, layout)


class _Room:
    """What may lie in a row of a table, or with None in the outermost mapping, by the keys below it."""

    def __init__(self, layout: Layout, table: Table | None) -> None:
        single = table.fields if table else layout.lines
        self.columns = {column.keys: column for column in single}
        self.tables = {owned.below: owned for owned in layout.owned(table)}
        self.inner = set(above((*self.columns, *self.tables)))
        # The value that may stand for a whole object, by the keys of that.
        self.lone = {column.keys[:-1]: column for column in single if column.short}

    def is_lone(self, value: Object, place: Path = ()) -> bool:
        """Whether an object holds nothing but the value that may stand for it."""
        lone = self.lone.get(place)
        return lone is not None and value.keys() == {lone.keys[-1]}


class _Walk:
    """Takes the data apart: every value to the row and the column that it belongs in."""

    def __init__(self, layout: Layout, origin: Places) -> None:
        self.layout, self._origin = layout, origin
        self.rows: dict[Path, list[_Row]] = {table.path: [] for table in layout.tables}
        self.problems: list[Problem] = []
        self._rooms = {table.path: _Room(layout, table) for table in layout.tables}
        self._whole = _Room(layout, None)

    def data(self) -> Mapping[Path, list[Any]]:
        """The rows of all tables as the data has them."""
        return {path: [row.data for row in found] for path, found in self.rows.items()}

    def fill(self, row: _Row, data: Object, at: Path) -> None:
        """Place what is in an object that lies in a row under a key path, () for the row itself."""
        if not data and (at or row.table):
            row.marks[at] = OBJECT
        room = self._room(row)
        for key, value in data.items():
            if not self._placed(row, room, (*at, key), value):
                self.refuse((*row.keys, *at, key), value)

    def _placed(self, row: _Row, room: _Room, place: Path, value: Any) -> bool:
        """Place a value where it belongs; False where that is nowhere."""
        if place in room.inner and isinstance(value, Mapping):
            if room.is_lone(value, place):
                row.marks[place] = OBJECT  # not the value alone
            self.fill(row, value, place)
        elif column := room.columns.get(place) or room.lone.get(place):
            row.values[column.keys] = value
        elif isinstance(value, list) and (table := room.tables.get(place)):
            self._list(row, table, value)
        else:
            return False
        return True

    def _room(self, row: _Row) -> _Room:
        return self._rooms[row.table.path] if row.table else self._whole

    def _list(self, holder: _Row, table: Table, items: Sequence[Any]) -> None:
        """The rows of a list, each with its owner."""
        if not items:
            holder.marks[table.below] = NOTHING
        owner, rows = holder if holder.table else None, self.rows[table.path]
        lone = self._rooms[table.path].lone.get(())
        for number, data in enumerate(items):
            row = _Row(table, (*holder.keys, *table.below, number), data, owner, len(rows))
            if isinstance(data, Mapping):
                rows.append(row)
                self._object(row, data)
            elif lone and isinstance(data, str):
                rows.append(row)
                row.values[lone.keys] = data
            else:
                self.refuse(row.keys, data)

    def _object(self, row: _Row, data: Object) -> None:
        self.fill(row, data, ())
        if not row.values or self._room(row).is_lone(data):
            row.marks[()] = OBJECT

    def refuse(self, keys: Keys, value: Any, message: str = "") -> None:
        """Note a value that has no place."""
        told, hint = message or _homeless(value), "请照模板改正，或者删去，再转成填报簿"
        self.problems.append(error(self.layout.shape.label(keys), told, hint, self._origin(keys), keys))


def _homeless(value: Any) -> str:
    what = "一组内容" if isinstance(value, (Mapping, list)) else f"“{str(value)[:20]}”"
    return f"填报簿里没有地方放{what}"


class _Pages:
    """Makes the cells of every row, now that all rows and their labels are known."""

    def __init__(self, walk: _Walk, pointing: Pointing) -> None:
        self._walk, self._pointing = walk, pointing

    def made(self, root: _Row) -> Pages:
        pages = [self._page(sheet, root) for sheet in self._walk.layout.sheets]
        kept = tuple(page for page in pages if not page.sheet.inline or _is_filled(page))
        return Pages(self._walk.layout, kept, self._marks(root))

    def _page(self, sheet: Sheet, root: _Row) -> Page:
        if isinstance(sheet, Form):
            return Page(sheet, (tuple(self._filled(sheet.columns, root)),))
        at = sheet.at(Role.KEY), sheet.at(Role.OWNER)
        return Page(sheet, tuple(self._cells(sheet, row, *at) for row in self._walk.rows[sheet.path]))

    def _cells(self, table: Table, row: _Row, key: int | None, owner: int | None) -> Cells:
        """The cells of a row, of which two are those of its number and of what points at its owner."""
        cells = self._filled(table.columns, row)
        if key is not None:
            cells[key] = self._pointing.keys[table.path][row.number]
        if owner is not None and row.owner and row.owner.table:
            cells[owner] = self._owner(row.owner, row.owner.table)
        cells[-1] = self._marks(row) or None
        return tuple(cells)

    def _marks(self, row: _Row) -> str:
        """The marks of a row; what they have no room for, which nothing else would keep, is refused."""
        while not entries.fits(text := marks.dumped(row.marks)):
            path = max(row.marks, key=lambda one: len(str(row.marks[one])))
            self._walk.refuse((*row.keys, *path), row.marks.pop(path).value, _CROWDED)
        return text

    def _filled(self, columns: Sequence[Column], row: _Row) -> list[Value]:
        """The cells of a row with its values in them."""
        values = row.values
        return [
            self._entry(column, row, values[column.keys])
            if column.keys in values and column.role is Role.FIELD
            else None
            for column in columns
        ]

    def _owner(self, owner: _Row, table: Table) -> Value:
        """What points at the row's owner; it must be told from all other rows."""
        key = self._pointing.keys[table.path][owner.number]
        if not key or self._pointing.is_double(table, key):
            self._walk.refuse(owner.keys, owner.data, _unclear(table, key))
        return self._pointing.label(table, owner.number, owner.data)

    def _entry(self, column: Column, row: _Row, value: Any) -> Value:
        entry = entries.of(column, value, self._pointing)
        if entry is None:
            self._walk.refuse((*row.keys, *column.keys), value)
            return None
        if entry.mark:
            row.marks[column.keys] = entry.mark
        return entry.content


def _unclear(table: Table, key: str) -> str:
    """Why rows cannot point at an owner with that key."""
    heading = table.key.heading if table.key else ""
    return f"{heading}{'重复' if key else '没有填'}，下级的内容不知道归哪一个"


def _is_filled(page: Page) -> bool:
    return any(value is not None for row in page.rows for value in row)
