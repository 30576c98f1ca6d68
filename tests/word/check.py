"""Whether a finished document is one that Word opens without complaint and nothing is left over in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from generator.errors import TemplateError
from generator.word.numbering import Element, W
from generator.word.opening import open_package
from generator.word.package import TYPES, Package, owner, relations, relations_part

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_USED = etree.XPath("//@r:*", namespaces={"r": _R})
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_LEFT = re.compile(r"\{\{|\}\}|\{%|%\}|\bNone\b|\bUndefined\b|Markup\(|&(?:amp|lt|gt|#\d+);|｛｛|｝｝")
_HOLDERS = ("tc", "hdr", "ftr", "txbxContent")
_TRANSPARENT = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "smartTag")}
_MAGIC = {"png": b"\x89PNG", "jpeg": b"\xff\xd8\xff", "jpg": b"\xff\xd8\xff", "gif": b"GIF8"}


def check(data: bytes) -> tuple[str, ...]:
    """Everything wrong with a document, in Chinese; nothing when it is sound."""
    try:
        package = open_package(data, "文档")
    except TemplateError as exc:
        return tuple(map(str, exc.problems))
    trees = {part: etree.fromstring(package.parts[part]) for part, _ in package.rendered()}
    found = [*_untyped(package), *_mislabelled(package), *_related(package), *_unique(package, trees)]
    for part, label in package.rendered():
        faults = _properties(trees[part]) if package.is_core(part) else _part(package, part, trees[part])
        found += (f"{label}：{fault}" for fault in faults)
    return tuple(dict.fromkeys(found))


def _names(package: Package) -> set[str]:
    return {member.name for member in package.members}


def _untyped(package: Package) -> Iterator[str]:
    for name in sorted(_names(package) - {TYPES}):
        if name not in package.kinds:
            yield f"部件 {name} 没有内容类型"


def _mislabelled(package: Package) -> Iterator[str]:
    """Pictures whose first bytes are of another format; a deflated one is not looked into."""
    for member in package.members:
        magic = _MAGIC.get(member.name.rpartition(".")[2].lower())
        if magic and member.method == 0 and not member.raw.startswith(magic):
            yield f"图片 {member.name} 的格式与扩展名不符"


def _related(package: Package) -> Iterator[str]:
    names = _names(package)
    for part in (name for name in package.parts if name.endswith(".rels")):
        found = list(relations(package.parts[part], owner(part)))
        if len({relation.id for relation in found}) < len(found):
            yield f"关系 {part} 中有重复的编号"
        for relation in found:
            if not relation.external and relation.target not in names:
                yield f"关系 {part} 指向不存在的部件 {relation.target}"


def _unique(package: Package, trees: dict[str, Element]) -> Iterator[str]:
    drawings: Counter[str] = Counter()
    bookmarks: Counter[str] = Counter()
    for part, tree in trees.items():
        if not package.is_core(part):
            drawings.update(str(item.get("id")) for item in tree.iter(_DOC_PR))
        for item in tree.iter(f"{W}bookmarkStart"):
            bookmarks.update((f"编号 {item.get(f'{W}id')}", f"名称 {item.get(f'{W}name')}"))
    yield from (f"图形编号 {name} 重复" for name, count in drawings.items() if count > 1)
    yield from (f"书签{name} 重复" for name, count in bookmarks.items() if count > 1)


def _properties(tree: Element) -> Iterator[str]:
    """What is left over in the document's own properties, such as its title."""
    words = " ".join(item.text or "" for item in tree)
    return (f"残留“{item}”" for item in _left(words))


def _part(package: Package, part: str, tree: Element) -> Iterator[str]:
    yield from (f"残留“{item}”" for item in _left("\n".join(_texts(tree))))
    yield from _tables(tree)
    yield from _holders(tree)
    yield from _definitions(package, tree)
    yield from _references(package, part, tree)
    body = tree.find(f"{W}body")
    if body is not None:
        yield from _body(body)


def _body(body: Element) -> Iterator[str]:
    if not len(body) or body[-1].tag != f"{W}sectPr":
        yield "正文末尾缺少页面设置"
    if body.find(f"{W}p") is None:
        yield "正文没有段落"
    if stray := [child.tag for child in body if child.tail and child.tail.strip()]:
        yield f"段落之外有文字（{len(stray)} 处）"


def _texts(tree: Element) -> Iterator[str]:
    for item in tree.iter(f"{W}p"):
        yield "".join(found.text or "" for found in item.iter(f"{W}t", f"{W}instrText"))


def _left(words: str) -> list[str]:
    return sorted(set(_LEFT.findall(words)))


def _inside(element: Element) -> Iterator[Element]:
    """The children, looking through content controls."""
    for child in element:
        if child.tag in _TRANSPARENT:
            yield from _inside(child)
        else:
            yield child


def _tables(tree: Element) -> Iterator[str]:
    for number, table in enumerate(tree.iter(f"{W}tbl"), 1):
        rows = [row for row in _inside(table) if row.tag == f"{W}tr"]
        if not rows:
            yield f"第{number}个表格没有行"
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for at, row in enumerate(rows, 1):
            yield from (f"第{number}个表格第{at}行{fault}" for fault in _row(row, columns))


def _row(row: Element, columns: int) -> Iterator[str]:
    cells = [cell for cell in _inside(row) if cell.tag == f"{W}tc"]
    if not cells:
        yield "没有单元格"
    empty = _value(row, f"{W}trPr/{W}gridBefore") + _value(row, f"{W}trPr/{W}gridAfter")
    width = sum(map(_span, cells)) + empty
    if columns and width > columns:
        yield f"有 {width} 列，多于表格的 {columns} 列"


def _span(cell: Element) -> int:
    return _value(cell, f"{W}tcPr/{W}gridSpan") or 1


def _value(element: Element, path: str) -> int:
    found = element.find(path)
    return 0 if found is None else int(found.get(f"{W}val") or 0)


def _holders(tree: Element) -> Iterator[str]:
    names = {"tc": "单元格", "hdr": "页眉", "ftr": "页脚", "txbxContent": "文本框"}
    for name in _HOLDERS:
        for holder in tree.iter(f"{W}{name}"):
            children = list(_inside(holder))
            if not children or children[-1].tag != f"{W}p":
                yield f"有{names[name]}不以段落结尾"


def _definitions(package: Package, tree: Element) -> Iterator[str]:
    """Styles and lists that are used and nowhere defined."""
    styles = _ids(package, "word/styles.xml", "style", "styleId")
    numbers = _ids(package, "word/numbering.xml", "num", "numId") | {"0"}  # 0: no list
    for tag, known, what in (
        ("pStyle", styles, "样式"),
        ("rStyle", styles, "样式"),
        ("tblStyle", styles, "样式"),
        ("numId", numbers, "编号列表"),
    ):
        used = {str(item.get(f"{W}val")) for item in tree.iter(f"{W}{tag}")}
        yield from (f"引用了不存在的{what} {name}" for name in sorted(used - known))


def _references(package: Package, part: str, tree: Element) -> Iterator[str]:
    """Relations that are used and not listed."""
    rels = package.parts.get(relations_part(part))
    known = {relation.id for relation in relations(rels, part)} if rels else set()
    used = {str(value) for value in _USED(tree) if value}
    yield from (f"引用了不存在的关系 {name}" for name in sorted(used - known))


def _ids(package: Package, part: str, tag: str, name: str) -> set[str]:
    data = package.parts.get(part)
    return set() if data is None else set(_defined(data, tag, name))


@lru_cache(maxsize=64)
def _defined(data: bytes, tag: str, name: str) -> frozenset[str]:
    """What a part defines; every document of a pack has the same styles."""
    return frozenset(str(item.get(f"{W}{name}")) for item in etree.fromstring(data).findall(f"{W}{tag}"))
