"""Ledger definitions: what each ledger of Article 18 records, for Word and for Excel alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.errors import CatalogueError
from generator.library.edition import Library
from generator.problems import error

NUMBERS = frozenset({"number", "percent", "money"})
DAYS = frozenset({"date", "month", "until"})
_UNTYPED = frozenset({"no", "state", "sign"})
REFERENCE = re.compile(r"\[(?:([^\[\]!]+)!)?([^\[\]!:^]+)([:^]?)\]")
SHIPPED = "reference/ledgers.yaml"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``value`` is a name within the row, ``width`` counts Excel characters.

    ``type``: no, a running number; code, text that may look like a number; month and until, a day or a month,
    read as its first or last day; state, how near the day in another column is; sign, left to the pen; text,
    choice, date, number, percent, money.

    ``total`` asks for a sum, with the fact that holds it if Word is to print it; ``formula`` is Excel's
    and names cells of the row as [title]; ``list`` is a formula for the choices; ``of`` names the day
    column of a state; ``parts`` are the Word tables that the column stands in; ``marks`` colour a cell
    that says one of the words.
    """

    title: str
    width: int
    type: str = "text"
    value: str = ""
    choices: tuple[str, ...] = ()
    formula: str = ""
    list: str = ""
    of: str = ""
    total: str | bool = False
    parts: tuple[int, ...] = (1,)
    marks: Mapping[str, str] | None = None

    @property
    def typed(self) -> bool:
        """Whether people write into it: nothing counts it, and no pen signs in it."""
        return not self.formula and self.type not in _UNTYPED

    def formulas(self) -> tuple[str, ...]:
        """Everything that names other cells."""
        return tuple(filter(None, (self.formula, self.list)))


@dataclass(frozen=True, slots=True)
class Cell:
    """A fixed cell of a sheet: a text with tags, or a formula of Excel that begins with =.

    ``printed`` is the text that Word prints for a formula.
    """

    text: str
    type: str = ""
    printed: str = ""

    @property
    def formula(self) -> bool:
        """Whether Excel counts what stands here."""
        return self.text.startswith("=")


@dataclass(frozen=True, slots=True)
class Into:
    """Where rows that were written into a sheet belong in a client's data.

    ``list`` is the key path of a list, ``by`` are the values that tell a row from others, ``fields`` name the
    fields of the data that have other names than the values (special.inspected; "" for what is derived),
    ``none`` the word that says no more than a blank, ``given`` what every new row has though no column says
    it; ``beside`` is another list to which the same rows belong.
    """

    list: tuple[str, ...]
    by: tuple[str, ...]
    fields: Mapping[str, str]
    none: Mapping[str, str]
    given: Mapping[str, str]
    beside: Into | None = None

    def field(self, value: str) -> tuple[str, ...]:
        """The key path of a value in a row of the data; () where it belongs nowhere."""
        return tuple(filter(None, self.fields.get(value, value).split(".")))

    def is_derived(self, value: str) -> bool:
        """Whether a value is made of others, so that nothing is lost where nobody reads it."""
        return self.fields.get(value) == ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the rows of a list of facts with blank rows after them, or fixed lines.

    ``rows`` maps the number of a Word table to the list that it shows; Excel shows the first; ``names``
    are the headings of several Word tables; ``printed`` lists the facts that Word prints where the fixed
    lines have formulas; ``when`` is a yes/no fact; ``fixed`` rows have no blank ones after them; ``into``
    tells where what people write into it belongs, and so that its rows have keys.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Mapping[int, str]
    lines: tuple[tuple[Cell, ...], ...] = ()
    printed: str = ""
    names: Mapping[int, str] | None = None
    when: str = ""
    fixed: bool = False
    into: Into | None = None

    def column(self, title: str) -> Column | None:
        """The column of that title."""
        return next((column for column in self.columns if column.title == title), None)

    @property
    def typed(self) -> tuple[Column, ...]:
        """The columns that people write into."""
        return tuple(column for column in self.columns if column.typed)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger; head and notes are texts with tags; hints say how Excel's sheets are filled in."""

    id: str
    title: str
    head: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...]
    hints: tuple[str, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def load(library: Library, path: str = SHIPPED) -> Mapping[str, Ledger]:
    """All ledgers of a file under templates/ by id; CatalogueError names the faulty place."""
    return library.once(_load, path)


def _load(library: Library, path: str) -> Mapping[str, Ledger]:
    return read(library.read(path))


def find(source: str, library: Library) -> Ledger:
    """The ledger of a source such as ``reference/ledgers.yaml#health``; CatalogueError when there is none."""
    path, _, name = source.partition("#")
    found = load(library, path)
    if name not in found:
        raise CatalogueError(error(library.place(path), f"没有这一份台账：{name}"))
    return found[name]


def read(source: Row) -> Mapping[str, Ledger]:
    """The ledgers of definitions that fit the schema."""
    return {key: _ledger(key, entry, source) for key, entry in source["ledgers"].items()}


def _ledger(key: str, entry: Row, source: Row) -> Ledger:
    return Ledger(
        id=key,
        title=entry["title"],
        head=tuple((label, text) for label, text in _head(entry, source)),
        sheets=tuple(_sheet(row, source.get("state", {})) for row in entry["sheets"]),
        notes=tuple(entry["notes"]),
        hints=tuple(source["hints"]),
    )


def _head(entry: Row, source: Row) -> Iterator[Sequence[str]]:
    """The labels and values above the sheets; a ledger of Article 18 begins as all of them do."""
    if "number" in entry:
        yield from source["head"]
        yield "台账编号", entry["number"]
        yield "保存期", entry["retention"]
    yield from entry.get("head", ())


def _sheet(row: Row, state: Row) -> Sheet:
    rows = row.get("rows", {})
    return Sheet(
        name=row["name"],
        columns=tuple(_column(column, state) for column in row["columns"]),
        rows={1: rows} if isinstance(rows, str) else dict(rows),
        lines=tuple(tuple(_cells(line)) for line in _lines(row.get("lines", ()))),
        printed=row.get("printed", ""),
        names=row.get("names"),
        when=row.get("when", ""),
        fixed=row.get("fixed", False),
        into=_into(row["into"]) if "into" in row else None,
    )


def _into(row: Row) -> Into:
    return Into(
        list=tuple(row["list"].split(".")),
        by=tuple(row["by"]),
        fields=row.get("fields", {}),
        none=row.get("none", {}),
        given=row.get("given", {}),
        beside=_into(row["beside"]) if "beside" in row else None,
    )


def _column(row: Row, state: Row) -> Column:
    """The column of one entry; a state takes its formula and colours from what is said for all."""
    parts = row.get("parts", 1)
    lists = {
        "choices": tuple(map(str, row.get("choices", ()))),
        "parts": tuple(parts) if isinstance(parts, list) else (parts,),
    }
    if row.get("type") == "state" and row.get("of"):
        lists |= {"formula": state["formula"].replace("[#]", f"[{row['of']}]"), "marks": state["marks"]}
    return Column(**{**row, **lists})


def _lines(given: Iterable[Any]) -> Iterable[list[str | Row]]:
    """Lines as they stand; one entry may give the like line for several names."""
    for line in given:
        if isinstance(line, list):
            yield line
        else:
            yield from ([name, *line["cells"]] for name in line["for"])


def _cells(line: Iterable[str | Row]) -> Iterable[Cell]:
    """The cells of a line; one that stands for several has [#] for the number of each."""
    for cell in line:
        if isinstance(cell, str):
            yield Cell(cell)
            continue
        for number in range(1, cell.get("times", 1) + 1):
            text = cell["each"].replace("[#]", str(number))
            yield Cell(text, cell.get("type", ""), cell.get("printed", ""))
