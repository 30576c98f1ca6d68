"""A record tells where a value stands, also in a line about another value."""

from __future__ import annotations

from generator.problems import Keys, Origin
from generator.record import Record
from tests.rows import each

ORIGINS: dict[Keys, Origin] = {
    (): Origin("firm/client.yaml", 1, 1),
    ("a",): Origin("firm/client.yaml", 3, 5),
    ("b",): Origin("firm/client.yaml", 3, 9),
    ("c",): Origin("firm/client.yaml", 8, 1),
    ("agency",): Origin("agency.yaml", 2, 1),
    ("cell",): Origin("firm/data.xlsx", cell="区域!B3"),
    ("next",): Origin("firm/data.xlsx", cell="区域!C3"),
    ("value",): Origin("（值）"),
}


@each(
    [
        (("a",), ("c",), "（第 3 行）"),
        (("a", "deeper"), ("c",), "（第 3 行）"),
        (("a",), ("b",), ""),
        (("agency",), ("a",), "（agency.yaml 第 2 行）"),
        (("a",), ("agency",), "（client.yaml 第 3 行）"),
        (("cell",), ("a",), "（data.xlsx 区域!B3）"),
        (("cell",), ("next",), "（区域!B3）"),
        (("cell", "deeper"), ("cell",), ""),
        (("value",), ("a",), ""),
        (("nowhere",), ("a",), ""),
    ]
)
def test_another_value_is_mentioned_with_its_place(keys: Keys, beside: Keys, told: str) -> None:
    assert Record({}, ORIGINS, {}, "").mention(keys, beside) == told


def test_without_places_nothing_is_mentioned() -> None:
    assert Record({}, {}, {}, "").mention(("a",), ("b",)) == ""
