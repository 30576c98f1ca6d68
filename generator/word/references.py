"""What the elements of a part refer to: pictures and links as they are let through, nothing active."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from lxml import etree

from generator.problems import Problem, error
from generator.word import parts
from generator.word.foreign import Fault
from generator.word.tree import Element, local, near, spotted, w

_DRAWINGML = "{http://schemas.openxmlformats.org/drawingml/"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHAPES = "urn:schemas-microsoft-com:"
_VML = (f"{{{_SHAPES}vml}}", f"{{{_SHAPES}office:")
# Which kind of relationship each reference may name: the element, then the attribute.
_USES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("hyperlink", "id"): ("hyperlink",),
    ("hlinkClick", "id"): ("hyperlink",),
    ("hlinkHover", "id"): ("hyperlink",),
    ("blip", "embed"): ("image",),
    ("svgBlip", "embed"): ("image",),
    ("imgLayer", "embed"): ("hdphoto",),
    ("imagedata", "id"): ("image",),
    ("imagedata", "pict"): ("image",),
    ("fill", "id"): ("image",),
    ("stroke", "id"): ("image",),
    ("shape", "blip"): ("image",),
    ("headerReference", "id"): ("header",),
    ("footerReference", "id"): ("footer",),
    ("chart", "id"): ("chart", "chartex"),
    ("userShapes", "id"): ("chartusershapes",),
    ("relIds", "dm"): ("diagramdata",),
    ("relIds", "lo"): ("diagramlayout",),
    ("relIds", "qs"): ("diagramquickstyle",),
    ("relIds", "cs"): ("diagramcolors",),
    ("embedRegular", "id"): ("font",),
    ("embedBold", "id"): ("font",),
    ("embedItalic", "id"): ("font",),
    ("embedBoldItalic", "id"): ("font",),
}
_ACTIVE = {
    "webVideoPr": "网络视频",
    "OLEObject": "嵌入或链接的对象",
    "objectEmbed": "嵌入的对象",
    "objectLink": "链接的对象",
    "control": "控件",
    "altChunk": "另一份文件（altChunk）",
    "subDoc": "子文档",
    "frameset": "框架",
    "entryMacro": "宏",
    "exitMacro": "宏",
}
_ACTIVE_TAGS = tuple(f"{{*}}{name}" for name in _ACTIVE)
# Elements that may refer to something: by a relationship, by an action, by an address in a shape.
_NAMING = "//@r:*/.. | //@action/.."
_naming = etree.XPath(_NAMING, namespaces={"r": _R[1:-1]})
_referring = etree.XPath(
    f"{_NAMING} | //*[starts-with(namespace-uri(), '{_SHAPES}')]", namespaces={"r": _R[1:-1]}
)
Kinds = Mapping[str, str]  # of relationships by their ids

_ADDRESSES = ("href", "src", "althref")
_DELETE = "在 Word 中删去该对象，需要的内容改为图片或文字"


def has_shapes(data: bytes) -> bool:
    """Whether a part may have shapes of the older kind: it names them somewhere, letter by letter or not."""
    return _SHAPES.encode() in data or b"&#" in data


def check(root: Element, label: str, kinds: Kinds, *, shapes: bool = True) -> Iterator[Problem]:
    """What speaks against the references of a part; ``kinds`` are the types of its relationships by id.

    ``shapes``: it may have shapes of the older kind.
    """
    for element in filter(_is_active, root.iter(*_ACTIVE_TAGS)):
        yield from _told([(f"模板含有{_ACTIVE[local(element)]}", _DELETE)], element, label)
    for element in cast(list[Element], (_referring if shapes else _naming)(root)):
        if not _is_active(element):
            yield from _told(_attributes(element, kinds), element, label)


def _told(found: Iterable[Fault], element: Element, label: str) -> Iterator[Problem]:
    return spotted((error(near(element, label), *one) for one in found), element)


def _is_active(element: Element) -> bool:
    return local(element) in _ACTIVE and not str(element.tag).startswith(_DRAWINGML)


def _attributes(element: Element, kinds: Kinds) -> Iterator[Fault]:
    name, drawn = local(element), str(element.tag).startswith(_VML)
    for key, value in ((str(key), str(value)) for key, value in element.attrib.items()):
        if use := _use(name, key, drawn):
            yield from _reference(element, use, value, kinds)
        elif drawn:
            yield from _address(name, key, value)
        elif name.startswith("hlink") and key == "action" and value:
            yield f"模板含有动作按钮（{value[:60]}）", _DELETE


def _use(name: str, key: str, drawn: bool) -> tuple[str, str] | None:
    """The element and attribute that name a relationship; None for an attribute that does not."""
    if drawn and key.endswith("}relid"):
        return name, "id"
    return (name, key[len(_R) :]) if key.startswith(_R) else None


def _address(name: str, key: str, value: str) -> Iterator[Fault]:
    """What a shape of the older kind names by its address."""
    if key.rpartition("}")[2] in _ADDRESSES and not _followed(name, key, value):
        yield f"图形引用了外部内容（{value[:60]}）", "取消该链接，图片改为嵌入文档之内"


def _followed(name: str, key: str, address: str) -> bool:
    """Whether the address of a shape is only followed when a reader asks for it."""
    return (
        not address
        or address.startswith("#")
        or (
            key == "href"
            and name not in ("imagedata", "fill", "stroke")
            and parts.is_link("hyperlink", address)
        )
    )


def _reference(element: Element, use: tuple[str, str], value: str, kinds: Kinds) -> Iterator[Fault]:
    kind = kinds.get(value, "")
    if not value or element.tag == w("printerSettings"):
        return
    if use not in _USES:
        yield f"模板含有嵌入或外部内容（{use[0]}）", _DELETE
    elif kind and kind not in _USES[use]:
        yield f"图片、链接与所指的内容不符（{use[0]}：{kind}）", _DELETE
