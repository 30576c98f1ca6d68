"""Which row a cell points at, by all that may stand there: label, number, name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from generator.entrybook import habits
from generator.entrybook.cells import Value
from generator.entrybook.habits import LostError
from generator.entrybook.layout import KEY, Path, Reference, Table, label
from generator.entrybook.taken import Row, Taken
from generator.problems import Problem, error, warning

_Pointed = tuple["Known", Reference]  # a table, and by what it is pointed at


@dataclass(slots=True)
class Known:
    """The rows of one table by what may stand for them; a caption of several rows stands for none."""

    table: Table
    taken: Taken
    labels: dict[str, Row] = field(default_factory=dict)
    keys: dict[str, Row] = field(default_factory=dict)
    captions: dict[str, Row] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)  # rows of each caption
    has_lost: bool = False  # rows that cannot be known, which is told where they are read
    problems: list[Problem] = field(default_factory=list)
    renamed: dict[str, Row] = field(default_factory=dict)  # by labels that call them what they no longer are
    _fields: dict[str, set[Any]] = field(default_factory=dict)

    def row(self, text: str) -> Row | None:
        """The row that a text stands for."""
        return self.labels.get(text) or self.keys.get(text) or self.captions.get(text)

    def stale(self, text: str) -> Row | None:
        """The row whose number a label begins with that says something else of it than the row does now.

        LostError where the name in the label is that of another row: numbers and rows were shifted.
        """
        key, _, caption = text.partition(" ")
        row = self.keys.get(key)
        if row and self.counted.get(caption):
            raise _shifted(text, self.caption(row))
        if row and caption and self.caption(row):
            self.renamed.setdefault(text, row)
        return row

    def gone(self, text: str) -> str:
        """The workbook's own number that a label begins with and no row has; "" for any other text."""
        key, _, caption = text.partition(" ")
        is_gone = self.table.is_own_number(key) and key not in self.keys and not self.has_lost
        return key if caption and is_gone else ""

    def caption(self, row: Row) -> str:
        """What a row is called now."""
        return _text_of(self.labels, row).removeprefix(_text_of(self.keys, row)).strip()

    def add(self, row: Row, key: str, caption: str) -> None:
        """Take up a row by what it is known by."""
        self.labels.setdefault(label(key, caption), row)
        if key:
            self.keys.setdefault(key, row)
        if caption and self.counted[caption] == 1:
            self.captions[caption] = row

    def notes(self) -> Iterator[Problem]:
        """Tell of each row that labels call by another name than its own, at the row."""
        for text, row in self.renamed.items():
            number = self.taken.number(self.table.column(self.table.caption))
            message = f"别处写的是“{text}”，这一行现在是“{self.caption(row)}”，按编号算是同一个"
            hint = "改了名的不用管，重新选一次就不再提示；行移动过的，请从下拉列表里重新选"
            yield warning(self.table.name, message, hint, self.taken.sheet.origin(row.line, number))

    def has(self, field_name: str, value: str) -> bool:
        """Whether a row has the value in a field."""
        if field_name not in self._fields:
            self._fields[field_name] = {str(row.values.get((field_name,))) for row in self.taken.rows}
        return value in self._fields[field_name]


def _shifted(text: str, now: str) -> LostError:
    """That the number of a label is that of another row now."""
    key, _, caption = text.partition(" ")
    message = f"写的是“{text}”，可 {key} 现在是“{now}”，“{caption}”在别的一行"
    return LostError(message, "编号和内容错开了，请从下拉列表里重新选")


def _text_of(known: Mapping[str, Row], row: Row) -> str:
    """The first text that stands for a row; "" for none."""
    return next((text for text, one in known.items() if one is row), "")


def known(taken: Taken) -> Known:
    """The rows of a table by number and caption; two of one number are told."""
    table = taken.table
    found = Known(table, taken)
    at, caption_at = taken.number(table.key), taken.number(table.column(table.caption))
    found.has_lost = _has_lost(taken, at)
    found.counted = Counter(text(row.cells.get(caption_at)) for row in taken.rows)
    for row in taken.rows:
        key = text(row.cells.get(at))
        if table.is_numbered and key in found.keys:
            found.problems.append(_doubled(taken, row, found.keys[key], key))
        found.add(row, key, text(row.cells.get(caption_at)))
    return found


def _doubled(taken: Taken, row: Row, first: Row, key: str) -> Problem:
    """That two rows have one number."""
    at = taken.number(taken.table.key)
    message = f"{KEY} {key} 有两行，前面一行在 {taken.sheet.origin(first.line, at).within}"
    place = taken.sheet.origin(row.line, at)
    return error(taken.table.name, message, "请给这一行换一个没有用过的编号", place)


def _has_lost(taken: Taken, number: int) -> bool:
    """Whether the headings are lost, or a row has for its own code what gives no text: an error, a day."""
    if not taken.found.line:
        return bool(taken.found.problems)
    if not taken.table.key or taken.table.is_numbered:
        return False
    odd = {*taken.sheet.errors, *taken.sheet.uncalculated}
    return any((row.line, number) in odd or _is_textless(row.cells.get(number)) for row in taken.rows)


def _is_textless(value: Value) -> bool:
    """Whether a cell holds what gives no text."""
    return value is not None and not text(value)


class References:
    """All rows that cells may point at."""

    def __init__(self, tables: Mapping[Path, Known]) -> None:
        self._tables = tables

    def owner(self, path: Path, text: str) -> Row | None:
        """The row of a table that a text stands for, also one that says of it what it no longer is.

        LostError for the name of several.
        """
        found = self._tables.get(path)
        return _meant(found, habits.spaced(text)) if found else None

    def has_lost(self, path: Path) -> bool:
        """Whether a table has rows that cannot be known."""
        return path in self._tables and self._tables[path].has_lost

    def notes(self) -> Iterator[Problem]:
        """What is told of rows that are called by other names than their own."""
        return chain.from_iterable(known.notes() for known in self._tables.values())

    def is_label(self, text: str, refers: Sequence[Reference]) -> bool:
        """Whether a text as a whole stands for a row."""
        spoken = habits.spaced(text)
        return any(found.row(spoken) for found, _ in self._referred(refers))

    def _referred(self, refers: Sequence[Reference]) -> list[_Pointed]:
        """The tables that are pointed at and that are there."""
        return [(self._tables[ref.path], ref) for ref in refers if ref.path in self._tables]

    def value(self, text: str, refers: Sequence[Reference]) -> str:
        """What the data says where a text points at a row; the text itself where it points at none.

        LostError for a row that has not what the data says of it, and for the name of several rows.
        """
        spoken, tables = habits.spaced(text), self._referred(refers)
        if any(found.has(ref.field, text) for found, ref in tables):
            return text
        for found, _ in tables:
            if row := _meant(found, spoken):
                return _repeated(row, found, refers, spoken)
        return text


def _meant(found: Known, spoken: str) -> Row | None:
    """The row of a table that a text stands for; LostError for the name of several, the label of none."""
    if row := found.row(spoken) or found.stale(spoken):
        return row
    if many := found.counted.get(spoken, 0):
        raise LostError(f"“{spoken}”有 {many} 个，不知道是哪一个", "请从下拉列表里选，带上编号")
    if gone := found.gone(spoken):
        message = f"写的是“{spoken}”，“{found.table.name}”里没有编号 {gone} 这一行"
        raise LostError(message, "那一行删掉了的，这里也删去；换了别的，请从下拉列表里重新选")
    return None


def _repeated(row: Row, known: Known, refers: Sequence[Reference], text: str) -> str:
    """The value of a row that the data repeats where it points at it."""
    fields = [ref.field for ref in refers if ref.path == known.table.path]
    values = (row.values.get((name,)) for name in fields)
    said = next((value for value in values if value not in (None, "")), None)
    if said is not None:
        return str(said)
    if row.lost.intersection((name,) for name in fields):
        raise LostError("", "")
    raise _unsaid(row, known, fields[0], text)


def _unsaid(row: Row, known: Known, field_name: str, text: str) -> LostError:
    """That a row at which a text points has not what the data says of it."""
    column = known.table.column((field_name,))
    number = known.taken.number(column)
    hint = f"请先填 {known.taken.sheet.origin(row.line, number).within}" if number else "请先把那一行填全"
    return LostError(f"“{text}”没有填“{column.heading if column else field_name}”，指不到它", hint)


def text(value: Value) -> str:
    """A number or a name as a label has it."""
    if isinstance(value, float):
        try:
            return habits.digits(value)
        except LostError:
            return ""
    return habits.spaced(value) if isinstance(value, str) else ""
