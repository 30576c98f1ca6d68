"""The numbers of zones and risk points agree in every document that tells them, counted from each anew."""

from __future__ import annotations

import io
import json
import re
from collections import Counter

import openpyxl
import pytest

from generator import domain
from generator.library import built_in, catalogue
from generator.word import text
from tests.conftest import studied
from tests.once import Packs

NAMES = ("plan", "riskmap_sheet", "riskmap_page", "workshop_boards", "risk_list")
GRADES = ("重大", "较大", "一般", "低")
Made = tuple[domain.Facts, dict[str, bytes]]


@pytest.fixture(scope="module", params=studied())
def made(request: pytest.FixtureRequest, packs: Packs) -> Made:
    """The facts of an example, and its documents by id."""
    found = packs[request.param]
    entries = [entry for entry in catalogue.load(built_in()) if entry.id in NAMES or _is_list(entry)]
    return found.facts, {_key(entry): found.paths(entry.id)[0].read_bytes() for entry in entries}


def _is_list(entry: catalogue.Deliverable) -> bool:
    return entry.kind == "workbook" and "风险分级管控清单" in entry.title


def _key(entry: catalogue.Deliverable) -> str:
    return "workbook" if _is_list(entry) else entry.id


def _points(facts: domain.Facts) -> Counter[str]:
    return Counter(risk.grade for zone in facts.zones for risk in zone.risks)


def _zones(facts: domain.Facts) -> Counter[str]:
    """Each zone counted by the gravest of its own risk points."""
    return Counter(min((risk.grade for risk in zone.risks), key=GRADES.index) for zone in facts.zones)


@pytest.mark.parametrize("name", ["plan", "riskmap_sheet"])
def test_tables_of_grades_in_word(made: Made, name: str) -> None:
    facts, files = made
    rows = re.findall(
        r"^(重大|较大|一般|低) \| [红橙黄蓝] \| (\d+) \| (\d+) \|", text.text(files[name]), re.MULTILINE
    )
    told = {grade: (int(zones), int(points)) for grade, zones, points in rows}
    assert told == {grade: (_zones(facts)[grade], _points(facts)[grade]) for grade in GRADES}


def test_the_list_in_word(made: Made) -> None:
    facts, files = made
    words = text.text(files["risk_list"])
    rows = re.findall(r"^\d+ \| .* \| (重大|较大|一般|低) \| [红橙黄蓝] \| ", words, re.MULTILINE)
    assert Counter(rows) == _points(facts)
    head = words[words.index("风险点总数") :].splitlines()[0]
    assert {grade: int(re.search(rf"{grade} (\d+)", head)[1]) for grade in GRADES} == {  # type: ignore[index]
        grade: _points(facts)[grade] for grade in GRADES
    }


def test_the_list_in_excel(made: Made) -> None:
    facts, files = made
    book = openpyxl.load_workbook(io.BytesIO(files["workbook"]), data_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    head = next(row for row in rows if "等级" in row)
    codes = {risk.code for risk in facts.risk_list}
    told = [row[head.index("等级")] for row in rows if row[head.index("编号")] in codes]
    assert Counter(told) == _points(facts)


def test_the_boards(made: Made) -> None:
    facts, files = made
    told = [
        int(total)
        for total in re.findall(r"^风险点 \| 共 (\d+) 个", text.text(files["workshop_boards"]), re.M)
    ]
    assert told and told == [len(zone.risks) for zone in facts.zones if zone.workshop]
    assert [board.grade for board in facts.boards] == [
        min((risk.grade for risk in zone.risks), key=GRADES.index) for zone in facts.zones if zone.workshop
    ]


def test_the_page(made: Made) -> None:
    facts, files = made
    found = re.search(r'id="data">(.*?)</script>', files["riskmap_page"].decode(), re.DOTALL)
    assert found
    data = json.loads(found[1])
    zones = [zone for sheet in data["sheets"] for zone in sheet["zones"]]
    assert Counter(zone["grade"] for zone in zones) == _zones(facts)
    assert Counter(risk["grade"] for zone in zones for risk in zone["risks"]) == _points(facts)
    told = {row["grade"]: (row["zones"], row["points"]) for row in data["grades"]}
    assert told == {grade: (_zones(facts)[grade], _points(facts)[grade]) for grade in GRADES}
