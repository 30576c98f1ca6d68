"""The schemas as a tree that data can be walked along: titles, known keys, which values are text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from generator.library import home
from generator.record import Keys

Node = Mapping[str, Any]  # a part of a schema

AGENCY = "agency.schema.json"
CLIENT = "client.schema.json"
ISSUED = "issued.schema.json"
_DEFS = "#/$defs/"
_MONTH = r"^\d{4}-\d{2}(-\d{2})?$"
# What a node says of itself beside what it refers to.
_OWN = {
    *("title", "description", "examples"),
    *("x-since", "x-until", "x-from", "x-to", "x-issued", "x-refers", "x-picture"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What the schema says of one value; ``text`` is true where nothing but text is allowed, ``month``
    where a month may stand for a day.

    ``others`` is the shape under keys that are names, not fields.
    ``cents`` is how many decimals an amount of money may have, None of any other value. ``since`` are the
    dates of its own before which an object is not there at all (the first of them that is given counts),
    ``until`` the dates beside it before which a value is not known yet. ``span`` names the dates of its own
    from which and to which an object holds, both days included, "" where there is none; it holds on without
    them, and they may lie ahead. ``issued`` are the deliverables that
    tell a date once they are issued, each with the days of its row, of which the first that is given counts.
    ``types`` are the schema's own words (() where it names none), ``choices`` its enumeration, ``longest``
    the characters of a text at most (0 = not said), ``fixed`` the length of a list that has one (0 = any).
    ``refers`` are the lists and their field (``zones.code``) that the value points at, ``picture`` is true of
    the path of a picture. ``asked`` are the keys that are required where what stands for them is not given.
    """

    title: str = ""
    description: str = ""
    example: Any = None
    text: bool = False
    date: bool = False
    month: bool = False
    cents: int | None = None
    since: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    span: tuple[str, str] | None = None
    issued: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    choices: tuple[Any, ...] = ()
    longest: int = 0
    fixed: int = 0
    refers: tuple[str, ...] = ()
    picture: bool = False
    properties: Mapping[str, Shape] = field(default_factory=dict)
    items: Shape | None = None
    others: Shape | None = None

    def child(self, key: str | int) -> Shape:
        """The shape of the value under a key; an empty shape where the schema knows none."""
        if isinstance(key, int):
            return self.items or _NOTHING
        return self.properties.get(key) or self.others or _NOTHING

    def at(self, keys: Keys) -> Shape:
        """The shape of the value at a key path below this one."""
        shape = self
        for key in keys:
            shape = shape.child(key)
        return shape

    def label(self, keys: Keys) -> str:
        """The Chinese name of a place below this one (隐患[3].级别); unknown keys stand as they are."""
        shape, text = self, ""
        for key in keys:
            shape = shape.child(key)
            text += f"[{key + 1}]" if isinstance(key, int) else f".{shape.title or key}"
        return text.removeprefix(".")


_NOTHING = Shape()


@cache
def source(name: str) -> Any:
    """A shipped schema as data."""
    return json.loads((home.schemas() / name).read_text(encoding="utf-8"))


@cache
def client() -> Shape:
    """The shape of a client file, the agency's data in its place."""
    return of(source(CLIENT))


@cache
def agency() -> Shape:
    """The shape of an agency file."""
    return of(source(AGENCY))


@cache
def record() -> Shape:
    """The shape of a record's data: a client's, and the index of what was issued."""
    return replace(client(), properties={**client().properties, "issued": of(source(ISSUED))})


def label(keys: Keys) -> str:
    """The Chinese name of a place in a record's data; unknown keys stand as they are."""
    return record().label(keys)


def at(keys: Keys) -> Shape:
    """The shape of the value at a key path of a record's data."""
    return record().at(keys)


def of(schema: Node) -> Shape:
    """The shape that a whole schema describes."""
    return _shape(schema, schema)


def _shape(node: Node, root: Node) -> Shape:
    if node.get("else", {}).get("$ref") == AGENCY:
        return _shape({**source(AGENCY), **_own(node)}, source(AGENCY))
    if "$ref" in node:
        return _shape({**root["$defs"][node["$ref"].removeprefix(_DEFS)], **_own(node)}, root)
    return _described(node, root)


def _described(node: Node, root: Node) -> Shape:
    """The shape of a node that leads to no other."""
    properties = {key: _shape(child, root) for key, child in node.get("properties", {}).items()}
    return Shape(
        title=node.get("title", ""),
        description=node.get("description", ""),
        example=next(iter(node.get("examples", ())), None),
        text=_is_text(node),
        date=node.get("format") == "date",
        month=node.get("pattern") == _MONTH,
        cents=_cents(node),
        since=_names(node, "x-since"),
        until=_names(node, "x-until"),
        span=_span(node),
        issued={name: tuple(days) for name, days in node.get("x-issued", {}).items()},
        required=tuple(node.get("required", ())),
        asked=tuple(node.get("else", {}).get("required", ())),
        types=_names(node, "type"),
        choices=tuple(node.get("enum", ())),
        longest=node.get("maxLength", 0),
        fixed=_fixed(node),
        refers=_names(node, "x-refers"),
        picture=bool(node.get("x-picture")),
        properties=properties,
        items=_items(node, root),
        others=_others(node, root),
    )


def _items(node: Node, root: Node) -> Shape | None:
    return _shape(node["items"], root) if "items" in node else None


def _others(node: Node, root: Node) -> Shape | None:
    under = node.get("additionalProperties")
    return _shape(under, root) if isinstance(under, dict) else None


def _own(node: Node) -> dict[str, Any]:
    return {key: value for key, value in node.items() if key in _OWN}


def _names(node: Node, key: str) -> tuple[str, ...]:
    """The words under a key that has one of them, or a list of them in the order in which they count."""
    named = node.get(key, ())
    return (named,) if isinstance(named, str) else tuple(named)


def _fixed(node: Node) -> int:
    """The length of a list that has one length only."""
    least, most = node.get("minItems", 0), node.get("maxItems", -1)
    return int(most) if least == most else 0


def _span(node: Node) -> tuple[str, str] | None:
    """The dates from which and to which an object holds."""
    return (node.get("x-from", ""), node.get("x-to", "")) if {"x-from", "x-to"} & node.keys() else None


def _cents(node: Node) -> int | None:
    if node.get("format") != "money":
        return None
    return 6 if "万元" in node["description"] else 2


def _is_text(node: Node) -> bool:
    choices = node.get("enum", ())
    return node.get("type") == "string" or bool(choices and _are_texts(choices))


def _are_texts(choices: Iterable[Any]) -> bool:
    return all(isinstance(one, str) for one in choices)
