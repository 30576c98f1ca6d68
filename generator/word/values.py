"""Facts made ready to print, once a client: texts escaped, each record a dict of what is asked for."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Protocol, TypeGuard

from generator.assets import Asset
from generator.domain import Form, Month, printing
from generator.pictures import Picture
from generator.word.escaped import NONE, NOTHING, Text, cleaned, joined, text

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


def _plain(value: Any) -> object:
    """A value of any kind made ready."""
    return _reader(value.__class__)(value)


@cache
def _reader(kind: type) -> Callable[[Any], object]:
    """How values of a class are made ready."""
    for kinds, reader in _READERS:
        if issubclass(kind, kinds):
            return reader
    return Row if is_dataclass(kind) and not _shows_photo(kind) else _photo


def _as_it_is(value: object) -> object:
    return value


def _words(value: object) -> Text:
    return text(printing.words(value))


def _mapping(value: Mapping[object, object]) -> dict[str, object]:
    return {(name := str(key)): _within(name, item) for key, item in value.items()}


def _shows_photo(kind: Any) -> bool:
    """Whether records of a class are photos by their files."""
    return {"asset", "caption"} <= {*dir(kind), *(field.name for field in fields(kind))}


def _photo(value: object) -> object:
    if is_photo(value):
        return value
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
            made: object = cleaned(item)
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
        return NOTHING
    if item.__class__ is tuple:  # a month is of a class of its own
        words = [one if one.__class__ is str else printing.words(one, form) for one in item]
        return joined(words, form.sign) if words else NONE
    return text(printing.words(item, form))


def _within(name: str, value: object) -> object:
    try:
        return _plain(value)
    except _PlaceError as exc:
        raise _PlaceError(f".{name}{exc}") from exc


def _items(values: Iterable[object]) -> tuple[object, ...]:
    made: list[object] = []
    try:
        for item in values:
            made.append(_plain(item))
    except _PlaceError as exc:
        raise _PlaceError(f"[{len(made) + 1}]{exc}") from exc
    return tuple(made)


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise _PlaceError(f" {value}")
    return value


# The first that a class belongs to; a month is a tuple as well, yes and no are numbers.
_READERS: tuple[tuple[Any, Callable[[Any], object]], ...] = (
    (str, text),
    ((type(None), int, Picture), _as_it_is),
    (float, _finite),
    ((datetime.date, Decimal, Month), _words),
    ((tuple, list), _items),
    (Mapping, _mapping),
)
