"""Chemicals and confined spaces against the risk points of the place where they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.record import Keys
from generator.schema.view import Row, View

_POISONING = "中毒"
_SUFFOCATION = "窒息"
_LEAK = "泄漏"


class _Danger(NamedTuple):
    """Words of a class of danger, and accident types of which one is to be expected where it is."""

    words: tuple[str, ...]
    accidents: tuple[str, ...]


_DANGERS = (
    _Danger(("易燃", "氧化", "爆炸"), ("火灾", "爆炸")),
    _Danger(("腐蚀",), ("灼烫", _LEAK)),
    _Danger(("急性毒性", "剧毒"), (_POISONING, _LEAK)),
)


def chemicals(view: View) -> None:
    """Where a chemical is kept some risk point has an accident that it may cause."""
    zones = list(_zones(view))
    for keys, row in view.rows("chemicals"):
        for zone, name, accidents in zones:
            if _is_there(row, name, view.get(*zone, "code")):
                _foreseen(view, keys, row, (zone, name), accidents)
                break


def _zones(view: View) -> Iterator[tuple[Keys, str, str]]:
    """Each assessed zone: its place, its name, the accident types of its risk points."""
    if any(path[:1] == ("zones",) for path in view.damaged):
        return
    for keys, row in view.rows("zones"):
        risks = [risk for _, risk in view.rows_below(keys, "risks")]
        if risks and row.get("name"):
            yield keys, row["name"], "、".join(name for risk in risks for name in risk.get("accidents") or ())


def _is_there(row: Row, name: str, code: str | None) -> bool:
    """Whether a chemical is in a zone: its zone says so, else the place of storage begins with its name."""
    return row["zone"] in (code, name) if row.get("zone") else row.get("storage", "").startswith(name)


def _foreseen(view: View, keys: Keys, row: Row, zone: tuple[Keys, str], accidents: str) -> None:
    danger, (where, name) = row.get("hazard", ""), zone
    for words, wanted in _DANGERS:
        if any(word in danger for word in words) and not any(word in accidents for word in wanted):
            at = (*keys, "zone" if row.get("zone") else "storage")
            place = view.mention(where, at)
            message = f"“{row.get('name')}”是{danger}，区域“{name}”{place}的风险点没有{'或'.join(wanted)}"
            view.warn(at, message, "请补填这个区域的风险点，或核对储存位置")
            return


def toxic_spaces(view: View) -> None:
    """A confined space that may poison says so in its accidents."""
    for keys, row in view.rows("confined_spaces"):
        accidents = row.get("accidents")
        if row.get("toxic") is True and accidents and _POISONING not in accidents:
            place = view.mention((*keys, "toxic"), (*keys, "accidents"))
            message = f"写了存在中毒风险（toxic）{place}，可能的事故类型里却没有{_POISONING}"
            view.warn((*keys, "accidents"), message, "请补上中毒，或核对有没有硫化氢、一氧化碳等")


def foreseen_spaces(view: View) -> None:
    """Where there are confined spaces some risk point is of them."""
    assessed = [accidents for _, _, accidents in _zones(view)]
    foreseen = any(word in one for one in assessed for word in (_POISONING, _SUFFOCATION))
    if view.get("confined_spaces") and assessed and not foreseen:
        place = view.mention(("zones",), ("confined_spaces",))
        message = f"有有限空间，各区域的风险点{place}却没有一个是中毒或窒息"
        view.warn(("confined_spaces",), message, "请补填有限空间作业的风险点")


RULES = (chemicals, toxic_spaces, foreseen_spaces)
