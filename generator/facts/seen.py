"""What a client's data lists, by the field of evidence.yaml that looks into it, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.facts.plain import Data, items, part, rows, text
from generator.facts.things import SCRAPPED
from generator.record import Keys

Texts = tuple[tuple[str | int, str], ...]


class Kind(StrEnum):
    """What a subject is."""

    ENTERPRISE = "enterprise"
    BUILDING = "building"
    ZONE = "zone"
    MACHINE = "machine"
    POST = "post"
    CHEMICAL = "chemical"
    SPACE = "space"
    CERTIFICATE = "certificate"
    SUPPLY = "supply"
    DRILL = "drill"
    HAZARD = "hazard"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a unit is about: its kind, its name, its place in the data, and the code of its zone or ""."""

    kind: Kind
    name: str
    keys: Keys
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Something listed: the texts of its fields, the subject that it tells of, its place in the data."""

    subject: Subject
    keys: Keys
    texts: Texts
    words: str
    more: str = ""

    def key(self, word: str) -> Keys:
        """The place of the field in which the word stands."""
        sought = word.casefold()
        fields = (name for name, said in self.texts if sought in said.casefold())
        return (*self.keys, next(fields, self.texts[0][0]))


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a closed set (an accident type, a code, a CAS number) with its subject and place."""

    value: str
    subject: Subject
    keys: Keys


@dataclass(frozen=True, slots=True)
class Seen:
    """What the data lists, by field: words to look into, values to compare; ``whole`` are all the words."""

    listed: Mapping[str, tuple[Item, ...]]
    values: Mapping[str, tuple[Value, ...]]
    whole: Mapping[str, str]


_Row = tuple[Subject, Keys, Data]

# The fields of values, in the order in which what they find is told.
VALUES = (
    *("sectors", "industries", "categories", "cas", "accidents", "codes", "ownership", "work_by"),
    *("dusts", "collectors", "fuels", "heat_media"),
)
# Parts of the data that show nothing of what is there; of hazards and records that is told by little.
_SILENT = frozenset({"advisors", "agency", "agreement", "diagnosis", "documents", "schedule", "site"})
_OF_HAZARDS = ("number", "zone", "code")


def enterprise(data: Data) -> Subject:
    """The enterprise itself."""
    return Subject(Kind.ENTERPRISE, text(part(data, "enterprise"), "name"), ("enterprise",))


def gather(data: Data) -> Seen:
    """All of it."""
    listed = {field: tuple(found) for field, found in _listed(data).items()}
    whole = {field: "\n".join(one.words for one in found) for field, found in listed.items()}
    values = _values(data)
    return Seen(listed, {field: tuple(values[field]) for field in VALUES}, whole)


def telling(data: Data) -> Data:
    """The data without what shows nothing: the same on most days of a client."""
    kept = {name: value for name, value in data.items() if name not in _SILENT}
    kept["records"] = {"drills": items(part(data, "records"), "drills")}
    kept["hazards"] = tuple(
        {name: row[name] for name in _OF_HAZARDS if name in row} for row in rows(data, "hazards")
    )
    return kept


def accidents(data: Data) -> Iterator[Value]:
    """The accident types that risk points and confined spaces name."""
    for subject, keys, row in (*_risks(data), *_spaces(data)):
        for at, name in enumerate(items(row, "accidents")):
            yield Value(str(name), subject, (*keys, "accidents", at))


@dataclass(frozen=True, slots=True)
class Point:
    """A risk point: its place, the code of its zone, its accident types, what is told of it."""

    keys: Keys
    zone: str
    accidents: frozenset[str]
    words: str


def points(data: Data) -> Iterator[Point]:
    """The risk points."""
    for subject, keys, row in _risks(data):
        words = _item(subject, keys, row, "name", "source", "step").words
        yield Point(keys, subject.zone, frozenset(map(str, items(row, "accidents"))), words)


def _listed(data: Data) -> dict[str, Iterable[Item]]:
    """What is told in words: by each field the fields of the rows that it looks into."""
    owned, buildings = tuple(_owned(data)), _buildings(data)
    stocks, spaces = _all(data, "chemicals", Kind.CHEMICAL), tuple(_spaces(data))
    posts, zones = _all(data, "posts", Kind.POST), _all(data, "zones", Kind.ZONE)
    return {
        "names": (_item(*one, "name", more="parameters") for one in owned),
        "chemicals": _items(stocks, "name"),
        "classes": _items(stocks, "hazard"),
        "spaces": _items(spaces, "name", "hazards"),
        "words": _told(data),
        "posts": _items(posts, "name"),
        "post_hazards": _items(posts, "hazards"),
        "zones": _items(zones, "name"),
        "buildings": _items(buildings, "name", "note"),
        "certificates": _items(_subjects(data, "certificates", Kind.CERTIFICATE, "item"), "item"),
        "metals": _items(_objects(data, "molten_metal"), "metal"),
    }


def _items(found: Iterable[_Row], *fields: str) -> Iterator[Item]:
    return (_item(*one, *fields) for one in found)


def _all(data: Data, name: str, kind: Kind) -> tuple[_Row, ...]:
    return tuple(_subjects(data, name, kind))


def _values(data: Data) -> dict[str, Iterable[Value]]:
    """What is chosen from a list or has a code."""
    hazards = _subjects(data, "hazards", Kind.HAZARD, "number")
    return {
        **_industry(data),
        "categories": _categories(data),
        "cas": _chosen(_subjects(data, "chemicals", Kind.CHEMICAL), "cas"),
        "accidents": accidents(data),
        "codes": _chosen(hazards, "code"),
        "ownership": _chosen(_buildings(data), "ownership"),
        "work_by": _chosen(_spaces(data), "work_by"),
        **_of_objects(data),
    }


def _industry(data: Data) -> dict[str, Iterable[Value]]:
    whole, industry = enterprise(data), part(part(data, "enterprise"), "industry")
    at: Keys = ("enterprise", "industry")
    return {
        "sectors": (Value(text(industry, "sector"), whole, (*at, "sector")),),
        "industries": (Value(text(industry, "code"), whole, (*at, "code")),),
    }


def _categories(data: Data) -> Iterator[Value]:
    special = ((one, (*keys, "special"), part(row, "special")) for one, keys, row in _owned(data))
    return _chosen(special, "category")


def _of_objects(data: Data) -> dict[str, Iterable[Value]]:
    """What objects choose from their lists; what collects a dust is told with its kind (铝湿式)."""
    burning = (one for name in ("molten_metal", "furnaces", "boilers") for one in _objects(data, name))
    return {
        "dusts": _dusts(data),
        "collectors": _collectors(data),
        "fuels": _chosen(burning, "fuel"),
        "heat_media": _chosen(_objects(data, "boilers"), "medium"),
    }


def _dusts(data: Data) -> Iterator[Value]:
    """The kind of a dust, of its zone and of the machines that make or collect it, wherever they stand."""
    for subject, keys, row in _objects(data, "dust"):
        for one in (subject, *_drawn(data, row)):
            yield Value(text(row, "kind"), one, (*keys, "kind"))


def _drawn(data: Data, dust: Data) -> Iterator[Subject]:
    """The machines in being that a dust's collectors name: themselves and what they draw from."""
    named = {name for one in rows(dust, "collectors") for name in _told_by_collector(one)} - {""}
    return (one for one, _, row in _owned(data) if named & {one.name, text(row, "code")})


def _told_by_collector(row: Data) -> tuple[str, ...]:
    return (text(row, "equipment"), *map(str, items(row, "serves")))


def _collectors(data: Data) -> Iterator[Value]:
    for subject, keys, row in _objects(data, "dust"):
        for at, collector in enumerate(rows(row, "collectors")):
            kind = text(row, "kind") + text(collector, "type")
            yield Value(kind, subject, (*keys, "collectors", at, "type"))


def _subjects(data: Data, name: str, kind: Kind, called: str = "name") -> Iterator[_Row]:
    """The rows of a list as subjects; the field ``called`` names them."""
    for at, row in enumerate(rows(data, name)):
        zone = text(row, "code" if kind is Kind.ZONE else "zone")
        yield Subject(kind, text(row, called), (name, at), zone), (name, at), row


def _objects(data: Data, name: str) -> Iterator[_Row]:
    """The objects of a list with the zone or the machine that each names."""
    return ((about(data, (name, at), row), (name, at), row) for at, row in enumerate(rows(data, name)))


def about(data: Data, keys: Keys, row: Data) -> Subject:
    """The machine (by its name or number) or the zone that an object names, else the enterprise."""
    if named := text(row, "equipment") or text(row, "furnace"):
        machines = _subjects(data, "equipment", Kind.MACHINE)
        found = (one for one, _, machine in machines if named in (one.name, text(machine, "code")))
        return next(found, Subject(Kind.MACHINE, named, keys))
    if zone := text(row, "zone"):
        zones = _subjects(data, "zones", Kind.ZONE)
        return next((one for one, _, _ in zones if one.zone == zone), Subject(Kind.ZONE, zone, keys, zone))
    return enterprise(data)


def _owned(data: Data) -> Iterator[_Row]:
    found = _subjects(data, "equipment", Kind.MACHINE)
    return (one for one in found if text(one[2], "state") != SCRAPPED)


def _spaces(data: Data) -> Iterator[_Row]:
    return _subjects(data, "confined_spaces", Kind.SPACE)


def _buildings(data: Data) -> Iterator[_Row]:
    for at, row in enumerate(rows(part(data, "enterprise"), "buildings")):
        keys: Keys = ("enterprise", "buildings", at)
        yield Subject(Kind.BUILDING, text(row, "name"), keys), keys, row


def _risks(data: Data) -> Iterator[_Row]:
    """Risk points; what they tell is told of their zone."""
    for subject, keys, zone in _subjects(data, "zones", Kind.ZONE):
        for at, risk in enumerate(rows(zone, "risks")):
            yield subject, (*keys, "risks", at), risk


def _told(data: Data) -> Iterator[Item]:
    """Risk points, supplies and drills: what is said of the place, not what is planned against it."""
    for one in _risks(data):
        yield _item(*one, "name", "source", "step")
    for one in _subjects(data, "emergency_supplies", Kind.SUPPLY):
        yield _item(*one, "name", "basis")
    for subject, keys, row in _subjects(part(data, "records"), "drills", Kind.DRILL):
        yield _item(subject, ("records", *keys), row, "name", "plan")


def _item(subject: Subject, keys: Keys, row: Data, *fields: str, more: str = "") -> Item:
    texts = tuple((field, " ".join(map(str, items(row, field)))) for field in fields)
    words = " ".join(said for _, said in texts).casefold()
    return Item(subject, keys, texts, words, text(row, more).casefold() if more else "")


def _chosen(found: Iterable[_Row], field: str) -> Iterator[Value]:
    return (Value(text(row, field), subject, (*keys, field)) for subject, keys, row in found)
