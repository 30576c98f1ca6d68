"""check(record): everything that is wrong or doubtful in the data, at once, by label and place."""

from __future__ import annotations

from collections.abc import Collection

from generator.library import Library, built_in
from generator.places import cell_place
from generator.problems import Problem
from generator.record import Keys, Record
from generator.schema import rules, structure, values
from generator.schema.shape import Shape, label
from generator.schema.telling import doubt, fault
from generator.schema.view import sound

__all__ = ["Shape", "check", "doubt", "fault", "in_order", "label"]


def check(
    record: Record, library: Library | None = None, unread: Collection[Keys] = ()
) -> tuple[Problem, ...]:
    """All errors and warnings of one record, in the order of the files they stand in.

    ``unread`` are the key paths at which something was written that could not be read: what is missing there,
    and what points there in vain, is no fault.
    """
    library = library or built_in()
    faults = dict(values.faults(record))
    for keys, problem in structure.faults(record, library):
        faults.setdefault(keys, problem)
    view = sound(record, faults, library, unread)
    rules.apply(view)
    found = (*faults.values(), *view.problems)
    return in_order(record, (*record.notes, *(one for one in found if one.keys not in unread)))


def in_order(record: Record, found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems as their places follow each other, file by file; first those without a place.

    The sheets of a workbook follow each other as they are first told of.
    """
    files = {name: number for number, name in enumerate(record.sources)}
    sheets: dict[str, int] = {}
    for one in found:
        if one.origin and one.origin.cell:
            sheets.setdefault(one.origin.sheet, len(sheets))
    return tuple(sorted(found, key=lambda one: _place(one, files, sheets)))


def _place(problem: Problem, files: dict[str, int], sheets: dict[str, int]) -> tuple[int, int, int, int]:
    origin = problem.origin
    if origin is None:
        return 0, 0, 0, 0
    line, column = cell_place(origin.cell) if origin.cell else (origin.line, origin.column)
    return files.get(origin.file, 0), sheets.get(origin.sheet, 0), line, column
