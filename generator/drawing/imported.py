"""Outlines of zones from a floor plan, each matched to a zone of the data by its code or name."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator import floorplan, schema
from generator.drawing.placing import Pair, Placing, by_points
from generator.floorplan import Area, FloorplanError, Found
from generator.problems import Problem, error, warning
from generator.record import Keys, Record

Point = tuple[float, float]
Ring = tuple[Point, ...]
Row = Mapping[str, Any]


@dataclass(slots=True)
class Import:
    """What a floor plan gives to a sheet: outers and holes by zone number, lines, all in metres."""

    outlines: dict[int, tuple[list[Ring], list[Ring]]] = field(default_factory=dict)
    lines: tuple[Ring, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def read(record: Record, keys: Keys, row: Row, zones: Mapping[int, Row]) -> Import:
    """The outlines for the zones of a sheet that have none of their own; `keys` lead to zones_from."""
    try:
        path = record.folder((*keys, "file")) / row["file"]
        found = floorplan.read(path, row.get("layer", ""))
    except FloorplanError as exc:
        return Import(problems=[_problem(record, (*keys, "file"), f"图纸“{row['file']}”{exc}")])
    placing = _placing(row, found)
    if isinstance(placing, str):
        return Import(problems=[_problem(record, keys, placing)])
    made = Import(lines=tuple(tuple(map(placing.at, line)) for line in found.lines))
    _match(_Matching(record, keys, zones, made), found, placing)
    return made


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

    def number(self, area: Area) -> int | None:
        """The zone that an area is called by; None with a problem told where there is no one such zone."""
        found = {number for text in area.texts for number in self._called(text)}
        if len(found) == 1:
            return found.pop()
        said = "、".join(f"“{text}”" for text in area.texts[:6])
        if found:
            self._tell(f"{area.place}里有几个区域的编号或名称：{said}", "每个轮廓里只写一个区域")
        elif area.texts:
            self._tell(f"{area.place}里的{said}不是本图区域的编号或名称", self._near(area.texts[0]))
        else:
            self._tell(f"{area.place}里没有区域的编号或名称", "请在轮廓里写上区域编号")
        return None

    def _called(self, text: str) -> set[int]:
        words = {text, text.split()[0]}
        return {number for number, zone in self.zones.items() if {zone["code"], zone["name"]} & words}

    def _near(self, text: str) -> str:
        known = [zone[name] for zone in self.zones.values() for name in ("code", "name")]
        near = difflib.get_close_matches(text, known, n=1, cutoff=0.5)
        return f"是不是“{near[0]}”" if near else f"本图的区域有 {'、'.join(known[::2][:20])}"

    def _tell(self, message: str, hint: str) -> None:
        self.made.problems.append(_problem(self.record, (*self.keys, "file"), message, hint))


def _match(matching: _Matching, found: Found, placing: Placing) -> None:
    """Give each area to its zone: by what is written in it, or by order where nothing is written in any."""
    made, zones = matching.made, matching.zones
    missing = [number for number, zone in zones.items() if not _placed(zone)]
    if not any(area.texts for area in found.areas) and len(found.areas) == len(missing):
        words = "轮廓里都没有文字，已按先后次序与区域对应，请核对图上的区域"
        place = (*matching.keys, "file")
        made.problems.append(
            warning(
                schema.label(place), words, "在轮廓里写上区域编号就不会对错", matching.record.origin(place)
            )
        )
        numbers: list[int | None] = list(missing)
    else:
        numbers = [matching.number(area) for area in found.areas]
    for number, area in zip(numbers, found.areas, strict=True):
        if number is not None and not _placed(zones[number]):
            outers, holes = made.outlines.setdefault(number, ([], []))
            outers += [tuple(map(placing.at, ring)) for ring in area.outers]
            holes += [tuple(map(placing.at, ring)) for ring in area.holes]
    if not any(problem.severity == "error" for problem in made.problems):
        for number in missing:
            if number not in made.outlines:
                words = f"图纸里没有区域 {zones[number]['code']}（{zones[number]['name']}）的轮廓"
                made.problems.append(
                    _problem(matching.record, ("zones", number), words, "请在图纸里补画，或填 rect、polygon")
                )


def _placed(zone: Row) -> bool:
    return "rect" in zone or "polygon" in zone


def _problem(record: Record, keys: Keys, message: str, hint: str = "") -> Problem:
    return error(schema.label(keys), message, hint, record.origin(keys))
