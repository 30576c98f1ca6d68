"""What a section of a unit prints: what every client has there, or what a condition around it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.library import knowledge
from generator.problems import Problem, error
from generator.schema import shape

_TAG = re.compile(r"\{(\{|%)\s*(.*?)\s*[}%]\}")
_FOR = re.compile(r"for (\w+) in ([\w.]+)")
# What any client has where the section stands.
_ALWAYS = re.compile(
    r"law\.|limit\.|loop\.|(?:unit\.\w+|its)\.(?:places|title)$|enterprise\.(?:name|short_name)$|agency\.name$"
)


class _Open(NamedTuple):
    """A condition or loop that is open: what it asks for; of a loop its variable and its list."""

    asks: str
    variable: str = ""
    of: str = ""


def check(section: knowledge.Section) -> Iterator[Problem]:
    """Every value that a client need not have and that nothing around it asks for, at its line."""
    opened: list[_Open] = []
    for at, sign, body in _tags(section.words):
        if sign == "%":
            _enter(body, opened)
        elif not _sure(body, opened):
            yield _unsure(body, f"{section.name}:{section.line + at}")


def _unsure(body: str, where: str) -> Problem:
    hint = f"放进 {{% if {body} %}} 里，没有时换一种说法"
    return error(where, f"企业不一定有 {body}", hint)


def _tags(words: str) -> Iterator[tuple[int, str, str]]:
    """Each tag of a section: its line, { or %, and what stands in it."""
    for at, line in enumerate(words.split("\n"), 1):
        yield from ((at, tag[1], tag[2]) for tag in _TAG.finditer(line))


def _enter(body: str, opened: list[_Open]) -> None:
    """Take in a tag that opens, goes on or closes."""
    word = body.split()[0] if body else ""
    if word in ("for", "if"):
        opened += _opening(word, body)
    elif word in ("elif", "else") and opened:
        opened[-1] = _Open(f"{opened[-1].asks} {body}")
    elif word in ("endif", "endfor") and opened:
        opened.pop()


def _opening(word: str, body: str) -> Iterator[_Open]:
    """What a tag opens; nothing for a loop over what has no name."""
    if word == "if":
        yield _Open(body)
    elif found := _FOR.fullmatch(body):
        yield _Open(found[2], found[1], found[2])


def _sure(name: str, opened: list[_Open]) -> bool:
    """Whether a name always has a value where it stands."""
    is_asked = any(_asks(one.asks, name) for one in opened)
    return is_asked or bool(_ALWAYS.match(name)) or _has_each(name, opened)


def _has_each(name: str, opened: list[_Open]) -> bool:
    """Whether each item of a loop that is open has the value, or is it."""
    root, _, field = name.partition(".")
    loop = _loop(root, opened)
    return loop is not None and (not field or field in _items(loop.of, opened).required)


def _asks(condition: str, name: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", condition) is not None


def _loop(variable: str, opened: list[_Open]) -> _Open | None:
    return next((one for one in reversed(opened) if one.variable == variable), None)


def _items(path: str, opened: list[_Open]) -> shape.Shape:
    """The shape of the things of a list of the client's data, or of a list of such a thing."""
    root, _, below = path.partition(".")
    loop = _loop(root, opened)
    whole = _items(loop.of, opened) if loop else shape.client()
    found = whole.child(below if loop else root)
    return found.items or found
