"""The maps of a client: pages by floor, numbers that agree with the lists, files in the pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import api, domain, facts, intake
from generator.api import Order
from generator.canvas import Text
from generator.making.drawing import Drawing
from generator.record import Record
from generator.riskmap.page import compose
from tests.conftest import CLIENT, DAY

_RISK = "\n    risks: [{name: 冲床作业, accidents: [机械致害], L: 3, E: 6, C: 7}]\n"
FLOORS = (
    """\
site:
  name: 一层
  width: 60
  height: 24
  assembly: {name: 南门空地, at: [55, 2]}
  floors:
    - {name: 二层, width: 60, height: 24, exits: [{name: 西楼梯, at: [0, 12]}]}
    - {name: 屋面, width: 60, height: 24}
    - name: 三层
      width: 40
      height: 20
      marks: [{kind: 灭火器, at: [3, 3]}]
  preparer: 示例甲三
  version: V2
zones:
"""
    + f"  - code: A1\n    name: 冲压车间\n    rect: [2, 2, 30, 20]{_RISK}"
    + f"  - code: A2\n    name: 仓库\n    floor: 一层\n    rect: [34, 2, 10, 20]{_RISK}"
    + f"  - code: B1\n    name: 装配车间\n    floor: 二层\n    rect: [2, 2, 50, 20]{_RISK}"
    + "  - code: C1\n    name: 样品间\n    floor: 三层\n    rect: [2, 2, 30, 16]\n"
    + "    holes: [{polygon: [[10, 5], [20, 5], [20, 12], [10, 12]]}]\n    parts: [{rect: [34, 2, 4, 16]}]\n"
)


def _client(folder: Path, more: str) -> tuple[Record, domain.Facts]:
    (folder / "client.yaml").write_text(CLIENT + more, "utf-8")
    record = intake.read(folder)
    return record, facts.derive(record, DAY)


def _words(drawn: Drawing, number: int) -> list[str]:
    shapes = compose(drawn.pages[number].site, (420, 297))
    return [shape.text for shape in shapes if isinstance(shape, Text)]


def test_each_floor_with_zones_has_a_page_of_its_own(small: Path) -> None:
    record, derived = _client(small, FLOORS)
    assert [sheet.tail for sheet in derived.site.sheets] == ["（一层）", "（二层）", "（三层）"]
    drawn = Drawing(record, derived)
    assert [[zone.code for zone in page.site.zones] for page in drawn.pages] == [
        ["A1", "A2"],
        ["B1"],
        ["C1"],
    ]
    first, second, third = (_words(drawn, number) for number in range(3))
    assert "永康市示例小厂（虚构）安全风险四色分布图（二层）" in second
    assert "西楼梯" in second
    assert "西楼梯" not in first
    assert any("南门空地" in word for word in first)
    assert "灭火器" in third
    assert "V2" in first


def test_the_legend_counts_the_page_and_the_whole(small: Path) -> None:
    record, derived = _client(small, FLOORS)
    assert {grade.grade: (grade.zones, grade.points) for grade in derived.grades}["一般"] == (3, 3)
    drawn = Drawing(record, derived)
    assert _words(drawn, 0).count("2/3") == 2
    assert _words(drawn, 1).count("1/3") == 2


def test_a_pack_has_one_picture_and_one_print_for_each_floor(small: Path, tmp_path: Path) -> None:
    (small / "client.yaml").write_text(CLIENT + FLOORS, "utf-8")
    only = ("riskmap_png", "riskmap_pdf", "riskmap_sheet")
    made = api.build(api.load(small), tmp_path / "out", Order(DAY, only))
    names = sorted(path.name for path in (made.report.folder / "05 风险分布图").iterdir())
    tails = ("（一层）", "（三层）", "（二层）")
    assert names == sorted(
        ["安全风险四色分布图.docx"]
        + [f"安全风险四色分布图{tail}.{kind}" for tail in tails for kind in ("png", "pdf")]
    )


@pytest.mark.parametrize("more", ["", "site: {width: 10, height: 10}\n"])
def test_without_zones_there_is_no_map(small: Path, more: str) -> None:
    record, derived = _client(small, more)
    assert Drawing(record, derived).picture() == ""
    assert derived.has.map is False


def test_zones_that_hold_chemicals_or_confined_spaces_bear_their_marks(small: Path) -> None:
    held = (
        "chemicals: [{name: 丙酮, storage: 仓库东北角专柜}]\n"
        "confined_spaces: [{name: 收集池, location: 装配车间东侧}]\n"
    )
    record, derived = _client(small, FLOORS + held)
    assert {zone.code: zone.warnings for zone in derived.zones} == {
        "A1": (),
        "A2": ("危险化学品",),
        "B1": ("有限空间",),
        "C1": (),
    }
    drawn = Drawing(record, derived)
    assert {"危", "危险化学品"} <= set(_words(drawn, 0))
    assert {"限", "有限空间"} <= set(_words(drawn, 1))
    assert "危" not in _words(drawn, 2)
