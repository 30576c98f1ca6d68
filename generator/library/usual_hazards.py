"""The catalogue of usual hazards: what a code says by itself, and how grave it is in a client's sector."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.library.edition import Library

GENERAL, MAJOR = "一般", "重大"
AT_ONCE = "at_once"
LAYERS = {
    AT_ONCE: "立即",
    "engineering": "工程",
    "management": "管理",
    "training": "培训",
    "ppe": "防护",
}
_CODE = re.compile(r"[A-Z]{2}-\d{2}")
_CIRCLED = "①②③④"

Entry = Mapping[str, Any]


def load(library: Library) -> tuple[Entry, ...]:
    """The entries in the order of the file."""
    return tuple(library.table("hazards"))


def find(code: str, library: Library) -> Entry:
    """The entry of a code; empty for what is not in the catalogue."""
    return library.once(_by_code).get(code, {})


def _by_code(library: Library) -> dict[str, Entry]:
    return {entry["code"]: entry for entry in load(library)}


def level(entry: Entry, sector: str) -> str:
    """Major only where a standard of judgement that fits the sector names the case; "" of no entry."""
    if not entry:
        return ""
    return MAJOR if any(applicable(entry.get("judged", ()), sector)) else GENERAL


def elsewhere(entry: Entry, sector: str) -> bool:
    """Whether the case is major, but only in other sectors than this one."""
    return bool(entry.get("judged")) and level(entry, sector) == GENERAL


def note(entry: Entry, sector: str, library: Library) -> str:
    """What a person has to judge; a note that points to other codes counts where one of them is major."""
    words = str(entry.get("note", ""))
    others = _CODE.findall(words)
    matters = not others or any(level(find(code, library), sector) == MAJOR for code in others)
    return words if matters else ""


def applicable(lines: tuple[Entry, ...], sector: str) -> Iterator[Entry]:
    """The lines of a basis that hold in the sector; a line without sectors holds in all."""
    return (line for line in lines if sector in line.get("sectors", (sector,)))


def at_once(entry: Entry) -> str:
    """What to do before the rest is mended; "" where nothing must be done first."""
    return str(entry.get("recommendation", {}).get(AT_ONCE, ""))


def advice(entry: Entry) -> str:
    """How to mend it, a line for each layer."""
    return written(layered(entry))


def layered(entry: Entry) -> Mapping[str, str]:
    """How to mend it, by layer: engineering, management, training, protection, whichever there are."""
    told = entry.get("recommendation", {})
    return {name: told[key] for key, name in LAYERS.items() if key != AT_ONCE and key in told}


def written(layers: Mapping[str, str], before: int = 0, *, counted: bool = False) -> str:
    """A numbered line for each layer, after so many; a single one is bare unless ``counted``."""
    if len(layers) < 2 and not counted:
        return "".join(layers.values())
    numbered = zip(_CIRCLED[before:], layers.items(), strict=False)
    return "\n".join(f"{sign}{name}：{words}" for sign, (name, words) in numbered)
