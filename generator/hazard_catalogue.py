"""The catalogue of usual hazards: what a code says by itself, and how grave it is in a client's sector."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from generator import reference

GENERAL, MAJOR = "一般", "重大"
LAYERS = {
    "at_once": "立即",
    "engineering": "工程",
    "management": "管理",
    "training": "培训",
    "ppe": "防护",
}
_CIRCLED = "①②③④⑤"

Entry = Mapping[str, Any]


def load() -> tuple[Entry, ...]:
    """The entries in the order of the file."""
    return tuple(reference.load("hazards"))


def find(code: str) -> Entry:
    """The entry of a code; empty for what is not in the catalogue."""
    return _by_code().get(code, {})


@cache
def _by_code() -> dict[str, Entry]:
    return {entry["code"]: entry for entry in load()}


def level(entry: Entry, sector: str) -> str:
    """Major only where a standard of judgement that fits the sector names the case; "" of no entry."""
    if not entry:
        return ""
    return MAJOR if any(applicable(entry.get("judged", ()), sector)) else GENERAL


def elsewhere(entry: Entry, sector: str) -> bool:
    """Whether the case is major, but only in other sectors than this one."""
    return bool(entry.get("judged")) and level(entry, sector) == GENERAL


def applicable(lines: tuple[Entry, ...], sector: str) -> Iterator[Entry]:
    """The lines of a basis that hold in the sector; a line without sectors holds in all."""
    return (line for line in lines if sector in line.get("sectors", (sector,)))


def advice(entry: Entry) -> str:
    """What to do, in layers: at once, engineering, management, training, protection."""
    layers: Mapping[str, str] = entry.get("recommendation", {})
    if len(layers) < 2:
        return "".join(layers.values())
    given = ((LAYERS[key], words) for key, words in layers.items())
    return "".join(f"{sign}{name}：{words}" for sign, (name, words) in zip(_CIRCLED, given, strict=False))
