"""Ledger definitions: what each ledger of Article 18 records, for Word and for Excel alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from generator.errors import CatalogueError
from generator.library.edition import Library
from generator.problems import error

NUMBERS = frozenset({"number", "percent", "money"})
DAYS = frozenset({"date", "month", "until"})
# no: a running number; code: text that may look like a number; month and until: a day or a month, read as
# its first or last day; state: how near the day in another column is; sign: left to the pen
TYPES = frozenset({"no", "text", "code", "choice", "state", "sign"}) | NUMBERS | DAYS
REFERENCE = re.compile(r"\[(?:([^\[\]!]+)!)?([^\[\]!:^]+)([:^]?)\]")
SHIPPED = "reference/ledgers.yaml"
_DOTTED = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_COLOUR = re.compile("red|yellow|#[0-9A-F]{6}")
_SHEET_NAME = re.compile(r"[^\[\]:*?/\\'\"&<>]{1,31}")
_LONGEST_LIST = 255


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``value`` is a name within the row, ``width`` counts Excel characters.

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
class Sheet:
    """One sheet: the rows of a list of facts with blank rows after them, or fixed lines.

    ``rows`` maps the number of a Word table to the list that it shows; Excel shows the first; ``names``
    are the headings of several Word tables; ``printed`` lists the facts that Word prints where the fixed
    lines have formulas; ``when`` is a yes/no fact; ``fixed`` rows have no blank ones after them.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Mapping[int, str]
    lines: tuple[tuple[Cell, ...], ...] = ()
    printed: str = ""
    names: Mapping[int, str] | None = None
    when: str = ""
    fixed: bool = False

    def column(self, title: str) -> Column | None:
        """The column of that title."""
        return next((column for column in self.columns if column.title == title), None)


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
    return read(library.read(path), f"templates/{path}")


def find(source: str, library: Library) -> Ledger:
    """The ledger of a source such as ``reference/ledgers.yaml#health``; CatalogueError when there is none."""
    path, _, name = source.partition("#")
    found = load(library, path)
    if name not in found:
        raise _fault(f"templates/{path}", f"没有这一份台账：{name}")
    return found[name]


def read(source: Mapping[str, Any], where: str) -> Mapping[str, Ledger]:
    """The ledgers of the definitions, checked; ``where`` stands in the messages."""
    return {key: _ledger(f"{where} {key}", key, entry, source) for key, entry in source["ledgers"].items()}


def _ledger(where: str, key: str, entry: Mapping[str, Any], source: Mapping[str, Any]) -> Ledger:
    keys = {"title", "number", "retention", "head", "sheets", "notes"}
    _only(where, entry, keys, keys - {"head", "number", "retention"})
    own = [["台账编号", entry["number"]], ["保存期", entry["retention"]]] if "number" in entry else []
    head = (*(source["head"] if own else ()), *own, *entry.get("head", ()))
    ledger = Ledger(
        id=key,
        title=entry["title"],
        head=tuple((label, text) for label, text in head),
        sheets=tuple(_sheet(where, row, source.get("state", {})) for row in entry["sheets"]),
        notes=tuple(entry["notes"]),
        hints=tuple(source["hints"]),
    )
    for sheet in ledger.sheets:
        _check(f"{where} {sheet.name}", ledger, sheet)
    return ledger


def _sheet(where: str, row: Mapping[str, Any], state: Mapping[str, Any]) -> Sheet:
    _only(where, row, {field.name for field in fields(Sheet)}, {"name", "columns"})
    where = f"{where} {row['name']}"
    rows = row.get("rows", {})
    return Sheet(
        name=row["name"],
        columns=tuple(_column(where, column, state) for column in row["columns"]),
        rows={1: rows} if isinstance(rows, str) else dict(rows),
        lines=tuple(tuple(_cells(line)) for line in _lines(row.get("lines", ()))),
        printed=row.get("printed", ""),
        names=row.get("names"),
        when=row.get("when", ""),
        fixed=row.get("fixed", False),
    )


def _column(where: str, row: Mapping[str, Any], state: Mapping[str, Any]) -> Column:
    """The column of one entry; a state takes its formula and colours from what is said for all."""
    known = fields(Column)
    needed = {field.name for field in known if field.default is MISSING}
    _only(where, row, {field.name for field in known}, needed)
    parts = row.get("parts", 1)
    lists = {
        "choices": tuple(map(str, row.get("choices", ()))),
        "parts": tuple(parts) if isinstance(parts, list) else (parts,),
    }
    if row.get("type") == "state" and row.get("of"):
        lists |= {"formula": state["formula"].replace("[#]", f"[{row['of']}]"), "marks": state["marks"]}
    return Column(**{**row, **lists})


def _only(where: str, row: Mapping[str, Any], known: set[str], needed: set[str]) -> None:
    wrong = sorted(set(row) - known) or sorted(needed - set(row))
    if wrong:
        raise _fault(where, f"“{row.get('title', row.get('name', ''))}”多余或缺少的键：{'、'.join(wrong)}")


def _lines(given: Iterable[Any]) -> Iterable[list[str | Mapping[str, Any]]]:
    """Lines as they stand; one entry may give the like line for several names."""
    for line in given:
        if isinstance(line, list):
            yield line
        else:
            yield from ([name, *line["cells"]] for name in line["for"])


def _cells(line: Iterable[str | Mapping[str, Any]]) -> Iterable[Cell]:
    """The cells of a line; one that stands for several has [#] for the number of each."""
    for cell in line:
        if isinstance(cell, str):
            yield Cell(cell)
            continue
        for number in range(1, cell.get("times", 1) + 1):
            text = cell["each"].replace("[#]", str(number))
            yield Cell(text, cell.get("type", ""), cell.get("printed", ""))


def _check(where: str, ledger: Ledger, sheet: Sheet) -> None:
    titles = [column.title for column in sheet.columns]
    if not _SHEET_NAME.fullmatch(sheet.name):
        raise _fault(where, "表名超过 31 字，或含有 Excel 不能用的符号")
    if len(set(titles)) != len(titles):
        raise _fault(where, "列名重复")
    for column in sheet.columns:
        for wrong in _wrong(column):
            raise _fault(where, f"列“{column.title}”{wrong}")
        for formula in column.formulas():
            _check_formula(where, ledger, sheet, formula)
    for line in sheet.lines:
        if len(line) != len(titles):
            raise _fault(where, f"固定行“{line[0].text}”有 {len(line)} 格，应有 {len(titles)} 格")
        for cell in line:
            if cell.formula:
                _check_formula(where, ledger, sheet, cell.text)


def _wrong(column: Column) -> Iterable[str]:
    """What is wrong with a column by itself."""
    if column.type not in TYPES:
        yield f"的类型不认识：{column.type}"
    if column.value and not _DOTTED.fullmatch(column.value):
        yield f"的取值名写法不对：{column.value}"
    if column.type == "sign" and (column.value or column.formula):
        yield "由本人签字，不得预填"
    if (column.type == "choice") != bool(column.choices or column.list):
        yield "的可选值与类型不符"
    if "," in "".join(column.choices) or len(",".join(column.choices)) > _LONGEST_LIST:
        yield "的可选值含英文逗号，或合计超过 255 字"
    if column.total and column.type not in NUMBERS:
        yield "不是数字，不能合计"
    if (column.type == "state") != bool(column.of):
        yield "要写明提醒哪一列的日期（of）"
    for colour in (column.marks or {}).values():
        if not _COLOUR.fullmatch(colour):
            yield f"的颜色不认识：{colour}"
    if re.search(r"[|\n*\[\]!:^]", column.title):
        yield "的名称含有不能用的符号"


def _check_formula(where: str, ledger: Ledger, sheet: Sheet, formula: str) -> None:
    for other, title, _ in REFERENCE.findall(formula):
        target = ledger.sheet(other) if other else sheet
        if not target or not target.column(title):
            raise _fault(where, f"公式里没有这一列：{other}!{title}")


def _fault(where: str, message: str) -> CatalogueError:
    return CatalogueError(error(where, message))
