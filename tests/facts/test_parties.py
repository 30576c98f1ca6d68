from __future__ import annotations

from typing import Any

import pytest

from generator.facts import parties
from tests.facts.sample import record


@pytest.mark.parametrize(
    ("county", "given", "name"),
    [
        ("永康市", {}, "永康市应急管理局"),
        ("婺城区", {}, "婺城区应急管理局"),
        ("金华开发区", {}, ""),
        ("金华开发区", {"name": "示例部门"}, "示例部门"),
        ("永康市", {"name": "示例分局", "phone": "0579"}, "示例分局"),
    ],
)
def test_the_regulator_is_the_county_bureau_unless_given(
    county: str, given: dict[str, Any], name: str
) -> None:
    found = parties.regulator(record(enterprise={"county": county}, regulator=given).data)
    assert (found.name, found.phone) == (name, given.get("phone", ""))


def test_dates_of_the_agreement_are_chinese_and_the_start_defaults_to_the_effective_day() -> None:
    found = parties.agreement(record(agreement={"signed": "2026-08-25", "fee": 28000.0}).data)
    assert (found.signed, found.effective, found.start) == ("2026年8月25日", "2026年9月1日", "2026年9月1日")
    assert (found.end, found.number, found.fee) == ("", "", "28000")


def test_the_enterprise_is_written_out() -> None:
    enterprise = {
        "process": ["下料", "焊接"],
        "revenue": 1234.50,
        "buildings": [{"name": "1号厂房", "area": 3200, "floors": 3.0}],
        "materials": [{"name": "钢板", "usage": 0.1}],
        "injury_insured": 12,
    }
    found = parties.enterprise(record(enterprise=enterprise).data)
    assert (found.process, found.process_steps) == ("下料→焊接", ("下料", "焊接"))
    assert (found.revenue, found.injury_insured, found.short_name) == ("1234.5", "12", "示例小厂")
    assert (found.buildings[0].area, found.buildings[0].floors, found.buildings[0].note) == ("3200", "3", "")
    assert found.materials[0].usage == "0.1"


def test_document_numbers_and_map_words_are_as_given() -> None:
    data = record(documents={"plan_number": "示例〔2026〕5号"}, site={"width": 9, "height": 9}).data
    assert parties.numbers(data).plan == "示例〔2026〕5号"
    assert parties.numbers(data).letter_bureau == ""
    assert parties.site(data).title == "示例小厂安全风险四色分布图"
    assert parties.site(data).assembly == ""
