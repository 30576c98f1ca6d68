"""Units of knowledge as files: their heads, compiled and as they stand, their sections, layers of them."""

from __future__ import annotations

import re
from pathlib import Path

from generator.library import Library, built_in, knowledge

UNIT = """---
title: 某单元
always: true
never: [{say: "冲洗{{ limit.rinse.value }}", ban: [水]}]
---
@section fire
## 第一条
@section focus
- 一行
"""


def test_compiled_heads_say_what_the_files_say() -> None:
    library = built_in()
    found = {**knowledge.heads(library), **knowledge.pairs(library)}
    assert len(found) > 100
    assert found == {
        name[:-3]: library.read(f"knowledge/{name}") for name in library.files("knowledge", ".md")
    }


def test_a_unit_of_a_layer_takes_the_place_of_the_one_below(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge/electricity.md").write_text(UNIT, "utf-8")
    library = Library((tmp_path, *built_in().layers))
    heads = knowledge.heads(library)
    assert heads["electricity"]["title"] == "某单元" and heads.keys() == knowledge.heads(built_in()).keys()
    rinse = library.table("limits")["rinse"]["value"]
    assert heads["electricity"]["never"][0]["say"] == f"冲洗{rinse}"
    (fire,) = (one for one in knowledge.sections(library)["fire"] if one.unit == "electricity")
    assert fire.words.strip() == "## 第一条"


def test_sections_know_their_lines() -> None:
    found = dict(knowledge.parts(UNIT, "x", "x.md"))
    lines = UNIT.splitlines()
    assert lines[found["fire"].line] == "## 第一条" and lines[found["focus"].line] == "- 一行"


def test_words_before_the_first_section_have_no_name() -> None:
    (first, *_) = knowledge.parts(UNIT.replace("@section fire", "散的字"), "x", "x.md")
    assert first[0] == "" and "散的字" in first[1].words


def test_a_line_of_the_focus_tells_what_it_is_about_after_where() -> None:
    """A place alone would not say what is looked at there."""
    bare = re.compile(r"^- \{\{ unit\.\w+\.places \}\}[：:]", re.MULTILINE)
    sections = knowledge.sections(built_in())["focus"]
    assert [one.unit for one in sections if bare.search(one.words)] == []


_EXPLOSIVE = ("wood_dust", "grain_dust", "plastic_dust", "powder_coating", "combustible_dust")


def test_dust_in_high_places_is_cleaned_as_often_as_the_law_says() -> None:
    """Each shift, in every unit that tells of it: a place has one frequency."""
    (unit_texts, heads) = knowledge.sections(built_in())["housekeeping"], knowledge.heads(built_in())
    words = [line for one in unit_texts if one.unit in _EXPLOSIVE for line in one.words.split("\n")]
    words += [f"{row['what']}{row['every']}" for key in _EXPLOSIVE for row in heads[key]["checks"]]
    high = [line for line in words if "梁架" in line or "高处" in line]
    assert high and not [line for line in high if "每周" in line or "每月" in line]


def test_charging_is_placed_by_no_truck() -> None:
    """A truck stands in a store, where nothing may be charged."""
    (equipment,) = [
        one for one in knowledge.sections(built_in())["equipment"] if one.unit == "battery_charging"
    ]
    assert "places" not in equipment.words and "不在仓库" in equipment.words
