"""The library of risks is whole, and what is proposed fits the client and passes the check."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import api, domain, schema, suggest
from generator.facts.derivation import derive
from generator.library import built_in, usual_hazards
from tests import once
from tests.conftest import DAY, ROOT
from tests.facts.sample import record

ENTRY = {"kind", "names", "zones", "zones_there", "posts", "features", "unless", "by_post", "risks"}
ROW = {"name", "step", "source", "accidents", "consequence", "L", "E", "C", "controls", "signs", "frequency"}
CONTROLS = ["engineering", "management", "training", "ppe", "emergency"]
PRESS = {"name": "开式冲床", "zone": "Z1", "count": 6}
ZONE = {"code": "Z1", "name": "一车间"}


def _facts(**parts: Any) -> domain.Facts:
    return derive(record(**parts), DAY)


def _names(facts: domain.Facts) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in suggest.risks(facts, built_in()).rows:
        found.setdefault(row.zone, []).append(row.risk["name"])
    return found


def _entries() -> dict[str, dict[str, Any]]:
    return built_in().gather("risks")


def _signs() -> set[str]:
    return {row["name"] for row in built_in().table("signs")["signs"]}


def test_the_library_has_the_kinds_and_places_of_the_trades() -> None:
    assert len(_entries()) >= 75
    kinds = {entry["kind"] for entry in _entries().values()}
    assert kinds == {"设备设施", "作业活动", "场所区域", "工艺"}
    assert set(built_in().table("machines")) - {"general"} <= set(_entries())


@pytest.mark.parametrize("key", _entries())
def test_an_entry_is_whole(key: str) -> None:
    entry = _entries()[key]
    assert set(entry) <= ENTRY
    assert set(entry.get("features", ())) <= {field.name for field in dataclasses.fields(_facts().has)}
    found = suggest.known(built_in())[key]
    assert found["names"] or found.get("zones") or found["features"] or found["by_post"]
    for row in entry["risks"]:
        assert set(row) - {"words"} == ROW
        assert list(row["controls"]) == CONTROLS
        assert set(row["signs"]) <= _signs()
        assert re.match("[人物环管]：", row["source"])
        assert all(len(text) >= 6 for name, text in row["controls"].items() if name != "ppe")


def test_every_risk_point_passes_the_check_of_client_data() -> None:
    every = [row for entry in _entries().values() for row in entry["risks"]]
    rows = [{key: value for key, value in row.items() if key != "words"} for row in every]
    given = record(zones=[{**ZONE, "risks": rows}])
    assert [one for one in schema.check(given) if "风险点" in one.where] == []
    broken = record(zones=[{**ZONE, "risks": [{**rows[0], "L": 2}]}])
    assert [one for one in schema.check(broken) if "风险点" in one.where]


def test_no_name_and_no_word_stands_twice() -> None:
    names = [row["name"] for entry in _entries().values() for row in entry["risks"]]
    assert sorted(names) == sorted(set(names))
    words = [str(word).casefold() for entry in suggest.known(built_in()).values() for word in entry["names"]]
    assert sorted(words) == sorted(set(words))


def test_no_suggestion_is_major_and_the_grave_ones_are_few() -> None:
    scores = [row["L"] * row["E"] * row["C"] for entry in _entries().values() for row in entry["risks"]]
    assert max(scores) < 320
    assert sum(score >= 160 for score in scores) < len(scores) / 4


def test_machines_zones_posts_and_features_call_for_risks() -> None:
    facts = _facts(
        zones=[ZONE, {"code": "Z2", "name": "成品仓库"}],
        equipment=[PRESS, {"name": "激光焊机"}],
        posts=[{"name": "叉车工", "zone": "Z2"}],
        features={"dormitory": True},
    )
    found = _names(facts)
    assert found["Z1"] == ["冲床作业压伤手指"]
    assert set(found["Z2"]) == {"叉车撞人、货物坠落", "仓库火灾", "货垛倒塌、货架倾倒"}
    assert found[""] == ["激光焊接灼伤、眼损伤", "气瓶倾倒、泄漏爆炸", "宿舍用电火灾、疏散受阻"]
    assert list(found) == ["Z1", "Z2", ""]
    whys = {row.risk["name"]: row.why for row in suggest.risks(facts, built_in()).rows}
    assert whys["冲床作业压伤手指"] == "设备“开式冲床”"
    assert whys["宿舍用电火灾、疏散受阻"] == "企业特征“员工宿舍”"


@pytest.mark.parametrize(
    ("zone", "machine", "ammonia", "risk"),
    [
        ("空压机房", "螺杆空压机", True, "储气罐超压爆炸"),
        ("制冷机房", "制冷压缩机", True, "氨制冷系统泄漏中毒"),
        ("制冷机房", "制冷压缩机", False, "制冷剂泄漏缺氧、冻伤"),
        ("氨机房", "氨压缩机", False, "氨制冷系统泄漏中毒"),
        ("一车间", "平刨床", False, "木工平刨切手"),
        ("一车间", "冷镦机", False, "冷镦、搓丝机夹断手指"),
    ],
)
def test_machines_and_places_are_known_by_the_words_of_operating_rules(
    zone: str, machine: str, ammonia: bool, risk: str
) -> None:
    facts = _facts(
        zones=[{"code": "Z1", "name": zone}],
        equipment=[{"name": machine, "zone": "Z1"}],
        features={"ammonia": ammonia},
    )
    assert _names(facts)["Z1"] == [risk]


def test_a_machine_without_risks_in_the_library_is_named() -> None:
    facts = _facts(equipment=[{"name": "冷却塔"}, {"name": "天然气压缩机"}, {"name": "冲床"}])
    assert suggest.risks(facts, built_in()).unlisted == ("冷却塔", "天然气压缩机")


@pytest.mark.parametrize(
    ("point", "left"),
    [
        ({"name": "冲床作业", "accidents": ["机械致害"]}, False),
        ({"name": "冲床作业压伤手指", "accidents": ["其他"]}, False),
        ({"name": "冲床漏电", "accidents": ["触电"]}, True),
        ({"name": "皮带卷入", "accidents": ["机械致害"]}, True),
    ],
)
def test_what_the_client_has_is_left_out(point: dict[str, Any], left: bool) -> None:
    zone = {**ZONE, "risks": [{**point, "L": 1, "E": 6, "C": 3}]}
    assert bool(_names(_facts(zones=[zone], equipment=[PRESS]))) is left


def test_scrapped_machines_call_for_nothing_and_unknown_ones_are_named_once() -> None:
    given = [{**PRESS, "state": "报废"}, {"name": "某某机"}, {"name": "某某机"}]
    found = suggest.risks(_facts(equipment=given), built_in())
    assert found == suggest.Suggestions((), ("某某机",))


def test_names_that_yaml_would_misread_are_quoted() -> None:
    zone = {"code": "007", "name": 'A#1: "东" [旧]'}
    machine = {"name": "冲床\n- x: 1", "zone": "007"}
    facts = _facts(zones=[zone], equipment=[machine])
    (row,) = yaml.safe_load(suggest.written(suggest.risks(facts, built_in()), facts))["zones"]
    assert (row["code"], row["name"]) == (zone["code"], zone["name"])


def test_suggestions_copied_into_the_zones_pass_the_check(small: Path) -> None:
    file = small / "client.yaml"
    given = yaml.safe_load(file.read_text("utf-8"))
    given["zones"] = [ZONE, {"code": "Z2", "name": "喷漆、调漆间"}, {"code": "Z3", "name": "污水处理站"}]
    given["equipment"] = [PRESS, {"name": "抛光机", "zone": "Z1"}, {"name": "空压机", "zone": "Z3"}]
    file.write_text(json.dumps(given, ensure_ascii=False, default=str), "utf-8")
    client, before = api.examine(api.load(small), DAY)
    assert client
    proposed = yaml.safe_load(suggest.written(suggest.risks(client.facts, built_in()), client.facts))["zones"]
    assert [zone["code"] for zone in proposed] == ["Z1", "Z2", "Z3"]
    for zone in given["zones"]:
        zone["risks"] = next(row["risks"] for row in proposed if row["code"] == zone["code"])
    file.write_text(json.dumps(given, ensure_ascii=False, default=str), "utf-8")
    client, after = api.examine(api.load(small), DAY)
    assert client
    assert {str(one) for one in after} <= {str(one) for one in before}
    assert all(zone.grade != "未评估" for zone in client.facts.zones)
    assert suggest.risks(client.facts, built_in()).rows == ()


def test_hazards_fit_the_features_and_leave_out_those_found() -> None:
    named = {"code": "XF-01", "level": "一般", "location": "某处", "found": "2026-09-08"}
    codes = {one["code"] for one in suggest.hazards(_facts(hazards=[named]), built_in())}
    assert "XF-02" in codes
    assert "XF-01" not in codes
    assert not any(code.startswith(("TU-", "FZ-", "YX-")) for code in codes)
    painted = {
        one["category"] for one in suggest.hazards(_facts(features={"solvent_spraying": True}), built_in())
    }
    assert "涂装" in painted


def test_the_scope_of_hazards_names_categories_and_features_that_exist() -> None:
    categories = {one["category"] for one in usual_hazards.load(built_in())}
    scope = built_in().table("hazard_scope")
    assert set(scope) <= categories
    features = {name for one in scope.values() for name in one.get("features", ())}
    assert features <= {field.name for field in dataclasses.fields(_facts().has)}


@pytest.mark.parametrize("name", ["xinglan-cups", "yunzhi-textile"])
def test_the_examples_have_most_of_what_is_proposed(name: str) -> None:
    given = once.record(ROOT / "examples" / name)
    facts = derive(given, DAY)
    assert len(suggest.risks(facts, built_in()).rows) <= 12
