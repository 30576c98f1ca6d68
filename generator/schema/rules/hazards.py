"""Hazards: level and clause, catalogue code, deadline, who may answer for them."""

from __future__ import annotations

import difflib
import re
from functools import cache

from generator import reference
from generator.record import Keys
from generator.schema.view import Row, View

_SEPARATORS = re.compile(r"[、，,；;/\s]+")


@cache
def _codes() -> frozenset[str]:
    return frozenset(row["code"] for row in reference.load("hazards"))


def hazards(view: View) -> None:
    """The rules of each hazard."""
    advisors = view.names("agency", "advisors") or set()
    for keys, row in view.rows("hazards"):
        _clause(view, keys, row)
        _code(view, keys, row)
        _told(view, keys, row)
        _deadline(view, keys, row)
        _persons(view, keys, row, advisors)


def _clause(view: View, keys: Keys, row: Row) -> None:
    if row.get("level") == "重大" and not row.get("clause") and (*keys, "clause") not in view.damaged:
        view.error(
            (*keys, "level"),
            "定为重大隐患，却没有写判定依据条款（clause）",
            "重大事故隐患只能按判定标准认定：请写明标准和条款，否则改为“一般”",
        )


def _code(view: View, keys: Keys, row: Row) -> None:
    code = row.get("code")
    if code and code not in _codes():
        near = difflib.get_close_matches(code.upper(), sorted(_codes()), n=1, cutoff=0.5)
        hint = f"是不是“{near[0]}”；" if near else ""
        view.error((*keys, "code"), f"常见隐患目录里没有编码 {code}", hint + "目录里没有的隐患不填编码")


def _told(view: View, keys: Keys, row: Row) -> None:
    """Without a code of the catalogue a hazard tells itself what is wrong and what to do."""
    if row.get("code") or (*keys, "code") in view.damaged:
        return
    for key, name in (("description", "隐患描述"), ("recommendation", "整改建议")):
        if not row.get(key) and (*keys, key) not in view.damaged:
            view.error(keys, f"没有{name}（{key}）", "请补填，或者填常见隐患目录里的编码（code）")


def _deadline(view: View, keys: Keys, row: Row) -> None:
    if "days" in row and "due" in row:
        view.error((*keys, "due"), "整改天数（days）和整改期限（due）只能填一个", "请删去一个")


def _persons(view: View, keys: Keys, row: Row, advisors: set[str]) -> None:
    for name in _split(row.get("responsible", "")) & advisors:
        view.error((*keys, "responsible"), f"“{name}”是辅导员，不能当整改责任人", "请填企业的人")
    if not advisors:
        return
    for name in sorted(_split(row.get("finder", "")) - advisors):
        view.warn((*keys, "finder"), f"“{name}”不是服务机构的辅导员", "检查人应是在册辅导员，请核对姓名")


def _split(names: str) -> set[str]:
    return {name for name in _SEPARATORS.split(names) if name}


RULES = (hazards,)
