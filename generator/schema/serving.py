"""Who serves a client from and to which day, as its data names them."""

from __future__ import annotations

from typing import NamedTuple

from generator.record import Keys
from generator.schema.view import View

FIRST, LAST = "0001-01-01", "9999-12-31"  # where no day is given


class Serving(NamedTuple):
    """A row of the client's advisors: its place, the name, and the first and last day (ISO texts)."""

    keys: Keys
    name: str
    since: str
    until: str

    def overlaps(self, other: Serving) -> bool:
        """Whether both hold on some day."""
        return self.since <= other.until and other.since <= self.until


def serving(view: View) -> tuple[Serving, ...]:
    """The rows in their order; those without a name are left out."""
    found = []
    for number, row in enumerate(view.get("advisors") or ()):
        given = row if isinstance(row, dict) else {"name": row}
        if name := given.get("name"):
            first, last = given.get("from") or FIRST, given.get("until") or LAST
            found.append(Serving(("advisors", number), name, first, last))
    return tuple(found)
