"""What days of one client have in common: derived once for all of them that rest on the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, TypeVarTuple

from generator.facts.plain import Data
from generator.library import Library

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
_Made = tuple[tuple[Any, ...], Any]  # from what, and what


class Shared:
    """Results by what they were derived from; who shares one between threads holds a lock meanwhile."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._held: dict[Callable[..., Any], list[_Made]] = {}

    def once(self, make: Callable[[*Ts], T], *given: *Ts) -> T:
        """What ``make(*given)`` returns, computed once for equal givens; ``make`` is never a lambda."""
        held = self._held.setdefault(make, [])
        for known, made in held:
            if known == given:
                return made  # type: ignore[no-any-return]
        made = make(*given)
        held.append((given, made))
        return made

    def of(self, make: Callable[[Data, *Ts], T], data: Data, parts: Sequence[str], *more: *Ts) -> T:
        """What ``make`` gives of these parts of the data alone, once for days on which they are the same."""
        return self.once(make, {name: data[name] for name in parts if name in data}, *more)
