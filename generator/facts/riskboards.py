"""Workshop boards and post cards: the gravest risks first, no more than one sheet holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from typing import Any

from generator import domain
from generator.domain import SENTENCES, Grade, printing
from generator.facts import grading, heart, ppe, room, signs
from generator.facts.condition import say
from generator.facts.plain import distinct
from generator.facts.room import Room
from generator.library import Library
from generator.problems import Problem
from generator.record import Keys, Record

# What a sheet holds: risk points, steps, letters of the steps together, signs, letters of a text.
_POINTS = 4
_STEPS = 6
_LETTERS = 100
_SIGNS = 13
_TRAINING = 50
_LINE = 32
_ROW = 8  # signs that stand in one row

Points = tuple[domain.RiskPoint, ...]
Zones = tuple[domain.Zone, ...]
Told = dict[str, Any]  # values by their fields


@dataclass(frozen=True, slots=True)
class Source:
    """What sheets draw on: the signs that risk points ask for, the scene plans, the library."""

    asked: signs.AllAsked
    scenes: heart.Scenes
    library: Library


@dataclass(frozen=True, slots=True)
class _About:
    """What one sheet is about: risk points and the units that they tell of, both with the gravest first."""

    points: Points
    units: heart.Units

    @classmethod
    def of(cls, points: Points, units: heart.Units, library: Library) -> _About:
        """The same of points and units as they come."""
        ranked = grading.gravest(points, library)
        return cls(ranked, heart.gravest(units, ranked))

    def within(self, held: Room) -> _About:
        """With so many units as there is room for."""
        return _About(self.points, self.units[: held.units])


def boards(zones: Zones, limits: Mapping[str, int], by: Source) -> tuple[domain.RiskBoard, ...]:
    """One board for each zone that is a workshop.

    ``limits`` are the most people of a shift by the code of the zone.
    """
    shown = (zone for zone in zones if zone.workshop)
    return tuple(replace(_fitted(zone, by), limit=limits.get(zone.code)) for zone in shown)


def _fitted(zone: domain.Zone, by: Source) -> domain.RiskBoard:
    about = _About.of(zone.risks, zone.units, by.library)
    return room.board(partial(_board, zone, about, by))


def _board(zone: domain.Zone, whole: _About, by: Source, held: Room) -> domain.RiskBoard:
    about = whole.within(held)
    board = domain.RiskBoard(
        code=zone.code,
        name=zone.name,
        grade=zone.grade,
        color=zone.color,
        lead=zone.lead,
        phone=zone.phone,
        posts=zone.posts,
        accidents=zone.accidents,
        **_pointed_out(about.points, held),
        **_worn_and_hung((), about, by),
        **_known_by_heart(about, held.never, by),
    )
    return replace(board, full=room.board_full(board))


def _pointed_out(points: Points, held: Room) -> Told:
    """The risk points of a zone: the gravest each by itself, the rest as a number."""
    shown = points[: held.points]
    return {
        "numbers": _numbers(points),
        "total": len(points),
        "department": _first(point.department for point in points),
        "factors": _factors(shown),
        "points": tuple(_shown(point, held.letters) for point in shown),
        "rest": _rest(len(points) - len(shown)),
        "emergency": _several([point.emergency_steps for point in points]),
    }


def _known_by_heart(about: _About, never: int, by: Source) -> Told:
    units, first = about.units, heart.shortly(about.units, about.points, by.scenes, by.library)
    return {"iron": heart.iron(units), "never": heart.never(units, never, by.library), "first": first}


def _worn_and_hung(ppe_of_post: domain.Words, about: _About, by: Source) -> Told:
    """What must be worn, and the signs that hang there, with whether they need a second row."""
    points, units = about.points, about.units
    worn = ppe.worn(ppe_of_post, points, by.library) or (units[0].ppe if units else ())
    owned = distinct(name for unit in units for name in unit.signs)
    hung = signs.chosen([by.asked[point.keys] for point in points], worn, owned, _SIGNS, by.library)
    return {"ppe": worn, "signs": hung, "many": len(hung) > _ROW}


def _factors(points: Points) -> tuple[str, ...]:
    """What is dangerous, a line for each risk point, every line once."""
    return tuple(dict.fromkeys(map(_factor, points)))


def _factor(point: domain.RiskPoint) -> str:
    return printing.words(_within((point.source or point.name,), _LINE), SENTENCES)


def _rest(count: int) -> str:
    return f"其余 {count} 个风险点见《安全风险分级管控清单》" if count else ""


def _shown(point: domain.RiskPoint, letters: int) -> domain.RiskBoardPoint:
    return domain.RiskBoardPoint(
        code=point.code,
        name=point.name,
        grade=point.grade,
        color=point.color,
        accidents=point.accidents,
        measures=_within((point.engineering, point.management), letters),
        responsible=point.responsible,
    )


def cards(posts: Iterable[domain.Post], zones: Zones, by: Source) -> tuple[domain.RiskCard, ...]:
    """One card for each post: from the risk points that name it, else from those of its zone."""
    return tuple(_card_of(no, post, zones, by) for no, post in enumerate(posts, 1))


def _card_of(no: int, post: domain.Post, zones: Zones, by: Source) -> domain.RiskCard:
    zone = next((zone for zone in zones if zone.code == post.zone_code), None)
    about = _About.of(_of_post(post, zone, zones), post.units, by.library)
    return room.card(partial(_card, no, post, zone, about, by))


def _card(
    no: int, post: domain.Post, zone: domain.Zone | None, whole: _About, by: Source, held: Room
) -> domain.RiskCard:
    about, points = whole.within(held), whole.points
    card = domain.RiskCard(
        no=no,
        post=post.name,
        department=post.department,
        zone=post.zone,
        frequency=_first(point.frequency for point in points),
        **_answering(points, zone),
        **_assessed(points, by.library),
        **_worn_and_hung(post.ppe, about, by),
        **_known_by_heart(about, held.never, by),
        **_dangers(post, points, held.letters),
        **_measures(points, held.letters),
    )
    return replace(card, full=room.card_full(card))


def _assessed(points: Points, library: Library) -> Told:
    """The risk points of a post, the gravest by name, and the grade that follows from it."""
    grade = points[0].grade if points else Grade.UNASSESSED
    named = dict.fromkeys(f"{point.name}（{point.grade}）" for point in points[:_POINTS])
    graded = {"grade": grade, "color": grading.level(grade, library).color, "assessed": bool(points)}
    return {"numbers": _numbers(points), "risks": tuple(named), **graded}


def _of_post(post: domain.Post, zone: domain.Zone | None, zones: Zones) -> Points:
    """The risk points that name a post, wherever they are, and those of its zone that name none."""
    own = zone.risks if zone else ()
    every = (point for one in zones for point in one.risks)
    found = tuple(point for point in every if post.name in point.posts or _is_nobodys(point, own))
    return found or own


def _is_nobodys(point: domain.RiskPoint, own: Points) -> bool:
    """Whether a point is of the post's own zone and names no post."""
    return not point.posts and any(point is one for one in own)


def _dangers(post: domain.Post, points: Points, letters: int) -> Told:
    """What may happen: the hazards told for the post in one sentence, then the sources of its risk points."""
    sources = _within((point.source for point in points), letters)
    return {
        "factors": _within((printing.words(post.hazards), *sources), letters),
        "accidents": tuple(dict.fromkeys(name for point in points for name in point.accidents)),
        "consequences": _within((point.consequence for point in points), letters),
    }


def _measures(points: Points, letters: int) -> Told:
    """What is done against it, and what to do when it happens."""
    return {
        "engineering": _within((point.engineering for point in points), letters),
        "management": _within((point.management for point in points), letters),
        "training": _within((point.training for point in points), _TRAINING),
        "emergency": _several([point.emergency_steps for point in points]),
    }


def _answering(points: Points, zone: domain.Zone | None) -> Told:
    """Who answers for the gravest point that names anybody, with the phone; else the phone of the zone."""
    for point in points:
        if point.responsible:
            return {"responsible": point.responsible, "phone": point.phone}
    return {"responsible": "", "phone": zone.phone if zone else ""}


def _numbers(points: Points) -> str:
    """The first and the last of the codes."""
    codes = sorted(point.code for point in points)
    return f"{codes[0]}～{codes[-1]}" if len(codes) > 1 else "".join(codes)


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _within(texts: Iterable[str], limit: int) -> tuple[str, ...]:
    """Whole sentences, each once, as long as they fit; the first always stands."""
    sentences = (part.strip() for text in texts for part in text.rstrip("。").split("；"))
    kept: list[str] = []
    for sentence in dict.fromkeys(filter(None, sentences)):
        if not kept or sum(map(len, kept)) + len(sentence) <= limit:
            kept.append(sentence)
    return tuple(kept)


def _several(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The steps of the gravest risk point, then those of others, each list whole or not at all, as they fit.

    What belongs to one accident is never mixed with another's, nor its end left out.
    """
    kept: list[str] = []
    for steps in lists:
        bare = (one.rstrip("。") for one in steps)
        whole = [*kept, *(step for step in bare if step not in kept)]
        if not kept or _has_room(whole):
            kept = whole
    return tuple(kept)


def _has_room(steps: Sequence[str]) -> bool:
    return len(steps) <= _STEPS and sum(map(len, steps)) <= _LETTERS


def unknown_signs(record: Record, facts: domain.Facts, library: Library) -> Iterator[Problem]:
    """A warning for each sign named in the data that is not in the table of signs."""
    known = signs.table(library)
    for keys, name in _named_signs(facts.risk_points):
        if name not in known:
            message = f"没有名为“{name}”的标志图形，牌上只印文字"
            yield say(record, keys, "安全标志", message, _alike(name, known))


def _named_signs(points: Points) -> Iterator[tuple[Keys, str]]:
    """The signs that risk points name, each with its place."""
    for point in points:
        yield from (((*point.keys, "signs"), name) for name in point.signs)


def _alike(name: str, known: Iterable[str]) -> str:
    """The sign that may be meant, as a question."""
    close = get_close_matches(name, list(known), 1)
    return f"是否应为“{close[0]}”？" if close else "核对 GB 2894-2025 的标志名称"
