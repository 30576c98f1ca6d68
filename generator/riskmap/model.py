"""What the map is drawn from: a site in metres, its zones, and who answers for the greatest risks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.canvas import Box, Point, Ring

GRADES = ("重大", "较大", "一般", "低", "未评估")


class TopRisk(NamedTuple):
    """A 重大 or 较大 risk point of the side panel (a plain tuple of six texts does as well)."""

    code: str
    name: str
    zone: str
    grade: str
    responsible: str
    phone: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone by its outline in metres; the grade is that of its highest risk, or 未评估.

    `accidents` are its accident types, each once, in the order in which a label tells them.
    `parts` are further outlines of the same zone, `holes` what is left out of any of them; `warnings`
    are kinds of marks that it bears, such as 危险化学品 or 有限空间.
    """

    code: str
    name: str
    grade: str
    points: Ring
    accidents: tuple[str, ...] = ()
    lead: str = ""
    holes: tuple[Ring, ...] = ()
    parts: tuple[Ring, ...] = ()
    warnings: tuple[str, ...] = ()

    @classmethod
    def rectangle(
        cls,
        code: str,
        name: str,
        grade: str,
        rect: tuple[float, ...],
        accidents: tuple[str, ...] = (),
        lead: str = "",
    ) -> Zone:
        """A zone from x, y, width and height."""
        x, y, width, height = rect
        return cls(code, name, grade, Box(x, y, x + width, y + height).corners, accidents, lead)

    @property
    def outers(self) -> tuple[Ring, ...]:
        """All its outlines."""
        return (self.points, *self.parts)


@dataclass(frozen=True, slots=True)
class Beneath:
    """A picture beneath the plan, as the bytes of its file.

    `pixels` are the places in the picture, from its upper left, of the points (0, 0), (1, 0) and (0, 1)
    in metres; `strength` is 1 for the picture as it is, less for a fainter one.
    """

    data: bytes
    pixels: tuple[Point, ...]
    strength: float = 0.5


@dataclass(frozen=True, slots=True)
class Site:
    """One floor plan: origin at the lower left, metres; `north` is degrees clockwise from up.

    `risk_points` are the numbers of risk points by grade (left out of the legend when empty);
    `totals` are the zones and risk points of all map pages by grade, where there are several;
    `lines` are what else a floor plan shows, such as walls;
    `marks` are further fixed things by kind, such as 消火栓, 灭火器, 急停总阀, 配电房.
    """

    title: str
    width: float
    height: float
    assembly: tuple[str, Point] | None = None
    north: float = 0.0
    exits: tuple[tuple[str, Point], ...] = ()
    routes: tuple[tuple[Point, ...], ...] = ()
    zones: tuple[Zone, ...] = ()
    top_risks: tuple[tuple[str, str, str, str, str, str], ...] = ()
    preparer: str = ""
    approver: str = ""
    date: str = ""
    enterprise: str = ""
    note: str = ""
    risk_points: tuple[tuple[str, int], ...] = ()
    marks: tuple[tuple[str, Point], ...] = ()
    reviewer: str = ""
    version: str = ""
    totals: tuple[tuple[str, int, int], ...] = ()
    lines: tuple[Ring, ...] = ()
    beneath: Beneath | None = None

    @property
    def heading(self) -> str:
        """The title over the map."""
        return self.title or f"{self.enterprise}安全风险四色分布图"

    @property
    def box(self) -> Box:
        """The whole site."""
        return Box(0, 0, self.width, self.height)
