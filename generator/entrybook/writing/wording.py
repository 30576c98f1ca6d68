"""What a sheet says of its columns: the schema's own words, as one fills in a workbook and not a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator.entrybook.kinds import Kind
from generator.entrybook.layout import Column, Role
from generator.schema import Shape

_KEYS = re.compile("（[a-z_、]+）")
_YES = {"写 true": "选“是”", "写 false": "选“否”"}
_HOW = {
    Kind.POINT: "写成 x, y，单位米，左下角为原点",
    Kind.RECT: "写成 x, y, 宽, 高，单位米；与多边形二选一",
    Kind.POLYGON: "一行一个顶点，写成 x, y，单位米，至少三个；与矩形二选一",
    Kind.ROUTES: "一行一个点，写成 x, y；两条路线之间空一行",
    Kind.PATCHES: "每块写矩形 x, y, 宽, 高，或者一行一个顶点；两块之间空一行",
    Kind.PICTURES: "把照片贴在这一格里；每张一行说明，或者写 文件名｜说明",
    Kind.PICTURE: "贴在这一格里，或者写文件名",
    Kind.DATE: "写成 2026-09-01",
    Kind.MONTH: "写成 2026-10，或者 2026-10-05",
}
_LISTED = "一行一项（Alt+Enter 换行）"
_SPOTS = {1: "一行一处，写成 x, y", 2: "一行一个，写成 图上 x, y → 坐标 x, y"}


def plain(text: str) -> str:
    """A description as one fills in a workbook: without keys of the data, yes and no by their words."""
    for written, said in _YES.items():
        text = text.replace(written, said)
    return _KEYS.sub("", text)


def note(column: Column) -> str:
    """What stands at a heading: what it is, how it is written, an example."""
    parts = ["必填" if column.required else "", _about(column), _how(column), _example(column)]
    return "\n".join(part for part in parts if part)


def _about(column: Column) -> str:
    if column.role is Role.KEY:
        return "填报簿自己的编号，已经编好，供别的表选用；不要改"
    if column.role is Role.OWNER:
        return f"从下拉里选{column.heading}，或者写它的编号、名称"
    if column.role is Role.SHOWN:
        return "选了编码自动带出，供核对；不用填"
    # Of places it tells how a file has them.
    return "" if "[" in column.shape.description else plain(column.shape.description)


def _how(column: Column) -> str:
    """How the content of a cell is written, where a person might not know."""
    if column.kind is Kind.SPOTS and column.shape.items:
        return _spots(column.shape.items)
    parts = [_HOW.get(column.kind, "")]
    if column.many:
        parts.append(_LISTED if column.prose else f"{_LISTED}，也可以用顿号隔开")
    if column.refers or column.library:
        parts.append("从下拉里选；也可以只写编号或者名称")
    return "；".join(filter(None, parts))


def _spots(shape: Shape) -> str:
    """How spots are written: their points, and the word beside them."""
    inner = shape.properties.values()
    words = [one.title for one in inner if not one.items]
    return " ".join((_SPOTS[len(inner) - len(words)], *words))


def _example(column: Column) -> str:
    example = column.shape.example
    if column.role is not Role.FIELD or column.choices or not _is_told(example, column):
        return ""
    shown = _shown(example)
    return f"例如：{shown}" if not shown.startswith("示例") else ""


def _shown(example: Any) -> str:
    return "、".join(map(str, example)) if isinstance(example, list) else str(example)


def _is_told(example: Any, column: Column) -> bool:
    """Whether an example says more than how such things are written anyway."""
    if isinstance(example, list):
        return column.many and not any(isinstance(one, (list, Mapping)) for one in example)
    return example is not None and column.kind not in (Kind.DATE, Kind.MONTH, Kind.YES, Kind.PICTURE)
