"""Values that stand for all that a template may name, made from the contract: each text says its own name.

What a document made of them shows tells which values its template prints, and in which cases.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from generator.pictures import Picture
from generator.word import program
from generator.word.escaped import NONE, NOTHING, cleaned, joined
from generator.word.program import Node, Operations
from generator.word.shapes import Shape
from generator.word.template import Template

Constant = str | int
Loops = Mapping[str, str]  # by the name that a loop gives: what it goes through, from the contract downwards
_ITEMS = 2
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea735a5a20000000049454e44ae426082"
)


def mark(name: str) -> str:
    """What stands in a document for the value of a name."""
    return f"«{name}»"


@dataclass(frozen=True)
class Case:
    """One way the values may be: all but those that are ``needed`` filled in or not, yes or no to all that is
    asked, and the values ``chosen`` by name. ``say`` tells the words that stand for the value of a name."""

    needed: Collection[str]
    is_full: bool = True
    is_so: bool = True
    chosen: Mapping[str, str | int] = field(default_factory=dict)
    say: Callable[[str], str] = mark

    def context(self, known: Mapping[str, Shape]) -> dict[str, object]:
        """What a template is rendered with."""
        return _Record(self, Shape("record", known), "")

    def value(self, shape: Shape, path: str) -> object:
        """The value of a name."""
        kind, given = shape.kind, self.chosen.get(path)
        if given is not None:
            return given if isinstance(given, int) else cleaned(given)
        if kind in ("record", "map"):
            return _Record(self, shape, path)
        if kind == "flag":
            return self.is_so
        return self._filled(shape, path) if self.is_full or self._is_needed(path) else _EMPTY[kind]

    def _filled(self, shape: Shape, path: str) -> object:
        """A value that is there: of a list so many items."""
        item = shape.item
        if item and shape.kind == "list":
            return tuple([self.value(item, f"{path}[]") for _ in range(_ITEMS)])
        return self._plain(shape.kind, path)

    def _plain(self, kind: str, path: str) -> object:
        if kind == "picture":
            return Picture(_PIXEL, "png", 3, 4, self.say(path))
        if kind == "words":
            return joined((self.say(path),), "、")
        return 1 if kind == "number" else cleaned(self.say(path))

    def _is_needed(self, path: str) -> bool:
        return any(name == path or name.startswith((f"{path}.", f"{path}[]")) for name in self.needed)


_EMPTY: Mapping[str, object] = {"text": NOTHING, "words": NONE, "number": 0, "picture": "", "list": ()}


class _Record(dict[str, object]):
    """A record whose fields are made when they are asked for."""

    def __init__(self, case: Case, shape: Shape, path: str) -> None:
        super().__init__()
        self._case, self._shape, self._path = case, shape, path

    def __missing__(self, name: str) -> object:
        made = self._case.value(self._field(name), f"{self._path}.{name}".removeprefix("."))
        self[name] = made
        return made

    def _field(self, name: str) -> Shape:
        """What a field of the record, or a key of the mapping, stands for."""
        own = self._shape
        return (own.item if own.kind == "map" else own.fields[name]) or Shape("text")

    def __bool__(self) -> bool:
        return self._case.is_full

    def get(self, name: str, default: object = None) -> object:
        """The value of a name."""
        return self[name] if name in self._shape.fields or self._shape.kind == "map" else default


def compared(template: Template) -> Mapping[str, tuple[Constant, ...]]:
    """The names whose values a template compares with words or numbers, and with which."""
    found: dict[str, dict[Constant, None]] = {}
    for part in template.parts.values():
        for name, value in _walked(part.operations, {}):
            found.setdefault(name, {})[value] = None
    return {name: tuple(values) for name, values in found.items()}


def _walked(operations: Operations, loops: Loops) -> Iterator[tuple[str, Constant]]:
    for operation in operations:
        if operation[0] == "if":
            yield from _branched(operation, loops)
        elif operation[0] == "for":
            yield from _repeated(operation, loops)


def _branched(operation: Node, loops: Loops) -> Iterator[tuple[str, Constant]]:
    _, branches, other = operation
    for test, body, _ in branches:
        yield from _compared(test, loops)
        yield from _walked(body, loops)
    yield from _walked(other, loops)


def _repeated(operation: Node, loops: Loops) -> Iterator[tuple[str, Constant]]:
    _, name, items, body, other, _ = operation
    path = _path(next(program.names(items), ""), loops)
    yield from _walked(body, {**loops, name: f"{path}[]"})
    yield from _walked(other, loops)


def _compared(test: Node, loops: Loops) -> Iterator[tuple[str, Constant]]:
    if test[0] == "compare":
        yield from _sides(test[2:], loops)
    elif test[0] in ("not", "and", "or"):
        for side in test[1:]:
            yield from _compared(side, loops)


def _sides(sides: Operations, loops: Loops) -> Iterator[tuple[str, Constant]]:
    """Each name of a comparison with what it is compared with."""
    constants = [side[1] for side in sides if side[0] == "const" and isinstance(side[1], (str, int))]
    for name in (name for side in sides for name in program.names(side)):
        yield from ((_path(name, loops), value) for value in constants)


def _path(name: str, loops: Loops) -> str:
    first, dot, rest = name.partition(".")
    return loops.get(first, first) + dot + rest
