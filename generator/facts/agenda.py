"""What of the client's own each month's visits are about: hazards, risks, weak parts, what expires."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator import domain
from generator.domain import Conclusion, Month, Recheck, first_day, printing
from generator.facts import people, things

_WEAK = (Conclusion.FAIL, Conclusion.PARTLY)
_QUARTER = 3  # months after which a visit comes back to a risk, where there are few
_MONTHS = 12
_PLACES = 3  # places of a unit that are named
Subject = domain.subjects.Subject
Kind = domain.subjects.SubjectKind
_Subjects = tuple[Subject, ...]


class Span(NamedTuple):
    """The month in which planning begins, and the months left to plan for."""

    begin: Month
    left: tuple[Month, ...]

    @property
    def first(self) -> Month:
        """The first month left."""
        return self.left[0]

    def turn(self, month: Month) -> int:
        """How many months after the beginning a month is."""
        return _months_from(self.begin, month)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The subjects of the inspection and of the other visit of each month, the gravest first."""

    inspection: Mapping[Month, _Subjects]
    second: Mapping[Month, _Subjects]


@dataclass(frozen=True, slots=True)
class _Inspected:
    """What inspections are about: open major hazards, grave risks, and the units apart from these."""

    majors: _Subjects
    points: _Subjects
    others: _Subjects

    def of(self, month: Month, span_: Span) -> _Subjects:
        """Those of a month: hazards up to their deadlines, the others in turn."""
        turn, each = span_.turn(month), -(-len(self.points) // _MONTHS)
        named = (one for one in self.majors if _lasts(one, month, span_.first))
        return (*named, *_in_turn(self.points, turn, each), *_in_turn(self.others, turn))


def derive(
    span_: Span,
    hazards: Iterable[domain.Hazard],
    risks: Sequence[domain.RiskPoint],
    units: Iterable[domain.Unit],
    diagnosis: Iterable[domain.Diagnosis],
    expiring: Iterable[Subject],
) -> Agenda:
    """Open major hazards up to their deadlines, then risks and units in turn; weak parts, then what expires.

    A subject that has a day stands in its month whatever comes before it. ``risks`` are the grave ones, the
    gravest first; a unit that is only in their zones has its turn with them.
    """
    inspected = _Inspected(_majors(hazards), tuple(map(_risk, risks)), _apart(units, risks))
    weak, dues = _weak(diagnosis), tuple(expiring)
    inspection, second = {}, {}
    for month in span_.left:
        inspection[month] = inspected.of(month, span_)
        second[month] = (*_in_turn(weak, span_.turn(month)), *_before(dues, month, span_.first))
    return Agenda(inspection, second)


def _majors(hazards: Iterable[domain.Hazard]) -> _Subjects:
    return tuple(_major(one) for one in hazards if _is_open(one))


def _apart(units: Iterable[domain.Unit], risks: Iterable[domain.RiskPoint]) -> _Subjects:
    """The units that are not in the zones of those risks alone."""
    grave = {one.zone for one in risks}
    return tuple(_unit(one) for one in units if not grave.issuperset(one.places))


def _months_from(first: Month, month: Month) -> int:
    return _number(month) - _number(first)


def _number(month: Month) -> int:
    return month.year * _MONTHS + month.month


def _is_open(one: domain.Hazard) -> bool:
    return one.major and one.result is not Recheck.RECTIFIED


def _major(one: domain.Hazard) -> Subject:
    place = one.zone or one.location
    return Subject(Kind.MAJOR, one.number, one.description, place, "", one.deadline)


def _lasts(one: Subject, month: Month, first: Month) -> bool:
    """Whether a month is not after the deadline; overdue and without one, it is the first month left."""
    return month == first or bool(one.until and month <= Month.of(one.until))


def _risk(one: domain.RiskPoint) -> Subject:
    return Subject(Kind.RISK, one.code, one.name, one.zone, one.grade.value, None)


def _unit(one: domain.Unit) -> Subject:
    places = printing.words(one.places[:_PLACES])
    return Subject(Kind.UNIT, one.key, one.title, places, _first_check(one), None)


def _first_check(unit: domain.Unit) -> str:
    """The first of what is inspected of a unit."""
    return next((check.what for check in unit.checks), "")


def _in_turn(listed: Sequence[Subject], turn: int, each: int = 1) -> Iterator[Subject]:
    """So many a month one after another; then they begin again, not within a quarter."""
    cycle = max(len(listed), _QUARTER)
    for place in range(turn * each, (turn + 1) * each):
        yield from listed[place % cycle : place % cycle + 1]


def ranked(units: Iterable[domain.Unit], gravest: Sequence[domain.RiskPoint]) -> list[domain.Unit]:
    """The units by the gravest point that they can cause in a place of theirs, the others last."""
    return sorted(units, key=lambda one: _rank(one, gravest))


def _rank(unit: domain.Unit, gravest: Sequence[domain.RiskPoint]) -> int:
    caused = (place for place, point in enumerate(gravest) if _may_cause(unit, point))
    return next(caused, len(gravest))


def _may_cause(unit: domain.Unit, point: domain.RiskPoint) -> bool:
    """Whether a unit is where the point is and does its harm."""
    return point.zone in unit.zones and not set(point.accidents).isdisjoint(unit.accidents)


def _weak(diagnosis: Iterable[domain.Diagnosis]) -> _Subjects:
    """The weak parts, the weakest first."""
    found = [one for one in diagnosis if one.conclusion in _WEAK]
    return tuple(_part(one) for one in sorted(found, key=_weakness))


def _weakness(one: domain.Diagnosis) -> tuple[bool, datetime.date]:
    """For sorting: what fails first, then by the day until which it is to be mended."""
    return one.conclusion != Conclusion.FAIL, first_day(one.due) or datetime.date.max


def _part(one: domain.Diagnosis) -> Subject:
    conclusion = one.conclusion.value if one.conclusion else ""
    return Subject(Kind.WEAK, str(one.no), one.dimension, "", conclusion, None)


def _before(dues: Iterable[Subject], month: Month, first: Month) -> Iterator[Subject]:
    """What expires in the month after; in the first month left also what expires in it or has expired."""
    for one in dues:
        if one.until and _falls_due(one.until, month, first):
            yield one


def _falls_due(until: datetime.date, month: Month, first: Month) -> bool:
    ahead = _months_from(month, Month.of(until))
    return ahead == 1 or (month == first and ahead < 1)


def expiring(
    certificates: Iterable[domain.Certificate],
    officers: Iterable[domain.Officer],
    equipment: Iterable[domain.Equipment],
    factors: Iterable[domain.HealthFactor],
) -> tuple[Subject, ...]:
    """What has a day by which it must be renewed, inspected or measured, the nearest first."""
    papers = (*map(_certificate, certificates), *map(_officer, officers))
    found = [*papers, *_inspections(equipment), *map(_measurement, factors)]
    return tuple(sorted(found, key=lambda one: one.until or datetime.date.max))


def _certificate(one: domain.Certificate) -> Subject:
    return _expiry(Kind.CERTIFICATE, one.item, people.nearest(one), one.holder)


def _officer(one: domain.Officer) -> Subject:
    return _expiry(Kind.CERTIFICATE, one.certificate, one.expires, one.name)


def _inspections(equipment: Iterable[domain.Equipment]) -> Iterator[Subject]:
    for one in equipment:
        if things.is_special_in_use(one):
            yield _expiry(Kind.EQUIPMENT, f"{one.name}{one.code}", one.next_inspection)


def _measurement(one: domain.HealthFactor) -> Subject:
    return _expiry(Kind.MEASUREMENT, one.factor, one.next_test, printing.words(one.posts))


def _expiry(kind: Kind, name: str, until: domain.Day, of: str = "") -> Subject:
    return Subject(kind, f"{of} {name}".strip(), name, of, "", until)
