"""Values are called as the list of names calls them, whatever a document prints."""

from __future__ import annotations

import json

import pytest

from generator.proofing import titles
from tests.once import Packs


@pytest.mark.parametrize(
    ("entry", "name", "title"),
    [
        ("plan", "hazards", "隐患"),
        ("plan", "enterprise.name", "被托管单位·名称"),
        ("plan", "enterprise.principal.name", "主要负责人·姓名"),
        ("plan", "advisors[].phone", "辅导员·电话"),
        ("plan", "control.dated", "版本和日期·落款日期"),
        ("record_inspection", "sheet.date", "托管检查·检查日期"),
        ("badge_pictures", "name", "姓名"),
        ("contract_csv", "服务机构名称", "服务机构名称"),
        ("riskmap_page", "preparer", "编制人"),
        ("plan", "nobody.knows", ""),
        ("nothing", "hazards", "隐患"),
        ("plan", "enterprise.unknown", "被托管单位"),
    ],
)
def test_a_value_has_a_title(entry: str, name: str, title: str) -> None:
    assert titles.title(entry, name) == title


def test_hardly_a_value_of_a_pack_has_none(packs: Packs) -> None:
    for made in packs.values():
        rows = json.loads((made.folder / "manifest.json").read_bytes())["files"]
        printed = {(row["id"], name) for row in rows for name in row["values"]}
        without = {name for entry, name in printed if not titles.title(entry, name)}
        assert without <= {"note", "unassessed", "date"}
