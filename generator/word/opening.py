"""A Word file opened, every part of it looked at, and everything told that speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.errors import TemplateError
from generator.problems import Problem, Spot, error, standing
from generator.word import archive, foreign, media, parts, tree, wellformed
from generator.word.foreign import Fault
from generator.word.package import RENDERED, TYPES, Package, Parts, Relation, elements, owner, relations
from generator.word.tree import Element
from generator.zipped import Member

_XML = (".xml", ".rels")
_STRICT = b"http://purl.oclc.org/ooxml/"
_OF_STRICT = ("不是 Word 通常保存的格式", "用 Word 另存为“Word 文档 (*.docx)”，不要选 Strict")
_LINK = "超链接只能指向 http、https 网址或 mailto 邮箱；改正或取消该链接"


def open_package(data: bytes, name: str, *, harmless: bool = True) -> Package:
    """A Word file opened and found harmless; TemplateError with everything that speaks against it.

    One that need not be ``harmless`` is a sound Word file all the same; no document may be made of it.
    """
    members = archive.read(data, name)
    content = {member.name: _content(member, name) for member in members}
    kinds = _kinds(_types(content, name), content)
    xml = {part: data for part, data in content.items() if _is_xml(part, kinds.get(part, ""))}
    opened = Package(name, members, xml, kinds, _trees=_trees(xml, name))
    _check_word(opened)
    if harmless and (problems := [*_refused(opened, content)]):
        raise TemplateError(problems)
    return opened


def _content(member: Member, name: str) -> bytes:
    """The bytes of a member; one that calls itself XML is not inflated when it is too large."""
    if member.name.lower().endswith(_XML) and member.size > archive.MAX_XML:
        raise archive.fault(name, f"部件 {member.name} 过大（{member.size // 1024 // 1024} MB）")
    return archive.content(member, name)


def _types(content: Parts, name: str) -> bytes:
    """The list of the types of members, which is sound XML."""
    if TYPES not in content:
        raise archive.fault(name, *foreign.of_zip(set(content)))
    _trees({TYPES: content[TYPES]}, name)
    return content[TYPES]


def _kinds(types: bytes, names: Iterable[str]) -> dict[str, str]:
    """The content type of each member that has one; names are the same in capitals and small letters."""
    defaults, overrides = _declared(types)
    every = {name: overrides.get(name.lower()) or defaults.get(_ending(name)) for name in names}
    return {name: kind for name, kind in every.items() if kind and name != TYPES}


def _declared(types: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """The content types that go by endings of names, and those that go by whole names."""
    defaults, overrides = {}, {}
    for tag, given in elements(types):
        if tag == "Default":
            defaults[given.get("Extension", "").lower()] = given.get("ContentType", "")
        elif tag == "Override":
            overrides[given.get("PartName", "").lstrip("/").lower()] = given.get("ContentType", "")
    return defaults, overrides


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _is_xml(part: str, kind: str) -> bool:
    return part.lower().endswith(_XML) or kind.endswith(("+xml", "/xml"))


def _trees(xml: Parts, name: str) -> dict[str, Element]:
    """The trees of those parts that had to be read to be found sound."""
    marks, found = 0, {}
    for part, data in xml.items():
        marks += data.count(b"<")
        if marks > 2 * archive.MAX_ELEMENTS:
            raise archive.fault(name, f"XML 元素过多（最多 {archive.MAX_ELEMENTS} 个）")
        if (root := wellformed.check(data, part, name)) is not None:
            found[part] = root
    return found


def _check_word(opened: Package) -> None:
    """Whether this is a Word document as Word usually saves it."""
    if _is_strict(opened):
        raise archive.fault(opened.name, *_OF_STRICT)
    kinds = set(opened.kinds.values())
    if parts.MAIN not in kinds:
        raise archive.fault(opened.name, *foreign.of_kinds(kinds))


def _is_strict(opened: Package) -> bool:
    """Whether a part that goes into documents is of the other kind of Word's format."""
    kept = (part for part in opened.parts if opened.kinds.get(part) in parts.KEPT)
    return any(_STRICT in opened.parts[part] for part in kept)


def _refused(opened: Package, content: Parts) -> Iterator[Problem]:
    """What a sound Word file must not have or lead to."""
    for part in content:
        yield from parts.judged(part, opened.kinds.get(part, ""), opened.name)
    yield from _refused_relations(opened)
    yield from _refused_merging(opened)
    yield from _refused_pictures(opened, content)


def _refused_relations(opened: Package) -> Iterator[Problem]:
    """Relationships that lead out of the file, or to a part that theirs may not have."""
    known = {part.lower(): parts.KEPT.get(kind, "") for part, kind in opened.kinds.items()}
    for rels in (part for part in opened.parts if part.endswith(".rels")):
        part = owner(rels)
        kind = known.get(part.lower(), "") if part else ""
        if kind or not part:  # any other belongs to what is left behind
            for relation in relations(opened.parts[rels], part):
                yield from _placed(_judged(relation, kind, known), relation, opened, part)


def _placed(found: Iterable[Fault], relation: Relation, opened: Package, part: str) -> Iterator[Problem]:
    """What is wrong with a relationship of a part, told where that is used."""
    for message, hint in found:
        where, paragraph = _place(relation, opened, part)
        yield from standing([error(where, message, hint)], Spot(part, paragraph))


def _place(relation: Relation, opened: Package, part: str) -> tuple[str, int | None]:
    """Where a relationship is used: the part and the words of the paragraph, and which paragraph it is."""
    name, data = opened.name, opened.parts.get(part)
    label = RENDERED.get(opened.kinds.get(part, ""), "")
    if not (data and label):
        return name, None
    element = tree.using(relation.id, tree.parse(data))
    if element is None:
        return f"{name} {label}", None
    return f"{name} {tree.near(element, label)}", tree.number(element)


def _judged(relation: Relation, owner_kind: str, known: Mapping[str, str]) -> Iterator[Fault]:
    """What is wrong with a relationship, and the mend."""
    word = parts.published(relation.kind)
    if parts.is_left(owner_kind, word, relation.written):
        return
    if word == "hyperlink":
        yield from _link(relation)
    elif word in parts.LEADS.get(owner_kind, ()):
        yield from _end(relation, owner_kind, known)
    else:
        shown = relation.kind.rpartition("/")[2][:40]
        yield f"模板含有嵌入或外部内容（{shown}）", "删去该对象、附加模板或邮件合并后再存"


def _end(relation: Relation, owner_kind: str, known: Mapping[str, str]) -> Iterator[Fault]:
    """What is wrong with where a relationship of a usual type leads to."""
    target, end = relation.target[:60], relation.target.lower()
    if relation.external:
        shown = relation.kind.rpartition("/")[2][:40]
        yield f"模板引用了外部文件（{shown}：{target}）", "改为嵌入文档之内"
    elif end not in known:
        yield f"模板指向不存在的部件 {target}", "删去打不开的图片或对象后再存"
    elif not parts.leads(owner_kind, parts.published(relation.kind), known[end]):
        yield f"模板内部的内容类型不对（{target}）", "把正文粘贴到新建的文档中再存"


def _link(relation: Relation) -> Iterator[Fault]:
    if relation.external:
        if relation.target and not parts.is_link("hyperlink", relation.target):
            yield f"模板里有指向文件、脚本或程序的链接（{relation.target[:60]}）", _LINK
    elif not relation.written.startswith("#"):
        yield f"模板里的链接指向文件内部的部件（{relation.written[:60]}）", "取消该链接，重新设置"


def _refused_merging(opened: Package) -> Iterator[Problem]:
    """Mail merging opens a database or another file, also where no relationship names it."""
    for part, data in opened.parts.items():
        if opened.kinds.get(part) == parts.SETTINGS and any(tag == "mailMerge" for tag, _ in elements(data)):
            hint = "在“邮件”中选择“开始邮件合并 → 普通 Word 文档”后再存"
            yield error(opened.name, "模板是邮件合并文档（mailMerge）", hint)


def _refused_pictures(opened: Package, content: Parts) -> Iterator[Problem]:
    for part, kind in opened.kinds.items():
        if parts.KEPT.get(kind) == "image" and not media.harmless(content[part], kind):
            hint = "在 Word 中删去该图片，另存为 PNG 或 JPEG 后重新插入"
            yield error(opened.name, f"模板里的图片不是图片，或会打开别的文件（{part}）", hint)
