"""Which days passed since a file was made that it tells of: why it changed though nobody changed the data."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import domain
from generator.facts import dues
from generator.library import Library

_ONE = datetime.timedelta(days=1)
_SHOWN = 3
_ALL = "duties"  # the list of duties tells of most of them
_LAW = "law."
# What holds the plan of visits, and what follows from it.
_AHEAD = tuple(f"service.ahead.{name}" for name in ("visits", "inspections", "trainings", "drills"))
_PLANNED = ("schedule.", *_AHEAD, "service.progress", "index[]", "contract_fields", "计划", _ALL)
_OVER = "schedule.months"  # what a month changes that is over and has all that is asked
_FROM_ITS_DAY = ("维修", "报废")  # what is due with the day itself, not once it is past
_JUDGED = ("state", "notice", "overdue", "stop", "training")  # what tells how near or late something is

_Digests = Mapping[str, str]
_Turns = Iterator["_Turn"]
_Planned = Callable[[], Iterable[domain.Visit]]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of what is due: its day in words, what the names of the values that tell of it hold.

    ``near`` are the days beforehand on which it is told to come near; ``is_duty`` tells whether the list of
    duties counts what is late of it.
    """

    what: str
    parts: tuple[str, ...]
    near: tuple[int, ...] = ()
    passed: str = "到期"
    ends: tuple[str, ...] = _JUDGED
    is_duty: bool = True

    def over(self, day: datetime.date) -> _Turn:
        """Its day is past."""
        return _Turn(day, f"{self.what} {day} {self.passed}", self._late, self.ends)

    @property
    def _late(self) -> tuple[str, ...]:
        return (*self.parts, _ALL) if self.is_duty else self.parts

    def nearest(self, day: datetime.date, span: _Span) -> int | None:
        """As how few days away its day was told to come near, None where it was not."""
        return next((left for left in reversed(self.near) if span.came(day - left * _ONE)), None)

    def neared(self, day: datetime.date, left: int) -> _Turn:
        """Its day came as near as so many days."""
        return _Turn(day - left * _ONE, f"{self.what} {day} 到期，已在 {left} 日内", self.parts, self.ends)


_KINDS: Mapping[str, _Kind] = {
    "hazard": _Kind("整改期限", ("overdue",), passed="已过"),
    "stop": _Kind("停用期限", ("stop",), passed="已过"),
    "certificate": _Kind("人员证书", ("certificate",), (30,)),
    "officer": _Kind("安全管理人员证书", ("officer",), ends=("",)),
    "equipment": _Kind("设备定期检验", ("equipment",), (60, 30)),
    "measurement": _Kind("职业病危害因素检测", ("health",), (60, 30), is_duty=False),
    "supply": _Kind("应急物资", ("supplies",), (60, 30), is_duty=False),
    "advisor": _Kind("辅导员培训考核", ("advisor", "file.")),
    "agreement": _Kind("服务协议", ("agreement", *_PLANNED), ends=("",)),
}


@dataclass(frozen=True, order=True)
class _Turn:
    """A day that came, what it was in words, and the parts of names that tell of it.

    ``ends`` are parts of their last step, where not everything of that name does.
    """

    day: datetime.date
    words: str
    parts: tuple[str, ...]
    ends: tuple[str, ...] = ("",)

    def tells(self, name: str) -> bool:
        """Whether a value of that name tells of it."""
        last = name.rpartition(".")[2]
        return _has(name, self.parts) and (_has(last, self.ends) or name.startswith(_ALL))


def passed(
    facts: domain.Facts,
    library: Library,
    since: datetime.date,
    values: tuple[_Digests, _Digests],
    planned: _Planned = tuple,
) -> tuple[str, ...]:
    """What came between a day and that of the facts which changed values of a file may tell of, in words.

    ``values`` are the digests of what it printed then and prints now, ``planned`` gives the visits that were
    planned then; () where no such day is known.
    """
    until = facts.day
    if until is None or since >= until:
        return ()
    changed = _changed(*values)
    if not changed:
        return ()
    turns = sorted(_turns(facts, library, _Span(since, until), planned, changed))
    return _first(_words(turns, changed))


def _changed(before: _Digests, now: _Digests) -> list[str]:
    """The names of the values that are printed now as then, but are others."""
    return [name for name in now if before.get(name, now[name]) != now[name]]


def _words(turns: Iterable[_Turn], changed: list[str]) -> list[str]:
    """The turns of which a changed value tells, in words, each once."""
    return list(dict.fromkeys(turn.words for turn in turns if any(map(turn.tells, changed))))


def _first(told: list[str]) -> tuple[str, ...]:
    return (*told[:_SHOWN], *(["……"] if len(told) > _SHOWN else []))


@dataclass(frozen=True, slots=True)
class _Span:
    """The days after one on which a file was as it should be, up to another."""

    since: datetime.date
    until: datetime.date

    def came(self, day: datetime.date) -> bool:
        """Whether a day came."""
        return self.since < day <= self.until

    def went(self, day: datetime.date) -> bool:
        """Whether a day went by."""
        return self.came(day + _ONE)

    def met(self, day: datetime.date) -> bool:
        """Whether a day came or went by."""
        return self.came(day) or self.went(day)


def _has(name: str, parts: Iterable[str]) -> bool:
    return any(part in name for part in parts)


def _turns(
    facts: domain.Facts,
    library: Library,
    span: _Span,
    planned: _Planned,
    changed: list[str],
) -> _Turns:
    yield from _due(facts, library, span)
    yield from _laws(facts, span)
    yield from _begun(facts, span)
    if any(_has(name, _PLANNED) for name in changed):
        yield from _months(facts, span)
        yield from _missed(facts, span, planned())


def _due(facts: domain.Facts, library: Library, span: _Span) -> _Turns:
    """Deadlines and expiries that passed or came near; a plan that is late grows later every day."""
    for due in dues.derive(facts, library):
        if due.day is None:
            continue
        if due.kind == "plan" and due.late:
            yield _Turn(due.day, f"方案 {due.day} 到期没有提交，逾期天数逐日增加", ("deadline", _ALL))
        elif due.kind in _KINDS:
            yield from _limit(_KINDS[due.kind], due.day, due.what, span)


def _limit(kind: _Kind, day: datetime.date, what: str, span: _Span) -> _Turns:
    begins = what in _FROM_ITS_DAY
    if span.came(day) if begins else span.went(day):
        yield kind.over(day)
    left = kind.nearest(day, span)
    if left and not begins and day >= span.until:
        yield kind.neared(day, left)


def _laws(facts: domain.Facts, span: _Span) -> _Turns:
    """Editions of laws that came into force, told where the law is cited."""
    for key, law in facts.law.items():
        if law.in_force and law.since and span.came(law.since):
            words = f"《{law.name}》自 {law.since} 起施行"
            yield _Turn(law.since, words, (f"{_LAW}{key}.", *_cited(law, facts)))


def _cited(law: domain.Law, facts: domain.Facts) -> Iterator[str]:
    """The names of the values that hold the law in their words."""
    if any(_is_named(law, rule.basis) for rule in facts.operating_rules):
        yield "operating_rules[].basis"
    if any(_is_named(law, hazard.basis) for hazard in facts.hazards):
        yield "hazards[].basis"


def _is_named(law: domain.Law, basis: Iterable[str]) -> bool:
    return any(law.name in words for words in basis)


def _begun(facts: domain.Facts, span: _Span) -> _Turns:
    """The service began: its agreement is in force, and what is to be done before it is late."""
    start = facts.agreement.start
    if start and span.met(start):
        yield _Turn(start, f"服务期 {start} 开始", ("agreement", *_PLANNED))


def _months(facts: domain.Facts, span: _Span) -> _Turns:
    """Months of the service that are over: what was not done in them counts no more."""
    for check in facts.schedule.months:
        month, parts = check.month, (_OVER,) if check.complete else _PLANNED
        if month and span.went(month.last):
            yield _Turn(month.last, f"{month.year}年{month.month}月已过", parts)


def _missed(facts: domain.Facts, span: _Span, planned: Iterable[domain.Visit]) -> _Turns:
    """Days on which a visit was planned and none was made."""
    done = _days_of_visits(facts)
    for visit in planned:
        if visit.date and visit.date not in done and span.went(visit.date):
            yield _Turn(visit.date, f"计划到场日 {visit.date} 已过", _PLANNED)


def _days_of_visits(facts: domain.Facts) -> set[domain.Day]:
    return {visit.date for visit in facts.schedule.visits if visit.done}
