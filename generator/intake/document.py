"""One data file: its bytes, its values and where each value stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator import sidefile
from generator.errors import IntakeError
from generator.intake import json_text, slips, yaml_text
from generator.intake.builder import Builder
from generator.places import Places
from generator.problems import Keys, Origin, Problem, error
from generator.schema import Shape
from generator.sidefile import SideFileError

_NO_KEYS = ("最外层应是“键: 值”", "请按模板填写，例如 enterprise: …")
_LARGEST = 20 * 1024 * 1024
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Document:
    """What one file holds; problems are those that do not stop the reading of the rest."""

    name: str
    path: Path
    raw: bytes
    data: Mapping[str, Any]
    origins: Mapping[Keys, Origin]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()


def load(path: Path, name: str, shape: Shape, keys: Keys) -> Document:
    """The content of a file, told by ``name`` in every place; ``keys`` is where it belongs in the record."""
    try:
        raw = sidefile.read(path, _LARGEST)
        text = _text(raw, name)
    except SideFileError as exc:
        raise IntakeError(error("", exc.message, exc.hint, Origin(name, exc.line, exc.column))) from exc
    builder = Builder(name, text)
    with (json_text if path.suffix.lower() == ".json" else yaml_text).composed(text, name) as node:
        data = builder.build(_outermost(node, name), shape, keys)
    places = Places(name, builder.places, keys)
    return Document(name, path.absolute(), raw, data, places, tuple(builder.problems), tuple(builder.notes))


def _text(raw: bytes, name: str) -> str:
    text = sidefile.text(raw)
    bad = list(_UNPRINTABLE.finditer(text))
    if bad:
        raise IntakeError(_control(text, one, name) for one in bad[:20])
    return text


def _control(text: str, found: re.Match[str], name: str) -> Problem:
    before = text[: found.start()]
    place = Origin(name, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    return error("", f"有看不见的控制字符 U+{ord(found.group()):04X}", "请删去后重新输入这一处", place)


def _outermost(node: yaml.Node | None, name: str) -> yaml.MappingNode:
    if node is None:
        raise IntakeError(error("", "文件是空的", "请按模板填写", Origin(name)))
    if not isinstance(node, yaml.MappingNode):
        mark = node.start_mark
        place = Origin(name, mark.line + 1, mark.column + 1)
        key = slips.joined(node.value) if isinstance(node, yaml.ScalarNode) else ""
        message, hint = slips.of_joined(key) if key else _NO_KEYS
        raise IntakeError(error("", message, hint, place))
    return node
