"""A ledger that the client kept in Excel, read back: rows to accept as a file of records.

Nothing of a client's data is changed: ``read`` tells what is new and what differs, ``written`` gives the rows
as YAML in the form of a file of records. Only those who import this module load what it needs.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from generator import domain, facts, intake, problems, schema, sidefile
from generator import readback as room
from generator.bundles import choice
from generator.entrybook import cells
from generator.errors import DataError, IntakeError, PackError
from generator.intake import Source
from generator.intake import written as form
from generator.library import Library
from generator.problems import Keys, Origin, Problem, Problems, error, errors_in
from generator.readback import Back, Difference
from generator.record import Record
from generator.schema import in_cells
from generator.sidefile import SideFileError

__all__ = ["Back", "Difference", "day", "read", "records", "written"]

_LARGEST = 64 * 1024 * 1024  # bytes of a workbook
_NAME = "{day}-台账.yaml"
_RECORDS = (".yaml", ".yml")


def read(
    file: Path, client: Path, today: datetime.date, library: Library, out: Path | None = None, late: str = ""
) -> Back:
    """What a workbook tells beyond the client's data; nothing is written.

    ``out`` is the file of records to be, by whose day rows are late, without it one of ``today``; ``late`` is
    why rows of months gone by come only now. IntakeError for a workbook that is no ledger of this client,
    DataError for faulty data of the client, PackError where ``out`` is there already. What is wrong with the
    new rows stands in ``problems``.
    """
    filed = _filed(out) if out else today
    book = opened(file)
    record = intake.read(client)
    own = _own(record, library)
    of_year = cache(partial(_facts, record, today, own))
    back = room.read(book, room.Asked(record, own, of_year, today, filed, late))
    if back.rows.count:
        source = Source(str(out or _NAME.format(day=today)), back.rows.explained())
        back.problems += _judged(back, client, source, book.name, own)
    return back


def _filed(out: Path) -> datetime.date:
    """The day of the file of records to be; PackError where it is there."""
    filed = day(out)
    if out.exists():
        raise PackError(error(str(out), "文件已存在，未改动", "请换一个文件名"))
    return filed


def _own(record: Record, library: Library) -> Library:
    """The client's own library; DataError for faulty data."""
    chosen = choice.of(record, library)
    found = (*chosen.problems, *schema.check(record, chosen.library))
    if errors_in(found):
        raise DataError(in_cells.told(found))
    return chosen.library


def opened(file: Path) -> cells.Book:
    """The workbook of a path; IntakeError."""
    try:
        return cells.open_book(sidefile.read(file, _LARGEST), file.name)
    except SideFileError as exc:
        raise IntakeError(error("", exc.message, exc.hint, Origin(str(file)))) from exc


def day(out: Path) -> datetime.date:
    """The day that begins the name of a file of records; IntakeError for any other name."""
    found = domain.day(out.name[:10])
    if found is None or out.suffix.lower() not in _RECORDS:
        raise _misnamed(out)
    return found


def _misnamed(out: Path) -> IntakeError:
    hint = "请写成 年-月-日 开头的 .yaml，例如 records/2026-11-26-台账.yaml"
    return IntakeError(error("", "记录文件的名称应以日期开头", hint, Origin(str(out))))


def records(client: Path) -> Path:
    """The folder in which a client's files of records are read."""
    return intake.client_file(client).parent / intake.RECORDS


def written(back: Back, source: str) -> str:
    """The rows as a file of records, which says whence they come."""
    return f"# {source} 回读：{back.title}。请逐条核对，不要的删去。\n{form.as_yaml(back.rows.data)}"


def _facts(record: Record, today: datetime.date, library: Library, year: int | None) -> Any:
    """What is derived for the ledgers of a year, as the making of the pack derives it."""
    if year is None:
        return facts.derive(record, today, library, None)
    last = min(today, datetime.date(year, 12, 31))
    is_alone = facts.years(record, last) == (year,)
    return facts.derive(record, last, library, None if is_alone else year)


def _judged(back: Back, client: Path, source: Source, book: str, library: Library) -> Iterator[Problem]:
    """What else is wrong with the rows once they lie beside the client's data, at their cells."""
    for one in _beside(client, replace(source, origins=_origins(back, source.name)), library):
        if one.origin and one.origin.file == source.name:
            yield problems.renamed(one, {source.name: book})


def _origins(back: Back, file: str) -> dict[Keys, Origin]:
    """Where the rows were written, as if in a file."""
    return {keys: replace(origin, file=file) for keys, origin in back.rows.origins.items()}


def _beside(client: Path, rows: Source, library: Library) -> Problems:
    """All that is wrong with a client's data and the rows that lie beside them."""
    try:
        return schema.check(intake.read(client, more=(rows,)), library)
    except IntakeError as exc:
        return exc.problems
