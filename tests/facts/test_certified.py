from __future__ import annotations

from typing import Any

import pytest

from generator import facts
from generator.facts import certified
from generator.library import built_in
from tests.facts.sample import DAY, record

WELDER = {"holder": "示例乙五", "kind": "特种作业", "item": "熔化焊接与热切割作业", "number": "1"}
BOILER = {"name": "蒸汽发生器", "special": {"category": "锅炉"}}


def _told(**parts: Any) -> list[str]:
    given = record(**parts)
    found = certified.missing(given, facts.derive(given, DAY), built_in())
    return [one.message for one in found]


@pytest.mark.parametrize(
    ("equipment", "told"),
    [
        ({"name": "二保焊机"}, ["熔化焊接与热切割作业"]),
        ({"name": "二保焊机", "state": "停用"}, []),
        ({"name": "点焊机"}, []),
        ({"name": "平衡重式叉车"}, ["叉车司机（N1）"]),
        ({"name": "手动叉车"}, []),
        (BOILER, ["锅炉作业"]),
        ({"name": "蒸汽发生器"}, []),
        ({"name": "氨压缩机"}, ["制冷与空调作业"]),
        ({"name": "空气压缩机"}, []),
    ],
)
def test_a_machine_asks_for_who_holds_the_certificate(equipment: dict[str, Any], told: list[str]) -> None:
    found = _told(equipment=[equipment], certificates=[], posts=[])
    assert len(found) == len(told)
    assert all(f"（{item}）" in one for item, one in zip(told, found, strict=True))


def test_who_holds_one_is_asked_no_more() -> None:
    machine = [{"name": "二保焊机"}, {"name": "气割机"}]
    assert len(_told(equipment=machine, certificates=[], posts=[])) == 1
    assert _told(equipment=machine, certificates=[WELDER], posts=[]) == []


def test_a_post_asks_as_well_as_a_machine() -> None:
    (told,) = _told(equipment=[], certificates=[WELDER], posts=[{"name": "电工", "count": 1}])
    assert told.startswith("岗位“电工”要有人持特种作业证件（低压电工作业）")
    assert _told(equipment=[], certificates=[WELDER], posts=[{"name": "钳工", "count": 1}]) == []
