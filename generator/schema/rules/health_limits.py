"""Exposure limits as the client writes them against those of the standards."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from generator.library import health_factors
from generator.schema.view import Entry, View

# Numbers of a limit, apart from those of the unit, of times and of the standard that is named with it.
_NO_LIMIT = re.compile(r"GBZ?\s*/?T?\s*[\d.]+(?:-\d+)?|m[³3]|\d+\s*(?:h|小时|min|分钟)", re.IGNORECASE)
_UNIT = re.compile(r"mg|毫克|dB|分贝", re.IGNORECASE)
# A number, with the kind of limit that it is said to be.
_NUMBER = re.compile(r"(?:(TWA|STEL|MAC)[^\d]*)?(\d+(?:\.\d+)?)", re.IGNORECASE)


def limits(view: View) -> None:
    """A limit that differs from the State's; factors without a limit that are not on record, in one line."""
    unknown: list[str] = []
    for one in view.entries("health_factors"):
        name, given = one.get("factor") or "", one.get("limit")
        if found := health_factors.find(name, view.library):
            _limit(one, given, found)
        elif name and given is None:
            unknown.append(name)
    if unknown:
        _unlisted(view, dict.fromkeys(unknown))


def _unlisted(view: View, names: Iterable[str]) -> None:
    message = f"接触限值未收录，请核：{'、'.join(names)}"
    view.warn(("health_factors",), message, "按检测报告补填接触限值（limit）")


def _limit(one: Entry, given: Any, found: health_factors.Factor) -> None:
    if given is not None and _differs(str(given), found):
        name = one.get("factor")
        message = f"“{name}”的接触限值是 {found.written}，这里填的是“{given}”"
        one.warn("limit", message, "请按标准的现行版本（含修改单）核对")


def _differs(given: str, factor: health_factors.Factor) -> bool:
    """Whether a text with a unit holds a number that is not the factor's limit of that kind, or of any."""
    if not _UNIT.search(given):
        return False
    told = _NUMBER.findall(_NO_LIMIT.sub(" ", given))
    return any(Decimal(number) not in _known(kind, factor) for kind, number in told)


def _known(kind: str, factor: health_factors.Factor) -> set[Decimal]:
    """The limits of a kind; without one all that the factor has."""
    return {Decimal(number) for number in (*_of_kind(kind.lower(), factor), *_said(factor.limit))}


def _said(limit: str) -> list[str]:
    """The numbers in the words of a limit."""
    return [number for _, number in _NUMBER.findall(limit)]


def _of_kind(kind: str, factor: health_factors.Factor) -> list[str]:
    """The factor's number of a kind, of which there may be none; without a kind all its numbers."""
    numbers = factor.numbers
    if not kind:
        return [*numbers.values()]
    return [numbers[kind]] if kind in numbers else []


RULES = (limits,)
