"""Names in the reference data: every law, accident type, feature, machine, sector and category resolves."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator import domain
from generator.intake import yaml_text
from generator.library import Library
from generator.problems import Keys, Problem, error
from generator.proofing import closest, reading
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
            known = kinds(path, library)
            if path.name == _SCOPE:
                yield from _words(root, "隐患类别", library.once(_categories), name)
            yield from _walk(root, known, name)
            if path.name == _EVIDENCE:
                yield from _late(path, name)


def _late(path: Path, name: str) -> Iterator[Problem]:
    """Units of evidence.yaml that a row takes over or needs, and that stand below it: not judged yet."""
    content = reading.read(path, name)
    below = dict.fromkeys(content.data)
    for key, row in content.data.items():
        for keys, other in _needed(key, row):
            if other in below:
                message = f"“{other}”写在“{key}”后面，还没有判断"
                yield error("", message, "把它移到前面", content.origin(keys))
        del below[key]


def _needed(key: str, row: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """The units that a row of evidence.yaml names, each with its place."""
    for field in ("keys", "needs"):
        for at, other in enumerate(row.get(field, ())):
            yield (key, field, at), other


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
    for word in [node.value] if node.value in known else node.value.split():
        if word not in known:
            hint = closest.hint(word, known, f"先登记这个{what}")
            yield error("", f"没有名为“{word}”的{what}", hint, reading.place(name, node))
