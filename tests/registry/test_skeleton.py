"""The skeleton of a client's file with values filled in: read again they are the same, all else stays."""

from __future__ import annotations

from typing import Any

import pytest

from generator.intake import Source
from generator.intake.document import load
from generator.library import home
from generator.registry import skeleton
from generator.schema import shape

TEXT = (home.templates() / "reference/new_client.yaml").read_text("utf-8")
DATA: dict[str, Any] = {
    "agency": "../agency.yml",
    "enterprise": {
        "name": "甲: #1 厂",
        "uscc": "91330799MADEMB001J",
        "county": "永康市",
        "industry": {"name": "金属制品", "code": "3382"},
        "headcount": 30,
        "products": "杯，年产 300 万只",
    },
    "people": {"principal": {"name": "张"}, "contact": {"name": "y", "phone": "0579-0000-0000"}},
    "agreement": {"effective": "2026-09-01", "fee": 30000},
    "advisors": ["示例辅导员A", "B, C"],
    "equipment": [{"name": "剪板机"}, {"name": "1号"}],
}


def _read(text: str) -> Any:
    found = load(Source("client.yaml", text.encode()), shape.client(), ())
    assert not found.problems and not found.notes
    return found.data


def test_what_is_filled_in_is_read_again_and_blanks_stay_blanks() -> None:
    data = _read(skeleton.filled(TEXT, DATA))
    assert data["people"]["contact"] == DATA["people"]["contact"]
    assert (
        data["enterprise"]["address"] == "【生产地址】"
        and data["enterprise"]["industry"]["sector"] == "【工贸分类】"
    )
    del data["enterprise"]["address"], data["enterprise"]["industry"]["sector"]
    assert data == DATA


def test_other_lines_stay_and_remarks_keep_their_column() -> None:
    before, after = (
        TEXT.split("\n"),
        skeleton.filled(TEXT, {"enterprise": {"county": "永康市", "scale": "小型"}}).split("\n"),
    )
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new for _, new in changed] == [
        next(line for line in before if "county:" in line).replace("【属地】", "永康市  "),
        "  scale: 小型                         # 大型 中型 小型 微型",
    ]
    assert skeleton.filled(TEXT, {}) == TEXT


def test_a_value_without_a_line_is_refused() -> None:
    with pytest.raises(KeyError, match="enterprise.colour"):
        skeleton.filled(TEXT, {"enterprise": {"colour": "红"}})
