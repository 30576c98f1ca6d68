"""What hangs in a workshop and at a post (Article 19): boards and cards, their signs by name."""

from __future__ import annotations

from dataclasses import dataclass

from generator.domain.people import Photo


@dataclass(frozen=True, slots=True)
class Sign:
    """A safety sign; kind is 警告, 禁止, 指令, 提示 or 文字; picture is drawn when the sign is printed."""

    name: str
    kind: str
    picture: Photo | None = None


@dataclass(frozen=True, slots=True)
class RiskBoardPoint:
    """A risk point as a board shows it, its measures cut to whole sentences that fit."""

    code: str
    name: str
    grade: str
    color: str
    accidents: str
    measures: str
    responsible: str


@dataclass(frozen=True, slots=True)
class RiskBoard:
    """The risk board of a workshop, its gravest risk points first; rest tells of those not shown.

    full is whether its text must be small to fit the sheet, many whether its signs must. band and plan
    are drawn when the board is printed: the grade as a strip, the workshop in the site.
    """

    code: str
    name: str
    grade: str
    color: str
    numbers: str
    total: int
    department: str
    lead: str
    phone: str
    posts: str
    factors: tuple[str, ...]
    accidents: str
    points: tuple[RiskBoardPoint, ...]
    rest: str
    ppe: str
    emergency: tuple[str, ...]
    signs: tuple[Sign, ...]
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
    risks: str
    grade: str
    color: str
    factors: str
    accidents: str
    consequences: str
    engineering: str
    management: str
    training: str
    ppe: str
    emergency: tuple[str, ...]
    signs: tuple[Sign, ...]
    responsible: str
    phone: str
    frequency: str
    assessed: bool
    many: bool = False
    full: bool = False
    band: Photo | None = None
