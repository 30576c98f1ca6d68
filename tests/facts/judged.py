"""Names as lists have them against the answers of a safety engineer: right, told as unknown, or wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from generator.facts import evidence, filling, matching
from generator.library import built_in
from tests.facts.sample import record
from tests.rows import read

# What follows from other keys, and what any chemical or sector tells: nothing of its own to judge.
FOLLOWING = {
    *("chemicals", "inhaled", "classed", "acid", "cylinder"),
    *("dust", "water_dust", "conveyed", "machinery", "fine_wood_dust", "flammable_liquids", "solvent_stock"),
    *("natural_gas", "molten_aluminium", "oven"),  # which gas, metal, heat: judged in test_judged_names
    # judged in test_judged_names
    *(
        "steam",
        "air_compressor",
        "combustion_forklift",
        "racks",
        "storage",
        "rolls",
        "quick_door",
        "generator",
    ),
    # judged in test_toxic_units
    *("chromic", "nickel", "wiping_solvent", "noise", "heat", "silica", "kitchen"),
}
_CORROSIVE = ("sulfuric", "hydrochloric", "nitric", "hf", "phosphoric", "other_acid", "alkali")
IMPLIED = {
    **{key: {"corrosive"} for key in _CORROSIVE},
    "nitric": {"corrosive", "oxidizer"},
    "peroxide": {"oxidizer"},
    "lpg": {"gas"},
    "battery_forklift": {"battery"},
}


class Judged(NamedTuple):
    """A name, what is wrong with its answer (worse than unknown), and what it should have known."""

    name: str
    wrong: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def right(self) -> bool:
        return not self.wrong and not self.unknown

    def __str__(self) -> str:
        return f"{self.name}: wrong {[*self.wrong]}, unknown {[*self.unknown]}"


def machines(rows: Iterator[dict[str, Any]]) -> Iterator[Judged]:
    """The operating rule of each name and what it is evidence for."""
    known = matching.rows(built_in().table("machines"))
    for row in rows:
        found = matching.of(row["name"], "", known).key.replace("general", "")
        units = row["unit"] if isinstance(row["unit"], list) else [row["unit"]]
        wrong, unknown = _keys(row, "equipment")
        if found not in units:
            wrong, unknown = (wrong, [*unknown, units[0]]) if not found else ([*wrong, found], unknown)
        yield Judged(row["name"], tuple(wrong), tuple(unknown))


def chemicals(rows: Iterator[dict[str, Any]]) -> Iterator[Judged]:
    """What each name of a chemical is evidence for."""
    for row in rows:
        wrong, unknown = _keys(row, "chemicals")
        yield Judged(row["name"], tuple(wrong), tuple(unknown))


def rows(file: str) -> Iterator[dict[str, Any]]:
    """The rows of a table of names, group after group."""
    for group in table(file).values():
        yield from group


def table(file: str) -> Any:
    """A table of names as it is written."""
    return read(Path(__file__).parent / file)


def here(part: str, name: str) -> set[str]:
    """Of those the keys that are judged."""
    return units(part, name) - FOLLOWING


def units(part: str, name: str) -> set[str]:
    """The keys that a list of this one thing is evidence for, with what the State fixes of it filled in."""
    given = filling.completed(record(**{part: [{"name": name}]}), built_in())
    found = evidence.derive(given.data, built_in()).found
    return {key for key, places in found.items() if places}


def _keys(row: dict[str, Any], part: str) -> tuple[list[str], list[str]]:
    """What is said too much, and what is missing."""
    found, must = here(part, row["name"]), _with_implied(row["here"])
    may = _with_implied(row.get("may", ()))
    return sorted(found - must - may), sorted(must - found)


def _with_implied(keys: Any) -> set[str]:
    return {*keys}.union(*(IMPLIED.get(key, set()) for key in keys))
