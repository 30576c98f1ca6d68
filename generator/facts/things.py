"""Equipment, chemicals, confined spaces and health factors."""

from __future__ import annotations

from collections.abc import Mapping

from generator import domain
from generator.domain import printing
from generator.facts import health
from generator.facts.dates import Day, nearness
from generator.facts.people import validity
from generator.facts.plain import Data, items, joined, number, part, rows, text

SCRAPPED = "报废"
STOPPED = ("停用", SCRAPPED)


def equipment(data: Data, zones: Mapping[str, str], day: Day) -> tuple[domain.Equipment, ...]:
    """All equipment; an entry without a count is one."""
    return tuple(_equipment(row, zones, day) for row in rows(data, "equipment"))


def _equipment(row: Data, zones: Mapping[str, str], day: Day) -> domain.Equipment:
    special = part(row, "special")
    return domain.Equipment(
        code=text(row, "code"),
        name=text(row, "name"),
        model=text(row, "model"),
        quantity=number(row, "count", 1),
        zone=zones.get(text(row, "zone"), text(row, "zone")),
        zone_code=text(row, "zone"),
        maker=text(row, "maker"),
        serial=text(row, "serial"),
        made=text(row, "made"),
        commissioned=text(row, "commissioned"),
        state=text(row, "state"),
        special=bool(special),
        category=text(special, "category"),
        kind=text(special, "category") or "非特种",
        registration=text(special, "registration"),
        parameters=text(row, "parameters"),
        inspected=text(special, "inspected"),
        next_inspection=text(special, "next_inspection"),
        cycle_months=text(special, "cycle_months"),
        inspection_state=validity((domain.day(special.get("next_inspection")),), day),
        inspection_notice=printing.words(nearness(domain.moment(special.get("next_inspection")), day)),
        inspection_result=text(special, "result"),
        inspector=text(special, "inspector"),
        accessories=text(special, "accessories"),
        operators=text(row, "operators"),
        keeper=text(row, "keeper"),
    )


def inspection_due(one: domain.Equipment) -> str:
    """The notice of special equipment in use; "" of other equipment and of what is stopped or scrapped."""
    return one.inspection_notice if one.special and one.state not in STOPPED else ""


def chemicals(data: Data) -> tuple[domain.Chemical, ...]:
    """Dangerous chemicals used or stored."""
    return tuple(
        domain.Chemical(
            name=text(row, "name"),
            cas=text(row, "cas"),
            hazard=text(row, "hazard"),
            max_stock=text(row, "max_stock"),
            storage=text(row, "storage"),
            usage=text(row, "usage"),
            precursor=row.get("precursor") is True,
            explosive_precursor=row.get("explosive_precursor") is True,
        )
        for row in rows(data, "chemicals")
    )


def confined_spaces(data: Data) -> tuple[domain.ConfinedSpace, ...]:
    """Confined spaces; an entry without a count is one."""
    return tuple(
        domain.ConfinedSpace(
            name=text(row, "name"),
            location=text(row, "location"),
            count=number(row, "count", 1),
            hazards=joined(items(row, "hazards")),
            accidents=joined(items(row, "accidents")),
            work_by=text(row, "work_by"),
            keeper=text(row, "keeper"),
        )
        for row in rows(data, "confined_spaces")
    )


def health_factors(data: Data, day: Day) -> tuple[domain.HealthFactor, ...]:
    """Occupational hazard factors."""
    return tuple(_health_factor(data, row, day) for row in rows(data, "health_factors"))


def _health_factor(data: Data, row: Data, day: Day) -> domain.HealthFactor:
    due = health.next_test(data, domain.day(row.get("tested")))
    return domain.HealthFactor(
        factor=text(row, "factor"),
        posts=joined(items(row, "posts")),
        exposed=number(row, "exposed"),
        hours=text(row, "hours"),
        limit=text(row, "limit"),
        result=text(row, "result"),
        tested=text(row, "tested"),
        examined=text(row, "examined"),
        severity=text(row, "severity"),
        protection=text(row, "protection"),
        over_limit=health.over_limit(text(row, "result"), text(row, "limit")),
        next_test=due,
        test_state=nearness(due, day),
    )
