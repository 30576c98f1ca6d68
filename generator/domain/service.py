"""The service: items, schedule, safety fee, systems and ledgers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from generator.domain.kinds import (
    NUMBERS,
    Amount,
    ArticleItems,
    Day,
    Form,
    Place,
    ProseMonth,
    Sentences,
    Words,
    Yuan,
)
from generator.domain.subjects import Lesson, Subject
from generator.domain.terms import HazardLevel, Recheck

PlanRows = Annotated[tuple[int, ...], NUMBERS]


class PaperState(StrEnum):
    """What the diagnosis found of a system or a ledger."""

    THERE = "已有"
    TO_REVISE = "需修订"
    MISSING = "缺失"


class VisitForm(StrEnum):
    """What a visit is."""

    INSPECTION = "现场检查"
    OFFICE = "现场办公"
    TRAINING = "全员培训"
    DRILL = "应急演练"
    PAPERS = "制度台账"
    SPECIAL = "专题服务"


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """One of the 16 items of Article 14; rows are the numbers of the plan's rows that carry it."""

    no: int
    text: str
    provided: bool
    rows: PlanRows


@dataclass(frozen=True, slots=True)
class Visit:
    """A row of the service plan: the day planned, and the day on which it was made once it was.

    tentative days lie beyond the published holiday calendar; order tells the which-th day of its month it
    is, items the numbers of Article 14 that it serves. participants are those of the agency, then those of
    the enterprise, as words. keys is the visit's place in the data, () of one that was added. subjects are
    what of the client's own the content is about; missed tells that its day has passed and it was not made.
    """

    no: int
    month: ProseMonth
    order: str
    date: datetime.date
    tentative: bool
    form: VisitForm
    content: str
    items: ArticleItems
    participants: Sentences
    cooperation: str
    output: str
    done: Day
    missed: bool
    subjects: tuple[Subject, ...]
    keys: Place


@dataclass(frozen=True, slots=True)
class MonthCheck:
    """Article 16 month by month: days of visits and inspections, and whether the month meets it.

    A month that is over counts what was done; in the others what is planned counts as well.
    """

    month: ProseMonth
    visits: int
    inspections: int
    trainings: int
    drills: int
    complete: bool
    over: bool


@dataclass(frozen=True, slots=True)
class Schedule:
    """The plan and its days by form; complete: every month and the whole have what Article 16 asks.

    begun and ahead tell whether there are visits made and visits to come; missed are those whose day has
    passed and that were not made.
    """

    visits: tuple[Visit, ...]
    missed: tuple[Visit, ...]
    begun: bool
    ahead: bool
    months: tuple[MonthCheck, ...]
    visit_days: int
    inspections: int
    trainings: int
    drills: int
    tentative: bool
    complete: bool


@dataclass(frozen=True, slots=True)
class AnnualPlan:
    """The year that plans of a year are made for, their first month, and the trainings on units by month."""

    year: int
    first: int
    lessons: tuple[Lesson, ...] = ()


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
    """A meeting and what came of it: who is to do by when what was decided, and how far that is.

    late is the remark 补录 with its reason on one that was recorded after its month.
    """

    no: int
    date: Day
    time: str
    kind: str
    place: str
    chair: str
    expected: int | None
    present: int | None
    topic: str
    content: str
    responsible: str
    due: Day
    state: str
    minutes: str
    attached: str
    late: str


class InspectionKind(StrEnum):
    """Kinds of inspection; the last four tell who else found a hazard, without an inspection of its own."""

    GENERAL = "综合"
    SPECIAL = "专业"
    SEASONAL = "季节"
    HOLIDAY = "节假日"
    DAILY = "日常"
    TEAM = "班组"
    AGENCY = "托管检查"
    OWN = "企业自查"
    SUPERIOR = "上级检查"
    STAFF = "员工报告"
    OTHER = "其他"


class Lateness(StrEnum):
    """A hazard past its deadline, or not stopped in time."""

    LATE = "逾期"
    MAJOR_LATE = "重大逾期"
    NOT_STOPPED = "停用逾期"


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """A row of the inspection ledger: one hazard found in one inspection, or an inspection without any.

    found is how many the inspection found, told in its first row; handling is 当场整改 or 限期整改; liable is
    the department that mends, department those inspected; stop is what must stop by stop_due, stop_late that
    it did not; photos are those before and after; late is the remark 补录 with its reason on what was
    recorded after its month, remark that and the note of the inspection.
    """

    no: int
    date: Day
    kind: InspectionKind | None
    inspectors: Words
    department: Words
    found: int | None
    hazard: str
    description: str
    level: HazardLevel | None
    basis: Sentences
    factor: str
    cause: str
    handling: str
    measure: str
    interim: str
    stop: str
    stop_due: Day
    stopped: Day
    stop_late: Lateness | None
    liable: str
    responsible: str
    due: Day
    overdue: Lateness | None
    funds: Amount
    spent: Amount
    rectified: Day
    rechecked: Day
    rechecker: str
    result: Recheck | None
    accepted: Day
    acceptor: str
    acceptance: str
    photos: Words
    published: str
    note: str
    late: str
    remark: Sentences
