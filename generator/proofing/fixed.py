"""What the State fixes, table by table: check digits, doubled names, codes out of their division, sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.library import Library, chemicals, spelling
from generator.problems import Keys, Problem, error
from generator.proofing.reading import Content


def rows(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of a list of rows: chemicals, health factors, special equipment."""
    taken: dict[str, int] = {}
    for number, row in enumerate(content.data):
        yield from _cas(content, row.get("cas", ""), (number, "cas"))
        for keys, name in _names(number, row):
            first = taken.setdefault(spelling.plain(name), number)
            if first != number:
                yield _told(content, keys, f"“{name}”已经是第 {first + 1} 行的名称", "只留一处")
        yield from _sources(content, row, (number,), library)


def _names(number: int, row: dict[str, Any]) -> Iterator[tuple[Keys, str]]:
    """Each name of a row with its place."""
    yield (number, "name"), row["name"]
    for field in ("aliases", "also"):
        for place, name in enumerate(row.get(field, ())):
            yield (number, field, place), name


def divisions(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of the industries: classes and sectors under another division's code, names used twice."""
    taken: dict[str, str] = {}
    for code, division in content.data.items():
        yield from _elsewhere(content, code, division)
        for small, name in division["classes"].items():
            if (first := taken.setdefault(spelling.plain(name), small)) != small:
                message = f"名称“{name}”和 {first} 重复"
                yield _told(content, (code, "classes", small), message, "核对两处的名称")
        yield from _sources(content, division, (code,), library)


def _elsewhere(content: Content, code: str, division: dict[str, Any]) -> Iterator[Problem]:
    for field, what in (("classes", "小类代码"), ("sectors", "代码")):
        for start in division.get(field, ()):
            if not start.startswith(code):
                message = f"{what} {start} 不在大类 {code} 里"
                yield _told(content, (code, field, start), message, "移到那一大类")


def quantities(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of the critical quantities: only their sources."""
    yield from _sources(content, content.data, (), library)


def _cas(content: Content, cas: str, keys: Keys) -> Iterator[Problem]:
    if cas and (wanted := chemicals.check_digit(cas)) != int(cas[-1]):
        message = f"CAS 号的校验位不符：末位是 {cas[-1]}，按前面的数字应为 {wanted}"
        yield _told(content, keys, message, "按来源改正")


def _sources(content: Content, row: dict[str, Any], keys: Keys, library: Library) -> Iterator[Problem]:
    known, laws = library.table("sources"), library.table("laws")
    for field in ("sources", "sector_sources"):
        for place, source in enumerate(row.get(field, ())):
            if source not in known:
                message = f"sources.yaml 里没有 {source}"
                yield _told(content, (*keys, field, place), message, "先登记来源和级别")
    if "law" in row and row["law"] not in laws:
        yield _told(content, (*keys, "law"), f"没有名为“{row['law']}”的法规", "先登记这个法规")


def _told(content: Content, keys: Keys, message: str, hint: str) -> Problem:
    return error("", message, hint, content.origin(keys), keys)
