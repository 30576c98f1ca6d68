"""How much a board or card holds: what it says is cut to whole sentences until its sheet has room for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from generator import domain
from generator.domain import printing

Sheet = domain.RiskBoard | domain.RiskCard
S = TypeVar("S", domain.RiskBoard, domain.RiskCard)


class Room(NamedTuple):
    """How many risk points, units and prohibitions of each are shown, how many letters of a text."""

    points: int
    units: int
    never: int
    letters: int


# From the most that a sheet may show to the least.
ROOMS = (Room(4, 3, 2, 60), Room(4, 3, 1, 60), Room(3, 2, 1, 60), Room(2, 2, 1, 40), Room(2, 1, 1, 40))
# The lines that one sheet holds in large and in small letters: measured on pages (A3 board, A4 card).
_BOARD, _BOARD_MANY = 7, 10
_BOARD_SMALL, _BOARD_SMALL_MANY = 8, 10  # few signs are large
_CARD, _CARD_SMALL = 10, 14


class Widths(NamedTuple):
    """How many letters stand in a line of the whole width, of measures, of a name, of a factor."""

    whole: int
    measures: int
    name: int
    factor: int


_LARGE, _SMALL = Widths(44, 20, 7, 29), Widths(70, 30, 11, 44)
_CARD_LETTERS, _CARD_SMALL_LETTERS = 40, 62
_ABOUT = ("factors", "accidents", "consequences", "engineering", "training", "ppe")  # rows of a card


def board(make: Callable[[Room], domain.RiskBoard]) -> domain.RiskBoard:
    """The board that says most of those that fit on one sheet."""
    return _fitting(make, _board_fits)


def card(make: Callable[[Room], domain.RiskCard]) -> domain.RiskCard:
    """The card that says most of those that fit on one sheet."""
    return _fitting(make, lambda one: _card_lines(one, _CARD_SMALL_LETTERS) <= _CARD_SMALL)


def _board_fits(board: domain.RiskBoard) -> bool:
    return _board_lines(board, _SMALL) <= (_BOARD_SMALL_MANY if board.many else _BOARD_SMALL)


def _fitting(make: Callable[[Room], S], fits: Callable[[S], bool]) -> S:
    made = make(ROOMS[0])
    for room in ROOMS[1:]:
        if fits(made):
            break
        made = make(room)
    return made


def board_full(board: domain.RiskBoard) -> bool:
    """Whether a board has more to say than its sheet holds in large letters."""
    rows = len(tuple(_by_heart(board, _LARGE.whole)))  # each has the edges of a row besides its lines
    return rows + _board_lines(board, _LARGE) > (_BOARD_MANY if board.many else _BOARD)


def card_full(card: domain.RiskCard) -> bool:
    """Whether a card has more to say than its sheet holds in large letters."""
    first = lines(f"{card.post}（{card.zone}）", 15) - 1
    return first + _card_lines(card, _CARD_LETTERS) > _CARD


def _board_lines(board: domain.RiskBoard, widths: Widths) -> int:
    points = sum(_point_lines(point, widths) for point in board.points)
    factors = sum(lines(factor, widths.factor) for factor in board.factors)
    below = (_steps(board.emergency), printing.words(board.ppe))
    return points + max(0, factors - 4) + _whole_lines(board, below, widths.whole)


def _whole_lines(sheet: Sheet, texts: Iterable[str], letters: int) -> int:
    """The lines of texts that stand under each other, with what is to be known by heart."""
    return sum(lines(text, letters) for text in texts) + sum(_by_heart(sheet, letters))


def _card_lines(card: domain.RiskCard, letters: int) -> int:
    texts = [printing.printed(card, name) for name in _ABOUT]
    texts.append(f"{card.numbers}　{printing.words(card.risks)}")
    texts.append(f"{printing.printed(card, 'management')}（检查频次：{card.frequency}）")
    return _whole_lines(card, (*texts, _steps(card.emergency)), letters)


def _by_heart(sheet: Sheet, letters: int) -> Iterator[int]:
    """The lines of what is to be known by heart, of which each kind has a row of its own."""
    for told in ("　".join(sheet.iron), printing.printed(sheet, "never"), "→".join(sheet.first)):
        if told:
            yield lines(told, letters)


def _point_lines(point: domain.RiskBoardPoint, widths: Widths) -> int:
    """The lines of a row of the board's table: its measures stand beside its name and accidents."""
    measures = lines(printing.printed(point, "measures"), widths.measures)
    accidents = lines(printing.words(point.accidents), widths.name)
    return max(2, measures, lines(point.name, widths.name), accidents)


def lines(text: str, letters: int) -> int:
    """How many lines a text takes where so many letters stand in one; at least one."""
    return max(1, -(-len(text) // letters))


def _steps(steps: Iterable[str]) -> str:
    """Numbered steps one after another, as they take room."""
    return "".join(f"1. {step}　" for step in steps)
