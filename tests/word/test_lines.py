"""Texts with tags outside of Word files: the same tags, the same meaning, the same refusals."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from types import MappingProxyType

import pytest

from generator.facts import laws
from generator.library import built_in, guarded
from generator.word import escaped, lines, lint, shapes, values
from tests.rows import each

A_OR_B = "{% if has.b %}乙{% elif has.a %}甲{% else %}无{% endif %}"


@dataclass(frozen=True)
class Has:
    a: bool = True
    b: bool = False


@dataclass(frozen=True)
class Row:
    name: str = "甲 & 乙"


@dataclass(frozen=True)
class Facts:
    year: int = 2026
    title: str = "一<二\n三"
    has: Has = Has()
    rows: tuple[Row, ...] = (Row(), Row("丙"))


CONTEXT = values.prepare(Facts(), {})
KNOWN = shapes.names(Facts, {"map": "picture"})


@each(
    [
        ("没有标签 & <b>", "没有标签 & <b>"),
        ("{{ year }}年 & <b>", "2026年 & <b>"),
        ("{{ title }}", "一<二\n三"),
        ("{{ has.none|blank }}", "＿"),
        (A_OR_B, "甲"),
        ("{% if has.b %}乙{% else %}无{% endif %}。", "无。"),
        ("{% if has.b %}{% if has.a %}内{% endif %}外{% endif %}后", "后"),
        ("{% if has.a %}{% if has.b %}内{% else %}否{% endif %}外{% endif %}", "否外"),
        ("{% if has.a %}一{% elif has.a %}二{% else %}三{% endif %}", "一"),
        ("{% if not has.b and year > 2025 %}后{% endif %}{# 说明 #}", "后"),
        ("{% for one in rows %}{{ one.name }}{% if not loop.last %}、{% endif %}{% endfor %}", "甲 & 乙、丙"),
    ]
)
def test_tags_are_filled(text: str, filled: str) -> None:
    context = {**CONTEXT, "has": {**CONTEXT["has"], "none": escaped.text("")}}  # type: ignore[dict-item]
    assert lines.fill(text, context).startswith(filled)


@each(["{{ nothing }}", "{{ has.nothing }}", "{{ has }}", "{{ rows }}", "{{ has.a }}"])
def test_what_has_no_words_is_never_filled_with_a_guess(text: str) -> None:
    with pytest.raises((KeyError, escaped.UnprintableError)):
        lines.fill(text, CONTEXT)


@each(
    [
        ("{{ nothing }}", "没有名为 nothing 的取值"),
        ("{{ yaer }}", "没有名为 yaer 的取值；是否应为 year？"),
        ("{{ has.c }}", "has 没有 c 这一项"),
        ("{{ has.a }}", "是“是否”项，不能打印"),
        ("{{ rows }}", "rows 是列表，不能直接打印"),
        ("{% for row in rows %}{{ row.nmae }}{% endfor %}", "row 没有 nmae 这一项；是否应为 name？"),
        ("{% for row in has %}{% endfor %}", "has 不是列表，不能循环"),
        ("{{ has.__class__ }}", "名称不能以下划线开头"),
        ("{{ year + 1 }}", "标签里不能写运算"),
        ("{{ year", "标签没有写完整"),
        ("｛{ year }}", "标签的括号是全角"),
        ("{{ year }}{% if has.a %}甲", "没有结束"),
        ("甲{% endif %}", "没有对应的开头"),
        ("{% set a = 1 %}", "set"),
        ("{{ map|picture(10,10) }}", "这里不能放图片"),
    ]
)
def test_what_is_wrong_is_told_beforehand(text: str, words: str) -> None:
    assert words in "\n".join(map(str, lint.words(text, KNOWN)))


@each(["", "无标签", A_OR_B, "{{ year }}", "{{ title|blank }}"])
def test_a_sound_text_has_no_fault(text: str) -> None:
    assert lint.words(text, KNOWN) == ()


@pytest.mark.parametrize(
    ("day", "filled"),
    [
        ("2026-04-30", "依照《中华人民共和国危险化学品安全法》储存"),
        ("2026-05-01", "依照《中华人民共和国危险化学品安全法》第四十一条、第四十二条储存"),
    ],
)
def test_clauses_are_filled_in_from_the_day_the_law_holds(day: str, filled: str) -> None:
    context = values.prepare(
        {"law": MappingProxyType(laws.derive(datetime.date.fromisoformat(day), built_in()))}, {}
    )
    text = guarded("依照《{{ law.chemicals_act.name }}》第四十一条、第四十二条储存")
    assert lines.fill(text, context) == filled
