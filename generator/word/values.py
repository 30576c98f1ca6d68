"""Facts made ready to print, once a client: every text escaped, every record a plain dict."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import is_dataclass
from decimal import Decimal
from typing import Any, Protocol, TypeGuard

from markupsafe import Markup, escape

from generator.assets import Asset
from generator.domain import Form, Month, printing
from generator.pictures import Picture

BLANK = "＿＿＿＿＿＿"
# Anything that must be escaped, stripped or broken into lines: most values have none of it.
_SPECIAL = re.compile("[\x00-\x1f\x7f-\x9f&<>\"'\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


_AS_IT_IS = frozenset({bool, int})


class PhotoLike(Protocol):
    """A photo by its file, as the facts name it."""

    @property
    def asset(self) -> Asset: ...
    @property
    def caption(self) -> str: ...


def is_photo(value: object) -> TypeGuard[PhotoLike]:
    """Whether a value is a photo by its file."""
    return hasattr(value, "asset") and hasattr(value, "caption")


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


class Listed(Lines):
    """The escaped words of a list, which prints as one text and can be gone through item by item."""

    __slots__ = ("items",)
    items: tuple[Text, ...]


_NOTHING = Text("")


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


class Prepared(dict[str, object]):
    """A context of templates that has each of its names only when it is first asked for.

    ``make`` gives the value of a name, made ready; KeyError where there is none. Who shares one between
    threads gives a lock that a thread may hold twice.
    """

    def __init__(self, make: Callable[[str], object], lock: AbstractContextManager[object]) -> None:
        super().__init__()
        self._make, self._lock = make, lock

    def __missing__(self, name: str) -> object:
        with self._lock:
            if name not in self:
                self[name] = self._make(name)
            return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a name, made now if it has to be."""
        try:
            return self[name]
        except KeyError:
            return default

    def beside(self, own: Mapping[str, object]) -> Prepared:
        """The same context for one document, with values of its own that come before."""
        made = Prepared(self.__getitem__, self._lock)
        made.update((name, ready(value)) for name, value in own.items())
        return made


def ready(value: object, form: Form | None = None) -> object:
    """One value made ready to print, in its form if it is words."""
    try:
        return _formed(value, form) if form else _plain(value)
    except _PlaceError as exc:
        raise TypeError(f"facts{exc}: cannot be printed") from exc


class _PlaceError(Exception):
    """A value of a kind that no template can print; str() grows into its path on the way out."""


def _plain(value: object) -> object:
    if isinstance(value, str):
        return text(value)
    if value is None or isinstance(value, (bool, int, Picture)):
        return value
    if isinstance(value, float):
        return _finite(value)
    if isinstance(value, (datetime.date, Decimal, Month)):
        return text(printing.words(value))
    return _gathered(value)


def _gathered(value: object) -> object:
    """A list, a mapping, a photo or a record, all that is in it plain."""
    if isinstance(value, (tuple, list)):
        return _items(value)
    if isinstance(value, Mapping):
        return _fields((str(key), item) for key, item in value.items())
    if is_photo(value):
        return value
    if is_dataclass(value):
        return _record(value)
    raise _PlaceError(f" {type(value).__name__}")


def _record(value: object) -> dict[str, object]:
    """A record of the domain: what has words is written in the form of its field."""
    made: dict[str, object] = {}
    kind: Any = type(value)
    for name, form in printing.forms(kind).items():
        item = getattr(value, name)
        # Most fields are texts, or yes and no: these take the short way.
        if item.__class__ is str:
            made[name] = text(item)
        elif form:
            made[name] = _formed(item, form)
        else:
            made[name] = item if item is None or item.__class__ in _AS_IT_IS else _within(name, item)
    return made


def _formed(item: object, form: Form) -> Text:
    if item is None:
        return _NOTHING
    if isinstance(item, tuple) and not isinstance(item, Month):
        return _listed(item, form)
    return text(printing.words(item, form))


def _within(name: str, value: object) -> object:
    try:
        return _plain(value)
    except _PlaceError as exc:
        raise _PlaceError(f".{name}{exc}") from exc


def _listed(values: tuple[object, ...], form: Form) -> Listed:
    """The list as one text; its items are escaped already, and no sign between them needs to be."""
    items = tuple(text(item if item.__class__ is str else printing.words(item, form)) for item in values)
    listed = Listed(form.sign.join(filter(None, items)))
    listed.items = items
    return listed


def _items(values: Iterable[object]) -> tuple[object, ...]:
    made: list[object] = []
    try:
        for item in values:
            made.append(_plain(item))
    except _PlaceError as exc:
        raise _PlaceError(f"[{len(made) + 1}]{exc}") from exc
    return tuple(made)


def _fields(items: Iterable[tuple[str, object]]) -> dict[str, object]:
    return {name: _within(name, item) for name, item in items}


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
