"""Texts with tags: names and conditions filled in, everything else refused."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest

from generator.errors import CatalogueError
from generator.facts import laws
from generator.library import built_in
from generator.sheets.wording import dotted, fill

FACTS = SimpleNamespace(
    year=2026, has=SimpleNamespace(a=True, b=False), law={"safety": SimpleNamespace(name="安全生产法")}
)
A_OR_B = "{% if has.b %}乙{% elif has.a %}甲{% else %}无{% endif %}"


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{{ year }}年", "2026年"),
        ("《{{ law.safety.name }}》", "《安全生产法》"),
        (A_OR_B, "甲"),
        ("{% if has.b %}乙{% else %}无{% endif %}。", "无。"),
        ("{% if has.b %}{% if has.a %}内{% endif %}外{% endif %}后", "后"),
        ("{% if has.a %}{% if has.b %}内{% else %}否{% endif %}外{% endif %}", "否外"),
        ("{% if has.a %}一{% elif has.a %}二{% else %}三{% endif %}", "一"),
    ],
)
def test_tags_are_filled(text: str, filled: str) -> None:
    assert fill(text, FACTS) == filled


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ nothing }}", "没有取值“nothing”"),
        ("{{ has.__class__ }}", "没有取值"),
        ("{{ year + 1 }}", "标签写法不对"),
        ("{% for a in b %}", "标签写法不对"),
        ("{% if has.a %}甲", "条件没有结束"),
        ("甲{% endif %}", "没有对应的开头"),
    ],
)
def test_other_tags_are_refused(text: str, words: str) -> None:
    with pytest.raises(CatalogueError, match=words):
        fill(text, FACTS)


def test_hidden_names_are_never_read() -> None:
    with pytest.raises(CatalogueError):
        dotted(FACTS, "_x")


@pytest.mark.parametrize(
    ("day", "filled"),
    [
        ("2026-04-30", "依照《中华人民共和国危险化学品安全法》储存"),
        ("2026-05-01", "依照《中华人民共和国危险化学品安全法》第四十一条、第四十二条储存"),
    ],
)
def test_clauses_are_filled_in_from_the_day_the_law_holds(day: str, filled: str) -> None:
    facts = SimpleNamespace(law=laws.derive(datetime.date.fromisoformat(day), built_in()))
    assert fill("依照《{{ law.chemicals_act.name }}》第四十一条、第四十二条储存", facts) == filled
