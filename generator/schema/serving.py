"""Who serves a client from and to which day, as its data names them."""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.record import Keys
from generator.schema.view import Row, View

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

    def holds(self, day: str) -> bool:
        """Whether it holds on a day."""
        return self.since <= day <= self.until


def serving(view: View) -> tuple[Serving, ...]:
    """The rows in their order; those without a name are left out."""
    rows = (_row(number, given) for number, given in enumerate(view.get("advisors") or ()))
    return tuple(one for one in rows if one.name)


def _row(number: int, given: Any) -> Serving:
    """A row as it is given: with its days, or the bare name."""
    row = given if isinstance(given, dict) else {"name": given}
    first, last = row.get("from") or FIRST, row.get("until") or LAST
    return Serving(("advisors", number), row.get("name") or "", first, last)


def begun(agreement: Row) -> str:
    """The first day of the service under an agreement; "" where none is told."""
    return str(agreement.get("start") or agreement.get("effective") or "")
