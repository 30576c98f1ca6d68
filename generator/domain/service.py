"""The service: items, schedule, safety fee, systems and ledgers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from generator.domain.kinds import NUMBERS, Amount, Form, ProseMonth, Yuan

PlanRows = Annotated[tuple[int, ...], NUMBERS]


class PaperState(StrEnum):
    """What the diagnosis found of a system or a ledger."""

    THERE = "已有"
    TO_REVISE = "需修订"
    MISSING = "缺失"


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """One of the 16 items of Article 14; rows are the numbers of the plan's rows that carry it."""

    no: int
    text: str
    provided: bool
    rows: PlanRows


@dataclass(frozen=True, slots=True)
class Visit:
    """A row of the service plan; tentative days lie beyond the published holiday calendar."""

    no: int
    month: str
    order: str
    date: str
    tentative: bool
    form: str
    content: str
    items: str
    participants: str
    cooperation: str
    output: str
    done: str


@dataclass(frozen=True, slots=True)
class MonthCheck:
    """Article 16 month by month: days of visits and inspections, and whether the month meets it.

    A month that is over counts what was done; in the others what is planned counts as well.
    """

    month: str
    visits: int
    inspections: int
    trainings: int
    drills: int
    complete: bool
    over: bool


@dataclass(frozen=True, slots=True)
class Schedule:
    visits: tuple[Visit, ...]
    months: tuple[MonthCheck, ...]
    visit_days: int
    inspections: int
    trainings: int
    drills: int
    tentative: bool
    complete: bool


@dataclass(frozen=True, slots=True)
class AnnualPlan:
    """The year that plans of a year are made for and their first month; ahead: it is the year to come."""

    year: int
    first: int
    ahead: bool


@dataclass(frozen=True, slots=True)
class FeeStep:
    """A bracket: its rate as the rules write it, the revenue that falls into it and the fee, in 万元."""

    range: str
    rate: str
    base: Yuan
    amount: Yuan


@dataclass(frozen=True, slots=True)
class SafetyFee:
    """The safety-fee duty under 财资〔2022〕136号; amounts in 万元 with two (month: four) decimals.

    unsure is True where no duty is known, but the industry may be among those that the rules define;
    verified is False where the rates have not been seen in a source that proves them.
    """

    duty: bool
    unsure: bool
    sector: str = ""
    revenue: Amount = None
    annual: Yuan = None
    monthly: Annotated[Amount, Form(decimals=4)] = None
    verified: bool = True
    steps: tuple[FeeStep, ...] = ()


@dataclass(frozen=True, slots=True)
class SystemState:
    """A system or ledger of Articles 17 and 18: its state now and the month it is to be complete."""

    no: int
    name: str
    state: PaperState | None
    due: ProseMonth


@dataclass(frozen=True, slots=True)
class Meeting:
    no: int
    date: str
    time: str
    kind: str
    place: str
    chair: str
    expected: str
    present: str
    topic: str
    content: str
    responsible: str
    due: str
    state: str
    minutes: str
    attached: str


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """A row of the inspection ledger: one hazard found in one inspection, or an inspection without any.

    overdue is 逾期, 重大逾期 or ""; liable is the department that mends, department the one inspected.
    """

    no: int
    date: str
    kind: str
    inspectors: str
    department: str
    found: str
    hazard: str
    description: str
    level: str
    basis: str
    factor: str
    cause: str
    handling: str
    measure: str
    interim: str
    liable: str
    responsible: str
    due: str
    overdue: str
    funds: str
    spent: str
    rectified: str
    rechecked: str
    rechecker: str
    result: str
    accepted: str
    acceptor: str
    acceptance: str
    photos: str
    published: str
    note: str
