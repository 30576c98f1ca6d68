"""What the law asks of one sector and not of another: the same mill as a smelter, a market and so on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator import api
from generator.api import Order
from generator.word import text
from tests.conftest import DAY, ROOT
from tests.once import told

CLIENT = ROOT / "examples/yunzhi-textile"
INDUSTRY = '  industry: {code: "1712", name: 棉织造加工, sector: 纺织}'
SECTORS = {
    "mill": INDUSTRY,
    "smelter": '  industry: {code: "3211", name: 铜冶炼, sector: 有色}',
    "market": '  industry: {code: "5211", name: 百货零售, sector: 商贸}',
    "ware": '  industry: {code: "3382", name: 金属制餐具和器皿制造, sector: 轻工}',
    "projectors": '  industry: {code: "3472", name: 幻灯及投影设备制造, sector: 轻工}',
}
DOCUMENTS = (
    "plan",
    "policy",
    "appointments",
    "system_responsibility",
    "system_inspection",
    "system_investment",
    "system_fire",
    "system_emergency_plan",
    "ledger_spending",
)


@pytest.fixture(scope="module")
def said(session: Path) -> dict[str, dict[str, str]]:
    """What each document says, by sector and id."""
    return told(session / "sectors", _by_sector)


def _by_sector(out: Path) -> dict[str, dict[str, str]]:
    shutil.copy(ROOT / "examples/agency.yaml", out)
    shutil.copytree(ROOT / "examples/photos", out / "photos")
    return {key: _said(industry, out / key) for key, industry in SECTORS.items()}


def _said(industry: str, client: Path) -> dict[str, str]:
    shutil.copytree(CLIENT, client)
    words = (client / "client.yaml").read_text("utf-8")
    assert INDUSTRY in words
    (client / "client.yaml").write_text(words.replace(INDUSTRY, industry), "utf-8")
    files = api.make(api.load(client), Order(DAY, only=DOCUMENTS)).files
    said = {file.id: text.text(file.data) for file in files}
    assert set(said) == set(DOCUMENTS)
    return said


@pytest.mark.parametrize(
    ("document", "sectors", "words"),
    [
        (
            "system_responsibility",
            {"mill", "market", "ware", "projectors"},
            "配备专职或者兼职的安全生产管理人员",
        ),
        ("system_responsibility", {"smelter"}, "不论人数多少，设置安全生产管理机构或者配备专职"),
        ("system_responsibility", {"smelter"}, "配备注册安全工程师"),
        ("appointments", {"mill", "market", "ware", "projectors"}, "应当配备专职或者兼职的"),
        ("system_inspection", {"mill", "smelter", "ware", "projectors"}, "工业企业安全风险报告规定"),
        ("policy", {"mill", "smelter", "ware", "projectors"}, "安全风险报告"),
        ("plan", {"mill", "smelter", "ware", "projectors"}, "工业企业安全风险报告规定"),
        ("system_investment", {"mill", "market"}, "不在列明应当按比例提取"),
        ("plan", {"mill", "market"}, "企业所属行业未列入"),
        ("ledger_spending", {"mill", "market"}, "所属行业未列入"),
        ("system_investment", {"smelter"}, "所列“冶金”行业"),
        ("plan", {"projectors"}, "是否属于应当按比例提取安全生产费用的行业"),
        ("plan", {"ware"}, "应当提取企业安全生产费用的机械制造（含金属制品业）行业"),
        ("system_emergency_plan", {"smelter"}, "预案公布前组织评审并形成书面评审纪要"),
        ("system_emergency_plan", {"mill", "market", "ware", "projectors"}, "对预案进行论证"),
        (
            "system_emergency_plan",
            {"smelter", "market"},
            "应急预案管理办法》第二十六条，在预案公布之日起20个工作日内",
        ),
        ("system_emergency_plan", {"smelter", "market"}, "每半年至少一次，并将演练情况报送"),
        ("system_emergency_plan", {"smelter", "market"}, "应急条例》第十三条"),
        ("system_emergency_plan", {"mill", "market", "ware", "projectors"}, "是否需要修订的结论（企业规定）"),
        ("system_emergency_plan", {"smelter"}, "是否需要修订的结论（法定"),
    ],
)
def test_what_is_told_of_which_sector(
    said: dict[str, dict[str, str]], document: str, sectors: set[str], words: str
) -> None:
    assert {key for key, told in said.items() if words in told[document]} == sectors


def test_one_word_for_the_approval_of_the_plan(said: dict[str, dict[str, str]]) -> None:
    smelter, mill = said["smelter"]["system_emergency_plan"], said["mill"]["system_emergency_plan"]
    assert "预案评审记录" in smelter
    assert "预案论证" not in smelter
    assert "预案论证记录" in mill
    assert "预案评审记录" not in mill


@pytest.mark.parametrize("key", SECTORS)
def test_nothing_of_the_grades_or_of_an_editor_is_printed(said: dict[str, dict[str, str]], key: str) -> None:
    for name, words in said[key].items():
        assert re.findall(r"请核|勿引|二手|知识级|(?<![\u4e00-\u9fff])(?:部令|总局令)\d+", words) == [], name
