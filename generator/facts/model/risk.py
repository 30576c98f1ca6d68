"""Hazards found, risks graded, the site, and the diagnosis."""

from __future__ import annotations

from dataclasses import dataclass

from generator.facts.model.people import Photo


@dataclass(frozen=True, slots=True)
class Hazard:
    number: str
    code: str
    zone: str
    location: str
    description: str
    category: str
    accidents: str
    level: str
    major: bool
    clause: str
    basis: str
    recommendation: str
    deadline: str
    immediate: bool
    responsible: str
    found: str
    finder: str
    escort: str
    rectified: str
    rechecker: str
    result: str
    before: tuple[Photo, ...]
    after: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A row of statistics; share is a percentage text such as 12.5%."""

    name: str
    count: int
    share: str


@dataclass(frozen=True, slots=True)
class HazardStats:
    total: int
    general: int
    major: int
    rectified: int
    rate: str
    by_category: tuple[Count, ...]
    by_zone: tuple[Count, ...]
    by_accident: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """A graded risk point; l, e, c, d are texts as entered or computed ("" when judged directly)."""

    code: str
    name: str
    kind: str
    zone_code: str
    zone: str
    accidents: str
    consequence: str
    method: str
    l: str  # noqa: E741
    e: str
    c: str
    d: str
    grade: str
    color: str
    reason: str
    engineering: str
    management: str
    training: str
    ppe: str
    emergency: str
    controls: str
    control_level: str
    department: str
    responsible: str
    phone: str
    frequency: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone with the grade of its highest risk; grade is 未评估 where no risk is given."""

    code: str
    name: str
    grade: str
    color: str
    lead: str
    phone: str
    posts: str
    workshop: bool
    accidents: str
    risks: tuple[RiskPoint, ...]


@dataclass(frozen=True, slots=True)
class GradeCount:
    grade: str
    color: str
    zones: int
    points: int
    control_level: str


@dataclass(frozen=True, slots=True)
class Site:
    title: str
    assembly: str
    preparer: str
    approver: str
    date: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A dimension of the diagnosis; score and full are texts, conclusion 符合/基本符合/不符合/不适用."""

    no: int
    dimension: str
    checks: str
    finding: str
    conclusion: str
    score: str
    full: str
    problem: str
    basis: str
    advice: str
    priority: str
    due: str


@dataclass(frozen=True, slots=True)
class DiagnosisTotal:
    score: str
    full: str
    rate: str
    conform: int
    partly: int
    fail: int
