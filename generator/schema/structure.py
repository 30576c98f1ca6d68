"""Structure: the schema's verdict, said in Chinese with the label and the place of each value."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import jsonschema_rs

from generator.library import reference
from generator.problems import Problem, error
from generator.record import Keys, Record
from generator.schema import shape, unseen
from generator.schema.telling import fault

_TYPES = {
    "string": "文本",
    "integer": "整数",
    "number": "数字",
    "boolean": "true 或 false",
    "array": "列表",
    "object": "“键: 值”组成的一组",
    "null": "空",
}
_HINTS = {
    "boolean": "有写 true，没有写 false，不加引号",
    "array": "每项一行，以“- ”开头，或写成 [甲, 乙]",
    "object": "换行缩进后逐项写“键: 值”",
}
_LIMITS = {
    "Minimum": "不能小于 {}",
    "Maximum": "不能大于 {}",
    "MinLength": "不能空着",
    "MaxLength": "太长，最多 {} 字",
    "MinItems": "至少要有 {} 项",
    "MaxItems": "最多 {} 项",
}
_MANY = 12
_APART = re.compile(r"[、，；;,]")

Fault = tuple[Keys, Problem]


@cache
def _validator() -> Any:
    registry = jsonschema_rs.Registry(
        [(f"json-schema:///{shape.AGENCY}", shape.source(shape.AGENCY))],
    )
    return jsonschema_rs.Draft202012Validator(shape.source(shape.CLIENT), registry=registry)


def faults(record: Record) -> Iterator[Fault]:
    """Each departure from the schema, with the key path of the faulty value."""
    for found in _validator().iter_errors(record.data):
        keys: Keys = tuple(found.instance_path)
        name = type(found.kind).__name__.rpartition("_")[2]
        yield from _said(record, keys, name, found.kind)


def _said(record: Record, keys: Keys, name: str, kind: Any) -> Iterator[Fault]:
    if name == "Required":
        yield _missing(record, (*keys, kind.property))
    elif name == "AdditionalProperties":
        for key in kind.unexpected:
            yield (*keys, key), _unknown(record, keys, key)
    else:
        value = _at(record.data, keys)
        if name == "MinItems" and _has_text_for_number(value, keys):
            return  # told at the item
        message, hint = _value(name, kind, keys, value)
        yield keys, fault(record, keys, message, hint)


def _missing(record: Record, keys: Keys) -> Fault:
    example = shape.at(keys).example
    hint = f"请加上 {keys[-1]}"
    if isinstance(example, (str, int, float)):
        hint += f"，例如 {keys[-1]}: {example}"
    return keys, fault(record, keys, "必填，还没有填", hint)


def _unknown(record: Record, keys: Keys, key: str) -> Problem:
    known = shape.at(keys).properties
    near = [name for name, child in known.items() if key.strip() == child.title]
    near += difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    hint = f"是不是想写 {near[0]}（{known[near[0]].title}）" if near else "请删去，或对照模板改成已有的项"
    place = (*keys, key)
    return error(shape.label(keys), f"没有“{key}”这一项", hint, record.origin(place), place)


def _has_text_for_number(value: Any, keys: Keys) -> bool:
    """Whether a list is short because several numbers stand in one text: [2，15]."""
    items = shape.at(keys).items
    return bool(items and not items.text and any(isinstance(one, str) for one in value))


def _value(name: str, kind: Any, keys: Keys, value: Any) -> tuple[str, str]:
    if isinstance(value, str) and (char := unseen.first(value)):
        return unseen.told(char), unseen.MEND
    if name == "Type":
        known = shape.at(keys).properties
        return _wrong_type(kind.types, value, "name" if "name" in known else next(iter(known), ""))
    if name == "Enum":
        return _wrong_choice(kind.options, value, shape.at(keys).description)
    if name == "Pattern":
        return _wrong_form(shape.at(keys), value)
    if name == "UniqueItems":
        return "列表里有重复的项", "请删去重复的"
    if name in _LIMITS:
        told = f"现在是 {value}" if isinstance(value, (int, float, Decimal)) else ""
        return _LIMITS[name].format(kind.limit), told
    if name == "MultipleOf":
        return f"应按 {kind.multiple_of} 递增", f"现在是 {value}"
    return f"不合规定（{name}）", shape.at(keys).description


def _wrong_type(types: list[str], value: Any, first: str) -> tuple[str, str]:
    expected = "或".join(_TYPES[one] for one in types)
    message = f"应为{expected}，现在是{_told(value)}"
    if isinstance(value, str) and (hint := _mistyped(value, set(types))):
        return message, hint
    if isinstance(value, str) and types[0] == "object" and first:
        return message, f"写成 {{{first}: {value[:20]}}}，或换行缩进后逐项写“键: 值”"
    if isinstance(value, str) and {"integer", "number"} & set(types):
        return message, "请只写数字，不加引号和单位"
    return message, _HINTS.get(types[0], "")


def _mistyped(value: str, types: set[str]) -> str:
    """What was typed wrongly where a text stands for a group, a list or a number; "" for no such slip."""
    if found := re.match(r"([A-Za-z_]\w*)(:|：)(?=\S)", value):
        return f"“{found[1]}”后面写英文半角冒号，冒号后加空格：{found[1]}: …"
    if "array" in types and _APART.search(value):
        return f"每项分开写：[{_parted(value)[:40]}]"
    if "array" in types and value[:1] in "［【":
        return "方括号用英文半角，例如 [甲, 乙]"
    if {"integer", "number"} & types and re.fullmatch(r"\d{1,3}(,\d{3})+", value):
        return f"数字里不加逗号：{value.replace(',', '')}"
    if {"integer", "number"} & types and "，" in value:
        return "逗号用英文半角，后面空一格，例如 [2, 15]"
    if {"integer", "number"} & types and unicodedata.normalize("NFKC", value) != value:
        return f"数字用半角：{unicodedata.normalize('NFKC', value)}"
    return ""


def _parted(value: str) -> str:
    """The items of a list that was written as one text."""
    return ", ".join(filter(None, (one.strip() for one in _APART.split(value))))


def _wrong_choice(options: list[Any], value: Any, description: str) -> tuple[str, str]:
    choices = "、".join(map(_plain, options))
    message = f"只能填 {choices}，现在是{_told(value)}"
    if not isinstance(value, str):
        return message, ""
    if value in map(str, options):
        return message, "请去掉引号"
    texts = [one for one in options if isinstance(one, str)]
    renamed = [name for name in former_accidents().get(value, ()) if name in texts]
    if _APART.search(value) and set(_parted(value).split(", ")) <= set(texts):
        return f"一项里写了几个：{value}", f"每项一个：[{_parted(value)}]"
    near = [one for one in texts if len(one) > 1 and one in value]
    near += difflib.get_close_matches(value, texts, n=1, cutoff=0.6)
    hint = f"是不是“{near[0]}”" if near else description
    if renamed:
        hint = f"这是旧标准的名称，请改用{'或'.join(f'“{name}”' for name in renamed)}"
    if len(texts) <= _MANY:
        return message, hint
    return f"没有{_told(value)}这一种", hint if near or renamed else f"可填 {choices}"


def _wrong_form(found: shape.Shape, value: Any) -> tuple[str, str]:
    message = f"格式不对，现在是{_told(value)}"
    return message, f"{found.description}，例如 {found.example}"


@cache
def former_accidents() -> dict[str, list[str]]:
    """Accident names of GB 6441-1986 with the names that replace them."""
    found: dict[str, list[str]] = {}
    current = {row["name"] for row in reference.load("accident_types")}
    for row in reference.load("accident_types"):
        if row["legacy"].startswith("（"):
            continue
        for old in row["legacy"].split("、"):
            found.setdefault(old.partition("(")[0], []).append(row["name"])
    return {old: names for old, names in found.items() if old not in current}


def _told(value: Any) -> str:
    if isinstance(value, str):
        return f"“{value if len(value) <= 30 else value[:30] + '…'}”" if value else "空文本"
    if value is None:
        return "空"
    if isinstance(value, (dict, list)):
        return "一组键值" if isinstance(value, dict) else "列表"
    return f" {_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _at(data: Any, keys: Keys) -> Any:
    for key in keys:
        data = data[key]
    return data
