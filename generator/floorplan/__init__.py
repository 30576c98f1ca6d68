"""Floor plans of other programs: the outlines in a DXF, GeoJSON or LabelMe file, in its own measure."""

from __future__ import annotations

from generator import sidefile
from generator.assets import Asset
from generator.floorplan.model import Area, FloorplanError, Found
from generator.sidefile import SideFileError

__all__ = ["UNITS", "Area", "FloorplanError", "Found", "read"]

UNITS = {"毫米": 0.001, "厘米": 0.01, "米": 1.0}
MAX_BYTES = 64 * 1024 * 1024


def read(asset: Asset, layer: str = "") -> Found:
    """The outlines of a file (of a DXF those on the layer); FloorplanError with the reason in Chinese."""
    try:
        raw = asset.read(MAX_BYTES)
        return _drawing(raw, layer) if asset.name.lower().endswith(".dxf") else _json(raw)
    except FloorplanError:
        raise
    except SideFileError as exc:
        raise FloorplanError(f"{_place(exc)}{exc.message}", exc.hint) from exc
    except Exception as exc:  # noqa: BLE001 — ezdxf and shapely raise all kinds of errors over a broken file
        raise FloorplanError(f"读不出来（{exc.__class__.__name__}）", "请在绘图程序里修复后重新导出") from exc


def _place(exc: SideFileError) -> str:
    return f"第 {exc.line} 行第 {exc.column} 列：" if exc.line else ""


def _drawing(raw: bytes, layer: str) -> Found:
    from generator.floorplan import dxf

    return dxf.read(raw, layer)


def _json(raw: bytes) -> Found:
    from generator.floorplan import geojson, labelme

    data = sidefile.json_value(raw)
    if isinstance(data, dict) and isinstance(data.get("shapes"), list):
        return labelme.found(data)
    if isinstance(data, dict) and "type" in data:
        return geojson.found(data)
    raise FloorplanError("既不是 GeoJSON，也不是 LabelMe 标注文件")
