"""check(record): everything that is wrong or doubtful in the data, at once, by label and place."""

from __future__ import annotations

from generator.library import Library, built_in
from generator.problems import Problem
from generator.record import Record
from generator.schema import rules, structure, values
from generator.schema.shape import Shape, label
from generator.schema.telling import doubt, fault
from generator.schema.view import sound

__all__ = ["Shape", "check", "doubt", "fault", "label"]


def check(record: Record, library: Library | None = None) -> tuple[Problem, ...]:
    """All errors and warnings of one record, in the order of the files they stand in."""
    library = library or built_in()
    faults = dict(values.faults(record))
    for keys, problem in structure.faults(record, library):
        faults.setdefault(keys, problem)
    view = sound(record, faults, library)
    rules.apply(view)
    return _in_order(record, (*record.notes, *faults.values(), *view.problems))


def _in_order(record: Record, found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems as their places follow each other, file by file; first those without a place."""
    files = {name: number for number, name in enumerate(record.sources)}
    return tuple(sorted(found, key=lambda one: _place(one, files)))


def _place(problem: Problem, files: dict[str, int]) -> tuple[int, int, int]:
    origin = problem.origin
    return (files.get(origin.file, 0), origin.line, origin.column) if origin else (0, 0, 0)
