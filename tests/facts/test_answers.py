"""The scene plans that answer a hazard: by accident type and place, each of them in the emergency plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator import domain
from generator.facts import answers
from generator.facts.derivation import derive
from tests.conftest import ROOT
from tests.facts.sample import DAY, record
from tests.once import derived
from tests.rows import each

ZONES = [{"code": "Z1", "name": "抛光间"}, {"code": "Z2", "name": "仓库"}]
MACHINES = [{"name": "铝件抛光机", "zone": "Z1"}, {"name": "湿式除尘器", "zone": "Z1"}]


def _facts(*rows: dict[str, Any]) -> domain.Facts:
    about = {"location": "东侧", "description": "某", "level": "一般", "found": "2026-09-08"}
    dust = [{"kind": "铝", "zone": "Z1"}]
    hazards = [{**about, **row} for row in rows]
    return derive(record(zones=ZONES, equipment=MACHINES, dust=dust, hazards=hazards), DAY)


def test_the_plan_of_the_place_comes_with_the_one_for_any_place() -> None:
    here, there, nowhere = _facts(
        {"zone": "Z1", "accidents": ["火灾"]},
        {"zone": "Z2", "accidents": ["火灾"]},
        {"accidents": ["火灾", "触电"]},
    ).hazards
    assert {"火灾", "铝镁粉尘燃烧、爆炸"} <= set(here.plans)
    assert there.plans == ("火灾",)
    assert nowhere.plans == ("火灾", "触电")


def test_a_plan_for_another_place_answers_only_what_it_is_made_for() -> None:
    dust, unknown = _facts({"zone": "Z2", "accidents": ["粉尘爆炸"]}, {"zone": "Z2"}).hazards
    assert dust.plans == ("铝镁粉尘燃烧、爆炸",)
    assert unknown.plans == ()


def test_the_plan_of_a_machine_answers_only_where_that_machine_is() -> None:
    saw = {"name": "推台锯", "zone": "Z2"}
    about = {"location": "东侧", "description": "某", "level": "一般", "found": "2026-09-08"}
    hazards = [{**about, "zone": zone, "accidents": ["机械致害"]} for zone in ("Z1", "Z2")]

    facts = derive(record(zones=ZONES, equipment=[saw], hazards=hazards), DAY)
    elsewhere, here = (one.plans for one in facts.hazards)
    assert "机械致害、物体打击" in elsewhere and "锯、刨断指和木料回弹" not in elsewhere
    assert {"机械致害、物体打击", "锯、刨断指和木料回弹"} <= set(here)


def test_a_plan_named_in_its_own_words_is_not_named_again() -> None:
    own = {"accidents": ["火灾", "触电"], "emergency": "按《火灾现场处置方案》执行"}
    assert _facts(own).hazards[0].plans == ("触电",)


def test_what_a_plan_in_its_own_words_answers_needs_no_other() -> None:
    own = {"zone": "Z1", "accidents": ["粉尘爆炸", "火灾", "触电"]}
    said = "按《铝镁粉尘燃烧、爆炸现场处置方案》执行"
    (one,) = _facts({**own, "emergency": said}).hazards
    assert one.plans == ("触电",)


@each([ROOT / "examples/xinglan-cups", ROOT / "examples/yunzhi-textile"])
def test_every_plan_is_in_the_emergency_plan(client: Path) -> None:
    facts = derived(client)
    known = {scene.title for scene in facts.scenes}
    assert {title for hazard in facts.hazards for title in hazard.plans} <= known
    assert all(hazard.plans or hazard.emergency for hazard in facts.hazards_major)


def test_the_plans_of_its_units_answer_wherever_it_is_written_to_be() -> None:
    (spray,) = _facts({"zone": "Z2", "code": "FC-10", "accidents": ["粉尘爆炸"]}).hazards
    keys = [unit.key for unit in spray.units]
    assert keys == ["combustible_dust"] and len(spray.plans) == 1


def test_a_plan_without_a_place_answers_where_no_other_does() -> None:
    about = {"location": "东侧", "description": "某", "level": "一般", "found": "2026-09-08"}
    paint = [{"name": "喷漆房", "zone": "Z1"}]
    spaces = [{"name": "调节池", "toxic": True}]
    rows = [{**about, "zone": zone, "accidents": ["窒息"]} for zone in ("Z1", "Z2")]
    found = derive(record(zones=ZONES, equipment=paint, confined_spaces=spaces, hazards=rows), DAY)
    assert [one.plans for one in found.hazards] == [("有限空间中毒、窒息",)] * 2


MAJOR = {"level": "重大", "clause": "某条", "number": "甲"}


@each(
    [
        ({"level": "重大", "clause": "某条"}, ["没有可能导致的事故类型"]),
        ({**MAJOR, "emergency": "停用期间专人看护"}, []),
        ({**MAJOR, "accidents": ["火灾"]}, []),
        ({**MAJOR, "result": "已整改", "rechecked": "2026-09-10"}, []),
        ({}, []),
    ]
)
def test_a_major_hazard_without_any_plan_is_told(row: dict[str, Any], said: list[str]) -> None:
    about = {"location": "东侧", "description": "某", "level": "一般", "found": "2026-09-08"}
    given = record(hazards=[{**about, **row}])
    told = [str(one) for one in answers.unanswered(given, derive(given, DAY))]
    assert len(told) == len(said) and all(words in one for words, one in zip(said, told, strict=True))
