"""Limits as documents cite them: the number, and what it rests on."""

from __future__ import annotations

import datetime

from generator.facts import laws, limits

DAY = datetime.date(2026, 11, 23)


def test_the_basis_of_a_limit() -> None:
    found = limits.derive(laws.derive(DAY))
    assert found["confined_record"].basis == "《有限空间作业安全技术规范》（GB 46768-2025）"
    assert found["collector_lag"].basis.endswith("（GB 15577-2018）")
    assert found["wind_height"].basis.startswith("企业规定，参照《危险化学品企业特殊作业安全规范》")
    assert found["speed_workshop"].basis == "企业规定"
