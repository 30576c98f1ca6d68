"""What is printed, as it stands in the XML: texts escaped once, lists as one text, numbers as people read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Self

from markupsafe import Markup, escape

from generator.domain import printing

BLANK = "＿＿＿＿＿＿"
# Anything that must be escaped, stripped or broken into lines: most values have none of it.
_SPECIAL = re.compile("[\x00-\x1f\x7f-\x9f&<>\"'\u2028\u2029\ud800-\udfff\ufffe\uffff]")
# What no XML text or attribute may hold; a line's end only until it is known what it becomes.
_UNSOUND = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f<>\"'\u2028\u2029\ud800-\udfff\ufffe\uffff]|&(?!(?:amp|lt|gt|#34|#39);)"
)
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_REMEMBERED = 16384  # texts: more than one client prints


class UnprintableError(Exception):
    """A value that has no text: none, yes or no, a list, a record."""


class Text(Markup):
    """Text that ``text`` has escaped and cleaned: it can stand in any XML text or attribute as it is.

    There is none that cannot: documents are not parsed for it. ValueError for what is not escaped.
    """

    __slots__ = ()

    def __new__(cls, escaped: object = "", *_: str) -> Self:
        if _UNSOUND.search(made := str(escaped)):
            raise ValueError(f"not escaped: {made[:40]}")
        return str.__new__(cls, made)


class Lines(Text):
    """Escaped text of several lines; how a line breaks depends on where it is printed."""

    __slots__ = ()

    def broken(self, separator: str) -> str:
        """The lines with the separator between them."""
        return str.replace(self, "\n", separator)


class Listed(Lines):
    """The escaped words of a list, which prints as one text and can be gone through item by item."""

    __slots__ = ("items",)
    items: tuple[Text, ...]


def text(value: str) -> Text:
    """The text escaped; tabs become spaces and other control characters go (intake has refused them)."""
    if value.__class__ is str:
        return cleaned(value)
    if isinstance(value, Text):
        return value
    # Markup was escaped by somebody else, perhaps: made sure of.
    return cleaned(value.unescape() if isinstance(value, Markup) else str.__str__(value))


@lru_cache(_REMEMBERED)
def cleaned(value: str) -> Text:
    """What `text` makes of words that nobody has escaped: the same stand in many records of many days."""
    if not _SPECIAL.search(value):
        return str.__new__(Text, value)
    clean = _ILLEGAL.sub("", _BREAKS.sub("\n", value).replace("\t", " "))
    clean = _SURROGATES.sub("\ufffd", clean)
    escaped = escape(clean)
    return str.__new__(Lines if "\n" in clean else Text, escaped)


def joined(words: Sequence[str], sign: str) -> Listed:
    """The words of a list as one text with a sign between those that are not empty."""
    items = tuple([text(word) for word in words])
    made = str.__new__(Listed, str.join(cleaned(sign), filter(None, items)))
    made.items = items
    return made


NOTHING, NONE = cleaned(""), joined((), "")


def listed(value: object) -> tuple[object, ...] | list[object]:
    """The items that a loop goes through; UnprintableError for what is no list."""
    if isinstance(value, Listed):
        return value.items
    if isinstance(value, (tuple, list)):
        return value
    raise UnprintableError


def written(value: object, separator: str) -> str:
    """A value as it stands in the XML; UnprintableError for what has no text."""
    if isinstance(value, str):
        safe = text(value)
        return safe.broken(separator) if isinstance(safe, Lines) else safe
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise UnprintableError
    return printing.number(value)


def written_or_blank(value: object, separator: str) -> str:
    """A value as it stands in the XML; a line to write on for an empty text."""
    return written(value, separator) or BLANK


def encoded(value: object, separator: str) -> bytes:
    """The bytes of a value as it stands in the XML."""
    if value.__class__ is int:
        return b"%d" % value
    return written(value, separator).encode()


def encoded_or_blank(value: object, separator: str) -> bytes:
    """The bytes of a value as it stands in the XML; a line to write on for an empty text."""
    return written_or_blank(value, separator).encode()


# What the program of a template is called with besides values: see ``program``.
TOOLS = (Text, encoded, encoded_or_blank, listed)
