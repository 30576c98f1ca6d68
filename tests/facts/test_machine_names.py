"""Every name of a machine has the right rule or none; one algorithm for operating rules and suggestions."""

from __future__ import annotations

import pytest

from generator.facts import matching
from generator.library import built_in
from tests.facts.machine_names import NAMES
from tests.rows import each

RULES = built_in().table("machines")
ROWS = matching.rows(RULES)
GENERAL = ("", "general")


@each(NAMES.items())
def test_a_machine_has_its_own_rule_or_none(name: str, key: str) -> None:
    found = matching.of(name, "", ROWS)
    assert found.key == key or (not key and found.key in GENERAL)


def test_the_table_of_names_is_large_and_knows_every_rule_of_machines() -> None:
    assert len(NAMES) >= 120
    named = {key for key, rule in RULES.items() if rule.get("names")} - {"general"}
    assert named == set(NAMES.values()) - {""}


@each(
    [
        ("平刨床", "平刨床"),
        ("氨制冷压力管道", "氨＋管道"),
        ("螺杆压缩机（氨用）", "氨＋压缩机"),
        ("激光切割机除尘器", "除尘"),
        ("CNC机床", "CNC"),
        ("某某机", ""),
    ]
)
def test_the_word_that_decided_is_told(name: str, word: str) -> None:
    assert matching.of(name, "", ROWS).word == word


LIBRARY = {
    "saw": {"names": ["刨床"], "not": ["木"]},
    "planer": {"names": ["平刨"], "categories": ["木工"]},
    "cold": {
        "names": ["氨机"],
        "medium": ["氨"],
        "things": ["泵"],
        "features": ["ammonia"],
        "names_there": ["制冷"],
    },
    "freon": {"names": ["制冷机", "制冷"]},
}


@each(
    [
        ("平刨床", "", (), "saw"),  # two overlap and are as long: the head
        ("木刨床", "", (), ""),  # excluded
        ("刨床（木用）", "", (), ""),  # in brackets, excluded as well
        ("木刨床", "木工", (), "planer"),  # excluded by name, known by category
        ("转台（木刨床）", "", (), ""),  # excluded though in brackets
        ("转台（刨床）", "", (), "saw"),  # brackets tell what it is
        ("转台（刨床用）", "", (), ""),  # what it is for
        ("转台（刨床车间）", "", (), ""),  # where it stands
        ("输送泵（氨）", "", (), "cold"),  # medium in brackets
        ("输送泵", "", (), ""),  # no medium
        ("氨罐", "", (), ""),  # no thing
        ("制冷机", "", (), "freon"),
        ("制冷机", "", ("ammonia",), "cold"),  # what the enterprise makes certain goes before
        ("制冷机", "", ("gas",), "freon"),
    ]
)
def test_exclusions_media_and_features_decide(
    name: str, category: str, features: tuple[str, ...], key: str
) -> None:
    assert matching.of(name, category, matching.rows(LIBRARY), features).key == key


@pytest.mark.parametrize(
    ("name", "parameters", "key"),
    [
        ("输送泵", "介质：氨", "cold"),  # a medium counts in the parameters too
        ("输送泵", "介质：水", ""),
        ("制冷机", "旁有氨泵", "freon"),  # and never outweighs a name
    ],
)
def test_a_medium_counts_in_the_parameters(name: str, parameters: str, key: str) -> None:
    assert matching.of(name, "", matching.rows(LIBRARY), (), parameters).key == key


def test_an_exclusion_voids_only_the_word_that_lies_in_it() -> None:
    by = matching.row({"words": ["铝"], "never": ["氧化铝"], "not": ["无铝"]})
    words = by.of("words")
    assert matching.said("氧化铝砂轮", words, by) is None
    assert matching.said("氧化铝砂轮打磨铝件", words, by) == "铝"
    assert matching.said("打磨铝件，无铝渣", words, by) is None


def test_words_are_known_in_any_case_and_what_is_struck_out_makes_no_new_word() -> None:
    by = matching.row({"names": ["LNG", "冷压"], "never": ["却水"]})
    assert matching.thing("lng储罐", "", by) == "LNG"
    assert matching.thing("冷却水压", "", by) is None
