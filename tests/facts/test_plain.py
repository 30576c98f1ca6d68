from __future__ import annotations

from decimal import Decimal

import pytest

from generator.facts import plain


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (8.0, "8"),
        (0.5, "0.5"),
        (Decimal("30000"), "30000"),
        (Decimal("0.30"), "0.3"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.10") + Decimal("0.20"), "0.3"),
    ],
)
def test_a_number_is_written_as_a_person_does(value: object, words: str) -> None:
    assert plain.written(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("0.30000000000000004"), "0.3"),
        (0.30000000000000004, "0.3"),
        (Decimal("0.005"), "0.01"),
        (Decimal("0.0049"), "0"),
        (Decimal("99999999999.99"), "99999999999.99"),
        (12, "12"),
        (None, ""),
        ("若干", ""),
    ],
)
def test_money_is_rounded_to_a_cent(value: object, words: str) -> None:
    assert plain.money({"fee": value}, "fee") == words
