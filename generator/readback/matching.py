"""Which row of a ledger is which of the data, and which cells somebody has changed in it.

A row of ours is known by its key, wherever it was moved; one that was copied to begin a new one is new. Rows
without a key are known by all they say, else by what tells them from others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.library import Column
from generator.readback.known import grouped
from generator.readback.tables import Line, Table
from generator.workbooks import keys

_ENOUGH = 2  # values that tell a row from others, where there are more

_Texts = tuple[str, ...]
_Told = Mapping[int, str]  # the plain text of each cell of a row that people write into, by column
_Facts = dict[_Texts, list[int]]  # facts by what they say


@dataclass(frozen=True, slots=True)
class Matched:
    """A row of a table: that of the facts with a number, whose changed cells are in ``columns``.

    ``fact`` is None for a row that the data has not; ``gone`` where it was ours and the data has it no more.
    """

    line: Line
    fact: int | None
    columns: tuple[int, ...] = ()
    gone: bool = False

    @property
    def number(self) -> int:
        """The row's number in the sheet."""
        return self.line.number


class Matching:
    """The rows of a table held against those of the facts."""

    def __init__(self, table: Table, facts: Sequence[object]) -> None:
        self._table = table
        self._sheet = table.sheet
        self._facts = facts
        self._columns = {at: column for at, column in table.columns.items() if column.typed}
        self.same = 0
        self.seen: set[int] = set()
        self._by: dict[_Texts, _Facts] = {}

    def rows(self) -> Iterator[Matched]:
        """Every row that says more than the data knows; `same` counts the others, `seen` are facts met."""
        lines = list(self._table.lines())
        told = {line.number: self._told(line.number) for line in lines}
        pending = [line for line in lines if not self._is_known(line, told[line.number])]
        self.same += len(lines) - len(pending)
        taken = self._claimed(lines, pending)
        for line in pending:
            yield self._matched(line, told[line.number], taken)

    def _told(self, number: int) -> _Told:
        return {at: self._table.cell(number, at).plain for at in self._columns}

    def _is_known(self, line: Line, told: _Told) -> bool:
        """Whether nobody changed a row of ours, or the data has all that it says."""
        if line.name in self._names:
            self.seen.add(self._names[line.name])
        if line.key and not self._changed(line.key, told):
            return True
        is_moved = self._signature(told) in self._delivered  # without its key
        return is_moved or self._meet_alike(told)

    def _meet_alike(self, told: _Told) -> bool:
        """Whether a fact says all that a row says; the first of them is met."""
        alike = self._alike.get(tuple(told.values()), ())
        self.seen.update(alike[:1])
        return bool(alike)

    def _changed(self, key: keys.Key, told: _Told) -> tuple[int, ...]:
        """The columns whose cells are not as they were made."""
        before = dict(zip(self._titles, key.cells, strict=False))
        short, blank = keys.short, keys.short("")
        is_as_made = {at: before.get(self._columns[at].title, blank) == short(told[at]) for at in told}
        return tuple(at for at, unchanged in is_as_made.items() if not unchanged)

    def _signature(self, told: _Told) -> _Texts:
        """A row as our keys have it."""
        by_title = {self._columns[at].title: text for at, text in told.items()}
        return tuple(keys.short(by_title.get(title, "")) for title in self._titles)

    def _claimed(self, lines: list[Line], pending: list[Line]) -> dict[str, int]:
        """For each identity the row that it belongs to, where several bear its key: 0 for one unchanged.

        Of changed ones it is the one that still says what tells it from others, else the first.
        """
        claimed = {line.name: 0 for line in lines if line.key and line not in pending}
        changed = [line for line in pending if line.key and line.name not in claimed]
        counted = Counter(line.name for line in changed)
        for line in changed:
            name = line.name
            if name not in claimed or counted[name] == 1 or self._is_own(line, name):
                claimed[name] = line.number
        return claimed

    def _is_own(self, line: Line, name: str) -> bool:
        """Whether a row of ours still says what it had its identity by, whichever it is of those alike."""
        texts = self._texts(line.number, self._sheet.into.by if self._sheet.into else ())
        own = keys.identities([texts])[0] if texts else ""
        return own.partition("#")[0] == name.partition("#")[0]

    def _texts(self, number: int, by: Sequence[str]) -> list[str]:
        """What a row says of some values; nothing where it has not the columns, or all are blank."""
        if any(value not in self._at_value for value in by):
            return []
        texts = [self._table.cell(number, self._at_value[value]).plain for value in by]
        return texts if any(texts) else []

    @cached_property
    def _at_value(self) -> Mapping[str, int]:
        """The columns that people write into by the values that they are of."""
        return {column.value: at for at, column in self._columns.items() if column.value}

    def _like(self, line: Line) -> int | None:
        """The fact of a row without a key, by what tells it from others; a number may come later."""
        for by in self._table.known_by:
            told = dict(zip(by, self._texts(line.number, by), strict=False))
            said = {value: text for value, text in told.items() if text}
            if len(said) < min(_ENOUGH, len(by)):
                continue
            found = self._known_by(tuple(said)).get(tuple(said.values()), ())
            if (fact := next((one for one in found if one not in self.seen), None)) is not None:
                return fact
        return None

    def _matched(self, line: Line, told: _Told, taken: Mapping[str, int]) -> Matched:
        if not line.key:
            return self._without_key(line, told)
        if taken.get(line.name) != line.number:
            return _new(line, told)
        fact = self._names.get(line.name)
        return Matched(line, fact, self._changed(line.key, told), gone=fact is None)

    def _without_key(self, line: Line, told: _Told) -> Matched:
        """A row without a key against the fact that it is like, if there is one."""
        fact = self._like(line)
        if fact is None:
            return _new(line, told)
        self.seen.add(fact)
        differing = (at for at, text in told.items() if text and text != self._text(fact, self._columns[at]))
        return Matched(line, fact, tuple(differing))

    def _text(self, fact: int, column: Column) -> str:
        return keys.told(self._facts[fact], [column])[0]

    @property
    def _titles(self) -> _Texts:
        return self._table.mark.titles if self._table.mark else ()

    @cached_property
    def _delivered(self) -> set[_Texts]:
        """What all rows of ours said when they were made."""
        return {line.key.cells for line in self._table.lines() if line.key}

    @cached_property
    def _names(self) -> dict[str, int]:
        """The facts by their identity."""
        return {name: number for number, name in enumerate(keys.named(self._facts, self._sheet))}

    def _known_by(self, by: _Texts) -> _Facts:
        """The facts by what they say of some values."""
        if by not in self._by:
            columns = {column.value: column for column in self._sheet.columns if column.value}
            self._by[by] = self._saying([columns[value] for value in by])
        return self._by[by]

    @cached_property
    def _alike(self) -> _Facts:
        """The facts by all that a row of the table can say of them."""
        return self._saying(self._columns.values())

    def _saying(self, columns: Collection[Column]) -> _Facts:
        """The facts by what they say in some columns."""
        return grouped((tuple(keys.told(fact, columns)), number) for number, fact in enumerate(self._facts))


def _new(line: Line, told: _Told) -> Matched:
    """A row that is none of the facts."""
    return Matched(line, None, tuple(at for at, text in told.items() if text))
