"""Operating rules by post, and what units add to the rules of their machines."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.facts import Derivation
from generator.library import Library, built_in, knowledge
from tests.facts.sample import DAY, record

_UNIT = """---
title: 某粉尘
when: [metal_dust]
accidents: [粉尘爆炸]
iron: [某铁律]
never: [{say: 某禁止}]
first: [{say: 某第一步}]
medical: [{say: 某急救}]
rules: {before: [某作业前], forbidden: [某不许]}
---
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge/zz_dust.md").write_text(_UNIT, "utf-8")
    return Library((tmp_path, *built_in().layers))


RISK = {"name": "铝粉尘爆炸", "accidents": ["粉尘爆炸"], "L": 1, "E": 6, "C": 40}
PARTS = {
    "zones": [{"code": "Z1", "name": "打磨间", "risks": [RISK]}, {"code": "Z2", "name": "冲压间"}],
    "equipment": [{"name": "铝件打磨台", "zone": "Z1"}, {"name": "冲床", "zone": "Z2"}],
    "posts": [
        {"name": "打磨工", "zone": "Z1", "hazards": ["粉尘"]},
        {"name": "冲压工", "zone": "Z2"},
        {"name": "会计"},
    ],
}


def test_a_post_follows_its_machines_and_its_units(library: Library) -> None:
    found = {one.post: one for one in Derivation(record(**PARTS), DAY, library)["post_rules"]}
    grinder, presser = found["打磨工"], found["冲压工"]
    assert "某急救" in grinder.medical
    assert "某粉尘" in grinder.units and "某铁律" in grinder.iron and "某作业前" in grinder.before
    assert "某不许" in grinder.forbidden
    assert (
        "某禁止" in grinder.never and "某禁止" not in grinder.forbidden
    )  # it says not: under 禁止 it would say the reverse
    assert any("冲床" in title for title in presser.rules)
    assert "某粉尘" not in presser.units and "会计" not in found


def test_what_a_unit_adds_is_said_of_its_own_machine_where_a_rule_has_others(library: Library) -> None:
    """Of a grinder of aluminium among grinders of steel, of one machine among those without a rule."""
    steel = {"name": "钢件打磨台", "zone": "Z1"}
    found = Derivation(record(**PARTS | {"equipment": [*PARTS["equipment"], steel]}), DAY, library)
    rule = next(rule for rule in found["operating_rules"] if "铝件打磨台" in rule.names)
    assert "钢件打磨台" in rule.names and "铝件打磨台：某作业前" in rule.before


def test_a_unit_adds_to_the_rules_of_its_own_machines_alone(library: Library) -> None:
    rules = {one.key: one for one in Derivation(record(**PARTS), DAY, library)["operating_rules"]}
    press = rules.pop("press")
    grinding = next(rule for rule in rules.values() if "铝件打磨台" in rule.names)
    assert "某作业前" in grinding.before and "某不许" in grinding.forbidden
    assert "某作业前" not in press.before


def test_what_a_rule_or_a_unit_beside_it_says_already_is_not_said_again(tmp_path: Path) -> None:
    """``said`` names the rules and units that say it; without them the unit says it."""
    (tmp_path / "knowledge").mkdir()
    said = "rules: {before: [{say: 某作业前, said: [%s]}], forbidden: [某不许]}"
    units = {"yy_dust": _UNIT, "zz_dust": _UNIT.replace("某作业前", "又一条")}
    for by, there in (("yy_dust", False), ("press", True)):
        for key, text in units.items():
            changed = text.replace("rules: {before: [又一条], forbidden: [某不许]}", said % by)
            (tmp_path / f"knowledge/{key}.md").write_text(changed.replace("又一条", "某作业前"), "utf-8")
        (tmp_path / "knowledge/yy_dust.md").write_text(_UNIT.replace("某作业前", "别的"), "utf-8")
        found = Derivation(record(**PARTS), DAY, Library((tmp_path, *built_in().layers)))
        rule = next(rule for rule in found["operating_rules"] if "铝件打磨台" in rule.names)
        post = next(one for one in found["post_rules"] if one.post == "打磨工")
        assert ("某作业前" in rule.before, "某作业前" in post.before) == (there, there)
        assert "别的" in rule.before and "别的" in post.before


def test_a_post_is_told_first_of_its_own_machine_and_what_to_do_at_no_other() -> None:
    """A presser under a crane has the press before the graver lifting; a keeper stands beside a truck."""
    crane = {"name": "行车吊物伤人", "accidents": ["起重致害"], "L": 3, "E": 6, "C": 15}
    press = {"name": "冲床压手", "accidents": ["机械致害"], "L": 1, "E": 6, "C": 15}
    truck = {"name": "叉车撞人", "accidents": ["厂（场）内车辆致害", "火灾"], "L": 3, "E": 6, "C": 15}
    parts = {
        "zones": [
            {"code": "Z1", "name": "冲压车间", "risks": [crane, press]},
            {"code": "Z2", "name": "成品间", "risks": [truck]},
        ],
        "equipment": [
            {"name": "冲床", "zone": "Z1"},
            {"name": "电动单梁起重机", "zone": "Z1"},
            {"name": "蓄电池叉车", "zone": "Z2"},
        ],
        "posts": [
            {"name": "冲压工", "zone": "Z1"},
            {"name": "行车工", "zone": "Z1"},
            {"name": "仓管员", "zone": "Z2"},
            {"name": "叉车司机", "zone": "Z2"},
        ],
    }
    found = {one.post: one for one in Derivation(record(**parts), DAY, built_in())["post_rules"]}
    assert found["冲压工"].units[0] == "冲床和换模" and found["行车工"].units[0] == "起重机械和吊装"
    assert found["叉车司机"].before and not found["仓管员"].before
    assert found["仓管员"].never == found["叉车司机"].never  # all of the zone keep clear of it


def test_what_is_not_taken_out_of_store_does_not_join_the_work_with_chemicals() -> None:
    """Ammonia in its system and gas in its pipe are not drawn; the rules of their machines tell of them."""
    chemicals = [{"name": name} for name in ("液氨", "天然气", "氢氧化钠")]
    equipment = [{"name": "氨压缩机", "zone": "Z1"}]
    found = Derivation(
        record(chemicals=chemicals, equipment=equipment, zones=PARTS["zones"]), DAY, built_in()
    )
    rule = next(rule for rule in found["operating_rules"] if rule.key == "chemicals")
    titles = {line.split("：")[0] for line in rule.before if "：" in line}
    assert any("强碱" in title for title in titles) and not titles & {"氨制冷", "燃气"}


def test_no_post_works_at_heat_with_the_advice_of_a_leaflet() -> None:
    """What is joined to rules of ovens and boilers is what operators can do there."""
    said = " ".join(line for part in ("before", "during", "after", "forbidden") for line in _heat(part))
    assert "量体温" not in said and "发烧" not in said and said


def _heat(part: str) -> list[str]:
    return [*knowledge.lines(knowledge.heads(built_in())["heat"], part)]
