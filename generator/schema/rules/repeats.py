"""What stands twice in the data: codes and numbers that tell one thing or person from another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.record import Keys
from generator.schema import shape
from generator.schema.view import Row, View

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
    for table, tell in ((_REFUSED, view.error), (_TOLD, view.warn)):
        for once in table:
            seen: dict[tuple[Any, ...], Keys] = {}
            for at, value in _places(view, once):
                if value in seen:
                    tell(at, _message(view, value, seen[value], at), once.hint)
                seen.setdefault(value, at)


def _places(view: View, once: _Once) -> Iterator[tuple[Keys, tuple[Any, ...]]]:
    """The place of each first field that is given, and the values of all."""
    for keys, row in view.rows(*once.part.split(".")):
        value = tuple(_value(row, field) for field in once.fields)
        if value[0] not in (None, ""):
            yield (*keys, *once.fields[0].split(".")), value


def _value(row: Row, field: str) -> Any:
    value: Any = row
    for key in field.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _message(view: View, value: tuple[Any, ...], first: Keys, at: Keys) -> str:
    title = shape.at(at).title
    told = "，".join(str(one) for one in value if one not in (None, ""))
    number = next(int(key) for key in reversed(first) if isinstance(key, int)) + 1
    return f"{title}“{told}”重复，第 {number} 项{view.mention(first, at)}已经用了"


def shared_certificates(view: View) -> None:
    """A certificate is one person's: the same number with another holder is one of them wrong."""
    holders: dict[str, tuple[Keys, str]] = {}
    for keys, row in view.rows("certificates"):
        number, holder = row.get("number"), row.get("holder")
        if not number or not holder:
            continue
        first, other = holders.setdefault(number, (keys, holder))
        if other != holder:
            place = view.mention((*first, "number"), (*keys, "number"))
            message = f"证书编号“{number}”和{other}的相同{place}"
            view.warn((*keys, "number"), message, "一本证书只有一名持证人，请核对证件原件")


RULES = (unique, shared_certificates)
