"""Hazards found: numbers, deadlines, photos, and their statistics."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator

from generator import domain
from generator.domain import HazardLevel, Recheck, convert
from generator.facts import basis, issuance, remedy, rounds
from generator.facts.laws import Laws
from generator.facts.plain import Data, Fields, Names, late, part, ratio, rows, text
from generator.library import Library, usual_hazards
from generator.record import Keys, Record

AT_ONCE = "当场整改"
_NOTHING: tuple[object, ...] = (None, "", [])


def derive(
    record: Record, zones: Names, day: datetime.date, law: Laws, library: Library
) -> tuple[domain.Hazard, ...]:
    """All hazards in the order given, each with a number, as they stand on the day."""
    data = record.data
    found = rows(data, "hazards")
    made = []
    for place, (row, number) in enumerate(zip(found, _numbers(data, found), strict=True)):
        given = {**issuance.of_hazard(data, number), **row}
        whole = _filled(given, sector(data), law, library)
        about = {"number": number, **_zone(row, zones), **rounds.of(record, ("hazards", place), row)}
        made.append(_hazard(record, record.read_at(("hazards", place)), whole, about, day))
    return tuple(made)


def _zone(row: Data, zones: Names) -> dict[str, str]:
    zone = text(row, "zone")
    return {"zone": zones.get(zone, zone)}


def sector(data: Data) -> str:
    """The sector in which the enterprise is supervised."""
    return text(part(part(data, "enterprise"), "industry"), "sector")


def level(row: Data, sector_: str, library: Library) -> str:
    """The level given, else the one that the code implies; "" where neither tells."""
    entry = usual_hazards.find(text(row, "code"), library)
    return text(row, "level") or usual_hazards.level(entry, sector_)


def _filled(row: Data, sector_: str, law: Laws, library: Library) -> Data:
    """The row with what its code says wherever the client's own words say nothing.

    Advice is completed by it; without a basis, rectification rests on what the hazard is judged by.
    """
    entry = usual_hazards.find(text(row, "code"), library)
    graded, own = level(row, sector_, library), text(row, "recommendation")
    clause, rests_on = basis.of(entry, sector_, graded, law, library)
    implied = {"level": graded, "clause": clause, "basis": rests_on, **_described(entry)}
    if not part(row, "stop") and (graded == HazardLevel.MAJOR or remedy.brief(own)):
        implied["interim"] = usual_hazards.at_once(entry)
    filled = {**implied, **{key: value for key, value in row.items() if value not in _NOTHING}}
    whole = {"basis": filled["basis"] or filled["clause"], "recommendation": remedy.whole(own, entry)}
    return {**filled, **whole}


def _described(entry: usual_hazards.Entry) -> Fields:
    return {name: entry.get(name) for name in ("description", "category", "accidents")}


def _hazard(record: Record, keys: Keys, row: Data, about: Data, day: datetime.date) -> domain.Hazard:
    """A hazard from its filled row; ``about`` are its number, its zone and its re-checks."""
    due, at_once = deadline(row), text(row, "handling") == AT_ONCE
    return convert.build(
        domain.Hazard,
        row,
        **about,
        late=late(row),
        major=row.get("level") == HazardLevel.MAJOR,
        deadline=due,
        immediate=at_once or _short(row, due),
        at_once=at_once,
        overdue=_overdue(about, due, day),
        **_stop(row, about, day),
        **{side: rounds.photos(record, (*keys, side), row) for side in ("before", "after")},
        keys=keys,
        **_acts(row, at_once),
    )


def _acts(row: Data, at_once: bool) -> Fields:
    """What was done about a hazard; what is mended on the spot was mended when it was found."""
    mended = _day(row, "rectified") or (_day(row, "found") if at_once else None)
    return {"rectified": mended, **_accepted(part(row, "acceptance"))}


def _accepted(acceptance: Data) -> Fields:
    return {
        "accepted": domain.day(acceptance.get("date")),
        "acceptor": text(acceptance, "by"),
        "acceptance": text(acceptance, "result"),
    }


def _stop(row: Data, told: Data, day: datetime.date) -> Fields:
    """What must stop, by when (the day found unless said otherwise), and when it did."""
    stop = part(row, "stop")
    due = (_day(stop, "due") or _day(row, "found")) if stop else None
    stopped = _day(stop, "done")
    late = not stopped and _overdue(told, due, day)
    return {"stop": text(stop, "what"), "stop_due": due, "stopped": stopped, "stop_overdue": late}


def _day(row: Data, name: str) -> domain.Day:
    return domain.day(row.get(name))


def _short(row: Data, due: domain.Day) -> bool:
    """Whether a hazard is to be rectified on the day it was found or on the next."""
    found = _day(row, "found")
    return bool(due and found and (due - found).days <= 1)


def _overdue(told: Data, due: domain.Day, day: datetime.date) -> bool:
    """Whether the time for rectification has passed without a re-check that found it rectified."""
    return bool(due and due < day) and told["result"] is not Recheck.RECTIFIED


def deadline(row: Data) -> domain.Day:
    """The day given, else the day found and so many days; nothing said, nothing known."""
    given, found, days = _day(row, "due"), _day(row, "found"), row.get("days")
    if given or not found or not isinstance(days, int):
        return given
    return found + datetime.timedelta(days=days)


def _numbers(data: Data, found: tuple[Data, ...]) -> tuple[str, ...]:
    """Numbers given, else those of the tool."""
    given = ((text(row, "number"), _day(row, "found")) for row in found)
    return domain.hazard_numbers(text(part(data, "enterprise"), "uscc"), given)


def accident_types(hazards: Iterable[domain.Hazard]) -> Iterator[str]:
    """The types of accident that the hazards may cause, one by one."""
    return (name for hazard in hazards for name in hazard.accidents)


def stats(hazards: tuple[domain.Hazard, ...]) -> domain.HazardStats:
    """Counts; shares are of all hazards, so those by accident may add up to more than the whole."""
    total = len(hazards)
    major = sum(hazard.major for hazard in hazards)
    done = sum(hazard.result is Recheck.RECTIFIED for hazard in hazards)
    return domain.HazardStats(
        total=total,
        general=total - major,
        major=major,
        rectified=done,
        rate=ratio(done, total),
        **_passed(hazards),
        by_category=_counts((hazard.category for hazard in hazards), total),
        by_zone=_counts((hazard.zone for hazard in hazards), total),
        by_accident=_counts(accident_types(hazards), total),
    )


def _passed(hazards: tuple[domain.Hazard, ...]) -> Fields:
    """How many are past their deadline, and how many were to be stopped."""
    return {
        "overdue": sum(hazard.overdue for hazard in hazards),
        "overdue_major": sum(hazard.overdue and hazard.major for hazard in hazards),
        "stops": sum(bool(hazard.stop) for hazard in hazards),
        "stop_overdue": sum(hazard.stop_overdue for hazard in hazards),
    }


def _counts(names: Iterable[str], total: int) -> tuple[domain.Count, ...]:
    counts = Counter(name or "未注明" for name in names)
    return tuple(domain.Count(name, count, ratio(count, total)) for name, count in counts.most_common())
