"""What a sheet says of its columns: the schema's own words, as one fills in a workbook and not a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.entrybook.kinds import Kind
from generator.entrybook.layout import Column, Role
from generator.entrybook.layout import Path as KeyPath
from generator.schema import Shape

_BRACES = re.compile(r"[：:]?\{[^{}]*\}")
_WORD = re.compile(r"(?<![A-Za-z])[a-z_]{4,}(?![A-Za-z])")
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


class Wording:
    """Puts the words of fields in the place of their keys."""

    def __init__(self, shape: Shape) -> None:
        self._titles: dict[str, str] = {}
        for key, title in _titles(shape):
            self._titles.setdefault(key, title)

    def plain(self, text: str, near: Sequence[Column] = ()) -> str:
        """A description without keys of the data; those of columns near it go before others."""
        for written, said in _YES.items():
            text = text.replace(written, said)
        titles = {**self._titles, **{column.keys[-1]: column.heading for column in near if column.keys}}
        return _WORD.sub(lambda found: titles.get(found[0], found[0]), _BRACES.sub("", text))

    def note(self, column: Column, near: Sequence[Column] = ()) -> str:
        """What stands at a heading: what it is, how it is written, an example."""
        parts = [self._about(column, near), _how(column), _example(column)]
        wanted = "必填" if column.required else ""
        return "\n".join(part for part in (wanted, *parts) if part)

    def _about(self, column: Column, near: Sequence[Column]) -> str:
        if column.role is Role.KEY:
            return "填报簿自己的编号，已经编好，供别的表选用；不要改"
        if column.role is Role.OWNER:
            return f"从下拉里选{column.heading}，或者写它的编号、名称"
        if column.role is Role.SHOWN:
            return "选了编码自动带出，供核对；不用填"
        described = column.shape.description
        return "" if described.startswith("[") else self.plain(described, near)


def _how(column: Column) -> str:
    """How the content of a cell is written, where a person might not know."""
    if column.kind is Kind.SPOTS and column.shape.items:
        points = [one for one in column.shape.items.properties.values() if one.items]
        words = [one.title for one in column.shape.items.properties.values() if not one.items]
        return " ".join((_SPOTS[len(points)], *words))
    parts = [_HOW.get(column.kind, "")]
    if column.many:
        parts.append(_LISTED if column.prose else f"{_LISTED}，也可以用顿号隔开")
    if column.refers or column.library:
        parts.append("从下拉里选；也可以只写编号或者名称")
    return "；".join(filter(None, parts))


def _example(column: Column) -> str:
    example = column.shape.example
    if column.role is not Role.FIELD or column.choices or not _is_told(example, column):
        return ""
    shown = "、".join(map(str, example)) if isinstance(example, list) else str(example)
    return f"例如：{shown}" if not shown.startswith("示例") else ""


def _is_told(example: Any, column: Column) -> bool:
    """Whether an example says more than how such things are written anyway."""
    if isinstance(example, list):
        return column.many and not any(isinstance(one, (list, Mapping)) for one in example)
    return example is not None and column.kind not in (Kind.DATE, Kind.MONTH, Kind.YES, Kind.PICTURE)


def _titles(shape: Shape, keys: KeyPath = ()) -> Iterator[tuple[str, str]]:
    """Every key of the data with its title, the outer ones first."""
    for key, child in shape.properties.items():
        yield key, child.title
    for key, child in shape.properties.items():
        yield from _titles(child.items or child, (*keys, key))
