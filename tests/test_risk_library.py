"""The risk library against its own words: exposure, consequence, grade, and what excludes what."""

from __future__ import annotations

import re
from typing import Any

from generator.facts import floors, grading
from generator.facts.derivation import derive
from generator.library import built_in
from tests.conftest import DAY
from tests.facts.sample import record
from tests.rows import each

ROWS = [row for entry in built_in().gather("risks").values() for row in entry["risks"]]
IDS = [row["name"] for row in ROWS]
EXPOSURE = {"每班": 6, "每日": 6, "每周": 3, "每月": 2}
WHEN_DONE = {"每次作业", "每次使用"}
MAIMED = "重伤|断|残|失明|骨折|绞|职业病|烧伤|大面积|受伤|死亡|伤亡|挤压"


@each(ROWS)
def test_exposure_agrees_with_how_often_it_is_looked_at(row: dict[str, Any]) -> None:
    assert row["frequency"] in EXPOSURE or row["frequency"] in WHEN_DONE
    assert row["E"] == EXPOSURE.get(row["frequency"], row["E"])


@each(ROWS)
def test_the_consequence_is_scored_as_it_is_written(row: dict[str, Any]) -> None:
    least = floors.least_score(row["consequence"], "C", built_in())
    if row["C"] >= 15:
        assert row["C"] == least, "a score of death needs the word, and no more than the word"
    else:
        assert not least
        assert (row["C"] >= 7) == bool(re.search(MAIMED, row["consequence"])), row["consequence"]


@each(ROWS)
def test_what_kills_is_not_low(row: dict[str, Any]) -> None:
    if floors.least_score(row["consequence"], "C", built_in()):
        assert grading.graded(row, built_in()).grade != "低"


def test_nothing_in_the_library_is_beneath_its_floor() -> None:
    given = record(zones=[{"code": "Z1", "name": "车间", "risks": ROWS}])
    points = derive(given, DAY).risk_points
    for floor in floors.of_work(built_in()):
        assert floor["entry"] in built_in().gather("risks")
        assert [one.name for one in points if floors.beneath(one, floor)] == []


@each(
    [
        ("有限空间作业中毒窒息", "较大"),
        ("污水池作业中毒窒息", "较大"),
        ("宿舍用电火灾、疏散受阻", "较大"),
        ("登高、屋面检修坠落", "一般"),
        ("临时动火引发火灾爆炸", "一般"),
        ("行车吊物坠落、碰撞", "一般"),
        ("临时用电触电", "一般"),
        ("外来施工人员违规作业", "一般"),
        ("货梯坠井、剪切", "一般"),
        ("机器人运动区撞击挤压", "一般"),
        ("验布机卷入、布车碰撞", "低"),
    ]
)
def test_grades_of_the_work_that_inspectors_look_at(name: str, grade: str) -> None:
    (row,) = (row for row in ROWS if row["name"] == name)
    assert grading.graded(row, built_in()).grade == grade


@each(ROWS)
def test_what_must_never_be_done_comes_before_what_is_usual(row: dict[str, Any]) -> None:
    """Metal dust gets neither water, foam nor powder, and no extinguisher is named before it is."""
    words = row["controls"]["emergency"]
    if re.search("铝|镁", words):
        assert re.search("只用干砂、D类灭火剂|不用水、只撤离", words)
        assert "用灭火器扑救" not in words.partition("铝")[0]
    assert not re.search("点动|通电反转|反转主轴", re.sub("不得(?:点动|通电反转|反转主轴)", "", words))
    assert not re.search("(?<!手动)反转(?!主轴)", words.replace("不得通电反转", ""))


@each(ROWS)
def test_a_custom_figure_says_whose_it_is(row: dict[str, Any]) -> None:
    for words in row["controls"].values():
        for found in re.finditer(r"\d+ ?(?:mm|分钟|小时)(?:内)?", words):
            rest = words[found.end() :]
            near = re.match(r"[^；]*（企业规定）", rest)
            assert near or found[0] in _limits(), f"{found[0]} in {words}"


def _limits() -> set[str]:
    return {str(one["value"]) for one in built_in().table("limits").values()}
