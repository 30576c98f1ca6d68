"""check(record): everything that is wrong or doubtful in the data, at once, by label and place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.library import Library, built_in
from generator.places import cell_place
from generator.problems import Problem
from generator.record import Keys, Record
from generator.schema import rules, structure, values
from generator.schema.shape import Shape, label
from generator.schema.telling import doubt, fault
from generator.schema.view import sound

__all__ = ["Shape", "check", "doubt", "fault", "in_order", "label"]


Problems = tuple[Problem, ...]


def check(record: Record, library: Library | None = None, unread: Collection[Keys] = ()) -> Problems:
    """All errors and warnings of one record, in the order of the files they stand in.

    ``unread`` are the key paths at which something was written that could not be read: what is missing there,
    and what points there in vain, is no fault.
    """
    library = library or built_in()
    faults = _faults(record, library)
    view = sound(record, faults, library, unread)
    rules.apply(view)
    found = (one for one in (*faults.values(), *view.problems) if one.keys not in unread)
    return in_order(record, (*record.notes, *found))


def _faults(record: Record, library: Library) -> dict[Keys, Problem]:
    """What is wrong with values by themselves and by the schema, of each value the first that is found."""
    faults = dict(values.faults(record))
    for keys, problem in structure.faults(record, library):
        faults.setdefault(keys, problem)
    return faults


def in_order(record: Record, found: Problems) -> Problems:
    """The problems as their places follow each other, file by file; first those without a place.

    The sheets of a workbook follow each other as they are first told of.
    """
    order = _Order(_numbered(record.sources), _numbered(_sheets(found)))
    return tuple(sorted(found, key=order.place))


def _numbered(names: Iterable[str]) -> dict[str, int]:
    """The names as they come, each once, by its number."""
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _sheets(found: Problems) -> Iterator[str]:
    """The sheets of workbooks that are told of."""
    origins = (one.origin for one in found)
    return (origin.sheet for origin in origins if origin and origin.cell)


class _Order(NamedTuple):
    """The numbers of files and of sheets."""

    files: Mapping[str, int]
    sheets: Mapping[str, int]

    def place(self, problem: Problem) -> tuple[int, int, int, int]:
        """Where a problem stands among the others."""
        origin = problem.origin
        if origin is None:
            return 0, 0, 0, 0
        line, column = cell_place(origin.cell) if origin.cell else (origin.line, origin.column)
        return self.files.get(origin.file, 0), self.sheets.get(origin.sheet, 0), line, column
