"""Values become words by their type and the form of their field, in one place."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

import pytest

from generator.domain import (
    NUMBERS,
    PERCENT,
    PROSE,
    ROW,
    SENTENCES,
    YUAN,
    Form,
    Month,
    Place,
    ProseDay,
    Share,
    Words,
)
from generator.domain.printing import form_of, forms, number, printed, words
from tests.rows import each

DAY = datetime.date(2026, 9, 1)


class _Grade(StrEnum):
    LOW = "低风险"


@dataclass(frozen=True)
class _Inner:
    signed: ProseDay
    names: Words
    passed: Share
    heads: int
    ready: bool
    keys: Place = ()


@dataclass(frozen=True)
class _Outer:
    inner: _Inner
    found: datetime.date | None


OUTER = _Outer(_Inner(DAY, ("甲、乙", "丙"), Decimal("0.125"), 3, True), None)


@each(
    [
        (None, ROW, ""),
        ("甲", ROW, "甲"),
        (_Grade.LOW, ROW, "低风险"),
        (DAY, ROW, "2026-09-01"),
        (DAY, PROSE, "2026年9月1日"),
        (Month(2026, 9), ROW, "2026-09"),
        (Month(2026, 9), PROSE, "2026年9月"),
        (12, ROW, "12"),
        (0, ROW, "0"),
        (Decimal("8.0"), ROW, "8"),
        (Decimal("100"), ROW, "100"),
        (Decimal("0.00"), ROW, "0"),
        (0.1 + 0.2, ROW, "0.3"),
        (Decimal("0.1245"), PERCENT, "12.5%"),
        (Decimal("0.12449"), PERCENT, "12.4%"),
        (1, PERCENT, "100.0%"),
        (("甲", "", "乙"), ROW, "甲、乙"),
        (("甲", "乙"), SENTENCES, "甲；乙"),
        (("1", "2"), NUMBERS, "1, 2"),
        (Decimal("117500"), YUAN, "117500.00"),
        (Decimal("0.125"), YUAN, "0.13"),
        (0.125, YUAN, "0.13"),
        (None, YUAN, ""),
        ((1, 12), NUMBERS, "1, 12"),
        ((DAY, DAY), PROSE, "2026年9月1日、2026年9月1日"),
        ((), ROW, ""),
    ]
)
def test_a_value_has_the_words_of_its_type_and_form(value: object, form: Form, told: str) -> None:
    assert words(value, form) == told


@pytest.mark.parametrize("value", [True, False, {"a": 1}, object(), (True,)])
def test_what_has_no_words_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        words(value)


def test_numbers_lose_nothing_but_useless_zeros() -> None:
    assert [number(one) for one in (5.0, -0.0, 1e-12, Decimal("1E+3"), Decimal("-0.50"))] == [
        "5",
        "0",
        "0",
        "1000",
        "-0.5",
    ]


def test_the_form_of_a_field_follows_from_its_annotation_and_its_place_is_hidden() -> None:
    assert dict(forms(_Inner)) == {
        "signed": PROSE,
        "names": ROW,
        "passed": PERCENT,
        "heads": None,
        "ready": None,
    }
    assert form_of(int | None) == ROW  # so that 0 is not taken for nothing
    assert form_of(bool | None) is None
    assert form_of(tuple[int, ...]) is None
    assert form_of(Annotated[tuple[int, ...], NUMBERS]) == NUMBERS
    assert form_of(tuple[_Inner, ...]) is None
    assert form_of(_Inner | None) is None
    assert form_of(Annotated[bool, PROSE]) is None


def test_a_dotted_name_is_printed_in_the_form_of_its_field() -> None:
    told = [printed(OUTER, f"inner.{name}") for name in ("signed", "names", "passed", "heads")]
    assert told == ["2026年9月1日", "甲、乙、丙", "12.5%", "3"]
    assert printed(OUTER, "found") == ""
    assert printed({"a": OUTER}, "a.inner.heads") == "3"
    with pytest.raises(AttributeError):
        printed(OUTER, "inner.nobody")
    with pytest.raises(TypeError):
        printed(OUTER, "inner.ready")
