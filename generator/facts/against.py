"""The client's own words against what a unit forbids there: water on metal dust, sawdust on nitric acid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator import domain
from generator.facts import matching
from generator.facts.condition import numbered, say
from generator.facts.plain import distinct
from generator.library import Library, knowledge
from generator.problems import Problem
from generator.record import Keys, Record

# What is denied is denied to the next of these.
_CLAUSE = re.compile(r"[，。；！,;!（）()\n]")
_HINT = "按单元的话改写；确实用在区域外的，写明用在哪里"


@dataclass(frozen=True, slots=True)
class _Agent:
    """How a text tells people to use something; ``everywhere`` is whether it matters in all of a zone."""

    words: matching.Words
    by: matching.Row
    everywhere: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """The agents by the words of bans, and the words that deny."""

    denied: Sequence[str]
    counted: Sequence[str]
    agents: Mapping[str, _Agent]


@dataclass(frozen=True, slots=True)
class _Told:
    """A text of the client: where it stands, what it is about, the units that it is held against.

    ``near`` units are in its zone, it may tell of something else; the ``own`` ones it tells of.
    """

    keys: Keys
    where: str
    place: str
    text: str
    own: tuple[domain.Unit, ...]
    near: tuple[domain.Unit, ...] = ()


def told(record: Record, facts: domain.Facts, library: Library) -> Iterator[Problem]:
    """A hint for each text that tells people to use what a unit there forbids; one unit is told."""
    for one in (*_risks(facts), *_hazards(facts), *_supplies(facts)):
        if message := _clash(one, library):
            yield say(record, record.read_at(one.keys), one.where, message, _HINT)


def _clash(one: _Told, library: Library) -> str:
    """What a text asks for against the first of its units that forbids it; "" of none."""
    found = (_against(one, unit, library) for unit in (*one.own, *one.near))
    return next(filter(None, found), "")


def _against(one: _Told, unit: domain.Unit, library: Library) -> str:
    """The first thing that a unit forbids and a text tells people to use, in words; "" for none."""
    for row in knowledge.heads(library)[unit.key].get("never", ()):
        if found := used(one.text, row.get("ban", ()), unit in one.own, library):
            return f"写了“{'、'.join(found)}”，{one.place}有{unit.title}：{row['say']}"
    return ""


def _risks(facts: domain.Facts) -> Iterator[_Told]:
    """What risk points say of equipment and of emergencies."""
    for zone in facts.zones:
        for point in zone.risks:
            yield from _of_point(point, zone)


def _of_point(point: domain.RiskPoint, zone: domain.Zone) -> Iterator[_Told]:
    own = tuple(unit for unit in zone.units if point.keys in unit.points)
    for field in ("engineering", "emergency"):
        keys = (*point.keys, "controls", field)
        yield _Told(keys, f"风险点“{point.name}”", zone.name, getattr(point, field), own, zone.units)


def _hazards(facts: domain.Facts) -> Iterator[_Told]:
    """What is to be done about hazards until they are rectified, and in an emergency."""
    for one in facts.hazards:
        where, place = numbered("隐患", one.keys), one.zone or "这里"
        for field in ("interim", "emergency"):
            yield _Told((*one.keys, field), where, place, getattr(one, field), one.units)


def _supplies(facts: domain.Facts) -> Iterator[_Told]:
    """Extinguishers that stand in a zone, not at its door."""
    for one in facts.records.supplies:
        keys = ("emergency_supplies", one.no - 1, "name")
        for zone in facts.zones:
            if _stands_in(zone.name, one.place):
                yield _Told(keys, f"应急救援器材[{one.no}]", zone.name, one.name, (), zone.units)


def _stands_in(zone: str, place: str) -> bool:
    return bool(re.search(rf"{re.escape(zone)}(?!.{{0,2}}[外门])", place))


def used(text: str, bans: Sequence[str], own: bool, library: Library) -> tuple[str, ...]:
    """The words by which a text tells people to use what is forbidden."""
    table = library.once(_table)
    agents = [table.agents[ban] for ban in bans if ban in table.agents]
    asked = [agent for agent in agents if own or agent.everywhere]
    clauses = _CLAUSE.split(text.casefold()) if asked and text else []
    return distinct(word for clause in clauses for word in _asked_for(clause, asked, table))


def _asked_for(clause: str, agents: Sequence[_Agent], table: _Table) -> Sequence[str]:
    """The words of those agents that a clause has, and does not deny."""
    said = (matching.said(clause, agent.words, agent.by) for agent in agents)
    found = [word for word in said if word]
    return [] if found and _is_denied(clause, table) else found


def _is_denied(clause: str, table: _Table) -> bool:
    left = matching.struck(clause, table.counted)
    return any(word in left for word in table.denied)


def _table(library: Library) -> _Table:
    given = library.table("agents")
    return _Table(given["denied"], given["counted"], _agents(given["agents"]))


def _agents(listed: Mapping[str, Any]) -> dict[str, _Agent]:
    return {ban: _agent(row) for ban, row in listed.items()}


def _agent(row: Mapping[str, Any]) -> _Agent:
    by = matching.row(row)
    return _Agent(by.of("words"), by, row.get("everywhere", False))
