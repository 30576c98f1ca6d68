"""A machine as lists name it: risks to propose, and the signs of a board that takes them over."""

from __future__ import annotations

from typing import Any

import pytest

from generator import suggest
from generator.facts.derivation import derive
from generator.library import built_in
from tests.facts.sample import DAY, record
from tests.facts.workshops import board_signs

WATER = {"禁止用水灭火", "禁止喷水"}
# The name; a word of each risk point proposed; signs that must hang there, signs that must not.
NAMED: list[tuple[str, list[str], set[str], set[str]]] = [
    ("160T气动冲床（JH21-160）", ["冲床"], {"当心伤手", "当心挤压"}, {"当心烫伤", *WATER}),
    ("天然气熔铝炉（500kg）", ["熔融金属"], {"当心爆炸", "禁止喷水"}, {"当心有限空间"}),
    ("300T压铸机", ["压铸机"], {"当心挤压", "当心烫伤"}, set()),
    ("脉冲布袋中央除尘系统（木粉尘）", ["粉尘爆炸"], {"当心爆炸", "禁止烟火"}, WATER),
    ("铝粉湿式除尘器", ["粉尘爆炸"], {"当心爆炸", *WATER}, set()),
    ("井式气体渗氮炉RN-60", ["氨气"], {"当心有毒气体", "禁止烟火"}, {"当心有限空间"}),
    ("液氩储罐（10m³）", ["缺氧"], {"当心缺氧", "当心低温"}, {"禁止烟火"}),
    ("数控折弯机WC67Y-100T", ["折弯机"], {"当心挤压"}, {"当心激光"}),
    ("激光直缝焊机", ["激光"], {"当心激光", "当心烫伤"}, {"当心触电"}),
    ("二氧化碳气体保护焊机（NBC-350）", ["电焊", "火花"], {"当心电弧", "当心触电"}, {"禁止烟火"}),
    ("静电喷塑线（大旋风回收）", ["粉尘爆炸"], {"当心爆炸", "禁止烟火"}, {"当心中毒", *WATER}),
    ("往复式油漆喷涂线", ["爆炸", "中毒"], {"当心爆炸", "当心中毒", "禁止烟火"}, WATER),
    ("LD型电动单梁起重机5T", ["行车"], {"当心吊物", "禁止停留"}, set()),
    ("平刨床MB504", ["平刨"], {"当心伤手", "禁止戴手套"}, {"必须戴防护手套"}),
    ("宽带砂光机（双砂架）", ["木粉尘"], {"当心爆炸", "禁止烟火"}, WATER),
    ("梳棉机FA231", ["梳棉"], {"当心机械伤人"}, {"当心烫伤"}),
    ("高温高压溢流染色机", ["染缸"], {"当心烫伤", "当心爆炸"}, {"禁止烟火"}),
    ("氨制冷压缩机组", ["氨"], {"当心有毒气体", "禁止烟火"}, set()),
    ("氟利昂活塞制冷机组（R507）", ["制冷剂"], {"当心缺氧", "必须通风"}, {"当心有毒气体"}),
    ("低温冷藏库（-18℃）", ["冷库"], {"当心低温", "紧急出口"}, {"必须通风"}),
    ("燃气油炸流水线", ["油炸"], {"当心火灾", "当心烫伤"}, set()),
    ("程控切纸机QZ1150", ["切纸机"], {"当心伤手"}, {"当心高温表面"}),
    ("双工位无溶剂复合机", ["压辊"], {"当心伤手", "禁止触摸"}, {"当心爆炸"}),
    ("酸雾喷淋吸收塔", ["废气塔"], {"当心腐蚀", "当心有限空间"}, {"当心落水"}),
    ("全自动锌镍滚镀线", ["酸碱", "酸雾"], {"当心腐蚀", "当心有毒气体"}, {"当心烫伤"}),
    ("注塑机取件机械手", ["机器人"], {"当心自动启动"}, {"当心高温表面"}),
]


def _zone(**more: Any) -> dict[str, Any]:
    return {"code": "Z1", "name": "一号车间", "workshop": True, **more}


def _proposed(machine: dict[str, str]) -> list[dict[str, Any]]:
    facts = derive(record(zones=[_zone()], equipment=[machine]), DAY)
    return [dict(row.risk) for row in suggest.risks(facts, built_in()).rows if row.zone == "Z1"]


@pytest.mark.parametrize(("name", "words", "hung", "not_hung"), NAMED, ids=[row[0] for row in NAMED])
def test_a_named_machine_has_its_risks_and_their_signs(
    name: str, words: list[str], hung: set[str], not_hung: set[str]
) -> None:
    machine = {"name": name, "zone": "Z1"}
    risks = _proposed(machine)
    assert len(risks) == len(words)
    assert all(word in risk["name"] for word, risk in zip(words, risks, strict=True))
    for risk in risks:
        risk.pop("signs", None)  # so that words decide, as for a risk point that an advisor writes
    found = board_signs({"zones": [_zone(risks=risks)], "equipment": [machine]})["一号车间"]
    assert hung <= found and not found & not_hung, sorted(found)
