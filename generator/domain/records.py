"""Rows of the ledgers that the enterprise keeps: training, equipment, protection, money, health, supplies.

late is the remark 补录 with its reason on a row that was recorded after its month, "" on one in time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.domain.kinds import Amount, Day, Quantity, Sentences, Share, Words, Yuan
from generator.domain.supplies import Supply
from generator.domain.terms import Notice


class TrainingKind(StrEnum):
    INDUCTION = "三级教育"
    ALL_STAFF = "全员"
    MANAGERS = "负责人和安管人员"
    NEW_POST = "转岗复岗"
    NEW_TECHNOLOGY = "四新"
    SPECIAL_OPERATION = "特种作业"
    FIRE = "消防"
    HEALTH = "职业卫生"
    CONFINED_SPACE = "有限空间"
    EMERGENCY = "应急"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Training:
    """A training; rate is the share of those present who passed. Sheet, media: whether there are any."""

    no: int
    date: Day
    kind: TrainingKind | None
    topic: str
    hours: Amount
    teacher: str
    place: str
    expected: int | None
    present: int | None
    method: str
    passed: int | None
    rate: Share
    sheet: str
    media: str
    file: str
    late: str


@dataclass(frozen=True, slots=True)
class TrainingCount:
    """The trainings of one kind; person_hours is hours by people present, hours None where none are known."""

    kind: TrainingKind | None
    times: int
    hours: Amount
    people: int
    passed: int
    person_hours: Amount


@dataclass(frozen=True, slots=True)
class Induction:
    """A new worker's training on three levels; total is their hours together."""

    no: int
    name: str
    post: str
    hired: Day
    company_hours: Amount
    company_date: Day
    workshop_hours: Amount
    workshop_date: Day
    team_hours: Amount
    team_date: Day
    total: Amount
    score: Quantity
    late: str


@dataclass(frozen=True, slots=True)
class EquipmentCheck:
    """A check or a repair; code and name are those of the equipment, as it was named where it is unknown."""

    no: int
    date: Day
    code: str
    name: str
    kind: str
    content: str
    result: str
    handling: str
    checker: str
    next: Day
    late: str


@dataclass(frozen=True, slots=True)
class EquipmentCount:
    """Special equipment of one category."""

    category: str
    total: int
    in_use: int
    stopped: int
    overdue: int


@dataclass(frozen=True, slots=True)
class PpeStandard:
    """What each person of a post is given: pieces, and months until they are renewed."""

    no: int
    post: str
    department: str
    headcount: int
    hazards: Words
    name: str
    standard: str
    count: int | None
    cycle_months: int | None


@dataclass(frozen=True, slots=True)
class PpeIssue:
    """An issue of protective equipment; standard and cycle come from the post where they are not given."""

    no: int
    date: Day
    name: str
    department: str
    post: str
    item: str
    standard: str
    grade: str
    quantity: int | None
    unit: str
    cycle_months: int | None
    expires: Day
    mark: str
    returned: str
    issuer: str
    late: str


@dataclass(frozen=True, slots=True)
class Spending:
    """Money set aside or spent, in yuan; running is what was spent so far, balance what is left of it."""

    no: int
    date: Day
    category: str
    item: str
    supplier: str
    budget: Yuan
    amount: Yuan
    voucher: str
    running: Yuan
    accrued: Yuan
    balance: Yuan
    handler: str
    approver: str
    late: str


@dataclass(frozen=True, slots=True)
class SpendingPeriod:
    """A quarter or a whole year, amounts in yuan; None where no line falls into it."""

    name: str
    accrued: Yuan
    amount: Yuan


@dataclass(frozen=True, slots=True)
class SpendingShare:
    """What one category cost, in yuan, and its share of the whole."""

    name: str
    amount: Yuan
    share: Share


@dataclass(frozen=True, slots=True)
class SpendingClosing:
    """What a year began with, what was set aside and spent in it, and what goes into the next, in yuan.

    None of nothing: no line, nothing brought or set aside; without both there is nothing to be left, either.
    """

    brought: Yuan
    accrued: Yuan
    amount: Yuan
    forward: Yuan


@dataclass(frozen=True, slots=True)
class SpendingTotal:
    """Sums in yuan; periods are those of the document's year, duty and monthly the computed fee.

    usage is the year's spending by the duty; categories are counted over all lines; brackets are the steps
    of the duty in words; closing is what the year comes to by the lines that there are.
    """

    budget: Yuan
    amount: Yuan
    accrued: Yuan
    balance: Yuan
    periods: tuple[SpendingPeriod, ...]
    categories: tuple[SpendingShare, ...]
    duty: Yuan
    monthly: Yuan
    brackets: Sentences
    usage: Share
    closing: SpendingClosing


@dataclass(frozen=True, slots=True)
class Monitoring:
    """A workplace measurement; state tells how near the next one is."""

    no: int
    date: Day
    factor: str
    place: str
    result: Quantity
    limit: Quantity
    conclusion: str
    agency: str
    qualification: str
    report: str
    next: Day
    state: Notice | None
    late: str


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that the ledgers of Article 18 keep beside meetings and inspections."""

    trainings: tuple[Training, ...]
    training_counts: tuple[TrainingCount, ...]
    health_trainings: tuple[Training, ...]
    inductions: tuple[Induction, ...]
    equipment_checks: tuple[EquipmentCheck, ...]
    equipment_counts: tuple[EquipmentCount, ...]
    ppe_standards: tuple[PpeStandard, ...]
    ppe_issues: tuple[PpeIssue, ...]
    spending: tuple[Spending, ...]
    spending_total: SpendingTotal
    monitoring: tuple[Monitoring, ...]
    supplies: tuple[Supply, ...]
    extinguishers: tuple[Supply, ...]
    health_supplies: tuple[Supply, ...]
