"""Rows and values of a file of records on their way into the data."""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.intake import same
from generator.problems import Keys


class Way(NamedTuple):
    """Where a value belongs in the data, and where it stands in the file that gives it."""

    keys: Keys
    own: Keys

    def below(self, key: str) -> Way:
        """The same of what stands under a key."""
        return Way((*self.keys, key), (*self.own, key))


class Row(NamedTuple):
    """A row as a file gives it, its key path there, and the list to which it belongs with its key path."""

    keys: Keys
    there: list[Any]
    given: Any
    own: Keys

    @property
    def data(self) -> Any:
        """The whole row."""
        return same.whole(self.keys, self.given)

    @property
    def field(self) -> str:
        """The first of the fields by which it is known."""
        return same.FIELDS[self.keys][0]

    def before(self, number: int) -> Any:
        """A row of the list, whole as well."""
        return same.whole(self.keys, self.there[number])
