"""The kinds of value that templates may name: read from type hints, or from a mapping made by hand."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from generator.domain import printing

_PLAIN = {str: "text", int: "number", float: "number", bool: "flag"}
KINDS = ("text", "number", "flag", "picture")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a template may do with a value.

    text, number, flag, picture, record (with fields), list (of item), words (a list of texts, which prints as
    one text too) or map (any key, or ``keys``).
    """

    kind: str
    fields: Mapping[str, Shape] = field(default_factory=dict)
    item: Shape | None = None
    keys: frozenset[str] | None = None


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


def _record(kind: Any) -> Shape:
    hints = get_type_hints(kind, include_extras=True)
    if {"asset", "caption"} <= set(hints):
        return Shape("picture")
    return Shape("record", {name: _typed(hints[name]) for name in printing.forms(kind)})


def _is_list(hint: Any) -> bool:
    return get_origin(get_args(hint)[0] if get_origin(hint) is Annotated else hint) is tuple
