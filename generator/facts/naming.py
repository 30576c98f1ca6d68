"""How things of a client's data are called where a decision about them is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from generator.facts.condition import numbered
from generator.facts.evidence import Found
from generator.facts.plain import distinct, text
from generator.record import Keys, Record
from generator.schema import shape

_LISTS = {
    "equipment": "设备",
    "chemicals": "化学品",
    "confined_spaces": "有限空间",
    "posts": "岗位",
    "certificates": "证件",
    "emergency_supplies": "物资",
    "buildings": "建筑",
    "drills": "演练",
}


# Fields whose words say no more than the thing itself.
_UNSPOKEN = ("feature", "presumed", "objects")


def thing(record: Record, keys: Keys) -> str:
    """The thing in which a value stands: 设备[3]“湿式除尘器”, 风险点Z1-01 粉尘爆炸, 特征“燃气”."""
    if keys[0] == "features":
        return f"特征“{feature(str(keys[1]))}”"
    if keys[0] == "zones":
        return _zone(record, keys)
    if keys[0] == "hazards":
        return f"{_numbered(record, '隐患', keys[:2])} {text(_at(record.data, keys[:2]), 'number')}".strip()
    return _row(record, keys) or _field(record, keys)


def _numbered(record: Record, title: str, keys: Keys) -> str:
    """What a row is called by its number where it was read."""
    return numbered(title, record.read_at(keys))


def _row(record: Record, keys: Keys) -> str:
    """The row of a list by its number and name, "" where the keys lead through no list that is known."""
    for end, (name, place) in enumerate(pairwise(keys), 2):
        if isinstance(place, int) and name in _LISTS:
            row = _at(record.data, keys[:end])
            called = text(row, "name") or text(row, "item")
            return f"{_numbered(record, _LISTS[str(name)], keys[:end])}“{called}”"
    return ""


def feature(name: str) -> str:
    """The Chinese label of a feature that is said, or of the list it comes from."""
    return shape.at(("features", name)).title or shape.at((name,)).title or name


def shown(record: Record, found: Iterable[Found]) -> tuple[str, ...]:
    """Each thing that shows a unit with its place and words: 设备[3]“湿式除尘器” (c.yaml:88，凭“除尘”).

    What shows it by several of its fields is told once, at the first of them.
    """
    places: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    for one in found:
        name = thing(record, one.keys)
        places.setdefault(name, _place(record, one.keys))
        words.setdefault(name, []).append(_word(one))
    return tuple(_shown(name, place, distinct(words[name])) for name, place in places.items())


def _word(one: Found) -> str:
    """The word that shows it; "" where that says no more than the thing itself."""
    return f"“{one.word}”" if one.word and one.field not in _UNSPOKEN else ""


def _place(record: Record, keys: Keys) -> str:
    origin = record.origin(record.read_at(keys))
    if origin is None or origin.cell:
        return str(origin or "")
    return f"{origin.file}:{origin.line}"


def _shown(name: str, place: str, words: tuple[str, ...]) -> str:
    told = "，".join(filter(None, (place, f"凭{'、'.join(words)}" if words else "")))
    return f"{name} ({told})" if told else name


def _zone(record: Record, keys: Keys) -> str:
    if len(keys) < 4:
        return f"区域“{text(_at(record.data, keys[:2]), 'name')}”"
    risk = _at(record.data, keys[:4])
    return f"风险点{text(risk, 'code')} {text(risk, 'name')}".replace("风险点 ", "风险点")


def _field(record: Record, keys: Keys) -> str:
    """A field by its label with its value; of an object with its name, if it has one."""
    told = _named(_at(record.data, keys))
    return shape.label(keys) + (f"“{told}”" if told else "")


def _named(value: object) -> str:
    return text(value, "name") if isinstance(value, Mapping) else str(value)


def _at(data: Any, keys: Keys) -> Any:
    for key in keys:
        data = data[key]
    return data
