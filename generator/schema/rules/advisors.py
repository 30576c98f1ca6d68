"""The agency's advisors: names, who serves this client, qualification under Article 10 of the measures."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from generator.schema.serving import LAST, Serving, begun, serving
from generator.schema.view import Agreed, Entry, View, repeated

_COLLEGE = ("大专", "专科", "本科", "大学", "学士", "硕士", "研究生", "博士")
_HIGH_SCHOOL = ("高中", "中专", "职高", "技校", "中技")
_BELOW = ("小学", "初中", "文盲")
_YEARS = 5
_PLACES = 12


def unique_names(view: View) -> None:
    """Names tell advisors apart."""
    for one in repeated(_advisors(view), "name"):
        message = f"辅导员“{one.get('name')}”重复"
        one.error("name", message, "同名的请加上区别，如“张三（甲）”")


def _advisors(view: View) -> Iterator[Entry]:
    return view.entries("agency", "advisors")


def chosen(view: View) -> None:
    """Advisors named for the client are on the agency's list, each of them once at a time."""
    known = view.names("agency", "advisors")
    seen: list[Serving] = []
    for one in serving(view):
        if _is_twice(one, seen):
            hint = "请删去一个；离开后又回来的分两段写，两段日期不重叠"
            view.error(one.keys, f"辅导员“{one.name}”写了两次", hint)
        elif known is not None:
            _listed(view, one, known)
        seen.append(one)


def _listed(view: View, one: Serving, known: set[str]) -> None:
    if one.name not in known:
        message = f"服务机构没有辅导员“{one.name}”"
        view.error(one.keys, message, _from_the_agency(known))


def _from_the_agency(known: set[str]) -> str:
    return f"请从机构文件里选：{'、'.join(sorted(known))}"


def _is_twice(one: Serving, seen: Sequence[Serving]) -> bool:
    return any(one.name == other.name and one.overlaps(other) for other in seen)


def without(view: View) -> None:
    """On each day of the service somebody serves; the first day on which nobody does is told."""
    found = serving(view)
    if not found or view.has_gaps("advisors"):
        return
    for agreed in view.agreed():
        _served(view, agreed, found)


def _served(view: View, agreed: Agreed, found: Sequence[Serving]) -> None:
    """Tell the first day of an agreement on which nobody serves."""
    keys, row, _ = agreed
    first = begun(row)
    day = first and _first_without(found, first, row.get("end") or LAST)
    if day:
        _nobody(view, day, view.mention((*keys, "start"), ("advisors",)))


def _nobody(view: View, day: str, place: str) -> None:
    message = f"{day} 起没有服务辅导员，当天在服务期内{place}"
    hint = "请补填接替的辅导员（from），或核对 from、until；签协议起就服务的不填 from"
    view.warn(("advisors",), message, hint)


def _first_without(found: Sequence[Serving], first: str, last: str) -> str:
    """The first day of a time on which nobody serves; "" where somebody always does."""
    day = first
    while day <= last:
        ends = [one.until for one in found if one.holds(day)]
        if not ends:
            return day
        if max(ends) == LAST:
            return ""
        day = _next(max(ends))
    return ""


def _next(day: str) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


def qualification(view: View) -> None:
    """Article 10: college, or high school with five years in safety management."""
    for one in _advisors(view):
        if _clearly_unqualified(one.get("education", ""), one.get("experience_years")):
            one.warn(
                "education",
                "不符合《办法》第十条：大专以上文凭，或高中文凭并从事安全管理五年以上",
                "请核对文化程度和安全管理年限",
            )


def reachable(view: View) -> None:
    """Article 20(3): the display board names the mobile of each advisor who serves the client."""
    named = {one.name for one in serving(view)}
    for one in _advisors(view):
        is_unknown = not one.get("phone") and not one.is_lost("phone")
        if is_unknown and (not named or one.get("name") in named):
            message = "没有手机号码，《办法》第二十条要求服务公示牌标明"
            view.warn(one.keys, message, "补填电话（phone），公示前取得本人同意")


def places(view: View) -> None:
    """The display board holds so many advisors."""
    most = _at_once(serving(view)) or len(list(_advisors(view)))
    if most > _PLACES:
        message = f"服务公示牌最多列 {_PLACES} 名辅导员，现有 {most} 名"
        view.warn(("advisors",), message, "在客户文件里写明服务该企业的辅导员（advisors）")


def _at_once(found: Sequence[Serving]) -> int:
    """How many serve at one time at most."""
    days = {one.since for one in found}
    return max((sum(one.holds(day) for one in found) for day in days), default=0)


def _clearly_unqualified(education: str, years: Any) -> bool:
    if _names_one(education, _COLLEGE):
        return False
    if _names_one(education, _BELOW):
        return True
    return _names_one(education, _HIGH_SCHOOL) and years is not None and years < _YEARS


def _names_one(education: str, words: Sequence[str]) -> bool:
    return any(word in education for word in words)


RULES = (unique_names, chosen, without, qualification, reachable, places)
