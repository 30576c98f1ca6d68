"""What the values that a document prints are called in Chinese, for whoever reads why it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin

from generator import domain
from generator.library import Library, built_in, catalogue
from generator.proofing.names import Titles, field_hints, pair, plain_hint, titles_of

_SHOWN = 2  # of the parts of a name, the last ones
_EXTRA = {
    "control": domain.Control,
    "stamp": domain.Stamp,
    "duties": domain.Duty,
    "index": domain.IndexRow,
}
_LIST = "[]"


def title(entry: str, name: str) -> str:
    """What a value that a deliverable prints is called: ``hazards[].level`` is 隐患·级别; "" for others."""
    if not name.isascii():
        return name  # a field of the contract is called as it is printed
    found = catalogue.find(entry, built_in())
    first, _, rest = name.partition(".")
    if found and found.item and first.removesuffix(_LIST) == found.item:
        name = f"{found.items}{_LIST}.{rest}" if rest else found.items
    steps = [step.removesuffix(_LIST) for step in name.split(".")]
    parts = _walked(steps, domain.Facts) or _extra(steps) or _walked(steps, _item(found))
    return "·".join(parts[-_SHOWN:]) if parts else ""


def leaf(entry: str, name: str) -> tuple[Any, str, Any]:
    """The record that a value stands in, its field there and the hint of it; None, "", None for no field."""
    found = catalogue.find(entry, built_in())
    steps = [step.removesuffix(_LIST) for step in name.split(".")]
    starts = [(steps, domain.Facts), (steps[1:], _EXTRA.get(steps[0]))]
    if found and found.item == steps[0]:
        starts.append((steps[1:], _item(found)))
    return next(filter(lambda one: one[1], (_descended(*start) for start in starts)), (None, "", None))


def _descended(steps: list[str], kind: Any) -> tuple[Any, str, Any]:
    """The last field on the way down from a record; as for none where a step is not there."""
    last: tuple[Any, str, Any] = (None, "", None)
    is_key = False
    for step in steps:
        if is_key:
            is_key = False
            continue
        hints = field_hints(kind) if kind else {}
        if step not in hints:
            return None, "", None
        last = (kind, step, hints[step])
        kind, is_key = _kind(hints[step]), _is_keyed(hints[step])
    return last


def _is_keyed(hint: Any) -> bool:
    origin = get_origin(plain_hint(hint))
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _item(entry: catalogue.Deliverable | None) -> Any:
    """The kind of the items that a deliverable has a file for, else of the site that a map shows."""
    kind: Any = domain.Facts if entry and entry.item else domain.Site
    for step in entry.items.split(".") if entry and entry.item else ():
        kind = _kind(field_hints(kind).get(step)) or domain.Facts
    return kind


def _extra(steps: list[str]) -> list[str]:
    """The titles of what only templates are given beside the facts."""
    given = built_in().table("names")["extra"].get(steps[0])
    if not given:
        return []
    kind = _EXTRA.get(steps[0])
    return [pair(given)[0], *(_walked(steps[1:], kind) if kind and steps[1:] else [])]


def _walked(steps: list[str], kind: Any) -> list[str]:
    """The title of each step from a record downwards, as far as they are known; none for an unknown first."""
    found: list[str] = []
    for step in steps:
        hints = field_hints(kind) if kind else {}
        if step not in hints:
            break
        named = _titles(built_in()).get(kind.__name__)
        if not named or not (told := named.of(step)[0]):
            break
        found.append(told)
        kind = _kind(hints[step])
    return found


def _kind(hint: Any) -> Any:
    """The record that a hint leads to, that of a list's items as well; None where there is none."""
    plain = plain_hint(hint)
    if isinstance(plain, type) and is_dataclass(plain):
        return plain
    return next((kind for inner in get_args(plain) if (kind := _kind(inner))), None)


def _titles(library: Library) -> Mapping[str, Titles]:
    return library.once(titles_of)
