"""Risk points called lower than they are: told with the library's grade, on either side of each boundary."""

from __future__ import annotations

from typing import Any

import pytest

from generator.facts import floors
from generator.facts.derivation import derive
from generator.library import built_in
from tests.conftest import DAY
from tests.facts.sample import record


def _told(**point: Any) -> list[str]:
    row = {"name": "甲", "accidents": ["火灾"], **point}
    given = record(zones=[{"code": "Z1", "name": "车间", "risks": [row]}])
    return [str(one) for one in floors.low(given, derive(given, DAY), built_in())]


def _graded(score: tuple[float, float, float]) -> dict[str, float]:
    return dict(zip("LEC", score, strict=True))


LOW, GENERAL, SERIOUS = (1, 1, 40), (3, 3, 15), (3, 2, 40)


@pytest.mark.parametrize(
    ("point", "score", "told"),
    [
        ({"name": "有限空间作业"}, LOW, False),
        ({"name": "有限空间作业", "accidents": ["中毒"]}, LOW, True),
        ({"name": "污水池清淤", "accidents": ["窒息"]}, GENERAL, True),
        ({"name": "进入调节池", "accidents": ["窒息"]}, SERIOUS, False),
        ({"name": "污水池落水", "accidents": ["淹溺"]}, LOW, False),
        ({"name": "检修", "step": "断电、进入反应釜", "accidents": ["中毒"]}, LOW, True),
        ({"name": "屋面检修"}, LOW, True),
        ({"name": "平台", "accidents": ["高处坠落"]}, LOW, True),
        ({"name": "平台", "accidents": ["高处坠落"]}, GENERAL, False),
        ({"name": "平台", "accidents": ["跌落"]}, LOW, False),
        ({"name": "临时动火"}, LOW, True),
        ({"name": "固定焊接"}, LOW, False),
        ({"name": "行车吊模"}, LOW, True),
        ({"name": "行车道混行"}, LOW, False),
        ({"name": "电动葫芦", "accidents": ["起重致害"]}, LOW, True),
        ({"name": "临时用电"}, LOW, True),
        ({"name": "外来施工"}, GENERAL, False),
    ],
)
def test_dangerous_work_is_not_low(point: dict[str, Any], score: tuple[float, ...], told: bool) -> None:
    assert bool(_told(**point, **_graded(score))) is told  # type: ignore[arg-type]


def test_the_place_the_grade_and_the_librarys_are_told() -> None:
    (message,) = _told(name="进池清掏", step="入池", accidents=["窒息"], **_graded(LOW))
    assert message.startswith("client.yaml:")
    assert "风险点“进池清掏”：是有限空间作业，却评为低（1×1×40＝40）" in message
    assert message.endswith("风险库里同类的是 3×2×40＝240，较大；请重新评估，不低于较大")


def test_ls_direct_judgement_and_what_is_not_graded() -> None:
    assert _told(name="登高检修", LS={"L": 2, "S": 4})
    assert _told(name="登高检修", LS={"L": 3, "S": 3}) == []
    assert _told(name="有限空间", accidents=["中毒"], direct="发生过死亡事故且条件仍存在") == []
    assert _told(name="登高检修") == []


@pytest.mark.parametrize(
    ("words", "score", "told"),
    [
        ("砸伤致死亡", {"L": 6, "E": 6, "C": 7}, "C 取 15 才是“非常严重，1～2人死亡”"),
        ("砸伤致死亡", {"L": 6, "E": 6, "C": 15}, ""),
        ("爆炸，多人伤亡", {"L": 6, "E": 6, "C": 15}, "C 取 40 才是“灾难，数人死亡（3～9人）”"),
        ("爆炸，多人伤亡", {"L": 1, "E": 6, "C": 40}, ""),
        ("断指", {"L": 3, "E": 6, "C": 3}, ""),
        ("不会造成人员伤亡", {"L": 3, "E": 6, "C": 3}, ""),
        ("触电死亡", {"LS": {"L": 3, "S": 3}}, "S 取 4 才是“1～2人死亡或者丧失劳动能力”"),
        ("触电死亡", {"LS": {"L": 3, "S": 4}}, ""),
    ],
)
def test_a_death_is_not_scored_as_less(words: str, score: dict[str, Any], told: str) -> None:
    found = _told(consequence=words, **score)
    assert len(found) == bool(told)
    assert told in "".join(found)
