"""Floor plans of other programs: the outlines in a DXF, GeoJSON or LabelMe file, in its own measure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.floorplan.model import Area, FloorplanError, Found

__all__ = ["UNITS", "Area", "FloorplanError", "Found", "read"]

UNITS = {"毫米": 0.001, "厘米": 0.01, "米": 1.0}
MAX_BYTES = 64 * 1024 * 1024


def read(path: Path, layer: str = "") -> Found:
    """The outlines of a file (of a DXF those on the layer); FloorplanError with the reason in Chinese."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FloorplanError(f"文件过大（超过 {MAX_BYTES // 1024 // 1024} MB）")
        if path.suffix.lower() == ".dxf":
            from generator.floorplan import dxf

            return dxf.read(path, layer)
        return _json(path.read_text("utf-8-sig"))
    except OSError as exc:
        raise FloorplanError("无法读取") from exc


def _json(text: str) -> Found:
    from generator.floorplan import geojson, labelme

    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise FloorplanError("不是能识别的 JSON，或文件已损坏") from exc
    if isinstance(data, dict) and isinstance(data.get("shapes"), list):
        return labelme.found(data)
    if isinstance(data, dict) and "type" in data:
        return geojson.found(data)
    raise FloorplanError("既不是 GeoJSON，也不是 LabelMe 标注文件")
