"""Why a value cannot stand where a template names it, by the kinds of both; each with its mend."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.word import closest
from generator.word.foreign import Fault
from generator.word.program import Node, dotted
from generator.word.shapes import Shape


def unlike(kinds: list[str], operator: str) -> Fault | None:
    """Why two kinds of values cannot be compared so; None when they can."""
    first, second = kinds
    if {first, second} - {"text", "number", "flag"}:
        return "列表和图片不能与别的值比较", "判断有无直接写名称"
    if first != second:
        return "文字与数字相比，永远不会相等", "文字与加引号的文字比，数字与不加引号的数字比"
    if operator not in ("==", "!=") and first != "number":
        return f"只有数字能用 {operator} 比较", "文字用 == 或 !="
    return None


def literal(value: object) -> str:
    """The kind of a word or number that stands in a tag."""
    if isinstance(value, str):
        return "text"
    return "flag" if isinstance(value, bool) else "number"


def unfit(found: Shape, written: str, *, is_picture: bool) -> Fault | None:
    """Why a value cannot stand in the tag that prints it; None when it can."""
    if is_picture:
        return None if found.kind in ("picture", "unknown") else _no_picture(written)
    tell = _UNPRINTED.get(found.kind)
    return tell(found, written) if tell else None


def _no_picture(written: str) -> Fault:
    return f"{written} 不是图片，不能用 picture", f"写成 {{{{ {written} }}}}"


def _picture(_: Shape, written: str) -> Fault:
    return f"{written} 是图片", f"写成 {{{{ {written}|picture(宽,高) }}}}，尺寸为毫米"


def _flag(_: Shape, written: str) -> Fault:
    return f"{written} 是“是否”项，不能打印", f"用 {{% if {written} %}} … {{% endif %}}"


def _list(_: Shape, written: str) -> Fault:
    return f"{written} 是列表，不能直接打印", f"用 {{% for 项 in {written} %}} 逐项打印"


def _group(found: Shape, written: str) -> Fault:
    names = "、".join(list(found.fields)[:4]) or "下一级名称"
    return f"{written} 是一组信息，不能直接打印", f"写到具体一项，如 {names}"


_UNPRINTED: Mapping[str, Callable[[Shape, str], Fault]] = {
    "picture": _picture,
    "flag": _flag,
    "list": _list,
    "record": _group,
    "map": _group,
}


def within(outer: Shape, key: str) -> Shape | None:
    """What a name after a dot stands for; None where there is nothing of that name."""
    if outer.kind == "record":
        return outer.fields.get(outer.called(key))
    listed = outer.keys is None or key in outer.keys
    return outer.item if outer.kind == "map" and listed else None


def not_within(outer: Shape, node: Node) -> Fault:
    """Why there is nothing of the name that a path ends with."""
    _, before, key = node
    path = dotted(before)
    if outer.kind == "record":
        return f"{path} 没有 {key} 这一项", closest.name(key, [*outer.fields, *outer.aliases])
    if outer.kind == "map" and outer.item:
        return f"{dotted(node)} 不在所列之内", closest.name(key, outer.keys or ())
    return _nothing_below(path, key, is_list=outer.kind in ("list", "words"))


def _nothing_below(path: str, key: str, *, is_list: bool) -> Fault:
    """Why a name cannot stand behind a value that has none below it."""
    message = f"没有下一级“{key}”"
    if is_list:
        return f"{path} 是列表，{message}", f"先写 {{% for 项 in {path} %}}，再写 项.{key}"
    return f"{path} {message}", f"写成 {path}"


def lists(found: Shape) -> str:
    """The mend of a loop over what is no list."""
    names = [name for name, item in found.fields.items() if item.kind in ("list", "words")]
    return f"其中的列表有 {'、'.join(names[:4])}" if names else "去掉循环，直接使用"
