"""Workshop boards and post cards: the gravest risks first, no more than one sheet holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from generator import domain
from generator.facts import grading, signs
from generator.facts.plain import items, joined, rows
from generator.problems import Problem, warning
from generator.record import Keys, Record

_POINTS = 4
_STEPS = 6
_LETTERS = 100
_SIGNS = 13
_LONG = 60
_LINE = 32
_ROW = 8


def boards(zones: tuple[domain.Zone, ...], place: Mapping[str, str]) -> tuple[domain.RiskBoard, ...]:
    """One board for each zone that is a workshop; ``place`` tells what each zone is and holds."""
    return tuple(_board(zone, place) for zone in zones if zone.workshop)


def _board(zone: domain.Zone, place: Mapping[str, str]) -> domain.RiskBoard:
    points = _gravest(zone.risks)
    worn = signs.worn("", points)
    chosen = signs.chosen(points, place, worn, _SIGNS)
    shown, more = points[:_POINTS], len(points) - _POINTS
    board = domain.RiskBoard(
        code=zone.code,
        name=zone.name,
        grade=zone.grade,
        color=zone.color,
        numbers=_numbers(zone.risks),
        total=len(zone.risks),
        department=next((point.department for point in points if point.department), ""),
        lead=zone.lead,
        phone=zone.phone,
        posts=zone.posts,
        factors=tuple(dict.fromkeys(_within((point.source or point.name,), _LINE) for point in shown)),
        accidents=zone.accidents,
        points=tuple(map(_shown, shown)),
        rest=f"其余 {more} 个风险点见《安全风险分级管控清单》" if more > 0 else "",
        emergency=_several((point.emergency_steps for point in points), _STEPS),
        ppe=joined(worn),
        signs=chosen,
        many=len(chosen) > _ROW,
    )
    return replace(board, full=_board_full(board))


def _board_full(board: domain.RiskBoard) -> bool:
    """Whether a board has more to say than its sheet holds in large letters."""
    points = sum(
        max(2, _lines(point.measures, 20), _lines(point.name, 7), _lines(point.accidents, 7))
        for point in board.points
    )
    steps = "".join(f"1. {step}　" for step in board.emergency)
    factors = sum(_lines(factor, 29) for factor in board.factors)
    below = _lines(steps, 44) + _lines(board.ppe, 44) + max(0, factors - 4)
    first = max(_lines(board.accidents, 18), _lines(f"{board.lead}　{board.phone}", 18))
    return first + points + below > (10 if board.many else 8)


def _lines(text: str, letters: int) -> int:
    """How many lines a text takes where so many letters stand in one; at least one."""
    return max(1, -(-len(text) // letters))


def _shown(point: domain.RiskPoint) -> domain.RiskBoardPoint:
    measures = _within((point.engineering, point.management), _LONG)
    about = point.code, point.name, point.grade, point.color, point.accidents
    return domain.RiskBoardPoint(*about, measures, point.responsible)


def cards(
    posts: tuple[domain.Post, ...], zones: tuple[domain.Zone, ...], place: Mapping[str, str]
) -> tuple[domain.RiskCard, ...]:
    """One card for each post: from the risk points that name it, else from those of its zone."""
    return tuple(_card(no, post, zones, place) for no, post in enumerate(posts, 1))


def _card(
    no: int, post: domain.Post, zones: tuple[domain.Zone, ...], place: Mapping[str, str]
) -> domain.RiskCard:
    zone = next((zone for zone in zones if zone.name == post.zone), None)
    named = [risk for one in zones for risk in one.risks if post.name in risk.posts.split("、")]
    points = _gravest(named or (zone.risks if zone else ()))
    grade = points[0].grade if points else grading.unassessed()
    worn = signs.worn("、".join(post.ppe), points)
    chosen = signs.chosen(points, place, worn, _SIGNS)
    answering = next((point for point in points if point.responsible), None)

    def each(take: Callable[[domain.RiskPoint], str], limit: int = _LONG) -> str:
        return _within((take(point) for point in points), limit)

    card = domain.RiskCard(
        no=no,
        post=post.name,
        department=post.department,
        zone=post.zone,
        numbers=_numbers(points),
        risks=joined(f"{point.name}（{point.grade}）" for point in points[:_POINTS]),
        grade=grade,
        color=grading.entry(grade)["color"],
        factors=_within(("、".join(post.hazards), each(lambda point: point.source)), _LONG),
        accidents=joined(dict.fromkeys(name for point in points for name in point.accidents.split("、"))),
        consequences=each(lambda point: point.consequence),
        engineering=each(lambda point: point.engineering),
        management=each(lambda point: point.management),
        training=each(lambda point: point.training, 50),
        ppe=joined(worn),
        emergency=_several((point.emergency_steps for point in points), _STEPS),
        signs=chosen,
        many=len(chosen) > _ROW,
        responsible=answering.responsible if answering else "",
        phone=answering.phone if answering else zone.phone if zone else "",
        frequency=next((point.frequency for point in points if point.frequency), ""),
        assessed=bool(points),
    )
    return replace(card, full=_card_full(card))


def _card_full(card: domain.RiskCard) -> bool:
    """Whether a card has more to say than its sheet holds in large letters."""
    steps = "".join(f"1. {step}　" for step in card.emergency)
    about = card.factors, card.accidents, card.consequences, card.engineering, card.training, card.ppe
    managed = f"{card.management}（检查频次：{card.frequency}）"
    texts = (f"{card.numbers}　{card.risks}", *about, managed, steps)
    first = _lines(f"{card.post}（{card.zone}）", 15) - 1
    return first + sum(_lines(text, 40) for text in texts) > 12


def _gravest(points: Iterable[domain.RiskPoint]) -> tuple[domain.RiskPoint, ...]:
    return tuple(sorted(points, key=grading.gravity))


def _numbers(points: tuple[domain.RiskPoint, ...]) -> str:
    codes = sorted(point.code for point in points)
    return f"{codes[0]}～{codes[-1]}" if len(codes) > 1 else "".join(codes)


def _within(texts: Iterable[str], limit: int) -> str:
    """Whole sentences, each once, as long as they fit; the first always stands."""
    sentences = dict.fromkeys(part for text in texts for part in text.rstrip("。").split("；") if part)
    kept: list[str] = []
    for sentence in sentences:
        if not kept or sum(map(len, kept)) + len(sentence) <= limit:
            kept.append(sentence)
    return joined(kept, "；")


def _several(lists: Iterable[tuple[str, ...]], limit: int) -> tuple[str, ...]:
    """Every step once, or, of too many, the first of each list, then the second of each; as many as fit."""
    given = list(lists)
    longest = max(map(len, given), default=0)
    mixed = (step for steps in given for step in steps)
    if sum(map(len, given)) > limit:
        mixed = (steps[place] for place in range(longest) for steps in given if place < len(steps))
    kept: list[str] = []
    for step in dict.fromkeys(step.rstrip("。") for step in mixed):
        if not kept or (len(kept) < limit and sum(map(len, kept)) + len(step) <= _LETTERS):
            kept.append(step)
    return tuple(kept)


def unknown_signs(record: Record, _: domain.Facts) -> Iterator[Problem]:
    """A warning for each sign named in the data that is not in the table of signs."""
    for zone, one in enumerate(rows(record.data, "zones")):
        for risk, point in enumerate(rows(one, "risks")):
            for place, name in enumerate(items(point, "signs")):
                if name not in signs.table():
                    keys: Keys = ("zones", zone, "risks", risk, "signs", place)
                    close = get_close_matches(str(name), list(signs.table()), 1)
                    hint = f"是否应为“{close[0]}”？" if close else "核对 GB 2894-2025 的标志名称"
                    message = f"没有名为“{name}”的标志图形，牌上只印文字"
                    yield warning("安全标志", message, hint, record.origin(keys), keys)
