"""The rows of a sheet as XML: title, head, sums, titles of columns, facts, blank rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import chain

from generator.library import Cell, Column, guarded
from generator.word import lines
from generator.workbooks import keys
from generator.workbooks.cells import Number, breadth, counted, height, letters, read, risky, shown, written
from generator.workbooks.places import ROW, Place, Places, formula, running
from generator.workbooks.styles import Look, Styles, of_kind

_TITLE = Look("title", border=False)
_HEAD = Look(align="left", border=False)
_COLUMN = Look("head", "head")
_SUM = Look("head", "counted")
_KEY = Look(align="left", border=False, wrapped=False)


Context = Mapping[str, object]
Writer = Callable[[int, Number | str], str]


class Rows:
    """Writes the rows of one sheet."""

    def __init__(self, place: Place, places: Places, styles: Styles, context: Context) -> None:
        self._place, self._places, self._styles, self._context = place, places, styles, context

    def xml(self, title: str, head: str) -> Iterator[str]:
        """All rows from the top."""
        place = self._place
        yield self._line(1, 32, [written("A1", self._styles.number(_TITLE), title)])
        tall = height([(head, place.width)], 22)
        yield self._line(2, tall, [written("A2", self._styles.number(_HEAD), head)])
        if place.head == 4:
            yield self._sums()
        yield self._titles()
        yield from self._fixed() if place.sheet.lines else chain(self._facts(), self._blanks())

    def _titles(self) -> str:
        """The titles of the columns."""
        look, row = self._styles.number(_COLUMN), self._place.head
        titles = [(_wrapped(one), one.width) for _, one in self._columns()]
        cells = [written(f"{letters(at)}{row}", look, text) for at, (text, _) in enumerate(titles, 1)]
        if self._place.mark:
            cells.append(self._hidden(row, str(self._place.mark)))
        return self._line(row, height(titles, 26), cells)

    def _columns(self) -> Iterator[tuple[int, Column]]:
        return enumerate(self._place.sheet.columns, 1)

    @staticmethod
    def _line(number: int, tall: float, cells: list[str]) -> str:
        return f'<row r="{number}" ht="{tall:g}">{"".join(cells)}</row>'

    def _hidden(self, row: int, text: str) -> str:
        """The cell of the keys' column."""
        return written(f"{self._place.end}{row}", self._styles.number(_KEY), text)

    def _sums(self) -> str:
        """The sums above the columns' titles, where more rows never push them down."""
        cells = []
        for at, column in self._columns():
            place = f"{letters(at)}3"
            if column.total:
                cells.append(self._sum(place, column))
            else:
                cells.append(written(place, self._styles.number(_SUM), "合计" if at == 1 else ""))
        return self._line(3, 22, cells)

    def _sum(self, place: str, column: Column) -> str:
        """The cell of a column's sum."""
        look = self._styles.number(Look("head", "counted", of_kind(column.type).format, "right"))
        return counted(place, look, f"SUM({self._place.whole(column.title)})", self._total(column))

    def _total(self, column: Column) -> Number:
        values = (shown(row, column) for row in self._place.rows)
        numbers = (Decimal(one.text) for one in values if isinstance(one, Number))
        return Number(str(sum(numbers, Decimal(0))))

    def _fixed(self) -> Iterator[str]:
        for number, line in enumerate(self._place.sheet.lines, self._place.first):
            pairs = zip(self._columns(), line, strict=True)
            found = [
                (column, cell, lines.fill(guarded(cell.text), self._context)) for (_, column), cell in pairs
            ]
            texts = [(text, column.width) for column, cell, text in found if not cell.formula]
            cells = [self._fixed_cell((at, number), *one) for at, one in enumerate(found, 1)]
            yield self._line(number, height(texts), cells)

    def _fixed_cell(self, at: tuple[int, int], column: Column, cell: Cell, text: str) -> str:
        """The cell of a line at a column and a row, from 1, that says a text or counts by it."""
        place, kind = f"{letters(at[0])}{at[1]}", cell.type or column.type
        if cell.formula:
            look = self._styles.number(of_kind(kind, fill="counted"))
            return counted(place, look, formula(text, self._place, self._places, at[1]))
        return self._value(place, kind, read(text, kind))

    def _facts(self) -> Iterator[str]:
        """The rows of facts."""
        columns, wrapped, hidden = self._place.sheet.columns, self._wrapping(), self._hidden_cells()
        writers = [self._writer(at, column) for at, column in self._columns()]
        for number, row in enumerate(self._place.rows, self._place.first):
            values = [shown(row, one) for one in columns]
            texts = [(str(values[at]), width) for at, width in wrapped]
            cells = [write(number, value) for write, value in zip(writers, values, strict=True)]
            cells += hidden.get(number, ())
            yield self._line(number, height(texts), cells)

    def _wrapping(self) -> list[tuple[int, int]]:
        """The columns, from 0, whose texts may make a row higher, with their widths."""
        columns = enumerate(self._place.sheet.columns)
        return [(at, one.width) for at, one in columns if one.value and one.type == "text"]

    def _hidden_cells(self) -> Mapping[int, list[str]]:
        """The cells of the keys by their rows; none of a sheet without."""
        if not self._place.mark:
            return {}
        keyed = enumerate(keys.of_rows(self._place.rows, self._place.sheet), self._place.first)
        return {number: [self._hidden(number, key)] for number, key in keyed}

    def _blanks(self) -> Iterator[str]:
        """The rows after those of facts: printed ones to fill in, then further ones with formulas alone."""
        blanks = [self._blank(at, column) for at, column in self._columns()]
        inside, outside = map("".join, zip(*blanks, strict=True))
        for number in range(self._place.first + len(self._place.rows), self._place.reach + 1):
            cells = outside if number > self._place.printed else inside
            if cells:
                yield self._line(number, 24, [cells.replace(ROW, str(number))])

    def _writer(self, at: int, column: Column) -> Writer:
        """A function that writes the column's cell of a row of facts."""
        letter = letters(at)
        if column.type == "no":
            return self._numberer(letter)
        if column.formula:
            return self._counter(letter, column)
        if not column.value:
            style = self._style(column.type)
            return lambda number, _: f'<c r="{letter}{number}" s="{style}"/>'
        return lambda number, value: self._value(f"{letter}{number}", column.type, value)

    def _numberer(self, letter: str) -> Writer:
        """The same for a column that numbers the rows."""
        style, before = self._style("no"), self._place.head
        return lambda number, _: written(f"{letter}{number}", style, Number(str(number - before)))

    def _counter(self, letter: str, column: Column) -> Writer:
        """The same for a column with a formula, which is worked out once but for the number of the row."""
        shared = formula(column.formula, self._place, self._places)
        style = self._styles.number(of_kind(column.type, month=column.type == "month", fill="counted"))
        return lambda number, value: counted(
            f"{letter}{number}", style, shared.replace(ROW, str(number)), value
        )

    def _style(self, kind: str) -> int:
        """The look of a plain cell of a kind."""
        return self._styles.number(of_kind(kind))

    def _value(self, place: str, kind: str, value: Number | str) -> str:
        if isinstance(value, Number):
            look = of_kind(kind, month=value.month and kind != "until")
        else:
            look = of_kind(kind, quoted=risky(value))
        return written(place, self._styles.number(look), value)

    def _blank(self, at: int, column: Column) -> tuple[str, str]:
        """The cell of a blank row, and of one after the printed ones."""
        place = f"{letters(at)}{ROW}"
        own = running(column, self._place) if column.type == "no" else column.formula
        if not own:
            return f'<c r="{place}" s="{self._style(column.type)}"/>', ""
        shared = formula(own, self._place, self._places)
        inside, outside = (
            counted(place, self._styles.number(look), shared, "") for look in _of_blank(column)
        )
        return inside, outside


def _of_blank(column: Column) -> tuple[Look, Look]:
    """The look of a formula in a blank row, and in one after the printed ones."""
    month, fill = column.type == "month", "" if column.type == "no" else "counted"
    inside = of_kind(column.type, month=month, fill=fill)
    return inside, of_kind(column.type, month=month, border=False)


def _wrapped(column: Column) -> str:
    """A title that is too long for its column breaks before its unit."""
    return column.title.replace("（", "\n（") if breadth(column.title) > column.width else column.title
