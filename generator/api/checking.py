"""All that is wrong with a client's data at once, also where some cells of its workbook cannot be read."""

from __future__ import annotations

import datetime
from pathlib import Path

from generator import garbage, intake, schema
from generator.api import walk
from generator.bundles import choice
from generator.library import Library
from generator.problems import Problem
from generator.record import Record
from generator.schema import in_cells

Checked = tuple[walk.Client | None, tuple[Problem, ...]]


@garbage.left()
def checked(client: Path, day: datetime.date, library: Library, cache: Path | None = None) -> Checked:
    """`walk.load` and `walk.examine` in one; no client where an error stands among the problems.

    Of a workbook in which some cells have no value all others are checked all the same. IntakeError for
    what cannot be read so far.
    """
    record, lost = intake.tried(client)
    if not lost:
        return walk.examine(record, day, library, cache)
    return None, schema.in_order(record, (*lost, *_besides(record, lost, library)))


def _besides(record: Record, lost: tuple[Problem, ...], library: Library) -> tuple[Problem, ...]:
    """What else is wrong than the cells without a value; nothing where more than cells is lost."""
    if not all(one.origin and one.origin.cell for one in lost):
        return ()
    told = {one.keys for one in lost}
    found = in_cells.told(schema.check(record, choice.of(record, library).library))
    return tuple(one for one in found if one.keys not in told)
