"""Certificates of people: of the right kind, held by those who operate, of one validity in all places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.schema import apart
from generator.schema.view import Entry, View

_OPERATION, _EQUIPMENT, _MANAGEMENT = "特种作业", "特种设备作业", "安全管理"
# Whose certificate an item is. 特种作业 is issued by the emergency management authority, 特种设备作业 by
# that of market supervision; welding of special equipment (承压, 金属结构) belongs to the latter.
_KINDS = (
    (_OPERATION, re.compile(r"热切割|电工作业|高处作业|高处安装|制冷与空调|登高架设")),
    (_EQUIPMENT, re.compile(r"叉车|场（?厂）?内|起重机|行车|电梯|锅炉|司炉|压力容器|压力管道")),
)
_OF_SPECIAL_EQUIPMENT = re.compile(r"特种设备|承压|金属焊接")
# Special equipment whose operators hold a certificate, and the words of its item.
_OPERATED = {
    "场（厂）内专用机动车辆": re.compile(r"叉车|场（?厂）?内|机动车|观光|N\d"),
    "起重机械": re.compile(r"起重|行车|吊|Q\d"),
    "锅炉": re.compile(r"锅炉|司炉|G\d"),
}
_UNLICENSED = "按规定应当持证的补填人员证书（certificates），没有的停止作业；姓名写错的改正"
_OUT_OF_USE = ("停用", "报废")


def kinds(view: View) -> None:
    """A certificate is of the kind that its item belongs to."""
    for one in view.entries("certificates"):
        if one.get("kind") in (_OPERATION, _EQUIPMENT):
            _of_its_kind(one)


def _of_its_kind(one: Entry) -> None:
    of = _kind(one.get("item", ""))
    if of and of != one.get("kind"):
        _of_another(one, of)


def _of_another(one: Entry, of: str) -> None:
    """Tell a certificate whose item belongs to another kind."""
    message = f"类别是“{one.get('kind')}”，{_item(one)}却属于{of}"
    one.warn("kind", message, f"请按证件改为“{of}”，或改正作业项目")


def _item(one: Entry) -> str:
    return f"作业项目“{one.get('item')}”{one.beside('item', 'kind')}"


def _kind(item: str) -> str:
    """The kind that an item surely belongs to; "" where its words do not tell."""
    if _OF_SPECIAL_EQUIPMENT.search(item):
        return ""
    return next((name for name, words in _KINDS if words.search(item)), "")


def operators(view: View) -> None:
    """Who operates special equipment that asks for a certificate holds one."""
    held = _held(view)
    if not held or view.has_gaps("certificates"):
        return  # where no certificate is listed the machine tells that
    for machine, category in _operated(view):
        for name in apart.names(machine.get("operators", "")):
            if not any(map(_OPERATED[category].search, held.get(name, ()))):
                message = f"作业人员“{name}”没有{category}的作业人员证件"
                machine.warn("operators", message, _UNLICENSED)


def _held(view: View) -> dict[str, list[str]]:
    """The items of all certificates by the names of their holders."""
    held: dict[str, list[str]] = {}
    for _, row in view.rows("certificates"):
        held.setdefault(row.get("holder", ""), []).append(row.get("item", ""))
    return held


def _operated(view: View) -> Iterator[tuple[Entry, str]]:
    """Special equipment in use whose operators hold a certificate, with its category."""
    for one in view.entries("equipment"):
        category = (one.get("special") or {}).get("category")
        if category in _OPERATED and one.get("state") not in _OUT_OF_USE:
            yield one, category


def officers(view: View) -> None:
    """The certificate of a safety officer ends on one day wherever that is given."""
    ends = _ends(view)
    for one in view.entries("people", "safety_officers"):
        certificate = ends.get(one.get("name"))
        if certificate and one.get("expires"):
            _ends_with(one, certificate)


def _ends_with(officer: Entry, certificate: Entry) -> None:
    given, expires = officer.get("expires"), certificate.get("expires")
    if given != expires:
        place = officer.away(certificate.at("expires"), "expires")
        officer.warn("expires", f"{given} 和人员证书里的 {expires}{place}不同", "请按证书核对，两处写一样的")


def _ends(view: View) -> dict[str | None, Entry]:
    """The certificate of each safety officer that tells its last day, by the holder's name."""
    return {one.get("holder"): one for one in view.entries("certificates") if _tells_its_end(one)}


def _tells_its_end(one: Entry) -> bool:
    return one.get("kind") == _MANAGEMENT and "expires" in one.row


RULES = (kinds, operators, officers)
