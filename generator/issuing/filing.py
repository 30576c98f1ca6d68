"""What was decided, written: all of it beside the data first, at once, then into the pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator import delivery, issued, schema
from generator.domain import Life
from generator.errors import GeneratorError, IssuingError
from generator.issued import NONE, Edits, Row, store
from generator.issuing.days import Scan
from generator.issuing.desk import Desk, Paper
from generator.library import Library
from generator.problems import Problem, Problems, errors_in, warning
from generator.record import Record

_SEALED = {"sha256": "0" * 64}  # in the place of the one that the paper will have


@dataclass(frozen=True, slots=True)
class Plan:
    """A row as it is to be: with ``file`` a version that is issued, without one only days of its own.

    ``edits`` are what was changed in that by hand; ``scans`` are copied beside its paper; ``told`` is what a
    person should know of it.
    """

    paper: Paper
    row: Row
    file: delivery.File | None = None
    scans: tuple[Scan, ...] = ()
    told: Problems = ()
    edits: Edits = NONE


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper with its row as it stands now, and what is to be told of it."""

    paper: Paper
    row: Row
    told: Problems = ()


def faults(plans: Sequence[Plan]) -> Problems:
    """All that speaks against what is planned."""
    return errors_in([problem for plan in plans for problem in plan.told])


def write(desk: Desk, plans: Sequence[Plan]) -> tuple[Issued, ...]:
    """Write all rows and papers, or none of them (IssuedError); then bring the pack in line.

    What the pack refuses is told with the paper: the next build puts it right.
    """
    if not plans:
        return ()
    check(desk, [plan.row for plan in plans])
    rows = store.put(desk.folder, [_entry(plan) for plan in plans])
    return tuple(_issued(desk, plan, row) for plan, row in zip(plans, rows, strict=True))


def _issued(desk: Desk, plan: Plan, row: Row) -> Issued:
    """What was written, put into the pack as well."""
    return Issued(plan.paper, row, (*plan.told, *_placed(desk, row, plan.file)))


def check(desk: Desk, new: Sequence[Row]) -> None:
    """IssuingError for rows that the index would be refused with when it is read again."""
    if wrong := _new_errors(desk.record, _after(desk.record, new), desk.job.library):
        raise IssuingError(wrong)


def _new_errors(before: Record, after: Record, library: Library) -> list[Problem]:
    known = set(_wrong(before, library))
    return [one for one in _wrong(after, library) if one not in known]


def _after(record: Record, new: Sequence[Row]) -> Record:
    """The data as they will be with new rows, or rows that are others now."""
    given = {row.number: issued.plain(row) for row in issued.rows(record)}
    for row in new:
        given[row.number if row.number >= 0 else len(given)] = _plain(row)
    return replace(record, data={**record.data, "issued": [*given.values()]})


def _plain(row: Row) -> dict[str, Any]:
    """A row as the index will hold it."""
    told = issued.plain(row)
    return {**_SEALED, **told} if row.file else told


def _wrong(record: Record, library: Library) -> Problems:
    return errors_in((*schema.check(record, library), *issued.contradictions(record)))


def _entry(plan: Plan) -> store.Entry:
    scans = {scan.name: scan.data for scan in plan.scans}
    row = replace(plan.row, scans=(*plan.row.scans, *scans))
    if plan.file is None:
        return store.Entry(row, scans=scans)
    return store.Entry(row, plan.file.data, plan.file.values, scans, plan.edits)


def _placed(desk: Desk, row: Row, file: delivery.File | None) -> Problems:
    """Put a frozen file into the pack that was named."""
    if not desk.pack or not file:
        return ()
    frozen = replace(file, life=Life.ISSUED.value, day=str(row.day), settled=True)
    try:
        return tuple(delivery.place(desk.pack, frozen, desk.today))
    except GeneratorError as exc:
        return tuple(map(_later, exc.problems))


def _later(fault: Problem) -> Problem:
    return warning(fault.where, fault.message, "留底已经写好，下次生成资料包时补上")
