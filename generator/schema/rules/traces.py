"""One event told in two places of the data: what was found on a visit, what was inspected and measured."""

from __future__ import annotations

import re

from generator.record import Keys
from generator.schema import serving as advisors
from generator.schema.view import Row, View

_AGENCY, _INSPECTED = "托管检查", "定期检验"
_APART = re.compile(r"[、，,；;/\s]+")


def found_on_site(view: View) -> None:
    """What the agency found, it found on a day on which it was there."""
    days = _days_there(view)
    if not days or any(path[:1] in {("schedule",), ("records",)} for path in view.damaged):
        return
    for keys, row in view.rows("hazards"):
        found = row.get("found")
        if found and found not in days and row.get("source", _AGENCY) == _AGENCY:
            place = view.mention(("schedule", "visits"), (*keys, "found"))
            message = f"{found} 没有到场，也没有托管检查记录{place}"
            hint = "请核对日期，或补填实际到场日期（done）；不是托管检查发现的填隐患来源（source）"
            view.warn((*keys, "found"), message, hint)


def _days_there(view: View) -> set[str]:
    """The days of visits made and of the agency's inspections."""
    visits = {row["done"] for _, row in view.rows("schedule", "visits") if "done" in row}
    inspections = [row for _, row in view.rows("records", "inspections") if row.get("kind") == _AGENCY]
    return visits | {row["date"] for row in inspections if "date" in row}


def inspectors(view: View) -> None:
    """Who inspects for the agency is one of its advisors."""
    listed = view.names("agency", "advisors")
    if not listed:
        return
    for keys, row in view.rows("records", "inspections"):
        if row.get("kind") == _AGENCY:
            for name in filter(None, _APART.split(row.get("inspectors", ""))):
                if name not in listed:
                    place = view.mention(("agency", "advisors"), (*keys, "inspectors"))
                    message = f"托管检查的检查人员“{name}”不是辅导员{place}"
                    view.warn((*keys, "inspectors"), message, "请核对姓名；企业陪同的人写在备注里")


def serving(view: View) -> None:
    """Who finds hazards for the agency is one of the advisors who serve this client on the day."""
    named = () if view.is_damaged("advisors") else advisors.serving(view)
    known = view.names("agency", "advisors") or set()
    for keys, row in view.rows("hazards"):
        for name in filter(None, _APART.split(row.get("finder", ""))):
            if named and name in known:
                own = [one for one in named if one.name == name]
                _serves(view, (*keys, "finder"), name, own, row.get("found"))


def _serves(view: View, at: Keys, name: str, own: list[advisors.Serving], day: str | None) -> None:
    if not own:
        place = view.mention(("advisors",), at)
        message = f"检查人“{name}”不在服务这家企业的辅导员里{place}"
        view.warn(at, message, "请补到服务辅导员（advisors）里，或核对姓名")
    elif day and not any(one.since <= day <= one.until for one in own):
        place = view.mention(own[-1].keys, at)
        message = f"检查人“{name}”{day} 不在服务这家企业{place}"
        view.warn(at, message, "请核对发现日期和辅导员的服务起止日期（from、until）")


def last_inspections(view: View) -> None:
    """The last inspection of special equipment is not before the last that the records have."""
    machines = {
        row.get(name): (keys, row)
        for keys, row in view.rows("equipment")
        for name in ("name", "code")
        if isinstance(row.get("special"), dict)
    }
    for keys, row in view.rows("records", "equipment_checks"):
        if row.get("kind") == _INSPECTED and row.get("equipment") in machines:
            _inspected(view, (*keys, "date"), row.get("date"), machines[row["equipment"]])


def _inspected(view: View, keys: Keys, day: str | None, machine: tuple[Keys, Row]) -> None:
    where, row = machine
    listed = row["special"].get("inspected")
    if day and listed and day > listed:
        place = view.mention((*where, "special", "inspected"), keys)
        message = f"{day} 做了定期检验，设备清单里的上次检验日期却是 {listed}{place}"
        view.warn(keys, message, "请更新设备清单的上次、下次检验日期")


def last_measurements(view: View) -> None:
    """The day on which a factor was measured is that of its last record."""
    last = _last_measured(view)
    for keys, row in view.rows("health_factors"):
        where, day = last.get(row.get("factor", ""), ((), ""))
        if day and row.get("tested", day) != day:
            place = view.mention(where, (*keys, "tested"))
            message = f"检测日期写的是 {row['tested']}，检测记录里最近一次是 {day}{place}"
            view.warn((*keys, "tested"), message, "请按检测报告核对两处日期")


def _last_measured(view: View) -> dict[str, tuple[Keys, str]]:
    """The last day of each factor in the records, with its place."""
    last: dict[str, tuple[Keys, str]] = {}
    for keys, row in view.rows("records", "monitoring"):
        factor, day = row.get("factor"), row.get("date")
        if factor and day and (factor not in last or day > last[factor][1]):
            last[factor] = ((*keys, "date"), day)
    return last


RULES = (found_on_site, inspectors, serving, last_inspections, last_measurements)
