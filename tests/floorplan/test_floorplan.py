"""Outlines read from DXF, GeoJSON and LabelMe files, and why a file gives none."""

from __future__ import annotations

import builtins
import json
import sys
from pathlib import Path
from typing import Any

import ezdxf
import pytest

from generator import floorplan
from generator.assets import File
from generator.floorplan import Area, FloorplanError, Found
from tests.floorplan import plans


def read(path: Path, layer: str = "") -> Found:
    return floorplan.read(File(path), layer)


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


def _closed(path: Path, gap: float) -> Path:
    """One outline of 10 x 10 m in millimetres whose end misses its beginning by the gap."""
    document = ezdxf.new("R2010", units=4)
    corners = [(0, 0), (10_000, 0), (10_000, 10_000), (0, 10_000), (gap, 0)]
    document.layers.add("区域")
    document.modelspace().add_lwpolyline(corners, dxfattribs={"layer": "区域"})
    document.saveas(path)
    return path


@pytest.mark.parametrize(
    ("gap", "closes"), [(0, True), (1e-9, True), (0.99, True), (1.1, False), (50, False)]
)
def test_ends_closer_than_a_ten_thousandth_of_the_outline_meet(
    tmp_path: Path, gap: float, closes: bool
) -> None:
    path = _closed(tmp_path / "plan.dxf", gap)
    if closes:
        assert len(read(path, "区域").areas[0].outers[0]) == 4
    else:
        with pytest.raises(FloorplanError, match="1 条多段线，都没有闭合"):
            read(path, "区域")


def test_an_open_outline_beside_closed_ones_is_counted(tmp_path: Path) -> None:
    document = ezdxf.readfile(plans.dxf(tmp_path / "plan.dxf"))
    document.modelspace().add_lwpolyline([(0, 0), (9, 0), (9, 9), (0, 9)], dxfattribs={"layer": "区域"})
    document.saveas(tmp_path / "plan.dxf")
    assert read(tmp_path / "plan.dxf", "区域").unclosed == 1


def test_layers_are_one_in_any_case(tmp_path: Path) -> None:
    path = plans.dxf(tmp_path / "plan.dxf", layer="Zones")
    assert set(_by_text(path, "ZONES")) == set(_by_text(path, "zones")) == {"Z1", "成品仓库", "Z3 装配车间"}


def test_layer_0_in_a_block_is_the_layer_of_the_block(tmp_path: Path) -> None:
    document = ezdxf.new("R2010", units=4)
    block = document.blocks.new("车间")
    block.add_lwpolyline([(0, 0), (5_000, 0), (5_000, 5_000), (0, 5_000)], close=True)
    inner = document.blocks.new("外套")
    inner.add_blockref("车间", (0, 0))
    document.layers.add("区域")
    document.modelspace().add_blockref("外套", (1_000, 1_000), dxfattribs={"layer": "区域"})
    document.saveas(tmp_path / "plan.dxf")
    (area,) = read(tmp_path / "plan.dxf", "区域").areas
    assert min(area.outers[0]) == (1_000, 1_000)


def test_a_drawing_renamed_to_dxf_is_named(tmp_path: Path) -> None:
    (tmp_path / "plan.dxf").write_bytes(b"AC1032" + bytes(range(256)) * 10)
    with pytest.raises(FloorplanError, match="DWG") as caught:
        read(tmp_path / "plan.dxf", "区域")
    assert "另存为" in caught.value.hint


def test_side_files_in_another_encoding_are_named(tmp_path: Path) -> None:
    for path in (plans.geojson(tmp_path / "a.geojson"), plans.dxf(tmp_path / "b.dxf")):
        text = path.read_text("utf-8").encode().decode("unicode_escape") if path.suffix == ".geojson" else ""
        path.write_bytes((text or path.read_text("utf-8")).encode("gbk"))
        with pytest.raises(FloorplanError, match="第 .* 行第 .* 列：文件不是 UTF-8 编码，是 GBK"):
            read(path, "区域")


def test_too_many_lines_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = "  0\nLINE\n  8\n墙\n 10\n0\n 20\n0\n 11\n1\n 21\n1\n"
    path = tmp_path / "plan.dxf"
    path.write_text("  0\nSECTION\n  2\nENTITIES\n" + record * 25_001 + "  0\nENDSEC\n  0\nEOF\n", "utf-8")
    monkeypatch.setattr("generator.floorplan.dxf._open", None)
    with pytest.raises(FloorplanError, match="线条太多"):
        read(path, "区域")


def test_blocks_in_blocks_are_not_followed_for_ever(tmp_path: Path) -> None:
    document = ezdxf.new("R2010", units=4)
    document.layers.add("区域")
    for number in range(4):
        block = document.blocks.new(f"B{number}")
        for _ in range(40):
            block.add_line((0, 0), (1, 1)) if number == 0 else block.add_blockref(f"B{number - 1}", (0, 0))
    document.modelspace().add_blockref("B3", (0, 0))
    document.saveas(tmp_path / "plan.dxf")
    with pytest.raises(FloorplanError, match="线条太多"):
        read(tmp_path / "plan.dxf", "区域")


@pytest.mark.parametrize(
    "data", ["[1e300, 0], [1, 0], [1, 1]", '["nan", 0], [1, 0], [1, 1]', "[null, 0], [1, 0], [1, 1]"]
)
def test_a_coordinate_that_is_none_is_told_with_its_outline(tmp_path: Path, data: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(
        f'{{"type": "Feature", "geometry": {{"type": "Polygon", "coordinates": [[{data}]]}}}}', "utf-8"
    )
    with pytest.raises(FloorplanError, match="第 1 个要素有写坏的坐标"):
        read(path)


@pytest.mark.parametrize(
    ("given", "texts"), [(" ", ()), (None, ()), (0, ()), (12, ("12",)), (" Z1 ", ("Z1",))]
)
def test_a_name_of_blanks_is_no_name(tmp_path: Path, given: object, texts: tuple[str, ...]) -> None:
    ring = {"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9]]]}
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "Feature", "properties": {"name": given}, "geometry": ring}), "utf-8")
    assert read(path).areas[0].texts == texts


def test_an_error_of_the_library_is_told_and_never_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr("generator.floorplan.dxf._areas", broken)
    with pytest.raises(FloorplanError, match="读不出来（ZeroDivisionError）"):
        read(plans.dxf(tmp_path / "plan.dxf"), "区域")
