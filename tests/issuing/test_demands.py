"""What the Measures demand of a paper, judged on the facts of an example and on facts with a gap."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator import domain
from generator.issuing import demands
from generator.library import Deliverable, built_in, catalogue
from tests.conftest import ROOT
from tests.once import derived
from tests.rows import each

FACTS = derived(ROOT / "examples/xinglan-cups")
HAZARD = FACTS.hazards[0]


def _entry(name: str) -> Deliverable:
    found = catalogue.find(name, built_in())
    assert found
    return found


def _blank(name: str, facts: domain.Facts, item: object = None) -> list[str]:
    return [one.missing for one in demands.blank(_entry(name), facts, item, built_in())]


@each(["plan", "letter_enterprise", "letter_bureau", "letter_filing", "contract_sheet", "contract_csv"])
def test_an_example_leaves_nothing_blank(name: str) -> None:
    assert _blank(name, FACTS) == []


@each(["visit", "inspection", "training", "drill", "contact", "notice"])
def test_no_record_of_an_example_is_blank(name: str) -> None:
    entry = _entry(f"record_{name}")
    items: Any = catalogue.dotted(FACTS, entry.items, entry.id)
    assert [_blank(entry.id, FACTS, item) for item in items] == [[]] * len(items)


@each(
    [
        ("plan", {"enterprise": replace(FACTS.enterprise, uscc="")}, ["被托管单位统一社会信用代码"]),
        ("plan", {"advisors": ()}, ["服务咨询人员"]),
        ("plan", {"hazards": (), "diagnosis": ()}, ["安全生产现状及问题诊断"]),
        ("plan", {"hazards": ()}, []),
        ("plan", {"diagnosis": ()}, []),
        ("plan", {"hazards": (HAZARD, replace(HAZARD, before=()))}, ["现场隐患的照片"]),
        ("plan", {"hazards": (replace(HAZARD, basis=()), HAZARD)}, ["隐患的整改依据"]),
        ("plan", {"schedule": replace(FACTS.schedule, visits=())}, ["服务工作计划"]),
        ("letter_enterprise", {"agreement": replace(FACTS.agreement, end=None)}, ["服务期最后一天"]),
        ("letter_bureau", {"regulator": replace(FACTS.regulator, name="")}, ["属地应急管理部门的名称"]),
        (
            "letter_filing",
            {"deadline": replace(FACTS.deadline, delivered=None)},
            ["服务方案提交企业的日期（先签发服务方案）"],
        ),
        ("contract_json", {"agreement": replace(FACTS.agreement, number="")}, ["服务协议编号"]),
        ("system_fire", {"advisors": ()}, []),
    ]
)
def test_a_gap_is_told_where_an_article_demands_it(
    name: str, gap: dict[str, Any], missing: list[str]
) -> None:
    assert _blank(name, replace(FACTS, **gap)) == missing


def test_a_record_is_judged_by_its_own_item() -> None:
    paper = FACTS.service.made.inspections[0]
    assert _blank("record_inspection", FACTS, replace(paper, inspectors=())) == ["检查人员"]
    empty = replace(paper, hazards=(), recorded=False)
    assert _blank("record_inspection", FACTS, empty) == ["检查发现的隐患或者没有发现隐患的登记"]
    assert _blank("record_inspection", FACTS, replace(empty, recorded=True)) == []
    notice = FACTS.service.notices[0]
    gap = replace(notice, hazards=(replace(HAZARD, recommendation=""),))
    assert _blank("record_notice", FACTS, gap) == ["隐患的整改建议"]
