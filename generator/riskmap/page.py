"""The whole map page: title, plan, panel and signatures, arranged so that the plan is as large as can be."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.canvas import Box, Faces, Point, Shape, box_fill, clip, faces, text_in
from generator.riskmap.foot import foot
from generator.riskmap.index import Index
from generator.riskmap.marks import ScaleBar, north_arrow
from generator.riskmap.model import GRADES, Site
from generator.riskmap.panel import SMALLEST, Panel
from generator.riskmap.plan import Plan, extent, plan
from generator.riskmap.risklist import risks, risks_height
from generator.riskmap.style import COLORS, INK, PAPER, RULE

# Parts of the width of a panel under the plan: legend, list of risk points; the rest is for phones and signs.
_FIRST, _MIDDLE = 0.34, 0.40
# In mm on A3: the bands of the page, the gap between them, and what scale and title take over the plan.
_FRAME, _EDGE, _TITLE, _FOOT = 6, 9, 19, 17
_GAP, _PLAN_HEAD = 2.5, 15.5
_BETTER_BELOW = 1.12  # how much larger the plan must be for the panel to stand under it


def compose(site: Site, size_mm: tuple[float, float]) -> list[Shape]:
    """The display list of the page."""
    page = _Page(site, Panel(faces(), site, _against_a3(*size_mm)))
    return list(page.shapes(Box(0, 0, *size_mm)))


def _against_a3(width: float, height: float) -> float:
    """How much longer the sides of things are than on A3."""
    return math.sqrt(width * height / (420 * 297))


@dataclass(frozen=True, slots=True)
class _Bands:
    """The boxes of a page; the panel stands beside the plan or below it."""

    title: Box
    plan: Box
    panel: Box
    foot: Box
    beside: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """Draws a page; lengths given for A3 are multiplied by the panel's `k`."""

    site: Site
    panel: Panel

    @property
    def k(self) -> float:
        return self.panel.k

    @property
    def faces(self) -> Faces:
        return self.panel.faces

    @property
    def gap(self) -> float:
        return _GAP * self.k

    def shapes(self, paper: Box) -> Iterator[Shape]:
        bands = self._arranged(paper)
        yield from self._framed(paper)
        yield from self._title(bands.title)
        yield from self._drawn_plan(bands.plan)
        yield from self._beside(bands.panel) if bands.beside else self._below(bands.panel)
        yield from foot(self.panel, bands.foot)

    def _framed(self, paper: Box) -> Iterator[Shape]:
        yield box_fill(paper, PAPER)
        yield box_fill(paper.grown(-_FRAME * self.k), None, INK, 0.6 * self.k)

    def _drawn_plan(self, box: Box) -> Iterator[Shape]:
        yield box_fill(box, None, RULE, 0.25)
        _, room = box.cut_top(_PLAN_HEAD * self.k)
        made, index = self._plan(room.grown(-1.5 * self.k))
        yield from made.shapes
        yield from index
        yield from self._plan_head(box, made.metre)

    def _plan(self, room: Box) -> tuple[Plan, list[Shape]]:
        """The plan, with an index under it of the zones whose names find no place on it.

        The index takes room from the plan, so that more names may find none: it is tried up to three times.
        """
        made = plan(self.faces, self.site, room, self.k)
        if not made.unplaced:
            return made, []
        for _ in range(3):
            expected = len(made.unplaced)
            index = Index.fitting(expected, room, self.k)
            under, above = room.cut_bottom(index.height)
            made = self._plan_over(above)
            if len(made.unplaced) <= expected:
                break
        index = replace(index, count=len(made.unplaced))
        return made, list(index.shapes(self.faces, made.unplaced, under))

    def _plan_over(self, room: Box) -> Plan:
        """The plan over an index, with a little air between them."""
        _, air_above = room.cut_bottom(1.5 * self.k)
        return plan(self.faces, self.site, air_above, self.k)

    def _arranged(self, paper: Box) -> _Bands:
        """The panel at the right or below, whichever lets the plan be larger."""
        inner = paper.grown(-_EDGE * self.k)
        title, _ = inner.cut_top(_TITLE * self.k)
        low, _ = inner.cut_bottom(_FOOT * self.k)
        middle = inner._replace(bottom=low.top + self.gap, top=title.bottom - self.gap)
        right = _Bands(title, *self._split_right(middle), low, beside=True)
        below = _Bands(title, *self._split_below(middle), low, beside=False)
        return below if self._is_much_larger(below.plan, right.plan) else right

    def _is_much_larger(self, box: Box, other: Box) -> bool:
        return self._scale(box) > _BETTER_BELOW * self._scale(other)

    def _split_right(self, box: Box) -> tuple[Box, Box]:
        """Plan and panel side by side; beside a narrow site the panel is wider."""
        k = self.k
        wide = min(max(112 * k, box.width - self._width_over(box.height)), 150 * k, box.width * 0.42)
        cut = box.right - wide
        return box._replace(right=cut - self.gap), box._replace(left=cut)

    def _width_over(self, height: float) -> float:
        """How wide a plan of a height is, with room for labels at its sides."""
        seen = extent(self.site)
        return seen.width / seen.height * (height - 32 * self.k) + 110 * self.k

    def _split_below(self, box: Box) -> tuple[Box, Box]:
        """The panel under the plan, as high as its sections are."""
        low = min(max(*self._heights(box.width), 52 * self.k), 88 * self.k, box.height * 0.45)
        panel, _ = box.cut_bottom(low)
        return box._replace(bottom=panel.top + self.gap), panel

    def _heights(self, width: float) -> Iterator[float]:
        """What each column under the plan needs."""
        yield self.panel.legend_height() * 1.1
        yield risks_height(self.panel, width * _MIDDLE - self.gap)
        yield self.panel.phones_height() + self.panel.signs_height() + self.gap

    def _scale(self, box: Box) -> float:
        """About how many mm a metre takes on a plan in the box."""
        seen = extent(self.site)
        return min((box.width - 17 * self.k) / seen.width, (box.height - 32 * self.k) / seen.height)

    def _title(self, box: Box) -> Iterator[Shape]:
        """The heading over a strip of the four colours."""
        x, y = box.center
        yield text_in(
            x, y + box.height * 0.08, self.site.heading, self._heading_size(box), INK, True, "middle"
        )
        strip, _ = box.cut_bottom(box.height * 0.08)
        yield from _four_colours(strip)

    def _heading_size(self, box: Box) -> float:
        return min(box.height * 0.62, box.width * 0.94 / max(self.faces.width(self.site.heading, 1), 1))

    def _plan_head(self, box: Box, metre: float) -> Iterator[Shape]:
        """Scale, title of the plan and north over it."""
        k, size, room = self.k, max(3.2 * self.k, SMALLEST), box.width * 0.34
        middle = box.top - 7.0 * k
        yield from ScaleBar.within((box.left + 7 * k, middle), metre, room, size).shapes(self.faces)
        yield from self._north(box)
        yield self._plan_title((box.center[0], middle), size * 1.15, room)

    def _north(self, box: Box) -> Iterator[Shape]:
        k = self.k
        return north_arrow((box.right - 11 * k, box.top - 9.6 * k), 5.4 * k, self.site.north)

    def _plan_title(self, at: Point, size: float, room: float) -> Shape:
        words = clip(self.faces, self._plan_words, size, room)
        return text_in(*at, words, size, INK, True, "middle")

    @property
    def _plan_words(self) -> str:
        return f"厂区平面示意图（{self.site.width:g} 米 × {self.site.height:g} 米）"

    def _beside(self, box: Box) -> Iterator[Shape]:
        """The sections one below the other; the list of risk points takes what is left."""
        panel, stretch = self.panel, self._stretch(box)
        legend, rest = box.cut_top(panel.legend_height() * stretch)
        yield from panel.legend(legend)
        signs, rest = rest.cut_top(panel.signs_height() * stretch)
        yield from panel.signs(signs)
        phones, rest = rest.cut_bottom(panel.phones_height() * stretch)
        yield from risks(panel, rest._replace(bottom=rest.bottom + self.gap, top=rest.top - self.gap))
        yield from panel.phones(phones)

    def _stretch(self, box: Box) -> float:
        """How much higher the sections beside the plan are drawn than they need: a part of what is spare."""
        fixed = self.panel.fixed_height()
        spare = box.height - 2 * self.gap - fixed - risks_height(self.panel, box.width)
        return 1 + min(max(spare / fixed * 0.6, 0.0), 0.3 if self.site.top_risks else 0.5)

    def _below(self, box: Box) -> Iterator[Shape]:
        """The sections side by side."""
        first = box.left + box.width * _FIRST
        last = first + box.width * _MIDDLE
        yield from self.panel.legend(box._replace(right=first))
        yield from risks(self.panel, box._replace(left=first + self.gap, right=last))
        yield from self._phones_over_signs(box._replace(left=last + self.gap))

    def _phones_over_signs(self, box: Box) -> Iterator[Shape]:
        """The two share a column in the proportion of what they need."""
        panel, gap = self.panel, self.gap
        natural = panel.phones_height() + panel.signs_height()
        phones, signs = box.cut_top((box.height - gap) * panel.phones_height() / natural)
        yield from panel.phones(phones)
        yield from panel.signs(signs._replace(top=signs.top - gap))


def _four_colours(strip: Box) -> Iterator[Shape]:
    """The colours of the grades, the highest first, in a strip of four equal parts."""
    quarter = strip.width / 4
    for number, grade in enumerate(GRADES[:4]):
        left = strip.left + number * quarter
        yield box_fill(strip._replace(left=left, right=left + quarter), COLORS[grade])
