"""check(record): everything that is wrong or doubtful in the data, at once, by label and place."""

from __future__ import annotations

from generator.library import Library, built_in
from generator.places import cell_place
from generator.problems import Problem
from generator.record import Record
from generator.schema import rules, structure, values
from generator.schema.shape import Shape, label
from generator.schema.telling import doubt, fault
from generator.schema.view import sound

__all__ = ["Shape", "check", "doubt", "fault", "in_order", "label"]


def check(record: Record, library: Library | None = None) -> tuple[Problem, ...]:
    """All errors and warnings of one record, in the order of the files they stand in."""
    library = library or built_in()
    faults = dict(values.faults(record))
    for keys, problem in structure.faults(record, library):
        faults.setdefault(keys, problem)
    view = sound(record, faults, library)
    rules.apply(view)
    return in_order(record, (*record.notes, *faults.values(), *view.problems))


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
