"""What of the client's own each month's visits are about: hazards, risks, weak parts, what expires."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator import domain
from generator.domain import Conclusion, Month, Recheck, first_day, printing
from generator.facts import certified, things

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


@dataclass(frozen=True, slots=True)
class Agenda:
    """The subjects of the inspection and of the other visit of each month, the gravest first."""

    inspection: Mapping[Month, _Subjects]
    second: Mapping[Month, _Subjects]


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
    majors, dues = [_major(one) for one in hazards if _is_open(one)], list(expiring)
    grave, weak = {one.zone for one in risks}, _weak(diagnosis)
    points, others = [*map(_risk, risks)], [_unit(one) for one in units if not grave.issuperset(one.places)]
    inspection, second = {}, {}
    for month in span_.left:
        turn = _number(month) - _number(span_.begin)
        named = tuple(one for one in majors if _lasts(one, month, span_.left[0]))
        own = (*_in_turn(points, turn, -(-len(points) // _MONTHS)), *_in_turn(others, turn))
        inspection[month] = (*named, *own)
        second[month] = (*_in_turn(weak, turn), *_before(dues, month, span_.left[0]))
    return Agenda(inspection, second)


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
    """A unit with the first of what is inspected of it."""
    places, checks = printing.words(one.places[:_PLACES]), (check.what for check in one.checks)
    return Subject(Kind.UNIT, one.key, one.title, places, next(checks, ""), None)


def _in_turn(listed: Sequence[Subject], turn: int, each: int = 1) -> Iterator[Subject]:
    """So many a month one after another; then they begin again, not within a quarter."""
    cycle = max(len(listed), _QUARTER)
    for place in range(turn * each, (turn + 1) * each):
        yield from listed[place % cycle : place % cycle + 1]


def ranked(units: Iterable[domain.Unit], gravest: Sequence[domain.RiskPoint]) -> list[domain.Unit]:
    """The units by the gravest point that they can cause in a place of theirs, the others last."""
    return sorted(units, key=lambda one: _rank(one, gravest))


def _rank(unit: domain.Unit, gravest: Sequence[domain.RiskPoint]) -> int:
    caused = (
        place
        for place, point in enumerate(gravest)
        if point.zone in unit.zones and set(point.accidents).intersection(unit.accidents)
    )
    return next(caused, len(gravest))


def _weak(diagnosis: Iterable[domain.Diagnosis]) -> _Subjects:
    """The weak parts: what fails first, then by the day until which it is to be mended."""
    found = [one for one in diagnosis if one.conclusion in _WEAK]
    found.sort(key=lambda one: (one.conclusion != Conclusion.FAIL, first_day(one.due) or datetime.date.max))
    return tuple(_part(one) for one in found)


def _part(one: domain.Diagnosis) -> Subject:
    conclusion = one.conclusion.value if one.conclusion else ""
    return Subject(Kind.WEAK, str(one.no), one.dimension, "", conclusion, None)


def _before(dues: Iterable[Subject], month: Month, first: Month) -> Iterator[Subject]:
    """What expires in the month after; in the first month left also what expires in it or has expired."""
    for one in dues:
        if one.until:
            ahead = _number(Month.of(one.until)) - _number(month)
            if ahead == 1 or (month == first and ahead < 1):
                yield one


def expiring(
    certificates: Iterable[domain.Certificate],
    officers: Iterable[domain.Officer],
    equipment: Iterable[domain.Equipment],
    factors: Iterable[domain.HealthFactor],
) -> tuple[Subject, ...]:
    """What has a day by which it must be renewed, inspected or measured, the nearest first."""
    found = [*_papers(certificates, officers), *_tests(equipment, factors)]
    return tuple(sorted(found, key=lambda one: one.until or datetime.date.max))


def _papers(
    certificates: Iterable[domain.Certificate], officers: Iterable[domain.Officer]
) -> Iterator[Subject]:
    for one in certificates:
        yield _expiry(Kind.CERTIFICATE, one.item, certified.nearest(one), one.holder)
    for officer in officers:
        yield _expiry(Kind.CERTIFICATE, officer.certificate, officer.expires, officer.name)


def _tests(
    equipment: Iterable[domain.Equipment], factors: Iterable[domain.HealthFactor]
) -> Iterator[Subject]:
    for one in equipment:
        if one.special and one.state not in things.STOPPED:
            yield _expiry(Kind.EQUIPMENT, f"{one.name}{one.code}", one.next_inspection)
    for factor in factors:
        yield _expiry(Kind.MEASUREMENT, factor.factor, factor.next_test, printing.words(factor.posts))


def _expiry(kind: Kind, name: str, until: domain.Day, of: str = "") -> Subject:
    return Subject(kind, f"{of} {name}".strip(), name, of, "", until)
