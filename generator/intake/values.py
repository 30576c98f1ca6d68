"""Ready values, as a form, a workbook or a program has them, to the same nodes as text is read to."""

from __future__ import annotations

import datetime
import json
from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

import yaml

from generator.errors import IntakeError
from generator.intake.builder import TAG
from generator.intake.source import Source
from generator.problems import Keys, Origin, Problem, error

_DEEPEST = 60


def node(content: Mapping[str, Any], name: str) -> yaml.MappingNode:
    """The nodes of a mapping; IntakeError for a value that no file could hold either."""
    return _Maker(name).mapping(content, 1)


class _Maker:
    """Makes nodes without places: the builder's line 0 stands for a place that is not known."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._mark = yaml.Mark(name, -1, -1, -1, None, 0)

    def mapping(self, content: Mapping[Any, Any], depth: int) -> yaml.MappingNode:
        pairs = [(self._scalar(key), self._value(value, depth + 1)) for key, value in content.items()]
        return yaml.MappingNode(TAG + "map", pairs, self._mark)

    def _value(self, value: Any, depth: int) -> yaml.Node:
        if depth > _DEEPEST:
            raise self._refusal(f"层级超过 {_DEEPEST} 层")
        if isinstance(value, Mapping):
            return self.mapping(value, depth)
        if isinstance(value, (list, tuple)):
            items = [self._value(item, depth + 1) for item in value]
            return yaml.SequenceNode(TAG + "seq", items, self._mark)
        return self._scalar(value)

    def _scalar(self, value: Any) -> yaml.ScalarNode:
        kind, text = _written(value)
        if not kind:
            raise self._refusal(f"有填报数据里不能有的值（{type(value).__name__}）")
        return yaml.ScalarNode(TAG + kind, text, self._mark)

    def _refusal(self, message: str) -> IntakeError:
        return IntakeError(error("", message, "请按模板填写", Origin(self._name)))


def _written(value: Any) -> tuple[str, str]:
    """The kind of a single value and how a file would have it; no kind for what is none of data's."""
    if value is None:
        return "null", "null"
    if isinstance(value, bool):
        return "bool", "true" if value else "false"
    if isinstance(value, str):
        return "str", value
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return "str", value.isoformat()
    return "", ""


def _number(value: float | Decimal) -> tuple[str, str]:
    """A number in digits; whole ones without a point, for a workbook has all its numbers with one."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if exact.is_finite() and exact == exact.to_integral_value():
        return "int", f"{exact.to_integral_value():f}"
    return "float", f"{exact:f}"


def origins(source: Source, keys: Keys) -> Mapping[Keys, Origin]:
    """The places of a source's values, which belong under ``keys`` in the record."""
    own: Mapping[Keys, Origin] = source.origins
    if keys:
        own = {(*keys, *place): origin for place, origin in own.items()}
    return ChainMap(cast("MutableMapping[Keys, Origin]", own), {keys: Origin(source.name)})


def under(problems: Iterable[Problem], keys: Keys) -> tuple[Problem, ...]:
    """Problems with the keys of a source, with those of the record."""
    return tuple(replace(problem, keys=(*keys, *problem.keys)) for problem in problems)


def placed(problems: Iterable[Problem], origins: Mapping[Keys, Origin]) -> tuple[Problem, ...]:
    """The same problems, each at the nearest place that is known."""
    return tuple(replace(problem, origin=_nearest(problem.keys, origins)) for problem in problems)


def _nearest(keys: Keys, origins: Mapping[Keys, Origin]) -> Origin | None:
    return next((origins[keys[:end]] for end in range(len(keys), -1, -1) if keys[:end] in origins), None)


def canonical(data: object) -> bytes:
    """Data as bytes that do not depend on the order of keys."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, default=str).encode("utf-8", "replace")
