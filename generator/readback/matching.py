"""Which row of a ledger is which of the data, and which cells somebody has changed in it.

A row of ours is known by its key, wherever it was moved; one that was copied to begin a new one is new. Rows
without a key are known by all they say, else by what tells them from others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.library import Column
from generator.readback import values
from generator.readback.tables import Line, Table
from generator.workbooks import keys

_ENOUGH = 2  # values that tell a row from others, where there are more


@dataclass(frozen=True, slots=True)
class Matched:
    """A row of a table: that of the facts with a number, whose changed cells are in ``columns``.

    ``fact`` is None for a row that the data has not; ``gone`` where it was ours and the data has it no more.
    """

    line: Line
    fact: int | None
    columns: tuple[int, ...] = ()
    gone: bool = False


class Matching:
    """The rows of a table held against those of the facts."""

    def __init__(self, table: Table, facts: Sequence[object]) -> None:
        self._table = table
        self._sheet = table.sheet
        self._facts = facts
        self._columns = {at: column for at, column in table.columns.items() if column.typed}
        self.same = 0
        self.seen: set[int] = set()
        self._by: dict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = {}

    def rows(self) -> Iterator[Matched]:
        """Every row that says more than the data knows; `same` counts the others, `seen` are facts met."""
        lines = list(self._table.lines())
        told = {line.number: self._told(line.number) for line in lines}
        pending = []
        for line in lines:
            if self._is_known(line, told[line.number]):
                self.same += 1
            else:
                pending.append(line)
        taken = self._claimed(lines, pending)
        for line in pending:
            yield self._matched(line, told[line.number], taken)

    def _told(self, number: int) -> dict[int, str]:
        """The plain text of each cell of a row that people write into, by column."""
        return {
            at: values.plain(self._table.value(number, at), column) for at, column in self._columns.items()
        }

    def _is_known(self, line: Line, told: Mapping[int, str]) -> bool:
        """Whether nobody changed a row of ours, or the data has all that it says."""
        if line.key and line.key.identity in self._names:
            self.seen.add(self._names[line.key.identity])
        if line.key and not self._changed(line.key, told):
            return True
        if self._signature(told) in self._delivered:  # moved without its key
            return True
        for number in self._alike.get(tuple(told.values()), ()):
            self.seen.add(number)
            return True
        return False

    def _changed(self, key: keys.Key, told: Mapping[int, str]) -> tuple[int, ...]:
        """The columns whose cells are not as they were made."""
        before = dict(zip(self._titles, key.cells, strict=False))
        return tuple(
            at
            for at, text in told.items()
            if before.get(self._columns[at].title, keys.short("")) != keys.short(text)
        )

    def _signature(self, told: Mapping[int, str]) -> tuple[str, ...]:
        """A row as our keys have it."""
        by_title = {self._columns[at].title: text for at, text in told.items()}
        return tuple(keys.short(by_title.get(title, "")) for title in self._titles)

    def _claimed(self, lines: list[Line], pending: list[Line]) -> dict[str, int]:
        """For each identity the row that it belongs to, where several bear its key: 0 for one unchanged.

        Of changed ones it is the one that still says what tells it from others, else the first.
        """
        unchanged = {line.key.identity for line in lines if line.key and line not in pending}
        claimed = dict.fromkeys(unchanged, 0)
        counted = Counter(line.key.identity for line in pending if line.key)
        for line in pending:
            if not line.key or line.key.identity in unchanged:
                continue
            name = line.key.identity
            is_own = counted[name] == 1 or self._own(line).partition("#")[0] == name.partition("#")[0]
            if name not in claimed or is_own:
                claimed[name] = line.number
        return claimed

    def _own(self, line: Line) -> str:
        """The identity that a row of ours has by what it says now; "" where a title is missing."""
        texts = self._texts(line.number, self._sheet.into.by if self._sheet.into else ())
        return keys.identities([texts])[0] if texts else ""

    def _texts(self, number: int, by: Sequence[str]) -> list[str]:
        """What a row says of some values; nothing where it has not the columns, or all are blank."""
        at_value = {column.value: at for at, column in self._columns.items() if column.value}
        if any(value not in at_value for value in by):
            return []
        places = [at_value[value] for value in by]
        texts = [values.plain(self._table.value(number, at), self._columns[at]) for at in places]
        return texts if any(texts) else []

    def _like(self, line: Line) -> int | None:
        """The fact of a row without a key, by what tells it from others; a number may come later."""
        for by in self._table.known_by:
            texts = self._texts(line.number, by)
            said = [number for number, text in enumerate(texts) if text]
            if len(said) < min(_ENOUGH, len(by)):
                continue
            told = tuple(texts[number] for number in said)
            found = self._known_by(tuple(by[number] for number in said)).get(told, ())
            if (fact := next((one for one in found if one not in self.seen), None)) is not None:
                return fact
        return None

    def _matched(self, line: Line, told: Mapping[int, str], taken: Mapping[str, int]) -> Matched:
        if line.key and taken.get(line.key.identity) == line.number:
            fact = self._names.get(line.key.identity)
            changed = self._changed(line.key, told)
            return Matched(line, fact, changed, gone=fact is None)
        fact = self._like(line) if not line.key else None
        if fact is None:
            return Matched(line, None, tuple(at for at, text in told.items() if text))
        self.seen.add(fact)
        differing = (at for at, text in told.items() if text and text != self._text(fact, self._columns[at]))
        return Matched(line, fact, tuple(differing))

    def _text(self, fact: int, column: Column) -> str:
        return keys.told(self._facts[fact], [column])[0]

    @property
    def _titles(self) -> tuple[str, ...]:
        return self._table.mark.titles if self._table.mark else ()

    @cached_property
    def _delivered(self) -> set[tuple[str, ...]]:
        """What all rows of ours said when they were made."""
        return {line.key.cells for line in self._table.lines() if line.key}

    @cached_property
    def _names(self) -> dict[str, int]:
        """The facts by their identity."""
        return {name: number for number, name in enumerate(keys.named(self._facts, self._sheet))}

    def _known_by(self, by: tuple[str, ...]) -> dict[tuple[str, ...], list[int]]:
        """The facts by what they say of some values."""
        if by not in self._by:
            columns = {column.value: column for column in self._sheet.columns if column.value}
            found = self._by.setdefault(by, {})
            for number, fact in enumerate(self._facts):
                texts = keys.told(fact, [columns[value] for value in by])
                found.setdefault(tuple(texts), []).append(number)
        return self._by[by]

    @cached_property
    def _alike(self) -> dict[tuple[str, ...], list[int]]:
        """The facts by all that a row of the table can say of them."""
        found: dict[tuple[str, ...], list[int]] = {}
        for number, fact in enumerate(self._facts):
            found.setdefault(tuple(keys.told(fact, self._columns.values())), []).append(number)
        return found
