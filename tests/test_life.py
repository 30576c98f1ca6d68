"""Sentences that a life hangs on: over the systems of unlike enterprises, as a worker would follow them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator import api
from generator.api import Order
from generator.library import built_in, catalogue
from generator.word import text
from tests.conftest import DAY, ROOT
from tests.once import Packs, told

_SPAN = re.compile(r"\d+\s*(?:分钟|min|小时)")


@pytest.fixture(scope="module")
def hazardous(packs: Packs) -> str:
    return packs["xinglan-cups"].said("system_hazardous_work")


def test_no_break_spares_a_new_test_of_a_confined_space(hazardous: str) -> None:
    chapter = re.split(r"^第[一二三四五六七八九十]+章", hazardous, flags=re.MULTILINE)
    rules = next(part for part in chapter if part.strip().startswith("有限空间作业"))
    assert set(_SPAN.findall(rules)) == {"15分钟"}
    assert "再次进入前，应当不论中断多久都重新通风、重新检测合格" in rules


def test_every_text_on_breaks_in_confined_spaces_asks_for_a_new_test() -> None:
    files = [*(ROOT / "templates/text").rglob("*.md"), *(ROOT / "templates/reference").rglob("*.yaml")]
    lines = [
        (path.name, line)
        for path in files
        for line in path.read_text("utf-8").splitlines()
        if "有限空间" in line and "中断" in line
    ]
    assert lines
    asked = re.compile("重新.{0,6}检测|confined_reentry|about:|准入确认表|□")
    assert [(name, line) for name, line in lines if not asked.search(line)] == []
    assert [(name, line) for name, line in lines if _SPAN.search(line)] == []


def test_the_forms_of_confined_spaces_stand_alone(packs: Packs) -> None:
    """The notice at the space, the check before each entry and the acceptance when done are forms."""
    forms = packs["xinglan-cups"].said("forms_hazardous_work")
    sheets = [sheet for sheet in forms.split("附件") if sheet.startswith(("13", "14", "15"))]
    notice, entry, done = sheets
    assert all(space in notice for space in ("污水调节池", "污泥浓缩池", "酸洗废水收集池"))
    assert "准入确认表" in entry and "中断后再次进入" in entry and "未使用纯氧" in entry
    assert "完工验收表" in done and "撤出人数" in done and "出入口已封闭" in done


CLIENTS = ("aluminium", "cold_store", "furniture", "plating")


@pytest.fixture(scope="module")
def plans(session: Path) -> dict[str, dict[str, str]]:
    """What the systems of four unlike enterprises say, by client and id."""
    return told(session / "unlike", _unlike)


def _unlike(root: Path) -> dict[str, dict[str, str]]:
    shutil.copy(ROOT / "tests/clients/agency.yaml", root / "agency.yaml")
    names = [
        entry.id
        for entry in catalogue.load(built_in())
        if entry.id.startswith(("system_", "operating_rules"))
    ]
    found = {}
    for client in CLIENTS:
        (root / client).mkdir()
        shutil.copy(ROOT / f"tests/clients/{client}.yaml", root / client / "client.yaml")
        found[client] = _said(root / client, root / "out", *names)
    return found


def _said(client: Path, out: Path, *names: str) -> dict[str, str]:
    """What the named documents of a client say, by id."""
    known, problems = api.examine(api.load(client), DAY)
    assert known, problems
    chosen = [
        entry
        for entry in catalogue.select(catalogue.load(built_in()), known.facts).chosen
        if entry.id in names
    ]
    order = Order(DAY, only=tuple(entry.id for entry in chosen))
    folder = api.build(api.load(client), out, order).report.folder
    paths = {entry.id: catalogue.paths(entry, known.facts)[0] for entry in chosen}
    return {name: text.text((folder / path).read_bytes()) for name, path in paths.items()}


def test_no_water_mist_where_the_only_dust_is_a_metals(plans: dict[str, dict[str, str]]) -> None:
    assert [name for name, words in plans["aluminium"].items() if "雾状水" in words] == []
    assert "雾状水" in plans["furniture"]["system_emergency_plan"]


def test_what_is_said_of_a_metals_fire_is_dry_sand_first(plans: dict[str, dict[str, str]]) -> None:
    plan = plans["aluminium"]["system_emergency_plan"]
    for line in plan.splitlines():
        if "扑救" in line and "水基型" in line:
            assert line.index("铝、镁粉尘") < line.index("水基型")
    assert "送粉" not in plan and "关闭本炉燃气阀" in plan and "断开炉体电源" not in plan
    assert "正在运转的排风机继续运转" in plan


@pytest.mark.parametrize(
    ("client", "titles"),
    [
        (
            "aluminium",
            (
                "铝镁粉尘燃烧、爆炸",
                "湿式除尘氢气积聚、报警",
                "湿铝镁污泥、屑发热自燃",
                "高温熔融物爆炸、喷溅",
            ),
        ),
        (
            "cold_store",
            (
                "氨泄漏",
                "冷库被困、冻伤",
                "冷库保温材料火灾",
                "次氯酸盐与酸混合放出氯气",
                "有限空间中毒、窒息",
                "淹溺",
            ),
        ),
        ("furniture", ("木粉尘爆炸", "可燃液体蒸气泄漏、爆炸")),
        (
            "plating",
            (
                "氢氟酸灼伤、泄漏",
                "硝酸黄烟（氮氧化物）中毒",
                "氰化物中毒、泄漏",
                "过氧化物发热、胀桶",
                "镀槽加热管干烧火灾",
            ),
        ),
    ],
)
def test_a_plan_and_a_card_for_what_is_there(
    plans: dict[str, dict[str, str]], client: str, titles: tuple[str, ...]
) -> None:
    plan = plans[client]["system_emergency_plan"]
    assert [title for title in titles if f"{title}现场处置方案" not in plan] == []
    assert [title for title in titles if not re.search(rf"^{title} \| ", plan, re.MULTILINE)] == []


def test_plans_that_supplies_and_drills_cite_are_in_the_pack(plans: dict[str, dict[str, str]]) -> None:
    cited = re.findall(
        r"[^：，。；、\s]+现场处置方案", (ROOT / "tests/clients/cold_store.yaml").read_text("utf-8")
    )
    assert cited
    assert [name for name in cited if name not in plans["cold_store"]["system_emergency_plan"]] == []


@pytest.mark.parametrize("client", CLIENTS)
def test_no_threshold_stands_by_a_confined_space(plans: dict[str, dict[str, str]], client: str) -> None:
    lines = [line for words in plans[client].values() for line in words.splitlines() if "有限空间" in line]
    assert [line for line in lines if re.search(r"(?:30|60) ?(?:分钟|min)|半小时", line)] == []


@pytest.mark.parametrize("client", CLIENTS)
def test_every_article_ends(plans: dict[str, dict[str, str]], client: str) -> None:
    article = re.compile(r"^第[一二三四五六七八九十百]+条\s.*(?<![。：）])$", re.MULTILINE)
    assert [line for words in plans[client].values() for line in article.findall(words)] == []


def test_wet_metal_sludge_breathes_and_dry_powder_stays_dry(plans: dict[str, dict[str, str]]) -> None:
    rules = plans["aluminium"]["system_housekeeping"]
    assert "湿泥、沉渣装入透气容器（不得密闭）" in rules and "干燥、加盖的防静电容器" in rules
    assert "密闭容器" not in rules
    assert "气瓶" not in rules
    assert "透气容器" not in plans["furniture"]["system_housekeeping"]


@pytest.mark.parametrize(
    ("client", "told", "untold"),
    [
        ("cold_store", ("含氯药剂", "液氨"), ("有机溶剂", "硫酸稀释", "易燃液体", "氰化物", "易制爆")),
        ("furniture", ("易燃液体", "稀释剂"), ("硫酸稀释", "腐蚀品", "氰化物", "次氯酸", "气瓶")),
        (
            "plating",
            ("硫酸稀释时将酸缓慢加入水中", "葡萄糖酸钙", "氰化物", "红棕色烟", "不倒回原桶"),
            ("易燃液体", "稀释剂", "气瓶"),
        ),
    ],
)
def test_the_chemicals_system_speaks_of_what_is_used(
    plans: dict[str, dict[str, str]], client: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    rules = plans[client]["system_chemicals"]
    assert [word for word in told if word not in rules] == []
    assert [word for word in untold if word in rules] == []


ELSEWHERE = {
    "aluminium": ("喷漆", "调漆", "斜拉歪吊", "承租", "飞花", "氨"),
    "cold_store": ("喷漆", "除尘", "斜拉歪吊", "飞花", "熔融"),
    "furniture": ("金属粉", "铝镁", "熔融", "斜拉歪吊", "氨制冷", "燃气总阀"),
    "plating": ("喷漆", "除尘器", "斜拉歪吊", "熔融", "液氨"),
}


@pytest.mark.parametrize("client", CLIENTS)
def test_the_plan_speaks_of_nothing_that_is_not_there(plans: dict[str, dict[str, str]], client: str) -> None:
    plan = plans[client]["system_emergency_plan"]
    assert [word for word in ELSEWHERE[client] if word in plan] == []


def test_the_comprehensive_plan_follows_the_outline_of_the_guide(plans: dict[str, dict[str, str]]) -> None:
    heads = re.findall(r"^\d+(?:\.\d+)?　(.+)$", plans["furniture"]["system_emergency_plan"], re.MULTILINE)
    wanted = [
        "总则",
        "响应分级",
        "应急组织机构及职责",
        "应急响应",
        "信息报告",
        "预警",
        "响应启动",
        "应急处置",
    ]
    wanted += ["应急支援", "响应终止", "后期处置", "应急保障"]
    places = [heads.index(words) for words in wanted]
    assert places == sorted(places)


def test_nothing_under_never_says_not_to(plans: dict[str, dict[str, str]]) -> None:
    for client in CLIENTS:
        plan = plans[client]["system_emergency_plan"]
        cards = plan[plan.rindex("应急处置卡（通用卡）") : plan.index("第三部分为各类事故")]
        forbidden = [card.rsplit(" | ", 1)[1] for card in cards.splitlines() if card.count(" | ") == 3]
        assert forbidden and [words for words in forbidden if re.search(r"(?:^|；)不", words)] == []


def test_a_vessel_with_ammonia_is_not_vented(plans: dict[str, dict[str, str]]) -> None:
    cold, other = (plans[client]["system_emergency_plan"] for client in ("cold_store", "plating"))
    assert "装氨的容器不向外排放，按液氨泄漏事故专项应急预案处置" in cold
    assert "断电（不切断氨事故排风的电源）" in cold and "装氨的容器" not in other


def test_an_acid_is_another_only_beside_one_that_is_named(plans: dict[str, dict[str, str]]) -> None:
    plan = plans["cold_store"]["system_emergency_plan"]
    assert "酸围堵后按SDS处置" in plan and "其他酸" not in plan


def test_a_plan_refers_to_special_equipment_only_where_it_has_that_part(
    plans: dict[str, dict[str, str]],
) -> None:
    for client in CLIENTS:
        plan = plans[client]["system_emergency_plan"]
        assert ("按特种设备事故" in plan) <= ("特种设备事故专项应急预案" in plan), client


def test_a_zone_card_without_measures_points_to_the_card_of_its_accident(
    plans: dict[str, dict[str, str]],
) -> None:
    plan = plans["aluminium"]["system_emergency_plan"]
    assert "停机撤离" in plan and "铝泥自热 | 按通用卡中相应的事故类型处置" in plan


@pytest.mark.parametrize("client", ["aluminium", "cold_store", "plating"])
def test_fire_and_housekeeping_speak_of_no_paint_where_none_is(
    plans: dict[str, dict[str, str]], client: str
) -> None:
    rules = plans[client]["system_fire"] + plans[client]["system_housekeeping"]
    assert [word for word in ("油漆", "漆料", "易燃液体、") if word in rules] == []


@pytest.mark.parametrize(
    ("client", "places", "strange"),
    [
        ("aluminium", ("抛光车间的铝、镁粉", "抛光车间每班清出湿泥"), "木灰|木屑|飞花|面粉|粉房|塑料粉"),
        ("furniture", ("木工车间的木灰、锯末",), "铝|镁|氢|飞花|面粉|粉房|塑料粉"),
    ],
)
def test_each_dust_is_spoken_of_by_its_own_zone_and_no_other_dust_at_all(
    plans: dict[str, dict[str, str]], client: str, places: tuple[str, ...], strange: str
) -> None:
    said = plans[client]
    assert [place for place in places if place not in said["system_housekeeping"]] == []
    chapters = "".join(
        said[f"system_{name}"] for name in ("equipment", "hazardous_work", "fire", "housekeeping")
    )
    assert re.findall(strange, chapters) == []


def test_hot_work_by_a_wet_collector_waits_for_the_hydrogen(plans: dict[str, dict[str, str]]) -> None:
    rules, other = (plans[client]["system_hazardous_work"] for client in ("aluminium", "furniture"))
    assert "排氢通风不停" in rules and "检测氢气为零方可动火" in rules and "不备水带" in rules
    assert "氢" not in other and "不备水带" not in other
    assert "直流水" not in plans["aluminium"]["system_fire"]
    assert "不用直流水冲木灰堆" in plans["furniture"]["system_fire"]


def test_the_walls_of_a_cold_store_are_of_the_first_grade_in_every_document(
    plans: dict[str, dict[str, str]],
) -> None:
    cold = plans["cold_store"]
    assert "冷库、速冻间内和夹芯板墙上" in cold["system_hazardous_work"]
    assert "库内和夹芯板墙上动火按一级动火审批" in cold["system_fire"]
    assert "库内和夹芯板墙上动火按一级动火审批" in cold["system_emergency_plan"]
    assert "（氨事故排风的电源除外）" in cold["system_fire"]
    assert not [name for name, words in plans["plating"].items() if "速冻间" in words]
