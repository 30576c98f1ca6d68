"""The data of a client or an agency as the rows of an entry book's sheets: each value in its one cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator import garbage
from generator.entrybook import entries, marks
from generator.entrybook.entries import Value
from generator.entrybook.layout import Column, Form, Layout, Path, Role, Sheet, Table
from generator.entrybook.marks import NOTHING, OBJECT, Mark
from generator.entrybook.pointing import Pointing
from generator.errors import DataError
from generator.problems import Keys, Origin, Problem, error

_CROWDED = "有表格存不住的空格、换行或者别的字符，又太长，填报簿里放不下"

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
def of_data(
    data: Mapping[str, Any],
    layout: Layout,
    codes: Mapping[str, Mapping[str, str]] | None = None,
    origin: Callable[[Keys], Origin | None] | None = None,
) -> Pages:
    """The sheets of an entry book that holds the data and nothing else.

    ``codes`` are words to codes of reference data (`choices.words`), ``origin`` tells where a value was
    written. DataError for every value that has no place in an entry book.
    """
    pages, problems = tried(data, layout, codes, origin)
    if problems:
        raise DataError(problems)
    return pages


def tried(
    data: Mapping[str, Any],
    layout: Layout,
    codes: Mapping[str, Mapping[str, str]] | None = None,
    origin: Callable[[Keys], Origin | None] | None = None,
) -> tuple[Pages, tuple[Problem, ...]]:
    """The same as far as it goes: without what has no place, which is told, and rows at doubtful owners."""
    walk = _Walk(layout, origin or (lambda _: None))
    root = _Row(None, (), data)
    walk.fill(root, data, ())
    rows = {path: [row.data for row in found] for path, found in walk.rows.items()}
    pages = _Pages(walk, Pointing(layout, rows, codes or {})).made(root)
    return pages, tuple(walk.problems)


def empty(layout: Layout) -> Pages:
    """The sheets of a book in which nothing is filled yet."""
    return of_data({}, layout)


class _Room:
    """What may lie in a row of a table, or with None in the outermost mapping, by the keys below it."""

    def __init__(self, layout: Layout, table: Table | None) -> None:
        single = table.fields if table else [column for form in layout.forms for column in form.columns]
        self.columns = {column.keys: column for column in single}
        self.tables = {owned.below: owned for owned in layout.owned(table)}
        places = [*self.columns, *self.tables]
        self.inner = {place[:end] for place in places for end in range(1, len(place))}
        # The value that may stand for a whole object, by the keys of that.
        self.lone = {column.keys[:-1]: column for column in single if column.short}


class _Walk:
    """Takes the data apart: every value to the row and the column that it belongs in."""

    def __init__(self, layout: Layout, origin: Callable[[Keys], Origin | None]) -> None:
        self.layout, self._origin = layout, origin
        self.rows: dict[Path, list[_Row]] = {table.path: [] for table in layout.tables}
        self.problems: list[Problem] = []
        self._rooms = {table.path: _Room(layout, table) for table in layout.tables}
        self._whole = _Room(layout, None)

    def fill(self, row: _Row, data: Mapping[str, Any], at: Path) -> None:
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
            lone = room.lone.get(place)
            if lone and value.keys() == {lone.keys[-1]}:
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
        for number, data in enumerate(items):
            keys = (*holder.keys, *table.below, number)
            lone = self._rooms[table.path].lone.get(())
            if not isinstance(data, Mapping) and not (lone and isinstance(data, str)):
                self.refuse(keys, data)
                continue
            found = _Row(table, keys, data, holder if holder.table else None, len(self.rows[table.path]))
            self.rows[table.path].append(found)
            if isinstance(data, Mapping):
                self._row(found, data, lone)
            elif lone:
                found.values[lone.keys] = data

    def _row(self, row: _Row, data: Mapping[str, Any], lone: Column | None) -> None:
        self.fill(row, data, ())
        if (lone and data.keys() == set(lone.keys)) or not row.values:
            row.marks[()] = OBJECT

    def refuse(self, keys: Keys, value: Any, message: str = "") -> None:
        """Note a value that has no place."""
        what = "一组内容" if isinstance(value, (Mapping, list)) else f"“{str(value)[:20]}”"
        hint = "请照模板改正，或者删去，再转成填报簿"
        told = message or f"填报簿里没有地方放{what}"
        self.problems.append(error(self.layout.shape.label(keys), told, hint, self._origin(keys), keys))


class _Pages:
    """Makes the cells of every row, now that all rows and their labels are known."""

    def __init__(self, walk: _Walk, pointing: Pointing) -> None:
        self._walk, self._pointing = walk, pointing

    def made(self, root: _Row) -> Pages:
        pages = [
            Page(sheet, self._form(sheet, root) if isinstance(sheet, Form) else self._table(sheet))
            for sheet in self._walk.layout.sheets
        ]
        kept = tuple(page for page in pages if not page.sheet.inline or _is_filled(page))
        return Pages(self._walk.layout, kept, self._marks(root))

    def _form(self, form: Form, root: _Row) -> tuple[Cells, ...]:
        return (tuple(self._filled(form.columns, root)),)

    def _table(self, table: Table) -> tuple[Cells, ...]:
        key, owner = table.at(Role.KEY), table.at(Role.OWNER)
        made = []
        for row in self._walk.rows[table.path]:
            cells = self._filled(table.columns, row)
            if key is not None:
                cells[key] = self._pointing.keys[table.path][row.number]
            if owner is not None and row.owner and row.owner.table:
                cells[owner] = self._owner(row.owner, row.owner.table)
            cells[-1] = self._marks(row) or None
            made.append(tuple(cells))
        return tuple(made)

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
            heading = table.key.heading if table.key else ""
            told = f"{heading}{'重复' if key else '没有填'}，下级的内容不知道归哪一个"
            self._walk.refuse(owner.keys, owner.data, told)
        return self._pointing.label(table, owner.number, owner.data)

    def _entry(self, column: Column, row: _Row, value: Any) -> Value:
        entry = entries.of(column, value, self._pointing)
        if entry is None:
            self._walk.refuse((*row.keys, *column.keys), value)
            return None
        if entry.mark:
            row.marks[column.keys] = entry.mark
        return entry.content


def _is_filled(page: Page) -> bool:
    return any(value is not None for row in page.rows for value in row)
