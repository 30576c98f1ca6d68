"""The numbers of dust, ammonia and the like, neighbours and stops: said where given, and nowhere else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import api
from generator.api import Order
from generator.word import text
from tests.conftest import DAY, ROOT
from tests.once import told
from tests.rows import read

SAYS: dict[str, dict[str, list[str]]] = read(ROOT / "tests/key_objects.yaml")
ROWS = [
    (client, name, words)
    for client, documents in SAYS.items()
    for name, listed in documents.items()
    for words in listed
]
POLISHER = """\
dust:
  - kind: 铝
    zone: Z1
    people: 9
    collectors:
      - {equipment: 湿式除尘器, type: 湿式, serves: [铝件抛光机]}
      - {equipment: 滤筒干式除尘器}
    cleaning: 每班清扫
molten_metal:
  - {metal: 铝合金, furnace: 燃气熔铝炉, fuel: 天然气, capacity_t: 0.5, water: 压铸机冷却水管在地沟内}
furnaces:
  - {equipment: 燃气熔铝炉, temperature_c: 750, flame_out: false}
"""
COLD_STORE = """\
ammonia: {charge_t: 1.8, system: 间接冷却, zone: Z1, freezer_people: 6}
cold_rooms:
  - {name: 一号库, zone: Z2, temperature_c: -18, people: 4, release: true, alarm: false}
boilers:
  - {equipment: 燃气锅炉, medium: 蒸汽, fuel: 天然气, output_th: 1, pressure_mpa: 0.8}
hazards:
  - location: 速冻间
    description: 速冻间没有单独设置
    level: 重大
    clause: 判定标准
    recommendation: 速冻装置移入单独的作业间
    found: 2026-11-01
    due: 2026-12-31
    stop: {what: 速冻间停止作业，撤出人员, due: 2026-11-02}
"""
BOILER = "  - {name: 燃气锅炉, zone: Z1, special: {category: 锅炉}}\n"
NEIGHBOURS = """\
  neighbours:
    - {side: 东, name: 示例针织厂（虚构）, distance_m: 12, activity: 针织, phone: 100-0000-0120}
    - {side: 南, name: 虚构路, activity: 道路}
"""


@pytest.fixture(scope="module")
def said(session: Path) -> dict[str, dict[str, str]]:
    """What the documents say, by client and id: each client with its objects and bare."""
    return told(session / "key_objects", _made)


def _made(out: Path) -> dict[str, dict[str, str]]:
    shutil.copy(ROOT / "tests/clients/agency.yaml", out / "agency.yaml")
    polisher, store = (
        (ROOT / f"tests/clients/{name}.yaml").read_text("utf-8") for name in ("aluminium", "cold_store")
    )
    store = store.replace("chemicals:\n", BOILER + "chemicals:\n")
    clients = {
        "polisher": polisher.replace("    name: 抛光车间\n", "    name: 抛光车间\n    workshop: true\n")
        + POLISHER,
        "store": store.replace("people:\n", NEIGHBOURS + "people:\n") + COLD_STORE,
        "bare polisher": polisher.replace("    name: 抛光车间\n", "    name: 抛光车间\n    workshop: true\n"),
        "bare store": store,
    }
    return {key: _words(words, out / key, tuple(SAYS[key.split()[-1]])) for key, words in clients.items()}


def _words(words: str, client: Path, documents: tuple[str, ...]) -> dict[str, str]:
    client.mkdir()
    (client / "client.yaml").write_text(words, "utf-8")
    files = api.make(api.load(client), Order(DAY, only=documents)).files
    assert {file.id for file in files} == set(documents)
    return {file.id: text.text(file.data) for file in files}


@pytest.mark.parametrize(("client", "name", "words"), ROWS)
def test_a_number_is_said_where_it_was_given(
    said: dict[str, dict[str, str]], client: str, name: str, words: str
) -> None:
    assert words in said[client][name]
    assert words not in said[f"bare {client}"][name]


def test_without_objects_no_table_of_them_and_no_row_is_left(said: dict[str, dict[str, str]]) -> None:
    for client in ("bare polisher", "bare store"):
        for words in ("重点设备设施和物质", "限员", "停用要求", "周边单位和场所"):
            assert words not in "".join(said[client].values()), words


def test_a_road_is_no_one_to_call(said: dict[str, dict[str, str]]) -> None:
    """Who has no telephone is in the table of neighbours alone; without any, lines are left to fill."""
    plan, bare = said["store"]["system_emergency_plan"], said["bare store"]["system_emergency_plan"]
    assert "虚构路（南）" not in plan
    assert "南 | 虚构路" in plan
    assert [one.count("相邻单位（东侧） | 通知撤离、支援") for one in (plan, bare)] == [0, 1]
