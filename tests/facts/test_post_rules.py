"""Operating rules by post, and what units add to the rules of their machines."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.facts import Derivation
from generator.library import Library, built_in
from tests.facts.sample import DAY, record

_UNIT = """---
title: 某粉尘
when: [metal_dust]
accidents: [粉尘爆炸]
iron: [某铁律]
never: [{say: 某禁止}]
first: [{say: 某第一步}]
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
