"""The tags in a text, as they are written: what each begins with and says, not yet what that means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# A tag ends before the next one begins: an unclosed one swallows nothing, and matching stays linear.
TAG = re.compile(r"(?s)\{#(?:(?!\{#|#\}).)*#\}|\{\{(?:(?!\{[{%#]|\}\}).)*\}\}|\{%(?:(?!\{[{%#]|%\}).)*%\}")
_PARTS = re.compile(r"(?s)\{([{%#])(-?)((?:tr|tc|p|r)(?=\s))?(.*?)(-?)[}%#]\}")
SHORT = 500  # characters of a tag that is remembered
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: mark is {, % or #, prefix p, tr, tc, r or "", word the first word of a statement."""

    source: str
    mark: str
    prefix: str
    body: str
    dashed: bool

    @property
    def word(self) -> str:
        found = re.match(r"\w+", self.body) if self.mark == "%" else None
        return found[0] if found else ""

    @property
    def rest(self) -> str:
        return self.body[len(self.word) :].strip()


def of(text: str) -> tuple[Tag, ...]:
    """The tags of a text in order."""
    if "{" not in text:
        return ()
    return tuple(_tag(found) if len(found) <= SHORT else _read(found) for found in TAG.findall(text))


def without(text: str) -> str:
    """The words of a text beside its tags."""
    return TAG.sub("", text) if "{" in text else text


def _read(source: str) -> Tag:
    found = _PARTS.fullmatch(source)
    if found is None:
        return Tag(source, source[1], "", source[2:-2].strip(), False)
    mark, left, prefix, body, right = found.groups()
    return Tag(source, mark, prefix or "", body.strip().translate(_STRAIGHT), bool(left or right))


# The same tags stand in a template, and in other templates, again and again.
_tag = lru_cache(4096)(_read)
