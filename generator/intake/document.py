"""One data file: its bytes, its values and where each value stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.errors import IntakeError
from generator.intake import json_text, yaml_text
from generator.intake.builder import Builder
from generator.problems import Origin, Problem, error
from generator.record import Keys
from generator.schema.shape import Shape

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


def load(path: Path, name: str, shape: Shape, keys: Keys) -> Document:
    """The content of a file, told by ``name`` in every place; ``keys`` is where it belongs in the record."""
    raw = _bytes(path, name)
    text = _text(raw, name)
    node = _compose(text, name, path.suffix.lower() == ".json")
    builder = Builder(name)
    data = builder.build(node, shape, keys)
    return Document(name, path.absolute(), raw, data, builder.origins, tuple(builder.problems))


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise IntakeError(error("", "文件超过 20 MB", "数据文件只放文字，照片另放", Origin(name)))
        return path.read_bytes()
    except FileNotFoundError:
        raise IntakeError(error("", "找不到文件", "请核对路径", Origin(name))) from None
    except OSError as exc:
        reason = exc.strerror or exc.__class__.__name__
        raise IntakeError(error("", f"文件无法读取（{reason}）", "请核对权限", Origin(name))) from exc


def _text(raw: bytes, name: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        before = raw[: exc.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        place = Origin(name, before.count(b"\n") + 1, column)
        hint = "请另存为 UTF-8（记事本：文件→另存为→编码选 UTF-8）"
        raise IntakeError(error("", "文件不是 UTF-8 编码", hint, place)) from exc
    bad = list(_UNPRINTABLE.finditer(text))
    if bad:
        raise IntakeError(_control(text, one, name) for one in bad[:20])
    return text


def _control(text: str, found: re.Match[str], name: str) -> Problem:
    before = text[: found.start()]
    place = Origin(name, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    return error("", f"有看不见的控制字符 U+{ord(found.group()):04X}", "请删去后重新输入这一处", place)


def _compose(text: str, name: str, is_json: bool) -> yaml.MappingNode:
    node = json_text.compose(text, name) if is_json else yaml_text.compose(text, name)
    if node is None:
        raise IntakeError(error("", "文件是空的", "请按模板填写", Origin(name)))
    if not isinstance(node, yaml.MappingNode):
        mark = node.start_mark
        place = Origin(name, mark.line + 1, mark.column + 1)
        raise IntakeError(error("", "最外层应是“键: 值”", "请按模板填写，例如 enterprise: …", place))
    return node
