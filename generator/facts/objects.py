"""Dust, ammonia, molten metal, cold rooms, furnaces and boilers as the client declares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from generator import domain
from generator.domain import convert, objects
from generator.facts.plain import Data, distinct, items, joined, part, rows, text

T = TypeVar("T")
_PARTS = ("dust", "ammonia", "molten_metal", "cold_rooms", "furnaces", "boilers")


def read(data: Data) -> Data:
    """The parts of the data that tell of objects."""
    return {name: data[name] for name in _PARTS if name in data}


def derive(data: Data, zones: Mapping[str, str], equipment: Sequence[domain.Equipment]) -> dict[str, Any]:
    """The objects by their field of the facts; ``zones`` are names by code.

    Where an object names a machine, by name or by number, it takes the machine's name, zone and quantity.
    """
    machines = _by_name(equipment)
    return {
        "dust": tuple(_dust(row, n, zones, machines) for n, row in enumerate(rows(data, "dust"))),
        "ammonia": _ammonia(part(data, "ammonia"), zones),
        "molten_metal": _at_machines(objects.MoltenMetal, data, "molten_metal", "furnace", machines),
        "cold_rooms": tuple(_cold_room(row, n, zones) for n, row in enumerate(rows(data, "cold_rooms"))),
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


def _by_name(equipment: Sequence[domain.Equipment]) -> dict[str, domain.Equipment]:
    """The machines by number and by name; the first of a name stands for it."""
    found = {one.code: one for one in equipment if one.code}
    for one in equipment:
        found.setdefault(one.name, one)
    return found


def _zone(row: Data, zones: Mapping[str, str]) -> dict[str, str]:
    code = text(row, "zone")
    return {"zone": zones.get(code, code), "zone_code": code}


def _dust(
    row: Data, place: int, zones: Mapping[str, str], machines: Mapping[str, domain.Equipment]
) -> objects.Dust:
    collectors = tuple(_collector(one, machines) for one in rows(row, "collectors"))
    return convert.build(objects.Dust, row, collectors=collectors, keys=("dust", place), **_zone(row, zones))


def _collector(row: Data, machines: Mapping[str, domain.Equipment]) -> objects.Collector:
    serves = distinct(_name(convert.text(one), machines) for one in items(row, "serves"))
    return convert.build(
        objects.Collector, row, equipment=_name(text(row, "equipment"), machines), serves=serves
    )


def _name(written: str, machines: Mapping[str, domain.Equipment]) -> str:
    """The name of the machine meant; as written where there is none."""
    machine = machines.get(written)
    return machine.name if machine else written


def _ammonia(row: Data, zones: Mapping[str, str]) -> objects.Ammonia:
    return convert.build(objects.Ammonia, row, given=bool(row), **_zone(row, zones))


def _cold_room(row: Data, place: int, zones: Mapping[str, str]) -> objects.ColdRoom:
    said = {key: _said(row, key) for key in ("release", "alarm")}
    return convert.build(objects.ColdRoom, row, keys=("cold_rooms", place), **said, **_zone(row, zones))


def _furnaces(data: Data, machines: Mapping[str, domain.Equipment]) -> tuple[objects.Furnace, ...]:
    return tuple(
        convert.build(
            objects.Furnace,
            row,
            keys=("furnaces", place),
            flame_out=_said(row, "flame_out"),
            **_machine(row, "equipment", machines),
        )
        for place, row in enumerate(rows(data, "furnaces"))
    )


def _at_machines(
    kind: type[T], data: Data, name: str, field: str, machines: Mapping[str, domain.Equipment]
) -> tuple[T, ...]:
    """The objects of a list that each stand at the machine named in ``field``."""
    return tuple(
        convert.build(kind, row, keys=(name, place), **_machine(row, field, machines))
        for place, row in enumerate(rows(data, name))
    )


def _machine(row: Data, field: str, machines: Mapping[str, domain.Equipment]) -> dict[str, Any]:
    """Name, zone and quantity of the machine that a row names."""
    written = text(row, field)
    found = machines.get(written)
    return {
        field: found.name if found else written,
        "zone": found.zone if found else "",
        "zone_code": found.zone_code if found else "",
        "quantity": found.quantity if found else 0,
    }


def remarked(equipment: Sequence[domain.Equipment], data: Data) -> tuple[domain.Equipment, ...]:
    """The machines, each with what the objects that name it tell of it."""
    told: dict[str, list[str]] = {}
    for name, remark in _remarks(data):
        told.setdefault(name, []).append(remark)
    if not told:
        return tuple(equipment)
    return tuple(
        replace(one, remark=joined((*told.get(one.code, ()), *told.get(one.name, ())), "；"))
        for one in equipment
    )


def _remarks(data: Data) -> Iterator[tuple[str, str]]:
    """What each object tells of a machine, with the name or number that it gives."""
    for row in rows(data, "dust"):
        yield from ((text(one, "equipment"), _collecting(one)) for one in rows(row, "collectors"))
    for row in rows(data, "molten_metal"):
        yield text(row, "furnace"), joined((text(row, "metal"), text(row, "fuel")), "，")
    for row in rows(data, "furnaces"):
        yield text(row, "equipment"), _burning(row)
    for row in rows(data, "boilers"):
        yield text(row, "equipment"), joined((text(row, "medium"), text(row, "fuel")), "，")


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
