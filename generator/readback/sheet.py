"""One sheet of a ledger against the rows of the data that it was made of."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.intake import same
from generator.library import ledgers
from generator.problems import Origin, Problem, error, warning
from generator.readback import values
from generator.readback.known import Known
from generator.readback.matching import Matched, Matching
from generator.readback.model import LATE, Back, Difference
from generator.readback.rows import Filled, filled, reason, row_shape
from generator.readback.tables import Table, TypedCell
from generator.record import Record
from generator.workbooks import keys

_BY_MONTH = ("date", "found")  # dates whose rows say why they come after their month
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Rules:
    """What may come into the records: nothing of a ``closed`` year; months before ``filed`` are late.

    ``by_row``: no row of a year gone by, either.
    """

    day: datetime.date
    filed: datetime.date
    late: str
    closed: bool
    by_row: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """The numbers of the rows that were not taken, and of those taken that lack their reason."""

    closed: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    unexplained: list[int] = field(default_factory=list)

    def notes(self, place: Origin) -> Iterator[Problem]:
        """The rows that were not taken."""
        if self.gone:
            message = f"{_lines(self.gone)}是交付时就有的，资料里已经没有，没有读入"
            yield warning("", message, "资料里改过日期、名称或者编号的，请对照改", place)
        if self.closed:
            message = f"{_lines(self.closed)}是已过年度的，台账不再改，没有写进记录"
            yield warning("", message, "确需补记的，请在记录文件里写明并注明补录原因（late）", place)

    def faults(self, place: Origin, filed: datetime.date) -> Iterator[Problem]:
        """The rows of months before that of a file of records that lack their reason."""
        if self.unexplained:
            message = f"{_lines(self.unexplained)}是 {filed:%Y-%m} 以前的事，没有补录原因"
            yield error("", message, "请加 --late 原因，写进这些行", place)


class SheetReading:
    """Reads a sheet into what was found so far."""

    def __init__(
        self, table: Table, facts: Sequence[object], record: Record, rules: Rules, back: Back
    ) -> None:
        assert table.sheet.into
        self.table, self.facts, self.rules, self.back = table, facts, rules, back
        self.into: ledgers.Into = table.sheet.into
        self.known = Known(record, self.into, table.sheet, facts)
        self.unread: Counter[str] = Counter()
        self._left = Left()

    def read(self) -> None:
        """Read every row, then tell of all rows together what was left."""
        self.back.problems += self.table.faults()
        matching = Matching(self.table, self.facts)
        for one in matching.rows():
            self._take(one)
        self.back.same += matching.same
        self.finish()
        self.back.notes += self._notes()
        self.back.problems += self._left.faults(self.table.place, self.rules.filed)

    def _take(self, one: Matched) -> None:
        if one.gone:
            self._left.gone.append(one.number)
        elif one.fact is None:
            self.new(one)
        else:
            self.changed(one, one.fact)

    def new(self, one: Matched) -> None:
        """A row that the data has not."""
        number = one.number
        self.emit(number, filled(self.table, number, one.columns, self.into), self.into)

    def finish(self) -> None:
        """What all rows together give."""

    def emit(self, number: int, found: Filled, into: ledgers.Into) -> None:
        """Take a new row, unless its year is closed."""
        self._take_notes(found)
        if not self._adds_to_new(found, into):
            for name, value in into.given.items():
                found.put((name,), value, found.place)
        if self._is_closed(found, into):
            self._left.closed.append(number)
        elif taken := self.known.like(found.data, into.list):
            self.back.problems.append(_taken(found, into, *taken))
        else:
            self._add_new(number, found, into)

    def _adds_to_new(self, found: Filled, into: ledgers.Into) -> bool:
        """Whether a row is one more of a new one that was taken before it."""
        name = next(iter(same.FIELDS.get(into.list, ())), "")
        return self.back.rows.has(into.list, name, found.data.get(name))

    def _add_new(self, number: int, found: Filled, into: ledgers.Into) -> None:
        """Take a new row; one of a month gone by with the reason why it comes only now."""
        self._enter(number, found, into, self._is_unexplained(found, into))
        self.back.new += 1

    def _enter(self, number: int, found: Filled, into: ledgers.Into, is_unexplained: bool) -> None:
        """Put a row with the others; one that lacks its reason gets the one that is given, else is told."""
        if is_unexplained and self.rules.late:
            found.put((LATE,), self.rules.late, found.place)
        place = self.back.rows.add(into.list, found.data, found.places)
        if is_unexplained and not self.rules.late:
            self._left.unexplained.append(number)
            self.back.rows.unexplained.append(place)

    def changed(self, one: Matched, fact: int) -> None:
        """A row of the data in which cells were changed: what fills a blank comes in, all else is told."""
        before = len(self.back.differences)
        found = self.blanks(one, fact)
        if found.data or found.problems:
            self.add(one.number, fact, found)
        elif before == len(self.back.differences):
            self.back.same += 1

    def blanks(self, one: Matched, fact: int) -> Filled:
        """The cells that fill blanks of a row of the data; of the others is told what differs."""
        adds = []
        for at in one.columns:
            cell = self.table.cell(one.number, at)
            if self._is_told(cell, fact):
                continue
            if self._fits_blank(cell, fact):
                adds.append(at)
            else:
                self.back.differences.append(self._difference(cell, fact))
        return filled(self.table, one.number, adds, self.into)

    def add(self, number: int, fact: int, found: Filled) -> None:
        """Take what fills blanks of a row, with the numbers by which it is known."""
        self._take_notes(found)
        if self.rules.closed or self._is_closed(found, self.into):
            self._left.closed.append(number)
            return
        has_reason = self.known.value(fact, (LATE,)) is not None
        is_unexplained = not has_reason and self._is_unexplained(found, self.into)
        names = self.known.numbers(fact) or {}
        found.data = {**names, **found.data}
        found.places |= {(name,): found.place for name in names}
        self._enter(number, found, self.into, is_unexplained)
        self.back.added += 1

    def _is_told(self, cell: TypedCell, fact: int) -> bool:
        """Whether the data says already what a cell says, or has no place for it."""
        column = cell.column
        if cell.plain == keys.told(self.facts[fact], [column])[0] or self.into.is_derived(column.value):
            return True
        if not self._has_place(cell):
            self.unread[column.title] += 1
            return True
        return self._is_said(cell, fact) or cell.shown == self.into.none.get(column.value)

    def _has_place(self, cell: TypedCell) -> bool:
        """Whether the data keeps what stands in a cell; of a remark it keeps why a row comes late."""
        path = self.into.field(cell.column.value)
        if path == (LATE,):
            return bool(reason(cell.shown))
        return bool(path and row_shape(self.into).at(path).title)

    def _is_said(self, cell: TypedCell, fact: int) -> bool:
        """Whether the data says what a cell says, though the facts derive other words of it."""
        value = self.known.value(fact, self.into.field(cell.column.value))
        return bool(cell.plain) and cell.plain == keys.plain_of(value, cell.column)

    def _fits_blank(self, cell: TypedCell, fact: int) -> bool:
        """Whether a cell says what the data leaves out, in a row that has a number."""
        path = self.into.field(cell.column.value)
        is_left_out = cell.value is not None and self.known.value(fact, path) is None
        return is_left_out and self.known.numbers(fact) is not None

    def _difference(self, cell: TypedCell, fact: int) -> Difference:
        column = cell.column
        known = values.words(self.facts[fact], column)
        known_at = self.known.origin(fact, self.into.field(column.value))
        return Difference(cell.origin, column.title, cell.shown, known, known_at)

    def _take_notes(self, found: Filled) -> None:
        self.back.problems += found.problems
        self.unread.update(found.unread)

    def _is_closed(self, found: Filled, into: ledgers.Into) -> bool:
        """Whether a row is of a year gone by: by its day, where it has none by the ledger's year."""
        day = self._day(found, into) if self.rules.by_row else ""
        if day[:4].isdecimal():
            return int(day[:4]) < self.rules.day.year
        return self.rules.closed

    def _day(self, found: Filled, into: ledgers.Into) -> str:
        """The day that a row is of; "" for none."""
        since = next(iter(row_shape(into).since), "")
        return str(found.data.get(since, "")) if since in _BY_MONTH else ""

    def _is_unexplained(self, found: Filled, into: ledgers.Into) -> bool:
        """Whether a row is of a month gone by and does not say why it comes only now."""
        if LATE not in row_shape(into).properties or LATE in found.data:
            return False
        day = self._day(found, into)
        return bool(day) and day[:7] < self.rules.filed.isoformat()[:7]

    def _notes(self) -> Iterator[Problem]:
        """What was not read, of all rows together."""
        place = self.table.place
        for title, count in self.unread.items():
            message = f"“{title}”填了 {count} 行，填报数据里没有这一项，没有读入"
            yield warning("", message, "", place)
        if extra := [*self.table.extra()]:
            yield warning("", f"多出的列没有读：{'、'.join(extra)}", "", place)
        yield from self._left.notes(place)


def _taken(found: Filled, into: ledgers.Into, name: str, there: Origin | None) -> Problem:
    """That a new row bears in a field what one of the data has there."""
    where = f"（{there.spoken()}）" if there and there.within else ""
    message = f"{row_shape(into).child(name).title}“{found.data[name]}”资料里已经有了{where}"
    hint = "是同一条的改回原来的行，另一条的换一个编号"
    return error("", message, hint, found.places.get((name,), found.place))


def _lines(numbers: list[int]) -> str:
    """Row numbers of a sheet as a sentence has them, each once: a row may be a hazard and an inspection."""
    rows = sorted({*numbers})
    shown = "、".join(map(str, rows[:_SHOWN]))
    more = f"等 {len(rows)} 行" if len(rows) > _SHOWN else ""
    return f"第 {shown} 行{more}"
