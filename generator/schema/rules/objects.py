"""Dust, ammonia, molten metal, cold rooms, furnaces and boilers against the equipment, zones and people."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from generator.record import Keys
from generator.schema.view import Row, View

_ZONED = ("dust", "cold_rooms")
_AT_MACHINES = (("molten_metal", "furnace"), ("furnaces", "equipment"), ("boilers", "equipment"))
_COLLECTORS = ("湿式", "干式")
# More in the room of a quick freezer are a major hazard: 工贸企业重大事故隐患判定标准, Article 12, item 2.
_FREEZER = 9
# Words of which some machine's name has one where the object is there.
_SHOWN = {
    "dust": ("除尘", "集尘", "收尘", "吸尘", "喷房", "回收", "喷粉", "喷塑"),
    "ammonia": ("氨", "冷"),
    "molten_metal": ("炉", "压铸", "铸造", "浇注"),
    "cold_rooms": ("冷", "冻", "氨"),
}
# Words of substances that are never in one machine together.
_MEDIA = (("氨",), ("燃气", "天然气", "液化气", "液化石油气", "煤气"))
# What a machine's name says of what it burns, and the sources of heat that agree with it.
_BURNS = {
    "天然气": {"天然气"},
    "液化": {"液化石油气"},
    "燃气": {"天然气", "液化石油气", "其他"},
    "柴油": {"柴油"},
    "燃油": {"柴油", "其他"},
    "燃煤": {"煤"},
    "生物质": {"生物质"},
    "电加热": {"电"},
    "电炉": {"电"},
}


def known(view: View) -> None:
    """The machines and zones that objects name are on their lists."""
    machines, codes = _machines(view), view.names("zones", name="code")
    for keys, name in _named(view):
        if machines and name not in machines:
            hint = "请先填写这台设备，或改成设备清单里的名称或者编号"
            view.warn(keys, f"没有这台设备：{name}", _near(name, machines) or hint)
    for keys, code in _placed(view):
        if codes and code not in codes:
            hint = "请先填写这个区域编号，或改正"
            view.warn(keys, f"没有这个区域编号：{code}", _near(code, codes) or hint)


def _near(value: str, known_: Iterable[str]) -> str:
    near = difflib.get_close_matches(value, sorted(known_), n=1, cutoff=0.5)
    return f"是不是“{near[0]}”" if near else ""


def _machines(view: View) -> dict[str, Keys]:
    """The machines by number and by name, each with its place; none where faults make the list unsafe."""
    if any(path[:1] == ("equipment",) for path in view.damaged):
        return {}
    found: dict[str, Keys] = {}
    for keys, row in view.rows("equipment"):
        for name in filter(None, (row.get("code"), row.get("name"))):
            found.setdefault(name, keys)
    return found


def _named(view: View) -> Iterator[tuple[Keys, str]]:
    """Each name of a machine in an object, with its place."""
    for keys, row in _collectors(view):
        yield from _value(keys, row, "equipment")
        for place, name in enumerate(row.get("serves") or ()):
            if name:
                yield (*keys, "serves", place), name
    for keys, row, field in _at_machines(view):
        yield from _value(keys, row, field)


def _at_machines(view: View) -> Iterator[tuple[Keys, Row, str]]:
    for name, field in _AT_MACHINES:
        yield from ((keys, row, field) for keys, row in view.rows(name))


def _collectors(view: View) -> Iterator[tuple[Keys, Row]]:
    for keys, _ in view.rows("dust"):
        yield from view.rows_below(keys, "collectors")


def _placed(view: View) -> Iterator[tuple[Keys, str]]:
    for name in _ZONED:
        for keys, row in view.rows(name):
            yield from _value(keys, row, "zone")
    yield from _value(("ammonia",), view.get("ammonia") or {}, "zone")


def _value(keys: Keys, row: Row, field: str) -> Iterator[tuple[Keys, str]]:
    if row.get(field):
        yield (*keys, field), row[field]


def shown(view: View) -> None:
    """Where an object is there some machine of its kind is too: else one of the two is wrong."""
    names = [row.get("name", "") for _, row in view.rows("equipment")]
    if not _machines(view):
        return
    for key, words in _SHOWN.items():
        if view.get(key) and not any(word in name for word in words for name in names):
            message = f"填了这一项，设备清单{view.mention(('equipment',), (key,))}里却没有相应的设备"
            view.warn((key,), message, "请补填设备，或核对有没有这一项")


def people(view: View) -> None:
    """No more people at once than the enterprise has."""
    place = ("enterprise", "headcount")
    headcount = view.get(*place)
    for keys, count in _crowds(view):
        if headcount and count and count > headcount:
            message = f"{count} 人，多于从业人员数 {headcount}{view.mention(place, keys)}"
            view.warn(keys, message, "请核对两处人数")


def _crowds(view: View) -> Iterator[tuple[Keys, int | None]]:
    for name in _ZONED:
        for keys, row in view.rows(name):
            yield (*keys, "people"), row.get("people")


def freezer(view: View) -> None:
    """No document allows more people in a quick-freezing room than make it a major hazard."""
    place = ("ammonia", "freezer_people")
    if (view.get(*place) or 0) > _FREEZER:
        message = f"限员 {view.get(*place)} 人，多于判定标准的 {_FREEZER} 人"
        hint = f"请填 {_FREEZER} 人以内；现有人数超过的，减少人数，并按重大事故隐患填报（隐患编码 AN-02）"
        view.error(place, message, hint)


def media(view: View) -> None:
    """No machine has two media."""
    for keys, row in view.rows("equipment"):
        name = row.get("name", "")
        met = [next((word for word in words if word in name), "") for words in _MEDIA]
        if all(met):
            message = f"一台设备的名称里有两种介质：{'、'.join(met)}"
            view.warn((*keys, "name"), message, "请分开填写，或改正名称")


def collectors(view: View) -> None:
    """A collector is wet or dry, by its name and by every dust that names it."""
    said: dict[Keys, tuple[Keys, str]] = {}
    machines = _machines(view)
    for keys, row in _collectors(view):
        kind, machine = row.get("type"), machines.get(row.get("equipment", ""))
        if kind and machine:
            place = (*keys, "type")
            first, before = said.setdefault(machine, (place, kind))
            if before == kind:
                _as_named(view, place, kind, machine)
            else:
                message = f"写的是{kind}，同一台除尘器前面写的是{before}{view.mention(first, place)}"
                view.warn(place, message, "请核对除尘方式")


def _as_named(view: View, place: Keys, kind: str, machine: Keys) -> None:
    name = _name(view, machine)
    if kind not in name and any(word in name for word in _COLLECTORS):
        message = f"写的是{kind}，设备名称却是“{name}”{view.mention(machine, place)}"
        view.warn(place, message, "请核对除尘方式")


def fuels(view: View) -> None:
    """What a furnace or boiler burns is what its name says."""
    machines = _machines(view)
    for keys, row, field in _at_machines(view):
        fuel, machine = row.get("fuel"), machines.get(row.get(field, ""))
        if not fuel or machine is None:
            continue
        name, place = _name(view, machine), (*keys, "fuel")
        told = next((word for word in _BURNS if word in name), "")
        if told and fuel not in _BURNS[told]:
            message = f"写的是{fuel}，设备名称却是“{name}”{view.mention(machine, place)}"
            view.warn(place, message, "请核对燃料或热源")


def _name(view: View, machine: Keys) -> str:
    """The name of the machine at a place."""
    return str(next(row.get("name", "") for keys, row in view.rows("equipment") if keys == machine))


RULES = (known, shown, people, freezer, media, collectors, fuels)
