"""Which laws the client's data cites."""

from __future__ import annotations

from typing import Any

import pytest

from generator.facts.derivation import derive
from tests.facts.sample import DAY, record

HAZARD = {
    "location": "甲",
    "description": "乙",
    "level": "一般",
    "found": "2026-09-08",
    "recommendation": "丙",
}


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({}, ""),
        ({"hazards": [{**HAZARD, "basis": ["《用人单位劳动防护用品管理规范》第七条"]}]}, "ppe_rules"),
        ({"hazards": [{**HAZARD, "recommendation": "按GB/T 13955-2017装剩余电流保护器"}]}, "gbt13955"),
        ({"hazards": [{**HAZARD, "recommendation": "2017年通过验收"}]}, ""),
    ],
)
def test_titles_and_numbers_of_standards_cite(parts: dict[str, Any], key: str) -> None:
    plain = derive(record(), DAY).cited
    found = derive(record(**parts), DAY).cited
    assert {name for name in found if found[name] and not plain[name]} == ({key} if key else set())
    assert not plain["ppe_rules"] and not plain["jinhua_elevator"]
