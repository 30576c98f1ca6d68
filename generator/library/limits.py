"""Limits and frequencies: each number once, with what it is about, its basis and the grade of its source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from types import MappingProxyType
from typing import Any

from generator.errors import CatalogueError
from generator.library import clauses
from generator.library.edition import Library
from generator.problems import error

GRADES = ("原文", "二手", "知识")
_PLAIN = re.compile(r"[^,{}\[\]#:&*!|>'\"]+")


@dataclass(frozen=True, slots=True)
class Limit:
    """One number: ``value`` is what prints.

    ``law`` is the key of the law it comes from, "" for the enterprise's own; that may follow a standard,
    ``follows``. ``written`` are the patterns by which the same number stands written out elsewhere.
    """

    about: str
    value: str
    grade: str
    unit: str = ""
    when: str = ""
    law: str = ""
    clause: str = ""
    follows: str = ""
    written: tuple[re.Pattern[str], ...] = ()


_NAMES = {field.name for field in fields(Limit)}
_NEEDED = {field.name for field in fields(Limit) if field.default is MISSING}


def load(library: Library) -> Mapping[str, Limit]:
    """Every limit by its key; CatalogueError names the faulty one."""
    return library.once(_load)


def _load(library: Library) -> Mapping[str, Limit]:
    return read(library.table("limits"), library.table("laws"))


def read(source: Mapping[str, Mapping[str, Any]], laws: Mapping[str, Any]) -> Mapping[str, Limit]:
    """The limits of the definitions, checked against the laws that are registered."""
    return MappingProxyType({key: _limit(key, row, laws) for key, row in source.items()})


def _limit(key: str, row: Mapping[str, Any], laws: Mapping[str, Any]) -> Limit:
    _check_keys(key, row)
    limit = Limit(**_plain(row), written=tuple(re.compile(words) for words in row.get("written", ())))
    _check(key, limit, laws)
    return limit


def _check_keys(key: str, row: Mapping[str, Any]) -> None:
    """A row has the fields of a limit, all that have no default among them, and texts in them."""
    if wrong := sorted((row.keys() - _NAMES) | (_NEEDED - row.keys())):
        raise _fault(key, f"多了或缺少 {'、'.join(wrong)}")
    if wrong := sorted(name for name, value in _plain(row).items() if not isinstance(value, str)):
        raise _fault(key, f"{'、'.join(wrong)} 应为文字，数字要加引号")


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says in one text each."""
    return {name: value for name, value in row.items() if name != "written"}


def _check(key: str, limit: Limit, laws: Mapping[str, Any]) -> None:
    if not _PLAIN.fullmatch(limit.value):
        raise _fault(key, "value 里有 YAML 的标点，换成中文标点")
    if limit.grade not in GRADES:
        raise _fault(key, f"grade 应为 {'、'.join(GRADES)}")
    for law in filter(None, (limit.law, limit.follows)):
        if law not in laws:
            raise _fault(key, f"laws.yaml 里没有 {law}")
    if limit.clause and limit.clause not in clauses.registered(laws.get(limit.law, {})):
        raise _fault(key, f"条号 {limit.clause} 没有登记", "见到条文后登记到该法的 clauses，或删去条号")


def _fault(key: str, message: str, hint: str = "") -> CatalogueError:
    return CatalogueError(error(f"limits.yaml {key}", message, hint))
