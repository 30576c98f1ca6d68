"""Units of knowledge: what is right to say about one substance, energy or situation, a file each.

A file of knowledge/ is a head in YAML between two lines of ``---``, then sections of the dialect, each after
a line ``@section NAME``. Texts place a section of every unit by ``@units NAME``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from generator.errors import CatalogueError
from generator.library.edition import CITED, Library
from generator.library.heads import split
from generator.problems import error

FOLDER = "knowledge"
COMPILED = "word/knowledge.json"
# Sections that are clauses of systems, those with a title of their own in the emergency plan, lines of lists.
CLAUSES = ("hazwork", "equipment", "housekeeping", "fire", "health", "chemicals")
PLANS = ("special",)
LINES = ("focus", "interim", "restart", "notice")
SECTIONS = (*CLAUSES, *PLANS, *LINES)
_SAYS_WHEN = {"when", "always", "general"}
_HIDDEN = re.compile(r"〔((?:limit|extinguishers)\.[\w.]+)〕")
_SECTION = re.compile(r"@section +(\w+) *")

Head = Mapping[str, Any]
Plan = Mapping[str, Any]


class Section(NamedTuple):
    """A section of a unit: the unit's key, the file for messages, the line before its words, its words."""

    unit: str
    name: str
    line: int
    words: str


def heads(library: Library) -> Mapping[str, Head]:
    """The heads of all units by key, in order of key; those for pairs of units are left out."""
    return library.once(_heads)


def pairs(library: Library) -> Mapping[str, Head]:
    """The heads of what stands for two units that meet in one place, by key."""
    return library.once(_pairs)


def sections(library: Library) -> Mapping[str, tuple[Section, ...]]:
    """Of each section's name those of all units that have it, in order of key."""
    return library.once(_sections)


def scenes(library: Library) -> Mapping[str, Mapping[str, Any]]:
    """All scene plans by key: those of units in their order, then those of reference/scenes/.

    A plan of a unit that does not say when it is called is called with its unit, and tells it as ``unit``.
    """
    return library.once(_scenes)


def lines(head: Head, part: str, beside: Collection[str] = ()) -> Iterator[str]:
    """What a unit adds to a part of operating rules, but for what rules or units beside it say already."""
    for line in head.get("rules", {}).get(part, ()):
        if isinstance(line, str):
            yield line
        elif not set(line["said"]).intersection(beside):
            yield line["say"]


def parts(text: str, unit: str, name: str) -> Iterator[tuple[str, Section]]:
    """The sections of a file with their names in their order; words before the first have none."""
    _, end = split(text)
    lines = text.replace("\r\n", "\n").split("\n")
    starts = [(at, found[1]) for at in range(end, len(lines)) if (found := _SECTION.fullmatch(lines[at]))]
    bounds = [*(at for at, _ in starts), len(lines)]
    before = "\n".join(lines[end : bounds[0]])
    if before.strip():
        yield "", Section(unit, name, end, before)
    for (at, section), stop in zip(starts, bounds[1:], strict=True):
        yield section, Section(unit, name, at + 1, "\n".join(lines[at + 1 : stop]))


def compiled(library: Library) -> str:
    """The heads of the lowest layer as one JSON text, read many times as fast; no number is filled in."""
    paths = sorted((library.layers[-1] / FOLDER).glob("*.md"))
    found = {path.stem: _raw(path.read_text("utf-8-sig")) for path in paths}
    return _HIDDEN.sub(r"{{ \1 }}", json.dumps(found, ensure_ascii=False, indent=0)) + "\n"


def _raw(text: str) -> Any:
    """A head as data with its tags hidden: YAML would take their braces for its own."""
    hidden = CITED.sub(lambda found: f"〔{found[0].strip('{ }')}〕", split(text)[0])
    return yaml.load(hidden, Loader=yaml.CSafeLoader)


def _all(library: Library) -> Mapping[str, Head]:
    """The heads of all files by key: those of the lowest layer as compiled, others as they stand."""
    lowest = library.layers[-1]
    read: Mapping[str, Head] = library.read(COMPILED) if (lowest / COMPILED).is_file() else {}
    found: dict[str, Head] = {}
    for file in library.files(FOLDER, ".md"):
        path, key = f"{FOLDER}/{file}", file.removesuffix(".md")
        is_ready = key in read and library.path(path) == lowest / path
        found[key] = read[key] if is_ready else _head(library, path)
    return found


def _head(library: Library, path: str) -> Head:
    """A head as it stands; CatalogueError where there is none."""
    head = library.read(path)
    if not isinstance(head, Mapping):
        place, hint = library.place(path), "照 templates/README.md 写知识单元的头"
        raise CatalogueError(error(place, "没有写在两行 --- 之间的头", hint))
    return head


def _heads(library: Library) -> dict[str, Head]:
    return {key: head for key, head in library.once(_all).items() if "pair" not in head}


def _pairs(library: Library) -> dict[str, Head]:
    return {key: head for key, head in library.once(_all).items() if "pair" in head}


def _sections(library: Library) -> dict[str, tuple[Section, ...]]:
    found: dict[str, tuple[Section, ...]] = {}
    for unit in library.once(_all):
        path = f"{FOLDER}/{unit}.md"
        text = library.data(path).decode("utf-8-sig")
        for name, section in parts(text, unit, path):
            found[name] = (*found.get(name, ()), section)
    return found


def _scenes(library: Library) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Plan] = {}
    for unit, key, plan in _scenes_of_units(library):
        if key in found:
            place = library.place(f"{FOLDER}/{unit}.md")
            raise CatalogueError(error(place, f"现场处置方案的键重复：{key}", "改成别的键"))
        found[key] = plan if _SAYS_WHEN & plan.keys() else {**plan, "unit": unit}
    return {**found, **{key: plan for key, plan in library.gather("scenes").items() if key not in found}}


def _scenes_of_units(library: Library) -> Iterator[tuple[str, str, Plan]]:
    """The scene plans of all units, each with the keys of its unit and of its own."""
    for unit, head in library.once(_all).items():
        yield from ((unit, key, plan) for key, plan in head.get("scenes", {}).items())
