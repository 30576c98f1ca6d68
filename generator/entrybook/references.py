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
from generator.entrybook.layout import Path, Reference, Role, Table, label
from generator.entrybook.taken import Row, Taken
from generator.problems import Problem, error, warning


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
            message = f"写的是“{text}”，可 {key} 现在是“{self.caption(row)}”，“{caption}”在别的一行"
            raise LostError(message, "编号和内容错开了，请从下拉列表里重新选")
        if row and caption and self.caption(row):
            self.renamed.setdefault(text, row)
        return row

    def gone(self, text: str) -> str:
        """The workbook's own number that a label begins with and no row has; "" for any other text."""
        key, _, caption = text.partition(" ")
        is_own = self.table.key is not None and self.table.key.role is Role.KEY
        digits = key.removeprefix(self.table.prefix)
        is_number = is_own and digits != key and digits.isdecimal()
        return key if caption and is_number and key not in self.keys and not self.has_lost else ""

    def caption(self, row: Row) -> str:
        """What a row is called now."""
        key = next((one for one, known in self.keys.items() if known is row), "")
        shown = next((one for one, known in self.labels.items() if known is row), "")
        return shown.removeprefix(key).strip()

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


def known(taken: Taken) -> Known:
    """The rows of a table by number and caption; two of one number are told."""
    table = taken.table
    found = Known(table, taken)
    at = taken.number(table.key), taken.number(table.column(table.caption))
    found.has_lost = _has_lost(taken, at[0])
    counted = found.counted = Counter(text(row.cells.get(at[1])) for row in taken.rows)
    for row in taken.rows:
        key, caption = (text(row.cells.get(number)) for number in at)
        if key in found.keys and table.key and table.key.role is Role.KEY:
            first = taken.sheet.origin(found.keys[key].line, at[0]).within
            message = f"{table.key.heading} {key} 有两行，前面一行在 {first}"
            place = taken.sheet.origin(row.line, at[0])
            found.problems.append(error(table.name, message, "请给这一行换一个没有用过的编号", place))
        found.labels.setdefault(label(key, caption), row)
        if key:
            found.keys.setdefault(key, row)
        if caption and counted[caption] == 1:
            found.captions[caption] = row
    return found


def _has_lost(taken: Taken, number: int) -> bool:
    """Whether the headings are lost, or a row has for its own code what gives no text: an error, a day."""
    if not taken.found.line:
        return bool(taken.found.problems)
    if not taken.table.key or taken.table.key.role is not Role.FIELD:
        return False
    odd = {*taken.sheet.errors, *taken.sheet.uncalculated}
    cells = (((row.line, number), row.cells.get(number)) for row in taken.rows)
    return any(place in odd or (value is not None and not text(value)) for place, value in cells)


class References:
    """All rows that cells may point at."""

    def __init__(self, tables: Mapping[Path, Known]) -> None:
        self._tables = tables

    def owner(self, path: Path, text: str) -> Row | None:
        """The row of a table that a text stands for, also one that says of it what it no longer is.

        LostError for the name of several.
        """
        found = self._tables.get(path)
        return _meant(found, spaced(text)) if found else None

    def has_lost(self, path: Path) -> bool:
        """Whether a table has rows that cannot be known."""
        return path in self._tables and self._tables[path].has_lost

    def notes(self) -> Iterator[Problem]:
        """What is told of rows that are called by other names than their own."""
        return chain.from_iterable(known.notes() for known in self._tables.values())

    def is_label(self, text: str, refers: Sequence[Reference]) -> bool:
        """Whether a text as a whole stands for a row."""
        spoken = spaced(text)
        return any(ref.path in self._tables and self._tables[ref.path].row(spoken) for ref in refers)

    def value(self, text: str, refers: Sequence[Reference]) -> str:
        """What the data says where a text points at a row; the text itself where it points at none.

        LostError for a row that has not what the data says of it, and for the name of several rows.
        """
        spoken = spaced(text)
        tables = [(self._tables[ref.path], ref) for ref in refers if ref.path in self._tables]
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
    table = known.table
    fields = [ref.field for ref in refers if ref.path == table.path]
    for name in fields:
        value = row.values.get((name,))
        if value not in (None, ""):
            return str(value)
    if row.lost.intersection((name,) for name in fields):
        raise LostError("", "")
    column = table.column((fields[0],))
    heading = column.heading if column else fields[0]
    number = known.taken.number(column)
    cell = known.taken.sheet.origin(row.line, number).within if number else ""
    raise LostError(f"“{text}”没有填“{heading}”，指不到它", f"请先填 {cell}" if cell else "请先把那一行填全")


def spaced(text: str) -> str:
    """A text with single blanks, as labels are."""
    return " ".join(habits.plain(text).split())


def text(value: Value) -> str:
    """A number or a name as a label has it."""
    if isinstance(value, float) and not isinstance(value, bool):
        try:
            return habits.digits(value)
        except LostError:
            return ""
    return spaced(value) if isinstance(value, str) else ""
