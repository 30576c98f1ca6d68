"""Which days passed since a file was made that it tells of: why it changed though nobody changed the data."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import domain
from generator.facts import dues
from generator.library import Library

_NEAR = datetime.timedelta(days=60)
_SHOWN = 3
_OVERDUE = "整改期限"
# By the kind of what is due: its day in words, and what the names of the values that tell of it hold.
_KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "hazard": (_OVERDUE, ("hazard", "overdue")),
    "stop": ("停用期限", ("hazard", "stop")),
    "certificate": ("人员证书", ("certificate",)),
    "equipment": ("设备定期检验", ("equipment",)),
    "measurement": ("职业病危害因素检测", ("health",)),
    "supply": ("应急物资", ("supplies",)),
    "advisor": ("辅导员培训考核", ("advisor",)),
    "agreement": ("服务协议", ("agreement",)),
}
_ALL = "duties"  # of the whole list of duties each of them may be one
_LAW = "law."


@dataclass(frozen=True, order=True)
class _Turn:
    """A day that came, what it was in words, and the parts of names that tell of it."""

    day: datetime.date
    words: str
    parts: tuple[str, ...]


def passed(
    facts: domain.Facts,
    library: Library,
    since: datetime.date,
    before: Mapping[str, str],
    now: Mapping[str, str],
) -> tuple[str, ...]:
    """What came between a day and that of the facts which changed values of a file may tell of, in words.

    ``before`` and ``now`` are the digests of its values; () where no such day is known.
    """
    until = facts.day
    if until is None or since >= until:
        return ()
    changed = [name for name in now if before.get(name, now[name]) != now[name]]
    if not changed:
        return ()
    turns = (*_due(facts, library, since, until), *_laws(facts, since, until))
    told = dict.fromkeys(turn.words for turn in sorted(turns) if _is_told(turn, changed))
    return (*list(told)[:_SHOWN], *(["……"] if len(told) > _SHOWN else []))


def _is_told(turn: _Turn, changed: list[str]) -> bool:
    return any(part in name for name in changed for part in turn.parts)


def _due(
    facts: domain.Facts, library: Library, since: datetime.date, until: datetime.date
) -> Iterator[_Turn]:
    """Deadlines and expiries that passed or came near."""
    for due in dues.derive(facts, library):
        if due.day is None or due.kind not in _KINDS:
            continue
        what, parts = _KINDS[due.kind]
        told, is_deadline = (*parts, _ALL), "期限" in what
        if since <= due.day < until:
            yield _Turn(due.day, f"{what} {due.day} {'已过' if is_deadline else '到期'}", told)
        elif not is_deadline and since < due.day - _NEAR <= until:
            yield _Turn(due.day - _NEAR, f"{what} {due.day} 到期，已不足 60 日", told)


def _laws(facts: domain.Facts, since: datetime.date, until: datetime.date) -> Iterator[_Turn]:
    """Editions of laws that came into force."""
    for key, law in facts.law.items():
        if law.in_force and law.since and since < law.since <= until:
            yield _Turn(law.since, f"《{law.name}》自 {law.since} 起施行", (f"{_LAW}{key}.",))
