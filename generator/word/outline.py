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
    whole: list[Item] = []
    opened: list[If | For] = []
    bodies = [whole]  # where the next item goes is the last
    for item in _items(source):
        if isinstance(item, (Text, Print)):
            bodies[-1].append(item)
            continue
        word, rest = item
        if word in ("if", "for"):
            _open(word, rest, opened, bodies)
        else:
            _continue(word, rest, opened, bodies)
    if opened:
        raise UnreadableError
    return whole


def _items(source: str) -> Iterator[Text | Print | tuple[str, str]]:
    """Texts, prints, and statements as their word and the rest; comments are gone."""
    at = 0
    for found in TAG.finditer(source):
        yield from _text(source[at : found.start()])
        at = found.end()
        tag = found[0]
        if tag[1] == "{":
            yield Print(tag[2:-2].strip())
        elif tag[1] == "%":
            word, _, rest = tag[2:-2].strip().partition(" ")
            yield word, rest.strip()
    yield from _text(source[at:])


def _text(data: str) -> Iterator[Text]:
    if "{{" in data or "{%" in data or "{#" in data:  # a tag that does not end
        raise UnreadableError
    if data:
        yield Text(data)


def _open(word: str, rest: str, opened: list[If | For], bodies: list[list[Item]]) -> None:
    body: list[Item] = []
    made = If([(rest, body)]) if word == "if" else For(rest, body)
    bodies[-1].append(made)
    opened.append(made)
    bodies.append(body)


def _continue(word: str, rest: str, opened: list[If | For], bodies: list[list[Item]]) -> None:
    """Go on with, or end, the condition or loop that was opened last."""
    if not opened or (rest and word != "elif"):
        raise UnreadableError
    inner = opened[-1]
    if word == ("endif" if isinstance(inner, If) else "endfor"):
        opened.pop()
        bodies.pop()
    elif bodies[-1] is inner.other:  # nothing but the end comes after else
        raise UnreadableError
    else:
        bodies[-1] = _next_body(word, rest, inner)


def _next_body(word: str, rest: str, inner: If | For) -> list[Item]:
    if word == "else":
        return inner.other
    if word != "elif" or isinstance(inner, For):
        raise UnreadableError
    body: list[Item] = []
    inner.branches.append((rest, body))
    return body
