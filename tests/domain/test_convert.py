"""One converter: each field from the key of its name, by its type."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import pytest

from generator.domain import Amount, Day, Moment, Month, ProseDay, Quantity, Words
from generator.domain.convert import build, every


class _Grade(StrEnum):
    LOW = "低"


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    cost: Amount = None


@dataclass(frozen=True, slots=True)
class _All:
    text: str
    day: Day
    signed: ProseDay
    moment: Moment
    heads: int
    maybe: int | None
    cost: Amount
    load: Quantity
    ready: bool
    known: bool | None
    names: Words
    month: Month | None
    numbers: tuple[int, ...]
    grade: _Grade | None
    item: _Item
    items: tuple[_Item, ...]
    note: str = "无"
    own: frozenset[str] = frozenset()


FULL = {
    "text": " 甲 ",
    "day": "2026-09-01",
    "signed": "2026-09-02",
    "moment": "2026-09",
    "heads": 12,
    "maybe": 0,
    "cost": Decimal("30000.50"),
    "load": "0.2 t",
    "ready": True,
    "known": False,
    "names": ["甲、乙", "丙", "", "丙"],
    "month": "2026-10",
    "numbers": [3, True, "4", 1, 3],
    "grade": "低",
    "item": {"name": "一", "cost": 3},
    "items": [{"name": "二"}, "坏", {"name": "三"}],
    "note": "有",
}


def test_each_field_is_read_by_its_type() -> None:
    assert build(_All, FULL) == _All(
        "甲",
        datetime.date(2026, 9, 1),
        datetime.date(2026, 9, 2),
        Month(2026, 9),
        12,
        0,
        Decimal("30000.50"),
        "0.2 t",
        True,
        False,
        ("甲、乙", "丙"),
        Month(2026, 10),
        (3, 1),
        _Grade.LOW,
        _Item("一", Decimal(3)),
        (_Item("二"), _Item("三")),
        "有",
    )


def test_what_is_missing_is_nothing_of_its_type_or_the_default() -> None:
    empty = build(_All, {})
    told = (empty.text, empty.day, empty.moment, empty.heads, empty.maybe, empty.cost, empty.load)
    assert told == ("", None, None, 0, None, None, "")
    assert (empty.ready, empty.known, empty.names, empty.grade) == (False, None, (), None)
    assert (empty.month, empty.numbers) == (None, ())
    assert build(_All, {"month": "2026-10-01"}).month is None
    assert (empty.item, empty.items, empty.note) == (_Item(""), (), "无")


def test_what_is_given_is_not_read() -> None:
    assert build(_Item, {"name": "甲", "cost": 1}, name="乙") == _Item("乙", Decimal(1))
    assert every(_Item, [{"name": "甲"}, {}], cost=None) == (_Item("甲"), _Item(""))


def test_a_text_may_be_a_number_and_yes_is_no_number() -> None:
    found = build(_All, {"text": 8.0, "heads": True, "maybe": True, "cost": True, "load": 0.1, "names": "甲"})
    assert (found.text, found.heads, found.maybe, found.cost) == ("8", 0, None, None)
    assert (found.load, found.names) == (Decimal("0.1"), ("甲",))


def test_a_type_that_data_cannot_hold_must_be_given() -> None:
    with pytest.raises(TypeError, match="frozenset"):
        build(_All, {"own": ["甲"]})
    assert build(_All, {}, own=frozenset("甲")).own == {"甲"}
