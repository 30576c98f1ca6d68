"""What the values that a document prints are called in Chinese, for whoever reads why it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin

from generator import domain
from generator.library import Library, built_in, catalogue
from generator.proofing.hints import field_hints, plain_hint
from generator.proofing.names import Titles, pair, titles_of

_SHOWN = 2  # of the parts of a name, the last ones
_EXTRA = {
    "control": domain.Control,
    "stamp": domain.Stamp,
    "duties": domain.Duty,
    "index": domain.IndexRow,
}
_LIST = "[]"

Leaf = tuple[Any, str, Any]  # a record, a field of it, and the hint of the field
_NO_LEAF: Leaf = (None, "", None)


def title(entry: str, name: str) -> str:
    """What a value that a deliverable prints is called: ``hazards[].level`` is 隐患·级别; "" for others."""
    if not name.isascii():
        return name  # a field of the contract is called as it is printed
    found = catalogue.find(entry, built_in())
    steps = _steps(_whole(name, found))
    parts = _walked(steps, domain.Facts) or _extra(steps) or _walked(steps, _item(found))
    return "·".join(parts[-_SHOWN:])


def _whole(name: str, entry: catalogue.Deliverable | None) -> str:
    """A name that begins with the item of a deliverable as one that begins with its list."""
    first, _, rest = name.partition(".")
    if not entry or not entry.item or first.removesuffix(_LIST) != entry.item:
        return name
    return f"{entry.items}{_LIST}.{rest}" if rest else entry.items


def _steps(name: str) -> list[str]:
    return [step.removesuffix(_LIST) for step in name.split(".")]


def leaf(entry: str, name: str) -> Leaf:
    """The record that a value stands in, its field there and the hint of it; None, "", None for no field."""
    for steps, kind in _starts(entry, _steps(name)):
        found = _descended(steps, kind)
        if found[1]:
            return found
    return _NO_LEAF


def _starts(entry: str, steps: list[str]) -> Iterator[tuple[list[str], Any]]:
    """Where a name may begin: the steps from there, and the record to descend from."""
    found = catalogue.find(entry, built_in())
    first, *rest = steps
    yield steps, domain.Facts
    yield rest, _EXTRA.get(first)
    if found and found.item == first:
        yield rest, _item(found)


def _descended(steps: list[str], kind: Any) -> Leaf:
    """The last field on the way down from a record; as for none where a step is not there."""
    last = _NO_LEAF
    is_key = False
    for step in steps:
        if is_key:
            is_key = False
            continue
        hint = _hint(kind, step)
        if hint is None:
            return _NO_LEAF
        last = (kind, step, hint)
        kind, is_key = _kind(hint), _is_keyed(hint)
    return last


def _hint(kind: Any, field: str) -> Any:
    """What a field of a record may hold; None for no record, and for a field that it has not."""
    return field_hints(kind).get(field) if kind else None


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
        hint = _hint(kind, step)
        told = _titled(kind, step) if hint is not None else ""
        if not told:
            break
        found.append(told)
        kind = _kind(hint)
    return found


def _titled(kind: Any, field: str) -> str:
    """The title of a field of a record; "" where nobody gave one."""
    named = _titles(built_in()).get(kind.__name__)
    return named.of(field)[0] if named else ""


def _kind(hint: Any) -> Any:
    """The record that a hint leads to, that of a list's items as well; None where there is none."""
    plain = plain_hint(hint)
    if isinstance(plain, type) and is_dataclass(plain):
        return plain
    return next((kind for inner in get_args(plain) if (kind := _kind(inner))), None)


def _titles(library: Library) -> Mapping[str, Titles]:
    return library.once(titles_of)
