"""The names in tags, put into the language of a template's author."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.word import tags
from generator.word.grammar import RefusedError, loop
from generator.word.shapes import Shape

_UNKNOWN = Shape("unknown")
# Words in quotes and filters stay; all else of letters is a dotted name, or a keyword that nothing is called.
_WORDS = re.compile(r"""("[^"]*"|'[^']*'|“[^”]*”|\|\s*\w+)|[^\W\d]\w*(?:\.[^\W\d]\w*)*""")


def is_spoken(tag: str) -> bool:
    """Whether a tag names something otherwise than the contract does."""
    return not tag.startswith("{#") and any(
        not (found[1] or found[0].isascii()) for found in _WORDS.finditer(tag)
    )


class Speaker:
    """Says the tags of one part, which come in their order, by the aliases of what they name.

    Names that a loop gives, unknown ones and the keys of mappings stay.
    """

    def __init__(self, known: Shape) -> None:
        self._known = known
        self._loops: list[tuple[str, Shape]] = []

    def said(self, source: str) -> str:
        """A tag with its names as an author calls them."""
        (tag,) = tags.of(source)
        if tag.word == "for":
            return self._begun(source, tag.rest)
        if tag.word == "endfor" and self._loops:
            self._loops.pop()
        return source if tag.mark == "#" else _WORDS.sub(self._word, source)

    def _begun(self, source: str, rest: str) -> str:
        """A loop with its list as an author calls it; its name stays."""
        before, name_is_over, items = source.partition(" in ")
        made = before + name_is_over + _WORDS.sub(self._word, items)
        self._loops.append(self._loop(rest))
        return made

    def _word(self, found: re.Match[str]) -> str:
        return found[0] if found[1] else ".".join(name for name, _ in self._steps(found[0]))

    def _loop(self, rest: str) -> tuple[str, Shape]:
        """The name that a loop gives, and what it stands for."""
        try:
            loop(rest)
        except RefusedError:
            return "", _UNKNOWN
        name, _, items = rest.partition(" in ")
        *_, (_, found) = self._steps(items.strip())
        return name.strip(), found.item or _UNKNOWN

    def _steps(self, path: str) -> Iterator[tuple[str, Shape]]:
        """Each step of a dotted name as it is called, and what it stands for."""
        first, *rest = path.split(".")
        name, found = self._first(first)
        yield name, found
        for step in rest:
            name, found = _step(found, step)
            yield name, found

    def _first(self, name: str) -> tuple[str, Shape]:
        """What the innermost loop around calls so, else what the contract does."""
        inner = next((found for loop, found in reversed(self._loops) if loop == name), None)
        return (name, inner) if inner else _called(self._known, name)


def _step(outer: Shape, name: str) -> tuple[str, Shape]:
    """A name after a dot as it is called, and what it stands for; the keys of mappings stay."""
    return (name, outer.item or _UNKNOWN) if outer.kind == "map" else _called(outer, name)


def _called(outer: Shape, name: str) -> tuple[str, Shape]:
    field = outer.called(name)
    return outer.alias(field), outer.fields.get(field, _UNKNOWN)
