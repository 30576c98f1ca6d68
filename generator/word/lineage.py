"""What a style rests on: the style that it is based on, and so on, as long as none comes again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from generator.word.tree import Element, below, given


def names(style: str, above: Callable[[str], str | None]) -> Iterator[str]:
    """A style and those that it rests on, the nearest first; ``above`` gives what one is based on."""
    seen = {style}
    yield style
    while (based := above(style)) and based not in seen:
        style = based
        seen.add(style)
        yield style


def styles(style: str, known: Mapping[str, Element]) -> Iterator[Element]:
    """The same as elements, as far as they are ``known`` by their names."""
    return (known[name] for name in names(style, partial(_above, known)) if name in known)


def _above(known: Mapping[str, Element], style: str) -> str:
    return based_on(known.get(style))


def based_on(style: Element | None) -> str:
    """The name of the style that one is based on; "" for none."""
    return given(below(style, "basedOn"))
