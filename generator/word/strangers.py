"""Names of the contract in the brackets of other programs: they are no tags and would print as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.problems import Problem, standing, warning
from generator.word.scan import Paragraph
from generator.word.shapes import Shape

_PATH = r"\s*([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*"
_BRACKETS = (
    r"\$\{%s\}",
    r"#\{%s\}",
    r"\{%s\}",
    r"\[\[%s\]\]",
    r"\[%s\]",
    r"<<%s>>",
    r"«%s»",
    r"《%s》",
    r"【%s】",
)
_BRACKETED = re.compile("|".join(one % _PATH for one in _BRACKETS))
_SIGNS = frozenset("{[<«《【")


def check(paragraphs: Iterable[Paragraph], known: Shape) -> Iterator[Problem]:
    """Every known name that stands in other brackets than those of a tag."""
    for paragraph in paragraphs:
        if not _SIGNS.isdisjoint(paragraph.outside):
            yield from standing(_in_brackets(paragraph, known), paragraph.spot)


def _in_brackets(paragraph: Paragraph, known: Shape) -> Iterator[Problem]:
    for found in _BRACKETED.finditer(paragraph.outside):
        path = next(filter(None, found.groups()))
        if _is_value(path, known):
            yield _told(paragraph.where, found[0], path)


def _told(where: str, written: str, path: str) -> Problem:
    return warning(where, f"“{written[:40]}”不是标签，会原样印出", f"写成 {{{{ {path} }}}}")


def _is_value(path: str, known: Shape) -> bool:
    """Whether a path leads to something that can be printed."""
    found: Shape | None = known
    for name in path.split("."):
        found = found.fields.get(found.aliases.get(name, name)) if found else None
    return found is not None and found.kind in ("text", "number", "words")
