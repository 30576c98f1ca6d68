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


def shape(contract: object) -> Shape:
    """The shape of a dataclass, a type hint, the name of a kind, a mapping of names, or a list of one."""
    if isinstance(contract, str):
        if contract not in KINDS:
            raise ValueError(f"unknown kind {contract}")
        return Shape(contract)
    if isinstance(contract, Mapping):
        return Shape("record", {str(name): shape(item) for name, item in contract.items()})
    if isinstance(contract, (list, tuple)):
        return Shape("list", item=shape(contract[0]))
    return _typed(contract)


def kind(name: str, known: Mapping[str, Shape]) -> str:
    """The kind of value of a dotted name, with [] behind each list; "" where it names nothing."""
    found = Shape("record", known)
    for step in name.split("."):
        field_name = step.removesuffix("[]")
        inner = found.item if found.kind == "map" else found.fields.get(field_name)
        inner = inner.item if inner and step.endswith("[]") else inner
        if inner is None:
            return ""
        found = inner
    return found.kind


def chinese(name: str, known: Shape) -> str:
    """A dotted name, with [] behind each list, in the language of authors, where that has words."""
    found: Shape | None = known
    said = []
    for step in name.split("."):
        field_name = step.removesuffix("[]")
        aliases = found.aliases if found else {}
        alias = next((alias for alias, one in aliases.items() if one == field_name), field_name)
        said.append(f"{alias}[]" if step.endswith("[]") else alias)
        inner = found and (found.item if found.kind == "map" else found.fields.get(field_name))
        found = inner.item if inner and step.endswith("[]") else inner
    return ".".join(said)


@cache
def _typed(hint: Any) -> Shape:
    if hint in _PLAIN:
        return Shape(_PLAIN[hint])
    if printing.form_of(hint):
        return Shape("words", item=Shape("text")) if _is_list(hint) else Shape("text")
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint)
    return _holding(hint)


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
    keys: Mapping[str, Collection[str]] | None = None,
    items: Mapping[str, str] | None = None,
) -> dict[str, Shape]:
    """The names that a template may use, each with what it stands for.

    ``extra`` are names beside the contract, ``keys`` what a mapping holds, ``items`` names for an item of a
    list of the contract, by the list's dotted name.
    """
    known = {**shape(contract).fields, **{name: shape(kind) for name, kind in extra.items()}}
    for name, given in (keys or {}).items():
        if name in known:
            known[name] = replace(known[name], keys=frozenset(given))
    return known | {name: _item(known, path) for name, path in (items or {}).items()}


def _item(known: Mapping[str, Shape], path: str) -> Shape:
    """What one item of the list of that dotted name is."""
    first, *rest = path.split(".")
    found = known[first]
    for name in rest:
        found = found.fields[name]
    if not found.item:
        raise ValueError(f"{path} is no list")
    return found.item


def aliased(known: Mapping[str, Shape], aliases: Aliases) -> Shape:
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


def _of(aliases: Aliases, record: str, fields: Mapping[str, Shape]) -> dict[str, str]:
    return {alias: name for alias, name in aliases.get(record, {}).items() if name in fields}


def _record(kind: Any) -> Shape:
    hints = get_type_hints(kind, include_extras=True)
    if {"asset", "caption"} <= set(hints):
        return Shape("picture")
    return Shape("record", {name: _typed(hints[name]) for name in printing.forms(kind)}, record=kind.__name__)


def _is_list(hint: Any) -> bool:
    return get_origin(get_args(hint)[0] if get_origin(hint) is Annotated else hint) is tuple
