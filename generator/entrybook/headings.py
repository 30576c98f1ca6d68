"""Where the columns of a table and the lines of a form stand on a sheet, found by what their headings say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from generator.entrybook.cells import Sheet, Values
from generator.entrybook.habits import folded, plain
from generator.entrybook.layout import FORM_HEADINGS, Column, Form, Table
from generator.entrybook.scanned import Place
from generator.problems import Problem, error, warning

_LINES = 20  # from the top, among which the line of headings is
_STARS = re.compile(r"[*＊★]+$|^[*＊★]+|[(（]必填[)）]$")
_SPARE = "要用的请移到填报簿自己的{0}里；只是备忘的不用管"
_ALIKE = 0.6  # of headings, as difflib counts it


Known = Mapping[str, Column]  # by what headings may call them, as `_name` has it


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

    def missing(self, columns: Iterable[Column]) -> list[Column]:
        """Which of some columns are not there."""
        there = {id(column) for column in self.columns.values()}
        return [column for column in columns if id(column) not in there]


def of_table(sheet: Sheet, table: Table) -> Found:
    """The columns of a table, wherever they were moved."""
    found, known = Found(), _known(table.columns)
    matches = [_matches(values, known) for values in sheet.rows[:_LINES]]
    if not any(matches):
        if not sheet.is_blank:
            found.problems.append(_lost(sheet, f"请把列名写回第一行，例如“{table.fields[0].heading}”"))
        return found
    found.line = matches.index(max(matches)) + 1
    spare = _columns(sheet, found, known)
    found.notes += (*_spare_columns(sheet, found, spare, table.columns), *_unnamed(sheet, found))
    return found


def _lost(sheet: Sheet, hint: str) -> Problem:
    """That a sheet has no line of headings."""
    return error(sheet.name, "找不到列名，这张表读不出来", hint, sheet.origin(1, 1))


def _columns(sheet: Sheet, found: Found, known: Known) -> dict[int, str]:
    """Take up the columns of a table; the headings that are not ours."""
    spare: dict[int, str] = {}
    for number, text in _texts(sheet.rows[found.line - 1]):
        column = known.get(_name(text))
        if column is None:
            spare[number] = text
        elif first := _first(found, column):
            found.problems.append(_twice(sheet, text, (found.line, number), (found.line, first)))
        else:
            found.columns[number] = column
    return spare


def of_form(sheet: Sheet, form: Form) -> Found:
    """The lines of a form, wherever they were moved."""
    found = next(_heads(sheet), None)
    if not found:
        hint = f"请把“{FORM_HEADINGS[0]}”“{FORM_HEADINGS[1]}”两个列名写回去"
        return Found(problems=[_lost(sheet, hint)])
    known = _known(form.columns)
    lines = range(found.line + 1, len(sheet.rows) + 1)
    spare = [line for line in lines if not _line(sheet, found, line, known)]
    found.notes += (_spare_line(sheet, found, line, form.columns) for line in spare)
    return found


def _heads(sheet: Sheet) -> Iterator[Found]:
    """The lines that may be those of a form's headings."""
    label, content = map(folded, FORM_HEADINGS[:2])
    for line, values in enumerate(sheet.rows[:_LINES], 1):
        named = {_name(text): number for number, text in _texts(values)}
        if label in named and content in named:
            yield Found(line=line, label=named[label], content=named[content])


def _line(sheet: Sheet, found: Found, line: int, known: Known) -> bool:
    """Take up a line of a form; whether it is one of ours or holds nothing."""
    text = sheet.value(line, found.label)
    column = known.get(_name(text)) if isinstance(text, str) else None
    if column is None:
        return sheet.value(line, found.content) is None
    if first := _first(found, column):
        found.problems.append(_twice(sheet, str(text), (line, found.label), (first, found.label)))
    else:
        found.columns[line] = column
    return True


def _spare_line(sheet: Sheet, found: Found, line: int, columns: Sequence[Column]) -> Problem:
    """That a line of a form is not ours."""
    text = sheet.value(line, found.label)
    named = f"项目“{plain(str(text))}”" if text is not None else "没有项目名的内容"
    hint = _hint(str(text or ""), found, columns, "项目")
    return warning(sheet.name, f"{named}不是填报簿里的，没有读入", hint, sheet.origin(line, found.content))


def _hint(text: str, found: Found, columns: Sequence[Column], what: str) -> str:
    """What to do with what is not ours: it may be one of the columns that are missing, under another name."""
    missing = [column.heading for column in found.missing(columns)]
    close = get_close_matches(plain(text), missing, 1, _ALIKE)
    return f"是不是“{close[0]}”？是的请把名称改回来" if close else _SPARE.format(what)


def _twice(sheet: Sheet, text: str, place: Place, first: Place) -> Problem:
    """That a heading stands in two places."""
    message = f"“{plain(text)}”有两处，前面一处在 {sheet.origin(*first).within}"
    return error(sheet.name, message, "请删去或改名其中一处", sheet.origin(*place))


def _first(found: Found, column: Column) -> int:
    """The number under which a column was found, 0 where it was not yet."""
    return next((number for number, one in found.columns.items() if one == column), 0)


def _unnamed(sheet: Sheet, found: Found) -> Iterator[Problem]:
    """Tell of columns with content and without a heading."""
    named = {number for number, _ in _texts(sheet.rows[found.line - 1])}
    for number in range(1, len(sheet.rows[0]) + 1):
        if number not in named and (line := _first_below(sheet, found.line, number)):
            message, hint = "这一列没有列名，没有读入", _SPARE.format("列")
            yield warning(sheet.name, message, hint, sheet.origin(line, number))


def _first_below(sheet: Sheet, above: int, number: int) -> int:
    """The first line below another where a column holds something; 0 where it does nowhere."""
    lines = range(above + 1, len(sheet.rows) + 1)
    return next((line for line in lines if sheet.value(line, number) is not None), 0)


def _spare_columns(
    sheet: Sheet, found: Found, spare: Mapping[int, str], columns: Sequence[Column]
) -> Iterator[Problem]:
    """Tell of columns that are not ours, where there is something in them."""
    for number, text in spare.items():
        if _first_below(sheet, found.line, number):
            message = f"列“{plain(text)}”不是填报簿里的，没有读入"
            hint = _hint(text, found, columns, "列")
            yield warning(sheet.name, message, hint, sheet.origin(found.line, number))


def _matches(values: Values, known: Known) -> int:
    return sum(_name(text) in known for _, text in _texts(values))


def _texts(values: Values) -> Iterator[tuple[int, str]]:
    """The texts of a line with the number of their column, from 1."""
    for number, value in enumerate(values, 1):
        if isinstance(value, str) and value.strip():
            yield number, value


def _known(columns: Iterable[Column]) -> Known:
    """The columns by their headings and other names; a heading goes before another's other name."""
    listed = list(columns)
    others = {_name(other): one for one in reversed(listed) for other in reversed(one.names)}
    return {**others, **{_name(one.heading): one for one in reversed(listed)}}


def _name(text: object) -> str:
    """A heading as it is compared: without the marks of what is required."""
    return folded(_STARS.sub("", plain(str(text))))
