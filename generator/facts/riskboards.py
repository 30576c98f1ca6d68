"""Workshop boards and post cards: the gravest risks first, no more than one sheet holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
from generator.record import Record

# What a sheet holds: risk points, steps, letters of the steps together, signs, letters of a text.
_POINTS = 4
_STEPS = 6
_LETTERS = 100
_SIGNS = 13
_TRAINING = 50
_LINE = 32
_ROW = 8  # signs that stand in one row

Points = tuple[domain.RiskPoint, ...]
Asks = Callable[[domain.RiskPoint], signs.Asked]


def boards(
    zones: tuple[domain.Zone, ...],
    asks: Asks,
    limits: Mapping[str, int],
    scenes: heart.Scenes,
    library: Library,
) -> tuple[domain.RiskBoard, ...]:
    """One board for each zone that is a workshop; ``asks`` tells the signs that a risk point asks for.

    ``limits`` are the most people of a shift by the code of the zone.
    """
    return tuple(
        replace(room.board(partial(_board, zone, asks, scenes, library)), limit=limits.get(zone.code))
        for zone in zones
        if zone.workshop
    )


def _board(
    zone: domain.Zone, asks: Asks, scenes: heart.Scenes, library: Library, held: Room
) -> domain.RiskBoard:
    points = grading.gravest(zone.risks, library)
    shown, units = points[: held.points], heart.gravest(zone.units, points)[: held.units]
    board = domain.RiskBoard(
        code=zone.code,
        name=zone.name,
        grade=zone.grade,
        color=zone.color,
        numbers=_numbers(points),
        total=len(points),
        department=_first(point.department for point in points),
        lead=zone.lead,
        phone=zone.phone,
        posts=zone.posts,
        factors=_factors(shown),
        accidents=zone.accidents,
        points=tuple(_shown(point, held.letters) for point in shown),
        rest=_rest(len(points) - len(shown)),
        emergency=_several([point.emergency_steps for point in points]),
        **_worn_and_hung((), points, units, asks, library),
        **_known_by_heart(units, points, scenes, held.never, library),
    )
    return replace(board, full=room.board_full(board))


def _known_by_heart(
    units: heart.Units, points: Points, scenes: heart.Scenes, never: int, library: Library
) -> dict[str, Any]:
    return {
        "iron": heart.iron(units),
        "never": heart.never(units, never, library),
        "first": heart.shortly(units, points, scenes, library),
    }


def _worn_and_hung(
    ppe_of_post: domain.Words, points: Points, units: heart.Units, asks: Asks, library: Library
) -> dict[str, Any]:
    """What must be worn, and the signs that hang there, with whether they need a second row."""
    worn = ppe.worn(ppe_of_post, points, library) or (units[0].ppe if units else ())
    owned = distinct(name for unit in units for name in unit.signs)
    hung = signs.chosen(points, asks, worn, owned, _SIGNS, library)
    return {"ppe": worn, "signs": hung, "many": len(hung) > _ROW}


def _factors(points: Points) -> tuple[str, ...]:
    """What is dangerous, a line for each risk point, every line once."""
    lines = (printing.words(_within((point.source or point.name,), _LINE), SENTENCES) for point in points)
    return tuple(dict.fromkeys(lines))


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


def cards(
    posts: tuple[domain.Post, ...],
    zones: tuple[domain.Zone, ...],
    asks: Asks,
    scenes: heart.Scenes,
    library: Library,
) -> tuple[domain.RiskCard, ...]:
    """One card for each post: from the risk points that name it, else from those of its zone."""
    return tuple(
        room.card(partial(_card, no, post, zones, asks, scenes, library)) for no, post in enumerate(posts, 1)
    )


def _card(
    no: int,
    post: domain.Post,
    zones: tuple[domain.Zone, ...],
    asks: Asks,
    scenes: heart.Scenes,
    library: Library,
    held: Room,
) -> domain.RiskCard:
    zone = next((zone for zone in zones if zone.code == post.zone_code), None)
    points = grading.gravest(_of_post(post, zone, zones), library)
    units = heart.gravest(post.units, points)[: held.units]
    responsible, phone = _answering(points, zone)
    card = domain.RiskCard(
        no=no,
        post=post.name,
        department=post.department,
        zone=post.zone,
        responsible=responsible,
        phone=phone,
        frequency=_first(point.frequency for point in points),
        **_assessed(points, library),
        **_worn_and_hung(post.ppe, points, units, asks, library),
        **_known_by_heart(units, points, scenes, held.never, library),
        **_dangers(post, points, held.letters),
        **_measures(points, held.letters),
    )
    return replace(card, full=room.card_full(card))


def _assessed(points: Points, library: Library) -> dict[str, Any]:
    """The risk points of a post, the gravest by name, and the grade that follows from it."""
    grade = points[0].grade if points else Grade.UNASSESSED
    return {
        "numbers": _numbers(points),
        "risks": tuple(dict.fromkeys(f"{point.name}（{point.grade}）" for point in points[:_POINTS])),
        "grade": grade,
        "color": grading.level(grade, library).color,
        "assessed": bool(points),
    }


def _of_post(post: domain.Post, zone: domain.Zone | None, zones: tuple[domain.Zone, ...]) -> Points:
    """The risk points that name a post, wherever they are, and those of its zone that name none."""
    found = tuple(
        point
        for one in zones
        for point in one.risks
        if post.name in point.posts or (one is zone and not point.posts)
    )
    return found or (zone.risks if zone else ())


def _dangers(post: domain.Post, points: Points, letters: int) -> dict[str, Any]:
    """What may happen: the hazards told for the post in one sentence, then the sources of its risk points."""
    sources = _within((point.source for point in points), letters)
    return {
        "factors": _within((printing.words(post.hazards), *sources), letters),
        "accidents": tuple(dict.fromkeys(name for point in points for name in point.accidents)),
        "consequences": _within((point.consequence for point in points), letters),
    }


def _measures(points: Points, letters: int) -> dict[str, Any]:
    """What is done against it, and what to do when it happens."""
    return {
        "engineering": _within((point.engineering for point in points), letters),
        "management": _within((point.management for point in points), letters),
        "training": _within((point.training for point in points), _TRAINING),
        "emergency": _several([point.emergency_steps for point in points]),
    }


def _answering(points: Points, zone: domain.Zone | None) -> tuple[str, str]:
    """Who answers for the gravest point that names anybody, with the phone; else the phone of the zone."""
    for point in points:
        if point.responsible:
            return point.responsible, point.phone
    return "", zone.phone if zone else ""


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
        more = [step for step in (one.rstrip("。") for one in steps) if step not in kept]
        whole = [*kept, *more]
        if not kept or (len(whole) <= _STEPS and sum(map(len, whole)) <= _LETTERS):
            kept = whole
    return tuple(kept)


def unknown_signs(record: Record, facts: domain.Facts, library: Library) -> Iterator[Problem]:
    """A warning for each sign named in the data that is not in the table of signs."""
    known = signs.table(library)
    for point in facts.risk_points:
        for name in point.signs:
            if name not in known:
                close = get_close_matches(name, list(known), 1)
                hint = f"是否应为“{close[0]}”？" if close else "核对 GB 2894-2025 的标志名称"
                message = f"没有名为“{name}”的标志图形，牌上只印文字"
                yield say(record, (*point.keys, "signs"), "安全标志", message, hint)
