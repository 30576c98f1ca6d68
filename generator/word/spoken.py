"""Names in the language of a template's author, turned into those of the contract in the operations.

So all that comes after (what a template prints, its values, the manifest) knows one name of each value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from generator.word.program import Node
from generator.word.shapes import Shape

_UNKNOWN = Shape("unknown")
_PRINTS = ("print", "blank", "picture")


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in a template stand for; ``known`` is asked only for one that is written otherwise.

    Two of one ``mark`` say the same: what is compiled is kept by it.
    """

    mark: bytes
    known: Callable[[], Shape]


def english(operations: tuple[Node, ...], names: Names | None) -> tuple[Node, ...]:
    """The operations of a part by the names of the contract; names of loops stay, unknown ones too."""
    if names is None or all(map(str.isascii, _written(operations))):
        return operations
    return _all(operations, {}, names.known())


def _written(node: tuple[object, ...]) -> list[str]:
    """Every name in operations or in an expression as it is written."""
    if node[:1] == ("text",):
        return []
    found = [str(node[1])] if node[:1] == ("name",) else [str(node[2])] if node[:1] == ("get",) else []
    return found + [name for inner in node if isinstance(inner, tuple) for name in _written(inner)]


def _all(operations: tuple[Node, ...], loops: Mapping[str, Shape], known: Shape) -> tuple[Node, ...]:
    return tuple(_one(operation, loops, known) for operation in operations)


def _one(operation: Node, loops: Mapping[str, Shape], known: Shape) -> Node:
    kind = operation[0]
    if kind in _PRINTS:
        return (kind, _expression(operation[1], loops, known), *operation[2:])
    if kind == "if":
        branches = tuple(
            (_expression(test, loops, known), _all(body, loops, known), place)
            for test, body, place in operation[1]
        )
        return ("if", branches, _all(operation[2], loops, known))
    if kind == "for":
        _, name, items, body, other, place = operation
        path, found = _path(items, loops, known)
        inner = {**loops, name: found.item or _UNKNOWN}
        return ("for", name, path, _all(body, inner, known), _all(other, loops, known), place)
    return operation


def _expression(node: Node, loops: Mapping[str, Shape], known: Shape) -> Node:
    if node[0] in ("name", "get"):
        return _path(node, loops, known)[0]
    return tuple(_expression(part, loops, known) if isinstance(part, tuple) else part for part in node)


def _path(node: Node, loops: Mapping[str, Shape], known: Shape) -> tuple[Node, Shape]:
    """A path by the names of the contract, and what it stands for."""
    if node[0] == "name":
        if node[1] in loops:
            return node, loops[node[1]]
        name = known.called(node[1])
        return ("name", name), known.fields.get(name, _UNKNOWN)
    if node[0] != "get":
        return _expression(node, loops, known), _UNKNOWN
    outer, found = _path(node[1], loops, known)
    if found.kind == "map":
        return ("get", outer, node[2]), found.item or _UNKNOWN
    name = found.called(cast(str, node[2]))
    return ("get", outer, name), found.fields.get(name, _UNKNOWN)
