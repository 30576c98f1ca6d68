"""What is wrong with a plan, in words for the person who measured it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from generator.riskmap.fonts import faces
from generator.riskmap.geometry import area, bounds, clean, is_rectangle
from generator.riskmap.model import Point, Site, Zone
from generator.riskmap.style import COLORS

_HAIR = 0.05


def check(site: Site) -> tuple[str, ...]:
    """All findings, in the order of site, zones, signs, characters."""
    return (
        *_site_lines(site),
        *_zone_lines(site),
        *_overlap_lines(site),
        *_sign_lines(site),
        *_character_lines(site),
    )


def _site_lines(site: Site) -> Iterator[str]:
    if site.width <= 0 or site.height <= 0:
        yield f"厂区宽 {site.width:g} 米、高 {site.height:g} 米：应大于 0"
    if not site.zones:
        yield "没有区域：四色图上没有可着色的内容"


def _zone_lines(site: Site) -> Iterator[str]:
    for code, count in Counter(zone.code for zone in site.zones).items():
        if count > 1:
            yield f"区域编号 {code} 用了 {count} 次"
    for zone in site.zones:
        name = _named(zone)
        if zone.grade not in COLORS:
            yield f"{name}：等级“{zone.grade}”不认识，按未评估画灰色斜纹；应为重大、较大、一般、低"
        points = clean(zone.points)
        if len(points) < 3 or area(points) < _HAIR:
            yield f"{name}：轮廓只有 {len(points)} 个不同的角或面积接近 0，画不出区域"
            continue
        if not is_rectangle(points) and not _polygon(points).is_valid:
            yield f"{name}：轮廓自己相交，请按顺序列出各角"
        beyond = _beyond(points, site)
        if beyond > _HAIR:
            yield f"{name}：有 {beyond:.1f} 平方米在厂区（{site.width:g}×{site.height:g} 米）之外"


def _named(zone: Zone) -> str:
    return f"区域 {zone.code}（{zone.name}）" if zone.name else f"区域 {zone.code}"


def _polygon(points: tuple[Point, ...]) -> Any:
    from shapely import Polygon

    return Polygon(points)


def _mended(points: tuple[Point, ...]) -> Any:
    shape = _polygon(points)
    return shape if shape.is_valid else shape.buffer(0)


def _beyond(points: tuple[Point, ...], site: Site) -> float:
    """The area of an outline outside the site."""
    box = bounds(points)
    if box.left >= 0 and box.bottom >= 0 and box.right <= site.width and box.top <= site.height:
        return 0.0
    from shapely import box as rectangle

    return float(_mended(points).difference(rectangle(0, 0, site.width, site.height)).area)


def _overlap_lines(site: Site) -> Iterator[str]:
    outlines = [(zone, clean(zone.points)) for zone in site.zones]
    solid = [(zone, points) for zone, points in outlines if len(points) > 2 and area(points) >= _HAIR]
    for (zone, points), (other, others) in combinations(solid, 2):
        shared = _shared(points, others)
        if shared > max(_HAIR, 1e-4 * min(area(points), area(others))):
            yield f"{_named(zone)}与{_named(other)}重叠 {shared:.1f} 平方米"


def _shared(points: tuple[Point, ...], others: tuple[Point, ...]) -> float:
    """The area that two outlines share."""
    a, b = bounds(points), bounds(others)
    if not a.meets(b):
        return 0.0
    if is_rectangle(points) and is_rectangle(others):
        return (min(a.right, b.right) - max(a.left, b.left)) * (min(a.top, b.top) - max(a.bottom, b.bottom))
    return float(_mended(points).intersection(_mended(others)).area)


def _sign_lines(site: Site) -> Iterator[str]:
    signs = [*(("安全出口", *sign) for sign in site.exits), *((kind, "", at) for kind, at in site.marks)]
    if site.assembly:
        signs.append(("紧急集合点", *site.assembly))
    for kind, name, (x, y) in signs:
        if not (0 <= x <= site.width and 0 <= y <= site.height):
            yield f"{kind}{name}（{x:g}, {y:g}）在厂区之外"
    for index, route in enumerate(site.routes, 1):
        if len(route) < 2:
            yield f"疏散路线第 {index} 条少于两个点，画不出来"


def _character_lines(site: Site) -> Iterator[str]:
    for place, text in _texts(site):
        for char in faces().missing(text):
            yield f"{place}：字库里没有“{char}”（U+{ord(char):04X}），图上会印成方框，请换用通用字"


def _texts(site: Site) -> Iterator[tuple[str, str]]:
    yield "图名", site.heading
    for zone in site.zones:
        yield _named(zone), "".join((zone.code, zone.name, zone.accidents))
    for row in site.top_risks:
        yield f"风险点 {row[0]}", "".join(row)
    signs = "".join(name for name, _ in site.exits) + "".join(kind for kind, _ in site.marks)
    yield "安全出口和标识", signs + (site.assembly[0] if site.assembly else "")
    yield "签署栏", site.preparer + site.reviewer + site.approver + site.date + site.version + site.enterprise
    yield "图注", site.note
