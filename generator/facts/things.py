"""Equipment, chemicals, confined spaces and health factors."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from generator import domain
from generator.domain import EquipmentState, Notice, convert
from generator.facts import health
from generator.facts.dates import nearness
from generator.facts.people import validity
from generator.facts.plain import Data, number, part, rows

SCRAPPED = EquipmentState.SCRAPPED
STOPPED = (EquipmentState.STOPPED, SCRAPPED)
_ORDINARY = "非特种"
Stand = tuple[domain.Validity | None, Notice | None]


def stands(data: Data, day: datetime.date) -> tuple[Stand, ...]:
    """How the inspection of each entry of the equipment stands on a day."""
    dues = (domain.day(part(row, "special").get("next_inspection")) for row in rows(data, "equipment"))
    return tuple((validity((due,), day), nearness(due, day)) for due in dues)


def equipment(
    data: Data, zones: Mapping[str, str], inspected: Sequence[Stand]
) -> tuple[domain.Equipment, ...]:
    """All equipment; an entry without a count is one.

    ``zones`` are the names of zones by code, ``inspected`` is how each entry stands.
    """
    listed = zip(rows(data, "equipment"), inspected, strict=True)
    return tuple(_equipment(row, place, zones, stand) for place, (row, stand) in enumerate(listed))


def _equipment(row: Data, place: int, zones: Mapping[str, str], stand: Stand) -> domain.Equipment:
    special, zone = part(row, "special"), convert.text(row.get("zone"))
    state, notice = stand
    return convert.build(
        domain.Equipment,
        {**row, **special},
        quantity=number(row, "count", 1),
        zone=zones.get(zone, zone),
        zone_code=zone,
        special=bool(special),
        kind=convert.text(special.get("category")) or _ORDINARY,
        inspection_state=state,
        inspection_notice=notice,
        inspection_result=convert.text(special.get("result")),
        keys=("equipment", place),
    )


def inspection_due(one: domain.Equipment) -> Notice | None:
    """The notice of special equipment in use; None of other equipment and of what is stopped or scrapped."""
    return one.inspection_notice if one.special and one.state not in STOPPED else None


def chemicals(data: Data, zones: Mapping[str, str]) -> tuple[domain.Chemical, ...]:
    """Dangerous chemicals used or stored. ``zones`` are the names of zones by code."""
    return tuple(_chemical(row, zones) for row in rows(data, "chemicals"))


def _chemical(row: Data, zones: Mapping[str, str]) -> domain.Chemical:
    zone = convert.text(row.get("zone"))
    name = zones.get(zone, zone)
    storage = convert.text(row.get("storage")) or name
    return convert.build(domain.Chemical, row, storage=storage, zone=name, zone_code=zone)


def confined_spaces(data: Data, zones: Mapping[str, str]) -> tuple[domain.ConfinedSpace, ...]:
    """Confined spaces; an entry without a count is one. ``zones`` are the names of zones by code."""
    return tuple(_space(row, zones) for row in rows(data, "confined_spaces"))


def _space(row: Data, zones: Mapping[str, str]) -> domain.ConfinedSpace:
    zone = convert.text(row.get("zone"))
    name = zones.get(zone, zone)
    return convert.build(
        domain.ConfinedSpace,
        row,
        count=number(row, "count", 1),
        location=convert.text(row.get("location")) or name,
        zone=name,
        zone_code=zone,
    )


def health_factors(data: Data, day: datetime.date) -> tuple[domain.HealthFactor, ...]:
    """Occupational hazard factors."""
    return tuple(_health_factor(data, row, day) for row in rows(data, "health_factors"))


def _health_factor(data: Data, row: Data, day: datetime.date) -> domain.HealthFactor:
    due = health.next_test(data, domain.day(row.get("tested")))
    result, limit = convert.quantity(row.get("result")), convert.quantity(row.get("limit"))
    return convert.build(
        domain.HealthFactor,
        row,
        over_limit=health.over_limit(result, limit),
        next_test=due,
        test_state=nearness(due, day),
    )
