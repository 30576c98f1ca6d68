"""Hazards: level and clause, catalogue code, deadline, who may answer for them."""

from __future__ import annotations

from typing import NamedTuple

from generator.library import GENERAL, MAJOR, usual_hazards
from generator.schema import apart
from generator.schema.view import Entry, View

_AGENCY = "托管检查"  # who found it when the data does not say


class _Coded(NamedTuple):
    """A hazard with the entry of its code in the catalogue, and the sector of the client."""

    one: Entry
    entry: usual_hazards.Entry
    sector: str

    @property
    def implied(self) -> str:
        """The level that the code tells."""
        return usual_hazards.level(self.entry, self.sector)

    @property
    def note(self) -> str:
        """What a person has to judge of the case."""
        return usual_hazards.note(self.entry, self.sector, self.one.view.library)


def hazards(view: View) -> None:
    """The rules of each hazard."""
    advisors = view.names("agency", "advisors") or set()
    for one in view.entries("hazards"):
        coded = _coded(one)
        _code(one)
        _category(coded)
        if not one.is_lost("code", "level", "clause"):
            _clause(coded)
            _graded(coded)
        _told(one)
        _deadline(one)
        _responsible(one, advisors)
        _finder(one, advisors)


def _coded(one: Entry) -> _Coded:
    sector = one.view.get("enterprise", "industry", "sector") or ""
    return _Coded(one, usual_hazards.find(one.get("code") or "", one.view.library), sector)


def _clause(coded: _Coded) -> None:
    one = coded.one
    if one.get("level") == MAJOR and not one.get("clause") and coded.implied != MAJOR:
        one.error(
            "level",
            "定为重大隐患，却没有写判定依据条款（clause）",
            "重大事故隐患只能按判定标准认定：请写明标准和条款，否则改为“一般”",
        )


def _graded(coded: _Coded) -> None:
    """The level given and the one that the code implies, where there is one and where both are."""
    one = coded.one
    level, implied = one.get("level"), coded.implied
    if not level:
        _implied(coded)
    elif not one.get("level_reason"):
        if implied == MAJOR and level == GENERAL:
            _lowered(one)
        elif implied == GENERAL and level == MAJOR and one.get("clause"):
            _raised(coded)


def _implied(coded: _Coded) -> None:
    """Without a level the code must tell it; where that needs a person's judgement, it is said."""
    one = coded.one
    if not coded.entry:
        if not one.get("code"):
            hint = "请填一般或者重大，或者填常见隐患目录里的编码（code）"
            one.view.error(one.keys, "没有级别（level）", hint)
    elif usual_hazards.elsewhere(coded.entry, coded.sector):
        _elsewhere(coded)
    elif note := coded.note:
        message = f"编码 {one.get('code')} 按{coded.implied}事故隐患处理"
        one.warn("code", message, f"{note}；核判后写明级别（level）")


def _elsewhere(coded: _Coded) -> None:
    """A case that is major in other sectors than the client's."""
    case = f"编码 {coded.one.get('code')} 的重大情形"
    message = f"{case}不适用于工贸分类“{coded.sector}”，按一般事故隐患处理"
    coded.one.warn("code", message, "请核对工贸分类（sector）和判定标准，并写明级别（level）")


def _lowered(one: Entry) -> None:
    """A case of the standard filed as less: dangerous where the very words of the case are printed."""
    place = one.beside("code", "level")
    message = f"编码 {one.get('code')}{place}属于重大事故隐患，这里定为一般"
    if not one.get("description"):
        hint = "隐患描述取自目录，就是判定标准所列的情形：请删去级别或者改为重大；不是这种情形的换编码"
        one.error("level", message, hint)
    else:
        hint = "符合判定情形的改为重大；不符合的换编码，或者在级别说明（level_reason）写明"
        one.warn("level", message, hint)


def _raised(coded: _Coded) -> None:
    """A case that no standard names filed as major, by a clause of its own."""
    code, place = coded.one.get("code"), coded.one.beside("code", "level")
    message = f"编码 {code}{place}在目录里是一般事故隐患，这里定为重大"
    hint = coded.note or "请核对判定依据条款（clause）确有这种情形"
    coded.one.warn("level", message, f"{hint}；确属重大的，在级别说明（level_reason）写明")


def _code(one: Entry) -> None:
    code, library = one.get("code"), one.view.library
    if code and not usual_hazards.find(code, library):
        near = apart.near(code.upper(), (entry["code"] for entry in usual_hazards.load(library)))
        hint = f"{near}；" if near else ""
        one.error("code", f"常见隐患目录里没有编码 {code}", hint + "目录里没有的隐患不填编码")


def _category(coded: _Coded) -> None:
    """A code of one category that stands with another is one of them wrong."""
    one = coded.one
    given, ours = one.get("category"), coded.entry.get("category")
    if given and ours and given != ours:
        place = one.beside("code", "category")
        message = f"写的是“{given}”，编码 {one.get('code')}{place}在目录里的类别是“{ours}”"
        one.warn("category", message, "请核对编码和隐患类别；类别按目录的可以不填")


def _told(one: Entry) -> None:
    """Without a code of the catalogue a hazard tells itself what is wrong."""
    if one.get("code") or one.get("description") or one.is_lost("code", "description"):
        return
    hint = "请补填，或者填常见隐患目录里的编码（code）"
    one.view.error(one.keys, "没有隐患描述（description）", hint)


def _deadline(one: Entry) -> None:
    if "days" in one.row and "due" in one.row:
        one.error("due", "整改天数（days）和整改期限（due）只能填一个", "请删去一个")


def _responsible(one: Entry, advisors: set[str]) -> None:
    """Who is to mend a hazard is of the enterprise."""
    for name in {*apart.names(one.get("responsible", ""))} & advisors:
        one.error("responsible", f"“{name}”是辅导员，不能当整改责任人", "请填企业的人")


def _finder(one: Entry, advisors: set[str]) -> None:
    """Who found for the agency is one of its advisors, where they are known."""
    if not advisors or one.get("source", _AGENCY) != _AGENCY:
        return
    for name in sorted({*apart.names(one.get("finder", ""))} - advisors):
        one.warn("finder", f"“{name}”不是服务机构的辅导员", "检查人应是在册辅导员，请核对姓名")


RULES = (hazards,)
