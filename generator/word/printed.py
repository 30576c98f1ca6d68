"""What a template prints: the names of its values, each as the contract of facts calls it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.word.program import Node, dotted
from generator.word.template import Template


def names(template: Template) -> frozenset[str]:
    """The dotted names of all values that any part prints; an item of a list is called as its list is."""
    return frozenset(name for part in template.parts.values() for name in _names(part.operations, {}))


def _names(operations: tuple[Node, ...], loops: Mapping[str, str]) -> Iterator[str]:
    for operation in operations:
        kind = operation[0]
        if kind in ("print", "blank", "picture") and operation[1][0] in ("name", "get"):
            yield _resolved(operation[1], loops)
        elif kind == "if":
            for branch in (*(body for _, body, _ in operation[1]), operation[2]):
                yield from _names(branch, loops)
        elif kind == "for":
            _, name, items, body, other, _ = operation
            yield from _names(body, {**loops, name: _resolved(items, loops)})
            yield from _names(other, loops)


def _resolved(node: Node, loops: Mapping[str, str]) -> str:
    first, dot, rest = dotted(node).partition(".")
    return loops.get(first, first) + dot + rest
