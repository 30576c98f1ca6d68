"""Risks graded, the site, and the diagnosis."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.domain.kinds import Amount, Moment, Place, ProseDay, Sentences, Share, Words
from generator.domain.units import Unit


class Grade(StrEnum):
    """The four grades of risk, the gravest first, and what has none: it is never taken for low."""

    MAJOR = "重大"
    SERIOUS = "较大"
    GENERAL = "一般"
    LOW = "低"
    UNASSESSED = "未评估"

    @property
    def rank(self) -> int:
        """0 for the gravest; what is not assessed comes last."""
        return _RANKS[self]


_RANKS = {grade: rank for rank, grade in enumerate(Grade)}


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """A graded risk point; l, e, c, s are as entered (None when not used or not given).

    score is the product D of LEC or R of LS and formula the sum as written; source is the dangerous
    source or event, step the work step or item of inspection, proposed the further measures advised.
    unit is the part of it that was assessed; inherent is the sum as it would be without any measures.
    posts are the names of posts; emergency_steps and ppe_items are what emergency and ppe list, one by one.
    """

    code: str
    name: str
    kind: str
    unit: str
    zone_code: str
    zone: str
    step: str
    source: str
    posts: Words
    accidents: Words
    consequence: str
    method: str
    l: Amount  # noqa: E741
    e: Amount
    c: Amount
    s: Amount
    score: Amount
    formula: str
    grade: Grade
    color: str
    reason: str
    inherent: str
    inherent_grade: Grade | None
    engineering: str
    management: str
    training: str
    ppe: str
    ppe_items: Words
    emergency: str
    emergency_steps: Words
    controls: Sentences
    proposed: str
    signs: Words
    control_level: str
    department: str
    responsible: str
    phone: str
    frequency: str
    note: str
    keys: Place


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """A row of the scales of a method: value and meaning of each factor; None where a scale has ended."""

    l: Amount = None  # noqa: E741
    l_words: str = ""
    e: Amount = None
    e_words: str = ""
    c: Amount = None
    c_words: str = ""
    s: Amount = None
    s_words: str = ""


@dataclass(frozen=True, slots=True)
class RiskCriteria:
    """Which methods graded the risk points, and their scales."""

    lec: bool
    ls: bool
    direct: bool
    lec_rows: tuple[ScaleRow, ...]
    ls_rows: tuple[ScaleRow, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone with the grade of its highest risk and the accidents of all of them.

    warnings are 危险化学品 and 有限空间 where the data place any in the zone; posts are the names of posts.
    """

    code: str
    name: str
    floor: str
    grade: Grade
    color: str
    lead: str
    phone: str
    posts: Words
    workshop: bool
    accidents: Words
    warnings: Words
    risks: tuple[RiskPoint, ...]
    keys: Place
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class GradeCount:
    """A grade with its numbers, and the products that give it, such as 160≤D＜320, and the least of them."""

    grade: Grade
    color: str
    zones: int
    points: int
    control_level: str
    lec_range: str
    ls_range: str
    lec_least: Amount
    ls_least: Amount


@dataclass(frozen=True, slots=True)
class Sheet:
    """One map: a floor or building with zones; name and tail, as （二层）, are "" where there is only one."""

    name: str
    tail: str
    title: str


@dataclass(frozen=True, slots=True)
class Site:
    title: str
    assembly: str
    preparer: str
    reviewer: str
    approver: str
    date: ProseDay
    version: str
    sheets: tuple[Sheet, ...]


class Conclusion(StrEnum):
    """What the diagnosis found of a dimension."""

    CONFORM = "符合"
    PARTLY = "基本符合"
    FAIL = "不符合"
    NOT_APPLICABLE = "不适用"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A dimension of the diagnosis, with its score of a full score."""

    no: int
    dimension: str
    checks: str
    finding: str
    conclusion: Conclusion | None
    score: Amount
    full: Amount
    problem: str
    basis: str
    advice: str
    priority: str
    due: Moment


@dataclass(frozen=True, slots=True)
class DiagnosisTotal:
    """Sums over the dimensions that apply and have a score, and how many came to which conclusion."""

    score: Amount
    full: Amount
    rate: Share
    conform: int
    partly: int
    fail: int
