"""Structure: the schema's verdict on a client's data, said in Chinese with the place of each value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import jsonschema_rs

from generator.library import Library
from generator.problems import Origin, Problem, error
from generator.record import ISSUED, Keys, Record
from generator.schema import sentences, shape
from generator.schema.shape import Shape

Fault = tuple[Keys, Problem]
Origins = Callable[[Keys], Origin | None]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked: the data, the shape of it by its schema, and where each value stands.

    ``renamed`` maps former names of choices to what they are called now.
    """

    data: Any
    shape: Shape
    origin: Origins
    renamed: Mapping[str, Sequence[str]]

    def form(self, keys: Keys) -> sentences.Form:
        """How the value under a key path is written: in a text file, or in a cell of a workbook."""
        origin = self.origin(keys)
        return sentences.CELL if origin and origin.cell else sentences.FILE

    def error(self, keys: Keys, message: str, hint: str, label: str = "") -> Problem:
        """A problem at the value under a key path."""
        return error(label or self.shape.label(keys), message, hint, self.origin(keys), keys)


@cache
def _validator() -> Any:
    registry = jsonschema_rs.Registry(
        [(f"json-schema:///{shape.AGENCY}", shape.source(shape.AGENCY))],
    )
    return jsonschema_rs.Draft202012Validator(shape.source(shape.CLIENT), registry=registry)


@cache
def _index_validator() -> Any:
    rules = shape.source(shape.ISSUED)
    under = {"type": "object", "properties": {ISSUED: rules}, "$defs": rules["$defs"]}
    return jsonschema_rs.Draft202012Validator(under)


def faults(record: Record, library: Library) -> Iterator[Fault]:
    """Each departure of a client's data from the schema, with the key path of the faulty value."""
    data = dict(record.data)
    issued = {ISSUED: data.pop(ISSUED)} if ISSUED in data else {}
    subject = Subject(data, shape.record(), record.origin, library.once(former_accidents))
    yield from departures(_validator(), subject)
    if issued:
        yield from departures(_index_validator(), replace(subject, data=issued))


def departures(validator: Any, subject: Subject) -> Iterator[Fault]:
    """Each departure from the schema of a compiled validator."""
    for found in validator.iter_errors(subject.data):
        keys = _keys(subject.data, found.instance_path)
        yield from _said(subject, keys, found.kind)


def _said(subject: Subject, keys: Keys, kind: Any) -> Iterator[Fault]:
    """What is said of a departure, by the rule of the schema that tells it."""
    rule = type(kind).__name__.rpartition("_")[2]
    if rule == "Required":
        yield _missing(subject, (*keys, kind.property))
    elif rule == "AdditionalProperties":
        for key in kind.unexpected:
            yield (*keys, key), _unknown(subject, keys, key)
    else:
        yield from _refused(subject, keys, sentences.Rule(rule, kind))


def _refused(subject: Subject, keys: Keys, rule: sentences.Rule) -> Iterator[Fault]:
    """A value that a rule of the schema refuses, unless that is told at its item."""
    value = sentences.Value(_at(subject.data, keys), subject.shape.at(keys), subject.form(keys))
    if not (rule.name == "MinItems" and _has_text_for_number(value.given, value.shape)):
        message, hint = sentences.of(rule, value, subject.renamed)
        yield keys, subject.error(keys, message, hint)


def _missing(subject: Subject, keys: Keys) -> Fault:
    example = subject.shape.at(keys).example
    is_cell = subject.form(keys) is sentences.CELL
    hint = _in_cell(example) if is_cell else _in_file(keys[-1], example)
    return keys, subject.error(keys, "必填，还没有填", hint)


def _in_file(key: str | int, example: Any) -> str:
    """The hint for a line that is not there."""
    known = f"，例如 {key}: {sentences.plain(example)}" if _is_plain(example) else ""
    return f"请加上 {key}{known}"


def _in_cell(example: Any) -> str:
    """The hint for an empty cell, which is known by its place."""
    return f"例如 {sentences.plain(example, sentences.CELL)}" if _is_plain(example) else ""


def _is_plain(example: Any) -> bool:
    return isinstance(example, (str, int, float))


def _unknown(subject: Subject, keys: Keys, key: str) -> Problem:
    known = subject.shape.at(keys).properties
    near = _near(key, known)
    hint = f"是不是想写 {near}（{known[near].title}）" if near else "请删去，或对照模板改成已有的项"
    return subject.error((*keys, key), f"没有“{key}”这一项", hint, subject.shape.label(keys))


def _near(key: str, known: Mapping[str, Shape]) -> str:
    """The key that was probably meant: that of the title, else the nearest; "" where none is near."""
    titled = (name for name, child in known.items() if key.strip() == child.title)
    return next(titled, sentences.alike(key, known))


def _has_text_for_number(value: Any, listed: Shape) -> bool:
    """Whether a list is short because several numbers stand in one text: [2，15]."""
    items = listed.items
    return bool(items and not items.text and any(isinstance(one, str) for one in value))


def former_accidents(library: Library) -> dict[str, list[str]]:
    """Accident names of GB 6441-1986 with the names that replace them."""
    found: dict[str, list[str]] = {}
    types = library.table("accident_types")
    for row in types:
        for old in _former(row["legacy"]):
            found.setdefault(old, []).append(row["name"])
    current = {row["name"] for row in types}
    return {old: names for old, names in found.items() if old not in current}


def _former(legacy: str) -> Iterator[str]:
    """The names that were one type's; a remark in brackets names none."""
    if not legacy.startswith("（"):
        yield from (old.partition("(")[0] for old in legacy.split("、"))


def _keys(data: Any, path: Sequence[str | int]) -> Keys:
    """A path of the validator as the data has it: it takes a key such as "2027" for a number."""
    keys: list[str | int] = []
    for step in path:
        keys.append(str(step) if isinstance(data, dict) else step)
        data = data[keys[-1]]
    return tuple(keys)


def _at(data: Any, keys: Keys) -> Any:
    for key in keys:
        data = data[key]
    return data
