"""A workbook's sheets and the values of their cells, read from its bytes within limits; it is never written.

Read by python-calamine from a smaller zip: the parts that it needs and no picture, each looked at before.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol
from xml.etree.ElementTree import Element

from generator import zipped
from generator.entrybook import formats, merged, scanned
from generator.entrybook.merged import Merge
from generator.entrybook.package import Package, Relation, local, relations_of
from generator.entrybook.scanned import Place, Scanned
from generator.places import cell_name
from generator.problems import Origin, Problem, warning

Value = (
    str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | None
)

_MOST_SHEETS = 500
_MOST_TEXTS = 128 * 1024 * 1024  # bytes of the texts of all sheets
_COUNT_ROOM = 100  # bytes that the announcement of a number of things takes at the most
_ASKED = ("styles", "sharedStrings")
_MEND = "请改好公式，或者直接写值"
_SAVE = "请用 Excel 或 WPS 打开后保存一次，或者直接写值"
Values = list[Value]  # of a row, from column A on


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with content, its row and column from 1."""

    value: Value
    row: int
    column: int


class Sheet:
    """One sheet; its cells are read when they are first asked for.

    ``hidden`` is "" for a sheet that is seen, else "hidden" or "veryHidden". ``part`` is its XML in the
    package.
    """

    def __init__(self, book: Book, name: str, hidden: str, part: str) -> None:
        self.name = name
        self.hidden = hidden
        self.part = part
        self._book = book

    @cached_property
    def rows(self) -> list[Values]:
        """The values of the rows from the first on, each from column A on; None for an empty cell
        and for one with blanks alone.

        A number is a float; with the format of a date it is a date, with that of hours a datetime, time or
        timedelta. Rows and columns that are hidden or filtered are there, not those behind the last value.
        """
        read = self._read
        found = self._book.asked(lambda: read.to_python(skip_empty_area=False))
        return [[None if value == "" or _is_blank(value) else value for value in row] for row in found]

    @property
    def errors(self) -> dict[Place, str]:
        """The cells whose formulas give an error, by row and column, with its word: #REF!."""
        return self._scanned.errors

    @property
    def uncalculated(self) -> set[Place]:
        """The cells, by row and column, of formulas that no program has calculated yet."""
        return self._scanned.uncalculated

    def fault(self, row: int, column: int) -> tuple[str, str] | None:
        """Why the formula of a cell gives no value, and what to do; None for a cell that can be read."""
        if word := self.errors.get((row, column)):
            return f"公式的结果是错误（{word}）", _MEND
        return ("公式还没有算过，没有值", _SAVE) if (row, column) in self.uncalculated else None

    @cached_property
    def merged(self) -> tuple[Merge, ...]:
        """The merged cells."""
        read = self._read
        found = self._book.asked(lambda: read.merged_cell_ranges) or ()
        return tuple(merged.of_corners(*one) for one in found)

    def value(self, row: int, column: int) -> Value:
        """The value of a cell, row and column from 1; None where there is none."""
        values = self.rows[row - 1] if row <= len(self.rows) else []
        return values[column - 1] if column <= len(values) else None

    @property
    def is_blank(self) -> bool:
        """Whether no cell has any content."""
        return next(self.cells(), None) is None

    def cells(self) -> Iterator[Cell]:
        """The cells with content, row by row."""
        for row, values in enumerate(self.rows, 1):
            for column, value in enumerate(values, 1):
                if value is not None:
                    yield Cell(value, row, column)

    def number_format(self, row: int, column: int) -> str:
        """The number format of a cell where it `formats.tells` what the value does not, else ""."""
        return self._formats.get((row, column), "")

    def origin(self, row: int, column: int) -> Origin:
        """The place of a cell as problems tell it: 填报簿.xlsx 设备!D7."""
        return Origin(self._book.name, cell=f"{self.name}!{cell_name(row, column)}")

    @cached_property
    def _formats(self) -> dict[Place, str]:
        styles = self._book.telling
        return formats.of_cells(self._book.package, self.part, styles) if styles else {}

    @cached_property
    def _scanned(self) -> Scanned:
        return scanned.scan(self._book.package, self.part, self.name)

    @cached_property
    def _read(self) -> _Read:
        _ = self._scanned  # what is not looked at is never given to the reader
        return self._book.read(self)


class _Read(Protocol):
    """What python-calamine gives of a sheet; rows and columns from 0."""

    def to_python(self, skip_empty_area: bool = True) -> list[list[Any]]: ...

    @property
    def merged_cell_ranges(self) -> list[tuple[Place, Place]] | None: ...


@dataclass
class Book:
    """A workbook: its sheets in their order, charts and the like left out.

    ``outside`` tells that formulas refer to other workbooks, whose values are those of the last saving.
    """

    name: str
    package: Package
    sheets: tuple[Sheet, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.sheets = tuple(self._listed())
        if not self.sheets:
            raise self.package.broken()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of a name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    @property
    def outside(self) -> bool:
        """Whether formulas refer to other workbooks."""
        return any(one.kind == "externalLink" for one in self._relations.values())

    @property
    def macros(self) -> bool:
        """Whether there are macros, which are never run."""
        return any(one.kind == "vbaProject" for one in self._relations.values())

    def notes(self) -> Iterator[Problem]:
        """What is to be told of the whole workbook, whoever reads it."""
        place = Origin(self.name)
        if self.macros:
            yield warning("", "带宏的工作簿：只读内容，宏没有运行", "另存为 .xlsx 就不再提示", place)
        if self.outside:
            yield warning("", "有公式取自别的工作簿，用的是上次保存时的值", "请打开核对，或者改成值", place)

    @cached_property
    def telling(self) -> dict[int, str]:
        """The number formats that tell what a value does not, by the number of the style."""
        found = enumerate(formats.of_styles(self.package))
        return {number: shown for number, shown in found if formats.tells(shown)}

    def read(self, sheet: Sheet) -> _Read:
        """What the reader gives of a sheet that was looked at."""
        reader = self._reader
        found: _Read = self.asked(lambda: reader.get_sheet_by_name(sheet.name))
        return found

    def asked(self, call: Callable[[], Any]) -> Any:
        """What a call of the reader gives; IntakeError for whatever it cannot read."""
        try:
            return call()
        except Exception as exc:
            raise self.package.broken() from exc
        except BaseException as exc:
            if type(exc).__name__ != "PanicException":  # a fault within the reader; no module gives its class
                raise
            raise self.package.broken() from exc

    @cached_property
    def _relations(self) -> Mapping[str, Relation]:
        return self.package.relations(self.package.workbook)

    def _listed(self) -> Iterator[Sheet]:
        """The sheets of cells that the workbook names, each name once."""
        found = [one for one in self.package.xml(self.package.workbook).iter() if local(one.tag) == "sheet"]
        if len(found) > _MOST_SHEETS:
            raise self.package.refusal(f"工作表过多（{len(found)} 张）", "请只留填报簿的工作表")
        if len(set(map(_name, found))) < len(found):
            raise self.package.broken()
        for one in found:
            if part := self._part(one):
                yield Sheet(self, _name(one), _hidden(one), part)

    def _part(self, sheet: Element) -> str:
        """The part of the cells to which a sheet's line leads; "" for a chart and the like."""
        relation = self._relations.get(_id(sheet))
        if relation and relation.kind == "worksheet" and not relation.external:
            return relation.target
        return ""

    @cached_property
    def _reader(self) -> Any:
        """The reader, open on a smaller zip."""
        import python_calamine

        raw = zipped.pack(self._needed())
        return self.asked(lambda: python_calamine.load_workbook(io.BytesIO(raw)))

    def _needed(self) -> Iterator[zipped.Member]:
        """The parts that the reader needs, as they are."""
        workbook = self.package.workbook
        asked = (workbook, *self._asked())
        for part in asked:
            self._check(part)
        lead = (relations_of(""), relations_of(workbook))
        sheets = sorted({sheet.part for sheet in self.sheets})
        yield from map(self.package.member, (*lead, *asked, *sheets))

    def _asked(self) -> Iterator[str]:
        """The parts that the cells of all sheets point into."""
        return (one.target for one in self._relations.values() if one.kind in _ASKED)

    def _check(self, part: str) -> None:
        """Refuse a part that announces more than it can hold."""
        before = b""
        for chunk in self.package.chunks(part, _MOST_TEXTS):
            if scanned.COUNTED.search(before + chunk):
                raise self.package.broken()
            before = chunk[-_COUNT_ROOM:]


def _is_blank(value: Value) -> bool:
    return isinstance(value, str) and value.isspace()


def _name(sheet: Element) -> str:
    return sheet.get("name", "")


def _hidden(sheet: Element) -> str:
    """How a sheet is hidden, by its line; "" for one that is seen."""
    return sheet.get("state", "visible").replace("visible", "")


def _id(sheet: Element) -> str:
    """The id of what a sheet's line leads to."""
    return next((value for key, value in sheet.items() if local(key) == "id"), "")


def open_book(raw: bytes, name: str) -> Book:
    """The workbook of bytes, under the name that messages give.

    IntakeError, one line, for what is none or cannot be read: other kinds and texts under its name,
    encrypted, truncated or damaged files, more than may be inflated. What is wrong with a single sheet is
    raised when its cells are asked for.
    """
    return Book(name, Package(raw, name))
