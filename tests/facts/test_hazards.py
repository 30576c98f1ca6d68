from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from generator.assets import File
from generator.facts import hazards, known, laws
from generator.library import built_in, usual_hazards
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
    given = known.on(given, DAY)
    return hazards.derive(given, {"Z1": "冲压车间"}, DAY, laws.derive(DAY, built_in()), built_in())


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
        date(2026, 10, 15),
        date(2026, 9, 15),
        date(2026, 9, 9),
        None,
    ]
    assert [one.immediate for one in (given, week, now, none)] == [False, False, True, False]


def test_zone_basis_category_and_photos_are_filled_in() -> None:
    photo = {"photo": "photos/h1.jpg", "caption": "整改前"}
    (found,) = _hazards({"zone": "Z1", "code": "JX-01", "basis": ["甲法第1条", "乙标准"], "before": [photo]})
    assert (found.zone, found.category, found.basis) == ("冲压车间", "机械设备", ("甲法第1条", "乙标准"))
    assert found.before[0].asset == File(FOLDER / "photos/h1.jpg", FOLDER)


def test_the_catalogue_fills_in_what_a_hazard_with_a_code_leaves_out() -> None:
    bare = {"description": "", "recommendation": "", "level": "", "code": "XF-01"}
    filled, own = _hazards(
        bare,
        {
            **bare,
            "recommendation": "清出纸箱",
            "basis": ["某标准"],
            "category": "用火",
            "accidents": ["其他"],
        },
    )
    usual = usual_hazards.find("XF-01", built_in())
    assert (filled.description, filled.category) == (usual["description"], "消防安全")
    assert (filled.level, filled.clause, filled.accidents) == ("一般", (), ("火灾",))
    assert filled.basis[-1] == "《中华人民共和国消防法》（2021年修正）第二十八条"
    assert len(filled.basis) > 1
    assert filled.recommendation.startswith("①工程：安全出口的门改为")
    assert filled.interim == own.interim == "清走占用物，打开锁闭的出口。"
    assert (own.description, own.basis) == (usual["description"], ("某标准",))
    assert own.recommendation == f"清出纸箱。\n{filled.recommendation}"
    assert (own.category, own.accidents) == ("用火", ("其他",))
    assert _hazards({"description": "", "code": "无此码"})[0].description == ""


def test_a_major_hazard_of_which_nothing_is_stopped_has_what_to_do_at_once() -> None:
    own = {
        "level": "",
        "code": "PX-04",
        "recommendation": "①管理：另聘持有效证件的电工，签订到岗协议，建到期台账。",
    }
    told, stopped, said = _hazards(own, {**own, "stop": {"what": "配电房"}}, {**own, "interim": "上锁"})
    assert told.interim == usual_hazards.at_once(usual_hazards.find("PX-04", built_in())) != ""
    assert (stopped.interim, said.interim) == ("", "上锁")


def test_a_code_implies_the_level_and_the_clause_it_is_judged_by() -> None:
    judged = "《工贸企业重大事故隐患判定标准》（应急管理部令第10号）第三条第二项"
    bare = {"level": "", "code": "PX-04"}
    implied, told, lowered = _hazards(bare, {**bare, "clause": "某条"}, {**bare, "level": "一般"})
    assert (implied.level, implied.major, implied.clause) == ("重大", True, (judged,))
    assert (told.clause, told.basis[0]) == (("某条",), judged)
    assert (lowered.major, lowered.clause) == (False, ())
    assert lowered.basis and not any("判定标准" in one for one in lowered.basis)


def test_days_of_nought_are_kept_beside_a_code() -> None:
    assert _hazards({"code": "XF-01", "days": 0})[0].deadline == date(2026, 9, 8)


def test_accidents_of_the_catalogue_fill_the_statistics() -> None:
    stats = hazards.stats(_hazards({"code": "FC-10"}, {"code": "PX-02", "accidents": ["触电"]}))
    assert [row.name for row in stats.by_accident] == ["粉尘爆炸", "火灾", "触电"]


def test_statistics_count_and_share() -> None:
    found = _hazards(
        {"level": "重大", "category": "消防", "result": "已整改", "accidents": ["火灾", "中毒"]},
        {"category": "用电", "result": "部分整改", "accidents": ["火灾"]},
        {"category": "消防", "rectified": "2026-09-10"},
    )
    stats = hazards.stats(found)
    assert (stats.total, stats.general, stats.major, stats.rectified, stats.rate) == (
        3,
        2,
        1,
        1,
        Decimal("0.333"),
    )
    assert [(row.name, row.count, row.share) for row in stats.by_category] == [
        ("消防", 2, Decimal("0.667")),
        ("用电", 1, Decimal("0.333")),
    ]
    assert [(row.name, row.count) for row in stats.by_accident] == [("火灾", 2), ("中毒", 1)]
    assert [row.name for row in stats.by_zone] == ["未注明"]


def test_no_hazards_have_no_rate() -> None:
    stats = hazards.stats(())
    assert (stats.total, stats.rate, stats.by_category) == (0, None, ())


def test_what_is_mended_on_the_spot_was_mended_when_it_was_found() -> None:
    spot, dated, later = _hazards(
        {"handling": "当场整改"},
        {"handling": "当场整改", "rectified": "2026-09-09"},
        {"handling": "限期整改", "days": 7},
    )
    assert [one.rectified for one in (spot, dated, later)] == [date(2026, 9, 8), date(2026, 9, 9), None]
    assert [one.immediate for one in (spot, dated, later)] == [True, True, False]
    assert [one.at_once for one in (spot, dated, later)] == [True, True, False]


def test_fields_of_real_ledgers_are_kept() -> None:
    given = {
        "source": "上级检查",
        "department": "生产部",
        "cause": "护罩拆下没有装回",
        "factor": "物的因素",
        "interim": "停用挂牌",
        "interim_due": "2026-09-08",
        "funds": 20000,
        "spent": 18600.5,
        "emergency": "机械致害现场处置方案",
        "rechecked": "2026-09-20",
        "acceptance": {"date": "2026-09-21", "by": "验收组", "result": "同意恢复使用"},
    }
    (found,) = _hazards(given)
    for key in ("source", "department", "cause", "factor", "interim", "emergency"):
        assert getattr(found, key) == given[key]
    assert (found.interim_due, found.rechecked) == (date(2026, 9, 8), date(2026, 9, 20))
    assert (found.funds, found.spent) == (20000, Decimal("18600.5"))
    assert (found.accepted, found.acceptor, found.acceptance) == (date(2026, 9, 21), "验收组", "同意恢复使用")


def test_an_act_counts_from_its_own_day() -> None:
    keys = ("notified", "rectified", "rechecked")
    later = (DAY + timedelta(days=1)).isoformat()
    done, ahead = _hazards(dict.fromkeys(keys, DAY.isoformat()), dict.fromkeys(keys, later))
    assert [getattr(done, key) for key in keys] == [DAY] * 3
    assert [getattr(ahead, key) for key in keys] == [None] * 3


def test_a_hazard_is_overdue_the_day_after_its_deadline_unless_found_rectified() -> None:
    before = (DAY - timedelta(days=1)).isoformat()
    own, past, mended, partly = _hazards(
        {"due": DAY.isoformat()},
        {"due": before},
        {"due": before, "result": "已整改"},
        {"due": before, "result": "部分整改"},
    )
    assert [one.overdue for one in (own, past, mended, partly)] == [False, True, False, True]


def test_a_hazard_knows_where_it_stands() -> None:
    assert [one.keys for one in _hazards({}, {})] == [("hazards", 0), ("hazards", 1)]


def test_what_a_hazard_is_judged_by_is_its_basis_where_no_other_is_given() -> None:
    judged, own = _hazards({"clause": "某判定标准第三条"}, {"clause": "某判定标准第三条", "basis": ["甲法"]})
    assert (judged.basis, own.basis) == (("某判定标准第三条",), ("甲法",))


def test_what_must_stop_is_late_the_day_after_until_it_stopped() -> None:
    """Due when found unless said otherwise; a stop ahead of the day is none yet."""
    yesterday, tomorrow = (str(DAY - timedelta(days=1)), str(DAY + timedelta(days=1)))
    rows = [
        {"found": yesterday, "stop": {"what": "喷漆线"}},
        {"found": str(DAY), "stop": {"what": "喷漆线"}},
        {"found": yesterday, "stop": {"what": "喷漆线", "due": str(DAY)}},
        {"found": yesterday, "stop": {"what": "喷漆线", "done": str(DAY)}},
        {"found": yesterday, "stop": {"what": "喷漆线", "done": tomorrow}},
        {"found": yesterday, "stop": {"what": "喷漆线"}, "result": "已整改"},
        {},
    ]
    found = _hazards(*rows)
    assert [one.stop_overdue for one in found] == [True, False, False, False, True, False, False]
    assert [one.stop_due == DAY - timedelta(days=1) for one in found] == [
        True,
        False,
        False,
        True,
        True,
        True,
        False,
    ]
    assert [one.stopped for one in found] == [None, None, None, DAY, None, None, None]
    assert (found[0].stop, found[6].stop, found[6].stop_due) == ("喷漆线", "", None)
    counts = hazards.stats(found)
    assert (counts.stops, counts.stop_overdue) == (6, 2)


def test_what_must_stop_leaves_no_room_for_the_first_step_of_the_catalogue() -> None:
    bare = {"description": "", "recommendation": "", "level": "", "code": "XF-01"}
    filled, stopped = _hazards(bare, {**bare, "stop": {"what": "仓库停止作业"}})
    assert (bool(filled.interim), stopped.interim) == (True, "")
