"""The kinds of value that templates may name: read from type hints, or from a mapping made by hand."""

from __future__ import annotations

import types
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from generator.domain import printing

_PLAIN = {str: "text", int: "number", float: "number", bool: "flag"}
KINDS = ("text", "number", "flag", "picture")
# By the class of a record: the field that each alias means; by TOP what stands in no record.
Aliases = Mapping[str, Mapping[str, str]]
Keys = Mapping[str, Collection[str]]  # what mappings hold, by their names
TOP = "*"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a template may do with a value.

    text, number, flag, picture, record (with fields), list (of item), words (a list of texts, which prints as
    one text too) or map (any key, or ``keys``). ``record`` is the class of a record, "" of one made by hand;
    ``aliases`` are names that its fields have in the language of authors.
    """

    kind: str
    fields: Mapping[str, Shape] = field(default_factory=dict)
    item: Shape | None = None
    keys: frozenset[str] | None = None
    record: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict)

    def called(self, name: str) -> str:
        """The field that a name means, in whichever language: itself where it is no alias."""
        return name if name in self.fields else self.aliases.get(name, name)

    def alias(self, step: str) -> str:
        """What authors call a field, with [] behind a list; as it is where they have no word for it."""
        name = step.removesuffix("[]")
        alias = next((alias for alias, one in self.aliases.items() if one == name), name)
        return f"{alias}[]" if step.endswith("[]") else alias

    def stepped(self, step: str) -> Shape | None:
        """What a field, or an item of it with [] behind, stands for; None for none."""
        inner = self.item if self.kind == "map" else self.fields.get(step.removesuffix("[]"))
        return inner.item if inner and step.endswith("[]") else inner


Shapes = Mapping[str, Shape]  # by names


def shape(contract: object) -> Shape:
    """The shape of a dataclass, a type hint, the name of a kind, a mapping of names, or a list of one."""
    if isinstance(contract, str):
        return _kind(contract)
    if isinstance(contract, Mapping):
        return Shape("record", {str(name): shape(item) for name, item in contract.items()})
    if isinstance(contract, (list, tuple)):
        return Shape("list", item=shape(contract[0]))
    return _typed(contract)


def _kind(name: str) -> Shape:
    if name not in KINDS:
        raise ValueError(f"unknown kind {name}")
    return Shape(name)


def kind(name: str, known: Shapes) -> str:
    """The kind of value of a dotted name, with [] behind each list; "" where it names nothing."""
    found: Shape | None = Shape("record", known)
    for step in name.split("."):
        found = found and found.stepped(step)
    return found.kind if found else ""


def chinese(name: str, known: Shape) -> str:
    """A dotted name, with [] behind each list, in the language of authors, where that has words."""
    found: Shape | None = known
    said = []
    for step in name.split("."):
        said.append(found.alias(step) if found else step)
        found = found and found.stepped(step)
    return ".".join(said)


@cache
def _typed(hint: Any) -> Shape:
    if hint in _PLAIN:
        return Shape(_PLAIN[hint])
    if printing.form_of(hint):
        return _words(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint)
    return _holding(hint)


def _words(hint: Any) -> Shape:
    return Shape("words", item=Shape("text")) if _is_list(hint) else Shape("text")


def _holding(hint: Any) -> Shape:
    """The shape of an optional value, a list or a mapping."""
    origin, given = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _typed(next(item for item in given if item is not type(None)))
    if origin in (tuple, list):
        return Shape("list", item=_typed(given[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return Shape("map", item=_typed(given[1]))
    raise TypeError(f"{hint!r} is no part of a contract")


def names(
    contract: Mapping[str, object] | type,
    extra: Mapping[str, object],
    *,
    keys: Keys | None = None,
    items: Mapping[str, str] | None = None,
) -> dict[str, Shape]:
    """The names that a template may use, each with what it stands for.

    ``extra`` are names beside the contract, ``keys`` what a mapping holds, ``items`` names for an item of a
    list of the contract, by the list's dotted name.
    """
    known = {**shape(contract).fields, **{name: shape(kind) for name, kind in extra.items()}}
    known |= {name: _keyed(known[name], given) for name, given in (keys or {}).items() if name in known}
    return known | {name: _item(known, path) for name, path in (items or {}).items()}


def _keyed(mapping: Shape, keys: Collection[str]) -> Shape:
    return replace(mapping, keys=frozenset(keys))


def _item(known: Shapes, path: str) -> Shape:
    """What one item of the list of that dotted name is."""
    first, *rest = path.split(".")
    found = known[first]
    for name in rest:
        found = found.fields[name]
    if not found.item:
        raise ValueError(f"{path} is no list")
    return found.item


def aliased(known: Shapes, aliases: Aliases) -> Shape:
    """All names as one record, every record in it with the aliases of its class; its own are those of TOP."""
    made: dict[int, Shape] = {}
    fields = {name: _aliased(found, aliases, made) for name, found in known.items()}
    return Shape("record", fields, aliases=_of(aliases, TOP, fields))


def _aliased(found: Shape, aliases: Aliases, made: dict[int, Shape]) -> Shape:
    # A record stands in many others; `found` lives as long as the contract, so it is known by its identity.
    if id(found) not in made:
        fields = {name: _aliased(inner, aliases, made) for name, inner in found.fields.items()}
        item = _aliased(found.item, aliases, made) if found.item else None
        own = _of(aliases, found.record, fields)
        made[id(found)] = replace(found, fields=fields, item=item, aliases=own)
    return made[id(found)]


def _of(aliases: Aliases, record: str, fields: Shapes) -> dict[str, str]:
    return {alias: name for alias, name in aliases.get(record, {}).items() if name in fields}


def _record(kind: Any) -> Shape:
    hints = get_type_hints(kind, include_extras=True)
    if {"asset", "caption"} <= set(hints):
        return Shape("picture")
    fields = {name: _typed(hints[name]) for name in printing.forms(kind)}
    return Shape("record", fields, record=kind.__name__)


def _is_list(hint: Any) -> bool:
    return get_origin(get_args(hint)[0] if get_origin(hint) is Annotated else hint) is tuple
