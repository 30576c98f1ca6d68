"""Which safety signs hang where: by accident type, by what place, machine and substance call for, by PPE."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from generator import domain
from generator.facts.plain import joined
from generator.library import reference

_TEXT = "文字"
_ITEMS = re.compile(r"[、；;，,。\n]+(?![^（]*）)")
_BRACKETS = re.compile(r"（.*?）")
_NOT_WORN = re.compile(r"^无(?:特殊|要求|$)|（[^）]*应急[^）]*）")
_LEAST = 6

Rule = Mapping[str, Any]


def places(
    zones: Iterable[domain.Zone], equipment: Iterable[domain.Equipment], chemicals: Iterable[domain.Chemical]
) -> dict[str, str]:
    """What each zone is and holds, by the zone's name: its own name, its machines, its chemicals."""
    machines, stocks = tuple(equipment), tuple(chemicals)
    found = {}
    for zone in zones:
        plain = _BRACKETS.sub("", zone.name)
        owned = [one.name for one in machines if one.zone == zone.name]
        held = [one.name for one in stocks if plain and one.storage.startswith(plain)]
        found[zone.name] = joined((zone.name, *owned, *held), "\n")
    return found


def chosen(
    points: Sequence[domain.RiskPoint], place: Mapping[str, str], worn: Iterable[str], limit: int
) -> tuple[domain.Sign, ...]:
    """The signs of a board or card, in order of their kinds; those of its PPE always stand."""
    rules = [[rule for rule, _ in called(point, place.get(point.zone, point.zone))] for point in points]
    dropped = {name for own in rules for rule in own for name in rule.get("drop", ())}
    said = [point.signs.split("、") if point.signs else [] for point in points]
    usual = [_usual(point.accidents) for point, own in zip(points, said, strict=True) if not own]
    added = [[name for rule in own for name in rule.get("add", ())] for own in rules]
    fitting = [name for name in (*_turns(usual), *_turns(added)) if name not in dropped]
    ppe = worn_signs(worn)
    others = [name for name in dict.fromkeys((*_turns(said), *_graver(fitting, added))) if name not in ppe]
    kept = [*others[: max(_LEAST, limit - len(ppe))], *ppe]
    return tuple(sorted(map(_sign, _agreed(kept, _turns(said))), key=_order))


def _agreed(names: Sequence[str], said: Sequence[str]) -> Iterator[str]:
    """Without two signs that contradict each other, unless the one that forbids is named by the advisor."""
    for row in reference.load("signs")["worn"]:
        pair = {row["sign"], row.get("against", row["sign"])}
        if len(pair) == 2 and pair <= set(names):
            names = [name for name in names if name not in pair or (name == row["against"] and name in said)]
    yield from names


def _graver(fitting: Sequence[str], added: Iterable[Sequence[str]]) -> Iterator[str]:
    """Warnings and prohibitions that place or substance calls for come with the first of the accidents."""
    urgent = {name for names in added for name in names if table().get(name) in ("警告", "禁止")}
    yield from fitting[:4]
    yield from (name for name in fitting if name in urgent)
    yield from fitting


def _turns(lists: Iterable[Sequence[str]]) -> list[str]:
    """The first of each list, then the second of each, every name once."""
    given = list(lists)
    longest = max(map(len, given), default=0)
    return list(dict.fromkeys(names[at] for at in range(longest) for names in given if at < len(names)))


def called(point: domain.RiskPoint, place: str) -> list[tuple[Rule, str]]:
    """The rules that a risk point and its place call for, each with the word that called for it."""
    texts = {
        "words": "\n".join((point.name, point.step, point.source, point.consequence)),
        "title": f"{point.name}\n{point.zone}",
        "place": place,
    }
    accidents = set(point.accidents.split("、"))
    found = ((rule, _calls(rule, texts, accidents)) for rule in reference.load("signs")["called"])
    return [(rule, word) for rule, word in found if word is not None]


def _calls(rule: Rule, texts: Mapping[str, str], accidents: set[str]) -> str | None:
    """The word by which a rule is called for, "" where the accident alone does; None where nothing does."""
    if "accidents" in rule and not accidents & set(rule["accidents"]):
        return None
    scopes = [scope for scope in texts if scope in rule]
    if not scopes:
        return ""
    said = (_said(texts[scope], rule[scope], rule.get("not", ())) for scope in scopes)
    return next(filter(None, said), None)


def _said(text: str, words: Iterable[str], vetoes: Iterable[str]) -> str:
    """The first of the words that stands in the text, "" where none does or an exclusion stands there."""
    if any(veto in text for veto in vetoes):
        return ""
    return next((word for word in words if word in text), "")


@cache
def _usual(accidents: str) -> list[str]:
    """The signs of the accident types, the first of each type before the second of any."""
    types = {row["name"]: row["signs"] for row in reference.load("accident_types")}
    return _turns(types.get(accident, []) for accident in accidents.split("、"))


def items_of(words: str) -> tuple[str, ...]:
    """What a text of PPE lists, item by item, without what is kept for emergencies."""
    parts = (part.strip() for part in _ITEMS.split(words))
    return tuple(item for item in parts if item and not _NOT_WORN.search(item))


def worn_signs(items: Iterable[str]) -> tuple[str, ...]:
    """The mandatory signs of items of PPE, each once, in the order of the table."""
    found = {sign for item in items for sign in _signs_of(item)}
    return tuple(row["sign"] for row in reference.load("signs")["worn"] if row["sign"] in found)


@cache
def _signs_of(item: str) -> frozenset[str]:
    """The signs of one item: of words that overlap the longest is meant."""
    words = {word: row["sign"] for row in reference.load("signs")["worn"] for word in row["words"]}
    left, found = item, set()
    for word in sorted(words, key=len, reverse=True):
        if word in left:
            left = left.replace(word, "\n")
            found.add(words[word])
    return frozenset(found - {""})


def worn(listed: str, points: Sequence[domain.RiskPoint]) -> tuple[str, ...]:
    """The PPE of a board or card: what is listed for the post, what its risks ask besides, what a sign names.

    Where a list is there, only PPE with a sign is added to it: the rest may be meant for other posts.
    """
    kept = list(items_of(listed))
    for item in (item for point in points for item in items_of(point.ppe)):
        asked = _signs_of(item)
        if item not in kept and (asked - set(worn_signs(kept)) if asked else not listed):
            kept.append(item)
    named = {name for point in points for name in point.signs.split("、")}
    for row in reference.load("signs")["worn"]:
        if row.get("item") and row["sign"] in named - set(worn_signs(kept)):
            kept.append(row["item"])
    return tuple(kept)


def _sign(name: str) -> domain.Sign:
    return domain.Sign(name, table().get(name, _TEXT))


def _order(sign: domain.Sign) -> int:
    kinds = [kind["name"] for kind in reference.load("signs")["kinds"].values()]
    return [*kinds, _TEXT].index(sign.kind)


@cache
def table() -> dict[str, str]:
    """The kind, in words, of every sign that is drawn."""
    source = reference.load("signs")
    return {row["name"]: source["kinds"][row["kind"]]["name"] for row in source["signs"]}
