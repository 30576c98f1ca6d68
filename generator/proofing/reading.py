"""A file of reference data as plain data, with the place of each value: for checks, not for documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from generator.errors import IntakeError
from generator.intake import json_text, yaml_text
from generator.library import CITED, heads
from generator.places import Branch, Places, packed
from generator.problems import Keys, Origin, Problem, error

Node = Any
Located = int | Branch  # where a value stands, and what is in it
_MAKERS: Mapping[str, Any] = {
    "int": int,
    "float": float,
    "bool": lambda text: text.lower() == "true",
    "null": lambda _: None,
}


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds, where each value stands, and what was wrong with the writing of it.

    Keys of mappings are texts as they are written. Numbers of other tables are not filled in: as many ＿
    stand in the place of each tag, so that columns are right.
    """

    name: str
    data: Any
    origins: Mapping[Keys, Origin]
    problems: tuple[Problem, ...]

    def __iter__(self) -> Iterator[Entry]:
        """What the file holds at its outermost level, thing by thing."""
        return self.top.each()

    @property
    def top(self) -> Entry:
        """All that the file holds."""
        return Entry(self, (), self.data)

    def origin(self, keys: Keys) -> Origin:
        """The place of a value, or of the nearest thing around it."""
        for end in range(len(keys), -1, -1):
            if found := self.origins.get(keys[:end]):
                return found
        return Origin(self.name)

    def error(self, keys: Keys, message: str, hint: str) -> Problem:
        """An error at a value, which is known by its keys."""
        return error("", message, hint, self.origin(keys), keys)


class Entry(NamedTuple):
    """What stands at a place of a file: a row, a field of it, a word of a list."""

    content: Content
    keys: Keys
    value: Any

    def get(self, field: str, default: Any = None) -> Any:
        """The value of a field."""
        return self.value.get(field, default)

    def at(self, key: str | int) -> Entry:
        """A field, or an item of a list; one with None for what is not there."""
        return Entry(self.content, (*self.keys, key), _held(self.value, key))

    def each(self) -> Iterator[Entry]:
        """What a list or a mapping holds, thing by thing; nothing for any other value."""
        if isinstance(self.value, dict):
            return map(self.at, self.value)
        return map(self.at, range(len(self.value))) if isinstance(self.value, list) else iter(())

    def below(self, field: str) -> Iterator[Entry]:
        """What the list or mapping of a field holds; nothing where the field is not there."""
        return self.at(field).each()

    def origin(self) -> Origin:
        """Where it stands."""
        return self.content.origin(self.keys)

    def error(self, message: str, hint: str) -> Problem:
        """An error there."""
        return self.content.error(self.keys, message, hint)

    def fault(self, message: str, hint: str) -> Problem:
        """An error there that is known by its place alone, not by its keys."""
        return error("", message, hint, self.origin())


def _held(value: Any, key: Any) -> Any:
    """What a mapping has under a key, or a list at a number."""
    if isinstance(value, dict):
        return value.get(key)
    return value[key] if isinstance(value, list) else None


def read(path: Path, name: str) -> Content:
    """The content of a YAML or JSON file, or the head of a unit of knowledge.

    What cannot be read at all is a problem and None its data.
    """
    is_unit = path.suffix == ".md"
    try:
        text = path.read_text("utf-8-sig" if is_unit else "utf-8")
    except (OSError, UnicodeDecodeError):
        return _unread(name, error(name, "文件打不开，或者不是 UTF-8 文本", "重新拷贝这个文件"))
    if is_unit:
        return _head(text, name)
    return _composed(text, name, json_text if path.suffix == ".json" else yaml_text)


def _head(text: str, name: str) -> Content:
    """The content of a unit's head."""
    if head := heads.split(text)[0]:
        return _composed(head, name, yaml_text)
    hint = "照 templates/README.md 写知识单元的头"
    return _unread(name, error(f"{name}:1", "没有写在两行 --- 之间的头", hint))


def _unread(name: str, *problems: Problem) -> Content:
    return Content(name, None, {}, problems)


def _composed(text: str, name: str, form: ModuleType) -> Content:
    """What a text of one form says."""
    reader = _Reader(name)
    try:
        with form.composed(_without_numbers(text), name) as root:
            data, places = reader.value(root) if root is not None else (None, 0)
    except IntakeError as exc:
        return _unread(name, *exc.problems)
    return Content(name, data, Places(name, _branch(places), ()), tuple(reader.problems))


def _branch(places: Located) -> Branch:
    """The places of a whole file, also of one that is a single value."""
    return places if isinstance(places, Branch) else Branch(places)


def _without_numbers(text: str) -> str:
    return CITED.sub(lambda found: "＿" * len(found[0]), text)


class _Reader:
    """Makes values of nodes, and their places."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.problems: list[Problem] = []

    def value(self, node: Node) -> tuple[Any, Located]:
        """The value of a node, and where it and what is in it stands."""
        at = packed(*_line_and_column(node))
        kind = node.tag.rpartition(":")[2]
        if isinstance(node.value, str):
            return _MAKERS.get(kind, str)(node.value), at
        branch = Branch(at)
        held = self._list(node, branch) if kind == "seq" else self._mapping(node, branch)
        return held, branch

    def _list(self, node: Node, branch: Branch) -> list[Any]:
        return [self._kept(branch, number, child) for number, child in enumerate(node.value)]

    def _mapping(self, node: Node, branch: Branch) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, child in self._pairs(node):
            found[key] = self._kept(branch, key, child)
        return found

    def _kept(self, branch: Branch, key: str | int, child: Node) -> Any:
        made, branch[key] = self.value(child)
        return made

    def _pairs(self, node: Node) -> Iterator[tuple[str, Node]]:
        seen: set[str] = set()
        for key, child in node.value:
            name = str(key.value)
            if name in seen:
                self._tell_doubled(key)
            seen.add(name)
            yield name, child

    def _tell_doubled(self, key: Node) -> None:
        self.problems.append(error("", f"“{key.value}”写了两次", "只留一个", place(self._name, key)))


def place(name: str, node: Node) -> Origin:
    """Where a node stands in the file of that name."""
    return Origin(name, *_line_and_column(node))


def _line_and_column(node: Node) -> tuple[int, int]:
    """Where a node begins, counted from one."""
    return node.start_mark.line + 1, node.start_mark.column + 1
