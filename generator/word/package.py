"""What the members of a Word file are to each other: content types, relationships, the parts with tags."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.parsers import expat

from generator.word import parts, tree
from generator.word.tree import Element
from generator.zipped import Member

TYPES = "[Content_Types].xml"
RENDERED = {
    parts.MAIN: "正文",
    parts.WORD + "header+xml": "页眉",
    parts.WORD + "footer+xml": "页脚",
    parts.WORD + "footnotes+xml": "脚注",
    parts.WORD + "endnotes+xml": "尾注",
    parts.CORE: "文档属性",
}
_ORDER = tuple(RENDERED)


Parts = Mapping[str, bytes]  # by their names


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part; target is resolved to a member's name unless it is external."""

    id: str
    kind: str
    target: str
    external: bool
    written: str


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file whose every part was looked at; ``parts`` are the XML members inflated.

    ``kinds`` are the content types by member. ``left`` are XML members that no document is given.
    ``drawn`` is the file as its author drew it, where the main part was made from that (see `variants`).
    """

    name: str
    members: tuple[Member, ...]
    parts: Parts
    kinds: Mapping[str, str]
    left: Parts = field(default_factory=dict)
    drawn: Package | None = None
    _trees: dict[str, Element] = field(default_factory=dict, compare=False, repr=False)

    def given(self, parts: Parts) -> dict[str, Element]:
        """The trees that are there already of parts whose bytes are these."""
        return {part: root for part, root in self._trees.items() if parts.get(part) == self.parts[part]}

    def tree(self, part: str) -> Element:
        """A part as a tree of elements, parsed once; nobody may change it."""
        if part not in self._trees:
            self._trees[part] = tree.parse(self.parts[part])
        return self._trees[part]

    def rendered(self) -> tuple[tuple[str, str], ...]:
        """The parts that may hold tags, the main part first, each with the name a person knows it by."""
        found = [(name, kind) for name, kind in self.kinds.items() if kind in RENDERED]
        found.sort(key=_in_order)
        count = Counter(kind for _, kind in found)
        passed: Counter[str] = Counter()
        named = []
        for name, kind in found:
            passed[kind] += 1
            number = str(passed[kind]) if count[kind] > 1 else ""
            named.append((name, RENDERED[kind] + number))
        return tuple(named)

    def kind(self, part: str) -> str:
        """What a part is called in the lists of what is let through; "" for the file as a whole."""
        return parts.KEPT.get(self.kinds.get(part, ""), "")

    @property
    def main(self) -> str:
        """The part that holds the text, whatever the program that saved it calls it."""
        return next(part for part, kind in self.kinds.items() if kind == parts.MAIN)

    def is_core(self, part: str) -> bool:
        """Whether a part holds the document's properties."""
        return self.kinds[part] == parts.CORE


def _in_order(part: tuple[str, str]) -> tuple[int, int, str]:
    """By kind, then by name: the tenth comes after the second."""
    name, kind = part
    return _ORDER.index(kind), len(name), name


def elements(data: bytes) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The elements of a small part, names without prefix, in order."""
    found: list[tuple[str, Mapping[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, given: found.append((tag.rpartition(":")[2], given))
    parser.Parse(data, True)
    yield from found


def said_of_styles(styles: bytes) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """The elements of the part that holds styles, each behind the id of the style that it is said of."""
    style = ""
    for tag, given in elements(styles):
        if tag == "style":
            style = given.get("w:styleId", "")
        yield style, tag, given


def relations_part(part: str) -> str:
    """The name of the member that holds a part's relationships."""
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def relations(data: bytes, part: str) -> Iterator[Relation]:
    """The relationships in a .rels member; ``part`` is the part that they belong to."""
    return (_relation(given, part) for tag, given in elements(data) if tag == "Relationship")


def _relation(given: Mapping[str, str], part: str) -> Relation:
    written = given.get("Target", "")
    external = given.get("TargetMode", "").lower() not in ("", "internal")
    target = written if external else _resolved(written, part)
    return Relation(given.get("Id", ""), given.get("Type", ""), target, external, written)


def _resolved(target: str, part: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), unquote(target))).lstrip("/")


def owner(rels: str) -> str:
    """The part that a .rels member belongs to; "" for the whole file."""
    folder, _, file = rels.rpartition("_rels/")
    return folder + file.removesuffix(".rels")
