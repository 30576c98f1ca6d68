"""The operations of a template as one Python program: it can only look up, compare, repeat and write.

Nothing of the template's text becomes code but as a quoted constant; names become keys of dicts. Operations
that were shipped as data (`parsed`) can say no more: ValueError, TypeError or KeyError for what is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import CodeType
from typing import Any, cast

# An expression or an operation, as nested tuples of plain values: they are cached on disk with the code.
Node = tuple[Any, ...]
Operations = tuple[Node, ...]
Context = Mapping[str, object]  # the values that a template is filled with, by their names

FLUSH_AT = 1000
_BETWEEN = frozenset(("and", "or", "==", "!=", ">=", "<=", ">", "<"))
Variables = dict[str, str]  # of the program, by the names that loops give
_PRINTED = ("print", "blank", "picture")
# What is noted of a row, table or cell that may come out empty, by its number.
_REPAIRS = {
    "open": "k{0:d} = 0; o.open()",
    "start": "k{0:d} = 0",
    "has": "k{0:d} = 1",
    "paragraph": "k{0:d} = 1",
    "fill": "if not k{0:d}: w(b'<w:p/>')",
}


def code(parts: tuple[Operations, ...]) -> CodeType:
    """The compiled program: part0, part1, … each a function of (context, sink, tools)."""
    source = "\n".join(_Function(number, operations).text() for number, operations in enumerate(parts))
    return compile(source, "<template>", "exec", dont_inherit=True)


def loaded(made: CodeType) -> dict[str, Any]:
    """The functions of a program by their names: it can call nothing but what it is called with."""
    space: dict[str, Any] = {"__builtins__": {"enumerate": enumerate, "len": len}}
    exec(made, space)
    return space


class _Function:
    """Writes the function of one part."""

    def __init__(self, number: int, operations: Operations) -> None:
        self._head: list[str] = [
            f"def part{number}(c, o, M, f, g, s, p):",
            " b = o.pieces; w = b.append; x = b.extend",
        ]
        self._lines: list[str] = []
        self._breaks: dict[str, str] = {}
        self._loops: list[str] = []
        self._count = 0
        self._write(operations, {}, 1)

    def text(self) -> str:
        """The source."""
        breaks = [f" {name} = {text!r}" for text, name in self._breaks.items()]
        return "\n".join((*self._head, *breaks, *self._lines))

    def _line(self, depth: int, text: str) -> None:
        self._lines.append(" " * depth + text)

    def _write(self, operations: Operations, names: Variables, depth: int) -> None:
        pieces: list[str] = []
        for operation in operations:
            piece = self._piece(operation, names)
            if piece:
                pieces.append(piece)
                continue
            self._pieces(pieces, depth)
            pieces = []
            self._statement(operation, names, depth)
        self._pieces(pieces, depth)

    def _pieces(self, pieces: list[str], depth: int) -> None:
        if len(pieces) == 1:
            self._line(depth, f"w({pieces[0]})")
        elif pieces:
            self._line(depth, f"x(({', '.join(pieces)}))")

    def _piece(self, operation: Node, names: Variables) -> str:
        """The expression of what is printed; "" for operations that do not print."""
        kind = operation[0]
        if kind == "text":
            return repr(operation[1].encode())
        if kind == "identity":
            return "o.identity()"
        return self._value(operation, names) if kind in _PRINTED else ""

    def _value(self, operation: Node, names: Variables) -> str:
        """The expression of a value as it is printed: most are texts, which need no call."""
        kind, node, *given = operation
        value = self._expression(node, names)
        if kind == "picture":
            return f"p({value}, {given[0]!r}, {given[1]!r})"
        separator = self._break(given[0])
        if kind == "blank":
            return f"(t.encode() if (t := {value}).__class__ is M and t else g(t, {separator}))"
        return f"(t.encode() if (t := {value}).__class__ is M else f(t, {separator}))"

    def _break(self, text: str) -> str:
        """The name of what a line break becomes: the same few stand behind all values, and are read once."""
        return self._breaks.setdefault(text, f"l{len(self._breaks)}")

    def _statement(self, operation: Node, names: Variables, depth: int) -> None:
        kind = operation[0]
        if kind == "if":
            self._if(operation, names, depth)
        elif kind == "for":
            self._for(operation, names, depth)
        elif kind == "cut":
            self._cut(operation, depth)
        else:
            self._line(depth, _REPAIRS[kind].format(operation[1]))

    def _if(self, operation: Node, names: Variables, depth: int) -> None:
        _, branches, other = operation
        for number, (test, body, _) in enumerate(branches):
            self._line(depth, f"{'elif' if number else 'if'} {self._expression(test, names)}:")
            self._block(body, names, depth)
        if other:
            self._line(depth, "else:")
            self._block(other, names, depth)

    def _block(self, body: Operations, names: Variables, depth: int) -> None:
        before = len(self._lines)
        self._write(body, names, depth + 1)
        if len(self._lines) == before:
            self._line(depth + 1, "pass")

    def _for(self, operation: Node, names: Variables, depth: int) -> None:
        _, name, items, body, other, _ = operation
        self._count += 1
        key = str(self._count)
        self._line(depth, f"n{key} = s({self._expression(items, names)})")
        self._line(depth, f"for i{key}, v{key} in enumerate(n{key}, 1):")
        self._loops.append(key)
        self._write(body, {**names, name: f"v{key}"}, depth + 1)
        self._loops.pop()
        self._line(depth + 1, f"if len(b) > {FLUSH_AT}: o.flush()")
        if other:
            self._line(depth, f"if not n{key}:")
            self._block(other, names, depth)

    def _cut(self, operation: Node, depth: int) -> None:
        """The end of a row or table: it is cut, or what holds it is told of it."""
        _, number, holder, row = operation
        told = f"k{holder:d} = {row!r}" if holder else "pass"
        if number:
            self._line(depth, f"o.close(k{number:d})")
            told = f"if k{number:d}: {told}"
        self._line(depth, told)

    def _expression(self, node: Node, names: Variables) -> str:
        kind = node[0]
        if kind == "name":
            return names.get(node[1]) or f"c[{node[1]!r}]"
        if kind == "get":
            return f"{self._expression(node[1], names)}[{node[2]!r}]"
        if kind == "loop":
            return self._loop(node[1])
        return repr(node[1]) if kind == "const" else self._judgement(node, names)

    def _judgement(self, node: Node, names: Variables) -> str:
        """The expression of a not, an and, an or or a comparison."""
        kind, *sides = node
        if kind == "not":
            return f"(not {self._expression(sides[0], names)})"
        word = sides.pop(0) if kind == "compare" else kind
        if word not in _BETWEEN:
            raise ValueError(word)
        left, right = (self._expression(side, names) for side in sides)
        return f"({left} {word} {right})"

    def _loop(self, name: str) -> str:
        """What a tag asks of the innermost loop: the number of the round, whether it is the first or last."""
        key = self._loops[-1] if self._loops else "0"
        asked = {"index": f"i{key}", "first": f"(i{key} == 1)", "last": f"(i{key} == len(n{key}))"}
        return asked[name]


def bodies(operation: Node) -> Iterator[Operations]:
    """The operations within a condition or loop, branch by branch; nothing within any other."""
    if operation[0] == "if":
        yield from (body for _, body, _ in operation[1])
        yield operation[2]
    elif operation[0] == "for":
        yield operation[3]
        yield operation[4]


def prune(operations: Operations, unsure: Collection[int]) -> Operations:
    """The operations without the repairs that can never be needed; neighbouring texts joined."""
    made: list[Node] = []
    for operation in operations:
        kept = _kept(operation, unsure)
        if kept and kept[0] == "text" and made and made[-1][0] == "text":
            made[-1] = ("text", made[-1][1] + kept[1])
        elif kept:
            made.append(kept)
    return tuple(made)


def _kept(operation: Node, unsure: Collection[int]) -> Node | None:
    kind = operation[0]
    if kind == "if":
        return _kept_if(operation, unsure)
    if kind == "for":
        *head, body, other, place = operation
        return (*head, prune(body, unsure), prune(other, unsure), place)
    if kind == "cut":
        return _kept_cut(operation, unsure)
    needless = kind in _REPAIRS and operation[1] not in unsure
    return None if needless else operation


def _kept_if(operation: Node, unsure: Collection[int]) -> Node:
    _, branches, other = operation
    pruned = tuple((test, prune(body, unsure), place) for test, body, place in branches)
    return ("if", pruned, prune(other, unsure))


def _kept_cut(operation: Node, unsure: Collection[int]) -> Node | None:
    """A cut of what is unsure; one that does not cut may still have to tell the holder around it."""
    _, number, holder, row = operation
    number, holder = (item if item in unsure else 0 for item in (number, holder))
    return ("cut", number, holder, row) if number or holder else None


def names(node: Node) -> Iterator[str]:
    """The dotted names in an expression, as written."""
    if node[0] in ("name", "get", "loop"):
        yield dotted(node)
    else:
        for part in node[1:]:
            if isinstance(part, tuple):
                yield from names(part)


def dotted(node: Node) -> str:
    """A path as a person writes it."""
    if node[0] == "get":
        return f"{dotted(node[1])}.{node[2]}"
    return f"loop.{node[1]}" if node[0] == "loop" else cast(str, node[1])
