"""What the members of a Word file are to each other: content types, relationships, the parts with tags."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.parsers import expat

from generator.errors import TemplateError
from generator.problems import Problem, Spot, error, standing
from generator.word import archive, foreign, media, parts, tree, wellformed
from generator.word.tree import Element
from generator.zipped import Member

TYPES = "[Content_Types].xml"
_RENDERED = {
    parts.MAIN: "正文",
    parts.WORD + "header+xml": "页眉",
    parts.WORD + "footer+xml": "页脚",
    parts.WORD + "footnotes+xml": "脚注",
    parts.WORD + "endnotes+xml": "尾注",
    parts.CORE: "文档属性",
}
_STRICT = b"http://purl.oclc.org/ooxml/"


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
    parts: Mapping[str, bytes]
    kinds: Mapping[str, str]
    left: Mapping[str, bytes] = field(default_factory=dict)
    drawn: Package | None = None
    _trees: dict[str, Element] = field(default_factory=dict, compare=False, repr=False)

    def given(self, parts: Mapping[str, bytes]) -> dict[str, Element]:
        """The trees that are there already of parts whose bytes are these."""
        return {part: root for part, root in self._trees.items() if parts.get(part) == self.parts[part]}

    def tree(self, part: str) -> Element:
        """A part as a tree of elements, parsed once; nobody may change it."""
        if part not in self._trees:
            self._trees[part] = tree.parse(self.parts[part])
        return self._trees[part]

    def rendered(self) -> tuple[tuple[str, str], ...]:
        """The parts that may hold tags, the main part first, each with the name a person knows it by."""
        order = list(_RENDERED)
        found = [(name, kind) for name, kind in self.kinds.items() if kind in _RENDERED]
        found.sort(key=lambda item: (order.index(item[1]), len(item[0]), item[0]))
        count = Counter(kind for _, kind in found)
        passed: Counter[str] = Counter()
        named = []
        for name, kind in found:
            passed[kind] += 1
            number = str(passed[kind]) if count[kind] > 1 else ""
            named.append((name, _RENDERED[kind] + number))
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


def open_package(data: bytes, name: str, *, harmless: bool = True) -> Package:
    """A Word file opened and found harmless; TemplateError with everything that speaks against it.

    One that need not be ``harmless`` is a sound Word file all the same; no document may be made of it.
    """
    members = archive.read(data, name)
    content = {member.name: _content(member, name) for member in members}
    if TYPES not in content:
        raise archive.fault(name, *foreign.of_zip(set(content)))
    _trees({TYPES: content[TYPES]}, name)
    kinds = _kinds(content, content)
    xml = {part: data for part, data in content.items() if _is_xml(part, kinds.get(part, ""))}
    trees = _trees(xml, name)
    _check_word(xml, kinds, name)
    if harmless and (problems := [*_refused(content, xml, kinds, name)]):
        raise TemplateError(problems)
    return Package(name, members, xml, kinds, _trees=trees)


def _refused(
    content: Mapping[str, bytes], xml: Mapping[str, bytes], kinds: Mapping[str, str], name: str
) -> Iterator[Problem]:
    """What a sound Word file must not have or lead to."""
    for part in content:
        yield from parts.judged(part, kinds.get(part, ""), name)
    yield from _refused_relations(xml, kinds, name)
    yield from _refused_merging(xml, kinds, name)
    yield from _refused_pictures(content, kinds, name)


def _is_xml(part: str, kind: str) -> bool:
    return part.lower().endswith((".xml", ".rels")) or kind.endswith(("+xml", "/xml"))


def _content(member: Member, name: str) -> bytes:
    """The bytes of a member; one that calls itself XML is not inflated when it is too large."""
    if member.name.lower().endswith((".xml", ".rels")) and member.size > archive.MAX_XML:
        raise archive.fault(name, f"部件 {member.name} 过大（{member.size // 1024 // 1024} MB）")
    return archive.content(member, name)


def _trees(xml: Mapping[str, bytes], name: str) -> dict[str, Element]:
    """The trees of those parts that had to be read to be found sound."""
    marks, found = 0, {}
    for part, data in xml.items():
        marks += data.count(b"<")
        if marks > 2 * archive.MAX_ELEMENTS:
            raise archive.fault(name, f"XML 元素过多（最多 {archive.MAX_ELEMENTS} 个）")
        if (root := wellformed.check(data, part, name)) is not None:
            found[part] = root
    return found


def _check_word(xml: Mapping[str, bytes], kinds: Mapping[str, str], name: str) -> None:
    """Whether this is a Word document as Word usually saves it."""
    if any(_STRICT in data for part, data in xml.items() if kinds.get(part) in parts.KEPT):
        raise archive.fault(
            name, "不是 Word 通常保存的格式", "用 Word 另存为“Word 文档 (*.docx)”，不要选 Strict"
        )
    if parts.MAIN not in kinds.values():
        raise archive.fault(name, *foreign.of_kinds(set(kinds.values())))


def elements(data: bytes) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The elements of a small part, names without prefix, in order."""
    found: list[tuple[str, Mapping[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, given: found.append((tag.rpartition(":")[2], given))
    parser.Parse(data, True)
    yield from found


def _kinds(content: Mapping[str, bytes], names: Iterable[str]) -> dict[str, str]:
    """The content type of each member that has one; names are the same in capitals and small letters."""
    defaults, overrides = {}, {}
    for tag, given in elements(content[TYPES]):
        if tag == "Default":
            defaults[given.get("Extension", "").lower()] = given.get("ContentType", "")
        elif tag == "Override":
            overrides[given.get("PartName", "").lstrip("/").lower()] = given.get("ContentType", "")
    every = {
        name: overrides.get(name.lower()) or defaults.get(name.rpartition(".")[2].lower()) for name in names
    }
    return {name: kind for name, kind in every.items() if kind and name != TYPES}


def relations_part(part: str) -> str:
    """The name of the member that holds a part's relationships."""
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def relations(data: bytes, part: str) -> Iterator[Relation]:
    """The relationships in a .rels member; ``part`` is the part that they belong to."""
    for tag, given in elements(data):
        if tag != "Relationship":
            continue
        written = given.get("Target", "")
        external = given.get("TargetMode", "").lower() not in ("", "internal")
        target = written if external else _resolved(written, part)
        yield Relation(given.get("Id", ""), given.get("Type", ""), target, external, written)


def _resolved(target: str, part: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), unquote(target))).lstrip("/")


def owner(rels: str) -> str:
    """The part that a .rels member belongs to; "" for the whole file."""
    folder, _, file = rels.rpartition("_rels/")
    return folder + file.removesuffix(".rels")


def _refused_relations(xml: Mapping[str, bytes], kinds: Mapping[str, str], name: str) -> Iterator[Problem]:
    """Relationships that lead out of the file, or to a part that theirs may not have."""
    known = {part.lower(): parts.KEPT.get(kind, "") for part, kind in kinds.items()}
    for rels in (part for part in xml if part.endswith(".rels")):
        part = owner(rels)
        kind = known.get(part.lower(), "") if part else ""
        if part and not kind:
            continue  # it belongs to what is left behind
        for relation in relations(xml[rels], part):
            for message, hint in _judged(relation, kind, known):
                where, paragraph = _place(relation, xml.get(part), kinds.get(part, ""), name)
                yield from standing([error(where, message, hint)], Spot(part, paragraph))


def _place(relation: Relation, data: bytes | None, kind: str, name: str) -> tuple[str, int | None]:
    """Where a relationship is used: the part and the words of the paragraph, and which paragraph it is."""
    label = _RENDERED.get(kind, "")
    if not (data and label):
        return name, None
    using = (item for item in tree.parse(data).iter() if relation.id in item.attrib.values())
    element = next(using, None)
    if element is None:
        return f"{name} {label}", None
    return f"{name} {tree.near(element, label)}", tree.number(element)


def _judged(relation: Relation, owner_kind: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a relationship, and the mend."""
    word, target = parts.published(relation.kind), relation.target[:60]
    shown = relation.kind.rpartition("/")[2][:40]
    if parts.is_left(owner_kind, word, relation.written):
        return
    if word == "hyperlink":
        yield from _link(relation)
    elif word not in parts.LEADS.get(owner_kind, ()):
        yield f"模板含有嵌入或外部内容（{shown}）", "删去该对象、附加模板或邮件合并后再存"
    elif relation.external:
        yield f"模板引用了外部文件（{shown}：{target}）", "改为嵌入文档之内"
    elif relation.target.lower() not in known:
        yield f"模板指向不存在的部件 {target}", "删去打不开的图片或对象后再存"
    elif not parts.leads(owner_kind, word, known[relation.target.lower()]):
        yield f"模板内部的内容类型不对（{target}）", "把正文粘贴到新建的文档中再存"


def _link(relation: Relation) -> Iterator[tuple[str, str]]:
    if relation.external and relation.target and not parts.is_link("hyperlink", relation.target):
        hint = "超链接只能指向 http、https 网址或 mailto 邮箱；改正或取消该链接"
        yield f"模板里有指向文件、脚本或程序的链接（{relation.target[:60]}）", hint
    elif not (relation.external or relation.written.startswith("#")):
        yield f"模板里的链接指向文件内部的部件（{relation.written[:60]}）", "取消该链接，重新设置"


def _refused_merging(xml: Mapping[str, bytes], kinds: Mapping[str, str], name: str) -> Iterator[Problem]:
    """Mail merging opens a database or another file, also where no relationship names it."""
    for part, data in xml.items():
        if kinds.get(part) == parts.SETTINGS and any(tag == "mailMerge" for tag, _ in elements(data)):
            hint = "在“邮件”中选择“开始邮件合并 → 普通 Word 文档”后再存"
            yield error(name, "模板是邮件合并文档（mailMerge）", hint)


def _refused_pictures(content: Mapping[str, bytes], kinds: Mapping[str, str], name: str) -> Iterator[Problem]:
    for part, kind in kinds.items():
        if parts.KEPT.get(kind) == "image" and not media.harmless(content[part], kind):
            hint = "在 Word 中删去该图片，另存为 PNG 或 JPEG 后重新插入"
            yield error(name, f"模板里的图片不是图片，或会打开别的文件（{part}）", hint)
