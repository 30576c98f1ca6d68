"""What a Word file tells of its making, read back and held against what is in it; and telling it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from generator import zipped
from generator.word import archive, foreign, parts, provenance, tree, wellformed
from generator.word.package import TYPES, relations, relations_part
from generator.word.tree import Element
from generator.zipped import Member

_RELATIONS = relations_part("")
_NAME = f"/{provenance.PART}"


@dataclass(frozen=True, slots=True)
class Told:
    """The tool's own properties of a file, by their names (see `provenance`), and the digest of its parts."""

    properties: Mapping[str, str]
    parts: str


def read(data: bytes, name: str) -> Told:
    """What a file tells; TemplateError where it is damaged or no Word document."""
    members = _members(data, name)
    return Told(_properties(members, name), provenance.digest(members))


def copy(data: bytes, properties: Mapping[str, str], name: str) -> bytes:
    """The same Word file with these properties, and the digest of its parts, in place of all that it had.

    Everything that prints stays as it is, byte for byte.
    """
    members = [one for one in _members(data, name) if not _holds(one)]
    changed = ((one, _CHANGED[one.name]) for one in members if one.name in _CHANGED)
    fresh = {one.name: change(archive.content(one, name)) for one, change in changed}
    ready = tuple(zipped.replaced(members, fresh))
    return zipped.pack((*ready, provenance.member(properties, ready)))


def _members(data: bytes, name: str) -> tuple[Member, ...]:
    """The members of a Word file, each with the bytes that its checksum says."""
    members = archive.read(data, name)
    _check_word({one.name: archive.content(one, name) for one in members}, name)
    return members


def _check_word(content: Mapping[str, bytes], name: str) -> None:
    types = content.get(TYPES)
    if types is None:
        raise archive.fault(name, *foreign.of_zip(set(content)))
    if parts.MAIN.encode() not in types:
        raise archive.fault(name, *foreign.of_kinds({types.decode("utf-8", "replace")}))


def _holds(member: Member) -> bool:
    return member.name.lower() == provenance.PART.lower()


def _properties(members: Sequence[Member], name: str) -> dict[str, str]:
    """The properties of ours; none where the file has lost them."""
    part = next(filter(_holds, members), None)
    if part is None or part.size > archive.MAX_XML:
        return {}
    content = archive.content(part, name)
    wellformed.check(content, part.name, name)
    return dict(_ours(tree.parse(content)))


def _ours(root: Element) -> Iterator[tuple[str, str]]:
    for item in root:
        key = _key(item)
        if key.startswith(provenance.OURS):
            yield key, "".join(map(str, item.itertext())).strip()


def _key(item: Element) -> str:
    return item.get("name", "") if isinstance(item.tag, str) else ""


def _typed(types: bytes) -> bytes:
    """The content types with that of the properties, once."""
    root = tree.parse(types)
    for item in list(root):
        if item.get("PartName", "").lower() == _NAME.lower():
            root.remove(item)
    return _with(root, "Override", {"PartName": _NAME, "ContentType": parts.CUSTOM})


def _related(rels: bytes) -> bytes:
    """The relationships of the file with one to its properties."""
    root = tree.parse(rels)
    for item in list(root):
        if parts.published(item.get("Type", "")) == "custom-properties":
            root.remove(item)
    name = provenance.relation(one.id for one in relations(rels, ""))
    given = {"Id": name, "Type": provenance.RELATION, "Target": provenance.PART}
    return _with(root, "Relationship", given)


def _with(root: Element, name: str, given: Mapping[str, str]) -> bytes:
    """A list with one more entry, of the namespace of its own."""
    root.append(root.makeelement(f"{{{etree.QName(root).namespace}}}{name}", dict(given)))
    return tree.serialise(root)


# What a file has to be told of its properties in.
_CHANGED: Mapping[str, Callable[[bytes], bytes]] = {TYPES: _typed, _RELATIONS: _related}
