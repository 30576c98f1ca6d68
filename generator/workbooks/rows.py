"""The rows of a sheet as XML: title, head, sums, titles of columns, facts, blank rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from generator.library import Cell, Column, guarded
from generator.word import lines
from generator.workbooks import keys
from generator.workbooks.cells import Number, breadth, counted, height, letters, read, risky, shown, written
from generator.workbooks.places import ROW, Place, formula, running
from generator.workbooks.styles import Look, Styles, of_kind

_TITLE = Look("title", border=False)
_HEAD = Look(align="left", border=False)
_COLUMN = Look("head", "head")
_SUM = Look("head", "counted")
_KEY = Look(align="left", border=False, wrapped=False)


class Rows:
    """Writes the rows of one sheet."""

    def __init__(
        self, place: Place, places: Mapping[str, Place], styles: Styles, context: Mapping[str, object]
    ) -> None:
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
        yield from self._fixed() if place.sheet.lines else self._facts_and_blanks()

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
                look = self._styles.number(Look("head", "counted", of_kind(column.type).format, "right"))
                cells.append(
                    counted(place, look, f"SUM({self._place.whole(column.title)})", self._sum(column))
                )
            else:
                cells.append(written(place, self._styles.number(_SUM), "合计" if at == 1 else ""))
        return self._line(3, 22, cells)

    def _sum(self, column: Column) -> Number:
        values = (shown(row, column) for row in self._place.rows)
        return Number(str(sum((Decimal(one.text) for one in values if isinstance(one, Number)), Decimal(0))))

    def _fixed(self) -> Iterator[str]:
        for number, line in enumerate(self._place.sheet.lines, self._place.first):
            texts: list[tuple[str, int]] = []
            cells = []
            for (at, column), cell in zip(self._columns(), line, strict=True):
                cells.append(self._fixed_cell(f"{letters(at)}{number}", column, cell, number, texts))
            yield self._line(number, height(texts), cells)

    def _fixed_cell(
        self, place: str, column: Column, cell: Cell, row: int, texts: list[tuple[str, int]]
    ) -> str:
        kind = cell.type or column.type
        text = lines.fill(guarded(cell.text), self._context)
        if cell.formula:
            look = self._styles.number(of_kind(kind, fill="counted"))
            return counted(place, look, formula(text, self._place, self._places, row))
        texts.append((text, column.width))
        return self._value(place, kind, read(text, kind))

    def _facts_and_blanks(self) -> Iterator[str]:
        writers = [self._writer(at, column) for at, column in self._columns()]
        columns = self._place.sheet.columns
        wrapped = [(at, one.width) for at, one in enumerate(columns) if one.value and one.type == "text"]
        keyed = iter(keys.of_rows(self._place.rows, self._place.sheet)) if self._place.mark else None
        for number, row in enumerate(self._place.rows, self._place.first):
            values = [shown(row, one) for one in columns]
            texts = [(str(values[at]), width) for at, width in wrapped]
            cells = [write(number, value) for write, value in zip(writers, values, strict=True)]
            cells += [self._hidden(number, next(keyed))] if keyed else []
            yield self._line(number, height(texts), cells)
        yield from self._blanks()

    def _blanks(self) -> Iterator[str]:
        """The rows after those of facts: printed ones to fill in, then further ones with formulas alone."""
        blanks = [self._blank(at, column) for at, column in self._columns()]
        inside, outside = map("".join, zip(*blanks, strict=True))
        for number in range(self._place.first + len(self._place.rows), self._place.reach + 1):
            cells = outside if number > self._place.printed else inside
            if cells:
                yield self._line(number, 24, [cells.replace(ROW, str(number))])

    def _writer(self, at: int, column: Column) -> Callable[[int, Number | str], str]:
        """A function that writes the column's cell of a row of facts."""
        letter, first = letters(at), self._place.first
        if column.type == "no":
            style = self._styles.number(of_kind("no"))
            return lambda number, _: written(f"{letter}{number}", style, Number(str(number - first + 1)))
        if not column.value and not column.formula:
            style = self._styles.number(of_kind(column.type))
            return lambda number, _: f'<c r="{letter}{number}" s="{style}"/>'
        if not column.formula:
            return lambda number, value: self._value(f"{letter}{number}", column.type, value)
        return self._counter(letter, column)

    def _counter(self, letter: str, column: Column) -> Callable[[int, Number | str], str]:
        """The same for a column with a formula, which is worked out once but for the number of the row."""
        shared = formula(column.formula, self._place, self._places)
        style = self._styles.number(of_kind(column.type, month=column.type == "month", fill="counted"))
        return lambda number, value: counted(
            f"{letter}{number}", style, shared.replace(ROW, str(number)), value
        )

    def _value(self, place: str, kind: str, value: Number | str) -> str:
        if isinstance(value, Number):
            return written(
                place, self._styles.number(of_kind(kind, month=value.month and kind != "until")), value
            )
        return written(place, self._styles.number(of_kind(kind, quoted=risky(value))), value)

    def _blank(self, at: int, column: Column) -> tuple[str, str]:
        """The cell of a blank row, and of one after the printed ones."""
        place = f"{letters(at)}{ROW}"
        own = running(column, self._place) if column.type == "no" else column.formula
        if not own:
            return f'<c r="{place}" s="{self._styles.number(of_kind(column.type))}"/>', ""
        shared = formula(own, self._place, self._places)
        inside, outside = map(self._styles.number, _of_blank(column))
        return counted(place, inside, shared, ""), counted(place, outside, shared, "")


def _of_blank(column: Column) -> tuple[Look, Look]:
    """The look of a formula in a blank row, and in one after the printed ones."""
    month, fill = column.type == "month", "" if column.type == "no" else "counted"
    inside = of_kind(column.type, month=month, fill=fill)
    return inside, of_kind(column.type, month=month, border=False)


def _wrapped(column: Column) -> str:
    """A title that is too long for its column breaks before its unit."""
    return column.title.replace("（", "\n（") if breadth(column.title) > column.width else column.title
