"""Tables of the dialect: pipe rows, one rule row for widths and alignment, and tag rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, TypeVar

from generator.errors import TemplateError
from generator.problems import Problem
from generator.word.source_inline import Line, Tag, check_nesting, fault, parse_line, parse_tag

T = TypeVar("T")
R = TypeVar("R")
Align = Literal["left", "center", "right"]
_OPTIONS = {
    "height": re.compile(r"[1-9]\d{0,2}"),
    "size": re.compile(r"small|normal"),
    "header": re.compile(r"\d"),
    "style": re.compile(r"plain|grid"),
    "small": re.compile(r"[a-z_]+(?:\.[a-z_]+)*"),
    "keep": re.compile(r"rows|head|next"),
}
Placed = tuple[str, str]  # a line and its place
Raw = Sequence[tuple[list[str], str]]  # the cells of each row as they are written, and its place
_HINT = "可写 height=毫米数、size=small、small=取值、header=行数、style=plain、keep=rows|head|next"
_RULED = "表头之后写一行 |---|:---:|，横线个数表示列宽；循环和条件也要写成一行 | {% for … %} |"
_NO_HEAD = "没有表头的表，把列宽行写在最前面"
_RULE = re.compile(r"\s*(:?)(-+)(:?)\s*")
_TAG = re.compile(r"\{%[^%]*%\}")


@dataclass(frozen=True, slots=True)
class Column:
    """A relative width and an alignment."""

    weight: int
    align: Align


@dataclass(frozen=True, slots=True)
class Cell:
    """The pieces of a cell; a label is shaded and bold."""

    line: Line
    span: int = 1
    label: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; header rows repeat on every page."""

    cells: tuple[Cell, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """What ``@table`` sets for the table that follows; height in millimetres, 0 for as needed.

    ``small`` names a value: where it is true the table is set small. ``keep`` holds its rows together
    where they fit on a page: head those down to the first picture, rows all of them, next all of them
    with what follows.
    """

    height: int = 0
    size: str = "normal"
    header: int = 0
    style: str = "grid"
    small: str = ""
    keep: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row | Tag, ...]
    options: Options


def is_command(text: str, name: str) -> bool:
    """Whether a line is a command, with or without more behind it."""
    return text == name or text.startswith(f"{name} ")


def table_length(lines: Sequence[Placed]) -> int:
    """How many lines from here make a table, its options included; 0 when none begins here."""
    text, _ = lines[0]
    start = int(is_command(text, "@table"))
    return start + sum(1 for _ in takewhile(_is_row, lines[start:]))


def _is_row(line: Placed) -> bool:
    return line[0].startswith("|")


def read_table(lines: Sequence[Placed]) -> Table:
    """The table of these lines, of which the first may set its options."""
    text, where = lines[0]
    if not text.startswith("@"):
        return parse_table(lines, Options())
    options = parse_options(text[len("@table") :], where)
    if len(lines) == 1:
        raise fault(where, "@table 之后没有表格", "紧接着写表格行")
    return parse_table(lines[1:], options)


def parse_options(text: str, where: str) -> Options:
    """The settings of an ``@table`` line."""
    values = _settings(text, where)
    height, header = int(values.pop("height", "0")), int(values.pop("header", "0"))
    return Options(height=height, header=header, **values)


def _settings(text: str, where: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for word in text.split():
        key, _, value = word.partition("=")
        if key in values or not _is_option(key, value):
            raise fault(where, f"表格选项不认识：{word}", _HINT)
        values[key] = value
    return values


def _is_option(key: str, value: str) -> bool:
    return key in _OPTIONS and bool(_OPTIONS[key].fullmatch(value))


def parse_table(lines: Sequence[Placed], options: Options) -> Table:
    """The table of consecutive pipe lines, each with its place."""
    raw = _all(lambda line: (_split(*line), line[1]), lines)
    at = _rule_row(raw)
    columns = tuple(map(_column, raw[at][0]))
    _check_head(raw[:at])
    rows = _rows([*raw[:at], *raw[at + 1 :]], len(columns), max(at, options.header))
    return Table(columns, rows, options)


def _all(read: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """What is read of every item; the faults of all of them in one TemplateError."""
    made: list[R] = []
    problems: list[Problem] = []
    for item in items:
        try:
            made.append(read(item))
        except TemplateError as exc:
            problems.extend(exc.problems)
    if problems:
        raise TemplateError(problems)
    return made


def _rule_row(raw: Raw) -> int:
    """Where the row stands that rules widths and alignments."""
    rules = [at for at, (cells, _) in enumerate(raw) if all(map(_RULE.fullmatch, cells))]
    if not rules:
        raise fault(raw[0][1], "表格缺少列宽行", _RULED)
    if len(rules) > 1:
        raise fault(raw[rules[1]][1], "表格有两行列宽行", _RULED)
    return rules[0]


def _check_head(raw: Raw) -> None:
    """Refuse a label and value form whose rule row stands after its first row."""
    for cells, where in raw:
        labels = [*map(_is_bold, cells)]
        if any(labels) and not all(labels):
            raise fault(where, "列宽行之前是表头，表头里混有加粗和不加粗的格", _NO_HEAD)


def _is_bold(cell: str) -> bool:
    return len(cell) > 4 and cell.startswith("**") and cell.endswith("**")


def _split(text: str, where: str) -> list[str]:
    if len(text) < 2 or not text.endswith("|"):
        raise fault(where, "表格行没有以 | 结尾", "每行以 | 开头、以 | 结尾")
    return [cell.strip(" ").rstrip() for cell in text[1:-1].split("|")]


def _column(rule: str) -> Column:
    found = _RULE.fullmatch(rule)
    left, dashes, right = found.groups() if found else ("", "-", "")
    return Column(len(dashes), _aligned(left, right))


def _aligned(left: str, right: str) -> Align:
    """What colons at the ends of a rule say."""
    if not right:
        return "left"
    return "center" if left else "right"


def _rows(raw: Raw, columns: int, header: int) -> tuple[Row | Tag, ...]:
    rows = _all(lambda row: _row(*row[1], columns, row[0] < header), enumerate(raw))
    check_nesting([row for row in rows if isinstance(row, Tag)])
    if all(isinstance(row, Tag) for row in rows):
        raise fault(raw[0][1] if raw else "", "表格没有内容行", "在列宽行之后至少写一行")
    return tuple(rows)


def _row(cells: list[str], where: str, columns: int, header: bool) -> Row | Tag:
    if len(cells) == 1 and _TAG.fullmatch(cells[0]):
        return _tag_row(cells[0], where, header)
    last = columns - len(cells) + 1  # the columns that the last cell spans
    if last < 1:
        message = f"这一行有 {len(cells)} 格，列宽行只有 {columns} 列"
        raise fault(where, message, "删去多余的格，或在列宽行补列")
    *others, end = cells
    return Row((*(_cell(text, where, 1) for text in others), _cell(end, where, last)), header)


def _tag_row(cell: str, where: str, header: bool) -> Tag:
    if header:
        raise fault(where, "表头里不能写条件或循环", "把这一行移到列宽行之后")
    return parse_tag(cell, where)


def _cell(text: str, where: str, span: int) -> Cell:
    inner = text[2:-2]
    label = _is_bold(text) and "**" not in inner
    return Cell(parse_line(inner if label else text, where, cell=True), span, label)
