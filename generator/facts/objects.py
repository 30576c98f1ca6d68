"""Dust, ammonia, molten metal, cold rooms, furnaces and boilers as the client declares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from generator import domain
from generator.domain import convert, objects
from generator.facts.plain import Data, Fields, Names, distinct, items, joined, part, rows, text, zone_of

T = TypeVar("T")
Machines = Mapping[str, domain.Equipment]  # by name and by number
_PARTS = ("dust", "ammonia", "molten_metal", "cold_rooms", "furnaces", "boilers")


def read(data: Data) -> Data:
    """The parts of the data that tell of objects."""
    return {name: data[name] for name in _PARTS if name in data}


def derive(data: Data, zones: Names, equipment: Sequence[domain.Equipment]) -> Fields:
    """The objects by their field of the facts.

    Where an object names a machine, by name or by number, it takes the machine's name, zone and quantity.
    """
    machines = _by_name(equipment)
    return {
        "dust": _dusts(data, zones, machines),
        "ammonia": _ammonia(part(data, "ammonia"), zones),
        "molten_metal": _at_machines(objects.MoltenMetal, data, "molten_metal", "furnace", machines),
        "cold_rooms": _cold_rooms(data, zones),
        "furnaces": _furnaces(data, machines),
        "boilers": _at_machines(objects.Boiler, data, "boilers", "equipment", machines),
    }


def limits(dusts: Sequence[objects.Dust]) -> dict[str, int]:
    """The most people of a shift by the code of the zone: the least where a zone has several dusts."""
    found: dict[str, int] = {}
    for dust in dusts:
        if dust.people is not None:
            found[dust.zone_code] = min(dust.people, found.get(dust.zone_code, dust.people))
    return found


def _by_name(equipment: Sequence[domain.Equipment]) -> Machines:
    """The machines by number and by name; the first of a name stands for it."""
    found = {one.code: one for one in equipment if one.code}
    for one in equipment:
        found.setdefault(one.name, one)
    return found


def _dusts(data: Data, zones: Names, machines: Machines) -> tuple[objects.Dust, ...]:
    return tuple(_dust(row, place, zones, machines) for place, row in enumerate(rows(data, "dust")))


def _dust(row: Data, place: int, zones: Names, machines: Machines) -> objects.Dust:
    collectors = tuple(_collector(one, machines) for one in rows(row, "collectors"))
    at = zone_of(row, zones)
    return convert.build(objects.Dust, row, collectors=collectors, keys=("dust", place), **at)


def _collector(row: Data, machines: Machines) -> objects.Collector:
    serves = distinct(_name(convert.text(one), machines) for one in items(row, "serves"))
    named = _name(text(row, "equipment"), machines)
    return convert.build(objects.Collector, row, equipment=named, serves=serves)


def _name(written: str, machines: Machines) -> str:
    """The name of the machine meant; as written where there is none."""
    machine = machines.get(written)
    return machine.name if machine else written


def _ammonia(row: Data, zones: Names) -> objects.Ammonia:
    return convert.build(objects.Ammonia, row, given=bool(row), **zone_of(row, zones))


def _cold_rooms(data: Data, zones: Names) -> tuple[objects.ColdRoom, ...]:
    return tuple(_cold_room(row, place, zones) for place, row in enumerate(rows(data, "cold_rooms")))


def _cold_room(row: Data, place: int, zones: Names) -> objects.ColdRoom:
    said = {key: _said(row, key) for key in ("release", "alarm")}
    return convert.build(objects.ColdRoom, row, keys=("cold_rooms", place), **said, **zone_of(row, zones))


def _furnaces(data: Data, machines: Machines) -> tuple[objects.Furnace, ...]:
    found = _at_machines(objects.Furnace, data, "furnaces", "equipment", machines)
    said = (_said(row, "flame_out") for row in rows(data, "furnaces"))
    return tuple(replace(one, flame_out=told) for one, told in zip(found, said, strict=True))


def _at_machines(kind: type[T], data: Data, name: str, field: str, machines: Machines) -> tuple[T, ...]:
    """The objects of a list that each stand at the machine named in ``field``."""
    return tuple(
        convert.build(kind, row, keys=(name, place), **_machine(row, field, machines))
        for place, row in enumerate(rows(data, name))
    )


def _machine(row: Data, field: str, machines: Machines) -> Fields:
    """Name, zone and quantity of the machine that a row names."""
    written = text(row, field)
    if found := machines.get(written):
        at = {"zone": found.zone, "zone_code": found.zone_code, "quantity": found.quantity}
        return {field: found.name, **at}
    return {field: written, "zone": "", "zone_code": "", "quantity": 0}


def remarked(equipment: Sequence[domain.Equipment], data: Data) -> tuple[domain.Equipment, ...]:
    """The machines, each with what the objects that name it tell of it."""
    told: dict[str, list[str]] = {}
    for name, remark in _remarks(data):
        told.setdefault(name, []).append(remark)
    return tuple(_remarked(one, told) for one in equipment) if told else tuple(equipment)


def _remarked(one: domain.Equipment, told: Mapping[str, list[str]]) -> domain.Equipment:
    remarks = (*told.get(one.code, ()), *told.get(one.name, ()))
    return replace(one, remark=joined(remarks, "；"))


def _remarks(data: Data) -> Iterator[tuple[str, str]]:
    """What each object tells of a machine, with the name or number that it gives."""
    for row in rows(data, "dust"):
        yield from ((text(one, "equipment"), _collecting(one)) for one in rows(row, "collectors"))
    for row in rows(data, "molten_metal"):
        yield text(row, "furnace"), _fuelled(row, "metal")
    for row in rows(data, "furnaces"):
        yield text(row, "equipment"), _burning(row)
    for row in rows(data, "boilers"):
        yield text(row, "equipment"), _fuelled(row, "medium")


def _fuelled(row: Data, what: str) -> str:
    """铝，天然气."""
    return joined((text(row, what), text(row, "fuel")), "，")


def _collecting(row: Data) -> str:
    """湿式除尘，服务抛光机、砂带机."""
    serves = joined(map(convert.text, items(row, "serves")))
    return joined((f"{text(row, 'type')}除尘", serves and f"服务{serves}"), "，")


def _burning(row: Data) -> str:
    """固化烘道，天然气，熄火保护有."""
    guard = _said(row, "flame_out")
    return joined((text(row, "kind"), text(row, "fuel"), guard and f"熄火保护{guard}"), "，")


def _said(row: Data, key: str) -> str:
    """有 or 无 as the data says; "" where it says nothing."""
    return {True: "有", False: "无"}.get(row[key], "") if key in row else ""
