"""Equipment, chemicals, confined spaces and health factors."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from generator import domain
from generator.domain import EquipmentState, Notice, convert
from generator.facts import health
from generator.facts.dates import nearness
from generator.facts.people import validity
from generator.facts.plain import Data, Names, number, part, rows, text, zone_of

SCRAPPED = EquipmentState.SCRAPPED
STOPPED = (EquipmentState.STOPPED, SCRAPPED)
_ORDINARY = "非特种"
Stand = tuple[domain.Validity | None, Notice | None]


def stands(data: Data, day: datetime.date) -> tuple[Stand, ...]:
    """How the inspection of each entry of the equipment stands on a day."""
    return tuple(_stand(part(row, "special"), day) for row in rows(data, "equipment"))


def _stand(special: Data, day: datetime.date) -> Stand:
    due = domain.day(special.get("next_inspection"))
    return validity((due,), day), nearness(due, day)


def equipment(data: Data, zones: Names, inspected: Sequence[Stand]) -> tuple[domain.Equipment, ...]:
    """All equipment; an entry without a count is one. ``inspected`` is how each entry stands."""
    listed = zip(rows(data, "equipment"), inspected, strict=True)
    return tuple(_equipment(row, place, zones, stand) for place, (row, stand) in enumerate(listed))


def _equipment(row: Data, place: int, zones: Names, stand: Stand) -> domain.Equipment:
    special = part(row, "special")
    state, notice = stand
    return convert.build(
        domain.Equipment,
        {**row, **special},
        quantity=number(row, "count", 1),
        special=bool(special),
        kind=text(special, "category") or _ORDINARY,
        inspection_state=state,
        inspection_notice=notice,
        inspection_result=text(special, "result"),
        keys=("equipment", place),
        **zone_of(row, zones),
    )


def inspection_due(one: domain.Equipment) -> Notice | None:
    """The notice of special equipment in use; None of other equipment and of what is stopped or scrapped."""
    return one.inspection_notice if is_special_in_use(one) else None


def is_special_in_use(one: domain.Equipment) -> bool:
    """Whether it is special equipment that is neither stopped nor scrapped."""
    return one.special and one.state not in STOPPED


def chemicals(data: Data, zones: Names) -> tuple[domain.Chemical, ...]:
    """Dangerous chemicals used or stored."""
    return tuple(_chemical(row, zones) for row in rows(data, "chemicals"))


def _chemical(row: Data, zones: Names) -> domain.Chemical:
    at = zone_of(row, zones)
    return convert.build(domain.Chemical, row, storage=text(row, "storage") or at["zone"], **at)


def confined_spaces(data: Data, zones: Names) -> tuple[domain.ConfinedSpace, ...]:
    """Confined spaces; an entry without a count is one."""
    return tuple(_space(row, zones) for row in rows(data, "confined_spaces"))


def _space(row: Data, zones: Names) -> domain.ConfinedSpace:
    at = zone_of(row, zones)
    count, location = number(row, "count", 1), text(row, "location") or at["zone"]
    return convert.build(domain.ConfinedSpace, row, count=count, location=location, **at)


def health_factors(data: Data, day: datetime.date) -> tuple[domain.HealthFactor, ...]:
    """Occupational hazard factors."""
    return tuple(_health_factor(data, row, day) for row in rows(data, "health_factors"))


def _health_factor(data: Data, row: Data, day: datetime.date) -> domain.HealthFactor:
    due = health.next_test(data, domain.day(row.get("tested")))
    state = nearness(due, day)
    return convert.build(
        domain.HealthFactor, row, over_limit=health.over(row), next_test=due, test_state=state
    )
