"""Names in the reference data: every law, accident type, feature, machine, sector and category resolves."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from generator import domain
from generator.intake import yaml_text
from generator.library import Library
from generator.problems import Problem, error
from generator.proofing import closest, reading
from generator.proofing.reading import Content, Entry
from generator.schema import shape

Node = Any
# A key of the tables, what its words must be, and how to call them.
Kinds = Mapping[str, tuple[str, Collection[str]]]

_EVIDENCE = "evidence.yaml"
_FILES = ("machines.yaml", _EVIDENCE, "hazard_scope.yaml", "service_topics.yaml", "fees.yaml")
_FOLDERS = ("risks", "scenes")
_SCOPE = "hazard_scope.yaml"


def looks_into(path: str) -> bool:
    """Whether a file of a layer has words that must name something."""
    folder, _, name = path.removeprefix("reference/").rpartition("/")
    return folder in _FOLDERS or (not folder and name in _FILES)


def check(folder: Path, library: Library) -> tuple[Problem, ...]:
    """Every word of the tables under ``folder`` that names nothing, at its line."""
    found: list[Problem] = []
    for path in _tables(folder):
        name = path.relative_to(folder).as_posix()
        found += check_file(path, f"templates/reference/{name}", library)
    return tuple(found)


def _tables(folder: Path) -> Iterator[Path]:
    """The tables whose words must name something."""
    yield from (folder / name for name in _FILES)
    for name in _FOLDERS:
        yield from sorted((folder / name).glob("*.yaml"))


def check_file(path: Path, name: str, library: Library) -> Iterator[Problem]:
    """The faults of one table; ``name`` stands in the messages."""
    with yaml_text.composed(path.read_text("utf-8"), name) as root:
        if root is not None:
            yield from _of_table(root, path, name, library)


def _of_table(root: Node, path: Path, name: str, library: Library) -> Iterator[Problem]:
    """The faults of a table that is not empty."""
    if path.name == _SCOPE:
        yield from _words(root, "隐患类别", library.once(_categories), name)
    yield from _walk(root, kinds(path, library), name)
    if path.name == _EVIDENCE:
        yield from _late(reading.read(path, name))


def _late(content: Content) -> Iterator[Problem]:
    """Units of evidence.yaml that a row takes over or needs, and that stand below it: not judged yet."""
    below = dict.fromkeys(content.data)
    for row in content:
        yield from _not_judged(row, below)
        del below[row.keys[0]]


def _not_judged(row: Entry, below: Collection[str]) -> Iterator[Problem]:
    """Units that a row names, of those that stand below it."""
    for other in chain(row.below("keys"), row.below("needs")):
        if other.value in below:
            message = f"“{other.value}”写在“{row.keys[0]}”后面，还没有判断"
            yield other.fault(message, "把它移到前面")


def kinds(path: Path, library: Library) -> Kinds:
    """What the words of each key of a table must be."""
    usual = {
        **_of_data(),
        **_of_library(library),
        "items": ("第十四条项号", [str(number) for number in range(1, 17)]),
    }
    if path.parent.name != "scenes":
        return usual
    there, accidents = usual["keys"], usual["accidents"]
    return usual | {"types": accidents, "when": there, "unless": there, "all": there}


def _of_data() -> Kinds:
    """The words that clients' data know: features, categories and sectors."""
    has = ("特征", {field.name for field in dataclasses.fields(domain.Has)})
    special = _of_items(_client("equipment"))["special"]["properties"]["category"]["enum"]
    industry = ("工贸分类", _client("enterprise", "industry", "sector")["enum"])
    paths = {*_paths()}
    return {
        "feature": has,
        "features": has,
        "when": has,
        "categories": ("特种设备类别", special),
        "sectors": industry,
        "unsure": industry,
        "presumed": industry,
        "wants": ("填报的项", paths),
        "objects": ("填报的项", paths),
        **_choices(),
    }


def _paths() -> Iterator[str]:
    """The fields of clients' data, those of groups with dots."""
    for name, field in shape.client().properties.items():
        yield name
        yield from (f"{name}.{below}" for below in field.properties)


def _choices() -> Kinds:
    """What evidence.yaml may look for of fields with choices."""
    dusts = _choice("kind", "dust")
    types = _of_items(_of_items(_client("dust"))["collectors"])["type"]["enum"]
    return {
        "dusts": ("粉尘种类", dusts),
        "collectors": ("粉尘种类加除尘方式", [kind + way for kind in dusts for way in types]),
        "fuels": ("燃料或热源", _choice("fuel", "boilers")),
        "heat_media": ("锅炉介质", _choice("medium", "boilers")),
        "ownership": ("权属", _choice("ownership", "enterprise", "buildings")),
        "work_by": ("作业主体", _choice("work_by", "confined_spaces")),
    }


def _choice(field: str, *path: str) -> list[str]:
    """What a field of the items of a list of the client's data may be."""
    return list(_of_items(_client(*path))[field]["enum"])


def _of_items(schema: Node) -> Node:
    """The fields of the items of a list."""
    return schema["items"]["properties"]


def _of_library(library: Library) -> Kinds:
    """The words that other tables define."""
    there = ("evidence.yaml 的键", set(library.table("evidence")))
    return {
        "laws": ("法规", set(library.table("laws"))),
        "accidents": ("事故类型", {row["name"] for row in library.table("accident_types")}),
        "codes": ("隐患编码", {entry["code"] for entry in library.table("hazards")}),
        "unless": ("操作规程", set(library.table("machines"))),
        "keys": there,
        "here": there,
        "needs": there,
    }


def _client(*path: str) -> dict[str, Any]:
    """The schema of a field of the client's data."""
    found: dict[str, Any] = shape.source(shape.CLIENT)
    for name in path:
        found = found["properties"][name]
    return found


def _categories(library: Library) -> set[str]:
    return {entry["category"] for entry in library.table("hazards")}


def _walk(node: Node, known: Kinds, name: str) -> Iterator[Problem]:
    """The faults below a node, each child read once, in order."""
    if isinstance(node.value, str):
        return
    for child in node.value:
        key, value = child if isinstance(child, tuple) else (None, child)
        if key and key.value in known:
            yield from _words(value, *known[key.value], name)
        else:
            yield from _walk(value, known, name)


def _words(node: Node, what: str, known: Collection[str], name: str) -> Iterator[Problem]:
    """The words of a value, of each item of a list, or of each key of a mapping."""
    if isinstance(node.value, str):
        yield from _unknown(node, what, known, name)
        return
    for child in node.value:
        yield from _words(child[0] if isinstance(child, tuple) else child, what, known, name)


def _unknown(node: Node, what: str, known: Collection[str], name: str) -> Iterator[Problem]:
    """The words of a text, or the text as a whole, that are not among those known."""
    if node.value in known:
        return
    for word in node.value.split():
        if word not in known:
            yield error("", *closest.unknown(word, known, what), reading.place(name, node))
