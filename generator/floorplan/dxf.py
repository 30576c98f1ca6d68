"""DXF through ezdxf: closed polylines of a named layer are areas, what else is drawn are lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator.floorplan.model import Area, FloorplanError, Found, Point, Ring

_LEAST_LINES, _MOST_LINES = 2, 20_000
_DEPTH = 4
_INSUNITS = {1: 0.0254, 2: 0.3048, 4: 0.001, 5: 0.01, 6: 1.0, 14: 0.1}
_DRAWN = {"LINE", "LWPOLYLINE", "POLYLINE", "ARC", "CIRCLE", "ELLIPSE", "SPLINE"}
_MISSING = "需要 ezdxf 才能读（请先运行 pip install 'tuoguan[dxf]'）"


def read(path: Path, layer: str) -> Found:
    """The areas on the layer with the texts inside them, and every other line of the model space."""
    document = _open(path)
    if not layer:
        raise FloorplanError(f"没有写明图层（layer）；图里有图层 {_named(_layers(document))}")
    entities = list(_entities(document.modelspace(), _hidden(document)))
    rings = [ring for kind, ring in _closed(entities, layer) if kind]
    if not rings:
        raise FloorplanError(_nothing(document, layer))
    texts = [found for entity in entities if (found := _text(entity))]
    lines = tuple(_lines(entities, layer))
    unit = _INSUNITS.get(int(document.header.get("$INSUNITS", 0)), 0.0)
    return Found(tuple(_areas(rings, texts, layer)), lines, unit)


def _open(path: Path) -> Any:
    try:
        import ezdxf
        from ezdxf import recover
    except ImportError as exc:
        raise FloorplanError(_MISSING) from exc
    try:
        document, auditor = recover.readfile(path)
    except (ezdxf.DXFError, ValueError, KeyError, IndexError, TypeError, AttributeError) as exc:
        raise FloorplanError("不是能识别的 DXF，或文件已损坏") from exc
    if auditor.has_errors:
        raise FloorplanError(f"有 {len(auditor.errors)} 处错误，请在 CAD 里用 AUDIT 修复后另存")
    return document


def _layers(document: Any) -> list[str]:
    used = {str(entity.dxf.get("layer", "0")) for entity in document.modelspace()}
    return sorted(({str(layer.dxf.name) for layer in document.layers} | used) - {"Defpoints"})


def _hidden(document: Any) -> set[str]:
    return {str(layer.dxf.name) for layer in document.layers if layer.is_off() or layer.is_frozen()}


def _named(names: list[str]) -> str:
    return "、".join(names[:12]) + ("等" if len(names) > 12 else "")


def _nothing(document: Any, layer: str) -> str:
    names = _layers(document)
    if layer not in names:
        return f"里没有图层“{layer}”；图里有图层 {_named(names)}"
    return f"的图层“{layer}”上没有闭合的多段线（或图层已关闭、冻结）"


def _entities(layout: Iterable[Any], hidden: set[str], depth: int = 0) -> Iterator[Any]:
    """What is drawn and shown, blocks taken apart."""
    for entity in layout:
        if entity.dxf.get("layer", "0") in hidden:
            continue
        if entity.dxftype() == "INSERT":
            if depth < _DEPTH:
                yield from _entities(entity.virtual_entities(), hidden, depth + 1)
        else:
            yield entity


def _path(entity: Any) -> Ring:
    """A drawn entity as points, arcs flattened to a hundredth of their size; () where it has none."""
    from ezdxf import path

    if entity.dxftype() not in _DRAWN:
        return ()
    made = path.make_path(entity)
    if not len(made):
        return ()
    ends = [made.start, *made.control_vertices()]
    size = max(
        max(p.x for p in ends) - min(p.x for p in ends), max(p.y for p in ends) - min(p.y for p in ends)
    )
    return tuple((float(p.x), float(p.y)) for p in made.flattening(max(size / 200, 1e-6)))


def _is_closed(entity: Any, points: Ring) -> bool:
    if entity.dxftype() not in ("LWPOLYLINE", "POLYLINE") or len(points) < 4:
        return False
    return bool(entity.is_closed) or points[0] == points[-1]


def _closed(entities: list[Any], layer: str) -> Iterator[tuple[bool, Ring]]:
    """Each polyline of the layer: whether it closes, and its corners."""
    for entity in entities:
        if entity.dxf.get("layer", "0") == layer:
            points = _path(entity)
            if _is_closed(entity, points):
                yield True, points[:-1] if points[0] == points[-1] else points


def _lines(entities: list[Any], layer: str) -> Iterator[Ring]:
    count = 0
    for entity in entities:
        if entity.dxf.get("layer", "0") == layer:
            continue
        points = _path(entity)
        if len(points) >= _LEAST_LINES:
            count += 1
            if count > _MOST_LINES:
                raise FloorplanError(f"的线条太多（超过 {_MOST_LINES} 条），请只保留建筑轮廓后另存")
            yield points


def _text(entity: Any) -> tuple[str, Point] | None:
    kind = entity.dxftype()
    if kind not in ("TEXT", "MTEXT"):
        return None
    words = entity.plain_text() if kind == "TEXT" else entity.plain_text(split=False)
    at = entity.dxf.insert
    if kind == "TEXT" and entity.dxf.hasattr("align_point") and entity.dxf.get("halign", 0):
        at = entity.dxf.align_point
    text = " ".join(str(words).split())
    return (text, (float(at.x), float(at.y))) if text else None


def _areas(rings: list[Ring], texts: list[tuple[str, Point]], layer: str) -> Iterator[Area]:
    """Areas with what is written in them; a ring inside another is cut out of it, with or without a text."""
    from shapely import Point as Place
    from shapely import Polygon

    shapes = [Polygon(ring).buffer(0) for ring in rings]
    order = sorted(range(len(rings)), key=lambda index: shapes[index].area)
    said: dict[int, list[str]] = {}
    for text, at in texts:
        inside = next((index for index in order if shapes[index].contains(Place(at))), None)
        if inside is not None:
            said.setdefault(inside, []).append(text)
    around = {
        index: next(
            (n for n in order if shapes[n].area > shapes[index].area and shapes[n].contains(shapes[index])),
            None,
        )
        for index in order
    }
    for index, ring in enumerate(rings):
        if around[index] is not None and index not in said:
            continue
        holes = tuple(rings[inner] for inner in order if around[inner] == index)
        place = f"图层“{layer}”第 {index + 1} 个闭合多段线"
        yield Area(tuple(said.get(index, ())), (ring,), holes, place)
