"""Papers that a visit leaves (Article 16), how far the service has come, and the advisors' standing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.domain.hazards import Hazard
from generator.domain.kinds import Amount, Day, ProseDay, ProseMonth, ProseMonths, Sentences, Share, Words
from generator.domain.people import Advisor
from generator.domain.service import ServiceItem, VisitForm


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
class VisitPaper:
    """The record of one visit of the plan; it has no number and no day of doing until it was made.

    found are the hazards that the agency found on that day.
    """

    no: int
    number: str
    planned: Day
    tentative: bool
    done: Day
    month: ProseMonth
    order: str
    form: VisitForm | None
    content: str
    items: tuple[ServiceItem, ...]
    participants: Sentences
    cooperation: str
    output: str
    found: tuple[Hazard, ...]


@dataclass(frozen=True, slots=True)
class InspectionPaper:
    """An inspection by the agency; what is only planned has no number, no date and no hazards.

    notice numbers the paper that follows when hazards were found; recorded tells that the ledger knows it,
    so that no hazard means none found; next is the day planned for the one after it.
    """

    number: str
    notice: str
    planned: Day
    date: Day
    inspectors: Words
    escort: Words
    scope: Words
    content: str
    note: Words
    hazards: tuple[Hazard, ...]
    total: int
    major: int
    rectified: int
    recorded: bool
    next: Day
    late: Words


@dataclass(frozen=True, slots=True)
class RecheckPaper:
    """Hazards of one inspection that were looked at again on one day; without a day, those still to look at.

    number is made of both days. notice and inspected are the number and the day of the notice that told of
    them, notified how many hazards it told of.
    """

    number: str
    notice: str
    inspected: Day
    rechecked: Day
    hazards: tuple[Hazard, ...]
    total: int
    major: int
    rectified: int
    notified: int


@dataclass(frozen=True, slots=True)
class SignPage:
    """A page of a sign-in sheet: its number, how many pages there are, and the numbers of its rows."""

    no: int
    of: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TrainingPaper:
    """A training that the agency gives; what is only planned has no number and no date.

    pages are for the signatures of everyone expected, never filled; badges are those of the advisors who
    taught, trainees who of the enterprise takes part by the plan; rate is the share of those present who
    passed.
    """

    number: str
    planned: Day
    date: Day
    topic: str
    content: str
    hours: Amount
    teacher: str
    place: str
    expected: int | None
    present: int | None
    method: str
    passed: int | None
    rate: Share
    trainees: Sentences
    pages: tuple[SignPage, ...]
    badges: Words
    late: str


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
    due: Day


@dataclass(frozen=True, slots=True)
class DrillPaper:
    """A drill with its evaluation; people, supplies_ready, coordination, effect, outside judge it.

    content, participants and cooperation are those of the plan.
    """

    number: str
    planned: Day
    date: Day
    name: str
    kind: str
    mode: str
    plan: str
    place: str
    commander: str
    present: int | None
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
    participants: Sentences
    cooperation: str
    late: str


@dataclass(frozen=True, slots=True)
class ContactPaper:
    """A work contact sheet sent to the enterprise, and its reply; written is the day of the last of both."""

    number: str
    date: Day
    to: str
    kind: str
    subject: str
    content: str
    basis: str
    due: Day
    reply: str
    replier: str
    replied: Day
    written: Day
    copied: str
    late: str


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
    short_visits: ProseMonths
    short_inspections: ProseMonths
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
    """Days of the steps that leave no document of their own; None until done."""

    letter_enterprise: ProseDay
    letter_bureau: ProseDay
    board_posted: ProseDay
    uploaded: ProseDay


@dataclass(frozen=True, slots=True)
class Papers:
    """Papers of one state, each kind in the order of its days."""

    visits: tuple[VisitPaper, ...]
    inspections: tuple[InspectionPaper, ...]
    trainings: tuple[TrainingPaper, ...]
    drills: tuple[DrillPaper, ...]
    contacts: tuple[ContactPaper, ...]
    rechecks: tuple[RecheckPaper, ...]


@dataclass(frozen=True, slots=True)
class ServiceRecords:
    """The service as recorded: papers made or to be filled, in the order of their days.

    notices are the inspections that found hazards. made and ahead part the papers by whether their day was
    kept; blank has one of each kind that says nothing, for the pen.
    """

    visits: tuple[VisitPaper, ...]
    inspections: tuple[InspectionPaper, ...]
    notices: tuple[InspectionPaper, ...]
    trainings: tuple[TrainingPaper, ...]
    drills: tuple[DrillPaper, ...]
    contacts: tuple[ContactPaper, ...]
    progress: Progress
    advisors: tuple[AdvisorFile, ...]
    badges: bool
    trained: bool
    within_forty: bool
    milestones: Milestones
    made: Papers
    ahead: Papers
    blank: Papers
