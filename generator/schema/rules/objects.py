"""Dust, ammonia, molten metal, cold rooms, furnaces and boilers against the equipment, zones and people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.record import Keys
from generator.schema import apart
from generator.schema.view import Entry, View

Named = tuple[Keys, str]  # a place and the name that stands there

_HEADCOUNT = ("enterprise", "headcount")
_FREEZER_PEOPLE = ("ammonia", "freezer_people")
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
    _known_machines(view)
    _known_zones(view)


def _known_machines(view: View) -> None:
    machines = _machines(view)
    for keys, name in _named(view):
        if machines and name not in machines:
            _no_machine(view, keys, name, machines)


def _no_machine(view: View, keys: Keys, name: str, machines: Iterable[str]) -> None:
    hint = apart.near(name, machines, "请先填写这台设备，或改成设备清单里的名称或者编号")
    view.warn(keys, f"没有这台设备：{name}", hint)


def _known_zones(view: View) -> None:
    codes = view.names("zones", name="code")
    for keys, code in _placed(view):
        if codes and code not in codes:
            hint = apart.near(code, codes, "请先填写这个区域编号，或改正")
            view.warn(keys, f"没有这个区域编号：{code}", hint)


def _machines(view: View) -> dict[str, Entry]:
    """The machines by number and by name; none where faults make the list unsafe."""
    found: dict[str, Entry] = {}
    if not view.has_gaps("equipment"):
        for one in view.entries("equipment"):
            for name in filter(None, (one.get("code"), one.get("name"))):
                found.setdefault(name, one)
    return found


def _named(view: View) -> Iterator[Named]:
    """Each name of a machine in an object, with its place."""
    for one in _collectors(view):
        yield from _value(one, "equipment")
        yield from _served(one)
    for one, field in _at_machines(view):
        yield from _value(one, field)


def _served(collector: Entry) -> Iterator[Named]:
    """The machines that a collector serves."""
    for place, name in enumerate(collector.get("serves") or ()):
        if name:
            yield (*collector.at("serves"), place), name


def _at_machines(view: View) -> Iterator[tuple[Entry, str]]:
    for name, field in _AT_MACHINES:
        yield from ((one, field) for one in view.entries(name))


def _collectors(view: View) -> Iterator[Entry]:
    return (one for dust in view.entries("dust") for one in dust.rows("collectors"))


def _placed(view: View) -> Iterator[Named]:
    for one in _zoned(view):
        yield from _value(one, "zone")
    yield from _value(Entry(view, ("ammonia",), view.get("ammonia") or {}), "zone")


def _zoned(view: View) -> Iterator[Entry]:
    return (one for name in _ZONED for one in view.entries(name))


def _value(one: Entry, field: str) -> Iterator[Named]:
    if value := one.get(field):
        yield one.at(field), value


def shown(view: View) -> None:
    """Where an object is there some machine of its kind is too: else one of the two is wrong."""
    if not _machines(view):
        return
    names = "\n".join(row.get("name", "") for _, row in view.rows("equipment"))
    for key, words in _SHOWN.items():
        if view.get(key) and not _first_in(names, words):
            _not_shown(view, (key,))


def _not_shown(view: View, keys: Keys) -> None:
    place = view.mention(("equipment",), keys)
    message = f"填了这一项，设备清单{place}里却没有相应的设备"
    view.warn(keys, message, "请补填设备，或核对有没有这一项")


def people(view: View) -> None:
    """No more people at once than the enterprise has."""
    headcount = view.get(*_HEADCOUNT)
    for one in _zoned(view):
        count = one.get("people")
        if headcount and (count or 0) > headcount:
            _more_than_all(one, count, headcount)


def _more_than_all(one: Entry, count: int, headcount: int) -> None:
    message = f"{count} 人，多于从业人员数 {headcount}{one.away(_HEADCOUNT, 'people')}"
    one.warn("people", message, "请核对两处人数")


def freezer(view: View) -> None:
    """No document allows more people in a quick-freezing room than make it a major hazard."""
    most = view.get(*_FREEZER_PEOPLE) or 0
    if most > _FREEZER:
        message = f"限员 {most} 人，多于判定标准的 {_FREEZER} 人"
        hint = f"请填 {_FREEZER} 人以内；现有人数超过的，减少人数，并按重大事故隐患填报（隐患编码 AN-02）"
        view.error(_FREEZER_PEOPLE, message, hint)


def media(view: View) -> None:
    """No machine has two media."""
    for one in view.entries("equipment"):
        met = _met(one.get("name", ""))
        if all(met):
            one.warn("name", f"一台设备的名称里有两种介质：{'、'.join(met)}", "请分开填写，或改正名称")


def _met(name: str) -> list[str]:
    """The first word of each medium in a name, "" of what is not in it."""
    return [_first_in(name, words) for words in _MEDIA]


def _first_in(name: str, words: Iterable[str]) -> str:
    """The first of the words that is in a name; "" where none is."""
    return next((word for word in words if word in name), "")


def collectors(view: View) -> None:
    """A collector is wet or dry, by its name and by every dust that names it."""
    said: dict[Keys, Entry] = {}
    machines = _machines(view)
    for one in _collectors(view):
        machine = machines.get(one.get("equipment", ""))
        if one.get("type") and machine:
            _of_one_kind(one, said.setdefault(machine.keys, one), machine)


def _of_one_kind(one: Entry, first: Entry, machine: Entry) -> None:
    """A collector against the first dust that names it, and where they agree against the machine."""
    kind, before = one.get("type"), first.get("type")
    if before == kind:
        _as_named(one, machine)
    else:
        message = f"写的是{kind}，同一台除尘器前面写的是{before}{one.away(first.at('type'), 'type')}"
        one.warn("type", message, "请核对除尘方式")


def _as_named(one: Entry, machine: Entry) -> None:
    kind, name = one.get("type"), machine.get("name", "")
    if kind not in name and _first_in(name, _COLLECTORS):
        message = f"写的是{kind}，设备名称却是“{name}”{one.away(machine.keys, 'type')}"
        one.warn("type", message, "请核对除尘方式")


def fuels(view: View) -> None:
    """What a furnace or boiler burns is what its name says."""
    machines = _machines(view)
    for one, field in _at_machines(view):
        machine = machines.get(one.get(field, ""))
        if one.get("fuel") and machine:
            _burns(one, machine)


def _burns(one: Entry, machine: Entry) -> None:
    fuel, name = one.get("fuel"), machine.get("name", "")
    told = _first_in(name, _BURNS)
    if told and fuel not in _BURNS[told]:
        message = f"写的是{fuel}，设备名称却是“{name}”{one.away(machine.keys, 'fuel')}"
        one.warn("fuel", message, "请核对燃料或热源")


RULES = (known, shown, people, freezer, media, collectors, fuels)
