"""What of the client's own a visit or a training is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.domain.kinds import Day, Words


class SubjectKind(StrEnum):
    """Why a visit is about something of the client's own, the gravest first."""

    MAJOR = "重大事故隐患"
    RISK = "较大以上风险"
    UNIT = "重点物质和设备"
    WEAK = "诊断薄弱环节"
    CERTIFICATE = "人员证件到期"
    EQUIPMENT = "特种设备检验到期"
    MEASUREMENT = "职业病危害因素检测到期"


@dataclass(frozen=True, slots=True)
class Subject:
    """Something of the client's own that a visit is about: where it is, its grade, its last day.

    key is the number of a hazard, the code of a risk point, the key of a unit, the number of a part of the
    diagnosis; of what expires, its name. note is a grade, a conclusion, or what of a unit is inspected first.
    """

    kind: SubjectKind
    key: str
    name: str
    place: str
    note: str
    until: Day


@dataclass(frozen=True, slots=True)
class Lesson:
    """A training of a year's plan on one unit: its month, its topics, where the unit is, who works there."""

    month: int
    title: str
    topics: Words
    places: Words
    posts: Words
