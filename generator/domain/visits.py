"""Sheets that a visit leaves (Article 16), how far the service has come, and the advisors' standing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.domain.kinds import Day
from generator.domain.people import Advisor
from generator.domain.risk import Hazard
from generator.domain.service import ServiceItem


class Qualification(StrEnum):
    """Whether an advisor's schooling and years in safety meet Article 10."""

    FIT = "符合"
    UNFIT = "不符合"


class TrainingState(StrEnum):
    """Whether the training that Article 11 asks for every year still holds."""

    VALID = "有效"
    LAPSED = "已满一年"


class Load(StrEnum):
    """How many clients an advisor serves, against Article 21."""

    WITHIN = "未超过40家"
    BEYOND = "超过40家"


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """The record of one visit of the plan; number and done are "" until it was made.

    found are the hazards that the agency found on that day.
    """

    no: int
    number: str
    planned: str
    tentative: bool
    done: str
    month: str
    order: str
    form: str
    content: str
    items: tuple[ServiceItem, ...]
    participants: str
    cooperation: str
    output: str
    found: tuple[Hazard, ...]


@dataclass(frozen=True, slots=True)
class InspectionSheet:
    """An inspection by the agency; what is only planned has no number, no date and no hazards.

    notice and recheck number the papers that follow when hazards were found; recorded tells that the ledger
    knows it, so that no hazard means none found; next is the day planned for the one after it.
    """

    number: str
    notice: str
    recheck: str
    planned: str
    date: str
    inspectors: str
    escort: str
    scope: str
    content: str
    note: str
    hazards: tuple[Hazard, ...]
    total: int
    major: int
    rectified: int
    recorded: bool = False
    next: str = ""


@dataclass(frozen=True, slots=True)
class SignPage:
    """A page of a sign-in sheet: its number, how many pages there are, and the numbers of its rows."""

    no: int
    of: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TrainingSheet:
    """A training that the agency gives; what is only planned has no number and no date.

    pages are for the signatures of everyone expected, never filled; badges are those of the teachers.
    """

    number: str
    planned: str
    date: str
    topic: str
    content: str
    hours: str
    teacher: str
    place: str
    expected: str
    present: str
    method: str
    passed: str
    rate: str
    trainees: str
    pages: tuple[SignPage, ...] = ()
    badges: str = ""


@dataclass(frozen=True, slots=True)
class DrillStep:
    time: str
    action: str
    responsible: str


@dataclass(frozen=True, slots=True)
class DrillProblem:
    problem: str
    measure: str
    responsible: str
    due: str


@dataclass(frozen=True, slots=True)
class DrillSheet:
    """A drill with its evaluation; people, supplies_ready, coordination, effect, outside judge it."""

    number: str
    planned: str
    date: str
    name: str
    kind: str
    mode: str
    plan: str
    place: str
    commander: str
    present: str
    scenario: str
    steps: tuple[DrillStep, ...]
    supplies: str
    people: str
    supplies_ready: str
    coordination: str
    effect: str
    outside: str
    problems: tuple[DrillProblem, ...]
    advice: str
    content: str
    participants: str
    cooperation: str


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """A work contact sheet sent to the enterprise, and its reply."""

    number: str
    date: str
    to: str
    kind: str
    subject: str
    content: str
    basis: str
    due: str
    reply: str
    replier: str
    replied: str
    copied: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What Article 16 asks for and what was done by the day.

    short_visits and short_inspections name the months now over that fell short; met: the service is over
    and nothing fell short; running: something was done and nothing fell short so far.
    """

    visit_days: int
    inspections: int
    trainings: int
    drills: int
    trainings_due: int
    drills_due: int
    short_visits: str
    short_inspections: str
    visits_met: bool
    visits_running: bool
    inspections_met: bool
    inspections_running: bool
    trainings_met: bool
    drills_met: bool
    drills_asked: bool
    over: bool


@dataclass(frozen=True, slots=True)
class AdvisorFile:
    """An advisor against Articles 10, 11 and 21; each state is None where the data does not tell."""

    advisor: Advisor
    qualified: Qualification | None
    training: TrainingState | None
    training_until: Day
    roster: int | None
    load: Load | None


@dataclass(frozen=True, slots=True)
class Milestones:
    """Days of the steps that leave no document of their own; "" until done."""

    letter_enterprise: str
    letter_bureau: str
    board_posted: str
    uploaded: str


@dataclass(frozen=True, slots=True)
class Sheets:
    """Sheets of one state, each kind in the order of its days."""

    visits: tuple[VisitSheet, ...]
    inspections: tuple[InspectionSheet, ...]
    trainings: tuple[TrainingSheet, ...]
    drills: tuple[DrillSheet, ...]
    contacts: tuple[ContactSheet, ...]


@dataclass(frozen=True, slots=True)
class ServiceRecords:
    """The service as recorded: sheets made or to be filled, in the order of their days.

    notices are the inspections that found hazards. made and ahead part the sheets by whether their day was
    kept; blank has one of each kind that says nothing, for the pen.
    """

    visits: tuple[VisitSheet, ...]
    inspections: tuple[InspectionSheet, ...]
    notices: tuple[InspectionSheet, ...]
    trainings: tuple[TrainingSheet, ...]
    drills: tuple[DrillSheet, ...]
    contacts: tuple[ContactSheet, ...]
    progress: Progress
    advisors: tuple[AdvisorFile, ...]
    badges: bool
    trained: bool
    within_forty: bool
    milestones: Milestones
    made: Sheets
    ahead: Sheets
    blank: Sheets
