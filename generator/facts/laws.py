"""The laws and standards that documents cite: of each the edition in force on the document's day.

How well an edition or clause is known follows from its sources: the official text read (原文), a copy or an
account of it (二手), or nothing seen (知识).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from generator import domain
from generator.facts.dates import Day, chinese
from generator.library import clauses, reference

ORIGINAL, SECONDARY, KNOWLEDGE = "原文", "二手", "知识"
_INDEPENDENT = 2  # secondary sources that prove a clause between them

Edition = Mapping[str, Any]


class Proven(NamedTuple):
    """The articles or sections seen in an edition, and of an article seen in part the items seen."""

    articles: frozenset[str]
    items: Mapping[str, frozenset[str]]


@cache
def derive(day: Day) -> Mapping[str, domain.Law]:
    """Every law of the table by its key."""
    table = reference.load("laws")
    return MappingProxyType({key: _law(entry, day) for key, entry in table.items()})


@cache
def proven(key: str, number: str) -> Proven:
    """What may be cited of the edition of that number."""
    editions: Sequence[Edition] = reference.load("laws")[key]["editions"]
    return _proven(next((one for one in editions if one["number"] == number), {}))


def grade(sources: Sequence[str]) -> str:
    """How well something is known that was seen in these sources."""
    if not sources:
        return KNOWLEDGE
    table = reference.load("sources")
    return ORIGINAL if any(table[name]["grade"] == ORIGINAL for name in sources) else SECONDARY


def proves(sources: Sequence[str]) -> bool:
    """Whether a clause seen in these sources may be printed with its number."""
    return grade(sources) == ORIGINAL or len(set(sources)) >= _INDEPENDENT


def in_force(edition: Edition, day: str) -> bool:
    """Whether an edition holds on a day; one that nobody knows the first day of holds only up to its last."""
    since, until = edition["since"], edition["until"]
    return bool(since or until) and since <= day <= (until or day)


def _law(entry: Mapping[str, Any], day: Day) -> domain.Law:
    edition = _edition(entry["editions"], day.isoformat())
    valid = in_force(edition, day.isoformat())
    number = edition["number"]
    name = number if "titleless" in edition else edition.get("title") or entry["title"]
    articles = _proven(edition).articles if valid else frozenset()
    return domain.Law(
        name=name,
        number=number,
        cite=_cite(name, number, "" if valid else _outside(edition, day)),
        since=edition["since"],
        in_force=valid,
        proven=MappingProxyType({clauses.field(one): one in articles for one in clauses.registered(entry)}),
    )


def _cite(name: str, number: str, outside: str) -> str:
    """《title》（number）; a standard whose title nobody has seen by its number alone."""
    if name == number:
        return f"{number}（{outside}）" if outside else number
    told = "，".join(filter(None, (number, outside)))
    return f"《{name}》（{told}）" if told else f"《{name}》"


def _outside(edition: Edition, day: Day) -> str:
    """Why an edition does not hold on the day, as a reader of the document must be told."""
    if edition["until"] and edition["until"] < day.isoformat():
        return "已废止"
    return f"自{chinese(Day.fromisoformat(edition['since']))}起施行" if edition["since"] else ""


def _edition(editions: Sequence[Edition], day: str) -> Edition:
    """The newest edition in force on the day; else the last that ended before it, else the first to come."""
    valid = [one for one in editions if in_force(one, day)]
    if valid:
        return max(valid, key=_since)
    ended = [one for one in editions if one["until"] and one["until"] < day]
    if ended:
        return max(ended, key=lambda one: str(one["until"]))
    return min(editions, key=lambda one: _since(one) or "9")


def _since(edition: Edition) -> str:
    return str(edition["since"])


def _proven(edition: Edition) -> Proven:
    whole: set[str] = set()
    items: dict[str, set[str]] = {}
    for article, item in clauses.listed(edition, proves):
        if item:
            items.setdefault(article, set()).add(item)
        else:
            whole.add(article)
    partly = {article: frozenset(seen) for article, seen in items.items() if article not in whole}
    return Proven(frozenset(whole | set(partly)), MappingProxyType(partly))
