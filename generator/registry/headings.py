"""Which column of a registry holds which field of a client's data, by the words over it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from generator.entrybook import cells, merged
from generator.library import Library
from generator.places import column_letters
from generator.problems import Origin, Problem, error, warning

NAME = ("enterprise", "name")
_DEEPEST = 30  # rows in which headings are looked for
T = TypeVar("T")
Merges = Sequence[merged.Merge]
_Texts = Mapping[int, str]  # the words over each column (from 1), as `plain` has them
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

    @property
    def all(self) -> Collection[str]:
        """All of them."""
        return {*self.fields, *self.unclear, *self.ignored}


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns (from 1) of a sheet, the last row (from 1) of their headings, and what is told of them."""

    row: int
    columns: Mapping[int, Field]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    """The words over the columns of a sheet, and the last row in which they stand."""

    sheet: cells.Sheet
    row: int
    texts: _Texts

    def place(self, column: int) -> Origin:
        """Where what is about a column is told."""
        return self.sheet.origin(self.row, column)


def fields(library: Library) -> tuple[Field, ...]:
    """The fields in the order of an empty registry."""
    return library.once(_fields)


def _fields(library: Library) -> tuple[Field, ...]:
    return tuple(map(_field, library.table("registry")["fields"]))


def _field(row: Mapping[str, Any]) -> Field:
    return Field(**{**row, "field": tuple(row["field"].split(".")), "names": tuple(row["names"])})


def _words(library: Library) -> Words:
    table = library.table("registry")
    known = ((field.names, field) for field in fields(library))
    unclear = ((row["names"], row["hint"]) for row in table["unclear"])
    return Words(_by_heading(known), frozenset(map(plain, table["ignored"])), _by_heading(unclear))


def _by_heading(rows: Iterable[tuple[Sequence[str], T]]) -> dict[str, T]:
    """What headings mean, by each of them."""
    return {plain(name): meant for names, meant in rows for name in names}


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
    heads = [_head(sheet, row) for row in range(1, min(len(sheet.rows), _DEEPEST) + 1)]
    best = max(heads, key=lambda head: _known(head.texts, words), default=None)
    return _judged(best, words) if best and _known(best.texts, words) else None


def _known(texts: _Texts, words: Words) -> int:
    """How many of the words are headings; 0 where the client's name is not among them."""
    known = [text for text in texts.values() if text in words.fields or text in words.unclear]
    is_named = any(words.fields[text].field == NAME for text in known if text in words.fields)
    is_line = len(known) == 1 and len(texts) > 1  # of a form
    return len(known) if is_named and not is_line else 0


def _head(sheet: cells.Sheet, row: int) -> _Head:
    """The headings that begin in a row."""
    last = _last(sheet, row)
    merges = [one for one in sheet.merged if one.top <= last and one.bottom >= row]
    width = max(map(len, sheet.rows[row - 1 : last]), default=0)
    texts = ((at, _text(sheet, merges, range(row, last + 1), at)) for at in range(1, width + 1))
    return _Head(sheet, last, {at: text for at, text in texts if text})


def _last(sheet: cells.Sheet, row: int) -> int:
    """The last row of the headings that begin in a row: the last of its merged cells."""
    ends = [one.bottom for one in sheet.merged if one.top == row]
    return max((end for end in ends if end - row < _DEEPEST), default=row)


def _text(sheet: cells.Sheet, merges: Merges, rows: range, column: int) -> str:
    """The words over a column in some rows, those of a merged cell once."""
    values = [sheet.value(*place(merges, row, column)) for row in rows]
    return "".join(dict.fromkeys(map(plain, values)))


def place(merges: Merges, row: int, column: int) -> tuple[int, int]:
    """Where the value of a cell stands: of one that lies in a merged cell in its first row and column."""
    return next((one.first for one in merges if one.holds(row, column)), (row, column))


def _judged(head: _Head, words: Words) -> Headings:
    texts = head.texts
    columns = {column: words.fields[text] for column, text in texts.items() if text in words.fields}
    unread = [column for column, text in texts.items() if text not in words.all]
    problems = (*_twice(head, columns), *_unclear(head, words))
    return Headings(head.row, columns, problems, tuple(_unread(head, unread)))


def _twice(head: _Head, columns: Mapping[int, Field]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], int] = {}
    for column, field in columns.items():
        before = first.setdefault(field.field, column)
        if before != column:
            message = f"{head.place(before).cell} 和这一列都是“{field.names[0]}”"
            yield error("", message, "一样内容的只留一列；不一样的把列名写清楚", head.place(column))


def _unclear(head: _Head, words: Words) -> Iterator[Problem]:
    for column, text in head.texts.items():
        if hint := words.unclear.get(text):
            yield error("", f"说不清“{text}”是哪一项", f"请改列名：{hint}", head.place(column))


def _unread(head: _Head, columns: Sequence[int]) -> Iterator[Problem]:
    if columns:
        names = "、".join(f"{head.texts[column]}（{column_letters(column)} 列）" for column in columns)
        hint = "要读的改成认得的列名，见 tuoguan registry --new 写出的空白名册"
        yield warning("", f"这些列没有读：{names}", hint, head.place(columns[0]))
