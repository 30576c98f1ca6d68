"""One event told in two places of the data: what was found on a visit, what was inspected and measured."""

from __future__ import annotations

from collections.abc import Iterator

from generator.schema import apart
from generator.schema import serving as advisors
from generator.schema.view import Entry, View

_AGENCY, _INSPECTED = "托管检查", "定期检验"


def found_on_site(view: View) -> None:
    """What the agency found, it found on a day on which it was there."""
    days = {*_visited(view), *(one.get("date") for one in _inspections(view))} - {None}
    if not days or view.has_gaps("schedule") or view.has_gaps("records"):
        return
    for hazard in view.entries("hazards"):
        found = hazard.get("found")
        if found and found not in days and hazard.get("source", _AGENCY) == _AGENCY:
            _not_there(hazard)


def _not_there(hazard: Entry) -> None:
    """Tell a day on which the agency found something where it was not."""
    place = hazard.away(("schedule", "visits"), "found")
    message = f"{hazard.get('found')} 没有到场，也没有托管检查记录{place}"
    hint = "请核对日期，或补填实际到场日期（done）；不是托管检查发现的填隐患来源（source）"
    hazard.warn("found", message, hint)


def _visited(view: View) -> set[str]:
    """The days of visits made."""
    return {row["done"] for _, row in view.rows("schedule", "visits") if "done" in row}


def _inspections(view: View) -> Iterator[Entry]:
    """The agency's inspections."""
    return (one for one in view.entries("records", "inspections") if one.get("kind") == _AGENCY)


def inspectors(view: View) -> None:
    """Who inspects for the agency is one of its advisors."""
    listed = view.names("agency", "advisors")
    if listed:
        for inspection in _inspections(view):
            _inspectors(inspection, listed)


def _inspectors(inspection: Entry, listed: set[str]) -> None:
    for name in apart.names(inspection.get("inspectors", "")):
        if name not in listed:
            _no_advisor(inspection, name)


def _no_advisor(inspection: Entry, name: str) -> None:
    place = inspection.away(("agency", "advisors"), "inspectors")
    message = f"托管检查的检查人员“{name}”不是辅导员{place}"
    inspection.warn("inspectors", message, "请核对姓名；企业陪同的人写在备注里")


def serving(view: View) -> None:
    """Who finds hazards for the agency is one of the advisors who serve this client on the day."""
    named = () if view.is_damaged("advisors") else advisors.serving(view)
    known = view.names("agency", "advisors") or set()
    if named:
        for hazard in view.entries("hazards"):
            for name in apart.names(hazard.get("finder", "")):
                if name in known:
                    _serves(hazard, name, [one for one in named if one.name == name])


def _serves(hazard: Entry, name: str, own: list[advisors.Serving]) -> None:
    """Who found a hazard serves the client at some time, and so on the day."""
    day = hazard.get("found")
    if not own:
        message = f"检查人“{name}”不在服务这家企业的辅导员里{hazard.away(('advisors',), 'finder')}"
        hazard.warn("finder", message, "请补到服务辅导员（advisors）里，或核对姓名")
    elif day and not any(one.holds(day) for one in own):
        _not_then(hazard, name, own[-1])


def _not_then(hazard: Entry, name: str, last: advisors.Serving) -> None:
    """Tell who found something on a day on which he does not serve the client."""
    place = hazard.away(last.keys, "finder")
    message = f"检查人“{name}”{hazard.get('found')} 不在服务这家企业{place}"
    hazard.warn("finder", message, "请核对发现日期和辅导员的服务起止日期（from、until）")


def last_inspections(view: View) -> None:
    """The last inspection of special equipment is not before the last that the records have."""
    machines = _special(view)
    for check in view.entries("records", "equipment_checks"):
        machine = machines.get(check.get("equipment", ""))
        if machine and check.get("kind") == _INSPECTED:
            _inspected(check, machine)


def _special(view: View) -> dict[str, Entry]:
    """The special equipment by name and by number."""
    special = [one for one in view.entries("equipment") if isinstance(one.get("special"), dict)]
    return {one.get(field): one for one in special for field in ("name", "code") if field in one.row}


def _inspected(check: Entry, machine: Entry) -> None:
    day, listed = check.get("date"), machine.get("special").get("inspected")
    if day and listed and day > listed:
        place = check.away(machine.at("special.inspected"), "date")
        message = f"{day} 做了定期检验，设备清单里的上次检验日期却是 {listed}{place}"
        check.warn("date", message, "请更新设备清单的上次、下次检验日期")


def last_measurements(view: View) -> None:
    """The day on which a factor was measured is that of its last record."""
    last = _last_measured(view)
    for factor in view.entries("health_factors"):
        record = last.get(factor.get("factor", ""))
        if record and "tested" in factor.row:
            _measured(factor, record)


def _measured(factor: Entry, record: Entry) -> None:
    tested, day = factor.get("tested"), record.get("date")
    if tested != day:
        place = factor.away(record.at("date"), "tested")
        message = f"检测日期写的是 {tested}，检测记录里最近一次是 {day}{place}"
        factor.warn("tested", message, "请按检测报告核对两处日期")


def _last_measured(view: View) -> dict[str, Entry]:
    """The last record of each factor; of those of one day the first."""
    last: dict[str, Entry] = {}
    for record in view.entries("records", "monitoring"):
        factor, day = record.get("factor"), record.get("date")
        if factor and day and (factor not in last or day > last[factor].get("date")):
            last[factor] = record
    return last


RULES = (found_on_site, inspectors, serving, last_inspections, last_measurements)
