"""A ledger as a text of the dialect, from which its Word template is compiled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.library.ledgers.definition import DAYS, Cell, Column, Ledger, Sheet

_PAIRS = 4  # of label and value on a line of the head
_CENTRED = DAYS | {"no", "choice", "state", "code", "sign", "number", "percent"}


def text(ledger: Ledger) -> str:
    """The whole text: head, a table for each part of each sheet, notes."""
    lines = [f"@header {{{{ enterprise.name }}}}　{ledger.title}", f"@title {ledger.title}", *_head(ledger)]
    for number, sheet in enumerate(ledger.sheets):
        lines += _in_condition(sheet, is_first=not number)
    lines.append("# 填写说明")
    lines += (f"@note {number}.{note}" for number, note in enumerate(ledger.notes, 1))
    return "\n".join(lines) + "\n"


def _in_condition(sheet: Sheet, *, is_first: bool) -> Iterator[str]:
    """A sheet under the fact that it asks for; one of rows begins a page but for the first."""
    if sheet.when:
        yield f"{{% if {sheet.when} %}}"
    if not is_first and not sheet.lines:
        yield "@pagebreak"
    yield from _sheet(sheet)
    if sheet.when:
        yield "{% endif %}"


def _head(ledger: Ledger) -> Iterator[str]:
    yield "@table size=small"
    yield _row(["-----", "-----------"] * _PAIRS)
    for start in range(0, len(ledger.head), _PAIRS):
        pairs = ledger.head[start : start + _PAIRS]
        yield _row(cell for label, value in pairs for cell in (f"**{label}**", value))


def _sheet(sheet: Sheet) -> Iterator[str]:
    parts = sorted({part for column in sheet.columns for part in column.parts})
    for part in parts:
        if part != parts[0]:
            yield "@pagebreak"
        yield from _part(sheet, part)


def _part(sheet: Sheet, part: int) -> Iterator[str]:
    """One of the tables of a sheet."""
    columns = [column for column in sheet.columns if part in column.parts]
    yield f"# {(sheet.names or {}).get(part, sheet.name)}"
    yield f"@table size=small height={7 if sheet.lines else 9}"
    yield _row(column.title for column in columns)
    yield _row(map(_rule, columns))
    yield from _lines(sheet) if sheet.lines else _rows(sheet.rows.get(part, ""), columns)


def _rule(column: Column) -> str:
    dashes = "-" * column.width
    if column.type == "money":
        return f"{dashes}:"
    return f":{dashes}:" if column.type in _CENTRED else dashes


def _rows(listed: str, columns: list[Column]) -> Iterator[str]:
    """The rows of facts, their sums, and blank rows for the pen."""
    if listed:
        yield from _each("row", listed, (_value(column) for column in columns))
        totals = [_tag(column.total) if isinstance(column.total, str) else "" for column in columns]
        if any(totals):
            yield from (_row([f"{{% if {listed} %}}"]), _row(["合计", *totals[1:]]), _row(["{% endif %}"]))
    yield from _each("blank", "blank_rows", ["" for _ in columns])


def _each(name: str, listed: str, cells: Iterable[str]) -> Iterator[str]:
    yield _row([f"{{% for {name} in {listed} %}}"])
    yield _row(cells)
    yield _row(["{% endfor %}"])


def _value(column: Column) -> str:
    if column.type == "no":
        return _tag("loop.index")
    return _tag(f"row.{column.value}") if column.value else ""


def _tag(name: str) -> str:
    return f"{{{{ {name} }}}}"


def _lines(sheet: Sheet) -> Iterator[str]:
    """Fixed lines as they stand; where Excel counts, the facts that hold the sums, or blank cells."""
    counted = [line for line in sheet.lines if any(cell.formula for cell in line)]
    yield from (_row(map(_cell, line)) for line in sheet.lines if line not in counted or not sheet.printed)
    if sheet.printed:
        yield _row([f"{{% if {sheet.printed} %}}"])
        yield from _each("row", sheet.printed, map(_value, sheet.columns))
        yield _row(["{% else %}"])
        yield from (_row(map(_cell, line)) for line in counted)
        yield _row(["{% endif %}"])


def _cell(cell: Cell) -> str:
    return cell.printed if cell.formula else cell.text


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
