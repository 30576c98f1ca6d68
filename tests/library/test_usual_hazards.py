"""The catalogue of usual hazards is whole, and its measures fit the gravity and the substance."""

from __future__ import annotations

import re

import pytest

from generator.library import built_in, knowledge, usual_hazards
from tests.rows import each

ENTRIES = usual_hazards.load(built_in())
BY_CODE = {entry["code"]: entry for entry in ENTRIES}
MAJOR = [entry for entry in ENTRIES if "judged" in entry]


def test_the_catalogue_is_whole() -> None:
    assert (len(ENTRIES), len(BY_CODE), len(MAJOR)) == (150, 150, 26)
    types = {one["name"] for one in built_in().table("accident_types")}
    for entry in ENTRIES:
        assert re.fullmatch(r"[A-Z]{2}-\d{2}", entry["code"])
        assert entry["accidents"] and set(entry["accidents"]) <= types
        assert entry["basis"] and entry["days"] >= 1
        assert "/" not in entry["description"] and not entry["description"].endswith("。")


@each(BY_CODE)
def test_measures_are_whole_sentences_in_their_order(code: str) -> None:
    layers = BY_CODE[code]["recommendation"]
    assert list(layers) == [key for key in usual_hazards.LAYERS if key in layers]
    assert all(len(words) >= 7 and words.endswith("。") for words in layers.values())
    assert len(usual_hazards.advice(BY_CODE[code])) >= 20


@each(MAJOR)
def test_a_major_case_stops_the_work_and_is_the_principals(entry: usual_hazards.Entry) -> None:
    layers = entry["recommendation"]
    assert re.match("(停止|停用)", layers["at_once"])
    assert entry["code"].startswith("PX") or "由主要负责人" in layers["management"]


def test_a_major_case_is_the_matter_of_a_unit_that_says_how_it_may_run_again() -> None:
    """But for missing certificates, which are no matter of a substance or machine."""
    library = built_in()
    told = {one.unit for one in knowledge.sections(library)["restart"]}
    codes = {code for unit in told for code in knowledge.heads(library)[unit].get("codes", ())}
    assert [entry["code"] for entry in MAJOR if entry["code"] not in codes] == ["PX-04"]


def test_what_cannot_wait_says_what_to_do_at_once() -> None:
    late = [
        entry["code"] for entry in ENTRIES if entry["days"] == 1 and "at_once" not in entry["recommendation"]
    ]
    assert late == ["DQ-01"]


@each(
    [
        ("TU-01", "机械", "重大"),
        ("TU-01", "轻工", "重大"),
        ("TU-01", "纺织", "一般"),
        ("FZ-02", "纺织", "重大"),
        ("FZ-02", "机械", "一般"),
        ("YX-02", "商贸", "重大"),
        ("YX-02", "其他", "一般"),
        ("JX-02", "机械", "一般"),
    ]
)
def test_the_level_follows_the_sector(code: str, sector: str, level: str) -> None:
    assert usual_hazards.level(BY_CODE[code], sector) == level
    assert usual_hazards.elsewhere(BY_CODE[code], sector) is ("judged" in BY_CODE[code] and level == "一般")


def test_what_is_not_in_the_catalogue_implies_nothing() -> None:
    assert usual_hazards.find("ZZ-99", built_in()) == {}
    assert usual_hazards.level({}, "机械") == ""
    assert usual_hazards.advice({}) == ""


def test_one_layer_needs_no_number_and_several_are_numbered() -> None:
    one = {"recommendation": {"at_once": "停机。", "management": "补编制度。"}}
    assert (usual_hazards.at_once(one), usual_hazards.advice(one)) == ("停机。", "补编制度。")
    two = {"recommendation": {"engineering": "加罩。", "training": "讲解。"}}
    assert (usual_hazards.at_once(two), usual_hazards.advice(two)) == (
        "",
        "①工程：加罩。\n②培训：讲解。",
    )


def test_metal_dust_is_never_wetted_or_blown() -> None:
    for entry in ENTRIES:
        if entry["category"] == "粉尘涉爆":
            words = usual_hazards.advice(entry)
            assert "雾状水" not in words and "干粉灭火器" not in words
            assert all("不用压缩空气" in words for _ in re.findall("压缩空气", words))


@pytest.mark.parametrize(
    ("code", "sector", "told"),
    [("WH-02", "纺织", True), ("WH-02", "机械", False), ("XF-01", "机械", True), ("JX-02", "机械", False)],
)
def test_a_note_that_points_to_another_code_counts_where_that_is_major(
    code: str, sector: str, told: bool
) -> None:
    assert bool(usual_hazards.note(BY_CODE[code], sector, built_in())) is told
