"""Texts with tags outside Word: ``{{ name }}`` and ``{% if name and name %}……{% endif %}``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.domain import printing
from generator.errors import CatalogueError
from generator.library import guarded
from generator.problems import error

_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")
_INSIDE = re.compile(
    r"\{\{ ([a-z_0-9.]+) \}\}|\{% (if|elif) ([a-z_0-9.]+(?: and [a-z_0-9.]+)*) %\}|\{% (else|endif) %\}"
)


def dotted(facts: object, name: str) -> object:
    """The fact of a dotted name; CatalogueError when there is none."""
    value = facts
    for part in name.split("."):
        if isinstance(value, Mapping) and part in value:
            value = value[part]
        elif not part.startswith("_") and hasattr(value, part):
            value = getattr(value, part)
        else:
            raise CatalogueError(error("templates/reference/ledgers.yaml", f"没有取值“{name}”"))
    return value


def _words(facts: object, name: str) -> str:
    dotted(facts, name)
    return printing.printed(facts, name)


def fill(text: str, facts: object) -> str:
    """The text with its tags replaced by facts; CatalogueError for a tag of another form."""
    made: list[str] = []
    # For each open condition: whether its present branch is shown, and whether one was shown already.
    conditions: list[tuple[bool, bool]] = []
    for piece in _TAG.split(guarded(text)):
        tag = _INSIDE.fullmatch(piece)
        if not tag and piece.startswith(("{{", "{%")):
            raise CatalogueError(error("templates/reference/ledgers.yaml", f"标签写法不对：{piece}"))
        if tag and not tag[1]:
            _turn(conditions, tag[2] or tag[4], tag[3], facts)
        elif all(shown for shown, _ in conditions):
            made.append(_words(facts, tag[1]) if tag else piece)
    if conditions:
        raise CatalogueError(error("templates/reference/ledgers.yaml", f"条件没有结束：{text[:30]}"))
    return "".join(made)


def _turn(conditions: list[tuple[bool, bool]], word: str, name: str, facts: object) -> None:
    """Open, turn or close a condition."""
    if word == "if":
        conditions.append((_holds(name, facts),) * 2)
        return
    if not conditions:
        raise CatalogueError(error("templates/reference/ledgers.yaml", f"{word} 没有对应的开头"))
    _, done = conditions.pop()
    if word == "elif":
        shown = not done and _holds(name, facts)
        conditions.append((shown, done or shown))
    elif word == "else":
        conditions.append((not done, True))


def _holds(condition: str, facts: object) -> bool:
    """Whether all the facts named by a condition are so."""
    return all(bool(dotted(facts, name)) for name in condition.split(" and "))
