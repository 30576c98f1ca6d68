"""What the Measures ask of the service: verdicts, and rows of the compliance table and the pack's index."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.domain.kinds import Day, Place


class DutyState(StrEnum):
    """How far a duty is."""

    DONE = "已完成"
    GOING = "进行中"
    OPEN = "待填写"
    NOT = "不适用"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a duty stands; why says what is missing or why it does not apply, date is a day with what it is.

    late asks for a warning, at the place of the row that why names first where there is one.
    """

    state: DutyState = DutyState.OPEN
    why: str = ""
    date: str = ""
    late: bool = False
    keys: Place = ()


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One verdict for each duty; items, systems and ledgers have one for each item of Articles 14, 17, 18."""

    client_file: Verdict = Verdict()
    qualified: Verdict = Verdict()
    trained: Verdict = Verdict()
    items: tuple[Verdict, ...] = ()
    plan: Verdict = Verdict()
    filing: Verdict = Verdict()
    visits: Verdict = Verdict()
    inspections: Verdict = Verdict()
    trainings: Verdict = Verdict()
    drills: Verdict = Verdict()
    reporting: Verdict = Verdict()
    systems: tuple[Verdict, ...] = ()
    chemicals: Verdict = Verdict()
    ledgers: tuple[Verdict, ...] = ()
    map: Verdict = Verdict()
    boards: Verdict = Verdict()
    cards: Verdict = Verdict()
    letter_enterprise: Verdict = Verdict()
    letter_bureau: Verdict = Verdict()
    badges: Verdict = Verdict()
    board: Verdict = Verdict()
    load: Verdict = Verdict()
    fee: Verdict = Verdict()
    agency_upload: Verdict = Verdict()
    upload: Verdict = Verdict()
    results: Verdict = Verdict()


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done by a day; kind and key name it for good, whatever it says.

    subject is what it is about and what says what to do, in words. day is the last day in time, None where
    none is set, and late tells that it is past; grave are major hazards and what must stop. basis is an
    article of the Measures, "" where they do not ask for it.
    """

    kind: str
    key: str
    subject: str
    what: str
    day: Day
    late: bool
    basis: str
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of the Measures towards this client.

    files are the titles that answer it, one a line, each with its number in the index; why says what is
    missing, or why it does not apply.
    """

    article: str
    duty: str
    files: str
    state: DutyState
    why: str
    date: str


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A file of the pack by the article it answers; state is 已生成 or 不适用 with the reason."""

    no: int
    article: str
    title: str
    file: str
    state: str
