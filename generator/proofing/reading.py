"""A file of reference data as plain data, with the place of each value: for checks, not for documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.errors import IntakeError
from generator.intake import json_text, yaml_text
from generator.library import CITED, heads
from generator.places import Branch, Places, packed
from generator.problems import Keys, Origin, Problem, error

Node = Any
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

    def origin(self, keys: Keys) -> Origin:
        """The place of a value, or of the nearest thing around it."""
        for end in range(len(keys), -1, -1):
            if found := self.origins.get(keys[:end]):
                return found
        return Origin(self.name)

    def error(self, keys: Keys, message: str, hint: str) -> Problem:
        """An error at a value, which is known by its keys."""
        return error("", message, hint, self.origin(keys), keys)


def read(path: Path, name: str) -> Content:
    """The content of a YAML or JSON file, or the head of a unit of knowledge.

    What cannot be read at all is a problem and None its data.
    """
    try:
        text = path.read_text("utf-8-sig" if path.suffix == ".md" else "utf-8")
    except (OSError, UnicodeDecodeError):
        return _unread(name, error(name, "文件打不开，或者不是 UTF-8 文本", "重新拷贝这个文件"))
    if path.suffix == ".md":
        text = heads.split(text)[0]
        if not text:
            hint = "照 templates/README.md 写知识单元的头"
            return _unread(name, error(f"{name}:1", "没有写在两行 --- 之间的头", hint))
    return _composed(text, name, json_text if path.suffix == ".json" else yaml_text)


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
    branch = places if isinstance(places, Branch) else Branch(places)
    return Content(name, data, Places(name, branch, ()), tuple(reader.problems))


def _without_numbers(text: str) -> str:
    return CITED.sub(lambda found: "＿" * len(found[0]), text)


class _Reader:
    """Makes values of nodes, and their places."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.problems: list[Problem] = []

    def value(self, node: Node) -> tuple[Any, int | Branch]:
        """The value of a node, and where it and what is in it stands."""
        at = packed(node.start_mark.line + 1, node.start_mark.column + 1)
        kind = node.tag.rpartition(":")[2]
        if isinstance(node.value, str):
            return _MAKERS.get(kind, str)(node.value), at
        branch = Branch(at)
        if kind == "seq":
            return [self._kept(branch, number, child) for number, child in enumerate(node.value)], branch
        return self._mapping(node, branch), branch

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
                self.problems.append(error("", f"“{name}”写了两次", "只留一个", place(self._name, key)))
            seen.add(name)
            yield name, child


def place(name: str, node: Node) -> Origin:
    """Where a node stands in the file of that name."""
    return Origin(name, node.start_mark.line + 1, node.start_mark.column + 1)
