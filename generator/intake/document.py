"""One document: its values and where each value stands, whatever it was written in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from generator import sidefile
from generator.assets import Assets, Marked, Overlay
from generator.errors import IntakeError
from generator.intake import book, json_text, slips, values, yaml_text
from generator.intake.builder import TAG, Builder, place
from generator.intake.slips import Words
from generator.intake.source import LARGEST, Source
from generator.intake.values import Values
from generator.places import Places
from generator.problems import Keys, Origin, Problem, error
from generator.schema import Shape
from generator.sidefile import SideFileError

_FILL_IN = "请按模板填写"
_NO_KEYS = ("最外层应是“键: 值”", "请按模板填写，例如 enterprise: …")
OF_CLIENTS = (_FILL_IN, _NO_KEYS[1])  # what to do with a client's own file
_KEPT = 1_000_000  # bytes of files whose content is remembered in one process
_SHOWN = 20
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Document:
    """What one source holds; problems are those that do not stop the reading of the rest.

    ``raw`` are bytes that are the same for the same content: those of a file as they are. ``unread`` are the
    key paths at which something stands in it that the data has not.
    """

    name: str
    assets: Assets
    raw: bytes
    data: Mapping[str, Any]
    origins: Mapping[Keys, Origin]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()
    unread: frozenset[Keys] = frozenset()


def load(source: Source, shape: Shape, keys: Keys, listed: str = "") -> Document:
    """The content of a source; ``keys`` is where it belongs in the record.

    A file that is a list and no mapping is read as one under the key ``listed``.
    """
    if not isinstance(source.content, bytes):
        return _of_values(source, source.content, shape, keys)
    name = (source.content, source.name, source.form, id(shape), keys, listed)
    known = _read.get(name)
    if known is None:
        known = _remembered(name, _of_bytes(source, source.content, shape, keys, listed))
    if name in _read:
        # Records are joined to the data where they are: what is remembered stays as it was read.
        known = replace(known, data=_copied(known.data))
    return _document(source, source.content, known)


def _document(source: Source, content: bytes, known: _Content) -> Document:
    """The document of a source whose bytes say what is known."""
    assets = Overlay(known.files, source.assets) if known.files else source.assets
    raw = hashlib.sha256(content).digest() if source.form == "xlsx" else content
    told = (known.problems, known.notes, known.unread)
    return Document(source.name, assets, raw, known.data, known.places, *told)


@dataclass(frozen=True, slots=True)
class _Content:
    """What a file says by its bytes and its name alone; ``shape`` is the one that it was read by.

    ``files`` are those that it holds itself.
    """

    shape: Shape
    data: Mapping[str, Any]
    places: Mapping[Keys, Origin]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    files: Mapping[str, Marked] = field(default_factory=dict)
    unread: frozenset[Keys] = frozenset()


# Files by bytes, name and what else tells how they are read: an agency's is that of many clients.
_Name = tuple[bytes, str, str, int, Keys, str]
_read: dict[_Name, _Content] = {}


def _remembered(name: _Name, content: _Content) -> _Content:
    """The content, remembered under its name; what was before is forgotten where it grows too much."""
    if sum(len(one[0]) for one in list(_read)) + len(name[0]) > _KEPT:
        _read.clear()
    if len(name[0]) <= _KEPT:
        _read[name] = content
    return content


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def _of_bytes(source: Source, raw: bytes, shape: Shape, keys: Keys, listed: str) -> _Content:
    if source.form == "xlsx":
        return _of_book(source, raw, shape, keys)
    return _of_text(source, _text(raw, source.name), shape, keys, listed)


def _of_book(source: Source, raw: bytes, shape: Shape, keys: Keys) -> _Content:
    read = book.opened(source.name, raw, shape)
    ready = replace(source, origins=read.origins, problems=read.problems, notes=read.notes)
    unread = frozenset((*keys, *one) for one in read.unread)
    return replace(_valued(ready, read.content, shape, keys), files=read.pictures, unread=unread)


def _of_text(source: Source, text: str, shape: Shape, keys: Keys, listed: str) -> _Content:
    builder = Builder(source.name, text)
    with _composed(source, text) as node:
        outermost = _list(node, source.name, listed) if listed else _outermost(node, source.name)
        data = builder.build(outermost, shape, keys)
    places = Places(source.name, builder.places, keys)
    return _Content(shape, data, places, tuple(builder.problems), tuple(builder.notes))


@contextmanager
def _composed(source: Source, text: str) -> Iterator[yaml.Node | None]:
    form = json_text if source.form == "json" else yaml_text
    with form.composed(text, source.name) as node:
        yield node


def _of_values(source: Source, content: Mapping[str, Any], shape: Shape, keys: Keys) -> Document:
    found = _valued(source, content, shape, keys)
    raw = hashlib.sha256(values.canonical(found.data)).digest()
    return Document(source.name, source.assets, raw, found.data, found.places, found.problems, found.notes)


def _valued(source: Source, content: Mapping[str, Any], shape: Shape, keys: Keys) -> _Content:
    """Ready values go the way of written ones: the same checks, the same kinds of numbers and texts."""
    builder = Values(source.name)
    origins = values.origins(source, keys)
    told, doubted = (values.under(found, keys) for found in (source.problems, source.notes))
    try:
        data = builder.build(content, shape, keys)
    except IntakeError as exc:
        raise IntakeError((*told, *values.placed(exc.problems, origins))) from exc
    return _Content(shape, data, origins, (*told, *values.placed(builder.problems, origins)), doubted)


def _text(raw: bytes, name: str) -> str:
    try:
        text = sidefile.text(sidefile.limited(raw, LARGEST))
    except SideFileError as exc:
        raise IntakeError(error("", exc.message, exc.hint, Origin(name, exc.line, exc.column))) from exc
    _printable(text, name)
    return text


def _printable(text: str, name: str) -> None:
    """IntakeError with the first few control characters."""
    if bad := [*_UNPRINTABLE.finditer(text)][:_SHOWN]:
        raise IntakeError(_control(text, one, name) for one in bad)


def _control(text: str, found: re.Match[str], name: str) -> Problem:
    before = text[: found.start()]
    where = Origin(name, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    return error("", f"有看不见的控制字符 U+{ord(found.group()):04X}", "请删去后重新输入这一处", where)


def _outermost(node: yaml.Node | None, name: str) -> yaml.MappingNode:
    if node is None:
        raise IntakeError(error("", "文件是空的", _FILL_IN, Origin(name)))
    if not isinstance(node, yaml.MappingNode):
        raise IntakeError(error("", *_no_keys(node), place(name, node.start_mark)))
    return node


def _no_keys(node: yaml.Node) -> Words:
    """What is told of data that is no mapping."""
    key = slips.joined(node.value) if isinstance(node, yaml.ScalarNode) else ""
    return slips.of_joined(key) if key else _NO_KEYS


def _no_list(node: yaml.Node | None, name: str) -> IntakeError:
    message = "最外层应是列表" if node else "文件是空的"
    where = place(name, node.start_mark) if node else Origin(name)
    return IntakeError(error("", message, "请从备份恢复；每份一行，以“- ”开头", where))


def _list(node: yaml.Node | None, name: str, key: str) -> yaml.MappingNode:
    """A list as the one value of a mapping; IntakeError for anything else."""
    if not isinstance(node, yaml.SequenceNode):
        raise _no_list(node, name)
    mark = node.start_mark
    named = yaml.ScalarNode(TAG + "str", key, mark, mark)
    return yaml.MappingNode(TAG + "map", [(named, node)], mark)
