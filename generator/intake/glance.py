"""Whose a client's data is, found out without reading the rest of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator import sidefile
from generator.intake import book, json_text, yaml_text
from generator.intake.builder import TAG
from generator.intake.source import LARGEST, LARGEST_BOOK
from generator.intake.whereabouts import client_file, is_book
from generator.schema import shape

_WANTED = ("name", "uscc")


@dataclass(frozen=True, slots=True)
class Glance:
    """The enterprise's name and credit code as its data have them.

    "" for a code that is not given; both "" where either is none that may stand there: no pack is made of
    such data, and reading it tells why.
    """

    name: str = ""
    code: str = ""


def at(client: Path) -> Glance:
    """A look into the data of a client's folder or file, which is read up to the enterprise's name and code.

    GeneratorError or SideFileError where the file cannot be read so far.
    """
    file = client_file(client)
    if is_book(file):
        return _sound(_of_book(file))
    return _sound(_of_text(file))


def of(data: Mapping[str, Any]) -> Glance:
    """The same of data that has been read."""
    enterprise = data.get("enterprise")
    return _sound(_of_given(enterprise)) if isinstance(enterprise, dict) else Glance()


def _of_given(enterprise: Mapping[str, Any]) -> dict[str, str]:
    """What of the wanted is given as a text."""
    return {name: text for name in _WANTED if isinstance(text := enterprise.get(name), str)}


def _of_text(file: Path) -> dict[str, str]:
    """What the enterprise's wanted keys hold in a text, which is read no further."""
    text = sidefile.text(sidefile.read(file, LARGEST))
    form = json_text if file.suffix.lower() == ".json" else yaml_text
    with form.composed(text, str(file)) as node:
        return _texts(_below(node, "enterprise"))


def _of_book(file: Path) -> dict[str, str]:
    """What the wanted lines of the enterprise's sheet hold, of which alone anything is read."""
    wanted = [("enterprise", name) for name in _WANTED]
    found = book.glance(str(file), sidefile.read(file, LARGEST_BOOK), wanted)
    return {keys[-1]: value for keys, value in found.items() if isinstance(value, str)}


def _below(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """The value under a key of a mapping, whose pairs are read no further than that."""
    return next((value for name, value in _pairs(node) if name.value == key), None)


def _pairs(node: yaml.Node | None) -> Iterable[tuple[yaml.Node, yaml.Node]]:
    """The pairs of a mapping; none of anything else."""
    return node.value if isinstance(node, yaml.MappingNode) else ()


def _texts(node: yaml.Node | None) -> dict[str, str]:
    """What the wanted keys hold; the reading ends when all of them are known."""
    found: dict[str, str] = {}
    for key, value in _pairs(node):
        if key.value in _WANTED and _is_given(value):
            found[key.value] = str(value.value)
        if len(found) == len(_WANTED):
            break
    return found


def _is_given(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag != TAG + "null"


def _sound(found: Mapping[str, str]) -> Glance:
    """A glance at what may be a name and a code."""
    name, code = (found.get(key, "") for key in _WANTED)
    return Glance(name.strip(), code.strip()) if _is_name(name) and _is_code(code) else Glance()


def _is_name(name: str) -> bool:
    return bool(_pattern("name").fullmatch(name)) and "【" not in name


def _is_code(code: str) -> bool:
    return not code.strip() or bool(_pattern("uscc").fullmatch(code))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """How the schema lets a name or a code be written."""
    return re.compile(shape.source(shape.CLIENT)["$defs"][name]["pattern"])
