"""What stands in the parts of a template, outside of its words, that would break, leak or open something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.problems import Problem, Spot, error
from generator.word import fields, references, spots
from generator.word.once import Once
from generator.word.package import TYPES, Package, relations, relations_part
from generator.word.parts import published
from generator.word.tree import Element, W, parse, spotted, w

_TAGGED = re.compile(rb"\{\{|\{%")
_TRACKED = (
    *map(w, ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "tblPrChange", "trPrChange")),
    *map(w, ("tcPrChange", "sectPrChange", "cellIns", "cellDel", "cellMerge", "numberingChange")),
)
_COMMENTS = (w("commentRangeStart"), w("commentReference"))
_judged: Once[tuple[Problem, ...]] = Once()


def find(package: Package) -> Iterator[Problem]:
    """What is wrong with the parts that documents are given, and with those that are left behind."""
    rendered = spots.labels(package)
    for part, data in package.parts.items():
        if part not in rendered:
            yield from _misplaced(part, data)
        if not part.endswith(".rels") and part != TYPES and not package.is_core(part):
            yield from _in_part(package, part, rendered.get(part, ""))
    for part, data in package.left.items():
        yield from _misplaced(part, data)
        yield from _left_behind(parse(data), part)


def _misplaced(part: str, data: bytes) -> Iterator[Problem]:
    if _TAGGED.search(data):
        yield error(part, "标签写在了不支持的位置（如图表、批注、自定义属性）", "移到正文、页眉或页脚")


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
