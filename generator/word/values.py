"""Facts made ready to print, once a client: every text escaped, every record a plain dict."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import is_dataclass
from decimal import Decimal
from typing import Any, Protocol, Self, TypeGuard

from markupsafe import Markup, escape

from generator.assets import Asset
from generator.domain import Form, Month, printing
from generator.pictures import Picture

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
        return Row(value)
    raise _PlaceError(f" {type(value).__name__}")


class Row(dict[str, object]):
    """A record of the domain, each field made ready when it is first asked for: most never are."""

    __slots__ = ("_forms", "_record")

    def __init__(self, record: object) -> None:
        super().__init__()
        kind: Any = type(record)
        self._record, self._forms = record, printing.forms(kind)

    def __missing__(self, name: str) -> object:
        form = self._forms[name]
        item = getattr(self._record, name)
        if item.__class__ is str:  # as most are
            made: object = text(item)
        elif form:
            made = _formed(item, form)
        else:
            made = item if item is None or item.__class__ in _AS_IT_IS else self._deep(name, item)
        self[name] = made
        return made

    def _deep(self, name: str, item: object) -> object:
        try:
            return _plain(item)
        except _PlaceError as exc:
            raise TypeError(f"{type(self._record).__name__}.{name}{exc}: cannot be printed") from exc

    def __len__(self) -> int:
        return len(self._forms)

    def __iter__(self) -> Iterator[str]:
        return iter(self._forms)

    def __contains__(self, name: object) -> bool:
        return name in self._forms

    # What goes through a dict sees only the fields that were asked for; these go by the names.
    get, keys, items, values = Mapping.get, Mapping.keys, Mapping.items, Mapping.values  # type: ignore
    __eq__ = Mapping.__eq__
    __hash__ = None


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
    return str.__new__(Lines if "\n" in clean else Text, escaped)


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
    return written(value, separator).encode()


def encoded_or_blank(value: object, separator: str) -> bytes:
    """The bytes of a value as it stands in the XML; a line to write on for an empty text."""
    return written_or_blank(value, separator).encode()
