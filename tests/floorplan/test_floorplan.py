"""Outlines read from DXF, GeoJSON and LabelMe files, and why a file gives none."""

from __future__ import annotations

import builtins
import json
import sys
from pathlib import Path
from typing import Any

import ezdxf
import pytest

from generator.floorplan import Area, FloorplanError, read
from tests.floorplan import plans


def _by_text(path: Path, layer: str = "区域") -> dict[str, Area]:
    return {" ".join(area.texts): area for area in read(path, layer).areas}


def _same(ring: tuple[tuple[float, float], ...], points: list[tuple[float, float]], scale: float) -> bool:
    wanted = {(round(x * scale), round(y * scale)) for x, y in points}
    return {(round(x), round(y)) for x, y in ring} == wanted


def test_dxf_closed_polylines_are_areas_with_the_texts_inside_them(tmp_path: Path) -> None:
    path = plans.dxf(tmp_path / "plan.dxf")
    found = _by_text(path)
    assert set(found) == {"Z1", "成品仓库", "Z3 装配车间"}
    assert _same(found["Z1"].outers[0], plans.PRESS, 1000)
    assert _same(found["Z1"].holes[0], plans.COURT, 1000)
    assert not found["成品仓库"].holes
    assert read(path, "区域").unit == 0.001


def test_dxf_lines_of_other_layers_are_kept_blocks_and_arcs_among_them(tmp_path: Path) -> None:
    lines = read(plans.dxf(tmp_path / "plan.dxf"), "区域").lines
    assert len(lines) == 5 + 1 + 2
    assert max(map(len, lines)) > 8
    assert any(9_900 < x < 11_600 and 1_900 < y < 3_600 for line in lines for x, y in line)


def test_a_hidden_layer_is_not_read(tmp_path: Path) -> None:
    document = ezdxf.readfile(plans.dxf(tmp_path / "plan.dxf"))
    document.layers.get("轴网") if "轴网" in document.layers else document.layers.add("轴网")
    document.layers.get("轴网").off()
    document.saveas(tmp_path / "plan.dxf")
    assert len(read(tmp_path / "plan.dxf", "区域").lines) == 3


def test_geojson_and_labelme_give_the_same_outlines(tmp_path: Path) -> None:
    metres = _by_text(plans.geojson(tmp_path / "plan.geojson"))
    assert _same(metres["Z1"].outers[0], plans.PRESS, 1)
    assert _same(metres["Z1"].holes[0], plans.COURT, 1)
    drawn = read(plans.labelme(tmp_path / "plan.json"))
    assert drawn.flipped
    assert [area.texts for area in drawn.areas] == [("Z1",), ("成品仓库",), ("Z3",)]


def _write(path: Path, data: Any) -> Path:
    path.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.json", "{", "不是能识别的 JSON"),
        ("a.json", {"a": 1}, "既不是 GeoJSON，也不是 LabelMe"),
        ("a.json", {"shapes": []}, "没有多边形或矩形标注"),
        ("a.json", {"shapes": [{"label": "Z1", "points": [[1, "x"], [2, 2], [3, 1]]}]}, "写坏的坐标"),
        ("a.json", {"shapes": [{"label": "Z1", "points": [[1, 1], [2, 2]]}]}, "第 1 个标注少于三个角"),
        ("a.json", {"shapes": [{"label": "Z1"}]}, "第 1 个标注没有坐标"),
        ("a.geojson", {"type": "FeatureCollection", "features": []}, "没有多边形"),
        (
            "a.geojson",
            {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[]]}},
            "少于三个角",
        ),
        ("a.geojson", {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": []}}, "没有坐标"),
        ("a.dxf", "not a drawing", "不是能识别的 DXF"),
    ],
)
def test_a_file_without_outlines_says_why(tmp_path: Path, name: str, data: Any, words: str) -> None:
    with pytest.raises(FloorplanError, match=words):
        read(_write(tmp_path / name, data), "区域")


@pytest.mark.parametrize(
    ("layer", "words"),
    [("墙", "没有图层“墙”；图里有图层 .*区域"), ("", "没有写明图层"), ("0", "图层“0”上没有闭合的多段线")],
)
def test_a_layer_without_areas_is_told_with_the_layers_there_are(
    tmp_path: Path, layer: str, words: str
) -> None:
    with pytest.raises(FloorplanError, match=words):
        read(plans.dxf(tmp_path / "plan.dxf"), layer)


def test_without_ezdxf_the_mend_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plans.dxf(tmp_path / "plan.dxf")
    real = builtins.__import__

    def absent(name: str, *args: Any, **given: Any) -> Any:
        if name.split(".")[0] == "ezdxf":
            raise ImportError(name)
        return real(name, *args, **given)

    monkeypatch.setattr(builtins, "__import__", absent)
    monkeypatch.delitem(sys.modules, "generator.floorplan.dxf", raising=False)
    with pytest.raises(FloorplanError, match=r"pip install 'tuoguan\[dxf\]'"):
        read(path, "区域")
