"""What the members of a Word file are to each other: content types, relationships, the parts with tags."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from generator.errors import TemplateError
from generator.problems import Problem, error
from generator.word import archive
from generator.zipped import Member

TYPES = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN = WORD + "document.main+xml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_RENDERED = {
    _MAIN: "正文",
    WORD + "header+xml": "页眉",
    WORD + "footer+xml": "页脚",
    WORD + "footnotes+xml": "脚注",
    WORD + "endnotes+xml": "尾注",
    _CORE: "文档属性",
}
_REFUSED_TYPES = re.compile(r"macroEnabled|vbaProject|activeX|oleObject|\.binary|executable", re.I)
_REFUSED_RELATIONS = re.compile(
    r"/(?:vbaProject|wordVbaData|oleObject|package|aFChunk|attachedTemplate|subDocument|control"
    r"|activeXControlBinary|mailMergeSource|mailMergeHeaderSource|attachedToolbars|frame)$"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part; target is resolved to a member's name unless it is external."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file whose every part was looked at; ``parts`` are the XML members inflated."""

    name: str
    members: tuple[Member, ...]
    parts: Mapping[str, bytes]
    kinds: Mapping[str, str]

    @property
    def main(self) -> str:
        """The name of the main part."""
        return next(name for name, kind in self.kinds.items() if kind == _MAIN)

    def rendered(self) -> tuple[tuple[str, str], ...]:
        """The parts that may hold tags, the main part first, each with the name a person knows it by."""
        found = [(name, kind) for name, kind in self.kinds.items() if kind in _RENDERED]
        order = list(_RENDERED)
        found.sort(key=lambda item: (order.index(item[1]), len(item[0]), item[0]))
        many = {kind: sum(other == kind for _, other in found) for _, kind in found}
        counts: dict[str, int] = {}
        named = []
        for name, kind in found:
            counts[kind] = counts.get(kind, 0) + 1
            named.append((name, _RENDERED[kind] + (str(counts[kind]) if many[kind] > 1 else "")))
        return tuple(named)

    def is_core(self, part: str) -> bool:
        """Whether a part holds the document's properties."""
        return self.kinds[part] == _CORE


def open_package(data: bytes, name: str) -> Package:
    """A Word file opened and found harmless; TemplateError with everything that speaks against it."""
    members = archive.read(data, name)
    parts = {
        member.name: archive.content(member, name)
        for member in members
        if member.name.endswith((".xml", ".rels")) and _small(member, name)
    }
    for member in members:
        if member.name not in parts:
            archive.content(member, name)
    if TYPES not in parts:
        raise archive.fault(name, "不是 Word 文档（.docx）")
    _check_xml(parts, name)
    kinds = _kinds(parts, [member.name for member in members])
    problems = [
        *_refused_types(parts, name),
        *_refused_relations(parts, name),
        *_refused_names(members, name),
    ]
    if problems:
        raise TemplateError(problems)
    if _MAIN not in kinds.values():
        raise archive.fault(name, "不是 Word 文档（.docx）", "请另存为“Word 文档 (*.docx)”")
    return Package(name, members, parts, kinds)


def _small(member: Member, name: str) -> bool:
    if member.size > archive.MAX_XML:
        raise archive.fault(name, f"部件 {member.name} 过大（{member.size // 1024 // 1024} MB）")
    return True


def _check_xml(parts: Mapping[str, bytes], name: str) -> None:
    elements = 0
    for part, data in parts.items():
        elements += data.count(b"<")
        if elements > 2 * archive.MAX_ELEMENTS:
            raise archive.fault(name, f"XML 元素过多（最多 {archive.MAX_ELEMENTS} 个）")
        _parse(data, part, name, {})


def _parse(data: bytes, part: str, name: str, handlers: Mapping[str, object]) -> None:
    def doctype(*_: object) -> None:
        raise archive.fault(name, f"部件 {part} 含有 DOCTYPE 声明，已拒绝")

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii", "ascii"):
            raise archive.fault(name, f"部件 {part} 的编码不是 UTF-8")

    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise archive.fault(name, f"部件 {part} 的编码不是 UTF-8")
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.XmlDeclHandler = declaration
    for handler, function in handlers.items():
        setattr(parser, handler, function)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as exc:
        raise archive.fault(name, f"部件 {part} 不是完好的 XML") from exc


def elements(data: bytes) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The elements of a small part, names without prefix, in order."""
    found: list[tuple[str, Mapping[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, given: found.append((tag.rpartition(":")[2], given))
    parser.Parse(data, True)
    yield from found


def _kinds(parts: Mapping[str, bytes], names: Iterable[str]) -> dict[str, str]:
    """The content type of each member that has one."""
    defaults, overrides = {}, {}
    for tag, given in elements(parts[TYPES]):
        if tag == "Default":
            defaults[given.get("Extension", "").lower()] = given.get("ContentType", "")
        elif tag == "Override":
            overrides[given.get("PartName", "").lstrip("/")] = given.get("ContentType", "")
    every = {name: overrides.get(name) or defaults.get(name.rpartition(".")[2].lower()) for name in names}
    return {name: kind for name, kind in every.items() if kind}


def kinds_of(package_parts: Mapping[str, bytes], names: Iterable[str]) -> Mapping[str, str]:
    """The content types by member, for a file opened by other means."""
    return _kinds(package_parts, names)


def relations_part(part: str) -> str:
    """The name of the member that holds a part's relationships."""
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def relations(data: bytes, part: str) -> Iterator[Relation]:
    """The relationships in a .rels member; ``part`` is the part that they belong to."""
    for tag, given in elements(data):
        if tag != "Relationship":
            continue
        target, external = given.get("Target", ""), given.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        yield Relation(given.get("Id", ""), given.get("Type", ""), target, external)


def owner(rels: str) -> str:
    """The part that a .rels member belongs to; "" for the whole file."""
    folder, _, file = rels.rpartition("_rels/")
    return folder + file.removesuffix(".rels")


def _refused_types(parts: Mapping[str, bytes], name: str) -> Iterator[Problem]:
    for _, given in elements(parts[TYPES]):
        kind, about = given.get("ContentType", ""), given.get("PartName") or given.get("Extension", "")
        if _REFUSED_TYPES.search(kind):
            hint = "去掉宏和嵌入对象，另存为“Word 文档 (*.docx)”"
            yield error(name, f"模板含有宏、控件或嵌入对象（{about}）", hint)


def _refused_relations(parts: Mapping[str, bytes], name: str) -> Iterator[Problem]:
    for rels in (part for part in parts if part.endswith(".rels")):
        for relation in relations(parts[rels], owner(rels)):
            kind = relation.kind.rpartition("/")[2]
            if _REFUSED_RELATIONS.search(relation.kind):
                yield error(name, f"模板含有嵌入或外部内容（{kind}）", "删去该对象、附加模板或邮件合并后再存")
            elif relation.external and kind != "hyperlink":
                yield error(name, f"模板引用了外部文件（{kind}：{relation.target[:60]}）", "改为嵌入文档之内")


def _refused_names(members: Iterable[Member], name: str) -> Iterator[Problem]:
    for member in members:
        if re.search(
            r"(?:^|/)(?:embeddings|activeX)/|vbaProject|\.(?:bin|exe|dll|js|vbs)$", member.name, re.I
        ):
            yield error(name, f"模板含有嵌入对象（{member.name}）", "在 Word 中删去该对象")
