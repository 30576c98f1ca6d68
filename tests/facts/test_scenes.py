"""Scene plans and cards: one for every accident type, each speaking of what is there alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from generator import domain
from generator.facts import evidence, scenes
from generator.facts.derivation import derive
from generator.facts.seen import Kind, Subject
from generator.library import built_in
from tests.facts.sample import DAY, record
from tests.rows import each


def _found() -> evidence.Found:
    """Something that shows a unit."""
    subject = Subject(Kind.MACHINE, "甲", ("equipment", 0))
    return evidence.Found("", subject, ("equipment", 0, "name"), "names", "甲")


TYPES = [row["name"] for row in built_in().table("accident_types")]
_FIELDS = {
    "title",
    "types",
    "words",
    "unit",
    "when",
    "unless",
    "always",
    "general",
    "risk",
    "steps",
    "notes",
    "card",
}
_ASKS = {"text", "when", "all", "unless"}


def _scenes(**parts: Any) -> dict[str, domain.Scene]:
    return {scene.key: scene for scene in derive(record(**parts), DAY).scenes}


def _risk(*accidents: str) -> dict[str, Any]:
    return {"zones": [{"code": "Z1", "name": "车间", "risks": [{"name": "甲", "accidents": [*accidents]}]}]}


@pytest.mark.parametrize("name", TYPES)
def test_every_accident_type_named_anywhere_has_its_plan_and_card(name: str) -> None:
    answering = [scene for scene in _scenes(**_risk(name)).values() if name in scene.types]
    assert answering
    assert all(scene.steps and scene.do and scene.call and scene.never for scene in answering)


@pytest.mark.parametrize("place", ["confined_spaces", "hazards"])
def test_spaces_and_hazards_name_types_too(place: str) -> None:
    row = {"name": "池", "description": "甲", "accidents": ["水害"], "level": "一般"}
    assert "flood" in _scenes(**{place: [row]})
    assert "flood" not in _scenes()


def test_a_general_plan_gives_way_to_the_one_for_the_substance() -> None:
    assert "dust" in _scenes(**_risk("粉尘爆炸"))
    known = _scenes(**_risk("粉尘爆炸"), equipment=[{"name": "铝件抛光机"}])
    assert "metal_dust" in known and "dust" not in known


def test_the_plan_of_a_machine_is_called_with_its_unit_beside_the_general_one() -> None:
    saw = {"zones": [{"code": "Z2", "name": "木工间", "risks": [{"name": "甲", "accidents": ["机械致害"]}]}]}
    known = _scenes(**saw, equipment=[{"name": "推台锯", "zone": "Z2"}])
    assert known["saw"].places == ("木工间",)
    assert "machinery" in known and "saw" not in _scenes(**saw)


def test_a_plan_tells_where() -> None:
    assert _scenes(**_risk("高处坠落"))["height"].places == ("车间",)
    assert _scenes(equipment=[{"name": "氨压缩机"}])["ammonia"].places == ("氨压缩机",)


def test_a_plan_for_everybody_tells_the_zones_of_its_risks_unless_they_are_all() -> None:
    zones = [
        {"code": f"Z{no}", "name": name, "risks": [{"name": "甲", "accidents": [*accidents]}]}
        for no, (name, accidents) in enumerate({"浆纱间": ["灼烫", "触电"], "配电房": ["触电"]}.items())
    ]
    known = {scene.title: scene.places for scene in _scenes(zones=zones).values()}
    assert known["灼烫"] == ("浆纱间",) and known["触电"] == ()


def test_a_plan_tells_the_zone_of_a_thing_once() -> None:
    zones = [{"code": "Z1", "name": "仓库"}, {"code": "Z2", "name": "叉车停放区"}]
    owned = (("叉车", "Z1"), ("叉车", "Z1"), ("堆高车", "Z1"), ("叉车", "Z2"), ("堆高车", "Z3"))
    trucks = [{"name": name, "zone": zone} for name, zone in owned]
    told = _scenes(zones=zones, equipment=trucks)["vehicle"].places
    assert told == ("堆高车", "仓库的叉车", "叉车")


def test_a_vessel_that_is_known_by_its_class_alone_is_a_place_of_the_plan_for_vessels() -> None:
    kettle = {"name": "夹层锅", "special": {"category": "压力容器"}}
    told = _scenes(equipment=[{"name": "储气罐"}, kettle])["pressure_vessel"].places
    assert told == ("夹层锅", "储气罐")


def test_things_of_one_zone_stand_together_under_its_name() -> None:
    zones = [{"code": "Z1", "name": "机房", "risks": []}, {"code": "Z2", "name": "车间", "risks": []}]
    named = (("氨压缩机", "Z1"), ("氨冷风机", "Z2"), ("贮氨器", "Z1"), ("氨泵", None))
    gear = [{"name": name, **({"zone": zone} if zone else {})} for name, zone in named]
    told = _scenes(zones=zones, equipment=gear)["ammonia"].places
    assert told == ("氨泵", "机房的氨压缩机", "贮氨器", "车间的氨冷风机")


def test_paint_is_put_out_by_what_does_not_harm_metal_dust_beside_it() -> None:
    def told(*machines: str) -> str:
        fire = _scenes(features={"solvent_spraying": True}, equipment=[{"name": name} for name in machines])[
            "fire"
        ]
        return "；".join(step.action for step in fire.steps)

    assert "泡沫或者干粉灭火器" in told()
    beside = told("铝件抛光机")
    assert "泡沫或者干粉灭火器" not in beside and "只在远离铝镁粉尘处用泡沫灭火器" in beside


def test_what_only_drives_out_the_air_is_no_poison() -> None:
    argon = {"name": "氩气（压缩）"}
    assert "inert" in _scenes(chemicals=[argon]) and "poisoning" not in _scenes(chemicals=[argon])
    assert _scenes(chemicals=[argon, {"name": "丙酮"}])["poisoning"].places == ("丙酮",)
    gas, solvent = {"name": "天然气", "zone": "Z1"}, {"name": "二氯甲烷"}
    assert _scenes(chemicals=[gas, solvent])["poisoning"].places == ("二氯甲烷",)


def _furnace(name: str, **features: bool) -> str:
    first = _scenes(equipment=[{"name": name}], features=features)["molten_metal"].steps[0]
    return first.action


def test_a_furnace_is_stopped_by_what_heats_it() -> None:
    assert "关闭本炉燃气阀" in _furnace("燃气熔铝炉", gas=True) and "断开" not in _furnace(
        "燃气熔铝炉", gas=True
    )
    assert "断开炉体电源" in _furnace("中频炉") and "燃气" not in _furnace("中频炉")
    assert "从安全处停止加热" in _furnace("保温炉")


def _sentences(words: Any) -> list[Any]:
    return words if isinstance(words, list) else [words]


def _said(plan: Mapping[str, Any]) -> Iterator[Any]:
    card = plan["card"]
    for words in (plan["risk"], plan["notes"], card["do"], card["call"], card["never"]):
        yield from _sentences(words)
    for step in plan["steps"]:
        assert set(step) - {"when", "all", "unless"} == {"stage", "do", "by"}
        yield from _sentences(step["do"])


@each(list(scenes.plans(built_in())))
def test_the_library_is_whole(key: str) -> None:
    plan, keys = scenes.plans(built_in())[key], set(evidence.rules(built_in()))
    assert set(plan) <= _FIELDS and set(plan["types"]) <= set(TYPES)
    assert plan.get("always") or plan.get("general") or plan.get("when") or plan.get("unit")
    asking = [plan, *plan["steps"]]
    for one in _said(plan):
        assert isinstance(one, str) or set(one) <= _ASKS and isinstance(one["text"], str), one
        asking += [one] if isinstance(one, dict) else []
    asked = {name for row in asking for ask in ("when", "all", "unless") for name in row.get(ask, ())}
    assert asked <= keys, asked - keys


@each(list(scenes.plans(built_in())))
def test_a_plan_says_something_whatever_is_there(key: str) -> None:
    """Each of its parts has words when only one of what calls for it is there."""
    plan = scenes.plans(built_in())[key]
    for called in (*plan.get("when", ()), *(["_"] if "when" not in plan or plan.get("general") else [])):
        found = {name: (_found(),) if name == called else () for name in evidence.rules(built_in())}
        made = scenes._scene(key, plan, found, {})
        assert all((made.risk, made.notes, made.do, made.call, made.never)), called
        assert all(step.action for step in made.steps), called


@each([key for key in evidence.rules(built_in()) if key != "metal_dust"])
def test_whatever_else_is_there_no_water_is_thrown_near_metal_dust(other: str) -> None:
    """Never beats first, for every pair: mist, curtains and cooling ask first whether the metal is near."""
    found = {key: (_found(),) if key in ("metal_dust", other) else () for key in evidence.rules(built_in())}
    for scene in scenes.derive(found, {}, {}, {}, built_in()):
        for words in (*(step.action for step in scene.steps), scene.do):
            assert not re.search("雾状水|水幕|开花水枪", words), (scene.key, words)
            if re.search("用水冷却|大量水", words) and "冲洗" not in words:
                assert re.search("铝镁粉尘|不喷水", words), (scene.key, words)


def test_where_no_metal_is_the_others_are_put_out_with_water() -> None:
    found = {
        key: (_found(),) if key in ("wood_dust", "water_dust") else () for key in evidence.rules(built_in())
    }
    plan = next(scene for scene in scenes.derive(found, {}, {}, {}, built_in()) if scene.key == "wood_dust")
    assert any("雾状水" in step.action for step in plan.steps)


def _scene(title: str, types: tuple[str, ...], places: tuple[str, ...] = ()) -> domain.Scene:
    return domain.Scene(title, title, types, (), places, "", (), "", "", "", "")


def test_plans_stand_by_the_grade_of_the_gravest_point_that_they_are_for() -> None:
    grave = {"name": "火", "accidents": ["火灾"], "L": 6, "E": 6, "C": 40}
    slight = {"name": "电", "accidents": ["触电"], "L": 3, "E": 6, "C": 7}
    zones = [
        {"code": "Z1", "name": "甲间", "risks": [grave]},
        {"code": "Z2", "name": "乙间", "risks": [slight]},
    ]
    points = derive(record(zones=zones), DAY).risk_points
    plans = [
        _scene("淹溺", ("淹溺",)),
        _scene("触电", ("触电",)),
        _scene("乙间的火", ("火灾",), ("乙间",)),
        _scene("火灾", ("火灾",)),
        _scene("甲间的火", ("火灾",), ("甲间的炉",)),
    ]
    found = [one.title for one in scenes.by_grade(plans, points)]
    assert found == ["火灾", "甲间的火", "触电", "淹溺", "乙间的火"]
