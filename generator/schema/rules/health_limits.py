"""Exposure limits as the client writes them against those of the standards."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.library import health_factors
from generator.record import Keys
from generator.schema.view import View

# Numbers of a limit, apart from those of the unit, of times and of the standard that is named with it.
_NO_LIMIT = re.compile(r"GBZ?\s*/?T?\s*[\d.]+(?:-\d+)?|m[³3]|\d+\s*(?:h|小时|min|分钟)", re.IGNORECASE)
_UNIT = re.compile(r"mg|毫克|dB|分贝", re.IGNORECASE)
# A number, with the kind of limit that it is said to be.
_NUMBER = re.compile(r"(?:(TWA|STEL|MAC)[^\d]*)?(\d+(?:\.\d+)?)", re.IGNORECASE)


def limits(view: View) -> None:
    """A limit that differs from the State's; factors without a limit that are not on record, in one line."""
    unknown: dict[str, None] = {}
    for keys, row in view.rows("health_factors"):
        name, given = row.get("factor") or "", row.get("limit")
        found = health_factors.find(name, view.library)
        if found and given is not None:
            _limit(view, keys, name, str(given), found)
        elif name and not found and given is None:
            unknown[name] = None
    if unknown:
        message = f"接触限值未收录，请核：{'、'.join(unknown)}"
        view.warn(("health_factors",), message, "按检测报告补填接触限值（limit）")


def _limit(view: View, keys: Keys, name: str, given: str, found: health_factors.Factor) -> None:
    if _differs(given, found):
        message = f"“{name}”的接触限值是 {found.written}，这里填的是“{given}”"
        view.warn((*keys, "limit"), message, "请按标准的现行版本（含修改单）核对")


def _differs(given: str, factor: health_factors.Factor) -> bool:
    """Whether a text with a unit holds a number that is not the factor's limit of that kind, or of any."""
    if not _UNIT.search(given):
        return False
    told = _NUMBER.findall(_NO_LIMIT.sub(" ", given))
    return any(Decimal(number) not in _known(kind, factor) for kind, number in told)


def _known(kind: str, factor: health_factors.Factor) -> set[Decimal]:
    """The limits of a kind; without one all that the factor has."""
    numbers = factor.numbers
    chosen = [numbers[kind.lower()]] if kind.lower() in numbers else [] if kind else [*numbers.values()]
    return {Decimal(number) for number in (*chosen, *(found for _, found in _NUMBER.findall(factor.limit)))}


RULES = (limits,)
