"""What is wrong with a value by its schema, in Chinese: the message, and the hint that mends it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from generator.schema import unseen
from generator.schema.shape import Shape

Words = tuple[str, str]
Renamed = Mapping[str, Sequence[str]]


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


class Rule(NamedTuple):
    """A rule of the schema by its name; ``kind`` holds its numbers and words as jsonschema-rs tells them."""

    name: str
    kind: Any


class Value(NamedTuple):
    """A value that a rule refuses, what the schema says of it, and how it is written."""

    given: Any
    shape: Shape
    form: Form = FILE


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
_LONG = 30
_APART = re.compile(r"[、，；;,]")
_COLON = re.compile(r"([A-Za-z_]\w*)(:|：)(?=\S)")  # of a key that its value is stuck to
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+")
_PLAIN = re.compile(r"[-+]?\d+(\.\d+)?")


def of(rule: Rule, value: Value, renamed: Renamed) -> Words:
    """Message and hint for a value that a rule of the schema refuses.

    ``renamed`` maps former names of choices to what they are called now.
    """
    given = value.given
    if isinstance(given, str) and (char := unseen.first(given)):
        return unseen.told(char), unseen.MEND
    if rule.name == "Type":
        say = _no_cell if value.form is CELL else _wrong_type
        return say(_asked(rule.kind.types), value)
    if rule.name == "Enum":
        return _wrong_choice(rule.kind.options, value, renamed)
    return _pattern(value) if rule.name == "Pattern" else _other(rule, value)


def _pattern(value: Value) -> Words:
    shape = value.shape
    return f"格式不对，现在是{_told(value.given)}", f"{shape.description}，例如 {shape.example}"


def _other(rule: Rule, value: Value) -> Words:
    """A value of the right type that is too small, too long, doubled or otherwise not allowed."""
    name, description = rule.name, value.shape.description
    if name == "UniqueItems":
        return "列表里有重复的项", "请删去重复的"
    if name in _LIMITS:
        return _LIMITS[name].format(rule.kind.limit), _now(value.given)
    if name == "MultipleOf":
        return f"应按 {rule.kind.multiple_of} 递增", f"现在是 {value.given}"
    if name == "PropertyNames":
        return f"键“{rule.kind.error.instance}”的写法不对", f"键是{description}；用规定的字母、数字"
    return _RULES.get(name, f"不合规定（{name}）"), description


def _now(given: Any) -> str:
    """What a number is that goes beyond its limit; "" of a text or a list."""
    return f"现在是 {given}" if isinstance(given, (int, float, Decimal)) else ""


def _asked(types: list[str]) -> list[str]:
    """The types to ask for: where yes or no will do, not the group that may also give a reason."""
    return ["boolean"] if "boolean" in types else types


def _no_cell(types: list[str], value: Value) -> Words:
    """A cell that holds what its column is not for."""
    is_number = _are_numbers(types)
    slip = _mistyped_number(value.given) if is_number and isinstance(value.given, str) else ""
    usual = CELL.hints.get("number" if is_number else types[0], "")
    return _expected(types, value), slip or usual or value.shape.description


def _are_numbers(types: Iterable[str]) -> bool:
    """Whether a number will do."""
    return not {"integer", "number"}.isdisjoint(types)


def _expected(types: list[str], value: Value) -> str:
    words = value.form.types
    return f"应为{'或'.join(words[one] for one in types)}，现在是{_told(value.given, value.form)}"


def _wrong_type(types: list[str], value: Value) -> Words:
    """A value in a file that is of no type that may stand there."""
    given = value.given
    hint = _for_text(given, types, value.shape) if isinstance(given, str) else ""
    return _expected(types, value), hint or _usual(types)


def _for_text(text: str, types: list[str], shape: Shape) -> str:
    """What to do about a text where none may stand; "" where it is what to do about any other value."""
    if slip := _mistyped(text, set(types)):
        return slip
    if types == ["object"] and (first := _first_key(shape)):
        return f"写成 {{{first}: {text[:20]}}}，或换行缩进后逐项写“键: 值”"
    return FILE.hints["number"] if _are_numbers(types) and "boolean" not in types else ""


def _first_key(shape: Shape) -> str:
    """The key of a group that a lone text was probably meant for."""
    known = shape.properties
    return "name" if "name" in known else next(iter(known), "")


def _usual(types: list[str]) -> str:
    """How to write a value of the types."""
    return FILE.hints["boolean"] if "boolean" in types else FILE.hints.get(types[0], "")


def _mistyped(value: str, types: set[str]) -> str:
    """What was typed wrongly where a text stands for a group, a list or a number; "" for no such slip."""
    if found := _COLON.match(value):
        return f"“{found[1]}”后面写英文半角冒号，冒号后加空格：{found[1]}: …"
    if "array" in types and (slip := _mistyped_list(value)):
        return slip
    return _mistyped_number(value) if _are_numbers(types) else ""


def _mistyped_list(value: str) -> str:
    if _APART.search(value):
        return f"每项分开写：[{_parted(value)[:40]}]"
    return "方括号用英文半角，例如 [甲, 乙]" if value[:1] in "［【" else ""


def _mistyped_number(value: str) -> str:
    if _GROUPED.fullmatch(value):
        return f"数字里不加逗号：{value.replace(',', '')}"
    if "，" in value:
        return "逗号用英文半角，后面空一格，例如 [2, 15]"
    return _full_width(value)


def _full_width(value: str) -> str:
    plain = unicodedata.normalize("NFKC", value)
    return f"数字用半角：{plain}" if plain != value and _PLAIN.fullmatch(plain) else ""


def _parted(value: str) -> str:
    """The items of a list that was written as one text."""
    return ", ".join(filter(None, map(str.strip, _APART.split(value))))


def _wrong_choice(options: list[Any], value: Value, renamed: Renamed) -> Words:
    """A value that is none of those to choose from."""
    given, texts = value.given, [one for one in options if isinstance(one, str)]
    if not isinstance(given, str) or given in map(str, options):
        return _only(options, value), _unquote(value)
    if several := _several(given, texts, value.form):
        return several
    hint = _meant(given, texts, renamed)
    if len(texts) <= _MANY:
        return _only(options, value), hint or value.shape.description
    return f"没有{_told(given)}这一种", hint or f"可填 {_listed(options, value.form)}"


def _only(options: list[Any], value: Value) -> str:
    return f"只能填 {_listed(options, value.form)}，现在是{_told(value.given, value.form)}"


def _listed(options: list[Any], form: Form) -> str:
    return "、".join(plain(one, form) for one in options)


def _unquote(value: Value) -> str:
    """What to do about a text that stands for a number; "" of any other value."""
    if not isinstance(value.given, str):
        return ""
    return "请去掉引号" if value.form is FILE else "请把单元格改为数字"


def _several(value: str, texts: list[str], form: Form) -> Words | None:
    """What to say of several choices that were written as one text; None where it is none."""
    parted = _parted(value)
    if not _APART.search(value) or not {*texts}.issuperset(parted.split(", ")):
        return None
    return f"一项里写了几个：{value}", f"每项一个：[{parted}]" if form is FILE else "只能选一个"


def _meant(value: str, texts: list[str], renamed: Renamed) -> str:
    """Which of the choices was probably meant; "" where none is near."""
    if now := [name for name in renamed.get(value, ()) if name in texts]:
        return f"这是旧标准的名称，请改用{'或'.join(f'“{name}”' for name in now)}"
    near = _near(value, texts)
    return f"是不是“{near}”" if near else ""


def _near(value: str, texts: list[str]) -> str:
    """The first choice that stands in the text, else the one most like it."""
    within = (one for one in texts if len(one) > 1 and one in value)
    return next(within, alike(value, texts))


def alike(value: str, texts: Iterable[str]) -> str:
    """The text that is most like a value, "" where none is."""
    found = difflib.get_close_matches(value, [*texts], n=1, cutoff=0.6)
    return found[0] if found else ""


def _told(value: Any, form: Form = FILE) -> str:
    if isinstance(value, str):
        return f"“{_shortened(value)}”" if value else "空文本"
    if value is None:
        return "空"
    if isinstance(value, (dict, list)):
        return "一组键值" if isinstance(value, dict) else "列表"
    return f" {plain(value, form)}"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def plain(value: Any, form: Form = FILE) -> str:
    """A value as it is written in the data."""
    if isinstance(value, bool):
        return form.yes if value else form.no
    return str(value)
