"""Rows of the ledgers: training, equipment checks, protective equipment, measurements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from generator import domain
from generator.domain import convert, printing
from generator.facts import health, spending, supplies
from generator.facts.dates import Day
from generator.facts.plain import Data, by_day, number, part, ratio, rows, text

_WASHING = "洗眼与喷淋"


def derive(
    data: Data,
    day: Day,
    posts: tuple[domain.Post, ...],
    equipment: tuple[domain.Equipment, ...],
    fee: domain.SafetyFee,
) -> domain.Records:
    """Everything that the ledgers keep beside meetings and inspections."""
    kept = trainings(data)
    stock = supplies.derive(data, day)
    return domain.Records(
        trainings=kept,
        training_counts=training_counts(kept),
        health_trainings=tuple(one for one in kept if one.kind == domain.TrainingKind.HEALTH),
        inductions=inductions(data),
        equipment_checks=equipment_checks(data, equipment),
        equipment_counts=equipment_counts(equipment),
        ppe_standards=ppe_standards(posts),
        ppe_issues=ppe_issues(data, posts),
        spending=spending.lines(data),
        spending_total=spending.total(data, day.year, fee),
        monitoring=health.monitoring(data, day),
        supplies=stock,
        extinguishers=supplies.extinguishers(stock),
        health_supplies=tuple(one for one in stock if one.kind == _WASHING),
    )


def trainings(data: Data) -> tuple[domain.Training, ...]:
    """Trainings in the order of their days."""
    return tuple(
        convert.build(domain.Training, row, no=no, rate=_passed(row))
        for no, row in enumerate(by_day(data, "trainings"), 1)
    )


def _passed(row: Data) -> domain.Share:
    """The share of those present who passed; None where nobody was counted."""
    return ratio(number(row, "passed"), number(row, "present")) if "passed" in row else None


def training_counts(kept: tuple[domain.Training, ...]) -> tuple[domain.TrainingCount, ...]:
    """The trainings of each kind, in the order in which the kinds appear."""
    groups: dict[domain.TrainingKind | None, list[domain.Training]] = {}
    for one in kept:
        groups.setdefault(one.kind, []).append(one)
    return tuple(_count(kind, group) for kind, group in groups.items())


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
    found = (
        convert.build(domain.Induction, row, no=no, total=None)
        for no, row in enumerate(rows(part(data, "records"), "inductions"), 1)
    )
    return tuple(
        replace(one, total=_added((one.company_hours, one.workshop_hours, one.team_hours))) for one in found
    )


def _added(hours: Iterable[domain.Amount]) -> domain.Amount:
    """The sum of the hours that are known; None where none is."""
    known = [one for one in hours if one is not None]
    return sum(known, Decimal(0)) if known else None


def equipment_checks(
    data: Data, equipment: tuple[domain.Equipment, ...]
) -> tuple[domain.EquipmentCheck, ...]:
    """Checks in the order of their days, each with the code and name of what was checked."""
    known = {key: one for one in reversed(equipment) for key in (one.name, one.code) if key}
    found = []
    for no, row in enumerate(by_day(data, "equipment_checks"), 1):
        told = text(row, "equipment")
        one = known.get(told)
        keys = ("kind", "content", "result", "handling", "checker", "next")
        found.append(
            domain.EquipmentCheck(
                no,
                text(row, "date"),
                one.code if one and told == one.code else "",
                one.name if one else told,
                *(text(row, key) for key in keys),
            )
        )
    return tuple(found)


def equipment_counts(equipment: tuple[domain.Equipment, ...]) -> tuple[domain.EquipmentCount, ...]:
    """Special equipment by category."""
    groups: dict[str, list[domain.Equipment]] = {}
    for one in equipment:
        if one.special:
            groups.setdefault(one.category, []).append(one)
    return tuple(
        domain.EquipmentCount(
            category,
            sum(one.quantity for one in group),
            sum(one.quantity for one in group if one.state == "在用"),
            sum(one.quantity for one in group if one.state == "停用"),
            sum(one.quantity for one in group if one.inspection_notice == "已超期"),
        )
        for category, group in groups.items()
    )


def ppe_standards(posts: tuple[domain.Post, ...]) -> tuple[domain.PpeStandard, ...]:
    """One row for each piece of equipment of each post."""
    found = ((post, item) for post in posts for item in post.ppe_items)
    return tuple(
        domain.PpeStandard(
            no,
            post.name,
            post.department,
            post.headcount,
            "、".join(post.hazards),
            item.name,
            item.standard,
            printing.words(item.count),
            printing.words(item.cycle_months),
        )
        for no, (post, item) in enumerate(found, 1)
    )


def ppe_issues(data: Data, posts: tuple[domain.Post, ...]) -> tuple[domain.PpeIssue, ...]:
    """Issues in the order of their days; what the post says fills in what the line leaves out."""
    standards = {(post.name, item.name): (post, item) for post in posts for item in post.ppe_items}
    departments = {post.name: post.department for post in posts}
    found = []
    for no, row in enumerate(by_day(data, "ppe_issues"), 1):
        post, item = text(row, "post"), text(row, "item")
        _, given = standards.get((post, item), (None, None))
        found.append(
            domain.PpeIssue(
                no=no,
                date=text(row, "date"),
                name=text(row, "name"),
                department=text(row, "department") or departments.get(post, ""),
                post=post,
                item=item,
                standard=text(row, "standard") or (given.standard if given else ""),
                grade=text(row, "grade"),
                quantity=text(row, "quantity"),
                unit=text(row, "unit"),
                cycle_months=text(row, "cycle_months")
                or (printing.words(given.cycle_months) if given else ""),
                expires=text(row, "expires"),
                mark=text(row, "mark"),
                returned=text(row, "returned"),
                issuer=text(row, "issuer"),
            )
        )
    return tuple(found)
