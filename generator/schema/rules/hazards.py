"""Hazards: level and clause, catalogue code, deadline, who may answer for them."""

from __future__ import annotations

import difflib
import re

from generator.library import GENERAL, MAJOR, usual_hazards
from generator.record import Keys
from generator.schema.view import Row, View

_AGENCY = "托管检查"  # who found it when the data does not say
_SEPARATORS = re.compile(r"[、，,；;/\s]+")


def hazards(view: View) -> None:
    """The rules of each hazard."""
    advisors = view.names("agency", "advisors") or set()
    sector = view.get("enterprise", "industry", "sector") or ""
    for keys, row in view.rows("hazards"):
        entry = usual_hazards.find(row.get("code") or "", view.library)
        _code(view, keys, row)
        _category(view, keys, row, entry)
        if not any((*keys, key) in view.damaged for key in ("code", "level", "clause")):
            _clause(view, keys, row, usual_hazards.level(entry, sector))
            _graded(view, keys, row, entry, sector)
        _told(view, keys, row)
        _deadline(view, keys, row)
        _persons(view, keys, row, advisors)


def _clause(view: View, keys: Keys, row: Row, implied: str) -> None:
    if row.get("level") == MAJOR and not row.get("clause") and implied != MAJOR:
        view.error(
            (*keys, "level"),
            "定为重大隐患，却没有写判定依据条款（clause）",
            "重大事故隐患只能按判定标准认定：请写明标准和条款，否则改为“一般”",
        )


def _graded(view: View, keys: Keys, row: Row, entry: usual_hazards.Entry, sector: str) -> None:
    """The level given and the one that the code implies, where there is one and where both are."""
    level, implied = row.get("level"), usual_hazards.level(entry, sector)
    if not level:
        _implied(view, keys, row, entry, sector)
    elif implied == MAJOR and level == GENERAL and not row.get("level_reason"):
        _lowered(view, keys, row)
    elif implied == GENERAL and level == MAJOR and row.get("clause") and not row.get("level_reason"):
        place = view.mention((*keys, "code"), (*keys, "level"))
        message = f"编码 {row['code']}{place}在目录里是一般事故隐患，这里定为重大"
        hint = usual_hazards.note(entry, sector, view.library) or "请核对判定依据条款（clause）确有这种情形"
        view.warn((*keys, "level"), message, f"{hint}；确属重大的，在级别说明（level_reason）写明")


def _implied(view: View, keys: Keys, row: Row, entry: usual_hazards.Entry, sector: str) -> None:
    """Without a level the code must tell it; where that needs a person's judgement, it is said."""
    if not entry:
        if not row.get("code"):
            view.error(keys, "没有级别（level）", "请填一般或者重大，或者填常见隐患目录里的编码（code）")
    elif usual_hazards.elsewhere(entry, sector):
        message = f"编码 {row['code']} 的重大情形不适用于工贸分类“{sector}”，按一般事故隐患处理"
        view.warn((*keys, "code"), message, "请核对工贸分类（sector）和判定标准，并写明级别（level）")
    elif note := usual_hazards.note(entry, sector, view.library):
        message = f"编码 {row['code']} 按{usual_hazards.level(entry, sector)}事故隐患处理"
        view.warn((*keys, "code"), message, f"{note}；核判后写明级别（level）")


def _lowered(view: View, keys: Keys, row: Row) -> None:
    """A case of the standard filed as less: dangerous where the very words of the case are printed."""
    place = view.mention((*keys, "code"), (*keys, "level"))
    message = f"编码 {row['code']}{place}属于重大事故隐患，这里定为一般"
    if not row.get("description"):
        hint = "隐患描述取自目录，就是判定标准所列的情形：请删去级别或者改为重大；不是这种情形的换编码"
        view.error((*keys, "level"), message, hint)
    else:
        hint = "符合判定情形的改为重大；不符合的换编码，或者在级别说明（level_reason）写明"
        view.warn((*keys, "level"), message, hint)


def _code(view: View, keys: Keys, row: Row) -> None:
    code = row.get("code")
    if code and not usual_hazards.find(code, view.library):
        codes = [entry["code"] for entry in usual_hazards.load(view.library)]
        near = difflib.get_close_matches(code.upper(), codes, n=1, cutoff=0.5)
        hint = f"是不是“{near[0]}”；" if near else ""
        view.error((*keys, "code"), f"常见隐患目录里没有编码 {code}", hint + "目录里没有的隐患不填编码")


def _category(view: View, keys: Keys, row: Row, entry: usual_hazards.Entry) -> None:
    """A code of one category that stands with another is one of them wrong."""
    given, ours = row.get("category"), entry.get("category") if entry else None
    if given and ours and given != ours:
        place = view.mention((*keys, "code"), (*keys, "category"))
        message = f"写的是“{given}”，编码 {row['code']}{place}在目录里的类别是“{ours}”"
        view.warn((*keys, "category"), message, "请核对编码和隐患类别；类别按目录的可以不填")


def _told(view: View, keys: Keys, row: Row) -> None:
    """Without a code of the catalogue a hazard tells itself what is wrong."""
    if row.get("code") or (*keys, "code") in view.damaged:
        return
    if not row.get("description") and (*keys, "description") not in view.damaged:
        view.error(keys, "没有隐患描述（description）", "请补填，或者填常见隐患目录里的编码（code）")


def _deadline(view: View, keys: Keys, row: Row) -> None:
    if "days" in row and "due" in row:
        view.error((*keys, "due"), "整改天数（days）和整改期限（due）只能填一个", "请删去一个")


def _persons(view: View, keys: Keys, row: Row, advisors: set[str]) -> None:
    for name in _split(row.get("responsible", "")) & advisors:
        view.error((*keys, "responsible"), f"“{name}”是辅导员，不能当整改责任人", "请填企业的人")
    if not advisors or row.get("source", _AGENCY) != _AGENCY:
        return
    for name in sorted(_split(row.get("finder", "")) - advisors):
        view.warn((*keys, "finder"), f"“{name}”不是服务机构的辅导员", "检查人应是在册辅导员，请核对姓名")


def _split(names: str) -> set[str]:
    return {name for name in _SEPARATORS.split(names) if name}


RULES = (hazards,)
