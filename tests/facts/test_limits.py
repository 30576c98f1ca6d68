"""Limits as documents cite them: the number, and what it rests on."""

from __future__ import annotations

import datetime

import pytest

from generator.facts import laws, limits
from generator.library import built_in
from generator.library import limits as table

DAY = datetime.date(2026, 11, 23)


def test_the_basis_of_a_limit() -> None:
    found = limits.derive(laws.derive(DAY, built_in()), built_in())
    assert found["confined_record"].basis == "《有限空间作业安全技术规范》（GB 46768-2025）"
    assert found["collector_lag"].basis.endswith("（GB 15577-2018）")
    assert found["wind_height"].basis.startswith("企业规定，参照《危险化学品企业特殊作业安全规范》")
    assert found["speed_workshop"].basis == "企业规定"


@pytest.mark.parametrize(
    ("law", "clause", "printed"),
    [
        ("safety", "41", "（2021年修正）第四十一条"),
        ("dust_rules", "18", "（应急管理部令第6号）"),  # one source
        ("gb6514", "6.2.2.1", "（GB 6514-2023）"),
        ("gb5083", "", "（GB 5083-2023）"),
    ],
)
def test_a_clause_stands_in_the_basis_where_it_is_proven(law: str, clause: str, printed: str) -> None:
    row = {"about": "某限值", "value": "一", "grade": "二手", "law": law, "clause": clause}
    (limit,) = table.read({"one": row}, built_in().table("laws")).values()
    assert limits._basis(limit, laws.derive(DAY, built_in()), built_in()).endswith(printed)
