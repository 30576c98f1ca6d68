"""Sheets of the service as recorded: visits, inspections, trainings, drills, contacts (Article 16)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from generator import domain
from generator.facts import acts, dates, sheets, standing
from generator.facts.dates import Day
from generator.facts.plain import NUMBERS, Data, joined, number, part, rows, share, text
from generator.facts.topics import DRILL, INSPECTION, TRAINING

AGENCY_KIND = "托管检查"
_CODE_TAIL = 6


def derive(
    data: Data,
    day: Day,
    plan: domain.Schedule,
    items: tuple[domain.ServiceItem, ...],
    listed: tuple[domain.InspectionRow, ...],
    hazards: tuple[domain.Hazard, ...],
    advisors: tuple[domain.Advisor, ...],
) -> domain.ServiceRecords:
    """Every sheet, made or to be filled, and how the service stands on the day."""
    inspections = inspection_sheets(data, plan, listed, hazards)
    whole = domain.Sheets(
        visit_sheets(data, plan, items, inspections),
        inspections,
        training_sheets(data, plan, advisors),
        drill_sheets(data, plan),
        contact_sheets(data),
    )
    staff = tuple(standing.advisor(one, day) for one in advisors)
    return domain.ServiceRecords(
        visits=whole.visits,
        inspections=inspections,
        notices=tuple(one for one in inspections if one.hazards),
        trainings=whole.trainings,
        drills=whole.drills,
        contacts=whole.contacts,
        progress=standing.progress(data, day, plan, inspections),
        advisors=staff,
        badges=bool(staff) and all(one.advisor.badge_number for one in staff),
        trained=bool(staff) and all(one.training == domain.TrainingState.VALID for one in staff),
        within_forty=bool(staff) and all(one.load == domain.Load.WITHIN for one in staff),
        milestones=_milestones(data, day),
        made=sheets.made(whole),
        ahead=sheets.ahead(whole),
        blank=sheets.BLANK,
    )


def _milestones(data: Data, day: Day) -> domain.Milestones:
    given = part(data, "documents")
    keys = ("letter_enterprise_delivered", "letter_bureau_delivered", "board_posted", "contract_uploaded")
    return domain.Milestones(*(dates.chinese(acts.done(given, key, day)) for key in keys))


class _Numbers:
    """Numbers of one kind of paper: kind, end of the credit code, day; a second one of a day gets -02."""

    def __init__(self, data: Data, kind: str) -> None:
        self._stem = joined((kind, text(part(data, "enterprise"), "uscc")[-_CODE_TAIL:]), "-")
        self._days: dict[str, int] = {}

    def of(self, day: str) -> str:
        if not day:
            return ""
        self._days[day] = count = self._days.get(day, 0) + 1
        return f"{self._stem}-{day.replace('-', '')}" + (f"-{count:02d}" if count > 1 else "")


def visit_sheets(
    data: Data,
    plan: domain.Schedule,
    items: tuple[domain.ServiceItem, ...],
    inspections: tuple[domain.InspectionSheet, ...],
) -> tuple[domain.VisitSheet, ...]:
    """One sheet for each visit of the plan."""
    numbers = _Numbers(data, "FW")
    found = {sheet.date: sheet.hazards for sheet in inspections if sheet.date}
    return tuple(
        domain.VisitSheet(
            no=visit.no,
            number=numbers.of(visit.done),
            planned=visit.date,
            tentative=visit.tentative,
            done=visit.done,
            month=visit.month,
            order=visit.order,
            form=visit.form,
            content=visit.content,
            items=tuple(item for item in items if str(item.no) in visit.items.split(NUMBERS)),
            participants=visit.participants,
            cooperation=visit.cooperation,
            output=visit.output,
            found=found.get(visit.done, ()),
        )
        for visit in plan.visits
    )


def inspection_sheets(
    data: Data,
    plan: domain.Schedule,
    listed: tuple[domain.InspectionRow, ...],
    hazards: tuple[domain.Hazard, ...],
) -> tuple[domain.InspectionSheet, ...]:
    """The agency's inspections that the ledger knows, and those of the plan beside them."""
    known = {hazard.number: hazard for hazard in hazards}
    numbers = {kind: _Numbers(data, kind) for kind in ("JC", "ZG", "FC")}
    inspected = [visit for visit in plan.visits if visit.form == INSPECTION]
    visits = {visit.done or visit.date: visit for visit in inspected}
    recorded = {group[0].date: group for group in _groups(listed) if group[0].kind == AGENCY_KIND}
    found = []
    for day in sorted({*visits, *recorded}):
        group, visit = recorded.get(day, ()), visits.get(day)
        seen = tuple(known[row.hazard] for row in group if row.hazard in known)
        made = day if group or (visit and visit.done) else ""
        rectified = sum(hazard.result == "已整改" for hazard in seen)
        found.append(
            domain.InspectionSheet(
                number=numbers["JC"].of(made),
                notice=numbers["ZG"].of(made if seen else ""),
                recheck=numbers["FC"].of(made if seen else ""),
                planned=visit.date if visit else "",
                date=made,
                inspectors=joined(row.inspectors for row in group) or (visit.participants if visit else ""),
                escort=joined(hazard.escort for hazard in seen),
                scope=joined((*_departments(group), *(hazard.zone for hazard in seen))),
                content=visit.content if visit else "",
                note=joined(row.note for row in group),
                hazards=seen,
                total=len(seen),
                major=sum(hazard.major for hazard in seen),
                rectified=rectified,
                recorded=bool(group),
                next=next((visit.date for visit in inspected if visit.date > day), ""),
            )
        )
    return tuple(found)


def _departments(group: Iterable[domain.InspectionRow]) -> list[str]:
    """The names in the ledger's column of places, one by one: a row may hold several."""
    return [name for row in group for name in row.department.split("、")]


def inspected(listed: tuple[domain.InspectionRow, ...], day: Day) -> frozenset[Day]:
    """The days up to the day on which the agency inspected, by the ledger."""
    found = (dates.parse(row.date) for row in listed if row.kind == AGENCY_KIND)
    return frozenset(one for one in found if one and one <= day)


def _groups(listed: Iterable[domain.InspectionRow]) -> list[list[domain.InspectionRow]]:
    """Rows of one inspection together, inspections of the agency on one day as one."""
    groups: dict[tuple[str, str], list[domain.InspectionRow]] = {}
    for row in listed:
        groups.setdefault((row.date, row.kind), []).append(row)
    return list(groups.values())


def training_sheets(
    data: Data, plan: domain.Schedule, advisors: tuple[domain.Advisor, ...]
) -> tuple[domain.TrainingSheet, ...]:
    """Trainings of all staff that the plan has, and others that an advisor gave."""
    numbers, names = _Numbers(data, "PX"), [one.name for one in advisors if one.name]
    visits = [visit for visit in plan.visits if visit.form == TRAINING]
    kept = [row for row in rows(part(data, "records"), "trainings") if _given(row, visits, names)]
    found: list[tuple[str, Data, domain.Visit | None]] = []
    for visit in visits:
        mine = [row for row in kept if text(row, "date") == visit.done and visit.done]
        kept = [row for row in kept if row not in mine]
        found += [(visit.done or visit.date, row, visit) for row in mine or [{}]]
    found += [(text(row, "date"), row, None) for row in kept]
    found.sort(key=lambda one: one[0])
    badges = {one.name: one.badge_number for one in advisors if one.name}
    return tuple(
        dataclasses.replace(
            _training(row, visit, numbers),
            pages=sheets.sign_pages(_expected(data, row)),
            badges=joined(badge for name, badge in badges.items() if name in text(row, "teacher")),
        )
        for _, row, visit in found
    )


def _expected(data: Data, row: Data) -> int:
    """How many are to sign; the whole staff for a training that is only planned."""
    if not row:
        return number(part(data, "enterprise"), "headcount")
    return number(row, "expected") or number(row, "present")


def _given(row: Data, visits: list[domain.Visit], names: list[str]) -> bool:
    """Whether the agency gave the training: an advisor taught, or it is the plan's training of that day."""
    taught = any(name in text(row, "teacher") for name in names)
    planned = any(visit.done == text(row, "date") for visit in visits)
    return taught or (planned and text(row, "kind") == "全员")


def _training(row: Data, visit: domain.Visit | None, numbers: _Numbers) -> domain.TrainingSheet:
    made = text(row, "date") or (visit.done if visit else "")
    return domain.TrainingSheet(
        number=numbers.of(made),
        planned=visit.date if visit else "",
        date=made,
        topic=text(row, "topic"),
        content=visit.content if visit else "",
        hours=text(row, "hours"),
        teacher=text(row, "teacher"),
        place=text(row, "place"),
        expected=text(row, "expected"),
        present=text(row, "present"),
        method=text(row, "method"),
        passed=text(row, "passed"),
        rate=share(number(row, "passed"), number(row, "present")) if "passed" in row else "",
        trainees=sheets.trainees(visit.participants if visit else ""),
    )


def drill_sheets(data: Data, plan: domain.Schedule) -> tuple[domain.DrillSheet, ...]:
    """Drills of the plan with what was recorded of them, and drills recorded beside the plan."""
    numbers = _Numbers(data, "YL")
    kept = {text(row, "date"): row for row in rows(part(data, "records"), "drills")}
    visits = {visit.done or visit.date: visit for visit in plan.visits if visit.form == DRILL}
    return tuple(_drill(kept.get(day, {}), visits.get(day), numbers) for day in sorted({*kept, *visits}))


def _drill(row: Data, visit: domain.Visit | None, numbers: _Numbers) -> domain.DrillSheet:
    made = text(row, "date") or (visit.done if visit else "")
    judged = part(row, "evaluation")
    return domain.DrillSheet(
        number=numbers.of(made),
        planned=visit.date if visit else "",
        date=made,
        name=text(row, "name"),
        kind=text(row, "kind"),
        mode=text(row, "mode"),
        plan=text(row, "plan"),
        place=text(row, "place"),
        commander=text(row, "commander"),
        present=text(row, "present"),
        scenario=text(row, "scenario"),
        steps=_steps(row),
        supplies=text(row, "supplies"),
        people=text(judged, "people"),
        supplies_ready=text(judged, "supplies"),
        coordination=text(judged, "coordination"),
        effect=text(judged, "effect"),
        outside=text(judged, "outside"),
        problems=_problems(row),
        advice=text(row, "advice"),
        content=visit.content if visit else "",
        participants=visit.participants if visit else "",
        cooperation=visit.cooperation if visit else "",
    )


def _steps(row: Data) -> tuple[domain.DrillStep, ...]:
    keys = ("time", "action", "responsible")
    return tuple(domain.DrillStep(*(text(one, key) for key in keys)) for one in rows(row, "timeline"))


def _problems(row: Data) -> tuple[domain.DrillProblem, ...]:
    keys = ("problem", "measure", "responsible", "due")
    return tuple(domain.DrillProblem(*(text(one, key) for key in keys)) for one in rows(row, "problems"))


def contact_sheets(data: Data) -> tuple[domain.ContactSheet, ...]:
    """Contact sheets in the order of their days."""
    numbers = _Numbers(data, "LX")
    found = sorted(rows(part(data, "records"), "contacts"), key=lambda row: text(row, "date"))
    keys = (
        "date",
        "to",
        "kind",
        "subject",
        "content",
        "basis",
        "due",
        "reply",
        "replier",
        "replied",
        "copied",
    )
    return tuple(
        domain.ContactSheet(
            text(row, "number") or numbers.of(text(row, "date")), *(text(row, key) for key in keys)
        )
        for row in found
    )
