"""A basis printed from data: the edition of the day, proven clauses alone, the client's sector."""

from __future__ import annotations

import datetime
import re

import pytest

from generator.facts import basis, laws
from generator.library import built_in, clauses, usual_hazards
from tests.rows import each

Day = datetime.date
TODAY = Day(2026, 11, 26)
SECTORS = ["机械", "冶金", "有色", "建材", "轻工", "纺织", "烟草", "商贸", "其他"]
WHOLE = re.compile(
    r"《[^《》]+》(?:（[^（）]+）)?(?:第[\d.零一二三四五六七八九十百]+条(?:第[一二三四五六七八九十]+[款项]){0,2}、?)*"
)


def _written(code: str, sector: str, day: Day = TODAY) -> tuple[str, str]:
    entry = usual_hazards.find(code, built_in())
    level, law = usual_hazards.level(entry, sector), laws.derive(day, built_in())
    judged, rests_on = basis.of(entry, sector, level, law, built_in())
    return "；".join(judged), "；".join(rests_on)


@each(SECTORS)
def test_every_basis_is_whole_in_every_sector(sector: str) -> None:
    for entry in usual_hazards.load(built_in()):
        judged, rests_on = _written(entry["code"], sector)
        assert bool(judged) == (usual_hazards.level(entry, sector) == "重大")
        assert rests_on.startswith(judged)
        assert all(WHOLE.fullmatch(part) and part[-1] != "、" for part in rests_on.split("；"))


def test_no_note_of_an_editor_is_left() -> None:
    words = str(built_in().table("hazards"))
    for note in ("请核", "勿引", "部令10", "总局令", "版本", "学时条款", "木工机床安全标准", "货架标准"):
        assert note not in words.replace("现行版本", "")


@each(
    [
        ("TU-01", "机械", "《工贸企业重大事故隐患判定标准》（应急管理部令第10号）第七条第七项"),
        ("TU-01", "轻工", "《工贸企业重大事故隐患判定标准》（应急管理部令第10号）"),
        ("TU-01", "纺织", ""),
        ("RZ-02", "冶金", "《工贸企业重大事故隐患判定标准》（应急管理部令第10号）第四条第二项"),
        ("PX-04", "商贸", "《工贸企业重大事故隐患判定标准》（应急管理部令第10号）第三条第二项"),
        ("PX-04", "其他", ""),
    ]
)
def test_what_a_case_is_judged_by_follows_the_sector(code: str, sector: str, judged: str) -> None:
    assert _written(code, sector)[0] == judged


@pytest.mark.parametrize(
    ("code", "day", "rests_on"),
    [
        ("DQ-01", Day(2027, 1, 31), "《用电安全导则》（GB/T 13869-2017）"),
        ("DQ-01", Day(2027, 2, 1), "《用电安全导则》（GB/T 13869-2026）"),
        ("DZ-03", Day(2026, 9, 30), "《生产过程安全卫生要求总则》（GB/T 12801-2008）"),
        ("DZ-03", Day(2026, 10, 1), "《生产过程安全基本要求》（GB 12801-2025）"),
    ],
)
def test_a_standard_is_cited_in_the_edition_of_the_day(code: str, day: Day, rests_on: str) -> None:
    assert _written(code, "机械", day)[1] == rests_on


def test_a_law_not_yet_in_force_is_left_out() -> None:
    assert "有限空间作业安全技术规范" in _written("YX-03", "机械", Day(2026, 5, 1))[1]
    assert "有限空间作业安全技术规范" not in _written("YX-03", "机械", Day(2026, 4, 30))[1]
    assert _written("YX-05", "机械", Day(2026, 4, 30)) == ("", "")


def test_a_clause_that_is_not_proven_is_not_printed() -> None:
    law = laws.derive(TODAY, built_in())
    line = {"law": "major_hazard_rules", "clauses": ["7(2)", "7(6)", "8(6)", 99, 7, "3(1)"]}
    (written,) = basis.written([line], law, built_in())
    assert written.endswith("（应急管理部令第10号）第七条第二项、第七条、第三条第一项")


@each([*range(1, 120), 200, 201, 210, 999])
def test_numerals_read_back(value: int) -> None:
    assert clauses.value(basis.numeral(value)) == value


@each([(10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十")])
def test_numerals_are_those_of_laws(value: int, words: str) -> None:
    assert basis.numeral(value) == words
