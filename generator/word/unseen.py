"""Text of a template that stands in attributes: what each is called, and whether anybody sees it in print."""

from __future__ import annotations

from collections.abc import Mapping

from generator.word.tree import Element, local

# An element and its attribute; "" for any element.
_NAMED: Mapping[tuple[str, str], str] = {
    ("docPr", "name"): "图形名称",
    ("cNvPr", "name"): "图形名称",
    ("", "descr"): "替代文字",
    ("", "title"): "替代文字",
    ("shape", "alt"): "替代文字",
    ("tblCaption", "val"): "替代文字",
    ("tblDescription", "val"): "替代文字",
    ("bookmarkStart", "name"): "书签名",
    ("", "tooltip"): "链接提示",
    ("alias", "val"): "内容控件名称",
    ("tag", "val"): "内容控件标记",
    ("listItem", "displayText"): "下拉选项",
    ("listItem", "value"): "下拉选项",
    ("textpath", "string"): "艺术字",
}
_PRINTED = ("艺术字",)
_CODE = ("instr",)  # told with the fields


def named(element: Element, key: str) -> str:
    """What the text of an attribute is called; "" for one that is told elsewhere."""
    name, attribute = local(element), key.rpartition("}")[2]
    if attribute in _CODE:
        return ""
    return _NAMED.get((name, attribute)) or _NAMED.get(("", attribute)) or f"属性（{name}）"


def is_printed(aside: str) -> bool:
    """Whether what is called so is seen on paper."""
    return not aside or aside in _PRINTED
