"""Whether a document says all that the Measures demand of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.library import Deliverable, Library, demands


def blank(entry: Deliverable, facts: object, item: object, library: Library) -> tuple[demands.Demand, ...]:
    """The demands on a deliverable that its values leave blank; ``item`` is that of its list, or None."""
    given = {entry.item: item} if entry.each else {}
    return tuple(
        one for one in demands.load(library) if entry.id in one.of and not _is_met(one, facts, given)
    )


def _is_met(one: demands.Demand, facts: object, given: Mapping[str, object]) -> bool:
    return any(_says(facts, name, given) for name in one.asks)


def _says(facts: object, name: str, given: Mapping[str, object]) -> bool:
    """Whether something stands under a name, of a list with [] for each of its items."""
    first, _, rest = name.partition(".")
    found = _values(given[first], rest) if first in given else _values(facts, name)
    return all(value not in (None, "", (), False) for value in found)


def _values(value: object, path: str) -> Iterator[object]:
    if not path:
        yield value
        return
    step, _, rest = path.partition(".")
    found = getattr(value, step.removesuffix("[]"))
    for item in found if step.endswith("[]") else (found,):
        yield from _values(item, rest)
