from __future__ import annotations

import datetime
import re

import pytest

from generator import reference
from generator.facts import laws

Day = datetime.date
TODAY = Day(2026, 11, 23)
TABLE = reference.load("laws")


@pytest.mark.parametrize(
    ("key", "cite"),
    [
        ("safety", "《中华人民共和国安全生产法》（2021年修正）"),
        ("gb2894", "《安全色和安全标志》（GB 2894-2025）"),
        ("special_operation", "《特种作业人员安全技术培训考核管理规定》（应急管理部令第19号）"),
        ("major_hazard_rules", "《工贸企业重大事故隐患判定标准》（应急管理部令第10号）"),
    ],
)
def test_the_edition_in_force_is_cited(key: str, cite: str) -> None:
    assert laws.derive(TODAY)[key].cite == cite


@pytest.mark.parametrize(
    ("key", "day", "number"),
    [
        ("gb2894", Day(2026, 2, 28), "GB 2894-2008"),
        ("gb2894", Day(2026, 3, 1), "GB 2894-2025"),
        ("gb6441", Day(2026, 6, 30), "GB 6441-1986"),
        ("gb6441", Day(2026, 7, 1), "GB 6441-2025"),
        ("gbt13869", Day(2027, 1, 31), "GB/T 13869-2017"),
        ("gbt13869", Day(2027, 2, 1), "GB/T 13869-2026"),
        ("gb9448", Day(2026, 7, 31), "GB 9448-1999"),
        ("tsg08", Day(2026, 5, 1), "TSG 08-2026"),
    ],
)
def test_editions_change_on_their_day(key: str, day: Day, number: str) -> None:
    found = laws.derive(day)[key]
    assert (found.number, found.in_force) == (number, True)


def test_a_law_not_yet_in_force_and_one_no_longer_in_force_say_so() -> None:
    early, late = laws.derive(Day(2026, 4, 30)), laws.derive(TODAY)
    assert not early["chemicals_act"].in_force
    assert late["chemicals_act"].in_force
    assert not late["gb7231"].in_force
    assert late["gb7231"].number == "GB 7231-2003"


@pytest.mark.parametrize("key", sorted(TABLE))
def test_rows_are_whole_and_editions_do_not_overlap(key: str) -> None:
    entry = TABLE[key]
    assert entry["title"]
    assert "《" not in entry["title"]
    spans = sorted((one["since"], one["until"] or "9999-12-31") for one in entry["editions"])
    for (_, until), (since, _) in zip(spans, spans[1:], strict=False):
        assert until < since
    for one in entry["editions"]:
        assert one["status"] in {"有效", "已废止", "即将施行"}
        assert one["mandatory"] in {"强制", "推荐", None}
        assert isinstance(one["verified"], bool)
        for key_ in ("since", "until", "checked_on"):
            assert re.fullmatch(r"(\d{4}-\d{2}-\d{2})?", one[key_])
        assert (one["status"] == "即将施行") == (one["since"] > one["checked_on"])
        assert (one["status"] == "已废止") == bool(one["until"] and one["until"] < one["checked_on"])


def test_clauses_are_article_numbers_or_sections() -> None:
    for entry in TABLE.values():
        for clause in entry["clauses"]:
            assert isinstance(clause, int) or re.fullmatch(r"\d+(\.\d+)+", clause)
