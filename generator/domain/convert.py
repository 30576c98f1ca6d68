"""The one converter: plain data of the schema becomes a record of the domain, field by field of one name."""

from __future__ import annotations

import datetime
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from generator.domain import printing
from generator.domain.kinds import Month, day, moment

Data = Mapping[str, Any]
Reader = Callable[[Any], Any]
T = TypeVar("T")
_REFUSED = object()


def build(kind: Callable[..., T], row: Data, /, **given: Any) -> T:
    """A record from an object of the data: each field from the key of its name, but for those given.

    What is missing in the data is the field's default, else what its type has for nothing: "", None, 0,
    False, (). TypeError when a field is of a type that data cannot hold and is not given.
    """
    made = dict(given)
    for name, read, required, nothing in _plan(kind):
        if name not in given and (required or name in row):
            value = row.get(name)
            made[name] = nothing if value is None and nothing is not _REFUSED else read(value)
    return kind(**made)


def every(kind: Callable[..., T], rows: Iterable[object], /, **given: Any) -> tuple[T, ...]:
    """A record from each object of a list; what is no object is left out (the schema has refused it)."""
    return tuple(build(kind, row, **given) for row in rows if isinstance(row, Mapping))


@cache
def _plan(kind: Any) -> tuple[tuple[str, Reader, bool, Any], ...]:
    """Each field with what reads it from the data, whether it has no default, and what it is without data."""
    hints = get_type_hints(kind, include_extras=True)
    found = []
    for field in fields(kind):
        read = _reader(hints[field.name])
        required = field.default is MISSING and field.default_factory is MISSING
        found.append((field.name, read, required, _nothing(read)))
    return tuple(found)


def _nothing(read: Reader) -> Any:
    """What a reader makes of no data; `_REFUSED` where it takes none."""
    try:
        return read(None)
    except TypeError:
        return _REFUSED


def _reader(hint: Any) -> Reader:
    if get_origin(hint) is Annotated:
        return _reader(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        return _optional(frozenset(get_args(hint)) - {type(None)})
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        return partial(_records, item) if is_dataclass(item) else _LISTS.get(item) or _unreadable(hint)
    if is_dataclass(hint):
        return partial(_record, hint)
    return _PLAIN.get(hint) or (_enum(hint) if _is_enum(hint) else _unreadable(hint))


def _optional(members: frozenset[Any]) -> Reader:
    """The reader of a value that may be missing, or be of one of two kinds."""
    if members == {datetime.date, Month}:
        return moment
    if members == {Decimal, str}:
        return quantity
    if len(members) == 1:
        (member,) = members
        if _is_enum(member):
            return _enum(member)
        if member in _MAYBE:
            return _MAYBE[member]
    return _unreadable(members)


def text(value: object) -> str:
    """A value as text: as written, numbers as a person writes them, "" for none and for yes and no."""
    if isinstance(value, str):
        return value.strip()
    if value is None or isinstance(value, bool):
        return ""
    return printing.words(value)


def amount(value: object) -> Decimal | None:
    """A number exactly as written; None for anything else."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return Decimal(repr(value))


def quantity(value: object) -> Decimal | str:
    """A number where one was written, else the text."""
    found = amount(value)
    return text(value) if found is None else found


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _texts(value: object) -> tuple[str, ...]:
    """The texts of a list that are not empty, each once; a single value counts as a list of one."""
    values = value if isinstance(value, (list, tuple)) else (value,)
    return tuple(dict.fromkeys(filter(None, map(text, values))))


def _wholes(value: object) -> tuple[int, ...]:
    """The whole numbers of a list, each once."""
    values = value if isinstance(value, (list, tuple)) else ()
    return tuple(dict.fromkeys(one for one in map(_whole, values) if one is not None))


def _records(kind: Any, value: object) -> tuple[Any, ...]:
    return every(kind, value) if isinstance(value, (list, tuple)) else ()


def _record(kind: Any, value: object) -> Any:
    return build(kind, value if isinstance(value, Mapping) else {})


def _is_enum(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Enum)


def _enum(kind: type[Enum]) -> Reader:
    known = {member.value: member for member in kind}
    return known.get


def _unreadable(hint: Any) -> Reader:
    def refuse(_: object) -> Any:
        raise TypeError(f"{hint} cannot come from the data: give it to build()")

    return refuse


_PLAIN: Mapping[Any, Reader] = {
    str: text,
    bool: lambda value: value is True,
    int: lambda value: _whole(value) or 0,
}
_LISTS: Mapping[Any, Reader] = {str: _texts, int: _wholes}
_MAYBE: Mapping[Any, Reader] = {
    str: lambda value: text(value) or None,
    bool: lambda value: value if isinstance(value, bool) else None,
    int: _whole,
    Decimal: amount,
    datetime.date: day,
    Month: lambda value: found if isinstance(found := moment(value), Month) else None,
}
