"""What the State fixes, table by table: check digits, doubled names, codes out of their division, sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from generator.library import Library, chemicals, spelling
from generator.problems import Problem
from generator.proofing.reading import Content, Entry

# Names that were met so far, each with where it stands first.
Taken = dict[str, int]
TakenCodes = dict[str, str]


def rows(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of a list of rows: chemicals, health factors, special equipment."""
    taken: Taken = {}
    for number, row in enumerate(content, 1):
        yield from _cas(row)
        yield from _taken(row, number, taken)
        yield from _sources(row, library)


def _taken(row: Entry, number: int, taken: Taken) -> Iterator[Problem]:
    """Names of a row that a row before it has."""
    for name in _names(row):
        first = taken.setdefault(spelling.plain(name.value), number)
        if first != number:
            yield name.error(f"“{name.value}”已经是第 {first} 行的名称", "只留一处")


def _names(row: Entry) -> Iterator[Entry]:
    """Each name of a row."""
    return chain([row.at("name")], row.below("aliases"), row.below("also"))


def divisions(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of the industries: classes and sectors under another division's code, names used twice."""
    taken: TakenCodes = {}
    for division in content:
        yield from _elsewhere(division)
        yield from _classes(division, taken)
        yield from _sources(division, library)


def _classes(division: Entry, taken: TakenCodes) -> Iterator[Problem]:
    """Classes of a division whose name another one has."""
    for one in division.below("classes"):
        code = str(one.keys[-1])
        first = taken.setdefault(spelling.plain(one.value), code)
        if first != code:
            yield one.error(f"名称“{one.value}”和 {first} 重复", "核对两处的名称")


def _elsewhere(division: Entry) -> Iterator[Problem]:
    yield from _outside(division, "classes", "小类代码")
    yield from _outside(division, "sectors", "代码")


def _outside(division: Entry, field: str, what: str) -> Iterator[Problem]:
    """Codes that do not begin with the division's own."""
    code = str(division.keys[0])
    for start in division.get(field, ()):
        if not start.startswith(code):
            yield division.at(field).at(start).error(f"{what} {start} 不在大类 {code} 里", "移到那一大类")


def quantities(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of the critical quantities: only their sources."""
    yield from _sources(content.top, library)


def _cas(row: Entry) -> Iterator[Problem]:
    cas = row.get("cas", "")
    if cas and (wanted := chemicals.check_digit(cas)) != int(cas[-1]):
        message = f"CAS 号的校验位不符：末位是 {cas[-1]}，按前面的数字应为 {wanted}"
        yield row.at("cas").error(message, "按来源改正")


def _sources(row: Entry, library: Library) -> Iterator[Problem]:
    """Sources and the law of a row that are not registered."""
    known = library.table("sources")
    for source in chain(row.below("sources"), row.below("sector_sources")):
        if source.value not in known:
            yield source.error(f"sources.yaml 里没有 {source.value}", "先登记来源和级别")
    yield from _law(row, library)


def _law(row: Entry, library: Library) -> Iterator[Problem]:
    law = row.get("law")
    if "law" in row.value and law not in library.table("laws"):
        yield row.at("law").error(f"没有名为“{law}”的法规", "先登记这个法规")
