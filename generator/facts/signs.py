"""Which safety signs hang where: by accident type, by what place, machine and substance call for, by PPE."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator import domain
from generator.domain import SignKind
from generator.facts import matching, ppe
from generator.library import Library
from generator.record import Keys

_BRACKETS = re.compile(r"（.*?）")
_LEAST = 6  # signs that always have room beside those of the PPE
_USUAL = 4  # signs of the accidents that go before those of place and substance
_ORDER = {kind: place for place, kind in enumerate(SignKind)}
_URGENT = (SignKind.WARNING, SignKind.PROHIBITION)

Rule = Mapping[str, Any]


def places(
    zones: Iterable[domain.Zone], equipment: Iterable[domain.Equipment], chemicals: Iterable[domain.Chemical]
) -> dict[str, str]:
    """What each zone is and holds, by its code: its own name, its machines, its chemicals, a line each."""
    machines, stocks = tuple(equipment), tuple(chemicals)
    found = {}
    for zone in zones:
        owned = [one.name for one in machines if one.zone_code == zone.code]
        found[zone.code] = "\n".join(dict.fromkeys((zone.name, *owned, *_stored(zone, stocks))))
    return found


def _stored(zone: domain.Zone, stocks: Iterable[domain.Chemical]) -> list[str]:
    """The names of the chemicals that lie in a zone."""
    plain = _BRACKETS.sub("", zone.name)
    return [one.name for one in stocks if _held(one, zone.code, plain)]


def _held(stock: domain.Chemical, code: str, name: str) -> bool:
    """Whether a chemical lies in a zone: by its code, else by a storage that begins with the zone's name."""
    return stock.zone_code == code if stock.zone_code else bool(name) and stock.storage.startswith(name)


class Asked(NamedTuple):
    """The signs that one risk point asks for; those that it names itself go before the usual ones."""

    said: tuple[str, ...]
    usual: Sequence[str]
    added: Sequence[str]
    dropped: frozenset[str]


AllAsked = Mapping[Keys, Asked]  # by the places of risk points in the data


def _asked(point: domain.RiskPoint, place: str, library: Library) -> Asked:
    rules = [rule for rule, _ in called(point, place, library)]
    usual = () if point.signs else library.remembered(_usual, point.accidents)
    added = [name for rule in rules for name in rule.get("add", ())]
    dropped = frozenset(name for rule in rules for name in rule.get("drop", ()))
    return Asked(point.signs, usual, added, dropped)


def asked(zones: Iterable[domain.Zone], place: Mapping[str, str], library: Library) -> AllAsked:
    """The signs that each risk point asks for; ``place`` as `places` tells it."""
    points = (point for zone in zones for point in zone.risks)
    return {point.keys: _asked(point, place[point.zone_code], library) for point in points}


def chosen(
    asked: Sequence[Asked], worn: Iterable[str], owned: Sequence[str], limit: int, library: Library
) -> tuple[domain.Sign, ...]:
    """The signs of a board or card, in order of their kinds; those of its PPE always stand.

    ``asked`` are those of the risk points, ``owned`` those of the units of knowledge, which come after what
    the risk points name themselves.
    """
    said = turns(one.said for one in asked)
    urgent = _urgent(_left(owned, asked), library)
    wanted = dict.fromkeys((*said, *urgent, *_fitting(asked, library)))
    kept = _within(wanted, ppe.signs(worn, library), limit)
    hung = [_sign(name, library) for name in _agreed(kept, said, library)]
    return tuple(sorted(hung, key=lambda sign: _ORDER[sign.kind]))


def _left(names: Iterable[str], asked: Iterable[Asked]) -> list[str]:
    """Those that no risk point takes away."""
    dropped = {name for one in asked for name in one.dropped}
    return [name for name in names if name not in dropped]


def _urgent(names: Iterable[str], library: Library) -> Iterator[str]:
    """Warnings and prohibitions alone."""
    kinds = table(library)
    return (name for name in names if kinds.get(name) in _URGENT)


def _within(wanted: Iterable[str], mandatory: Sequence[str], limit: int) -> list[str]:
    """As many as there is room for: those of the PPE all, of the others at least six."""
    others = [name for name in wanted if name not in mandatory]
    return [*others[: max(_LEAST, limit - len(mandatory))], *mandatory]


def _fitting(asked: Sequence[Asked], library: Library) -> Iterator[str]:
    """What accidents, place and substance call for, without what any of the points takes away.

    Warnings and prohibitions that place or substance calls for come with the first of the accidents.
    """
    added = turns(one.added for one in asked)
    fitting = _left((*turns(one.usual for one in asked), *added), asked)
    yield from fitting[:_USUAL]
    yield from _urgent((name for name in fitting if name in added), library)
    yield from fitting


def _agreed(names: Sequence[str], said: Sequence[str], library: Library) -> Sequence[str]:
    """Without two signs that contradict each other, unless the one that forbids is named by the advisor."""
    for row in ppe.rows(library):
        pair = {row["sign"], row.get("against", row["sign"])}
        if len(pair) == 2 and pair <= set(names):
            kept = pair.intersection({row["against"]}, said)
            names = [name for name in names if name not in pair - kept]
    return names


def turns(lists: Iterable[Sequence[str]]) -> list[str]:
    """The first of each list, then the second of each, every name once."""
    given = list(lists)
    longest = max(map(len, given), default=0)
    return list(dict.fromkeys(names[at] for at in range(longest) for names in given if at < len(names)))


def called(point: domain.RiskPoint, place: str, library: Library) -> list[tuple[Rule, str]]:
    """The rules that a risk point and its place call for, each with the word that called for it."""
    texts, accidents = _texts(point, place), frozenset(point.accidents)
    found = ((by.rule, _calls(by, texts, accidents)) for by in library.once(_calling))
    return [(rule, word) for rule, word in found if word is not None]


def _texts(point: domain.RiskPoint, place: str) -> dict[str, str]:
    """What rules look into, by their fields, in small letters."""
    words = "\n".join((point.name, point.step, point.source, point.consequence))
    title = f"{point.name}\n{point.zone}"
    return {"words": words.casefold(), "title": title.casefold(), "place": place.casefold()}


class _Calling(NamedTuple):
    """A rule as it is looked for: by accidents (None: by any), then by words in some of the texts."""

    rule: Rule
    row: matching.Row
    accidents: frozenset[str] | None
    scopes: tuple[str, ...]


def _calling(library: Library) -> tuple[_Calling, ...]:
    return tuple(map(_called_by, library.table("signs")["called"]))


def _called_by(rule: Rule) -> _Calling:
    accidents = frozenset(rule["accidents"]) if "accidents" in rule else None
    scopes = tuple(scope for scope in ("words", "title", "place") if scope in rule)
    return _Calling(rule, matching.row(rule), accidents, scopes)


def _calls(by: _Calling, texts: Mapping[str, str], accidents: frozenset[str]) -> str | None:
    """The word by which a rule is called for, "" where the accident alone does; None where nothing does."""
    if by.accidents is not None and accidents.isdisjoint(by.accidents):
        return None
    if not by.scopes:
        return ""
    said = (matching.said(texts[scope], by.row.of(scope), by.row) for scope in by.scopes)
    return next(filter(None, said), None)


def _usual(library: Library, accidents: Sequence[str]) -> list[str]:
    """The signs of the accident types, the first of each type before the second of any."""
    types = _by_type(library)
    return turns(types.get(accident, []) for accident in accidents)


def _by_type(library: Library) -> dict[str, list[str]]:
    return {row["name"]: row["signs"] for row in library.table("accident_types")}


def _sign(name: str, library: Library) -> domain.Sign:
    return domain.Sign(name, table(library).get(name, SignKind.TEXT))


def table(library: Library) -> Mapping[str, SignKind]:
    """The kind of every sign that is drawn."""
    return library.once(_table)


def _table(library: Library) -> dict[str, SignKind]:
    kinds = _kinds(library)
    return {row["name"]: kinds[row["kind"]] for row in library.table("signs")["signs"]}


def _kinds(library: Library) -> dict[str, SignKind]:
    return {key: SignKind(kind["name"]) for key, kind in library.table("signs")["kinds"].items()}
