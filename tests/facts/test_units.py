"""Which units are there, in which zones, at which posts, and of which hazards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.facts import Derivation, derive
from generator.library import Library, built_in
from tests.facts.sample import DAY, record

_HEAD = """---
title: {title}
{shown}
accidents: [火灾]
codes: [FC-09]
checks: [{{what: 看, every: 每班, record: 点检表, law: gb15577}}]
---
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    shown = {
        "zz_metal": "when: [metal_dust]",
        "zz_wet": "when: [metal_dust]\nneeds: [ammonia]",
        "zz_press": "machines: [press]",
        "zz_power": "always: true",
    }
    for key, line in shown.items():
        (folder / f"{key}.md").write_text(_HEAD.format(title=key, shown=line), "utf-8")
    return Library((tmp_path, *built_in().layers))


ZONES = [{"code": "Z1", "name": "抛光车间"}, {"code": "Z2", "name": "冲压车间"}]
MACHINES = [
    {"name": "铝件打磨台", "zone": "Z1"},
    {"name": "冲床", "zone": "Z2"},
    {"name": "冲床（报废）", "zone": "Z1", "state": "报废"},
]
POSTS = [{"name": "抛光工", "zone": "Z1"}, {"name": "冲压工", "zone": "Z2"}]


def _found(library: Library, **parts: Any) -> Derivation:
    return Derivation(record(zones=ZONES, posts=POSTS, **parts), DAY, library)


def test_a_unit_is_where_its_evidence_stands(library: Library) -> None:
    unit = _found(library, equipment=MACHINES)["unit"]
    metal, press = unit["zz_metal"], unit["zz_press"]
    assert (metal.places, metal.machines, metal.posts) == (("抛光车间",), ("铝件打磨台",), ("抛光工",))
    assert (press.places, press.machines, press.posts) == (("冲压车间",), ("冲床",), ("冲压工",))
    assert unit["zz_wet"] is None  # what it needs besides is not there


def test_what_stands_in_no_zone_is_named_itself_and_what_is_everywhere_is_the_whole_site(
    library: Library,
) -> None:
    unit = _found(library, equipment=[{"name": "冲床"}])["unit"]
    assert unit["zz_press"].places == ("冲床",)
    assert (unit["zz_power"].places, unit["zz_power"].zones) == (("全厂",), ())


def test_zones_posts_and_hazards_know_their_units(library: Library) -> None:
    found = _found(library, equipment=MACHINES, hazards=[{"code": "FC-09"}, {"code": "GL-01"}])
    ours = lambda units: [unit.key for unit in units if unit.key.startswith("zz_")]  # noqa: E731
    assert [ours(zone.units) for zone in found["zones"]] == [["zz_metal"], ["zz_press"]]
    assert [ours(post.units) for post in found["posts"]] == [["zz_metal"], ["zz_press"]]
    assert ours(found["hazards"][0].units) == ["zz_metal", "zz_power", "zz_press"]
    assert found["hazards"][1].units == ()


def test_a_hazard_of_all_dust_is_told_with_what_the_dust_of_its_place_forbids() -> None:
    dust = [{"kind": "铝", "zone": "Z1"}, {"kind": "木", "zone": "Z2"}]
    about = {"location": "东侧", "found": "2026-09-08"}
    rows = [{**about, "code": "FC-10", "zone": "Z1"}, {**about, "code": "FC-06", "zone": "Z2"}]
    rows += [{**about, "code": "FC-06"}, {**about, "code": "FC-10", "zone": "Z1", "accidents": ["火灾"]}]
    found = derive(record(zones=ZONES, dust=dust, hazards=rows), DAY).hazards
    metal, wood, anywhere, fire = ([unit.key for unit in one.units] for one in found)
    assert metal == ["aluminium_dust", "combustible_dust"]
    assert "wood_dust" in wood and "aluminium_dust" not in wood
    assert anywhere == ["aluminium_dust", "wood_dust"]
    assert fire == ["combustible_dust"]


def test_a_check_tells_its_law_of_the_day(library: Library) -> None:
    check = _found(library)["unit"]["zz_power"].checks[0]
    assert (check.what, check.every, check.record) == ("看", "每班", "点检表")
    assert check.basis and "GB 15577" in check.basis[0]
