"""What shows a unit taken away step by step: plans and paragraphs stay to the last; then list says why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import api
from generator.api import Order
from generator.word import text
from tests.cli.running import run
from tests.conftest import DAY, ROOT

PLAN = "system_emergency_plan"
# Each thing in the cold store that shows ammonia, and what stands there when it is gone.
STEPS = (
    ("  - {name: 螺杆氨压缩机, count: 2, zone: Z1}\n", ""),
    ("  - {name: 贮氨器, zone: Z1, special: {category: 压力容器}}\n", ""),
    ("  - {name: 液氨, cas: 7664-41-7, max_stock: 3 t}\n", ""),
    (
        "{name: 氨制冷系统泄漏, accidents: [中毒, 泄漏, 可燃气体爆炸], L: 1, E: 6, C: 40}",
        "{name: 风机夹手, accidents: [机械致害], L: 1, E: 6, C: 15}",
    ),
    ("quantity: 2, basis: 氨泄漏现场处置方案", "quantity: 2, basis: 火灾现场处置方案"),
    (
        "name: 氨泄漏处置演练, kind: 现场处置, plan: 氨泄漏现场处置方案",
        "name: 疏散演练, kind: 现场处置, plan: 火灾现场处置方案",
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The cold store in a folder of its own; it says nothing of its features."""
    shutil.copy(ROOT / "tests/clients/agency.yaml", tmp_path)
    client = tmp_path / "冷库"
    shutil.copytree(ROOT / "examples/photos", tmp_path / "photos")
    client.mkdir()
    shutil.copy(ROOT / "tests/clients/cold_store.yaml", client / "client.yaml")
    return client


def _plan(client: Path, cache: Path) -> str:
    (file,) = api.make(api.load(client), Order(DAY, only=(PLAN,), cache=cache)).files
    return text.text(file.data)


def test_a_unit_stays_with_its_last_evidence_and_goes_with_it(store: Path, session: Path) -> None:
    file, cache = store / "client.yaml", session / "cache/tuoguan"
    assert "features:" not in file.read_text("utf-8")
    before = _plan(store, cache)
    for number, (gone, instead) in enumerate(STEPS, 1):
        words = file.read_text("utf-8")
        assert words.count(gone) == 1
        file.write_text(words.replace(gone, instead), "utf-8")
        shown = [one for one in api.explain.units(api.load(store)) if one.startswith("涉氨制冷 ← ")]
        assert bool(shown) is (number < len(STEPS)), number
    after = _plan(store, cache)
    assert "氨泄漏" in before and "氨泄漏" not in after
    told = run("list", store, "--date", DAY.isoformat()).stdout
    (line,) = (line for line in told.splitlines() if "涉氨制冷" in line)
    assert line.startswith("不适用：") and "没有在设备、化学品" in line
