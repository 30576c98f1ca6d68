"""Clients and agencies drawn from the schema: every kind of field now and then, each as its schema has it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st

from generator.schema import shape

Node = Mapping[str, Any]
Drawn = st.SearchStrategy[Any]

# What people type, and what a form of file takes for something of its own.
_WORDS = r"""
冲压车间 喷漆房（2#） 1#、2# 甲，乙 A/B 【名称】 《规程》第3条 ① m³ ≥ 🦺 x ； 。 ; , 、 a:b .. ../a
0579 12 1.50 1e5 0x1F 12:30 1_000 2026-09-01 2026-09 +86 =1+1 1. .5 true 否 null ~ yes N << --- ...
- # [1] {a &甲 * ! | >- % @ ` " ' \ \n _x0041_ _x000D_ ｜ 1/2 50% 12345678901234567890 TRUE 是 ＝1
１２ http://example.com/a?b=1#c mailto:a@b.cn www.a.cn 'x +1 -1 @a a|b
"""
PIECES = (
    *_WORDS.split(),
    "- 甲",
    "? 乙",
    ": ",
    "a: b",
    "甲 #乙",
    " ",
    "  ",
    "甲\xa0乙",
    "甲\u3000乙",
    "甲\u200b乙",
)
_UNFIT = st.sampled_from(
    ("【待填】", "不详", "约 12", "2026年9月", "九月", "是的", 12, 1.5, True, -3, 0.1 + 0.2)
)
_LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp", "Zs"))
_FEW = 6  # fields of a thing, and rows of a list
_ROWS = 3
_SELDOM = 40  # one in so many values is unfit
_REF = "#/$defs/"


def clients() -> Drawn:
    """Client data with a few of its outermost fields, now and then a value that is not fit for its field."""
    return _of_schema(shape.CLIENT)


def agencies() -> Drawn:
    """The same of an agency's data."""
    return _of_schema(shape.AGENCY)


@cache
def _of_schema(name: str) -> Drawn:
    return _Drawer(shape.source(name)).thing(shape.source(name))


def texts(lines: bool = True, most: int = 40) -> Drawn:
    """A text that says something, and nothing that no file could hold."""
    pieces = [st.sampled_from(PIECES), st.text(_LETTERS, max_size=8)]
    if lines:
        pieces.append(st.sampled_from(("\n", "\n\n", "\n  ", "\t")))
    words = st.lists(st.one_of(pieces), min_size=1, max_size=4).map("".join)
    return words.map(lambda text: text.strip()[:most].strip()).filter(bool)


class _Drawer:
    """Strategies of the nodes of one schema, each made once."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._made: dict[int, Drawn] = {}

    def thing(self, node: Node) -> Drawn:
        """A mapping with the required fields and a few others, in any order."""
        fields = {key: self._field(child) for key, child in node["properties"].items()}
        required = () if node is self._root else tuple(node.get("required", ()))
        keys = [key for key in fields if key not in required]
        if not keys:
            return st.fixed_dictionaries(fields)
        some = st.lists(st.sampled_from(keys), unique=True, max_size=_FEW)
        names = some.map(lambda found: dict.fromkeys((*found, *required)))
        return names.flatmap(lambda found: st.fixed_dictionaries({key: fields[key] for key in found}))

    def _later(self, node: Node) -> Drawn:
        """What a node allows, looked at when it is drawn."""
        return self._made.setdefault(id(node), st.deferred(lambda: self._value(node)))

    def _value(self, node: Node) -> Drawn:
        node = self._whole(node)
        if "else" in node:
            return st.one_of(st.just("../agency.yaml"), agencies())
        if "enum" in node:
            return st.sampled_from(node["enum"])
        kinds = node["type"] if isinstance(node["type"], list) else [node["type"]]
        return st.one_of([self._of_kind(kind, node) for kind in kinds])

    def _field(self, node: Node) -> Drawn:
        """What a field of a thing holds: seldom a word where a number should be, or the like."""
        whole = self._whole(node)
        if whole.get("type") in ("object", "array") or isinstance(whole.get("type"), list) or "else" in whole:
            return self._later(node)
        return st.integers(0, _SELDOM).flatmap(lambda number: self._later(node) if number else _UNFIT)

    def _whole(self, node: Node) -> Node:
        if "$ref" not in node:
            return node
        return self._whole({**self._root["$defs"][node["$ref"].removeprefix(_REF)], **_own(node)})

    def _of_kind(self, kind: str, node: Node) -> Drawn:
        if kind == "object":
            return self.thing(node)
        if kind == "array":
            most = min(node.get("maxItems", _ROWS), max(_ROWS, node.get("minItems", 0)))
            unique = (lambda one: repr(one)) if node.get("uniqueItems") else None
            least = node.get("minItems", 0)
            return st.lists(self._later(node["items"]), min_size=least, max_size=most, unique_by=unique)
        return st.booleans() if kind == "boolean" else self._scalar(kind, node)

    def _scalar(self, kind: str, node: Node) -> Drawn:
        if kind == "string":
            return self._text(node)
        least, most = node.get("minimum", 0), node.get("maximum", 10**9)
        whole = st.integers(int(least), int(most))
        return whole if kind == "integer" else st.one_of(whole, _decimals(least, most))

    def _text(self, node: Node) -> Drawn:
        if node.get("format") == "date":
            return st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31)).map(str)
        most = min(node.get("maxLength", 40), 40)
        pattern = node.get("pattern", "")
        if "\\S" in pattern or not pattern:
            free = texts(not pattern.startswith("^"), most)
            return free.filter(re.compile(pattern).search) if pattern else free
        return st.from_regex(pattern, fullmatch=True, alphabet=_LETTERS).filter(str.strip)


def _own(node: Node) -> dict[str, Any]:
    return {key: value for key, value in node.items() if key != "$ref"}


def _decimals(least: float, most: float) -> Drawn:
    """Numbers as people write them: two decimals at the most."""
    return st.integers(int(least) * 100, int(most) * 100).map(lambda cents: cents / 100)
