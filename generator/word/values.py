"""Facts made ready to print, once a client: every text escaped, every record a plain dict."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Protocol, TypeGuard

from markupsafe import Markup, escape

from generator.pictures import Picture

BLANK = "＿＿＿＿＿＿"
# Anything that must be escaped, stripped or broken into lines: most values have none of it.
_SPECIAL = re.compile("[\x00-\x1f\x7f-\x9f&<>\"'\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


class PhotoLike(Protocol):
    """A photo by its file, as the facts name it."""

    @property
    def path(self) -> str: ...
    @property
    def caption(self) -> str: ...


def is_photo(value: object) -> TypeGuard[PhotoLike]:
    """Whether a value is a photo by its file."""
    return hasattr(value, "path") and hasattr(value, "caption")


class UnprintableError(Exception):
    """A value that has no text: none, yes or no, a list, a record."""


class Text(Markup):
    """Text that ``text`` has escaped and cleaned: it can stand in any XML text or attribute as it is."""

    __slots__ = ()


class Lines(Text):
    """Escaped text of several lines; how a line breaks depends on where it is printed."""

    __slots__ = ()

    def broken(self, separator: str) -> str:
        """The lines with the separator between them."""
        return separator.join(str.split(self, "\n"))


def prepare(facts: object, special: Mapping[str, object]) -> Mapping[str, object]:
    """The context of templates: the facts' fields and the special names, escaped and plain."""
    try:
        context = _plain(facts)
        given = {name: _plain(value) for name, value in special.items()}
    except _PlaceError as exc:
        raise TypeError(f"facts{exc}: cannot be printed") from exc
    if not isinstance(context, dict):
        raise TypeError(f"facts must be a dataclass or a mapping, not {type(facts).__name__}")
    return {**context, **given}


class _PlaceError(Exception):
    """A value of a kind that no template can print; str() grows into its path on the way out."""


def _plain(value: object) -> object:
    if isinstance(value, str):
        return text(value)
    if value is None or isinstance(value, (bool, int, Picture)):
        return value
    if isinstance(value, float):
        return _finite(value)
    if isinstance(value, (tuple, list)):
        return _items(value)
    if isinstance(value, Mapping):
        return _fields((str(key), item) for key, item in value.items())
    if is_photo(value):
        return value
    if is_dataclass(value):
        kind: Any = type(value)
        return _fields((name, getattr(value, name)) for name in _names(kind))
    raise _PlaceError(f" {type(value).__name__}")


def _items(values: Iterable[object]) -> tuple[object, ...]:
    made: list[object] = []
    try:
        for item in values:
            made.append(_plain(item))
    except _PlaceError as exc:
        raise _PlaceError(f"[{len(made) + 1}]{exc}") from exc
    return tuple(made)


def _fields(items: Iterable[tuple[str, object]]) -> dict[str, object]:
    made: dict[str, object] = {}
    name = ""
    try:
        for name, item in items:  # noqa: B007 (named in the error)
            made[name] = _plain(item)
    except _PlaceError as exc:
        raise _PlaceError(f".{name}{exc}") from exc
    return made


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise _PlaceError(f" {value}")
    return value


def text(value: str) -> Text:
    """The text escaped; tabs become spaces and other control characters go (intake has refused them)."""
    if isinstance(value, Text):
        return value
    if isinstance(value, Markup):  # escaped by somebody else, perhaps: made sure of
        value = value.unescape()
    if not _SPECIAL.search(value):
        return str.__new__(Text, value)
    clean = _ILLEGAL.sub("", _BREAKS.sub("\n", value).replace("\t", " "))
    clean = _SURROGATES.sub("\ufffd", clean)
    escaped = escape(clean)
    return Lines(escaped) if "\n" in clean else Text(escaped)


def number(value: float) -> str:
    """A number as a person writes it: 0.1 + 0.2 is 0.3, and 5.0 is 5."""
    if isinstance(value, int):
        return str(value)
    written = f"{round(value, 10):.10f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def written(value: object, separator: str) -> str:
    """A value as it stands in the XML; UnprintableError for what has no text."""
    if isinstance(value, str):
        safe = text(value)
        return safe.broken(separator) if isinstance(safe, Lines) else safe
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise UnprintableError
    return number(value)


def written_or_blank(value: object, separator: str) -> str:
    """A value as it stands in the XML; a line to write on for an empty text."""
    return written(value, separator) or BLANK
