"""The source of a part as a tree: fixed text, what is printed, conditions and loops with their bodies.

What the tags say is read by ``grammar``; here only words that open, go on and close are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.word.tags import TAG


class UnreadableError(Exception):
    """Tags that do not fit together: one never closed, a word that is not known."""


@dataclass(frozen=True, slots=True)
class Text:
    """Fixed text between two tags."""

    data: str


@dataclass(frozen=True, slots=True)
class Print:
    """``{{ body }}``."""

    body: str


@dataclass(slots=True)
class If:
    """A condition: the test of each branch with its body, and what stands after ``else``."""

    branches: list[tuple[str, list[Item]]] = field(default_factory=list)
    other: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class For:
    """``{% for head %}``, its body, and what stands in place of no items at all."""

    head: str
    body: list[Item] = field(default_factory=list)
    other: list[Item] = field(default_factory=list)


Item = Text | Print | If | For


def read(source: str) -> list[Item]:
    """The tree of a source; UnreadableError where its tags do not fit together."""
    reading = _Reading()
    for item in _items(source):
        if isinstance(item, (Text, Print)):
            reading.bodies[-1].append(item)
        else:
            reading.follow(*item)
    if reading.opened:
        raise UnreadableError
    return reading.bodies[0]


class _Reading:
    """What is open while a source is read, and the bodies that items go into, the innermost last."""

    def __init__(self) -> None:
        self.opened: list[If | For] = []
        self.bodies: list[list[Item]] = [[]]

    def follow(self, word: str, rest: str) -> None:
        """Open, go on with or end a condition or loop."""
        if word in ("if", "for"):
            self._open(word, rest)
        elif not self.opened or (rest and word != "elif"):
            raise UnreadableError
        else:
            self._go_on(word, rest, self.opened[-1])

    def _open(self, word: str, rest: str) -> None:
        body: list[Item] = []
        made = If([(rest, body)]) if word == "if" else For(rest, body)
        self.bodies[-1].append(made)
        self.opened.append(made)
        self.bodies.append(body)

    def _go_on(self, word: str, rest: str, inner: If | For) -> None:
        if word == ("endif" if isinstance(inner, If) else "endfor"):
            self.opened.pop()
            self.bodies.pop()
        elif self.bodies[-1] is inner.other:  # nothing but the end comes after else
            raise UnreadableError
        else:
            self.bodies[-1] = _next_body(word, rest, inner)


def _items(source: str) -> Iterator[Text | Print | tuple[str, str]]:
    """Texts, prints, and statements as their word and the rest; comments are gone."""
    at = 0
    for found in TAG.finditer(source):
        yield from _text(source[at : found.start()])
        at = found.end()
        yield from _tag(found[0])
    yield from _text(source[at:])


def _tag(tag: str) -> Iterator[Print | tuple[str, str]]:
    inner = tag[2:-2].strip()
    if tag[1] == "{":
        yield Print(inner)
    elif tag[1] == "%":
        word, _, rest = inner.partition(" ")
        yield word, rest.strip()


def _text(data: str) -> Iterator[Text]:
    if "{{" in data or "{%" in data or "{#" in data:  # a tag that does not end
        raise UnreadableError
    if data:
        yield Text(data)


def _next_body(word: str, rest: str, inner: If | For) -> list[Item]:
    if word == "else":
        return inner.other
    if word != "elif" or isinstance(inner, For):
        raise UnreadableError
    body: list[Item] = []
    inner.branches.append((rest, body))
    return body
