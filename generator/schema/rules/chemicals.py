"""Chemicals as the client gives them against what the State lists: number, class, precursor lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.library import Library, chemicals, critical_quantities
from generator.record import Keys
from generator.schema.view import Row, View

_SDS = "请按安全技术说明书（SDS）核对"
_LISTED = "请按目录和安全技术说明书（SDS）核对"


def listed(view: View) -> None:
    """Each chemical whose name the State lists, and every number."""
    for keys, row in view.rows("chemicals"):
        found = chemicals.find(row.get("name") or "", view.library)
        _digit(view, keys, row, found)
        if found:
            _number(view, keys, row, found)
            _class(view, keys, row, found)
            _precursor(view, keys, row, found)
            _explosive(view, keys, row, found)


def _digit(view: View, keys: Keys, row: Row, found: chemicals.Found | None) -> None:
    """A number with a wrong last digit names no substance: it is never printed."""
    number = row.get("cas")
    if number and (wanted := chemicals.check_digit(number)) != int(number[-1]):
        message = f"CAS 号的校验位不符：末位是 {number[-1]}，按前面的数字应为 {wanted}"
        view.error((*keys, "cas"), message, f"“{row['name']}”的是 {found.chemical.cas}" if found else _SDS)


def _number(view: View, keys: Keys, row: Row, found: chemicals.Found) -> None:
    """A sound number that is another's, or that the State gives otherwise."""
    number, wanted = row.get("cas"), found.chemical
    if not number or chemicals.check_digit(number) != int(number[-1]) or number in wanted.numbers:
        return
    owners = [one.name for one in chemicals.by_cas(number, view.library)]
    whose = f"{number} 是“{owners[0]}”的 CAS 号" if owners else f"CAS 号 {number} 与目录不同"
    view.warn((*keys, "cas"), f"{whose}，“{row['name']}”的是 {wanted.cas}", _SDS)


def _class(view: View, keys: Keys, row: Row, found: chemicals.Found) -> None:
    """Hazards of another class than the State's; one that the client leaves out is no contradiction."""
    given, ours = row.get("hazard"), found.chemical.hazard
    if not given or not ours or not found.whole:
        return
    for hazard, grades in _differing(given, ours, view.library):
        known = f"是{hazard}，{'、'.join(grades)}" if grades else f"没有“{hazard}”这一类"
        message = f"危险性类别与目录不同：目录里“{found.chemical.name}”{known}"
        view.warn((*keys, "hazard"), message, f"{_LISTED}；目录为{ours}")


def _differing(given: str, ours: str, library: Library) -> Iterator[tuple[str, list[str]]]:
    """Each known hazard of the client that the State grades otherwise, with the State's grades."""
    state = [*critical_quantities.pairs(ours, library)]
    for hazard, grade in critical_quantities.pairs(given, library):
        grades = sorted({other for name, other in state if name == hazard} - {""})
        if critical_quantities.knows(hazard, library) and (grade or not grades) and grade not in grades:
            yield hazard, grades


def _precursor(view: View, keys: Keys, row: Row, found: chemicals.Found) -> None:
    """The catalogue of precursors of drugs: told where the client says otherwise."""
    said, grade = row.get("precursor"), found.chemical.precursor
    where = (*keys, "precursor")
    if said is False and grade:
        view.warn(where, f"“{found.chemical.name}”是{grade}易制毒化学品，这里填的是“否”", _LISTED)
    elif said and not grade:
        view.warn(where, f"易制毒化学品目录里没有“{found.chemical.name}”，这里填的是“是”", _LISTED)


def _explosive(view: View, keys: Keys, row: Row, found: chemicals.Found) -> None:
    """The list of precursors of explosives: told where the client says otherwise, or has to say."""
    said, one = row.get("explosive_precursor"), found.chemical
    where = (*keys, "explosive_precursor")
    if said and not one.explosive:
        view.warn(where, f"易制爆危险化学品名录里没有“{one.name}”，这里填的是“是”", _LISTED)
    elif said is False and one.explosive and found.whole:
        view.warn(where, f"“{one.name}”列在易制爆危险化学品名录，这里填的是“否”", _LISTED)
    elif said is None and one.explosive:
        _unsaid(view, keys, row, found)


def _unsaid(view: View, keys: Keys, row: Row, found: chemicals.Found) -> None:
    """A listed product without a word of it: filled in where the name decides, else asked."""
    if found.whole or found.outside:
        return
    one = found.chemical
    part = f"{one.when}的" if one.when else "这个品名"
    hint = "填 explosive_precursor，或者在名称里写明浓度" if one.above else "填 explosive_precursor"
    view.warn(keys, f"“{row['name']}”{part}列在易制爆危险化学品名录，这里没有填是不是", hint)


def unlisted(view: View) -> None:
    """All that is not on record in one line: what is there to be said of it, only the client can say."""
    if any(path[:1] == ("chemicals",) for path in view.damaged):
        return
    names = list(_bare(view.rows("chemicals"), view.library))
    if names:
        hint = "按安全技术说明书（SDS）填危险性类别（hazard）；单一物质再填 CAS 号"
        view.warn(("chemicals",), f"目录未收录，请核：{'、'.join(names)}", hint)


def _bare(rows: Iterable[tuple[Keys, Row]], library: Library) -> Iterator[str]:
    """The names of chemicals that are not on record and are not told by class and number either."""
    for _, row in rows:
        name = row.get("name") or ""
        told = row.get("hazard") and (row.get("cas") or chemicals.is_mixture(name))
        if name and not told and not chemicals.find(name, library):
            yield name


RULES = (listed, unlisted)
