"""What stands twice in the data: codes and numbers that tell one thing or person from another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from generator.record import Keys
from generator.schema import shape
from generator.schema.view import Entry, View, reached

Values = tuple[Any, ...]

_OTHER = "请改成不同的"
_TWICE = "重复填写的删去一个，不同的改正"


class _Once(NamedTuple):
    """Fields, dotted from their row, whose values together stand once in a list; else what to do."""

    part: str
    fields: tuple[str, ...]
    hint: str = _OTHER


# Numbers by which documents refer to their rows: twice, no reader knows which is meant.
_REFUSED = (_Once("zones", ("code",)), _Once("hazards", ("number",)))
_TOLD = (
    _Once("systems", ("no",), _TWICE),
    _Once("ledgers", ("no",), _TWICE),
    _Once("departments", ("name",)),
    _Once("equipment", ("code",)),
    _Once("equipment", ("special.registration",), "每台特种设备有自己的使用登记证，请核对"),
    _Once("zones", ("name",)),
    _Once("posts", ("name", "zone"), _TWICE),
    _Once("certificates", ("holder", "item"), "重复填写的删去一个，换证的只留现在的"),
    _Once("chemicals", ("name",), _TWICE),
    _Once("confined_spaces", ("name", "location"), _TWICE),
    _Once("emergency_supplies", ("code",)),
    _Once("people.safety_officers", ("name",), _TWICE),
    _Once("agency.advisors", ("certificate_number",), "每人有自己的证书，请核对"),
    _Once("agency.advisors", ("badge_number",), "每人有自己的工作牌，请核对"),
    _Once("diagnosis", ("dimension",), _TWICE),
    _Once("records.meetings", ("minutes",)),
    _Once("records.trainings", ("file",)),
    _Once("records.contacts", ("number",)),
)


def unique(view: View) -> None:
    """Values that tell rows apart stand once."""
    for once in _REFUSED:
        _unique(view, once, view.error)
    for once in _TOLD:
        _unique(view, once, view.warn)


def _unique(view: View, once: _Once, tell: Callable[[Keys, str, str], None]) -> None:
    seen: dict[Values, Keys] = {}
    for at, values in _places(view, once):
        if values in seen:
            tell(at, _message(view, values, seen[values], at), once.hint)
        seen.setdefault(values, at)


def _places(view: View, once: _Once) -> Iterator[tuple[Keys, Values]]:
    """The place of each first field that is given, and the values of all."""
    for one in view.entries(*once.part.split(".")):
        values = tuple(reached(one.row, field.split(".")) for field in once.fields)
        if _is_given(values[0]):
            yield one.at(once.fields[0]), values


def _is_given(value: Any) -> bool:
    return value not in (None, "")


def _message(view: View, values: Values, first: Keys, at: Keys) -> str:
    title = shape.at(at).title
    told = "，".join(map(str, filter(_is_given, values)))
    return f"{title}“{told}”重复，第 {_number(first)} 项{view.mention(first, at)}已经用了"


def _number(keys: Keys) -> int:
    """Which row of its list a place is in, counted from one."""
    return next(key for key in reversed(keys) if isinstance(key, int)) + 1


def shared_certificates(view: View) -> None:
    """A certificate is one person's: the same number with another holder is one of them wrong."""
    seen: dict[str, Entry] = {}
    for one in view.entries("certificates"):
        number = one.get("number")
        if number and one.get("holder"):
            _of_one_holder(one, seen.setdefault(number, one))


def _of_one_holder(one: Entry, first: Entry) -> None:
    holder = first.get("holder")
    if holder != one.get("holder"):
        place = one.away(first.at("number"), "number")
        message = f"证书编号“{one.get('number')}”和{holder}的相同{place}"
        one.warn("number", message, "一本证书只有一名持证人，请核对证件原件")


RULES = (unique, shared_certificates)
