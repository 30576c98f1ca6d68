"""What the State fixes is filled in where the client left it out, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from generator import facts
from generator.cli import check
from generator.facts import explain, filling
from tests.conftest import DAY
from tests.facts.sample import record
from tests.rows import each

ACETONE = "易燃液体，类别2；严重眼损伤/眼刺激，类别2；特异性靶器官毒性-一次接触，类别3（麻醉效应）"
FORKLIFT = {"category": "场（厂）内专用机动车辆"}
FILLED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (
        {"chemicals": [{"name": "丙酮"}]},
        {
            "chemicals.0.cas": "67-64-1",
            "chemicals.0.hazard": ACETONE,
            "chemicals.0.precursor": True,
        },
    ),
    (
        {"chemicals": [{"name": "丙酮", "cas": "67-64-1", "hazard": "易燃", "precursor": False}]},
        {},  # what is said stands, right or wrong: it is told, not changed
    ),
    ({"chemicals": [{"name": "31%盐酸"}]}, {"chemicals.0.cas": "7647-01-0", "chemicals.0.precursor": True}),
    (
        {"chemicals": [{"name": "高锰酸钾", "precursor": True}]},
        {"chemicals.0.cas": "7722-64-7", "chemicals.0.explosive_precursor": True},
    ),
    ({"chemicals": [{"name": "双氧水"}]}, {"chemicals.0.cas": "7722-84-1"}),
    (
        {"chemicals": [{"name": "双氧水（27.5%）"}]},
        {"chemicals.0.cas": "7722-84-1", "chemicals.0.explosive_precursor": True},
    ),
    ({"chemicals": [{"name": "硝酸（68%）", "cas": "7697-37-2"}]}, {}),
    ({"chemicals": [{"name": "稀释剂（含甲苯）"}, {"name": "沼气"}, {"name": "乙酸丁酯"}]}, {}),
    (
        {"chemicals": [{"name": "漆"}, {"name": "环己酮", "cas": "108-94-1"}]},
        {"chemicals.1.hazard": "易燃液体，类别3"},
    ),
    ({"health_factors": [{"factor": "噪声"}]}, {"health_factors.0.limit": "85 dB(A)"}),
    (
        {"health_factors": [{"factor": "甲苯"}, {"factor": "苯"}]},
        {"health_factors.0.limit": "PC-TWA 50 mg/m³、PC-STEL 100 mg/m³"},
    ),
    ({"health_factors": [{"factor": "甲苯", "limit": 50}]}, {}),
    ({"equipment": [{"name": "叉车", "special": FORKLIFT}]}, {"equipment.0.special.cycle_months": 24}),
    ({"equipment": [{"name": "叉车", "special": {**FORKLIFT, "cycle_months": 12}}]}, {}),
    ({"equipment": [{"name": "叉车", "state": "报废", "special": FORKLIFT}]}, {}),
    ({"equipment": [{"name": "叉车"}, {"name": "锅炉", "special": {"category": "锅炉"}}]}, {}),
    (
        {"enterprise": {"industry": {"name": "紧固件制造", "sector": "机械"}}},
        {"enterprise.industry.code": "3482"},
    ),
    ({"enterprise": {"industry": {"name": "金属制品", "sector": "机械"}}}, {}),
]


@each(FILLED)
def test_only_what_is_left_out_and_certain_is_filled_in(
    given: dict[str, Any], filled: dict[str, Any]
) -> None:
    found = filling.fillings(record(**given))
    assert {".".join(map(str, one.keys)): one.value for one in found} == filled


def test_documents_print_what_is_filled_in() -> None:
    known = facts.derive(
        record(
            chemicals=[{"name": "天那水"}, {"name": "丙酮"}],
            health_factors=[{"factor": "噪声", "result": "86 dB(A)"}],
            equipment=[{"name": "叉车", "special": FORKLIFT}],
        ),
        DAY,
    )
    assert [one.cas for one in known.chemicals] == ["", "67-64-1"]
    assert known.has.precursors
    assert (known.health_factors[0].limit, known.health_factors[0].over_limit) == ("85 dB(A)", "是")
    assert known.equipment[0].cycle_months == 24


def test_the_client_s_own_data_is_left_as_it_is() -> None:
    given = record(chemicals=[{"name": "丙酮"}])
    done = filling.completed(given)
    assert given.data["chemicals"] == [{"name": "丙酮"}]
    assert done.data["chemicals"][0]["cas"] == "67-64-1"
    assert done.data["enterprise"] is given.data["enterprise"]


def test_what_is_filled_in_is_told_by_subject() -> None:
    given = record(
        chemicals=[{"name": "丙酮", "hazard": "易燃液体，类别2"}], health_factors=[{"factor": "甲苯"}]
    )
    assert filling.told(given) == "危险化学品[1]“丙酮”CAS 号、易制毒；职业病危害因素[1]“甲苯”接触限值"
    (cas, precursor, limit) = filling.fillings(given)
    assert (cas.written, precursor.written, precursor.note) == ("67-64-1", "是", "第三类")
    assert "修改单" in limit.note
    assert filling.told(record()) == ""


def test_what_is_filled_in_shows_what_is_there_to_documents_and_explanation_alike() -> None:
    given = record(chemicals=[{"name": "糠醛"}])  # no word of its name says that it burns
    assert facts.derive(given, DAY).here["flammable"]
    assert any(line.startswith("易燃液体 ← 化学品[1]“糠醛”") for line in explain.units(given))


def _check(small: Path, *more: str) -> str:
    file = small / "client.yaml"
    if "chemicals" not in file.read_text("utf-8"):
        file.write_text(f"{file.read_text('utf-8')}chemicals:\n  - {{name: 盐酸（31%）}}\n", "utf-8")
    return CliRunner().invoke(check.command, [str(small), "--date", DAY.isoformat(), *more]).stdout


def test_check_says_in_one_line_what_is_filled_in(small: Path) -> None:
    told = _check(small)
    assert f"{small} 按目录补：危险化学品[1]“盐酸（31%）”CAS 号、易制毒；文书照此印" in told
    assert "7647-01-0" not in told


def test_explained_each_value_has_its_place(small: Path) -> None:
    told = _check(small, "--explain")
    assert "client.yaml:13:5 危险化学品[1]“盐酸（31%）” → 按目录补CAS 号：7647-01-0" in told
    assert "按目录补易制毒：是（第三类）" in told
    rows = json.loads(_check(small, "--explain", "--json"))[str(small)]["filled"]
    assert rows[0] == {"keys": ["chemicals", 0, "cas"], "value": "7647-01-0"}


def test_nothing_is_said_where_nothing_is_filled_in(small: Path) -> None:
    told = CliRunner().invoke(check.command, [str(small), "--date", DAY.isoformat()]).stdout
    assert "按目录补" not in told
