"""Emergency supplies, and when extinguishers are to be repaired and scrapped."""

from __future__ import annotations

import datetime

from generator import domain
from generator.facts import dates
from generator.facts.dates import Day
from generator.facts.plain import Data, rows, text
from generator.library import reference

_MONTHS = {"每月": 1, "每季度": 3, "每半年": 6, "每年": 12}
_DAYS = {"每周": 7, "每半月": 15}


def derive(data: Data, day: Day) -> tuple[domain.Supply, ...]:
    """All emergency supplies in the order given."""
    return tuple(_supply(no, row, day) for no, row in enumerate(rows(data, "emergency_supplies"), 1))


def extinguishers(supplies: tuple[domain.Supply, ...]) -> tuple[domain.Supply, ...]:
    """The fire extinguishers among the supplies."""
    return tuple(one for one in supplies if one.kind.endswith("灭火器"))


def _supply(no: int, row: Data, day: Day) -> domain.Supply:
    made, repaired = text(row, "made"), text(row, "repaired")
    rule = reference.load("extinguishers").get(text(row, "kind"))
    first, again, scrap = (rule["first"], rule["again"], rule["scrap"]) if rule else (0, 0, 0)
    first_repair = dates.later(made, first * 12) if rule else ""
    next_repair = dates.later(repaired, again * 12) if rule and repaired else first_repair
    scrapped = dates.later(made, scrap * 12) if rule else ""
    expires = text(row, "expires") or scrapped
    return domain.Supply(
        no=no,
        code=text(row, "code"),
        name=text(row, "name"),
        kind=text(row, "kind"),
        model=text(row, "model"),
        quantity=text(row, "quantity"),
        unit=text(row, "unit"),
        place=text(row, "place"),
        basis=text(row, "basis"),
        made=made,
        expires=expires,
        expiry_state=dates.notice(expires, day),
        cycle=text(row, "cycle"),
        checked=text(row, "checked"),
        result=text(row, "result"),
        keeper=text(row, "keeper"),
        next_check=next_check(text(row, "checked"), text(row, "cycle")),
        level=text(row, "level"),
        first_repair=first_repair,
        repair_years=str(again) if rule else "",
        repaired=repaired,
        next_repair="" if scrapped and next_repair >= scrapped else next_repair,
        scrap=scrapped,
        state=_state(scrapped, next_repair, expires, day),
        note=text(row, "note"),
    )


def next_check(checked: str, cycle: str) -> str:
    """The day of the next check."""
    last = dates.parse(checked)
    if last and cycle in _DAYS:
        return (last + datetime.timedelta(days=_DAYS[cycle])).isoformat()
    return dates.later(checked, _MONTHS[cycle]) if last and cycle in _MONTHS else ""


def _state(scrap: str, repair: str, expires: str, day: Day) -> str:
    if not scrap:
        return dates.notice(expires, day)
    if dates.reached(scrap, day):
        return "应报废"
    return "应维修" if dates.reached(repair, day) else "正常"
