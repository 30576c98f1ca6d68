"""The map pages to draw: metres from the record, everything judged or worded from the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator import domain, riskmap
from generator.canvas import Box
from generator.kept import Shelf
from generator.making.drawing import beneath, imported
from generator.making.drawing.imported import Import, Outlines
from generator.problems import Problem
from generator.record import Keys, Record

Point = tuple[float, float]
Ring = tuple[Point, ...]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MapPage:
    """One map with its place in the data, the numbers of its zones there, and what its files lack."""

    site: riskmap.Site
    keys: Keys
    zones: tuple[int, ...]
    problems: tuple[Problem, ...]

    def place(self, about: tuple[str | int, ...]) -> Keys:
        """The key path in the data of what a finding about the map names."""
        if about[:1] == ("zones",):
            return ("zones", self.zones[int(about[1])])
        return (*self.keys, *about)


def map_pages(record: Record, facts: domain.Facts, shelf: Shelf) -> tuple[MapPage, ...]:
    """One page for the site and each floor that has zones, in the order of `facts.site.sheets`."""
    places = _places(record.data["site"])
    return tuple(
        _Floor(record, facts, named, *places[named.name], shelf).page() for named in facts.site.sheets
    )


def _places(site: Row) -> Mapping[str, tuple[Keys, Row]]:
    """The rows of the site and its floors by their names, each with where it stands in the data."""
    places: dict[str, tuple[Keys, Row]] = {site.get("name", ""): (("site",), site)}
    for number, floor in enumerate(_listed(site, "floors")):
        places.setdefault(floor["name"], (("site", "floors", number), floor))
    return places


@dataclass(frozen=True, slots=True)
class _Floor:
    """The site or a floor of it: how it is called, its row in the data and where that stands."""

    record: Record
    facts: domain.Facts
    named: domain.Sheet
    keys: Keys
    row: Row
    shelf: Shelf

    def page(self) -> MapPage:
        numbers = self._numbers()
        read = self._imported(numbers)
        picture, faults = self._beneath()
        drawn = [self._drawn(number, read.outlines.get(number, Outlines())) for number in numbers]
        site = self._site([self.facts.zones[number] for number in numbers], drawn, read.lines, picture)
        return MapPage(site, self.keys, numbers, (*read.problems, *faults))

    def _numbers(self) -> tuple[int, ...]:
        """The numbers of the zones that lie here; a zone that names no floor lies on the first map."""
        first = self.record.data["site"].get("name", "")
        zones = enumerate(self.facts.zones)
        return tuple(number for number, zone in zones if (zone.floor or first) == self.named.name)

    def _imported(self, numbers: Sequence[int]) -> Import:
        """What a floor plan gives."""
        if not self.row.get("zones_from"):
            return Import()
        rows = {number: self.record.data["zones"][number] for number in numbers}
        return imported.read(self.record, (*self.keys, "zones_from"), self.row["zones_from"], rows)

    def _beneath(self) -> tuple[riskmap.Beneath | None, tuple[Problem, ...]]:
        """The picture to lie under the map, or what keeps it from being read."""
        if not self.row.get("background"):
            return None, ()
        found = beneath.read(self.record, (*self.keys, "background"), self.row["background"], self.shelf)
        return (None, (found,)) if isinstance(found, Problem) else (found, ())

    def _drawn(self, number: int, read: Outlines) -> riskmap.Zone:
        return _zone(self.facts.zones[number], self.record.data["zones"][number], read)

    def _site(
        self,
        zones: Sequence[domain.Zone],
        drawn: Sequence[riskmap.Zone],
        lines: tuple[Ring, ...],
        picture: riskmap.Beneath | None,
    ) -> riskmap.Site:
        row, facts = self.row, self.facts
        return riskmap.Site(
            title=self.named.title,
            enterprise=facts.enterprise.name,
            zones=tuple(drawn),
            top_risks=_top_risks(facts, {zone.code for zone in zones}),
            risk_points=_risk_points(facts, zones),
            totals=_totals(facts),
            lines=lines,
            beneath=picture,
            **_measured(row),
            **_signed(facts.site),
        )


def _measured(row: Row) -> dict[str, Any]:
    """How large a site or floor is, in metres, and what its row places on the map beside the zones."""
    return {
        "width": float(row["width"]),
        "height": float(row["height"]),
        "north": float(row.get("north") or 0),
        "assembly": _assembly(row),
        "exits": tuple((place.get("name", ""), point(place["at"])) for place in _listed(row, "exits")),
        "routes": tuple(map(_points, _listed(row, "routes"))),
        "marks": tuple((mark["kind"], point(mark["at"])) for mark in _listed(row, "marks")),
    }


def _listed(row: Row, name: str) -> Sequence[Any]:
    """A list of a row; none where it is left out or empty."""
    return row.get(name) or ()


def _signed(site: domain.Site) -> dict[str, Any]:
    """Who answers for the map, with its day and version."""
    return {
        "preparer": site.preparer,
        "reviewer": site.reviewer,
        "approver": site.approver,
        "date": domain.printing.printed(site, "date"),
        "version": site.version,
    }


def _assembly(row: Row) -> tuple[str, Point] | None:
    given = row.get("assembly")
    return (given["name"], point(given["at"])) if given else None


def _top_risks(facts: domain.Facts, codes: set[str]) -> tuple[riskmap.TopRisk, ...]:
    """The greatest risks of the zones with these codes."""
    return tuple(
        riskmap.TopRisk(risk.code, risk.name, risk.zone, risk.grade, risk.responsible, risk.phone)
        for risk in facts.top_risks
        if risk.zone_code in codes
    )


def _risk_points(facts: domain.Facts, zones: Sequence[domain.Zone]) -> tuple[tuple[str, int], ...]:
    """The number of risk points of each grade in some zones."""
    found = Counter(risk.grade for zone in zones for risk in zone.risks)
    return tuple((grade.grade, found[grade.grade]) for grade in facts.grades)


def _totals(facts: domain.Facts) -> tuple[tuple[str, int, int], ...]:
    """Zones and risk points of each grade of all pages; nothing where there is but one."""
    if len(facts.site.sheets) < 2:
        return ()
    return tuple((grade.grade, grade.zones, grade.points) for grade in facts.grades)


def _zone(zone: domain.Zone, row: Row, read: Outlines) -> riskmap.Zone:
    """A zone by its own outline, else by what a floor plan gave."""
    first, *more = [*_outers(row), *read.outers] or [()]
    holes = map(_ring, _listed(row, "holes"))
    return riskmap.Zone(
        zone.code,
        zone.name,
        zone.grade,
        first,
        zone.accidents,
        zone.lead,
        holes=(*holes, *read.holes),
        parts=tuple(more),
        warnings=zone.warnings,
    )


def _outers(row: Row) -> Iterator[Ring]:
    """The rings of a zone's own outline and of its parts."""
    for patch in (row, *_listed(row, "parts")):
        if imported.has_outline(patch):
            yield _ring(patch)


def _ring(row: Row) -> Ring:
    if "polygon" in row:
        return _points(row["polygon"])
    x, y, width, height = map(float, row["rect"])
    return Box(x, y, x + width, y + height).corners


def _points(given: Sequence[Any]) -> Ring:
    return tuple(point(at) for at in given)


def point(at: Any) -> Point:
    """A point of the data, in metres."""
    return float(at[0]), float(at[1])
