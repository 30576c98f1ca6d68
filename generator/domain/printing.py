"""Values as words: the only place that writes a day, a number, a share or a list."""

from __future__ import annotations

import datetime
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from generator.domain.kinds import HIDDEN, ROW, Form, Month

_SCALARS = (str, int, float, Decimal, datetime.date, Month)


def words(value: object, form: Form = ROW) -> str:
    """The value as a person reads it, "" for what is not known; TypeError for what has no words.

    Yes and no, records and pictures have none: a template asks or shows them instead.
    """
    if isinstance(value, str):
        return value.value if isinstance(value, Enum) else value
    if value is None:
        return ""
    if isinstance(value, (datetime.date, Month)):
        return _prose(value) if form.prose else _row(value)
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return _number(value, form)
    if isinstance(value, (tuple, list)):
        return form.sign.join(filter(None, (words(item, form) for item in value)))
    raise TypeError(f"{type(value).__name__} has no words")


def _row(value: datetime.date | Month) -> str:
    return f"{value.year:04d}-{value.month:02d}" if isinstance(value, Month) else value.isoformat()


def _prose(value: datetime.date | Month) -> str:
    month = f"{value.year}年{value.month}月"
    return month if isinstance(value, Month) else f"{month}{value.day}日"


def number(value: float | Decimal) -> str:
    """A number as a person writes it: 0.1 + 0.2 is 0.3, and 5.0 is 5."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    written = f"{round(value, 10):.10f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _number(value: float | Decimal, form: Form) -> str:
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if form.percent:
        return f"{_rounded(exact * 100, 1)}%"
    return number(value) if form.decimals is None else _rounded(exact, form.decimals)


def _rounded(value: Decimal, decimals: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"


@cache
def form_of(hint: Any) -> Form | None:
    """The form in which values of a type hint are written; None where they are no words by themselves.

    Numbers that are always known stay numbers, so that templates can compare them; a number that may be
    missing is words, so that 0 is not taken for nothing. A list of numbers is words where its form is told.
    """
    origin = get_origin(hint)
    if origin is Annotated:
        return _told_form(hint)
    if origin in (Union, types.UnionType):
        spelled = all(map(_has_words, set(get_args(hint)) - {type(None)}))
    elif origin is tuple:
        spelled = get_args(hint)[0] is not int and _has_words(get_args(hint)[0])
    else:
        spelled = isinstance(hint, type) and hint not in (int, float) and _has_words(hint)
    return ROW if spelled else None


def _told_form(hint: Any) -> Form | None:
    """The form that an annotation tells, where the value has words."""
    inner, *told = get_args(hint)
    form = next((one for one in told if isinstance(one, Form)), None)
    of_numbers = get_args(inner) == (int, ...)
    return (form or ROW) if form_of(inner) or (form and of_numbers) else None


def _has_words(hint: Any) -> bool:
    if get_origin(hint) is not None:
        return form_of(hint) is not None
    return isinstance(hint, type) and hint is not bool and issubclass(hint, (*_SCALARS, Enum))


@cache
def forms(kind: Any) -> Mapping[str, Form | None]:
    """The form of each field of a dataclass that templates may name, in their order."""
    hints = get_type_hints(kind, include_extras=True)
    named = (field.name for field in fields(kind) if HIDDEN not in get_args(hints[field.name])[1:])
    return {name: form_of(hints[name]) for name in named}


def printed(thing: object, name: str) -> str:
    """The words of a dotted name within a record; AttributeError for no such name, TypeError for no words."""
    *path, last = name.split(".")
    for part in path:
        thing = thing[part] if isinstance(thing, Mapping) else getattr(thing, part)
    if isinstance(thing, Mapping):
        return words(thing[last])
    kind: Any = type(thing)
    form = forms(kind).get(last) if is_dataclass(thing) else None
    return words(getattr(thing, last), form or ROW)
