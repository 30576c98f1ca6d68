"""Ready values, as a form, a workbook or a program has them, checked as those of a text are."""

from __future__ import annotations

import datetime
import json
from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from generator.errors import IntakeError
from generator.intake import slips
from generator.intake.builder import (
    DEEPEST,
    MOST_TEXT,
    MOST_VALUES,
    TOO_DEEP,
    bad_sign,
    key_fault,
    left_empty,
    plain,
)
from generator.intake.source import Source
from generator.problems import Keys, Origin, Problem, error
from generator.schema import Shape, label

Origins = Mapping[Keys, Origin]
Several = Mapping[Any, Any] | list[Any] | tuple[Any, ...]  # what values may hold others


class Values:
    """Makes plain data of ready values; ``problems`` are without places."""

    def __init__(self, name: str) -> None:
        self.problems: list[Problem] = []
        self._name = name
        self._above = 0
        self._values = 0
        self._text = 0

    def build(self, content: Mapping[str, Any], shape: Shape, keys: Keys) -> dict[str, Any]:
        """The data of a mapping whose place in the record is ``keys``; IntakeError for what cannot be any."""
        self._above = len(keys) - 1
        return self._mapping(content, shape, keys)

    def _value(self, value: Any, shape: Shape, keys: Keys) -> Any:
        self._values += 1
        if isinstance(value, str):
            return self._said(value, shape, keys)
        if isinstance(value, (Mapping, list, tuple)):
            return self._several(value, shape, keys)
        kind, text = _written(value)
        if not kind:
            raise self._unknown(value)
        return plain(kind, text, shape)

    def _several(self, value: Several, shape: Shape, keys: Keys) -> dict[str, Any] | list[Any]:
        self._bounded(keys)
        if isinstance(value, Mapping):
            return self._mapping(value, shape, keys)
        return [self._value(one, shape.child(at), (*keys, at)) for at, one in enumerate(value)]

    def _unknown(self, value: Any) -> IntakeError:
        """What is told of a value of a kind that no data has."""
        message = f"有填报数据里不能有的值（{type(value).__name__}）"
        return IntakeError((*self.problems, error("", message, "请按模板填写", Origin(self._name))))

    def _mapping(self, content: Mapping[Any, Any], shape: Shape, keys: Keys) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in content.items():
            is_known = key in shape.properties
            if is_known or self._is_key(key, keys):
                found = self._value(value, shape.child(key), (*keys, key))
                if not (is_known and left_empty(found)):
                    data[key] = found
        return data

    def _is_key(self, key: object, keys: Keys) -> bool:
        """Whether a key can be one; told where it cannot."""
        if not isinstance(key, str):
            self._tell(keys, f"键应是文本：{key}", "请按模板写键名")
            return False
        if fault := key_fault(key, {}) or bad_sign(key):
            self._tell(keys, *fault)
        return not fault

    def _said(self, text: str, shape: Shape, keys: Keys) -> str | None:
        self._text += len(text)
        if fault := bad_sign(text):
            self._tell(keys, *fault)
            return None
        if shape.properties and (key := slips.joined(text)) in shape.properties:
            self._tell(keys, *slips.of_joined(key))
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def _bounded(self, keys: Keys) -> None:
        """Stop at values that hold themselves, and at more than a record may have."""
        is_deep = len(keys) - self._above > DEEPEST
        if is_deep or self._values > MOST_VALUES or self._text > MOST_TEXT:
            self._tell(keys[:3], TOO_DEEP if is_deep else "内容太多", "请按模板填写")
            raise IntakeError(self.problems)

    def _tell(self, keys: Keys, message: str, hint: str) -> None:
        self.problems.append(error(label(keys), message, hint, None, keys))


def _written(value: Any) -> tuple[str, str]:
    """The kind of a single value that is no text and how a file would have it; "" for none of data's."""
    if value is None:
        return "null", "null"
    if isinstance(value, bool):
        return "bool", "true" if value else "false"
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return "str", value.isoformat()
    return "", ""


def _number(value: float | Decimal) -> tuple[str, str]:
    """A number in digits; whole ones without a point, for a workbook has all its numbers with one."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if exact.is_finite() and exact == (whole := exact.to_integral_value()):
        return "int", f"{whole:f}"
    return "float", f"{exact:f}"


def origins(source: Source, keys: Keys) -> Origins:
    """The places of a source's values, which belong under ``keys`` in the record."""
    own: Origins = source.origins
    if keys:
        own = {(*keys, *place): origin for place, origin in own.items()}
    return ChainMap(cast("MutableMapping[Keys, Origin]", own), {keys: Origin(source.name)})


def under(problems: Iterable[Problem], keys: Keys) -> tuple[Problem, ...]:
    """Problems with the keys of a source, with those of the record."""
    return tuple(replace(problem, keys=(*keys, *problem.keys)) for problem in problems)


def placed(problems: Iterable[Problem], origins: Origins) -> tuple[Problem, ...]:
    """The same problems, each at the nearest place that is known."""
    return tuple(replace(problem, origin=_nearest(problem.keys, origins)) for problem in problems)


def _nearest(keys: Keys, origins: Origins) -> Origin | None:
    ends = (keys[:end] for end in range(len(keys), -1, -1))
    return next((origins[one] for one in ends if one in origins), None)


def canonical(data: object) -> bytes:
    """Data as bytes that do not depend on the order of keys."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, default=str).encode("utf-8", "replace")
