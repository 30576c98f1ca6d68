"""Names in the language of a template's author, turned into those of the contract in the operations.

So all that comes after (what a template prints, its values, the manifest) knows one name of each value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.word.program import Node, Operations
from generator.word.shapes import Shape, Shapes

_UNKNOWN = Shape("unknown")
_PRINTS = ("print", "blank", "picture")
_NAMED_AT = {"name": 1, "get": 2}  # where in an expression a name stands


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in a template stand for; ``known`` is asked only for one that is written otherwise.

    Two of one ``mark`` say the same: what is compiled is kept by it.
    """

    mark: bytes
    known: Callable[[], Shape]


def english(operations: Operations, names: Names | None) -> Operations:
    """The operations of a part by the names of the contract; names of loops stay, unknown ones too."""
    if names is None or all(map(str.isascii, _written(operations))):
        return operations
    return _all(operations, {}, names.known())


def _written(node: tuple[object, ...]) -> list[str]:
    """Every name in operations or in an expression as it is written."""
    kind = node[0] if node else ""
    if kind == "text":
        return []
    inner = [name for part in node if isinstance(part, tuple) for name in _written(part)]
    return [str(node[_NAMED_AT[kind]]), *inner] if kind in ("name", "get") else inner


def _all(operations: Operations, loops: Shapes, known: Shape) -> Operations:
    return tuple(_one(operation, loops, known) for operation in operations)


def _one(operation: Node, loops: Shapes, known: Shape) -> Node:
    kind = operation[0]
    if kind in _PRINTS:
        _, node, *given = operation
        return (kind, _expression(node, loops, known), *given)
    if kind == "if":
        return _if(operation, loops, known)
    return _for(operation, loops, known) if kind == "for" else operation


def _if(operation: Node, loops: Shapes, known: Shape) -> Node:
    _, branches, other = operation
    said = tuple(_branch(branch, loops, known) for branch in branches)
    return ("if", said, _all(other, loops, known))


def _branch(branch: Node, loops: Shapes, known: Shape) -> Node:
    test, body, place = branch
    return _expression(test, loops, known), _all(body, loops, known), place


def _for(operation: Node, loops: Shapes, known: Shape) -> Node:
    _, name, items, body, other, place = operation
    path, found = _path(items, loops, known)
    inner = {**loops, name: found.item or _UNKNOWN}
    return ("for", name, path, _all(body, inner, known), _all(other, loops, known), place)


def _expression(node: Node, loops: Shapes, known: Shape) -> Node:
    if node[0] in ("name", "get"):
        return _path(node, loops, known)[0]
    return tuple(_expression(part, loops, known) if isinstance(part, tuple) else part for part in node)


def _path(node: Node, loops: Shapes, known: Shape) -> tuple[Node, Shape]:
    """A path by the names of the contract, and what it stands for."""
    if node[0] == "name":
        return _first(node, loops, known)
    if node[0] != "get":
        return _expression(node, loops, known), _UNKNOWN
    _, before, written = node
    outer, found = _path(before, loops, known)
    name, inner = _step(found, written)
    return ("get", outer, name), inner


def _step(found: Shape, written: str) -> tuple[str, Shape]:
    """A name after a dot as the contract has it, and what it stands for; the keys of a mapping stay."""
    if found.kind == "map":
        return written, found.item or _UNKNOWN
    name = found.called(written)
    return name, found.fields.get(name, _UNKNOWN)


def _first(node: Node, loops: Shapes, known: Shape) -> tuple[Node, Shape]:
    """The first name of a path: one that a loop gives stays."""
    _, written = node
    if written in loops:
        return node, loops[written]
    name, found = _step(known, written)
    return ("name", name), found
