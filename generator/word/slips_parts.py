"""What stands in the parts of a template, outside of its words, that would break, leak or open something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.problems import Problem, Spot, error, warning
from generator.word import fields, references
from generator.word.once import Once
from generator.word.package import TYPES, Package, relations, relations_part
from generator.word.parts import published
from generator.word.tree import Element, W, parse, spotted, w

_TAGGED = re.compile(rb"\{\{|\{%")
_ADDRESSED = re.compile(rb"\{\{|\{%|%7B%7B|%7B%25", re.I)
# Parts of a document that no tag is filled in, as a person knows them.
_UNFILLED = {
    "chart": "图表",
    "chartex": "图表",
    "diagramdata": "SmartArt 图形",
    "diagramdrawing": "SmartArt 图形",
    "styles": "样式",
    "numbering": "编号的文字",
    "settings": "文档设置",
    "app": "文档属性",
}
_LEFT = {
    "word/comments": "批注",
    "docProps/custom": "自定义属性",
    "customXml/": "自定义数据",
    "word/glossary/": "自动图文集",
}
_TRACKED = (
    *map(w, ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "tblPrChange", "trPrChange")),
    *map(w, ("tcPrChange", "sectPrChange", "cellIns", "cellDel", "cellMerge", "numberingChange")),
)
_COMMENTS = (w("commentRangeStart"), w("commentReference"))
_judged: Once[tuple[Problem, ...]] = Once()


def find(package: Package) -> Iterator[Problem]:
    """What is wrong with the parts that documents are given, and with those that are left behind."""
    rendered = dict(package.rendered())
    for part, data in package.parts.items():
        if part not in rendered:
            yield from _misplaced(part, data, package.kind(part))
        if not part.endswith(".rels") and part != TYPES and not package.is_core(part):
            yield from _in_part(package, part, rendered.get(part, ""))
    for part, label in rendered.items():
        yield from _linked(package, part, label)
    for part, data in package.left.items():
        yield from _misplaced(part, data)
        yield from _left_behind(parse(data), part)


def _misplaced(part: str, data: bytes, kind: str = "") -> Iterator[Problem]:
    """Tags where nothing is ever filled in."""
    if _TAGGED.search(data) and not part.endswith(".rels"):
        left = next((name for path, name in _LEFT.items() if part.startswith(path)), part)
        place = _UNFILLED.get(kind, left)
        hint = "移到正文、页眉、页脚或文本框的文字里"
        yield error(place, f"标签写在了不支持的位置（{place}），不会填写", hint)


def _linked(package: Package, part: str, label: str) -> Iterator[Problem]:
    """Links whose address has a tag: an address is never filled in."""
    data = package.parts.get(relations_part(part), b"")
    for relation in relations(data, part) if _ADDRESSED.search(data) else ():
        if _ADDRESSED.search(relation.written.encode()):
            using = (one for one in package.tree(part).iter() if relation.id in one.attrib.values())
            element = next(using, None)
            tell = error if "{" in relation.written else warning
            hint = "链接写固定的网址，要填写的内容写在文字里"
            fault = tell(label, f"标签写在了链接的地址里（{relation.written[:40]}），不会填写", hint)
            for one in [fault] if element is None else spotted([fault], element):
                yield replace(one, spot=Spot(part, one.spot.paragraph if one.spot else None))


def _left_behind(root: Element, part: str) -> Iterator[Problem]:
    yield from fields.check(root, part)
    if next(root.iter(w("comment")), None) is not None:
        yield error("批注", "模板里有批注，会随文件发出", "在“审阅”中删除全部批注")


def _in_part(package: Package, part: str, label: str) -> Iterator[Problem]:
    """The faults of a part; ``label`` is given for one that may hold tags."""
    data = package.parts[part]
    rels = package.parts.get(relations_part(part))
    kinds = {relation.id: published(relation.kind) for relation in relations(rels, part)} if rels else {}
    about = (label or part, bool(label), tuple(kinds.items()))
    for fault in _judged.of(data, about, lambda: tuple(_faults(package, part, label, kinds))):
        yield replace(fault, spot=Spot(part, fault.spot.paragraph if fault.spot else None))


def _faults(package: Package, part: str, label: str, kinds: dict[str, str]) -> Iterator[Problem]:
    root, shapes = package.tree(part), references.has_shapes(package.parts[part])
    if label and root.nsmap.get("w") != W:
        yield error(label, "不是 Word 通常保存的格式", "用 Word 另存为“Word 文档 (*.docx)”，不要选 Strict")
        return
    yield from references.check(root, label or part, kinds, shapes=shapes)
    yield from fields.check(root, label or part)
    if label:
        yield from _traces(root, label)


def _traces(root: Element, label: str) -> Iterator[Problem]:
    """What editing left in a part: it would be sent along."""
    if (tracked := next(root.iter(*_TRACKED), None)) is not None:
        hint = "在“审阅”中接受全部修订并关闭修订"
        yield from spotted([error(label, "模板里有修订痕迹，删去的旧内容会泄露", hint)], tracked)
    if (comment := next(root.iter(*_COMMENTS), None)) is not None:
        yield from spotted([error(label, "模板里有批注", "在“审阅”中删除全部批注")], comment)
