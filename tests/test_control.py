"""What documents say of themselves: the day they bear, their version, what changed; never the build's day."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator import domain
from generator.domain import Life
from generator.library import built_in, catalogue
from generator.word import render, text, values
from tests.conftest import ROOT
from tests.once import Made, Packs, opened

TEXTS = ROOT / "templates/text"
AS_OF = re.compile(r"(截至|截止日期\*\* \| |数据截至\*\* \| |更新日期\*\* \| |更新日期：|（至|以|截至：)$")
YEAR = re.compile(r"\{[{%][^}]*(?<![.\w])(year|annual)\b")
INCLUDE = re.compile(r'\{% include "([^"]+)" %\}')
BLANK = "　　　　年　　月　　日"
ISSUED = domain.Control("A/0", datetime.date(2026, 10, 13))
DRAFT = domain.Control(
    "A/1",
    None,
    (
        domain.Revision("A/0", datetime.date(2026, 10, 13), ""),
        domain.Revision("A/1", None, "增加一名辅导员"),  # type: ignore[arg-type]
    ),
)

STAMP = domain.Stamp("内置 2026.11", "7K3M9QZ2")


def _said(made: Made, name: str, control: domain.Control) -> str:
    """What a deliverable of an example says under that control."""
    beside = {"control": control, "stamp": STAMP, "site_maps": (), "site_map": ""}
    context = values.prepare(made.facts, beside)
    return text.text(render.render(opened(name), context))


def _unfilled(made: Made, name: str) -> str:
    """What it says where the agreement has no name or end, the diagnosis no score, the fee no revenue."""
    agreement = replace(made.facts.agreement, name="", signed=None, end=None)
    total = replace(made.facts.diagnosis_total, score=None, full=None, rate=None)
    fee = replace(made.facts.fee, revenue=None)
    own = {
        "control": domain.Control("A/0", None),
        "stamp": STAMP,
        "agreement": agreement,
        "diagnosis_total": total,
        "fee": fee,
    }
    context = values.prepare(made.facts, {**own, "site_maps": (), "site_map": ""})
    return text.text(render.render(opened(name), context))


def _whole(name: str) -> str:
    """A text with the parts that it includes."""
    return INCLUDE.sub(lambda found: _whole(found[1]), (TEXTS / name).read_text("utf-8"))


def _sources() -> list[tuple[Life, str]]:
    """The life of each text."""
    rows = catalogue.load(built_in())
    return [(row.life, row.source.removeprefix("text/")) for row in rows if row.source.startswith("text/")]


def test_the_day_of_the_facts_is_told_as_such_alone() -> None:
    for _, name in _sources():
        for before in re.split(r"\{\{ day \}\}", _whole(name))[:-1]:
            assert AS_OF.search(before), (name, before[-30:])


def test_a_year_that_moves_on_stands_in_yearly_documents_alone() -> None:
    said = {(life, name) for life, name in _sources() if YEAR.search(_whole(name))}
    assert said and {life for life, _ in said} == {Life.YEARLY}


@pytest.mark.parametrize("name", ["plan", "letter_enterprise", "letter_bureau", "letter_filing"])
def test_what_is_issued_bears_its_day_and_else_a_blank(packs: Packs, name: str) -> None:
    made = packs["xinglan-cups"]
    own = f"\n{made.facts.agency.name}\n"
    issued, draft = (_said(made, name, control) for control in (ISSUED, domain.Control("A/0", None)))
    assert f"{own}2026年10月13日\n" in issued
    assert f"{own}{BLANK}\n" in draft


@pytest.mark.parametrize("name", ["plan", "letter_enterprise", "letter_bureau", "letter_filing"])
def test_what_is_not_filled_in_leaves_no_hole_in_a_sentence(packs: Packs, name: str) -> None:
    unfilled = _unfilled(packs["xinglan-cups"], name)
    assert not re.search(r"《[＿》]|诊断(共|得分)＿|协议于＿{6}签订|至(＿{6}|。| *\n)", unfilled)
    assert re.search(f"至 ?{BLANK}|至＿{{4}}年＿＿月＿＿日|签订的服务协议", unfilled)


@pytest.mark.parametrize(
    ("name", "row", "last"),
    [
        ("client_cover", "服务协议", "{number}"),
        ("ledger_spending", "应提取额（全年）", "企业提供上一年度营业收入后测算"),
    ],
)
def test_what_is_not_filled_in_leaves_no_hole_in_a_cell(packs: Packs, name: str, row: str, last: str) -> None:
    made = packs["xinglan-cups"]
    (line,) = {one for one in _unfilled(made, name).splitlines() if one.startswith(row)}
    assert line.split(" | ")[-1] == last.format(number=made.facts.agreement.number)


@pytest.mark.parametrize("name", ["letter_enterprise", "letter_bureau", "letter_filing"])
def test_a_revised_letter_tells_which_it_replaces(packs: Packs, name: str) -> None:
    revised = _said(packs["xinglan-cups"], name, DRAFT)
    assert "本函（A/1版）替代2026年10月13日A/0版，修改的原因：增加一名辅导员。" in revised
    alone = domain.Control("A/1", None, DRAFT.revisions[1:])  # the first one was withdrawn
    for control in (ISSUED, alone):
        assert "版）替代" not in _said(packs["xinglan-cups"], name, control)


@pytest.mark.parametrize(
    "name", ["plan", "system_meetings", "system_emergency_plan", "appointments", "agreements"]
)
def test_a_revised_document_has_its_version_and_what_changed(packs: Packs, name: str) -> None:
    revised = _said(packs["xinglan-cups"], name, DRAFT)
    assert re.search(r"版本 \| A/1|版本号：A/1", revised)
    assert "A/0 | 2026年10月13日" in revised and "A/1 |  | 增加一名辅导员" in revised
    issued = replace(DRAFT, dated=datetime.date(2026, 12, 1))
    assert "A/1 | 2026年12月1日 | 增加一名辅导员" in _said(packs["xinglan-cups"], name, issued)


def test_a_revision_to_come_bears_no_day_of_an_earlier_one(packs: Packs) -> None:
    made = packs["xinglan-cups"]
    assert "发布日期 | 2026年10月13日" in _said(made, "system_meetings", ISSUED)
    assert "发布日期 | 2026" not in _said(made, "system_meetings", DRAFT)


def test_texts_are_parts_or_deliverables() -> None:
    known = {name for _, name in _sources()}
    for path in TEXTS.rglob("*.md"):
        name = Path(path).relative_to(TEXTS).as_posix()
        assert name.startswith("_parts/") or name in known, name
