"""The contract's fields for the platform: the same in Word, JSON and CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import datetime
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator import api, domain, facts
from generator.errors import CatalogueError
from generator.library import Library, built_in
from generator.making import contract
from tests import once
from tests.conftest import ROOT
from tests.once import Packs, derived, words
from tests.rows import each

CUPS = ROOT / "examples/xinglan-cups"


def _facts() -> domain.Facts:
    return derived(CUPS)


def _rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_word_json_and_csv_say_the_same(packs: Packs) -> None:
    folder = packs["xinglan-cups"].folder / "07 档案与上报"
    found = json.loads((folder / "安全托管合同信息上报表.json").read_text("utf-8"))
    uploaded = _facts().service.milestones.uploaded
    assert uploaded
    # As known on the day when it was uploaded.
    assert found == contract.fields(facts.derive(api.load(CUPS), uploaded), built_in())
    labels, values = _rows((folder / "安全托管合同信息上报表.csv").read_bytes())
    assert dict(zip(labels, values, strict=True)) == found
    said = words(folder / "安全托管合同信息上报表.docx").replace(" ", "")
    for label, value in found.items():
        assert f"{label}|{value}".replace(" ", "") in said


def test_the_visits_reported_are_those_of_the_plan_that_was_delivered() -> None:
    """Months in which nobody came take nothing from what was planned."""
    client, names = (
        once.record(ROOT / "examples/yunzhi-textile"),
        ("contract_sheet", "contract_json", "contract_csv"),
    )
    made = [
        {file.id: file.data for file in api.make(client, api.Order(day, only=names)).files}
        for day in map(datetime.date.fromisoformat, ("2026-11-17", "2026-12-13", "2027-01-07", "2027-02-11"))
    ]
    assert len(made[0]) == 3
    assert made == [made[0]] * 4


def test_what_article_23_needs_is_among_the_fields() -> None:
    found = contract.fields(_facts(), built_in())
    for label in ("服务机构名称", "被托管单位名称", "统一社会信用代码", "合同编号", "生效日期", "服务辅导员"):
        assert found[label], label


@each(["=", "+", "-", "@", "\t", "\r"])
def test_text_that_looks_like_a_formula_stays_text(sign: str) -> None:
    known = _facts()
    risky = replace(known, enterprise=replace(known.enterprise, name=f"{sign}1+1"))
    labels, values = _rows(contract.data(contract.fields(risky, built_in()), ".csv"))
    assert values[labels.index("被托管单位名称")] == f"'{sign}1+1"
    assert (
        json.loads(contract.data(contract.fields(risky, built_in()), ".json"))["被托管单位名称"]
        == f"{sign}1+1"
    )


def test_the_csv_opens_in_excel_as_it_is() -> None:
    data = contract.data(contract.fields(_facts(), built_in()), ".csv")
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == data.count(b"\n") == 2


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([["甲", "day"], ["甲", "year"]], "第 2 行.*名称重复"),
        ([["甲"]], "第 1 行.*应写成"),
        ("甲", "第 1 行.*应写成"),
        ([["甲", "enterprise"]], "甲.*要写到具体的一项"),
        ([["甲", "enterprise.nmae"]], "甲.*没有取值"),
        ([["甲", "has.dust"]], "甲.*要写到具体的一项"),
    ],
)
def test_a_bad_list_of_fields_is_refused(tmp_path: Path, rows: object, fault: str) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference/contract_fields.yaml").write_text(json.dumps(rows), "utf-8")
    with pytest.raises(CatalogueError, match=f"contract_fields.yaml {fault}"):
        contract.fields(_facts(), Library((tmp_path, *built_in().layers)))


def test_a_client_with_the_required_fields_alone(small: Path) -> None:
    found = contract.fields(derived(small), built_in())
    assert found["合同编号"] == "" and found["被托管单位名称"]
    assert contract.data(contract.fields(derived(small), built_in()), ".json").endswith(b"}\n")


@pytest.mark.parametrize(
    ("written", "told"),
    [("0.30000000000000004", "0.3"), ("999999999.99", "999999999.99"), ("30000.50", "30000.5")],
)
def test_the_fee_is_told_to_the_cent(small: Path, written: str, told: str) -> None:
    with (small / "client.yaml").open("a", encoding="utf-8") as file:
        file.write(f"  fee: {written}\n")
    assert contract.fields(derived(small), built_in())["服务费（元）"] == told
