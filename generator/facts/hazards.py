"""Hazards found: numbers, deadlines, photos, and their statistics."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from generator import domain
from generator.facts import acts, basis, laws
from generator.facts.dates import Day, parse
from generator.facts.plain import Data, items, joined, money, part, rows, share, text
from generator.library import built_in, usual_hazards
from generator.record import Record

RECTIFIED = "已整改"
AT_ONCE = "当场整改"
_CODE_TAIL = 6
# What is printed as the client wrote it.
_AS_WRITTEN = (
    "code",
    "location",
    "description",
    "category",
    "factor",
    "source",
    "level",
    "level_reason",
    "clause",
    "recommendation",
    "cause",
    "interim",
    "interim_due",
    "responsible",
    "department",
    "emergency",
    "found",
    "finder",
    "escort",
    "rechecker",
    "result",
)
_NOTHING: tuple[object, ...] = (None, "", [])


def derive(record: Record, zones: Mapping[str, str], day: Day) -> tuple[domain.Hazard, ...]:
    """All hazards in the order given, each with a number, as they stand on the day."""
    found = rows(record.data, "hazards")
    numbers, law = _numbers(record.data, found), laws.derive(day, built_in())
    whole = [_filled(row, sector(record.data), law) for row in found]
    return tuple(_hazard(record, place, row, numbers[place], zones, day) for place, row in enumerate(whole))


def sector(data: Data) -> str:
    """The sector in which the enterprise is supervised."""
    return text(part(part(data, "enterprise"), "industry"), "sector")


def level(row: Data, sector_: str) -> str:
    """The level given, else the one that the code implies."""
    entry = usual_hazards.find(text(row, "code"), built_in())
    return text(row, "level") or usual_hazards.level(entry, sector_)


def _filled(row: Data, sector_: str, law: Mapping[str, domain.Law]) -> Data:
    """The row with what its code says wherever the client's own words say nothing."""
    entry = usual_hazards.find(text(row, "code"), built_in())
    graded = level(row, sector_)
    clause, rests_on = basis.of(entry, sector_, graded, law, built_in())
    implied = {
        "level": graded,
        "description": entry.get("description"),
        "category": entry.get("category"),
        "accidents": entry.get("accidents"),
        "clause": clause,
        "basis": rests_on,
        "recommendation": usual_hazards.advice(entry),
    }
    if not text(row, "recommendation"):
        implied["interim"] = usual_hazards.at_once(entry)
    return {**implied, **{key: value for key, value in row.items() if value not in _NOTHING}}


def _hazard(
    record: Record, place: int, row: Data, number: str, zones: Mapping[str, str], day: Day
) -> domain.Hazard:
    due, found = deadline(row), parse(text(row, "found"))
    at_once, acceptance = text(row, "handling") == AT_ONCE, part(row, "acceptance")
    rectified = acts.done(row, "rectified", day)
    return domain.Hazard(
        number=number,
        zone=zones.get(text(row, "zone"), text(row, "zone")),
        accidents=joined(items(row, "accidents")),
        major=text(row, "level") == usual_hazards.MAJOR,
        basis=joined(items(row, "basis"), "；") or text(row, "clause"),
        deadline=due.isoformat() if due else text(row, "due"),
        immediate=at_once or bool(due and found and (due - found).days <= 1),
        at_once=at_once,
        funds=money(row, "funds"),
        spent=money(row, "spent"),
        notified=acts.done(row, "notified", day),
        rectified=rectified or (text(row, "found") if at_once else ""),
        rechecked=acts.done(row, "rechecked", day),
        accepted=acts.done(acceptance, "date", day),
        acceptor=text(acceptance, "by"),
        acceptance=text(acceptance, "result"),
        overdue=_overdue(row, due, day),
        before=_photos(record, place, row, "before"),
        after=_photos(record, place, row, "after"),
        **{key: text(row, key) for key in _AS_WRITTEN},
    )


def _overdue(row: Data, due: Day | None, day: Day) -> bool:
    """Whether the time for rectification has passed without a re-check that found it rectified."""
    return bool(due and due < day) and text(row, "result") != RECTIFIED


def deadline(row: Data) -> Day | None:
    """The day given, else the day found and so many days; nothing said, nothing known."""
    given = parse(text(row, "due"))
    found, days = parse(text(row, "found")), row.get("days")
    if given or not found or not isinstance(days, int):
        return given
    return found + datetime.timedelta(days=days)


def _numbers(data: Data, found: tuple[Data, ...]) -> list[str]:
    """Numbers given, else YH-<end of the credit code>-<day>-<n> skipping those taken."""
    code = text(part(data, "enterprise"), "uscc")[-_CODE_TAIL:]
    taken = {text(row, "number") for row in found}
    numbers = []
    for row in found:
        number = text(row, "number")
        if not number:
            stem = "-".join(filter(None, ("YH", code, text(row, "found").replace("-", ""))))
            number = next(name for n in range(1, len(found) + 2) if (name := f"{stem}-{n:02d}") not in taken)
            taken.add(number)
        numbers.append(number)
    return numbers


def _photos(record: Record, place: int, row: Data, side: str) -> tuple[domain.Photo, ...]:
    return tuple(
        domain.Photo(
            record.asset(("hazards", place, side, n, "photo"), text(photo, "photo")),
            text(photo, "caption"),
        )
        for n, photo in enumerate(rows(row, side))
    )


def accident_types(hazards: Iterable[domain.Hazard]) -> Iterator[str]:
    """The types of accident that the hazards may cause, one by one."""
    return (name for hazard in hazards for name in hazard.accidents.split("、") if name)


def stats(hazards: tuple[domain.Hazard, ...]) -> domain.HazardStats:
    """Counts; shares are of all hazards, so those by accident may add up to more than the whole."""
    total = len(hazards)
    major = sum(hazard.major for hazard in hazards)
    done = sum(hazard.result == RECTIFIED for hazard in hazards)
    accidents = accident_types(hazards)
    return domain.HazardStats(
        total=total,
        general=total - major,
        major=major,
        rectified=done,
        rate=share(done, total),
        overdue=sum(hazard.overdue for hazard in hazards),
        overdue_major=sum(hazard.overdue and hazard.major for hazard in hazards),
        by_category=_counts((hazard.category for hazard in hazards), total),
        by_zone=_counts((hazard.zone for hazard in hazards), total),
        by_accident=_counts(accidents, total),
    )


def _counts(names: Iterable[str], total: int) -> tuple[domain.Count, ...]:
    counts = Counter(name or "未注明" for name in names)
    return tuple(domain.Count(name, count, share(count, total)) for name, count in counts.most_common())
