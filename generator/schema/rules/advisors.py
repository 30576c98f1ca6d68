"""The agency's advisors: names, who serves this client, qualification under Article 10 of the measures."""

from __future__ import annotations

from typing import Any

from generator.schema.view import View

_COLLEGE = ("大专", "专科", "本科", "大学", "学士", "硕士", "研究生", "博士")
_HIGH_SCHOOL = ("高中", "中专", "职高", "技校", "中技")
_BELOW = ("小学", "初中", "文盲")
_YEARS = 5
_PLACES = 12


def unique_names(view: View) -> None:
    """Names tell advisors apart."""
    seen: set[str] = set()
    for keys, row in view.rows("agency", "advisors"):
        name = row.get("name")
        if name in seen:
            view.error((*keys, "name"), f"辅导员“{name}”重复", "同名的请加上区别，如“张三（甲）”")
        elif name:
            seen.add(name)


def chosen(view: View) -> None:
    """Advisors named for the client are on the agency's list, once each."""
    known = view.names("agency", "advisors")
    seen: set[str] = set()
    for number, name in enumerate(view.get("advisors") or ()):
        keys = ("advisors", number)
        if name in seen:
            view.error(keys, f"辅导员“{name}”写了两次", "请删去一个")
        elif name and known is not None and name not in known:
            view.error(keys, f"服务机构没有辅导员“{name}”", f"请从机构文件里选：{'、'.join(sorted(known))}")
        seen.add(name)


def qualification(view: View) -> None:
    """Article 10: college, or high school with five years in safety management."""
    for keys, row in view.rows("agency", "advisors"):
        if _clearly_unqualified(row.get("education", ""), row.get("experience_years")):
            view.warn(
                (*keys, "education"),
                "不符合《办法》第十条：大专以上文凭，或高中文凭并从事安全管理五年以上",
                "请核对文化程度和安全管理年限",
            )


def reachable(view: View) -> None:
    """Article 20(3): the display board names the mobile of each advisor who serves the client."""
    serving = set(view.get("advisors") or ())
    for keys, row in view.rows("agency", "advisors"):
        unknown = not row.get("phone") and (*keys, "phone") not in view.damaged
        if unknown and (not serving or row.get("name") in serving):
            message = "没有手机号码，《办法》第二十条要求服务公示牌标明"
            view.warn(keys, message, "补填电话（phone），公示前取得本人同意")


def places(view: View) -> None:
    """The display board holds so many advisors."""
    serving = view.get("advisors") or [row for _, row in view.rows("agency", "advisors")]
    if len(serving) > _PLACES:
        message = f"服务公示牌最多列 {_PLACES} 名辅导员，现有 {len(serving)} 名"
        view.warn(("advisors",), message, "在客户文件里写明服务该企业的辅导员（advisors）")


def _clearly_unqualified(education: str, years: Any) -> bool:
    if any(word in education for word in _COLLEGE):
        return False
    if any(word in education for word in _BELOW):
        return True
    return any(word in education for word in _HIGH_SCHOOL) and years is not None and years < _YEARS


RULES = (unique_names, chosen, qualification, reachable, places)
