"""Papers of the service as recorded: visits and contacts, and how the service stands (Article 16)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from generator import domain
from generator.domain import Load, TrainingState, convert
from generator.facts import drills, papers, rechecks, standing
from generator.facts.papers import Numbers
from generator.facts.plain import Data, by_day, late, part, text


def written(
    data: Data,
    enterprise: domain.Enterprise,
    plan: domain.Schedule,
    items: tuple[domain.ServiceItem, ...],
    inspected: tuple[domain.InspectionPaper, ...],
    taught: tuple[domain.TrainingPaper, ...],
) -> domain.Papers:
    """Every paper, made or to be filled; those of inspections and trainings are written beforehand."""
    return domain.Papers(
        visits=visit_papers(enterprise.uscc, plan, items, inspected),
        inspections=inspected,
        trainings=taught,
        drills=drills.papers(data, enterprise.uscc, plan),
        contacts=contact_papers(data, enterprise.uscc),
        rechecks=rechecks.papers(enterprise.uscc, inspected),
    )


def derive(
    data: Data,
    day: datetime.date,
    plan: domain.Schedule,
    whole: domain.Papers,
    advisors: tuple[domain.Advisor, ...],
) -> domain.ServiceRecords:
    """The papers by whether they are made, and how the service and its advisors stand on the day."""
    staff = tuple(standing.advisor(one, day) for one in advisors)
    return domain.ServiceRecords(
        visits=whole.visits,
        inspections=whole.inspections,
        notices=tuple(one for one in whole.inspections if one.hazards),
        trainings=whole.trainings,
        drills=whole.drills,
        contacts=whole.contacts,
        progress=standing.progress(data, day, plan, whole.inspections),
        advisors=staff,
        badges=_every(bool(one.advisor.badge_number) for one in staff),
        trained=_every(one.training == TrainingState.VALID for one in staff),
        within_forty=_every(one.load == Load.WITHIN for one in staff),
        milestones=_milestones(data),
        made=papers.made(whole),
        ahead=papers.ahead(whole),
        blank=papers.BLANK,
    )


def _every(told: Iterable[bool]) -> bool:
    """Whether it holds of everyone: of nobody it does not."""
    found = list(told)
    return bool(found) and all(found)


def _milestones(data: Data) -> domain.Milestones:
    given = part(data, "documents")
    return domain.Milestones(
        letter_enterprise=domain.day(given.get("letter_enterprise_delivered")),
        letter_bureau=domain.day(given.get("letter_bureau_delivered")),
        board_posted=domain.day(given.get("board_posted")),
        uploaded=domain.day(given.get("contract_uploaded")),
    )


def visit_papers(
    uscc: str,
    plan: domain.Schedule,
    items: tuple[domain.ServiceItem, ...],
    inspected: tuple[domain.InspectionPaper, ...],
) -> tuple[domain.VisitPaper, ...]:
    """One paper for each visit of the plan."""
    numbers = Numbers(uscc, "FW")
    found = {paper.date: paper.hazards for paper in inspected}
    return tuple(_visit(visit, numbers, items, found.get(visit.done, ())) for visit in plan.visits)


def _visit(
    visit: domain.Visit,
    numbers: Numbers,
    items: tuple[domain.ServiceItem, ...],
    found: tuple[domain.Hazard, ...],
) -> domain.VisitPaper:
    return domain.VisitPaper(
        no=visit.no,
        number=numbers.of(visit.done),
        planned=visit.date,
        tentative=visit.tentative,
        done=visit.done,
        month=visit.month,
        order=visit.order,
        form=visit.form,
        content=visit.content,
        items=tuple(item for item in items if item.no in visit.items),
        participants=visit.participants,
        cooperation=visit.cooperation,
        output=visit.output,
        found=found,
    )


def contact_papers(data: Data, uscc: str) -> tuple[domain.ContactPaper, ...]:
    """Contact papers in the order of their days."""
    numbers = Numbers(uscc, "LX")
    return tuple(_contact(row, numbers) for row in by_day(data, "contacts"))


def _contact(row: Data, numbers: Numbers) -> domain.ContactPaper:
    sent, replied = _date(row), domain.day(row.get("replied"))
    number, written = _own(row) or numbers.of(sent), replied or sent
    return convert.build(domain.ContactPaper, row, number=number, written=written, late=late(row))


def _date(row: Data) -> domain.Day:
    return domain.day(row.get("date"))


def _own(row: Data) -> str:
    """The number that the client's own file gives a paper."""
    return text(row, "number")
