"""What is wrong with a value by its schema, in Chinese: the message, and the hint that mends it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.schema import unseen
from generator.schema.shape import Shape

Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """How values are written where the data stands: what types are called, how to write one of a type."""

    types: Mapping[str, str]
    hints: Mapping[str, str]
    yes: str
    no: str


_TYPES = {"string": "文本", "integer": "整数", "number": "数字", "array": "列表", "null": "空"}
FILE = Form(
    {**_TYPES, "boolean": "true 或 false", "object": "“键: 值”组成的一组"},
    {
        "number": "请只写数字，不加引号和单位",
        "boolean": "有写 true，没有写 false，不加引号",
        "array": "每项一行，以“- ”开头，或写成 [甲, 乙]",
        "object": "换行缩进后逐项写“键: 值”",
    },
    "true",
    "false",
)
CELL = Form(
    {**_TYPES, "boolean": "“是”或“否”", "object": "一组内容"},
    {"number": "请只填数字，不带单位", "boolean": "有的填 是，没有的填 否", "array": "每项一行"},
    "是",
    "否",
)
_LIMITS = {
    "Minimum": "不能小于 {}",
    "ExclusiveMinimum": "要大于 {}",
    "MinProperties": "至少要有 {} 项",
    "Maximum": "不能大于 {}",
    "MinLength": "不能空着",
    "MaxLength": "太长，最多 {} 字",
    "MinItems": "至少要有 {} 项",
    "MaxItems": "最多 {} 项",
}
# Rules that only the schemas of reference data have.
_RULES = {
    "Constant": "只能写 true",
    "FalseSchema": "这里不能写这一项",
    "AnyOf": "缺少其中要写的一项",
    "OneOfNotValid": "几项里要写一项",
    "OneOfMultipleValid": "几项里只能写一项",
}
_MANY = 12
_APART = re.compile(r"[、，；;,]")


def of(
    name: str, kind: Any, shape: Shape, value: Any, renamed: Mapping[str, Sequence[str]], form: Form = FILE
) -> Words:
    """Message and hint for a value that the schema's rule ``name`` refuses.

    ``kind`` holds the rule's own numbers and words as jsonschema-rs tells them; ``renamed`` maps former names
    of choices to what they are called now; ``form`` is where the value stands.
    """
    if isinstance(value, str) and (char := unseen.first(value)):
        return unseen.told(char), unseen.MEND
    if name == "Type":
        known = shape.properties
        if form is CELL:
            return _no_cell(_asked(kind.types), value, shape)
        return _wrong_type(_asked(kind.types), value, "name" if "name" in known else next(iter(known), ""))
    if name == "Enum":
        return _wrong_choice(kind.options, value, shape.description, renamed, form)
    if name == "Pattern":
        return f"格式不对，现在是{_told(value)}", f"{shape.description}，例如 {shape.example}"
    return _other(name, kind, shape, value)


def _other(name: str, kind: Any, shape: Shape, value: Any) -> Words:
    """A value of the right type that is too small, too long, doubled or otherwise not allowed."""
    now = f"现在是 {value}"
    if name == "UniqueItems":
        return "列表里有重复的项", "请删去重复的"
    if name in _LIMITS:
        return _LIMITS[name].format(kind.limit), now if isinstance(value, (int, float, Decimal)) else ""
    if name == "MultipleOf":
        return f"应按 {kind.multiple_of} 递增", now
    if name == "PropertyNames":
        return f"键“{kind.error.instance}”的写法不对", f"键是{shape.description}；用规定的字母、数字"
    return _RULES.get(name, f"不合规定（{name}）"), shape.description


def _asked(types: list[str]) -> list[str]:
    """The types to ask for: where yes or no will do, not the group that may also give a reason."""
    return ["boolean"] if "boolean" in types else types


def _no_cell(types: list[str], value: Any, shape: Shape) -> Words:
    """A cell that holds what its column is not for."""
    expected = "或".join(CELL.types[one] for one in types)
    is_number = {"integer", "number"} & set(types)
    slip = _mistyped_number(value) if is_number and isinstance(value, str) else ""
    usual = CELL.hints.get("number" if is_number else types[0], "")
    return f"应为{expected}，现在是{_told(value, CELL)}", slip or usual or shape.description


def _wrong_type(types: list[str], value: Any, first: str) -> Words:
    expected = "或".join(FILE.types[one] for one in types)
    message = f"应为{expected}，现在是{_told(value)}"
    if isinstance(value, str) and (hint := _mistyped(value, set(types))):
        return message, hint
    if isinstance(value, str) and types == ["object"] and first:
        return message, f"写成 {{{first}: {value[:20]}}}，或换行缩进后逐项写“键: 值”"
    if "boolean" in types:
        return message, FILE.hints["boolean"]
    if isinstance(value, str) and {"integer", "number"} & set(types):
        return message, FILE.hints["number"]
    return message, FILE.hints.get(types[0], "")


def _mistyped(value: str, types: set[str]) -> str:
    """What was typed wrongly where a text stands for a group, a list or a number; "" for no such slip."""
    if found := re.match(r"([A-Za-z_]\w*)(:|：)(?=\S)", value):
        return f"“{found[1]}”后面写英文半角冒号，冒号后加空格：{found[1]}: …"
    if "array" in types and _APART.search(value):
        return f"每项分开写：[{_parted(value)[:40]}]"
    if "array" in types and value[:1] in "［【":
        return "方括号用英文半角，例如 [甲, 乙]"
    return _mistyped_number(value) if {"integer", "number"} & types else ""


def _mistyped_number(value: str) -> str:
    if re.fullmatch(r"\d{1,3}(,\d{3})+", value):
        return f"数字里不加逗号：{value.replace(',', '')}"
    if "，" in value:
        return "逗号用英文半角，后面空一格，例如 [2, 15]"
    plain = unicodedata.normalize("NFKC", value)
    is_number = re.fullmatch(r"[-+]?\d+(\.\d+)?", plain)
    return f"数字用半角：{plain}" if plain != value and is_number else ""


def _parted(value: str) -> str:
    """The items of a list that was written as one text."""
    return ", ".join(filter(None, (one.strip() for one in _APART.split(value))))


def _wrong_choice(
    options: list[Any], value: Any, description: str, renamed: Mapping[str, Sequence[str]], form: Form
) -> Words:
    choices = "、".join(plain(one, form) for one in options)
    message = f"只能填 {choices}，现在是{_told(value, form)}"
    if not isinstance(value, str):
        return message, ""
    if value in map(str, options):
        return message, "请去掉引号" if form is FILE else "请把单元格改为数字"
    texts = [one for one in options if isinstance(one, str)]
    if several := _several(value, texts, form):
        return several
    hint = _meant(value, texts, renamed)
    if len(texts) <= _MANY:
        return message, hint or description
    return f"没有{_told(value)}这一种", hint or f"可填 {choices}"


def _several(value: str, texts: list[str], form: Form) -> Words | None:
    """What to say of several choices that were written as one text; None where it is none."""
    if not (_APART.search(value) and set(_parted(value).split(", ")) <= set(texts)):
        return None
    hint = f"每项一个：[{_parted(value)}]" if form is FILE else "只能选一个"
    return f"一项里写了几个：{value}", hint


def _meant(value: str, texts: list[str], renamed: Mapping[str, Sequence[str]]) -> str:
    """Which of the choices was probably meant; "" where none is near."""
    if now := [name for name in renamed.get(value, ()) if name in texts]:
        return f"这是旧标准的名称，请改用{'或'.join(f'“{name}”' for name in now)}"
    near = [one for one in texts if len(one) > 1 and one in value]
    near += difflib.get_close_matches(value, texts, n=1, cutoff=0.6)
    return f"是不是“{near[0]}”" if near else ""


def _told(value: Any, form: Form = FILE) -> str:
    if isinstance(value, str):
        return f"“{value if len(value) <= 30 else value[:30] + '…'}”" if value else "空文本"
    if value is None:
        return "空"
    if isinstance(value, (dict, list)):
        return "一组键值" if isinstance(value, dict) else "列表"
    return f" {plain(value, form)}"


def plain(value: Any, form: Form = FILE) -> str:
    """A value as it is written in the data."""
    if isinstance(value, bool):
        return form.yes if value else form.no
    return str(value)
