"""DXF through ezdxf: closed polylines of a named layer are areas, what else is drawn are lines."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from generator import sidefile
from generator.floorplan.model import Area, FloorplanError, Found, Point, Ring

_LEAST_LINES, _MOST_LINES = 2, 20_000
_MOST_DRAWN = 25_000
_DEPTH = 4
_INSUNITS = {1: 0.0254, 2: 0.3048, 4: 0.001, 5: 0.01, 6: 1.0, 14: 0.1}
_DRAWN = {"LINE", "LWPOLYLINE", "POLYLINE", "ARC", "CIRCLE", "ELLIPSE", "SPLINE"}
_RECORD = re.compile(rf"(?m)^ *0\r?\n *(?:{'|'.join(sorted(_DRAWN))}) *\r?$".encode())
_VERSION = re.compile(rb"\$ACADVER\s+1\s+(AC\d{4})")
_UNICODE_SINCE = b"AC1021"
_GAP = 1e-4  # ends closer than this part of an outline's size were meant to meet
_MISSING = "需要 ezdxf 才能读（请先运行 pip install 'tuoguan[dxf]'）"
_TOO_MANY = f"的线条太多（超过 {_MOST_LINES} 条）"
_FEWER = "请只保留建筑轮廓后另存"


_Text = tuple[str, Point]


class _Drawn(NamedTuple):
    """An entity with the layer that it shows on, in one case: CAD knows no other."""

    layer: str
    entity: Any


def read(raw: bytes, layer: str) -> Found:
    """The areas on the layer with the texts inside them, and every other line of the model space."""
    _plausible(raw)
    document = _open(raw)
    if not layer:
        raise FloorplanError(f"没有写明图层（layer）；图里有图层 {_named(_layers(document))}")
    drawn = _shown(document)
    outlines = list(_outlines(drawn, layer.casefold()))
    rings = [points[:-1] for points in outlines if _closes(points)]
    unclosed = len(outlines) - len(rings)
    if not rings:
        raise _nothing(document, layer, unclosed)
    areas = _areas(rings, list(_texts(drawn)), layer)
    lines = _lines(drawn, layer.casefold())
    return Found(tuple(areas), tuple(lines), _unit(document), unclosed=unclosed)


def _shown(document: Any) -> list[_Drawn]:
    return list(_limited(_entities(document.modelspace(), _hidden(document))))


def _outlines(drawn: Iterable[_Drawn], layer: str) -> Iterator[Ring]:
    """The polylines of the layer, closed or not."""
    for one in drawn:
        if one.layer == layer and one.entity.dxftype() in ("LWPOLYLINE", "POLYLINE"):
            yield _path(one.entity)


def _unit(document: Any) -> float:
    """Metres a unit of the drawing; 0 where it does not say."""
    return _INSUNITS.get(int(document.header.get("$INSUNITS", 0)), 0.0)


def _plausible(raw: bytes) -> None:
    """Refuse at a glance what would take long to be refused, or be told in the wrong words."""
    if re.match(rb"AC1\d{3}", raw):
        raise FloorplanError("是 DWG 图纸，只是扩展名改成了 .dxf", "请在 CAD 里“另存为”DXF 格式")
    if _is_unicode(raw):
        sidefile.text(raw)
    if len(_RECORD.findall(raw)) > _MOST_DRAWN:
        raise FloorplanError(_TOO_MANY, _FEWER)


def _is_unicode(raw: bytes) -> bool:
    version = _VERSION.search(raw[:8192])
    return version is not None and version.group(1) >= _UNICODE_SINCE


def _open(raw: bytes) -> Any:
    try:
        import ezdxf
        from ezdxf import recover
    except ImportError as exc:
        raise FloorplanError(_MISSING) from exc
    try:
        document, auditor = recover.read(io.BytesIO(raw))
    except (ezdxf.DXFError, ValueError, KeyError, IndexError, TypeError, AttributeError) as exc:
        raise FloorplanError("不是能识别的 DXF，或文件已损坏") from exc
    if auditor.has_errors:
        raise FloorplanError(f"有 {len(auditor.errors)} 处错误，请在 CAD 里用 AUDIT 修复后另存")
    return document


def _layers(document: Any) -> list[str]:
    used = {str(entity.dxf.get("layer", "0")) for entity in document.modelspace()}
    return sorted(({str(layer.dxf.name) for layer in document.layers} | used) - {"Defpoints"})


def _hidden(document: Any) -> set[str]:
    return {
        str(layer.dxf.name).casefold() for layer in document.layers if layer.is_off() or layer.is_frozen()
    }


def _named(names: list[str]) -> str:
    return "、".join(names[:12]) + ("等" if len(names) > 12 else "")


def _nothing(document: Any, layer: str, unclosed: int) -> FloorplanError:
    names = _layers(document)
    if not _is_among(layer, names):
        return FloorplanError(f"里没有图层“{layer}”；图里有图层 {_named(names)}")
    if unclosed:
        hint = "在 CAD 里选中多段线，特性里“闭合”改为“是”"
        return FloorplanError(f"的图层“{layer}”上有 {unclosed} 条多段线，都没有闭合", hint)
    return FloorplanError(f"的图层“{layer}”上没有闭合的多段线（或图层已关闭、冻结）")


def _is_among(layer: str, names: list[str]) -> bool:
    return layer.casefold() in {name.casefold() for name in names}


def _entities(
    layout: Iterable[Any], hidden: set[str], inherited: str = "0", depth: int = 0
) -> Iterator[_Drawn | None]:
    """What is drawn and shown, blocks taken apart: layer 0 in a block is the layer the block stands on.

    None stands for a block, so that drawings of blocks alone are counted too.
    """
    for entity in layout:
        layer = str(entity.dxf.get("layer", "0")).casefold()
        layer = inherited if depth and layer == "0" else layer
        if layer in hidden:
            continue
        if entity.dxftype() != "INSERT":
            yield _Drawn(layer, entity)
        elif depth < _DEPTH:
            yield None
            yield from _entities(entity.virtual_entities(), hidden, layer, depth + 1)


def _limited(found: Iterator[_Drawn | None]) -> Iterator[_Drawn]:
    for count, one in enumerate(found):
        if count > 2 * _MOST_DRAWN:
            raise FloorplanError(_TOO_MANY, _FEWER)
        if one:
            yield one


def _path(entity: Any) -> Ring:
    """A drawn entity as points, arcs flattened to a hundredth of their size; () where it has none."""
    from ezdxf import path

    if entity.dxftype() not in _DRAWN:
        return ()
    made = path.make_path(entity)
    if not len(made):
        return ()
    size = _size(_flat([made.start, *made.control_vertices()]))
    points = _flat(made.flattening(max(size / 200, 1e-6)))
    if not all(map(math.isfinite, chain.from_iterable(points))):
        raise FloorplanError("里有写坏的坐标", "请在 CAD 里用 AUDIT 修复后另存")
    return points


def _flat(points: Iterable[Any]) -> Ring:
    """Points in space as seen from above."""
    return tuple((float(one.x), float(one.y)) for one in points)


def _size(points: Ring) -> float:
    """The longer side of the upright rectangle around points."""
    return max(_span([x for x, _ in points]), _span([y for _, y in points]))


def _span(numbers: list[float]) -> float:
    return max(numbers) - min(numbers)


def _closes(points: Ring) -> bool:
    """Whether a polyline ends where it began, as far as one can see on the plan."""
    if len(points) < 4:
        return False
    return math.dist(points[0], points[-1]) <= _size(points) * _GAP


def _lines(drawn: list[_Drawn], layer: str) -> Iterator[Ring]:
    """What is drawn on other layers."""
    count = 0
    for one in drawn:
        points = _path(one.entity) if one.layer != layer else ()
        if len(points) < _LEAST_LINES:
            continue
        count += 1
        if count > _MOST_LINES:
            raise FloorplanError(_TOO_MANY, _FEWER)
        yield points


def _texts(drawn: list[_Drawn]) -> Iterator[_Text]:
    """What is written, its blanks made single, and where."""
    for entity in (one.entity for one in drawn):
        if entity.dxftype() in ("TEXT", "MTEXT") and (text := _words(entity)):
            yield text, _text_place(entity)


def _words(entity: Any) -> str:
    words = entity.plain_text() if entity.dxftype() == "TEXT" else entity.plain_text(split=False)
    return " ".join(str(words).split())


def _text_place(entity: Any) -> Point:
    at = entity.dxf.align_point if _is_aligned(entity) else entity.dxf.insert
    return float(at.x), float(at.y)


def _is_aligned(entity: Any) -> bool:
    """Whether a line is set from another side than the left, by a place of its own (group codes 72, 11)."""
    is_line = entity.dxftype() == "TEXT" and entity.dxf.hasattr("align_point")
    return bool(is_line and entity.dxf.get("halign", 0))


class _Rings:
    """Outlines as shapes of shapely, found quickly by what lies within them."""

    def __init__(self, rings: list[Ring]) -> None:
        from shapely import Polygon, STRtree

        self._rings = rings
        self._shapes = [Polygon(ring).buffer(0) for ring in rings]
        self._tree = STRtree(self._shapes)

    def around_point(self, at: Point) -> int | None:
        """The number of the smallest ring around a point."""
        from shapely import Point as Place

        return self._smallest(Place(at), 0)

    def around(self, number: int) -> int | None:
        """The number of the smallest ring around another ring."""
        shape = self._shapes[number]
        return self._smallest(shape, shape.area)

    def _smallest(self, shape: Any, least: float) -> int | None:
        """The smallest ring around a shape that is larger than so much."""
        found = (int(number) for number in self._tree.query(shape, predicate="within"))
        larger = [number for number in found if self._area(number) > least]
        return min(larger, key=self._area, default=None)

    def _area(self, number: int) -> float:
        return float(self._shapes[number].area)

    def inner(self, around: list[int | None]) -> dict[int, list[Ring]]:
        """For each ring those directly inside it, the smallest first, by what `around` tells of each."""
        inner: dict[int, list[Ring]] = {}
        for number in sorted(range(len(self._rings)), key=self._area):
            outer = around[number]
            if outer is not None:
                inner.setdefault(outer, []).append(self._rings[number])
        return inner

    def said(self, texts: list[_Text]) -> dict[int, list[str]]:
        """For each ring the texts that stand in it and in no smaller one."""
        said: dict[int, list[str]] = {}
        for text, at in texts:
            inside = self.around_point(at)
            if inside is not None:
                said.setdefault(inside, []).append(text)
        return said


def _areas(rings: list[Ring], texts: list[_Text], layer: str) -> Iterator[Area]:
    """Areas with what is written in them; a ring inside another is cut out of it, with or without a text."""
    found = _Rings(rings)
    around = [found.around(number) for number in range(len(rings))]
    said, inner = found.said(texts), found.inner(around)
    for number, ring in enumerate(rings):
        if around[number] is None or number in said:  # else a hole, or a column that is nobody's zone
            place = f"图层“{layer}”第 {number + 1} 个闭合多段线"
            yield Area(tuple(said.get(number, ())), (ring,), tuple(inner.get(number, ())), place)
