"""Where the columns of a table and the lines of a form stand on a sheet, found by what their headings say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from generator.entrybook.cells import Sheet, Value
from generator.entrybook.habits import folded, plain
from generator.entrybook.layout import FORM_HEADINGS, Column, Form, Table
from generator.problems import Problem, error, warning

_LINES = 20  # from the top, among which the line of headings is
_STARS = re.compile(r"[*＊★]+$|^[*＊★]+|[(（]必填[)）]$")
_SPARE = "要用的请移到填报簿自己的{0}里；只是备忘的不用管"
_ALIKE = 0.6  # of headings, as difflib counts it


@dataclass(slots=True)
class Found:
    """The columns by the number (from 1) of theirs, or of their line in a form, and what is to be told.

    ``line`` is that of the headings, 0 where they are not found; ``label`` and ``content`` are the columns
    of a form in which its labels and its values stand.
    """

    columns: dict[int, Column] = field(default_factory=dict)
    line: int = 0
    label: int = 0
    content: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def of_table(sheet: Sheet, table: Table) -> Found:
    """The columns of a table, wherever they were moved."""
    known = _known(table.columns)
    best = max(
        range(min(_LINES, len(sheet.rows))), key=lambda line: _matches(sheet.rows[line], known), default=0
    )
    found = Found()
    if not sheet.rows or not _matches(sheet.rows[best], known):
        if any(True for _ in sheet.cells()):
            hint = f"请把列名写回第一行，例如“{table.fields[0].heading}”"
            found.problems.append(error(sheet.name, "找不到列名，这张表读不出来", hint, sheet.origin(1, 1)))
        return found
    found.line = best + 1
    spare: dict[int, str] = {}
    for number, text in _texts(sheet.rows[best]):
        column = known.get(_name(text))
        if column is None:
            spare[number] = text
        elif column in found.columns.values():
            _tell_twice(sheet, found, found.line, number, text, _first(found, column), found.line)
        else:
            found.columns[number] = column
    _tell_spare(sheet, found, spare, table.columns)
    _tell_unnamed(sheet, found)
    return found


def of_form(sheet: Sheet, form: Form) -> Found:
    """The lines of a form, wherever they were moved."""
    found = Found()
    label, content = (folded(heading) for heading in FORM_HEADINGS[:2])
    for line, values in enumerate(sheet.rows[:_LINES], 1):
        named = {_name(text): number for number, text in _texts(values)}
        if label in named and content in named:
            found.line, found.label, found.content = line, named[label], named[content]
            break
    else:
        hint = f"请把“{FORM_HEADINGS[0]}”“{FORM_HEADINGS[1]}”两个列名写回去"
        found.problems.append(error(sheet.name, "找不到列名，这张表读不出来", hint, sheet.origin(1, 1)))
        return found
    known = _known(form.columns)
    lines = range(found.line + 1, len(sheet.rows) + 1)
    for line in [line for line in lines if not _line(sheet, found, line, known)]:
        _tell_spare_line(sheet, found, line, form.columns)
    return found


def _line(sheet: Sheet, found: Found, line: int, known: Mapping[str, Column]) -> bool:
    """Take up a line of a form; whether it is one of ours or holds nothing."""
    text = sheet.value(line, found.label)
    column = known.get(_name(text)) if isinstance(text, str) else None
    if column and column in found.columns.values():
        _tell_twice(sheet, found, line, found.label, str(text), found.label, _first(found, column))
    elif column:
        found.columns[line] = column
    return column is not None or sheet.value(line, found.content) is None


def _tell_spare_line(sheet: Sheet, found: Found, line: int, columns: Sequence[Column]) -> None:
    text = sheet.value(line, found.label)
    named = f"项目“{plain(str(text))}”" if text is not None else "没有项目名的内容"
    hint = _hint(str(text or ""), found, columns, "项目")
    place = sheet.origin(line, found.content)
    found.notes.append(warning(sheet.name, f"{named}不是填报簿里的，没有读入", hint, place))


def _hint(text: str, found: Found, columns: Sequence[Column], what: str) -> str:
    """What to do with what is not ours: it may be one of the columns that are missing, under another name."""
    there = {id(column) for column in found.columns.values()}
    missing = [column.heading for column in columns if id(column) not in there]
    close = get_close_matches(plain(text), missing, 1, _ALIKE)
    return f"是不是“{close[0]}”？是的请把名称改回来" if close else _SPARE.format(what)


def _tell_twice(
    sheet: Sheet, found: Found, line: int, number: int, text: str, first: int, first_line: int
) -> None:
    place = sheet.origin(first_line, first).within
    message = f"“{plain(text)}”有两处，前面一处在 {place}"
    found.problems.append(error(sheet.name, message, "请删去或改名其中一处", sheet.origin(line, number)))


def _first(found: Found, column: Column) -> int:
    """The number under which a column was found."""
    return next(number for number, one in found.columns.items() if one == column)


def _tell_unnamed(sheet: Sheet, found: Found) -> None:
    """Tell of columns with content and without a heading."""
    named = {number for number, _ in _texts(sheet.rows[found.line - 1])}
    for number in range(1, len(sheet.rows[0]) + 1):
        if number not in named and (line := _first_below(sheet, found.line, number)):
            message = "这一列没有列名，没有读入"
            place = sheet.origin(line, number)
            found.notes.append(warning(sheet.name, message, _SPARE.format("列"), place))


def _first_below(sheet: Sheet, above: int, number: int) -> int:
    """The first line below another where a column holds something; 0 where it does nowhere."""
    below = enumerate(sheet.rows[above:], above + 1)
    return next(
        (line for line, values in below if number <= len(values) and values[number - 1] is not None), 0
    )


def _tell_spare(sheet: Sheet, found: Found, spare: Mapping[int, str], columns: Sequence[Column]) -> None:
    """Tell of columns that are not ours, where there is something in them."""
    for number, text in spare.items():
        if _first_below(sheet, found.line, number):
            message = f"列“{plain(text)}”不是填报簿里的，没有读入"
            place = sheet.origin(found.line, number)
            found.notes.append(warning(sheet.name, message, _hint(text, found, columns, "列"), place))


def _matches(values: list[Value], known: Mapping[str, Column]) -> int:
    return sum(_name(text) in known for _, text in _texts(values))


def _texts(values: list[Value]) -> Iterator[tuple[int, str]]:
    """The texts of a line with the number of their column, from 1."""
    return (
        (number, value) for number, value in enumerate(values, 1) if isinstance(value, str) and value.strip()
    )


def _known(columns: Iterable[Column]) -> dict[str, Column]:
    """The columns by their headings and other names; a heading goes before another's other name."""
    found: dict[str, Column] = {}
    listed = list(columns)
    for names in (
        [(one.heading, one) for one in listed],
        [(other, one) for one in listed for other in one.names],
    ):
        for heading, column in names:
            found.setdefault(_name(heading), column)
    return found


def _name(text: object) -> str:
    """A heading as it is compared: without the marks of what is required."""
    return folded(_STARS.sub("", plain(str(text))))
