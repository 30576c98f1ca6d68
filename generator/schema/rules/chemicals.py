"""Chemicals as the client gives them against what the State lists: number, class, precursor lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.library import Library, chemicals, critical_quantities
from generator.schema.view import Entry, View

_SDS = "请按安全技术说明书（SDS）核对"
_LISTED = "请按目录和安全技术说明书（SDS）核对"


def listed(view: View) -> None:
    """Each chemical whose name the State lists, and every number."""
    for one in view.entries("chemicals"):
        found = chemicals.find(_name(one), view.library)
        _digit(one, found)
        if found:
            _as_listed(one, found)


def _as_listed(one: Entry, found: chemicals.Found) -> None:
    for rule in (_number, _class, _precursor, _explosive):
        rule(one, found)


def _name(one: Entry) -> str:
    return one.get("name") or ""


def _digit(one: Entry, found: chemicals.Found | None) -> None:
    """A number with a wrong last digit names no substance: it is never printed."""
    number = one.get("cas")
    if number and not _is_sound(number):
        wanted = chemicals.check_digit(number)
        message = f"CAS 号的校验位不符：末位是 {number[-1]}，按前面的数字应为 {wanted}"
        one.error("cas", message, f"“{one.row['name']}”的是 {found.chemical.cas}" if found else _SDS)


def _is_sound(number: str) -> bool:
    """Whether a CAS number ends with its check digit."""
    return chemicals.check_digit(number) == int(number[-1])


def _number(one: Entry, found: chemicals.Found) -> None:
    """A sound number that is another's, or that the State gives otherwise."""
    number, wanted = one.get("cas"), found.chemical
    if number and _is_sound(number) and number not in wanted.numbers:
        whose = _whose(number, one.view.library)
        one.warn("cas", f"{whose}，“{one.row['name']}”的是 {wanted.cas}", _SDS)


def _whose(number: str, library: Library) -> str:
    """Whose number it is that is not the chemical's."""
    owners = [one.name for one in chemicals.by_cas(number, library)]
    return f"{number} 是“{owners[0]}”的 CAS 号" if owners else f"CAS 号 {number} 与目录不同"


def _class(one: Entry, found: chemicals.Found) -> None:
    """Hazards of another class than the State's; one that the client leaves out is no contradiction."""
    given, ours = one.get("hazard"), found.chemical.hazard
    if not given or not ours or not found.whole:
        return
    for hazard, grades in _differing(given, ours, one.view.library):
        known = f"“{found.chemical.name}”{_known(hazard, grades)}"
        one.warn("hazard", f"危险性类别与目录不同：目录里{known}", f"{_LISTED}；目录为{ours}")


def _known(hazard: str, grades: list[str]) -> str:
    """What the State has of a hazard."""
    return f"是{hazard}，{'、'.join(grades)}" if grades else f"没有“{hazard}”这一类"


def _differing(given: str, ours: str, library: Library) -> Iterator[tuple[str, list[str]]]:
    """Each known hazard of the client that the State grades otherwise, with the State's grades."""
    state = [*critical_quantities.pairs(ours, library)]
    for hazard, grade in critical_quantities.pairs(given, library):
        grades = _grades(hazard, state)
        if critical_quantities.knows(hazard, library) and _is_other(grade, grades):
            yield hazard, grades


def _grades(hazard: str, pairs: Iterable[tuple[str, str]]) -> list[str]:
    """The grades of a hazard among pairs of both."""
    return sorted({grade for name, grade in pairs if grade and name == hazard})


def _is_other(grade: str, grades: list[str]) -> bool:
    """Whether a grade is none of the State's; no grade says nothing against those that there are."""
    return bool(grade or not grades) and grade not in grades


def _precursor(one: Entry, found: chemicals.Found) -> None:
    """The catalogue of precursors of drugs: told where the client says otherwise."""
    said, listed_ = one.get("precursor"), found.chemical
    if said is False and listed_.precursor:
        message = f"“{listed_.name}”是{listed_.precursor}易制毒化学品，这里填的是“否”"
        one.warn("precursor", message, _LISTED)
    elif said and not listed_.precursor:
        message = f"易制毒化学品目录里没有“{listed_.name}”，这里填的是“是”"
        one.warn("precursor", message, _LISTED)


def _explosive(one: Entry, found: chemicals.Found) -> None:
    """The list of precursors of explosives: told where the client says otherwise, or has to say."""
    said, is_listed = one.get("explosive_precursor"), found.chemical.explosive
    if said and not is_listed:
        _contradicts(one, f"易制爆危险化学品名录里没有“{found.chemical.name}”，这里填的是“是”")
    elif said is False and is_listed and found.whole:
        _contradicts(one, f"“{found.chemical.name}”列在易制爆危险化学品名录，这里填的是“否”")
    elif said is None and is_listed:
        _unsaid(one, found)


def _contradicts(one: Entry, message: str) -> None:
    one.warn("explosive_precursor", message, _LISTED)


def _unsaid(one: Entry, found: chemicals.Found) -> None:
    """A listed product without a word of it: filled in where the name decides, else asked."""
    if found.whole or found.outside:
        return
    when = found.chemical.when
    message = (
        f"“{one.row['name']}”{f'{when}的' if when else '这个品名'}列在易制爆危险化学品名录，这里没有填是不是"
    )
    by_name = "，或者在名称里写明浓度" if found.chemical.above else ""
    one.view.warn(one.keys, message, f"填 explosive_precursor{by_name}")


def unlisted(view: View) -> None:
    """All that is not on record in one line: what is there to be said of it, only the client can say."""
    if view.has_gaps("chemicals"):
        return
    if names := _bare(view):
        hint = "按安全技术说明书（SDS）填危险性类别（hazard）；单一物质再填 CAS 号"
        view.warn(("chemicals",), f"目录未收录，请核：{'、'.join(names)}", hint)


def _bare(view: View) -> list[str]:
    return [_name(one) for one in view.entries("chemicals") if _is_bare(one)]


def _is_bare(one: Entry) -> bool:
    """Whether a chemical is not on record and is not told by class and number either."""
    name = _name(one)
    return bool(name) and not _is_told(one, name) and not chemicals.find(name, one.view.library)


def _is_told(one: Entry, name: str) -> bool:
    return bool(one.get("hazard") and (one.get("cas") or chemicals.is_mixture(name)))


RULES = (listed, unlisted)
