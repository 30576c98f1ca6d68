"""Rows of the ledgers: training, equipment checks, protective equipment, measurements."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from generator import domain
from generator.domain import printing
from generator.facts import health, spending, supplies
from generator.facts.dates import Day
from generator.facts.plain import Data, by_day, number, part, rows, share, text, written

_HEALTH = "职业卫生"
_WASHING = "洗眼与喷淋"
_LEVELS = ("company", "workshop", "team")


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
        health_trainings=tuple(one for one in kept if one.kind == _HEALTH),
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
    keys = ("date", "kind", "topic", "hours", "teacher", "place", "expected", "present", "method", "passed")
    return tuple(
        domain.Training(
            no=no,
            rate=share(number(row, "passed"), number(row, "present")) if "passed" in row else "",
            **{key: text(row, key) for key in (*keys, "sheet", "media", "file")},
        )
        for no, row in enumerate(by_day(data, "trainings"), 1)
    )


def training_counts(kept: tuple[domain.Training, ...]) -> tuple[domain.TrainingCount, ...]:
    """The trainings of each kind, in the order in which the kinds appear."""
    groups: dict[str, list[domain.Training]] = {}
    for one in kept:
        groups.setdefault(one.kind, []).append(one)
    return tuple(
        domain.TrainingCount(
            kind,
            len(group),
            _added(one.hours for one in group),
            sum(int(one.present or 0) for one in group),
            sum(int(one.passed or 0) for one in group),
            written(sum((Decimal(one.hours or 0) * int(one.present or 0) for one in group), Decimal(0))),
        )
        for kind, group in groups.items()
    )


def inductions(data: Data) -> tuple[domain.Induction, ...]:
    """New workers in the order given."""
    hours = tuple(f"{level}_hours" for level in _LEVELS)
    days = tuple(f"{level}_date" for level in _LEVELS)
    return tuple(
        domain.Induction(
            no=no,
            total=_added(text(row, key) for key in hours),
            **{key: text(row, key) for key in ("name", "post", "hired", *hours, *days, "score")},
        )
        for no, row in enumerate(rows(part(data, "records"), "inductions"), 1)
    )


def _added(hours: Iterable[str]) -> str:
    """The sum of hours written as texts; "" where none is."""
    known = [Decimal(one) for one in hours if one]
    return written(sum(known, Decimal(0))) if known else ""


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
