"""The tags in a text, as they are written: what each begins with and says, not yet what that means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# A tag ends before the next one begins: an unclosed one swallows nothing, and matching stays linear.
TAG = re.compile(r"(?s)\{#(?:(?!\{#|#\}).)*#\}|\{\{(?:(?!\{[{%#]|\}\}).)*\}\}|\{%(?:(?!\{[{%#]|%\}).)*%\}")
_PARTS = re.compile(r"(?s)\{([{%#])(-?)((?:tr|tc|p|r)(?=\s))?(.*?)(-?)[}%#]\}")
_WORD = re.compile(r"\w+")
SHORT = 500  # characters of a tag that is remembered
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: mark is {, % or #, prefix p, tr, tc, r or "".

    ``word`` is the first word of a statement, "" in any other tag; ``rest`` is what stands behind it.
    """

    source: str
    mark: str
    prefix: str
    body: str
    dashed: bool
    word: str
    rest: str


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
    mark, left, prefix, inner, right = found.groups() if found else (source[1], "", "", source[2:-2], "")
    body = inner.strip().translate(_STRAIGHT) if found else inner.strip()
    return Tag(source, mark, prefix or "", body, bool(left or right), *_told(mark, body))


def _told(mark: str, body: str) -> tuple[str, str]:
    """The word of a statement and what stands behind it."""
    found = _WORD.match(body) if mark == "%" else None
    word = found[0] if found else ""
    return word, body[len(word) :].strip()


# The same tags stand in a template, and in other templates, again and again.
_tag = lru_cache(4096)(_read)
