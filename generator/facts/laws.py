"""The laws and standards that documents cite: of each the edition in force on the document's day.

How well an edition or clause is known follows from its sources: the official text read (原文), a copy or an
account of it (二手), or nothing seen (知识).
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from generator import domain
from generator.domain import PROSE, printing
from generator.facts.dates import ONE, Day
from generator.library import Library, clauses

ORIGINAL, SECONDARY, KNOWLEDGE = "原文", "二手", "知识"
_INDEPENDENT = 2  # secondary sources that prove a clause between them

Row = Mapping[str, Any]
Laws = Mapping[str, domain.Law]  # by their keys


class Proven(NamedTuple):
    """The articles or sections seen in an edition, and of an article seen in part the items seen."""

    articles: frozenset[str]
    items: Mapping[str, frozenset[str]]


def derive(day: Day, library: Library) -> Laws:
    """Every law of the table by its key."""
    turns = library.once(_turns)
    before = bisect(turns, day)
    return library.once(_derive, turns[before - 1] if before else Day.min)


def _turns(library: Library) -> Sequence[Day]:
    """The days on which an edition begins, or has ended, in order: from one to the next nothing changes."""
    editions = [one for entry in library.table("laws").values() for one in _editions(entry)]
    last = {one.until for one in editions if one.until} - {Day.max}
    return sorted({one.since for one in editions if one.since} | {day + ONE for day in last})


def _derive(library: Library, day: Day) -> Laws:
    table = library.table("laws")
    return MappingProxyType({key: _law(entry, day, library) for key, entry in table.items()})


def proven(key: str, number: str, library: Library) -> Proven:
    """What may be cited of the edition of that number."""
    return library.once(_proven, key, number)


def _proven(library: Library, key: str, number: str) -> Proven:
    return _seen(_edition(library.table("laws")[key]["editions"], number), library)


def _edition(editions: Iterable[Row], number: str) -> Row:
    """The edition of that number, an empty row where there is none."""
    return next((one for one in editions if one["number"] == number), {})


def grade(sources: Sequence[str], library: Library) -> str:
    """How well something is known that was seen in these sources."""
    if not sources:
        return KNOWLEDGE
    return ORIGINAL if _has_original(sources, library.table("sources")) else SECONDARY


def _has_original(sources: Iterable[str], table: Row) -> bool:
    return any(table[name]["grade"] == ORIGINAL for name in sources)


def proves(sources: Sequence[str], library: Library) -> bool:
    """Whether a clause seen in these sources may be printed with its number."""
    return grade(sources, library) == ORIGINAL or len(set(sources)) >= _INDEPENDENT


class _Edition(NamedTuple):
    """An edition of a law with its first and its last day, as far as they are known."""

    row: Row
    since: domain.Day
    until: domain.Day

    def holds(self, day: Day) -> bool:
        """One that nobody knows the first day of holds only up to its last."""
        begun = self.since <= day if self.since else self.until is not None
        return begun and (self.until is None or day <= self.until)

    def ended(self, day: Day) -> bool:
        return self.until is not None and self.until < day


def _editions(entry: Row) -> Iterator[_Edition]:
    for row in entry["editions"]:
        yield _Edition(row, domain.day(row["since"]), domain.day(row["until"]))


def _law(entry: Row, day: Day, library: Library) -> domain.Law:
    edition = _chosen(tuple(_editions(entry)), day)
    valid, number = edition.holds(day), edition.row["number"]
    name = _name(edition.row, entry)
    articles = _seen(edition.row, library).articles if valid else frozenset()
    return domain.Law(
        name=name,
        number=number,
        cite=_cite(name, number, "" if valid else _outside(edition, day)),
        since=edition.since,
        in_force=valid,
        proven=MappingProxyType({clauses.field(one): one in articles for one in clauses.registered(entry)}),
    )


def _name(edition: Row, entry: Row) -> str:
    """The title of an edition, the law's own unless it was called otherwise; else its number."""
    named: str = edition["number"] if "titleless" in edition else edition.get("title") or entry["title"]
    return named


def _cite(name: str, number: str, outside: str) -> str:
    """《title》（number）; a standard whose title nobody has seen by its number alone."""
    if name == number:
        return f"{number}（{outside}）" if outside else number
    told = "，".join(filter(None, (number, outside)))
    return f"《{name}》（{told}）" if told else f"《{name}》"


def _outside(edition: _Edition, day: Day) -> str:
    """Why an edition does not hold on the day, as a reader of the document must be told."""
    if edition.ended(day):
        return "已废止"
    return f"自{printing.words(edition.since, PROSE)}起施行" if edition.since else ""


def _chosen(editions: Sequence[_Edition], day: Day) -> _Edition:
    """The newest edition in force on the day; else the last that ended before it, else the first to come."""
    valid = [one for one in editions if one.holds(day)]
    if valid:
        return max(valid, key=lambda one: one.since or Day.min)
    ended = [one for one in editions if one.ended(day)]
    if ended:
        return max(ended, key=lambda one: one.until or Day.min)
    return min(editions, key=lambda one: one.since or Day.max)


def _seen(edition: Row, library: Library) -> Proven:
    """What the proving sources of an edition showed of it."""
    listed = list(clauses.listed(edition, partial(proves, library=library)))
    whole = {article for article, item in listed if not item}
    items: dict[str, set[str]] = {}
    for article, item in listed:
        if article not in whole:
            items.setdefault(article, set()).add(item)
    partly = {article: frozenset(seen) for article, seen in items.items()}
    return Proven(frozenset(whole | set(partly)), MappingProxyType(partly))
