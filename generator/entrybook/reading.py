"""An entry book as data: every value from its cell, with the place of each and all that is to be told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.assets import Marked
from generator.entrybook import assembled, claims, headings, marks, spare, taken
from generator.entrybook.cells import Book, Sheet, Value, open_book
from generator.entrybook.contents import Contents, Looked
from generator.entrybook.habits import plain
from generator.entrybook.kinds import PICTURED
from generator.entrybook.layout import (
    NOT_READ,
    Column,
    Form,
    Layout,
    Path,
    Role,
    Table,
    above,
)
from generator.entrybook.naming import Names
from generator.entrybook.pictures import Picture, Pictures, astray
from generator.entrybook.placing import Placing
from generator.entrybook.scanned import Place
from generator.entrybook.taken import Loose, Row, Taken
from generator.places import Cells, cell_name
from generator.problems import Keys, Origin, Problem, error, errors_in


@dataclass(frozen=True, slots=True)
class Reading:
    """What an entry book says.

    ``content`` is its data, ``origins`` the cells of its values by key path, ``pictures`` the files of the
    pictures in it by the names that the data gives them. ``problems`` are what could not be read, ``notes``
    what was left out or taken for something else; ``lost`` the contents that no value could be told from, by
    the keys of the value, ``loose`` the rows that belong nowhere. ``missing`` are sheets that a book must
    have and columns that rows must have, where they are not there: what they hold is missing anywhere.
    ``unread`` are the keys of all that holds less than was written, or may.
    """

    content: dict[str, Any]
    origins: Mapping[Keys, Origin]
    pictures: Mapping[str, Marked]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    lost: Mapping[Keys, Value]
    loose: tuple[Loose, ...] = ()
    missing: tuple[Problem, ...] = ()
    unread: frozenset[Keys] = frozenset()


def read(raw: bytes, name: str, layout: Layout) -> Reading:
    """The data of a workbook's bytes; ``name`` is what places call it.

    IntakeError for what is no workbook, and for one that is no entry book of the layout's kind; all else that
    is wrong is among the problems.
    """
    book = open_book(raw, name)
    told = claims.checked(book, layout)
    return _Reader(book, layout, told).reading()


Numbered = tuple[int, Column]  # a column with its number on the sheet


@dataclass(slots=True)
class _FormTaken:
    sheet: Sheet
    form: Form
    found: headings.Found


class _Reader:
    def __init__(self, book: Book, layout: Layout, told: Mapping[str, str]) -> None:
        self._book = book
        self._layout = layout
        self._contents = Contents(layout.shape, Cells(book.name), Names())
        self._pictures = Pictures.of(book.package, {sheet.name: sheet.part for sheet in book.sheets})
        self._root = Row(marks=marks.loaded(told.get("marks", "")))
        self._notes: list[Problem] = []
        self._problems: list[Problem] = []
        self._looked: dict[str, Looked] = {}
        self._sheets = {plain(sheet.name): sheet for sheet in book.sheets}

    def reading(self) -> Reading:
        """All that the book says."""
        forms, tables = [*self._forms()], dict(self._tables())
        self._place_lines(forms)
        placing = Placing(self._root, self._contents, self._looked)
        placing.place(tables)
        self._problems += placing.problems
        self._contents.unread |= placing.unread
        self._read(forms, tables)
        self._tell_spare()
        self._tell_pictures()
        return self._made(placing)

    def _forms(self) -> Iterator[_FormTaken]:
        """The forms that are there."""
        for form in self._layout.forms:
            if sheet := self._sheets.get(form.name):
                yield self._form(form, sheet)

    def _tables(self) -> Iterator[tuple[Path, Taken]]:
        """The tables that are there, by their paths."""
        for table in self._layout.tables:
            if sheet := self._sheets.get(table.name):
                yield table.path, self._table(table, sheet)

    def _made(self, placing: Placing) -> Reading:
        """What was read, when all is."""
        found = self._contents
        return Reading(
            assembled.content(self._layout, self._root),
            found.places,
            found.names.files,
            self._in_order([*self._problems, *found.problems]),
            self._in_order([*self._notes, *found.references.notes()]),
            found.lost,
            tuple(placing.loose),
            (*self._missing(), *placing.missing),
            frozenset(found.unread),
        )

    def _missing(self) -> Iterator[Problem]:
        """Tell of forms that every book must have and that are not there."""
        absent = (form for form in self._layout.forms if form.name not in self._sheets and not form.inline)
        for form in absent:
            if any(column.required for column in form.columns):
                hint = "改了表名的请改回来；删掉的，请从备份里复制回来"
                yield error("", f"没有工作表“{form.name}”", hint, Origin(self._book.name))

    def _form(self, form: Form, sheet: Sheet) -> _FormTaken:
        found = headings.of_form(sheet, form)
        self._tell(found.problems, found.notes)
        if not found.line:
            lines = [column.keys for column in form.columns]
            self._contents.unread.update((*lines, *above(lines)))
        self._look(sheet, {found.content} if _pictured(found) else set())
        return _FormTaken(sheet, form, found)

    def _table(self, table: Table, sheet: Sheet) -> Taken:
        found = headings.of_table(sheet, table)
        looked = self._look(sheet, _pictured(found))
        made = taken.table(sheet, table, found, looked.pictures)
        self._tell((*found.problems, *made.problems), found.notes)
        return made

    def _look(self, sheet: Sheet, columns: set[int]) -> Looked:
        """The sheet with its pictures, those in the columns that take any."""
        found = self._pictures.on(sheet.name, columns)
        self._tell(errors_in(found.problems), (one for one in found.problems if one.severity == "warning"))
        looked = self._looked[sheet.name] = Looked(sheet, _by_cell(found.pictures), found.held)
        return looked

    def _place_lines(self, forms: Iterable[_FormTaken]) -> None:
        """Let lines stand for values, filled or not; what is rows above all (`schedule`) stands there."""
        kinds = Counter(column.keys[0] for column in self._layout.lines)
        kinds.subtract(table.path[0] for table in self._layout.tables)
        for one in forms:
            for line, column in one.found.columns.items():
                if kinds[column.keys[0]] > 0:
                    self._contents.places.put(column.keys, one.sheet.name, line, one.found.content)

    def _read(self, forms: Iterable[_FormTaken], tables: Mapping[Path, Taken]) -> None:
        """Read the values: those that point at rows after all that they may repeat."""
        for pointing in (False, True):
            for one in tables.values():
                columns = _fields(one.found, pointing)
                for row in one.rows:
                    self._row(one, row, columns)
            for form in forms:
                self._lines(form, pointing)

    def _row(self, one: Taken, row: Row, columns: Iterable[Numbered]) -> None:
        """Read the cells of a row: of most rows those with a value and those that should have one."""
        looked = self._looked[one.sheet.name]
        is_plain = not row.marks and row.line not in one.filled
        for number, column in columns:
            if not is_plain or number in row.cells or column.required or column.needed:
                self._contents.take(looked, row, column, (row.line, number), number)

    def _lines(self, one: _FormTaken, pointing: bool) -> None:
        looked, number = self._looked[one.sheet.name], one.found.content
        for line, column in one.found.columns.items():
            if bool(column.refers) is pointing:
                self._root.cells = {number: one.sheet.value(line, number)}
                self._contents.take(looked, self._root, column, (line, number), number)

    def _tell_spare(self) -> None:
        """Tell of sheets that are not the book's, where there is something on them."""
        for name, sheet in self._sheets.items():
            if not self._is_ours(name, sheet) and not sheet.is_blank:
                one = spare.told(sheet, name, self._layout, self._sheets)
                self._tell(errors_in([one]), [one] * (one.severity == "warning"))
        self._notes += self._book.notes()

    def _is_ours(self, name: str, sheet: Sheet) -> bool:
        return name in NOT_READ or bool(sheet.hidden or self._layout.sheet(name))

    def _tell_pictures(self) -> None:
        """Tell of pictures in cells that are no row's: over a heading, beside another line of a form."""
        for name, looked in self._looked.items():
            left = sorted(at for at in looked.pictures if (name, *at) not in self._contents.names.placed)
            if left:
                cells = [cell_name(*at) for at in left]
                self._notes.append(astray(cells, looked.sheet.origin(*left[0])))

    def _tell(self, problems: Iterable[Problem], notes: Iterable[Problem]) -> None:
        self._problems += problems
        self._notes += notes

    def _in_order(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """What is told, sheet by sheet and from top to bottom."""
        order = {sheet.name: number for number, sheet in enumerate(self._book.sheets)}
        return tuple(sorted(problems, key=partial(_line, order)))


def _line(order: Mapping[str, int], problem: Problem) -> tuple[int, int]:
    """The number of the sheet that a problem is told at, -1 for none, and the line."""
    name, _, cell = (problem.origin.cell if problem.origin else "").rpartition("!")
    return order.get(name, -1), int("".join(filter(str.isdigit, cell)) or 0)


def _by_cell(pictures: Iterable[Picture]) -> dict[Place, list[Picture]]:
    """Pictures by the cells that they belong to."""
    found: dict[Place, list[Picture]] = defaultdict(list)
    for one in pictures:
        found[one.row, one.column].append(one)
    return dict(found)


def _pictured(found: headings.Found) -> set[int]:
    """The columns, or lines, that take pictures, by their numbers."""
    return {number for number, one in found.columns.items() if one.kind in PICTURED}


def _fields(found: headings.Found, pointing: bool) -> list[Numbered]:
    """The columns of values that point at rows, or of those that do not."""
    fields = [one for one in found.columns.items() if one[1].role is Role.FIELD]
    return [(number, column) for number, column in fields if bool(column.refers) is pointing]
