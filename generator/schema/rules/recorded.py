"""Files of records: what is written down late says why, one thing is written down once, within the service.

What stands in the client's own data alone is not judged here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from generator.record import Keys
from generator.schema import shape
from generator.schema.view import Row, View

_LISTS = ("hazards", "schedule", "records")
# Dates of what was found, done or held; a visit may be made on another day than was planned.
_DATES = {"hazards": "found", "visits": "done"}
# What is held once a day by its kind; of other kinds of records there may be many.
_ONCE = ("meetings", "inspections", "trainings", "drills")
_STARTS = ("start", "effective", "signed")


class _Dated(NamedTuple):
    """A row that a file of records holds or dates: its place, its date with its place, the file's day."""

    keys: Keys
    row: Row
    at: Keys
    date: str
    filed: datetime.date


def _parts(view: View) -> Iterator[Keys]:
    """The lists whose rows tell of what was done."""
    yield ("hazards",)
    for part in _LISTS[1:]:
        yield from ((part, name) for name in view.get(part) or ())


def _dated(view: View) -> Iterator[_Dated]:
    for part in _parts(view):
        name = _DATES.get(str(part[-1]), "date")
        for keys, row in view.rows(*part):
            at = (*keys, name)
            filed = view.record.recorded(at) if row.get(name) else None
            if filed:
                yield _Dated(keys, row, at, row[name], filed)


def late(view: View) -> None:
    """What a later month writes down of a month gone by says why."""
    for one in _dated(view):
        known = "late" in shape.at(one.keys).properties
        if known and not one.row.get("late") and one.date[:7] < one.filed.isoformat()[:7]:
            message = f"{one.date} 的事记在 {one.filed} 的文件里，当月已过，没有写补录原因"
            view.error(one.at, message, "请加上 late: 为什么补记；日期写错的改正")


def twins(view: View) -> None:
    """Two records of one kind on one day are one: they count once."""
    for name in _ONCE:
        seen: dict[tuple[str, str], Keys] = {}
        for keys, row in view.rows("records", name):
            day, kind = row.get("date"), row.get("kind", "")
            if not day:
                continue
            first = seen.setdefault((day, kind), keys)
            if first != keys and (view.record.recorded(first) or view.record.recorded(keys)):
                title = shape.at(keys).title
                message = f"{day} 已经有一条{kind}{title}{view.mention(first, keys)}，次数只按一次计"
                view.warn((*keys, "date"), message, "是同一次的请合并，不是的核对日期和类别")


def within_service(view: View) -> None:
    """Records lie after the service began; visits are held against the agreement where they stand."""
    begin = min(_begins(view), default=None)
    for one in _dated(view):
        if begin and one.date < begin[0] and one.keys[0] != "schedule":
            title = shape.at(begin[1]).title
            message = f"{one.date} 早于第一份协议的{title} {begin[0]}{view.mention(begin[1], one.at)}"
            view.warn(one.at, message, f"请核对日期；服务开始以前的情况写进 {view.record.own}")


def _begins(view: View) -> Iterator[tuple[str, Keys]]:
    """The first day of each agreement, with its place."""
    rows = [(("agreement",), view.get("agreement") or {}), *view.rows("agreements")]
    for keys, row in rows:
        name = next((name for name in _STARTS if row.get(name)), None)
        if name:
            yield row[name], (*keys, name)


RULES = (late, twins, within_service)
