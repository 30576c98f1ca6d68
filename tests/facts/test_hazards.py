from __future__ import annotations

from pathlib import Path
from typing import Any

from generator import reference
from generator.facts import hazards
from tests.facts.sample import DAY, FOLDER, record

HAZARD = {
    "location": "车间东侧",
    "description": "皮带轮没有护罩",
    "level": "一般",
    "recommendation": "加装护罩",
    "found": "2026-09-08",
}


def _hazards(*rows: dict[str, Any], uscc: str = "91330799MADEMA0195") -> Any:
    enterprise = {"uscc": uscc} if uscc else {}
    given = record(enterprise=enterprise, hazards=[{**HAZARD, **row} for row in rows])
    return hazards.derive(given, {"Z1": "冲压车间"}, DAY)


def test_numbers_left_out_are_given_by_day_and_skip_those_taken() -> None:
    found = _hazards({}, {"number": "YH-MA0195-20260908-02"}, {}, {"found": "2026-09-22"})
    assert [hazard.number for hazard in found] == [
        "YH-MA0195-20260908-01",
        "YH-MA0195-20260908-02",
        "YH-MA0195-20260908-03",
        "YH-MA0195-20260922-01",
    ]


def test_without_a_credit_code_the_number_has_none() -> None:
    assert _hazards({}, uscc="")[0].number == "YH-20260908-01"


def test_deadline_is_the_day_given_or_so_many_natural_days_after() -> None:
    given, week, now, none = _hazards({"due": "2026-10-15"}, {"days": 7}, {"days": 1}, {})
    assert [one.deadline for one in (given, week, now, none)] == [
        "2026-10-15",
        "2026-09-15",
        "2026-09-09",
        "",
    ]
    assert [one.immediate for one in (given, week, now, none)] == [False, False, True, False]


def test_zone_basis_category_and_photos_are_filled_in() -> None:
    photo = {"photo": "photos/h1.jpg", "caption": "整改前"}
    (found,) = _hazards({"zone": "Z1", "code": "JX-01", "basis": ["甲法第1条", "乙标准"], "before": [photo]})
    assert (found.zone, found.category, found.basis) == ("冲压车间", "机械设备", "甲法第1条；乙标准")
    assert found.before[0].path == str(FOLDER / "photos/h1.jpg")
    assert Path(found.before[0].path).is_absolute()


def test_the_catalogue_fills_in_what_a_hazard_with_a_code_leaves_out() -> None:
    bare = {"description": "", "recommendation": "", "code": "XF-01"}
    filled, own = _hazards(
        bare, {**bare, "recommendation": "清出纸箱", "basis": ["某标准"], "category": "用火"}
    )
    (usual,) = (row for row in reference.load("hazards") if row["code"] == "XF-01")
    assert (filled.description, filled.basis) == (usual["description"], usual["basis"])
    assert (filled.recommendation, filled.category) == (usual["rectification"], "消防安全")
    assert (own.description, own.basis) == (usual["description"], "某标准")
    assert (own.recommendation, own.category) == ("清出纸箱", "用火")
    assert _hazards({"description": "", "code": "无此码"})[0].description == ""


def test_statistics_count_and_share() -> None:
    found = _hazards(
        {"level": "重大", "category": "消防", "result": "已整改", "accidents": ["火灾", "中毒"]},
        {"category": "用电", "result": "部分整改", "accidents": ["火灾"]},
        {"category": "消防", "rectified": "2026-09-10"},
    )
    stats = hazards.stats(found)
    assert (stats.total, stats.general, stats.major, stats.rectified, stats.rate) == (3, 2, 1, 1, "33.3%")
    assert [(row.name, row.count, row.share) for row in stats.by_category] == [
        ("消防", 2, "66.7%"),
        ("用电", 1, "33.3%"),
    ]
    assert [(row.name, row.count) for row in stats.by_accident] == [("火灾", 2), ("中毒", 1)]
    assert [row.name for row in stats.by_zone] == ["未注明"]


def test_no_hazards_have_no_rate() -> None:
    stats = hazards.stats(())
    assert (stats.total, stats.rate, stats.by_category) == (0, "", ())
