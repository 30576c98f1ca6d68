"""The day that a paper bears: by the command, by the data's act, else today; and what speaks against it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from generator import domain
from generator.domain import Life
from generator.facts import periods
from generator.issuing.desk import Desk, Paper
from generator.problems import Problem, error, warning
from generator.record import Keys, Record
from generator.schema import label

_DATE = "--date"
_ONE = datetime.timedelta(days=1)
# Where the data tells the act of a catalogue row; of a list the field that dates its items.
_ACTS: Mapping[str, Keys] = {
    "deadline.delivered": ("documents", "plan_delivered"),
    "deadline.filed": ("documents", "plan_filed"),
    "service.milestones.letter_enterprise": ("documents", "letter_enterprise_delivered"),
    "service.milestones.letter_bureau": ("documents", "letter_bureau_delivered"),
    "service.milestones.uploaded": ("documents", "contract_uploaded"),
    "acts.published": ("documents", "published"),
    "acts.emergency_published": ("documents", "emergency_published"),
}
_LISTS: Mapping[str, tuple[str, str, str]] = {
    "service.made.visits": ("schedule", "visits", "done"),
    "service.made.inspections": ("records", "inspections", "date"),
    "service.notices": ("records", "inspections", "date"),
    "service.made.trainings": ("records", "trainings", "date"),
    "service.made.drills": ("records", "drills", "date"),
    "service.made.contacts": ("records", "contacts", "date"),
}
# The act of a paper on a hazard: where the hazard itself tells it.
_HAZARDS: Mapping[str, Keys] = {
    "hazard.notified": ("notified",),
    "hazard.plan_signed": ("plan_signed",),
    "hazard.reported": ("reported",),
    "hazard.supervised": ("supervised",),
    "hazard.accepted": ("acceptance", "date"),
}
_OF_THE_AGREEMENT = (Life.ISSUED, Life.RECORD)


def day(desk: Desk, paper: Paper, given: datetime.date | None) -> datetime.date:
    """The day to bear: as given, else that of the act, else today."""
    return given or _act(paper) or desk.today


def asof(desk: Desk, paper: Paper, day: datetime.date) -> datetime.date:
    """The day as of which a paper with that day tells: one within its own period of service."""
    if paper.entry.life is not Life.ISSUED or paper.entry.each:
        return day
    return _within(day, *_own_days(desk.record, paper))


def _within(day: datetime.date, first: datetime.date | None, last: datetime.date | None) -> datetime.date:
    """The day, or the nearest one between two."""
    day = min(day, last) if last else day
    return max(day, first) if first else day


def _own_days(record: Record, paper: Paper) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and last day of a paper's period of service; None for that of the first and last one."""
    found = periods(record)
    own = next((at for at, one in enumerate(found) if one.key == paper.key), 0)
    after = found[own + 1].start if own + 1 < len(found) else None
    return found[own].start if own else None, after - _ONE if after else None


def problems(desk: Desk, paper: Paper, day: datetime.date) -> Iterator[Problem]:
    """What speaks against issuing a paper with that day: errors, and what is only told."""
    if day > desk.today:
        yield error(_DATE, f"{day} 还没有到", "签发日期不能在今天以后")
    if paper.row and paper.row.day and day < paper.row.day:
        hint = "后一版的日期不能更早"
        yield error(_DATE, f"{day} 早于 {paper.row.version} 版的签发日期 {paper.row.day}", hint)
    act = _act(paper)
    if act and act != day:
        yield _unlike(paper, day, _told(desk.record, paper, act))
    yield from _before(desk, paper, day)


def _unlike(paper: Paper, day: datetime.date, act: str) -> Problem:
    message = f"{paper.name} 的 {day} 与填报的{act}不一致"
    return error(_DATE, message, "两处只能有一个日期：改 --date，或改填报数据")


def _told(record: Record, paper: Paper, act: datetime.date) -> str:
    """The day of an act, with what the data calls it and where, as far as that is known."""
    keys = _place(record, paper, act)
    if not keys:
        return str(act)
    origin = record.origin(keys)
    place = f"（{origin}）" if origin else ""
    return f"{label(keys)} {act}{place}"


def _act(paper: Paper) -> datetime.date | None:
    """The day of the act that the data tells; a version that was opened has none yet."""
    return paper.piece.dated if paper.piece and not paper.opened else None


def _before(desk: Desk, paper: Paper, day: datetime.date) -> Iterator[Problem]:
    """That a paper of the service is older than the first agreement."""
    signed = _signed(desk.record)
    if paper.entry.life in _OF_THE_AGREEMENT and signed and day < signed:
        yield warning(paper.name, f"签发日期 {day} 早于服务协议签订日期 {signed}", "请核对日期")


def _signed(record: Record) -> domain.Day:
    """The day on which the first agreement was signed."""
    first = next(iter(periods(record)), None)
    return domain.day(_at(record, first.keys).get("signed")) if first else None


def _at(record: Record, keys: Keys) -> Any:
    found: Any = record.data
    for key in keys:
        found = found[key]
    return found


def _place(record: Record, paper: Paper, act: datetime.date) -> Keys:
    """Where the data tells the day of an act; () where that is not known."""
    if paper.entry.act in _ACTS:
        return (*_period(record, paper), *_ACTS[paper.entry.act])
    return _in_hazard(paper) or _listed(record, paper.entry.items, act)


def _in_hazard(paper: Paper) -> Keys:
    """Where the hazard that a paper is on tells its act; () for any other paper."""
    item = paper.piece.item if paper.piece else None
    if paper.entry.act in _HAZARDS and isinstance(item, domain.Hazard):
        return (*item.keys, *_HAZARDS[paper.entry.act])
    return ()


def _period(record: Record, paper: Paper) -> Keys:
    """Where the later agreement stands that a paper is of; () for the first."""
    later = (one.keys for one in periods(record) if paper.key and one.key == paper.key)
    return next(later, ())


def _listed(record: Record, items: str, act: datetime.date) -> Keys:
    """Where the first item of a list stands that bears the day; () for none."""
    if items not in _LISTS:
        return ()
    part, name, field = _LISTS[items]
    for number, row in enumerate(record.data.get(part, {}).get(name, ())):
        if row.get(field) == act.isoformat():
            return (part, name, number, field)
    return ()
