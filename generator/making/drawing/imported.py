"""Outlines of zones from a floor plan, each matched to a zone of the data by its code or name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator import floorplan, schema
from generator.floorplan import Area, FloorplanError, Found
from generator.making.drawing.placing import Pair, Placing, by_points
from generator.problems import Problem, errors_in
from generator.record import Keys, Record

Point = tuple[float, float]
Ring = tuple[Point, ...]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outlines:
    """The rings of one zone in metres; a zone may have several areas."""

    outers: list[Ring] = field(default_factory=list)
    holes: list[Ring] = field(default_factory=list)

    def add(self, area: Area, placing: Placing) -> None:
        """An area of the floor plan, placed on the site."""
        self.outers.extend(map(placing.along, area.outers))
        self.holes.extend(map(placing.along, area.holes))


@dataclass(slots=True)
class Import:
    """What a floor plan gives to a map page: outlines by zone number, and lines in metres."""

    outlines: dict[int, Outlines] = field(default_factory=dict)
    lines: tuple[Ring, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def read(record: Record, keys: Keys, row: Row, zones: Mapping[int, Row]) -> Import:
    """The outlines for the zones of a map page that have none of their own; `keys` lead to zones_from."""
    found = _found(record, (*keys, "file"), row)
    if isinstance(found, Problem):
        return Import(problems=[found])
    placing = _placing(row, found)
    if isinstance(placing, str):
        return Import(problems=[schema.fault(record, keys, placing)])
    made = Import(lines=tuple(map(placing.along, found.lines)))
    match = _by_order if row.get("order") == "drawing" else _by_words
    matching = _Matching(record, keys, zones, made)
    _give(matching, match(matching, found.areas), found, placing)
    return made


def _found(record: Record, keys: Keys, row: Row) -> Found | Problem:
    """What the floor plan holds, or what keeps it from being read; `keys` lead to its file."""
    try:
        return floorplan.read(record.asset(keys, row["file"]), row.get("layer", ""))
    except FloorplanError as exc:
        return schema.fault(record, keys, f"图纸“{row['file']}”{exc}", exc.hint)


def has_outline(row: Row) -> bool:
    """Whether a zone, or a part of one, has an outline of its own in the data."""
    return "rect" in row or "polygon" in row


def pairs(row: Row) -> list[Pair]:
    """Two points on a plan with the same two in metres; none where they are not given."""
    return [(_point(one["plan"]), _point(one["at"])) for one in row.get("points") or ()]


def _point(at: Any) -> Point:
    return float(at[0]), float(at[1])


def _placing(row: Row, found: Found) -> Placing | str:
    """How the plan lies on the site, or what is wanting to know it."""
    given = pairs(row)
    if given:
        return by_points(given[0], given[1], found.flipped) or "两个定位点重合，定不出比例"
    if found.flipped:
        return "图上是像素，请填两个定位点（points）"
    unit = floorplan.UNITS[row["unit"]] if row.get("unit") else found.unit
    return Placing(complex(unit)) if unit else "图纸没有写单位，请填 unit（毫米、厘米或米）"


@dataclass(frozen=True, slots=True)
class _Matching:
    record: Record
    keys: Keys
    zones: Mapping[int, Row]
    made: Import

    @property
    def missing(self) -> list[int]:
        """The zones that have no outline in the data."""
        return [number for number, zone in self.zones.items() if not has_outline(zone)]

    def number(self, area: Area) -> int | None:
        """The zone that an area is called by; None with a problem told where there is no one such zone."""
        found = self.called(area)
        if len(found) == 1:
            return found.pop()
        self._tell_unclear(area, bool(found))
        return None

    def _tell_unclear(self, area: Area, several: bool) -> None:
        said = "、".join(f"“{text}”" for text in area.texts[:6])
        if several:
            self.tell(f"{area.place}里有几个区域的编号或名称：{said}", "每个轮廓里只写一个区域")
        elif area.texts:
            self.tell(f"{area.place}里的{said}不是本图区域的编号或名称", self._near(area.texts[0]))

    def called(self, area: Area) -> set[int]:
        """The zones whose code or name is written in an area."""
        return {number for text in area.texts for number in self._called(text)}

    def _called(self, text: str) -> set[int]:
        words = {text, *text.split()[:1]}
        return {number for number, zone in self.zones.items() if {zone["code"], zone["name"]} & words}

    def _near(self, text: str) -> str:
        known = list(self._words())
        near = difflib.get_close_matches(text, known, n=1, cutoff=0.5)
        return f"是不是“{near[0]}”" if near else f"本图的区域有 {'、'.join(known[::2][:20])}"

    def _words(self) -> Iterator[str]:
        """The code and the name of each zone in turn."""
        for zone in self.zones.values():
            yield from (zone["code"], zone["name"])

    def tell(self, message: str, hint: str, key: str = "file") -> None:
        """A problem about the floor plan."""
        self.made.problems.append(schema.fault(self.record, (*self.keys, key), message, hint))

    def named(self, number: int) -> str:
        """A zone as a person calls it."""
        zone = self.zones[number]
        return f"{zone['code']}（{zone['name']}）"

    def listed(self, numbers: list[int]) -> str:
        """Zones as a person calls them, the first twelve."""
        return _listed([self.named(number) for number in numbers])


def _give(matching: _Matching, numbers: Sequence[int | None], found: Found, placing: Placing) -> None:
    """Give each area to its zone; a zone that has an outline in the data keeps it."""
    made, missing = matching.made, matching.missing
    for number, area in zip(numbers, found.areas, strict=True):
        if number in missing:
            made.outlines.setdefault(number, Outlines()).add(area, placing)
    if not errors_in(made.problems):
        _tell_missing(matching, [number for number in missing if number not in made.outlines], found.unclosed)


def _by_words(matching: _Matching, areas: Sequence[Area]) -> list[int | None]:
    """The zone of each area by what is written in it."""
    numbers = [matching.number(area) if area.texts else None for area in areas]
    if nameless := [area.place for area in areas if not area.texts]:
        left = [number for number in matching.missing if number not in numbers]
        _tell_nameless(matching, nameless, left)
    return numbers


def _tell_nameless(matching: _Matching, places: list[str], left: list[int]) -> None:
    """Areas in which nothing is written, with the zones that are left without one."""
    hint = "请在轮廓里写上区域编号；确认绘图先后就是区域先后的，在 zones_from 里写 order: drawing"
    matching.tell(f"{_listed(places)}里没有区域的编号或名称{_waiting(matching, left)}", hint)


def _waiting(matching: _Matching, left: list[int]) -> str:
    return f"，还没有轮廓的区域是 {matching.listed(left)}" if left else ""


def _by_order(matching: _Matching, areas: Sequence[Area]) -> list[int | None]:
    """The zones without an outline in their own order, as asked for; what is written says no other."""
    missing = matching.missing
    if len(areas) != len(missing):
        _tell_unequal(matching, len(areas), missing)
        return [None] * len(areas)
    _tell_contradictions(matching, areas)
    words, hint = "已按绘图先后与区域对应，请核对图上的区域", "在轮廓里写上区域编号就不会对错"
    matching.made.problems.append(schema.doubt(matching.record, (*matching.keys, "order"), words, hint))
    return list(missing)


def _tell_unequal(matching: _Matching, areas: int, missing: list[int]) -> None:
    words = f"图纸里有 {areas} 个轮廓，待对应的区域有 {len(missing)} 个：{matching.listed(missing) or '没有'}"
    matching.tell(words, "按次序对应（order: drawing）时两边要一样多", "order")


def _tell_contradictions(matching: _Matching, areas: Sequence[Area]) -> None:
    """Areas in which another zone is written than the one whose turn it is."""
    for number, area in zip(matching.missing, areas, strict=True):
        if area.texts and matching.called(area) != {number}:
            words = f"{area.place}里写的是“{area.texts[0]}”，按次序却是 {matching.named(number)}"
            matching.tell(words, "请核对次序，或删去 order: drawing，按文字对应", "order")


def _tell_missing(matching: _Matching, missing: list[int], unclosed: int) -> None:
    also = f"；同一图层上还有 {unclosed} 条没有闭合的多段线" if unclosed else ""
    hint = "请在图纸里补画，或填 rect、polygon"
    for number in missing:
        words = f"图纸里没有区域 {matching.named(number)}的轮廓{also}"
        matching.made.problems.append(schema.fault(matching.record, ("zones", number), words, hint))


def _listed(names: list[str]) -> str:
    return "、".join(names[:12]) + ("等" if len(names) > 12 else "")
