"""Sentences that a life hangs on: over the systems of unlike enterprises, as a worker would follow them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import catalogue, pack
from generator.pack import Order
from generator.word import text
from tests.conftest import DAY, ROOT

CUPS = ROOT / "examples" / "xinglan-cups"
_SPAN = re.compile(r"\d+\s*(?:分钟|min|小时)")


def said(client: Path, out: Path, *names: str) -> dict[str, str]:
    """What the named documents of a client say, by id."""
    known, problems = pack.check(client, DAY)
    assert known, problems
    chosen = [entry for entry in catalogue.select(catalogue.load(), known.facts).chosen if entry.id in names]
    folder = pack.build(client, Order(DAY, out, only=tuple(entry.id for entry in chosen))).report.folder
    paths = {entry.id: catalogue.paths(entry, known.facts)[0] for entry in chosen}
    return {name: text.text((folder / path).read_bytes()) for name, path in paths.items()}


@pytest.fixture(scope="module")
def hazardous(tmp_path_factory: pytest.TempPathFactory) -> str:
    return said(CUPS, tmp_path_factory.mktemp("life"), "system_hazardous_work")["system_hazardous_work"]


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


def test_the_forms_of_confined_spaces_stand_alone(tmp_path: Path) -> None:
    """The notice at the space, the check before each entry and the acceptance when done are forms."""
    forms = said(CUPS, tmp_path, "forms_hazardous_work")["forms_hazardous_work"]
    sheets = [sheet for sheet in forms.split("附件") if sheet.startswith(("13", "14", "15"))]
    notice, entry, done = sheets
    assert all(space in notice for space in ("污水调节池", "污泥浓缩池", "酸洗废水收集池"))
    assert "准入确认表" in entry and "中断后再次进入" in entry and "未使用纯氧" in entry
    assert "完工验收表" in done and "撤出人数" in done and "出入口已封闭" in done
