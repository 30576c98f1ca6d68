"""Which column of a registry holds which field of a client's data, by the words over it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.entrybook import cells
from generator.library import Library
from generator.places import column_letters
from generator.problems import Problem, error, warning

NAME = ("enterprise", "name")
_DEEPEST = 30  # rows in which headings are looked for
_MARKS = re.compile(r"\(?(?:必填|选填|可不填|可选)项?\)?|[*:]+$|^[*]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a client's data, by its path.

    ``names`` are the headings that mean it, the first of them ours. ``several`` names the field of each of
    the things that one cell holds, "" where they are texts themselves; None where a cell holds one value.
    ``about`` tells how it is filled in where the schema speaks of something larger.
    """

    field: tuple[str, ...]
    names: tuple[str, ...]
    needed: bool = False
    several: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """All that columns are known by, each heading as `plain` has it."""

    fields: Mapping[str, Field]
    ignored: frozenset[str]
    unclear: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns (from 1) of a sheet, the last row (from 1) of their headings, and what is told of them."""

    row: int
    columns: Mapping[int, Field]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def fields(library: Library) -> tuple[Field, ...]:
    """The fields in the order of an empty registry."""
    return library.once(_fields)


def _fields(library: Library) -> tuple[Field, ...]:
    return tuple(
        Field(**{**row, "field": tuple(row["field"].split(".")), "names": tuple(row["names"])})
        for row in library.table("registry")["fields"]
    )


def _words(library: Library) -> Words:
    table = library.table("registry")
    return Words(
        {plain(name): field for field in fields(library) for name in field.names},
        frozenset(map(plain, table["ignored"])),
        {plain(name): row["hint"] for row in table["unclear"] for name in row["names"]},
    )


def plain(heading: object) -> str:
    """A heading as it is compared: half-width, without spaces and without marks of what is required."""
    text = unicodedata.normalize("NFKC", str(heading or ""))
    return _MARKS.sub("", re.sub(r"\s+", "", text))


def find(sheet: cells.Sheet, library: Library) -> Headings | None:
    """The headings of a sheet: the row that has the most of them, the client's name among them.

    None where no row has it, beside another one or all by itself. A heading may stand over several rows, and
    over headings of its own.
    """
    words = library.once(_words)
    best: tuple[int, int, dict[int, str]] | None = None
    for row in range(1, min(len(sheet.rows), _DEEPEST) + 1):
        last, texts = _texts(sheet, row)
        number = _known(texts, words)
        if number and (best is None or number > best[0]):
            best = number, last, texts
    return _judged(sheet, best[1], best[2], words) if best else None


def _known(texts: Mapping[int, str], words: Words) -> int:
    """How many of the words are headings; 0 where the client's name is not among them."""
    known = [text for text in texts.values() if text in words.fields or text in words.unclear]
    named = any(words.fields[text].field == NAME for text in known if text in words.fields)
    is_line = len(known) == 1 and len(texts) > 1  # of a form
    return len(known) if named and not is_line else 0


def _texts(sheet: cells.Sheet, row: int) -> tuple[int, dict[int, str]]:
    """The last row of the headings that begin in a row, and the words over each column."""
    merges = [one for one in sheet.merged if one.top == row]
    last = max((one.bottom for one in merges if one.bottom - one.top < _DEEPEST), default=row)
    width = max(map(len, sheet.rows[row - 1 : last]), default=0)
    merges = [one for one in sheet.merged if one.top <= last and one.bottom >= row]
    found = {column: _text(sheet, merges, (row, last), column) for column in range(1, width + 1)}
    return last, {column: text for column, text in found.items() if text}


def _text(sheet: cells.Sheet, merges: Sequence[cells.Merge], rows: tuple[int, int], column: int) -> str:
    """The words over a column from the first of the rows to the last, those of a merged cell once."""
    parts = []
    for row in range(rows[0], rows[1] + 1):
        there = merge(merges, row, column)
        parts.append(plain(sheet.value(there.top, there.left) if there else sheet.value(row, column)))
    return "".join(dict.fromkeys(parts))


def merge(merges: Sequence[cells.Merge], row: int, column: int) -> cells.Merge | None:
    """The merged cell in which a cell lies."""
    return next(
        (one for one in merges if one.top <= row <= one.bottom and one.left <= column <= one.right), None
    )


def _judged(sheet: cells.Sheet, row: int, texts: Mapping[int, str], words: Words) -> Headings:
    columns = {column: words.fields[text] for column, text in texts.items() if text in words.fields}
    problems = (*_twice(sheet, row, columns), *_unclear(sheet, row, texts, words))
    rest = [column for column, text in texts.items() if column not in columns and text not in words.unclear]
    unread = [column for column in rest if texts[column] not in words.ignored]
    return Headings(row, columns, problems, tuple(_unread(sheet, row, texts, unread)))


def _twice(sheet: cells.Sheet, row: int, columns: Mapping[int, Field]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], int] = {}
    for column, field in columns.items():
        if before := first.get(field.field):
            there = sheet.origin(row, before).cell
            hint = "一样内容的只留一列；不一样的把列名写清楚"
            yield error("", f"{there} 和这一列都是“{field.names[0]}”", hint, sheet.origin(row, column))
        first.setdefault(field.field, column)


def _unclear(sheet: cells.Sheet, row: int, texts: Mapping[int, str], words: Words) -> Iterator[Problem]:
    for column, text in texts.items():
        if hint := words.unclear.get(text):
            yield error("", f"说不清“{text}”是哪一项", f"请改列名：{hint}", sheet.origin(row, column))


def _unread(
    sheet: cells.Sheet, row: int, texts: Mapping[int, str], columns: Sequence[int]
) -> Iterator[Problem]:
    if columns:
        names = "、".join(f"{texts[column]}（{column_letters(column)} 列）" for column in columns)
        hint = "要读的改成认得的列名，见 tuoguan registry --new 写出的空白名册"
        yield warning("", f"这些列没有读：{names}", hint, sheet.origin(row, columns[0]))
