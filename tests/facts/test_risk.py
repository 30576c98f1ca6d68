from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

from generator.domain import Grade, printing
from generator.facts import grading, risk
from generator.library import built_in
from tests.facts.sample import record
from tests.rows import each

RISK = {"name": "某风险", "accidents": ["机械致害"]}


def _zones(*zones: dict[str, Any]) -> Any:
    return risk.zones(record(zones=list(zones)).data, built_in())


def _zone(*risks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"code": "Z1", "name": "某车间", "risks": [{**RISK, **one} for one in risks], **more}


@each(
    [
        (1, 6, 40, "240", "橙"),
        (3, 6, 7, "126", "黄"),
        (0.5, 6, 40, "120", "黄"),
        (1, 6, 100, "600", "红"),
        (10, 1, 7, "70", "黄"),
        (3, 6, 3, "54", "蓝"),
        (0.5, 3, 15, "22.5", "蓝"),
        (0.1, 0.5, 1, "0.05", "蓝"),
    ]
)
def test_lec_gives_score_and_colour(
    likely: float, exposed: float, grave: float, score: str, color: str
) -> None:
    (point,) = _zones(_zone({"L": likely, "E": exposed, "C": grave}))[0].risks
    assert (point.method, point.score, point.color) == ("LEC", Decimal(score), color)
    assert point.formula == f"{likely:g}×{exposed:g}×{grave:g}＝{score}"


@each(
    [
        (5, 5, "25", "重大"),
        (4, 5, "20", "重大"),
        (4, 4, "16", "较大"),
        (3, 5, "15", "较大"),
        (3, 4, "12", "一般"),
        (3, 3, "9", "一般"),
        (2, 4, "8", "低"),
        (1, 1, "1", "低"),
    ]
)
def test_ls_gives_score_and_grade(likely: int, grave: int, score: str, grade: str) -> None:
    (point,) = _zones(_zone({"LS": {"L": likely, "S": grave}}))[0].risks
    assert (point.method, point.l, point.s, point.e, point.c) == ("LS", likely, grave, None, None)
    assert (point.score, point.grade, point.formula) == (Decimal(score), grade, f"{likely}×{grave}＝{score}")


def test_every_product_of_ls_falls_in_the_ranges_of_the_common_matrix() -> None:
    expected = dict.fromkeys((1, 2, 3, 4, 5, 6, 8), "低") | dict.fromkeys((9, 10, 12), "一般")
    expected |= dict.fromkeys((15, 16), "较大") | dict.fromkeys((20, 25), "重大")
    found = {
        a * b: grading.grade_of(Decimal(a * b), built_in(), "ls") for a in range(1, 6) for b in range(1, 6)
    }
    assert found == expected


def test_ranges_are_printed_as_they_are_used() -> None:
    rows = risk.counts(_zones(_zone({"L": 1, "E": 6, "C": 100})), built_in())
    assert [row.lec_range for row in rows] == ["D≥320", "160≤D＜320", "70≤D＜160", "D＜70"]
    assert [row.ls_range for row in rows] == ["R≥20", "15≤R＜20", "9≤R＜15", "R＜9"]


def test_criteria_tell_which_methods_were_used() -> None:
    zones = _zones(_zone({"LS": {"L": 3, "S": 4}}, {"direct": "理由"}))
    found = grading.criteria(zones[0].risks, built_in())
    assert (found.lec, found.ls, found.direct) == (False, True, True)
    assert [(row.l, row.s) for row in found.ls_rows] == [(5, 5), (4, 4), (3, 3), (2, 2), (1, 1)]
    first, last = found.lec_rows[0], found.lec_rows[-1]
    assert (first.c, last.l, last.e, last.e_words) == (100, Decimal("0.1"), None, "")
    assert grading.criteria((), built_in()).lec


def test_the_list_is_ordered_by_grade_then_by_score_across_methods() -> None:
    (zone,) = _zones(
        _zone(
            {"L": 3, "E": 6, "C": 3, "name": "低54"},
            {"LS": {"L": 4, "S": 4}, "name": "较大16"},
            {"L": 1, "E": 6, "C": 40, "name": "较大240"},
            {"name": "未评估"},
            {"direct": "理由", "name": "直接"},
        )
    )
    assert [one.name for one in grading.gravest(zone.risks, built_in())] == [
        "直接",
        "较大16",
        "较大240",
        "低54",
        "未评估",
    ]


def test_emergency_measures_are_cut_into_steps() -> None:
    (point,) = _zones(_zone({"L": 3, "E": 6, "C": 3, "controls": {"emergency": "急停；断电。送医；"}}))[
        0
    ].risks
    assert point.emergency_steps == ("急停", "断电", "送医")


def test_no_product_of_allowed_values_lies_on_a_threshold_but_seventy() -> None:
    allowed = built_in().table("risk_methods")["methods"]["lec"]["scale"]
    scores = [a * b * c for a in allowed["L"] for b in allowed["E"] for c in allowed["C"]]
    thresholds = {entry["lec"] for entry in built_in().table("risk_methods")["grades"]}
    assert {score for score in scores if score in thresholds} == {70}


def test_only_two_rows_of_allowed_values_give_seventy_and_they_are_graded_general() -> None:
    allowed = built_in().table("risk_methods")["methods"]["lec"]["scale"]
    exact = {(a, b, c): Decimal(str(a)) * Decimal(str(b)) * c for a, b, c in product(*allowed.values())}
    assert list(allowed) == ["L", "E", "C"]
    assert {row for row, score in exact.items() if score == 70} == {(10, 1, 7), (1, 10, 7)}
    assert not {160, 320} & set(exact.values())
    for (likely, exposed, grave), score in exact.items():
        (point,) = _zones(_zone({"L": likely, "E": exposed, "C": grave}))[0].risks
        expected = 0 if score > 320 else 1 if score > 160 else 2 if score >= 70 else 3
        assert (point.grade.rank, point.score) == (expected, score)


def test_the_level_of_control_follows_the_grade() -> None:
    rows = [{"direct": "构成重大危险源"}, *({"LS": {"L": 4, "S": s}} for s in (4, 3, 1)), {}]
    (zone,) = _zones(_zone(*rows))
    levels = [point.control_level for point in zone.risks]
    assert levels == ["公司级", "公司（厂）级、部门级", "车间级", "班组、岗位级", ""]


def test_direct_judgement_overrides_the_score_and_keeps_it_beside_its_reason() -> None:
    (point,) = _zones(_zone({"L": 1, "E": 1, "C": 1, "direct": "构成重大危险源"}))[0].risks
    assert (point.grade, point.color, point.reason) == ("重大", "红", "构成重大危险源")
    assert (point.method, point.l, point.e, point.c) == ("LEC", 1, 1, 1)
    assert (point.score, point.formula) == (1, "1×1×1＝1")


def test_direct_judgement_without_a_score_has_none() -> None:
    (point,) = _zones(_zone({"direct": "构成重大危险源"}))[0].risks
    assert (point.method, point.grade, point.l, point.score) == ("直接判定", "重大", None, None)


def test_what_is_judged_directly_comes_first_of_its_grade() -> None:
    rows = [
        {"L": 10, "E": 10, "C": 40, "name": "得分高"},
        {"L": 1, "E": 1, "C": 1, "direct": "理由", "name": "直接"},
    ]
    (zone,) = _zones(_zone(*rows))
    assert [point.name for point in grading.gravest(zone.risks, built_in())] == ["直接", "得分高"]
    assert grading.criteria(zone.risks, built_in()).direct and grading.criteria(zone.risks, built_in()).lec


def test_a_zone_has_the_grade_of_its_highest_risk() -> None:
    (zone,) = _zones(_zone({"L": 3, "E": 6, "C": 3}, {"L": 1, "E": 6, "C": 40}, {"L": 3, "E": 6, "C": 7}))
    assert (zone.grade, zone.color) == ("较大", "橙")
    assert [point.code for point in zone.risks] == ["Z1-01", "Z1-02", "Z1-03"]


def test_a_zone_without_risks_is_not_assessed_and_not_blue() -> None:
    empty, half = _zones({"code": "Z9", "name": "某仓库"}, _zone({"L": 3, "E": 6}))
    assert (empty.grade, empty.color) == ("未评估", "")
    assert (half.grade, half.risks[0].score, half.risks[0].method) == ("未评估", None, "")
    assert (half.risks[0].l, half.risks[0].e, half.risks[0].c) == (3, 6, None)


def test_counts_name_all_grades_and_the_unassessed_only_when_there_are_any() -> None:
    assessed = _zones(_zone({"L": 1, "E": 6, "C": 100}, {"L": 3, "E": 6, "C": 3}))
    rows = risk.counts(assessed, built_in())
    assert [(row.grade, row.zones, row.points) for row in rows] == [
        ("重大", 1, 1),
        ("较大", 0, 0),
        ("一般", 0, 0),
        ("低", 0, 1),
    ]
    assert rows[0].control_level == "公司级"
    assert risk.counts(_zones({"code": "Z9", "name": "某仓库"}), built_in())[-1].grade == "未评估"


def test_top_risks_are_the_two_highest_grades_gravest_first() -> None:
    zones = _zones(
        _zone({"L": 1, "E": 6, "C": 40, "name": "乙"}, {"L": 3, "E": 6, "C": 7, "name": "丁"}),
        _zone(
            {"L": 1, "E": 6, "C": 100, "name": "甲"},
            {"direct": "理由", "name": "首"},
            {"L": 3, "E": 6, "C": 15},
        ),
    )
    points = tuple(point for zone in zones for point in zone.risks)
    assert [point.name for point in risk.top(points, built_in())] == ["首", "甲", "某风险", "乙"]


def test_controls_are_joined_under_their_kinds_and_the_zone_lead_answers() -> None:
    controls = {"engineering": "护罩。", "ppe": "手套", "management": ""}
    (zone,) = _zones(
        _zone({"L": 3, "E": 6, "C": 3, "controls": controls}, lead="示例甲五", phone="100-0000-0013")
    )
    point = zone.risks[0]
    assert point.controls == ("工程技术：护罩", "个体防护：手套")
    assert printing.printed(point, "controls") == "工程技术：护罩；个体防护：手套"
    assert (point.responsible, point.phone) == ("示例甲五", "100-0000-0013")


def test_the_risk_without_measures_is_graded_beside_the_present_one() -> None:
    given = {"L": 3, "E": 6, "C": 7, "inherent": {"L": 6, "E": 6, "C": 15}, "unit": "模区"}
    both = {"LS": {"L": 2, "S": 3}, "inherent": {"LS": {"L": 5, "S": 5}}}
    rows = (given, both, {"L": 3, "E": 6, "C": 7})
    first, second, bare = _zones(_zone(*rows))[0].risks
    assert (first.unit, first.formula, first.inherent, first.inherent_grade) == (
        "模区",
        "3×6×7＝126",
        "6×6×15＝540",
        "重大",
    )
    assert (second.inherent, second.inherent_grade) == ("5×5＝25", "重大")
    assert (bare.unit, bare.inherent, bare.inherent_grade) == ("", "", None)


def test_a_phone_is_that_of_who_is_responsible() -> None:
    others = (
        {},
        {"responsible": "甲"},
        {"responsible": "乙"},
        {"responsible": "乙", "phone": "100-0000-0002"},
    )
    rows = [{"L": 3, "E": 6, "C": 7, **row} for row in others]
    (zone,) = _zones(_zone(*rows, lead="甲", phone="100-0000-0001"))
    assert [one.phone for one in zone.risks] == ["100-0000-0001", "100-0000-0001", "", "100-0000-0002"]


def test_grades_are_ordered_and_what_is_not_assessed_is_never_low() -> None:
    assert [grade.rank for grade in Grade] == [0, 1, 2, 3, 4]
    assert list(Grade) == ["重大", "较大", "一般", "低", "未评估"]
    assert list(grading.levels(built_in())) == list(Grade)[:4]


def test_zones_and_points_know_where_they_stand() -> None:
    first, second = _zones(_zone(), _zone({"L": 3, "E": 6, "C": 3}, {}))
    assert (first.keys, second.keys) == (("zones", 0), ("zones", 1))
    assert [point.keys for point in second.risks] == [("zones", 1, "risks", 0), ("zones", 1, "risks", 1)]


def test_lists_stay_lists() -> None:
    row = {"posts": ["配料、搅拌工", "焊工"], "accidents": ["火灾", "触电"], "signs": ["当心触电"]}
    (zone,) = _zones(
        _zone({**row, "controls": {"ppe": "手套、面罩（应急）；耳塞"}}, {"accidents": ["触电", "灼烫"]})
    )
    point = zone.risks[0]
    assert (point.posts, point.accidents, point.signs) == (
        tuple(row["posts"]),
        ("火灾", "触电"),
        ("当心触电",),
    )
    assert (point.ppe, point.ppe_items) == ("手套、面罩（应急）；耳塞", ("手套", "耳塞"))
    assert zone.accidents == ("火灾", "触电", "灼烫")


def test_a_zone_holds_what_names_its_code_else_what_is_kept_in_a_place_of_its_name() -> None:
    """Ammonia in its system is kept in no store, so that only the code tells where it is."""
    chemicals = [
        {"name": "液氨", "zone": "Z1", "storage": "制冷系统内充装"},
        {"name": "硫酸", "storage": "酸库专柜"},
        {"name": "丙酮", "zone": "Z1", "storage": "油漆库专柜"},
    ]
    names = {"Z1": "制冷机房", "Z2": "酸库（南）", "Z3": "油漆库"}
    given = record(zones=[{"code": code, "name": name} for code, name in names.items()], chemicals=chemicals)
    told = {zone.name: zone.warnings for zone in risk.zones(given.data, built_in())}
    assert told == {"制冷机房": ("危险化学品",), "酸库（南）": ("危险化学品",), "油漆库": ()}
