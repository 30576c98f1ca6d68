"""How often special equipment is inspected, by category and by what it is called."""

from __future__ import annotations

from dataclasses import dataclass

from generator.library.edition import Library


@dataclass(frozen=True, slots=True)
class Kind:
    """A row: the usual period in ``months``, or only the longest, ``most``; the other is None."""

    name: str
    months: int | None
    most: int | None
    note: str

    @property
    def longest(self) -> int:
        """The months that no inspection should be later than."""
        return self.months or self.most or 0


def find(category: str, called: str, library: Library) -> Kind | None:
    """The kind of a piece of equipment by its category and its name and parameters; None if unknown."""
    for row in library.table("special_equipment"):
        told = not row.get("words") or any(word in called for word in row["words"])
        if row["category"] == category and told and not any(word in called for word in row.get("unless", ())):
            return Kind(row["name"], row.get("months"), row.get("most"), row["note"])
    return None
