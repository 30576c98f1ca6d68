"""What is wrong with a plan, in words for the person who measured it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

from generator.canvas import Point, Ring, faces
from generator.riskmap.geometry import area, clean, is_rectangle
from generator.riskmap.model import Site, Zone
from generator.riskmap.outline import Outline, outline
from generator.riskmap.style import COLORS

_HAIR = 0.05  # square metres that nobody sees on the map
About = tuple[str | int, ...]


class Finding(NamedTuple):
    """What is wrong, and where in the site: a field and a number in it, or nothing for the site as a whole.

    A finding that is not `grave` spoils nothing else on the map.
    """

    message: str
    about: About = ()
    grave: bool = True


def check(site: Site) -> tuple[Finding, ...]:
    """All findings, in the order of site, zones, signs, routes, characters."""
    return (
        *_site_lines(site),
        *_zone_lines(site),
        *_overlap_lines(site),
        *_sign_lines(site),
        *_route_lines(site),
        *_character_lines(site),
    )


def _site_lines(site: Site) -> Iterator[Finding]:
    if site.width <= 0 or site.height <= 0:
        yield Finding(f"厂区宽 {site.width:g} 米、高 {site.height:g} 米：应大于 0")
    if not site.zones:
        yield Finding("没有区域：四色图上没有可着色的内容")


def _zone_lines(site: Site) -> Iterator[Finding]:
    codes = Counter(zone.code for zone in site.zones)
    for number, zone in enumerate(site.zones):
        about = ("zones", number)
        if codes.get(zone.code, 0) > 1:
            yield Finding(f"区域编号 {zone.code} 用了 {codes.pop(zone.code)} 次", about)
        yield from (Finding(f"{_named(zone)}：{fault}", about) for fault in _faults(zone, site))


def _faults(zone: Zone, site: Site) -> Iterator[str]:
    if zone.grade not in COLORS:
        yield f"等级“{zone.grade}”不认识，按未评估画灰色斜纹；应为重大、较大、一般、低"
    rings = [clean(ring) for ring in (*zone.outers, *zone.holes)]
    flat = next((ring for ring in rings if _is_flat(ring)), None)
    if flat is not None:
        yield f"轮廓只有 {len(flat)} 个不同的角或面积接近 0，画不出区域"
        return
    if not all(map(_simple, rings)):
        yield "轮廓自己相交，请按顺序列出各角"
    made = outline(zone)
    if made:
        yield from _outline_faults(zone, made, site)
    else:
        yield "扣除的部分（holes）不比区域小，没有剩下的面积"


def _is_flat(ring: Ring) -> bool:
    return len(ring) < 3 or area(ring) < _HAIR


def _outline_faults(zone: Zone, made: Outline, site: Site) -> Iterator[str]:
    if zone.holes or zone.parts:
        yield from _ring_faults(made)
    beyond = _beyond(made, site)
    if beyond > _HAIR:
        yield f"有 {beyond:.1f} 平方米在厂区（{site.width:g}×{site.height:g} 米）之外"


def _ring_faults(made: Outline) -> Iterator[str]:
    """Holes that are not in the zone, parts that lie on one another."""
    from shapely.ops import unary_union

    outers = _polygons(made.outers)
    whole = unary_union(outers)
    if sum(part.area for part in outers) - whole.area > _HAIR:
        yield "各部分（parts）互相重叠"
    if any(hole.difference(whole).area > _HAIR for hole in _polygons(made.holes)):
        yield "扣除的部分（holes）不在区域之内"


def _polygons(rings: tuple[Ring, ...]) -> list[Any]:
    from shapely import Polygon

    return [Polygon(ring).buffer(0) for ring in rings]


def _named(zone: Zone) -> str:
    return f"区域 {zone.code}（{zone.name}）" if zone.name else f"区域 {zone.code}"


def _simple(points: Ring) -> bool:
    """Whether an outline does not cross itself; most are rectangles, which need no library to tell."""
    if is_rectangle(points):
        return True
    from shapely import Polygon

    return bool(Polygon(points).is_valid)


def _beyond(made: Outline, site: Site) -> float:
    """The area of an outline outside the site."""
    if site.box.holds(made.box):
        return 0.0
    from shapely import box as rectangle

    return float(made.solid().difference(rectangle(*site.box)).area)


def _overlap_lines(site: Site) -> Iterator[Finding]:
    for (first, made), (second, other) in combinations(_solid(site), 2):
        shared = _shared(made, other)
        if shared > _unseen(made, other):
            zones = f"{_named(site.zones[first])}与{_named(site.zones[second])}"
            yield Finding(f"{zones}重叠 {shared:.1f} 平方米", ("zones", second))


def _unseen(made: Outline, other: Outline) -> float:
    """How much two outlines may share before anybody sees it."""
    return max(_HAIR, 1e-4 * min(made.area, other.area))


def _solid(site: Site) -> list[tuple[int, Outline]]:
    """The zones that have an area, by their numbers."""
    outlines = [(number, outline(zone)) for number, zone in enumerate(site.zones)]
    return [(number, made) for number, made in outlines if made and made.area >= _HAIR]


def _shared(made: Outline, other: Outline) -> float:
    """The area that two outlines share."""
    if not made.box.meets(other.box):
        return 0.0
    if made.plain and other.plain:  # two upright rectangles: the commonest case by far
        common = made.box.common(other.box)
        return common.width * common.height
    return float(made.solid().intersection(other.solid()).area)


def _sign_lines(site: Site) -> Iterator[Finding]:
    for words, at, about in _signs(site):
        if not site.box.contains(at):
            yield Finding(f"{words}{_place(at)}在厂区之外", about, grave=False)


def _place(at: Point) -> str:
    return f"（{at[0]:g}, {at[1]:g}）"


def _route_lines(site: Site) -> Iterator[Finding]:
    for number, route in enumerate(site.routes):
        if len(route) < 2:
            yield Finding(f"疏散路线第 {number + 1} 条少于两个点，画不出来", ("routes", number))


def _signs(site: Site) -> Iterator[tuple[str, Point, About]]:
    """Every sign in words, where it stands in metres, and where in the site it is told."""
    for number, (name, at) in enumerate(site.exits):
        yield f"安全出口{name}", at, ("exits", number)
    for number, (kind, at) in enumerate(site.marks):
        yield kind, at, ("marks", number)
    if site.assembly:
        name, at = site.assembly
        yield f"紧急集合点{name}", at, ("assembly",)


def _character_lines(site: Site) -> Iterator[Finding]:
    for place, text, about in _texts(site):
        yield from (Finding(_unwritable(place, char), about) for char in faces().missing(text))


def _unwritable(place: str, char: str) -> str:
    return f"{place}：字库里没有“{char}”（U+{ord(char):04X}），图上会印成方框，请换用通用字"


def _texts(site: Site) -> Iterator[tuple[str, str, About]]:
    """Everything that the map prints of the client's own, with what it is called."""
    yield "图名", site.heading, ()
    for number, zone in enumerate(site.zones):
        yield _named(zone), _written(zone), ("zones", number)
    for row in site.top_risks:
        yield f"风险点 {row[0]}", "".join(row), ()
    yield "安全出口和标识", _sign_names(site), ()
    yield "签署栏", _signed(site), ()
    yield "图注", site.note, ()


def _written(zone: Zone) -> str:
    return f"{zone.code}{zone.name}{''.join(zone.accidents)}"


def _signed(site: Site) -> str:
    signed = (site.preparer, site.reviewer, site.approver, site.date, site.version, site.enterprise)
    return "".join(signed)


def _sign_names(site: Site) -> str:
    signs = (*site.exits, *site.marks, *filter(None, [site.assembly]))
    return "".join(name for name, _ in signs)
