"""What hangs in a workshop and at a post (Article 19): boards and cards, their signs by name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.domain.kinds import Sentences, Words
from generator.domain.people import Photo
from generator.domain.risk import Grade


class SignKind(StrEnum):
    """The kinds of safety signs in the order in which they hang (GB 2894); a text has no picture."""

    WARNING = "警告"
    PROHIBITION = "禁止"
    MANDATORY = "指令"
    INFORMATION = "提示"
    TEXT = "文字"


@dataclass(frozen=True, slots=True)
class Sign:
    """A safety sign; its picture is drawn when the sign is printed."""

    name: str
    kind: SignKind
    picture: Photo | None = None


@dataclass(frozen=True, slots=True)
class RiskBoardPoint:
    """A risk point as a board shows it, its measures cut to whole sentences that fit."""

    code: str
    name: str
    grade: Grade
    color: str
    accidents: Words
    measures: Sentences
    responsible: str


@dataclass(frozen=True, slots=True)
class RiskBoard:
    """The risk board of a workshop, its gravest risk points first; rest tells of those not shown.

    iron are the rules to know by heart, never what nobody may do, first what to do first, of its units.

    limit is the most people that may work there in a shift, None where nobody set one. full is whether its
    text must be small to fit the sheet, many whether its signs must. band and plan are drawn when the board
    is printed: the grade as a strip, the workshop in the site.
    """

    code: str
    name: str
    grade: Grade
    color: str
    numbers: str
    total: int
    department: str
    lead: str
    phone: str
    posts: Words
    factors: Words
    accidents: Words
    points: tuple[RiskBoardPoint, ...]
    rest: str
    ppe: Words
    emergency: Words
    signs: tuple[Sign, ...]
    iron: Sentences = ()
    never: Sentences = ()
    first: Words = ()
    limit: int | None = None
    many: bool = False
    full: bool = False
    band: Photo | None = None
    plan: Photo | None = None


@dataclass(frozen=True, slots=True)
class RiskCard:
    """The risk card of a post: dangers, precautions and what to do in an emergency (安全生产法 Article 44).

    risks are the risk points with their grades; assessed is False where no risk point is known; full is
    whether its text must be small to fit the sheet, many whether its signs must.
    """

    no: int
    post: str
    department: str
    zone: str
    numbers: str
    risks: Words
    grade: Grade
    color: str
    factors: Sentences
    accidents: Words
    consequences: Sentences
    engineering: Sentences
    management: Sentences
    training: Sentences
    ppe: Words
    emergency: Words
    signs: tuple[Sign, ...]
    responsible: str
    phone: str
    frequency: str
    assessed: bool
    iron: Sentences = ()
    never: Sentences = ()
    first: Words = ()
    many: bool = False
    full: bool = False
    band: Photo | None = None
