"""Hazards found, their re-checks, and their statistics."""

from __future__ import annotations

from dataclasses import dataclass

from generator.domain.kinds import Amount, Day, Place, Sentences, Share, Words
from generator.domain.people import Photo
from generator.domain.service import InspectionKind
from generator.domain.terms import HazardLevel, Recheck
from generator.domain.units import Unit


@dataclass(frozen=True, slots=True)
class Round:
    """One of the re-checks of a hazard: note is what was seen."""

    date: Day
    result: Recheck | None
    rechecker: str
    note: str
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Hazard:
    """A hazard as it stands on the day; notified is when the principal was told of a major one in writing.

    overdue: the deadline has passed and no re-check found it rectified. source tells who found it, factor
    whether man, thing, surroundings or management; at_once: mended on the spot. interim is to be done by
    interim_due, before the rest; stop is what must stop by stop_due (the day found unless said otherwise),
    stopped the day on which it did, stop_overdue that the day passed without it. funds are planned, spent
    was paid, both in yuan. accepted is the day of the acceptance, acceptor who did it and acceptance what it
    says. plans are the scene plans that answer it and that its own words on emergency do not name;
    plan_signed, reported and supervised are the days on which the principal signed the plan of its treatment,
    the enterprise reported it and the agency urged it. clause is what a major hazard is judged by, basis
    what its rectification rests on, each law with its article. rechecks are the dated re-checks by their
    days, earlier all but the last of them; rechecker, rechecked, result, recheck_note and recheck_photos are
    of the last. late is the remark 补录 with its reason on one recorded after its month.
    """

    number: str
    code: str
    zone: str
    location: str
    description: str
    category: str
    accidents: Words
    factor: str
    source: InspectionKind | None
    level: HazardLevel | None
    level_reason: str
    major: bool
    clause: Sentences
    basis: Sentences
    recommendation: str
    cause: str
    deadline: Day
    immediate: bool
    at_once: bool
    interim: str
    interim_due: Day
    stop: str
    stop_due: Day
    stopped: Day
    stop_overdue: bool
    responsible: str
    department: str
    funds: Amount
    spent: Amount
    emergency: str
    plans: Words
    found: Day
    finder: str
    escort: str
    notified: Day
    plan_signed: Day
    reported: Day
    supervised: Day
    rectified: Day
    rechecker: str
    rechecked: Day
    result: Recheck | None
    rechecks: tuple[Round, ...]
    earlier: tuple[Round, ...]
    recheck_note: str
    recheck_photos: tuple[Photo, ...]
    accepted: Day
    acceptor: str
    acceptance: str
    overdue: bool
    before: tuple[Photo, ...]
    after: tuple[Photo, ...]
    late: str
    keys: Place
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A row of statistics and its share of the whole."""

    name: str
    count: int
    share: Share


@dataclass(frozen=True, slots=True)
class HazardStats:
    """Counts of hazards; overdue are past their deadline and not found rectified.

    stops are those with something to stop at once, stop_overdue those of them not stopped in time.
    """

    total: int
    general: int
    major: int
    rectified: int
    rate: Share
    overdue: int
    overdue_major: int
    stops: int
    stop_overdue: int
    by_category: tuple[Count, ...]
    by_zone: tuple[Count, ...]
    by_accident: tuple[Count, ...]
