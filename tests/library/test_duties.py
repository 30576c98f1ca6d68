"""The shipped duties, and what the loader refuses."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from typing import Any

import pytest

from generator import domain
from generator.errors import CatalogueError
from generator.library import built_in, duties
from generator.schema import reference, shape
from tests.rows import each

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


def test_a_list_of_names_that_is_not_there_is_told() -> None:
    row = {"article": "第十七条", "words": "systems.nothing", "verdict": "systems"}
    with pytest.raises(CatalogueError, match="duties.yaml 第 1 项：参考数据里没有这一列名称"):
        duties.read([row], built_in())


@each(
    [
        ({**GOOD, "dutty": "x"}, "没有“dutty”这一项"),
        ({"article": "第九条", "duty": "x"}, "请加上 verdict"),
        ({**GOOD, "article": "9"}, "条款：格式不对，现在是“9”"),
        ({**GOOD, "also": ["第9条"]}, "格式不对，现在是“第9条”"),
        ({**GOOD, "data": "schedule"}, "请加上 label"),
        ({"article": "第九条", "verdict": "systems"}, "几项里要写一项"),
        ({**GOOD, "words": "systems.systems"}, "几项里只能写一项"),
        (
            {"article": "第十七条", "words": "systems.systems", "verdict": "systems", "also": ["第十条"]},
            "一并回应：应为“键: 值”组成的一组",
        ),
        ("第九条", "应为“键: 值”组成的一组"),
    ]
)
def test_a_faulty_row_does_not_fit_the_schema(row: Any, words: str) -> None:
    found = reference.faults("duties", [row], lambda _: None)
    assert words in "\n".join(map(str, found))
