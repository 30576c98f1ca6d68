"""What stands in the parts of a template, outside of its words, that would break, leak or open something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from generator.problems import Problem, Spot, error, warning
from generator.word import fields, references
from generator.word.once import Once
from generator.word.package import TYPES, Package, relations, relations_part
from generator.word.parts import published
from generator.word.tree import Element, W, parse, spotted, using, w

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
    for part in package.parts:
        yield from _given(package, part, rendered)
    for part, label in rendered.items():
        yield from _linked(package, part, label)
    for part, data in package.left.items():
        yield from _misplaced(part, data)
        yield from _left_behind(parse(data), part)


def _given(package: Package, part: str, rendered: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with a part that documents are given; ``rendered`` are those that may hold tags."""
    if part not in rendered:
        yield from _misplaced(part, package.parts[part], package.kind(part))
    if _is_content(package, part):
        yield from _in_part(package, part, rendered.get(part, ""))


def _is_content(package: Package, part: str) -> bool:
    """Whether a part is neither a list of the file's own nor the document's properties."""
    return not part.endswith(".rels") and part != TYPES and not package.is_core(part)


def _misplaced(part: str, data: bytes, kind: str = "") -> Iterator[Problem]:
    """Tags where nothing is ever filled in."""
    if _TAGGED.search(data) and not part.endswith(".rels"):
        place = _UNFILLED.get(kind) or _left_place(part)
        hint = "移到正文、页眉、页脚或文本框的文字里"
        yield error(place, f"标签写在了不支持的位置（{place}），不会填写", hint)


def _left_place(part: str) -> str:
    """What a person calls a part; its name where nobody calls it anything."""
    return next((name for path, name in _LEFT.items() if part.startswith(path)), part)


def _linked(package: Package, part: str, label: str) -> Iterator[Problem]:
    """Links whose address has a tag: an address is never filled in."""
    data = package.parts.get(relations_part(part), b"")
    for relation in relations(data, part) if _ADDRESSED.search(data) else ():
        if _ADDRESSED.search(relation.written.encode()):
            yield from _at_use(_in_address(relation.written, label), relation.id, package, part)


def _in_address(address: str, label: str) -> Problem:
    tell = error if "{" in address else warning
    hint = "链接写固定的网址，要填写的内容写在文字里"
    return tell(label, f"标签写在了链接的地址里（{address[:40]}），不会填写", hint)


def _at_use(fault: Problem, identity: str, package: Package, part: str) -> Iterator[Problem]:
    """A problem of a relationship with the paragraph of the part that uses it."""
    element = using(identity, package.tree(part))
    return _of_part([fault] if element is None else spotted([fault], element), part)


def _of_part(found: Iterable[Problem], part: str) -> Iterator[Problem]:
    """Problems that know their paragraph, if any, with the part that it stands in."""
    return (replace(one, spot=Spot(part, one.spot.paragraph if one.spot else None)) for one in found)


def _left_behind(root: Element, part: str) -> Iterator[Problem]:
    yield from fields.check(root, part)
    if next(root.iter(w("comment")), None) is not None:
        yield error("批注", "模板里有批注，会随文件发出", "在“审阅”中删除全部批注")


def _in_part(package: Package, part: str, label: str) -> Iterator[Problem]:
    """The faults of a part; ``label`` is given for one that may hold tags."""
    kinds = _kinds(package, part)
    about = (label or part, bool(label), tuple(kinds.items()))
    find = partial(_found, package, part, label, kinds)
    return _of_part(_judged.of(package.parts[part], about, find), part)


def _kinds(package: Package, part: str) -> dict[str, str]:
    """The types of a part's relationships by their ids."""
    rels = package.parts.get(relations_part(part))
    return {relation.id: published(relation.kind) for relation in relations(rels, part)} if rels else {}


def _found(package: Package, part: str, label: str, kinds: dict[str, str]) -> tuple[Problem, ...]:
    return tuple(_faults(package, part, label, kinds))


def _faults(package: Package, part: str, label: str, kinds: dict[str, str]) -> Iterator[Problem]:
    root, name = package.tree(part), label or part
    if label and root.nsmap.get("w") != W:
        yield error(label, "不是 Word 通常保存的格式", "用 Word 另存为“Word 文档 (*.docx)”，不要选 Strict")
        return
    shapes = references.has_shapes(package.parts[part])
    yield from references.check(root, name, kinds, shapes=shapes)
    yield from fields.check(root, name)
    if label:
        yield from _traces(root, label)


def _traces(root: Element, label: str) -> Iterator[Problem]:
    """What editing left in a part: it would be sent along."""
    tracked = error(label, "模板里有修订痕迹，删去的旧内容会泄露", "在“审阅”中接受全部修订并关闭修订")
    yield from _at_first(tracked, root, _TRACKED)
    yield from _at_first(error(label, "模板里有批注", "在“审阅”中删除全部批注"), root, _COMMENTS)


def _at_first(fault: Problem, root: Element, names: Iterable[str]) -> Iterator[Problem]:
    """A problem where the first of these elements stands; none where there is none."""
    found = next(root.iter(*names), None)
    return iter(()) if found is None else spotted([fault], found)
