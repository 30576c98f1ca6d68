"""Advice on a hazard: layers, what the catalogue adds, and what a major one is asked for."""

from __future__ import annotations

from typing import Any

from generator.facts import remedy
from generator.facts.derivation import derive
from generator.library import built_in, usual_hazards
from tests.facts.sample import DAY, record
from tests.rows import each

ENTRY = {
    "recommendation": {"at_once": "停机。", "engineering": "加罩。", "training": "讲解。", "ppe": "戴镜。"}
}
LONG = "由设备部把皮带轮的固定护罩重新装好，用工具才能拆下，装好后试机"


@each(
    [
        ("", "①工程：加罩。\n②培训：讲解。\n③防护：戴镜。"),
        ("装护罩", "装护罩。\n①工程：加罩。\n②培训：讲解。\n③防护：戴镜。"),
        ("装护罩。", "装护罩。\n①工程：加罩。\n②培训：讲解。\n③防护：戴镜。"),
        (
            "①工程：装固定护罩。②管理：点检。",
            "①工程：装固定护罩。②管理：点检。\n③培训：讲解。\n④防护：戴镜。",
        ),
        ("①工程：装罩。②培训：讲。③防护：戴。", "①工程：装罩。②培训：讲。③防护：戴。"),
        ("工程：装罩；培训：讲；", "工程：装罩；培训：讲；\n③防护：戴镜。"),
        (LONG, LONG),
    ]
)
def test_the_catalogue_adds_the_layers_left_out(own: str, whole: str) -> None:
    assert remedy.whole(own, ENTRY) == whole


@each(["", "装护罩", LONG])
def test_without_a_code_advice_stays_as_it_is(own: str) -> None:
    assert remedy.whole(own, {}) == own


@each(usual_hazards.load(built_in()))
def test_four_characters_of_advice_are_made_whole_whatever_the_code(entry: usual_hazards.Entry) -> None:
    said = remedy.whole("整改到位", entry)
    assert said.startswith("整改到位。\n①")
    assert remedy.layers(said) == set(usual_hazards.layered(entry))


MAJOR: dict[str, Any] = {
    "number": "甲",
    "location": "打磨间",
    "description": "风管积尘",
    "level": "重大",
    "clause": "某条",
    "found": "2026-09-08",
}


def _told(**row: Any) -> list[str]:
    given = record(hazards=[{**MAJOR, **row}])
    return [str(one) for one in remedy.lacking(given, derive(given, DAY), built_in())]


def test_a_major_hazard_is_told_with_the_layers_it_lacks() -> None:
    (said,) = _told(recommendation="①工程：拆洗风管，装火花探测。")
    assert "隐患[1] 甲" in said and "没有分层写到：管理、培训" in said
    (bare,) = _told(recommendation=LONG)
    assert "工程、管理、培训" in bare


@each(
    [
        {"recommendation": "清理", "code": "FC-10", "level": ""},
        {"recommendation": ""},
        {"recommendation": LONG, "level": "一般"},
        {"recommendation": LONG, "result": "已整改", "rechecked": "2026-09-10"},
        {"recommendation": "①工程：拆洗。②管理：每班清扫。③培训：讲解。"},
    ]
)
def test_what_is_whole_closed_or_general_is_not_told(row: dict[str, Any]) -> None:
    assert _told(**row) == []


DUST: dict[str, Any] = {
    "zones": [{"code": "Z1", "name": "打磨间"}],
    "dust": [{"kind": "铝", "zone": "Z1"}],
}


@each(
    [
        ({"code": "FC-10", "level": ""}, True),
        ({"code": "FC-10", "level": "", "recommendation": "清理"}, True),
        ({"code": "FC-10", "level": "", "recommendation": LONG}, False),
        ({"code": "FC-12", "level": "一般"}, False),
        ({"accidents": ["粉尘爆炸"], "recommendation": "①工程：拆洗。②管理：清扫。"}, False),
        ({"code": "FC-10", "level": "", "recommendation": "①工程：拆洗。②防护：戴防尘口罩。"}, False),
    ]
)
def test_what_protects_those_who_mend_a_major_hazard_comes_from_its_units(
    row: dict[str, Any], told: bool
) -> None:
    (one,) = derive(record(**DUST, hazards=[{**MAJOR, "zone": "Z1", **row}]), DAY).hazards
    assert ("④防护：防尘口罩（KN95）、防静电服" in one.recommendation) is told
