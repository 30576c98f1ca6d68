"""Each bad map of tests/refused/maps is refused at its place when the data are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import api
from generator.api import Order
from generator.errors import GeneratorError
from generator.problems import errors_in
from tests import depth
from tests.conftest import DAY
from tests.rows import each

FOLDER = Path(__file__).resolve().parents[2] / "refused" / "maps"

# file, line and column, beginning of the words after the place
REFUSED = [
    ("background_alike.yaml", "17:5", "总平面.底图.定位点：两个定位点重合"),
    (
        "background_no_picture.yaml",
        "16:5",
        "总平面.底图.图片文件：图片“files/not_a_picture.png”不是能识别的图片",
    ),
    ("background_point.yaml", "19:10", "总平面.底图.定位点[2].图上位置：不在图片上，图片为 40×30 像素"),
    (
        "dxf_layer.yaml",
        "15:16",
        "总平面.区域轮廓文件.图纸文件：图纸“files/walls.dxf”里没有图层“区域”；图里有图层 0、WALLS",
    ),
    ("dxf_two_names.yaml", "15:16", "总平面.区域轮廓文件.图纸文件：图层“ZONES”第 1 个闭合多段线里有几个区域"),
    ("dxf_unit.yaml", "15:3", "总平面.区域轮廓文件：图纸没有写单位，请填 unit"),
    ("hole_of_all.yaml", "14:5", "区域[1]：区域 Z1（冲压车间）：扣除的部分（holes）不比区域小"),
    ("hole_outside.yaml", "14:5", "区域[1]：区域 Z1（冲压车间）：扣除的部分（holes）不在区域之内"),
    ("no_area.yaml", "14:5", "区域[1]：区域 Z1（冲压车间）：轮廓只有 3 个不同的角或面积接近 0"),
    ("outline_beyond.yaml", "17:5", "区域[1]：区域 Z1（冲压车间）：有 250.0 平方米在厂区"),
    (
        "outline_broken.yaml",
        "15:16",
        "总平面.区域轮廓文件.图纸文件：图纸“files/broken.geojson”第 1 行第 44 列：不是能识别的 JSON",
    ),
    ("outline_missing.yaml", "21:5", "区域[2]：图纸里没有区域 Z2（成品仓库）的轮廓"),
    (
        "outline_nameless.yaml",
        "15:16",
        "总平面.区域轮廓文件.图纸文件：第 2 个要素里没有区域的编号或名称，还没有轮廓的区域是 Z2",
    ),
    ("outline_unknown.yaml", "15:16", "总平面.区域轮廓文件.图纸文件：第 2 个要素里的“Z9”不是本图区域的"),
    ("overlap.yaml", "19:5", "区域[2]：区域 Z1（冲压车间）与区域 Z2（仓库）重叠 150.0 平方米"),
    ("parts_overlap.yaml", "14:5", "区域[1]：区域 Z1（冲压车间）：各部分（parts）互相重叠"),
    ("pixels_unplaced.yaml", "15:3", "总平面.区域轮廓文件：图上是像素，请填两个定位点（points）"),
    ("points_alike.yaml", "15:3", "总平面.区域轮廓文件：两个定位点重合，定不出比例"),
]


@pytest.mark.parametrize(("name", "place", "start"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_bad_map_is_refused_at_its_place(name: str, place: str, start: str) -> None:
    client, found = api.examine(api.load(FOLDER / name), DAY)
    assert client is None
    (line,) = map(str, errors_in(found))
    assert line.startswith(f"{FOLDER / name}:{place} {start}")


@each([row[0] for row in depth.some(REFUSED, desk=5)])
def test_nothing_is_built_over_a_bad_map(name: str, tmp_path: Path) -> None:
    with pytest.raises(GeneratorError) as caught:
        api.build(api.load(FOLDER / name), tmp_path / "out", Order(DAY))
    assert str(caught.value.problems[0]).startswith(f"{FOLDER / name}:")
    assert not (tmp_path / "out").exists()


def test_every_bad_map_is_tried() -> None:
    assert {path.name for path in FOLDER.glob("*.yaml")} == {row[0] for row in REFUSED}
