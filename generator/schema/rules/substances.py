"""Chemicals and confined spaces against the risk points of the place where they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.schema.view import Entry, View

_POISONING = "中毒"
_SUFFOCATION = "窒息"
_LEAK = "泄漏"


class _Danger(NamedTuple):
    """Words of a class of danger, and accident types of which one is to be expected where it is."""

    words: tuple[str, ...]
    accidents: tuple[str, ...]


class _Zone(NamedTuple):
    """An assessed zone, and the accident types of its risk points in one text."""

    row: Entry
    accidents: str


_DANGERS = (
    _Danger(("易燃", "氧化", "爆炸"), ("火灾", "爆炸")),
    _Danger(("腐蚀",), ("灼烫", _LEAK)),
    _Danger(("急性毒性", "剧毒"), (_POISONING, _LEAK)),
)


def chemicals(view: View) -> None:
    """Where a chemical is kept some risk point has an accident that it may cause."""
    zones = list(_zones(view))
    for chemical in view.entries("chemicals"):
        for zone in zones:
            if _is_there(chemical, zone.row):
                _foreseen(chemical, zone)
                break


def _zones(view: View) -> Iterator[_Zone]:
    """The zones that have a name and risk points, where no fault makes them unsafe to judge."""
    if not view.has_gaps("zones"):
        for one in view.entries("zones"):
            risks = [*one.rows("risks")]
            if risks and one.get("name"):
                yield _Zone(one, "、".join(_accidents(risks)))


def _accidents(risks: Iterable[Entry]) -> Iterator[str]:
    for risk in risks:
        yield from risk.get("accidents") or ()


def _is_there(chemical: Entry, zone: Entry) -> bool:
    """Whether a chemical is in a zone: named by it or its number, else its storage begins with the name."""
    name = zone.get("name")
    if where := chemical.get("zone"):
        return where in (name, zone.get("code"))
    return bool(chemical.get("storage", "").startswith(name))


def _foreseen(chemical: Entry, zone: _Zone) -> None:
    """Tell the first danger of a chemical that no risk point of its zone foresees."""
    for danger in _DANGERS:
        if _is_of(chemical, danger) and not _has(zone.accidents, danger.accidents):
            _unforeseen(chemical, zone.row, danger)
            return


def _is_of(chemical: Entry, danger: _Danger) -> bool:
    return _has(chemical.get("hazard", ""), danger.words)


def _has(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _unforeseen(chemical: Entry, zone: Entry, danger: _Danger) -> None:
    field = "zone" if chemical.get("zone") else "storage"
    where = f"区域“{zone.get('name')}”{chemical.away(zone.keys, field)}"
    told = f"“{chemical.get('name')}”是{chemical.get('hazard')}"
    message = f"{told}，{where}的风险点没有{'或'.join(danger.accidents)}"
    chemical.warn(field, message, "请补填这个区域的风险点，或核对储存位置")


def toxic_spaces(view: View) -> None:
    """A confined space that may poison says so in its accidents."""
    for space in view.entries("confined_spaces"):
        accidents = space.get("accidents")
        if space.get("toxic") is True and accidents and _POISONING not in accidents:
            _no_poisoning(space)


def _no_poisoning(space: Entry) -> None:
    place = space.beside("toxic", "accidents")
    message = f"写了存在中毒风险（toxic）{place}，可能的事故类型里却没有{_POISONING}"
    space.warn("accidents", message, "请补上中毒，或核对有没有硫化氢、一氧化碳等")


def foreseen_spaces(view: View) -> None:
    """Where there are confined spaces some risk point is of them."""
    assessed = [zone.accidents for zone in _zones(view)]
    if view.get("confined_spaces") and assessed and not any(map(_foresees_spaces, assessed)):
        place = view.mention(("zones",), ("confined_spaces",))
        message = f"有有限空间，各区域的风险点{place}却没有一个是中毒或窒息"
        view.warn(("confined_spaces",), message, "请补填有限空间作业的风险点")


def _foresees_spaces(accidents: str) -> bool:
    return _has(accidents, (_POISONING, _SUFFOCATION))


RULES = (chemicals, toxic_spaces, foreseen_spaces)
