"""Telephones, heads, re-checkers, posts and CAS numbers: what is told on each side of the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import intake, schema
from tests.conftest import CLIENT

HAZARD = (
    "hazards:\n  - {location: 车间, description: 堆物, level: 一般, recommendation: 清理, found: 2026-09-01, "
    "rechecker: %s}\n"
)


def _told(small: Path, more: str, text: str = CLIENT) -> list[str]:
    (small / "client.yaml").write_text(text + more, "utf-8")
    found = schema.check(intake.read(small))
    assert all(one.severity == "warning" for one in found)
    return [f"{one.origin.line if one.origin else 0} {one.message}；{one.hint}" for one in found]


@pytest.mark.parametrize(
    ("phone", "fault"),
    [
        ("13800000000", ""),
        ("1380000000", "有 10 位，手机号应为 11 位"),
        ("138000000000", "有 12 位，手机号应为 11 位"),
        ("138-0000-0000", ""),
        ("+86 138 0000 0000", ""),
        ("+8613800000000", ""),
        ("+861380000000", "有 10 位"),
        ("100-0000-0091", ""),
        ("0579-88888888", ""),
        ("0579 8888 8888", ""),
        ("（0579）88888888", ""),
        ("0579-8888888", ""),
        ("010-88888888", ""),
        ("0579-00000", "有 9 位，区号加号码应为 11 或 12 位"),
        ("0579-888888888", "有 13 位"),
        ("0579-88888888-801", ""),
        ("0579-88888888转8011", ""),
        ("88888888", ""),
        ("400-888-8888", ""),
        ("500-888-8888", "不像电话号码"),
        ("12350", ""),
        ("13800000000、1380000000", "“1380000000”有 10 位"),
        ("0579-88888888/88888889", ""),
        ("１３８０００００００", "有 10 位"),
    ],
)
def test_a_telephone_is_as_long_as_it_must_be(small: Path, phone: str, fault: str) -> None:
    told = _told(small, f'regulator: {{name: 甲局, phone: "{phone}"}}\n')
    assert len(told) == bool(fault)
    assert all(fault in one and one.startswith("12 ") for one in told)


@pytest.mark.parametrize(("second", "told"), [(5, 0), (6, 1), (60, 1)])
def test_the_post_that_goes_beyond_the_headcount_is_told_once(small: Path, second: int, told: int) -> None:
    posts = (
        f"posts:\n  - {{name: 甲, count: 7}}\n  - {{name: 乙, count: {second}}}\n  - {{name: 丙, count: 3}}\n"
    )
    found = _told(small, posts.replace("count: 3", "count: 0"))
    assert len(found) == told
    assert all(one.startswith(f"14 各岗位人数合计到这里是 {7 + second}") for one in found)


@pytest.mark.parametrize(
    ("name", "more", "told"),
    [
        ("示例辅导员A", "", False),
        ("示例戊一", "", False),
        ("示例辅导员A、示例戊一", "", False),
        ("王五", "", True),
        ("王五", "departments: [{name: 安全部, head: 王五}]\n", False),
        ("王五", "certificates: [{holder: 王五, kind: 其他, item: 乙, number: 1}]\n", False),
        ("示例辅导员A，王五", "", True),
    ],
)
def test_a_rechecker_is_somebody_known(small: Path, name: str, more: str, told: bool) -> None:
    found = _told(small, HAZARD % name + more)
    assert ["“王五”不是辅导员" in one for one in found] == [True] * told


@pytest.mark.parametrize(
    ("posts", "words"),
    [
        ("[砂光工, 开料工]", ""),
        ("[砂光工、开料工]", "一项里写了几个：砂光工、开料工；每项一个，用英文逗号分开：[砂光工, 开料工]"),
        ("[砂光工（宽带、砂边）]", ""),
        (
            "[砂光工（宽带、砂边）、开料工]",
            "一项里写了几个：砂光工（宽带、砂边）、开料工；每项一个，用英文逗号分开：",
        ),
        ("[砂光]", "没有这个岗位：砂光；是不是“砂光工”"),
        ("[司机]", "没有这个岗位：司机；请先填写这个岗位"),
    ],
)
def test_posts_of_a_health_factor_are_posts_one_an_item(small: Path, posts: str, words: str) -> None:
    listed = "posts: [{name: 砂光工}, {name: 开料工}, {name: 砂光工（宽带、砂边）}]\n"
    found = _told(small, f"{listed}health_factors:\n  - {{factor: 噪声, posts: {posts}}}\n")
    assert len(found) == bool(words)
    assert all(words in one and one.startswith("14 ") for one in found)


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("rect: 2,2,30,20", "应为列表", "每项分开写：[2, 2, 30, 20]"),
        ("rect: [2，2，30，20]", "应为数字", "逗号用英文半角"),
        ("rect: ［2, 2, 30, 20］", "应为列表", "每项分开写"),
        ("rect: [２, 2, 30, 20]", "应为数字", "数字用半角：2"),
        ("rect: [２米, 2, 30, 20]", "应为数字", "请只写数字"),
        ("workshop: 是", "应为true 或 false", "有写 true"),
        (
            "risks: [{name: 甲, accidents: [火灾、机械致害], L: 3, E: 6, C: 7}]",
            "一项里写了几个",
            "[火灾, 机械致害]",
        ),
        ("risks: [作业]", "应为“键: 值”", "写成 {name: 作业}"),
    ],
)
def test_what_stands_for_another_kind_of_value_has_its_mend(
    small: Path, written: str, message: str, hint: str
) -> None:
    zone = f"site: {{width: 100, height: 60}}\nzones:\n  - code: Z1\n    name: 甲\n    {written}\n"
    rect = "" if "rect" in written else "    rect: [2, 2, 30, 20]\n"
    (small / "client.yaml").write_text(CLIENT + zone + rect, "utf-8")
    (problem,) = (one for one in schema.check(intake.read(small)) if one.severity == "error")
    assert problem.message.startswith(message)
    assert hint in problem.hint
