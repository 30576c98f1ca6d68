"""Rows of the ledgers: training, equipment checks, protective equipment, measurements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import starmap

from generator import domain
from generator.domain import convert
from generator.facts import health, supplies
from generator.facts.dates import Day
from generator.facts.plain import Data, Fields, by_day, grouped, late, number, part, ratio, rows, text
from generator.library import Library

Trainings = tuple[domain.Training, ...]
Posts = tuple[domain.Post, ...]
Machines = tuple[domain.Equipment, ...]


def derive(
    data: Data,
    day: Day,
    posts: Posts,
    equipment: Machines,
    spent: tuple[domain.Spending, ...],
    spent_total: domain.SpendingTotal,
    library: Library,
) -> domain.Records:
    """Everything that the ledgers keep beside meetings and inspections; spending is derived beforehand."""
    return domain.Records(
        **_taught(trainings(data)),
        inductions=inductions(data),
        equipment_checks=equipment_checks(data, equipment),
        equipment_counts=equipment_counts(equipment),
        ppe_standards=ppe_standards(posts),
        ppe_issues=ppe_issues(data, posts),
        spending=spent,
        spending_total=spent_total,
        monitoring=health.monitoring(data, day),
        **_stocked(supplies.derive(data, day, library)),
    )


def _taught(kept: Trainings) -> Fields:
    """The trainings, how many there are of a kind, and those of occupational health."""
    of_health = tuple(one for one in kept if one.kind == domain.TrainingKind.HEALTH)
    return {"trainings": kept, "training_counts": training_counts(kept), "health_trainings": of_health}


def _stocked(stock: tuple[domain.Supply, ...]) -> Fields:
    """Emergency supplies, the extinguishers and what washes among them."""
    washing = tuple(one for one in stock if one.kind == domain.SupplyKind.WASHING)
    return {"supplies": stock, "extinguishers": supplies.extinguishers(stock), "health_supplies": washing}


def trainings(data: Data) -> Trainings:
    """Trainings in the order of their days."""
    return tuple(_training(no, row) for no, row in enumerate(by_day(data, "trainings"), 1))


def _training(no: int, row: Data) -> domain.Training:
    return convert.build(domain.Training, row, no=no, rate=_passed(row), late=late(row))


def _passed(row: Data) -> domain.Share:
    """The share of those present who passed; None where nobody was counted."""
    return ratio(number(row, "passed"), number(row, "present")) if "passed" in row else None


def training_counts(kept: Trainings) -> tuple[domain.TrainingCount, ...]:
    """The trainings of each kind, in the order in which the kinds appear."""
    return tuple(_count(kind, group) for kind, group in grouped(kept, lambda one: one.kind).items())


def _count(kind: domain.TrainingKind | None, group: list[domain.Training]) -> domain.TrainingCount:
    return domain.TrainingCount(
        kind=kind,
        times=len(group),
        hours=_added(one.hours for one in group),
        people=sum(one.present or 0 for one in group),
        passed=sum(one.passed or 0 for one in group),
        person_hours=sum((_person_hours(one) for one in group), Decimal(0)),
    )


def _person_hours(one: domain.Training) -> Decimal:
    return (one.hours or Decimal(0)) * (one.present or 0)


def inductions(data: Data) -> tuple[domain.Induction, ...]:
    """New workers in the order given."""
    given = rows(part(data, "records"), "inductions")
    return tuple(starmap(_induction, enumerate(given, 1)))


def _induction(no: int, row: Data) -> domain.Induction:
    one = convert.build(domain.Induction, row, no=no, total=None, late=late(row))
    return replace(one, total=_added((one.company_hours, one.workshop_hours, one.team_hours)))


def _added(hours: Iterable[domain.Amount]) -> domain.Amount:
    """The sum of the hours that are known; None where none is."""
    known = [one for one in hours if one is not None]
    return sum(known, Decimal(0)) if known else None


def equipment_checks(data: Data, equipment: Machines) -> tuple[domain.EquipmentCheck, ...]:
    """Checks in the order of their days, each with the code and name of what was checked."""
    by_name = {key: one for one in reversed(equipment) for key in (one.name, one.code) if key}
    found = enumerate(by_day(data, "equipment_checks"), 1)
    return tuple(_check(no, row, by_name.get(text(row, "equipment"))) for no, row in found)


def _check(no: int, row: Data, one: domain.Equipment | None) -> domain.EquipmentCheck:
    """A check of a piece of equipment; the code is told where the data names the equipment by it."""
    told = text(row, "equipment")
    code, name = ("", told) if one is None else (one.code if told == one.code else "", one.name)
    return convert.build(domain.EquipmentCheck, row, no=no, code=code, name=name, late=late(row))


def equipment_counts(equipment: Machines) -> tuple[domain.EquipmentCount, ...]:
    """Special equipment by category."""
    groups = grouped((one for one in equipment if one.special), lambda one: one.category)
    return tuple(_equipment_count(category, group) for category, group in groups.items())


def _equipment_count(category: str, group: list[domain.Equipment]) -> domain.EquipmentCount:
    return domain.EquipmentCount(
        category=category,
        total=sum(one.quantity for one in group),
        in_use=_in_state(group, "在用"),
        stopped=_in_state(group, "停用"),
        overdue=sum(one.quantity for one in group if one.inspection_notice == domain.Notice.PAST),
    )


def _in_state(group: list[domain.Equipment], state: str) -> int:
    return sum(one.quantity for one in group if one.state == state)


def ppe_standards(posts: Posts) -> tuple[domain.PpeStandard, ...]:
    """One row for each piece of equipment of each post."""
    found = ((post, item) for post in posts for item in post.ppe_items)
    return tuple(_standard(no, post, item) for no, (post, item) in enumerate(found, 1))


def _standard(no: int, post: domain.Post, item: domain.Ppe) -> domain.PpeStandard:
    return domain.PpeStandard(
        no=no,
        post=post.name,
        department=post.department,
        headcount=post.headcount,
        hazards=post.hazards,
        name=item.name,
        standard=item.standard,
        count=item.count,
        cycle_months=item.cycle_months,
    )


def ppe_issues(data: Data, posts: Posts) -> tuple[domain.PpeIssue, ...]:
    """Issues in the order of their days; what the post says fills in what the line leaves out."""
    known = {post.name: post for post in posts}
    found = enumerate(by_day(data, "ppe_issues"), 1)
    given = (convert.build(domain.PpeIssue, row, no=no, late=late(row)) for no, row in found)
    return tuple(_issue(one, known) for one in given)


def _issue(one: domain.PpeIssue, posts: Mapping[str, domain.Post]) -> domain.PpeIssue:
    post = posts.get(one.post)
    if post is None:
        return one
    one = replace(one, department=one.department or post.department)
    given = next((item for item in reversed(post.ppe_items) if item.name == one.item), None)
    return one if given is None else _as_given(one, given)


def _as_given(one: domain.PpeIssue, given: domain.Ppe) -> domain.PpeIssue:
    cycle = given.cycle_months if one.cycle_months is None else one.cycle_months
    return replace(one, standard=one.standard or given.standard, cycle_months=cycle)
