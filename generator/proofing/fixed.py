"""What the State fixes, table by table: check digits, doubled names, codes out of their division, sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.library import Library, chemicals, spelling
from generator.problems import Keys, Problem
from generator.proofing.reading import Content

Row = dict[str, Any]


def rows(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of a list of rows: chemicals, health factors, special equipment."""
    taken: dict[str, int] = {}
    for number, row in enumerate(content.data):
        yield from _cas(content, row.get("cas", ""), (number, "cas"))
        yield from _taken(content, number, taken)
        yield from _sources(content, row, (number,), library)


def _taken(content: Content, number: int, taken: dict[str, int]) -> Iterator[Problem]:
    """Names of a row that a row before it has; ``taken`` are those so far, each with its row."""
    for keys, name in _names(number, content.data[number]):
        first = taken.setdefault(spelling.plain(name), number)
        if first != number:
            yield content.error(keys, f"“{name}”已经是第 {first + 1} 行的名称", "只留一处")


def _names(number: int, row: Row) -> Iterator[tuple[Keys, str]]:
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
        yield from _classes(content, code, taken)
        yield from _sources(content, division, (code,), library)


def _classes(content: Content, code: str, taken: dict[str, str]) -> Iterator[Problem]:
    """Classes of a division whose name another one has; ``taken`` are those so far, each with its code."""
    for small, name in content.data[code]["classes"].items():
        first = taken.setdefault(spelling.plain(name), small)
        if first != small:
            message = f"名称“{name}”和 {first} 重复"
            yield content.error((code, "classes", small), message, "核对两处的名称")


def _elsewhere(content: Content, code: str, division: Row) -> Iterator[Problem]:
    for field, what in (("classes", "小类代码"), ("sectors", "代码")):
        for start in division.get(field, ()):
            if not start.startswith(code):
                message = f"{what} {start} 不在大类 {code} 里"
                yield content.error((code, field, start), message, "移到那一大类")


def quantities(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of the critical quantities: only their sources."""
    yield from _sources(content, content.data, (), library)


def _cas(content: Content, cas: str, keys: Keys) -> Iterator[Problem]:
    if cas and (wanted := chemicals.check_digit(cas)) != int(cas[-1]):
        message = f"CAS 号的校验位不符：末位是 {cas[-1]}，按前面的数字应为 {wanted}"
        yield content.error(keys, message, "按来源改正")


def _sources(content: Content, row: Row, keys: Keys, library: Library) -> Iterator[Problem]:
    """Sources and the law of a row that are not registered."""
    known = library.table("sources")
    for place, source in _cited(row):
        if source not in known:
            yield content.error((*keys, *place), f"sources.yaml 里没有 {source}", "先登记来源和级别")
    yield from _law(content, row, keys, library)


def _law(content: Content, row: Row, keys: Keys, library: Library) -> Iterator[Problem]:
    if "law" in row and row["law"] not in library.table("laws"):
        yield content.error((*keys, "law"), f"没有名为“{row['law']}”的法规", "先登记这个法规")


def _cited(row: Row) -> Iterator[tuple[Keys, str]]:
    """The sources of a row, each with its place in the row."""
    for field in ("sources", "sector_sources"):
        for place, source in enumerate(row.get(field, ())):
            yield (field, place), source
