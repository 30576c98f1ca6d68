"""The shipped duties, and what the loader refuses."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from typing import Any

import pytest

from generator import domain
from generator.errors import CatalogueError
from generator.library import built_in, duties
from generator.schema import shape

GOOD = {"article": "第九条", "duty": "建立档案", "verdict": "client_file"}
CHINESE = ("九", "十", "十一", "十五", "十六", "十九", "二十一", "二十二")


def test_every_article_and_item_has_its_duty() -> None:
    counts = Counter(rule.article.split("条")[0] + "条" for rule in duties.load(built_in()))
    assert counts["第十四条"] == 16
    assert counts["第十六条"] == 5
    assert counts["第十七条"] == 15
    assert counts["第十八条"] == 8
    assert counts["第十九条"] == 3
    assert counts["第二十条"] == 5
    assert counts["第二十三条"] == 4
    assert {f"第{name}条" for name in CHINESE} <= set(counts)


def test_every_verdict_is_used_and_every_place_is_a_field() -> None:
    assert {rule.verdict for rule in duties.load(built_in())} == {
        item.name for item in fields(domain.Verdicts)
    }
    for rule in duties.load(built_in()):
        if rule.data:
            assert shape.at(tuple(rule.data.split("."))).title, rule.data


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({**GOOD, "dutty": "x"}, "多余或缺少的键：dutty"),
        ({"article": "第九条", "duty": "x"}, "多余或缺少的键：verdict"),
        ({**GOOD, "article": "9"}, "条款写法不对：9"),
        ({**GOOD, "also": ["第9条"]}, "条款写法不对：第9条"),
        ({**GOOD, "data": "schedule"}, "要么都写，要么都不写"),
        ({"article": "第十七条", "words": "systems.nothing", "verdict": "systems"}, "没有这一列名称"),
        (
            {"article": "第十七条", "words": "systems.systems", "verdict": "systems", "also": ["第十条"]},
            "项号",
        ),
        ("第九条", "须为键值"),
    ],
)
def test_a_faulty_row_is_named(row: Any, words: str) -> None:
    with pytest.raises(CatalogueError, match="duties.yaml 第 1 项") as told:
        duties.read([row], built_in())
    assert words in str(told.value)


def test_the_list_itself_must_be_one() -> None:
    with pytest.raises(CatalogueError, match="应为事项的列表"):
        duties.read({}, built_in())
