"""Files of records: what is written down late says why, one thing is written down once, within the service.

What stands in the client's own data alone is not judged here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from generator.record import Keys
from generator.schema import shape
from generator.schema.view import Entry, View

_LISTS = ("hazards", "schedule", "records")
# Dates of what was found, done or held; a visit may be made on another day than was planned.
_DATES = {"hazards": "found", "visits": "done"}
# What is held once a day by its kind; of other kinds of records there may be many.
_ONCE = ("meetings", "inspections", "trainings", "drills")
_STARTS = ("start", "effective", "signed")


class _Dated(NamedTuple):
    """A row that a file of records holds or dates: the field of its date, and the file's day."""

    row: Entry
    field: str
    filed: datetime.date

    @property
    def date(self) -> str:
        """The day on which it was found, done or held."""
        return str(self.row.get(self.field))


def _parts(view: View) -> Iterator[Keys]:
    """The lists whose rows tell of what was done."""
    yield ("hazards",)
    for part in _LISTS[1:]:
        yield from ((part, name) for name in view.get(part) or ())


def _dated(view: View) -> Iterator[_Dated]:
    for part in _parts(view):
        field = _DATES.get(str(part[-1]), "date")
        for row in view.entries(*part):
            filed = view.record.recorded(row.at(field)) if row.get(field) else None
            if filed:
                yield _Dated(row, field, filed)


def late(view: View) -> None:
    """What a later month writes down of a month gone by says why."""
    for one in _dated(view):
        known = "late" in shape.at(one.row.keys).properties
        if known and not one.row.get("late") and one.date[:7] < one.filed.isoformat()[:7]:
            message = f"{one.date} 的事记在 {one.filed} 的文件里，当月已过，没有写补录原因"
            one.row.error(one.field, message, "请加上 late: 为什么补记；日期写错的改正")


def twins(view: View) -> None:
    """Two records of one kind on one day are one: they count once."""
    for name in _ONCE:
        seen: dict[tuple[str, str], Keys] = {}
        for row in view.entries("records", name):
            if day := row.get("date"):
                first = seen.setdefault((day, row.get("kind", "")), row.keys)
                _once(row, first)


def _once(row: Entry, first: Keys) -> None:
    """A record against the first of its day and kind, where a file of records holds one of the two."""
    view = row.view
    recorded, keys = view.record.recorded, row.keys
    if first != keys and (recorded(first) or recorded(keys)):
        what = f"{row.get('kind', '')}{shape.at(keys).title}"
        message = f"{row.get('date')} 已经有一条{what}{view.mention(first, keys)}，次数只按一次计"
        row.warn("date", message, "是同一次的请合并，不是的核对日期和类别")


def within_service(view: View) -> None:
    """Records lie after the service began; visits are held against the agreement where they stand."""
    begin = min(_begins(view), default=None)
    for one in _dated(view):
        if begin and one.date < begin[0] and one.row.keys[0] != "schedule":
            _before(one, begin)


def _before(one: _Dated, begin: tuple[str, Keys]) -> None:
    """Tell a record that lies before the service began."""
    day, at = begin
    place = one.row.away(at, one.field)
    message = f"{one.date} 早于第一份协议的{shape.at(at).title} {day}{place}"
    own = one.row.view.record.own
    one.row.warn(one.field, message, f"请核对日期；服务开始以前的情况写进 {own}")


def _begins(view: View) -> Iterator[tuple[str, Keys]]:
    """The first day of each agreement, with its place."""
    for one in (Entry(view, keys, row) for keys, row, _ in view.agreed()):
        field = next(filter(one.get, _STARTS), None)
        if field:
            yield one.get(field), one.at(field)


RULES = (late, twins, within_service)
