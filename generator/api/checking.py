"""All that is wrong with a client's data at once, also where some cells of its workbook cannot be read."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from generator import garbage, intake, schema
from generator.api import walk
from generator.bundles import choice
from generator.errors import IntakeError
from generator.intake import book
from generator.library import Library
from generator.problems import Problem, Problems, error
from generator.schema import in_cells

Checked = tuple[walk.Client | None, Problems]


@garbage.left()
def checked(client: Path, day: datetime.date, library: Library, cache: Path | None = None) -> Checked:
    """`walk.load` and `walk.examine` in one; no client where an error stands among the problems.

    Of a workbook in which some cells have no value all others are checked all the same. IntakeError for
    what cannot be read so far.
    """
    tried = intake.tried(client)
    if not tried.problems:
        return walk.examine(tried.record, day, library, cache)
    return None, schema.in_order(tried.record, (*tried.problems, *_besides(tried, library)))


def _besides(tried: intake.Tried, library: Library) -> Problems:
    """What else is wrong than the cells without a value; where more is lost, what reading told alone.

    Where rows are lost, hints may be told of what they hold: they are left out, but for what reading told.
    """
    read = in_cells.told(tried.record.notes)
    if not _are_of_cells(tried.problems):
        return read
    found = _whole(tried, library)
    if all(one.keys for one in tried.problems):
        return found
    return tuple(one for one in found if one in read or one.severity == "error")


def _are_of_cells(problems: Problems) -> bool:
    return all(one.origin and one.origin.cell for one in problems)


def _whole(tried: intake.Tried, library: Library) -> Problems:
    """What is wrong with all that could be read."""
    own = choice.of(tried.record, library).library
    return in_cells.told(schema.check(tried.record, own, tried.unread))


def marked(client: Path, problems: Sequence[Problem], library: Library) -> bytes:
    """A copy of a client's workbook with every problem at its cell and in a list; it is written nowhere.

    IntakeError where the client's data is no workbook, or one that cannot be read at all.
    """
    file = intake.client_file(client)
    if not intake.is_book(file):
        raise IntakeError(_no_book(file, client))
    return book.marked(file, problems, library)


def _no_book(file: Path, client: Path) -> Problem:
    hint = f"先做一份填报簿：tuoguan workbook {client} -o 填报簿.xlsx"
    return error(str(file), "只有填报簿能标注", hint)
