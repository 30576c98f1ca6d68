from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from generator.domain.printing import printed
from generator.facts import parties
from tests.facts.sample import record
from tests.rows import each


@each(
    [
        ("永康市", {}, "永康市应急管理局"),
        ("婺城区", {}, "婺城区应急管理局"),
        ("金华开发区", {}, ""),
        ("金华开发区", {"name": "示例部门"}, "示例部门"),
        ("永康市", {"name": "示例分局", "phone": "0579"}, "示例分局"),
    ]
)
def test_the_regulator_is_the_county_bureau_unless_given(
    county: str, given: dict[str, Any], name: str
) -> None:
    found = parties.regulator(record(enterprise={"county": county}, regulator=given).data)
    assert (found.name, found.phone) == (name, given.get("phone", ""))


def test_dates_of_the_agreement_print_in_words_and_the_start_defaults_to_the_effective_day() -> None:
    found = parties.agreement(record(agreement={"signed": "2026-08-25", "fee": 28000.0}).data)
    told = [printed(found, name) for name in ("signed", "effective", "start", "end", "fee")]
    assert told == ["2026年8月25日", "2026年9月1日", "2026年9月1日", "", "28000"]
    assert (found.signed, found.end, found.number) == (datetime.date(2026, 8, 25), None, "")
    given = parties.agreement(record(agreement={"start": "2026-09-15", "fee": Decimal("0.125")}).data)
    assert (given.start, given.effective, given.fee) == (
        datetime.date(2026, 9, 15),
        datetime.date(2026, 9, 1),
        Decimal("0.13"),
    )


def test_the_enterprise_is_written_out() -> None:
    enterprise = {
        "process": ["下料", "打磨", "焊接", "打磨"],
        "shifts": "两班制，8:00～16:00、16:00～24:00",
        "revenue": 1234.50,
        "buildings": [{"name": "1号厂房", "area": 3200, "floors": 3.0}],
        "materials": [{"name": "钢板", "usage": 0.1}],
        "injury_insured": 12,
    }
    found = parties.enterprise(record(enterprise=enterprise).data)
    assert printed(found, "process") == "下料→打磨→焊接→打磨"
    assert found.process_steps == ("下料", "打磨", "焊接", "打磨")
    assert (found.revenue, found.injury_insured, found.short_name) == (Decimal("1234.5"), 12, "示例小厂")
    assert (found.buildings[0].area, found.buildings[0].floors, found.buildings[0].note) == (3200, 3, "")
    assert found.materials[0].usage == Decimal("0.1")
    assert found.shifts == "两班制，8:00～16:00、16:00～24:00"
    assert (found.principal.name, found.controller.name, found.industry) == ("示例戊一", "", "金属制品")


def test_document_numbers_and_map_words_are_as_given() -> None:
    data = record(documents={"plan_number": "示例〔2026〕5号"}, site={"width": 9, "height": 9}).data
    assert parties.numbers(data).plan == "示例〔2026〕5号"
    assert parties.numbers(data).letter_bureau == ""
    site = parties.site(data)
    assert (site.title, site.assembly, site.date) == ("示例小厂安全风险四色分布图", "", None)
