"""One sheet of a ledger against the rows of the data that it was made of."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.intake import same
from generator.library import ledgers
from generator.problems import error, warning
from generator.readback import values
from generator.readback.known import Known
from generator.readback.matching import Matched, Matching
from generator.readback.model import LATE, Back, Difference
from generator.readback.rows import Filled, filled, row_shape
from generator.readback.tables import Table
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
        self._closed: list[int] = []
        self._gone: list[int] = []
        self._unexplained: list[int] = []

    def read(self) -> None:
        """Read every row, then tell of all rows together what was left."""
        self.back.problems += self.table.faults()
        matching = Matching(self.table, self.facts)
        for one in matching.rows():
            if one.gone:
                self._gone.append(one.line.number)
            elif one.fact is None:
                self.new(one)
            else:
                self.changed(one, one.fact)
        self.back.same += matching.same
        self.finish()
        self._tell()

    def new(self, one: Matched) -> None:
        """A row that the data has not."""
        self.emit(one.line.number, filled(self.table, one.line.number, one.columns, self.into), self.into)

    def finish(self) -> None:
        """What all rows together give."""

    def emit(self, number: int, found: Filled, into: ledgers.Into) -> None:
        """Take a new row, unless its year is closed."""
        self._take_notes(found)
        field = next(iter(same.FIELDS.get(into.list, ())), "")
        if not into.given or not self.back.rows.has(
            into.list, field, found.data.get(field)
        ):  # else it adds to that one
            for name, value in into.given.items():
                found.put((name,), value, found.places[()])
        if self._is_closed(found, into):
            self._closed.append(number)
            return
        if self._is_taken(found, into):
            return
        is_unexplained = self._is_unexplained(found, into)
        if is_unexplained and self.rules.late:
            found.put((LATE,), self.rules.late, found.places[()])
        keys_ = self.back.rows.add(into.list, found.data, found.places)
        if is_unexplained and not self.rules.late:
            self._unexplained.append(number)
            self.back.rows.unexplained.append(keys_)
        self.back.new += 1

    def _is_taken(self, found: Filled, into: ledgers.Into) -> bool:
        """Whether a new row bears the number of one that the data has; that is told."""
        taken = self.known.like(found.data, into.list)
        if taken is None:
            return False
        name, there = taken
        where = f"（{there.spoken()}）" if there and there.within else ""
        message = f"{row_shape(into).child(name).title}“{found.data[name]}”资料里已经有了{where}"
        hint = "是同一条的改回原来的行，另一条的换一个编号"
        self.back.problems.append(error("", message, hint, found.places.get((name,), found.places[()])))
        return True

    def changed(self, one: Matched, fact: int) -> None:
        """A row of the data in which cells were changed: what fills a blank comes in, all else is told."""
        before = len(self.back.differences)
        found = self.blanks(one, fact)
        if found.data or found.problems:
            self.add(one.line.number, fact, found)
        elif before == len(self.back.differences):
            self.back.same += 1

    def blanks(self, one: Matched, fact: int) -> Filled:
        """The cells that fill blanks of a row of the data; of the others is told what differs."""
        number = one.line.number
        adds = []
        for at in one.columns:
            if self._is_told(at, number, fact):
                continue
            if self._fits_blank(at, number, fact):
                adds.append(at)
            else:
                self._differ(at, number, fact)
        return filled(self.table, number, adds, self.into)

    def add(self, number: int, fact: int, found: Filled) -> None:
        """Take what fills blanks of a row, with the numbers by which it is known."""
        self._take_notes(found)
        if self.rules.closed:
            self._closed.append(number)
            return
        names = self.known.numbers(fact) or {}
        found.data = {**names, **found.data}
        found.places |= {(name,): found.places[()] for name in names}
        self.back.rows.add(self.into.list, found.data, found.places)
        self.back.added += 1

    def _is_told(self, at: int, number: int, fact: int) -> bool:
        """Whether the data says already what a cell says, or has no place for it."""
        column, value = self.table.columns[at], self.table.value(number, at)
        said = values.plain(value, column)
        if said == keys.told(self.facts[fact], [column])[0]:
            return True
        if self.into.is_derived(column.value):
            return True
        path = self.into.field(column.value) if column.value else ()
        if not path or path == (LATE,) or not row_shape(self.into).at(path).title:
            self.unread[column.title] += 1
            return True
        if said and said == keys.plain_of(self.known.value(fact, path), column):  # derived in other words
            return True
        return values.shown(value) == self.into.none.get(column.value)

    def _fits_blank(self, at: int, number: int, fact: int) -> bool:
        """Whether a cell says what the data leaves out, in a row that has a number."""
        path = self.into.field(self.table.columns[at].value)
        if self.table.value(number, at) is None or self.known.value(fact, path) is not None:
            return False
        return self.known.numbers(fact) is not None

    def _differ(self, at: int, number: int, fact: int) -> None:
        column = self.table.columns[at]
        path = self.into.field(column.value)
        known_at = self.known.origin(fact, path)
        told = values.shown(self.table.value(number, at))
        known = values.words(self.facts[fact], column)
        place = self.table.origin(number, at)
        self.back.differences.append(Difference(place, column.title, told, known, known_at))

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

    def _tell(self) -> None:
        place = self.table.origin(self.table.head, 1)
        for title, count in self.unread.items():
            message = f"“{title}”填了 {count} 行，填报数据里没有这一项，没有读入"
            self.back.notes.append(warning("", message, "", place))
        if extra := [title for at, title in self.table.others.items() if self._is_filled(at)]:
            self.back.notes.append(warning("", f"多出的列没有读：{'、'.join(extra)}", "", place))
        if self._gone:
            message = f"{_lines(self._gone)}是交付时就有的，资料里已经没有，没有读入"
            self.back.notes.append(warning("", message, "资料里改过日期、名称或者编号的，请对照改", place))
        if self._closed:
            message = f"{_lines(self._closed)}是已过年度的，台账不再改，没有写进记录"
            hint = "确需补记的，请在记录文件里写明并注明补录原因（late）"
            self.back.notes.append(warning("", message, hint, place))
        if self._unexplained:
            message = f"{_lines(self._unexplained)}是 {self.rules.filed:%Y-%m} 以前的事，没有补录原因"
            self.back.problems.append(error("", message, "请加 --late 原因，写进这些行", place))

    def _is_filled(self, at: int) -> bool:
        rows = range(self.table.head + 1, len(self.table.grid.rows) + 1)
        return any(self.table.value(row, at) is not None for row in rows)


def _lines(numbers: list[int]) -> str:
    """Row numbers of a sheet as a sentence has them."""
    shown = "、".join(map(str, numbers[:_SHOWN]))
    return f"第 {shown} 行" if len(numbers) <= _SHOWN else f"第 {shown} 行等 {len(numbers)} 行"
