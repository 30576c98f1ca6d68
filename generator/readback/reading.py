"""A workbook of a ledger against a client's data: what is new, what adds to a row, what differs."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from generator.entrybook import cells
from generator.errors import IntakeError
from generator.library import Library
from generator.problems import Origin, Problem, error, warning
from generator.readback import foreign, tables
from generator.readback.inspections import HazardList, Inspections
from generator.readback.model import Back
from generator.readback.sheet import Rules, SheetReading
from generator.readback.tables import Table
from generator.record import Record

_MEDIA = "xl/media/"  # where a workbook keeps its pictures
_HEADS = 3  # rows of a sheet in which nobody has typed
_LIST = "隐患清单（其他系统）"
_OTHER = "请核对 --client 和文件；一份台账只回读到它自己的企业"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a workbook is read for.

    ``facts`` gives what is derived of the record for the ledgers of a year, None for all years; ``day`` is
    today, ``filed`` the day of the file of records to be, ``late`` why rows of months gone by come only now.
    """

    record: Record
    library: Library
    facts: Callable[[int | None], Any]
    day: datetime.date
    filed: datetime.date
    late: str = ""


def read(book: cells.Book, asked: Asked) -> Back:
    """What the workbook tells; IntakeError where it is no ledger of this client that can be read back."""
    found = list(tables.found(book, asked.library))
    back = _of_ours(book, found, asked) if found else _of_others(book, asked)
    place = Origin(book.name)
    if pictures := sum(name.startswith(_MEDIA) for name in book.package.names):
        hint = "照片请放进 records/photos，在记录文件里写明"
        back.notes.append(warning("", f"有 {pictures} 张图片，没有读入", hint, place))
    back.notes += book.notes()
    return back


def _of_ours(book: cells.Book, found: list[Table], asked: Asked) -> Back:
    """What a ledger tells; IntakeError for that of another client or of a year to come."""
    _whose(found, asked.record, book.name)
    found, every = tables.originals(found), found
    year = next((one.year for one in found if one.year), None)
    if year and year > asked.day.year:
        raise IntakeError(
            error("", f"这是{year}年的台账，还没有到", "请核对年度和 --date", Origin(book.name))
        )
    back = Back("、".join(dict.fromkeys(one.ledger.title for one in found)), year=year)
    for table in found:
        _alone(table, back)
        rules = Rules(asked.day, asked.filed, asked.late, _is_closed(table, asked.day))
        kind = Inspections if table.sheet.into and table.sheet.into.beside else SheetReading
        kind(table, _rows(table, asked.facts(table.year)), asked.record, rules, back).read()
    back.notes += _left(book, every, found)
    return back


def _left(book: cells.Book, every: list[Table], found: list[Table]) -> Iterator[Problem]:
    """The sheets that were not read: copies of others, and those that the data has no place for."""
    names = {one.grid.name for one in found}
    for one in every:
        if one.grid.name not in names:
            place = Origin(book.name, cell=one.grid.name)
            yield warning("", f"这是“{one.sheet.name}”的副本，没有读", "请把内容写到原来的表里", place)
    for sheet in _passed_over(book, every):
        yield warning("", "这张表没有读：不是填报数据里有的内容", "", sheet)


def _of_others(book: cells.Book, asked: Asked) -> Back:
    """What a hazard list of another system tells; IntakeError where the workbook is none, either."""
    found = list(foreign.found(book, asked.library, _named(asked.record).get("name", "")))
    if not found:
        message = "没有认出可以回读的台账：表名、列名与交付的台账都对不上，也不是隐患清单"
        raise IntakeError(error("", message, "请用交付的 Excel 台账填写，列名不要改", Origin(book.name)))
    back = Back(_LIST)
    rules = Rules(asked.day, asked.filed, asked.late, closed=False, by_row=False)
    for table in found:
        _alone(table, back)
        HazardList(table, _rows(table, asked.facts(None)), asked.record, rules, back).read()
        if table.foreign:
            message = f"有 {table.foreign} 行是别的企业的，没有读"
            back.notes.append(warning("", message, "", table.origin(table.head, table.owner)))
    return back


def _alone(table: Table, back: Back) -> None:
    """Tell of two titles alike, for either may be the one that was filled."""
    wanted = {tables.plainly(column.title) for column in table.columns.values()}
    twice = [at for at, title in table.others.items() if tables.plainly(title) in wanted]
    for at in twice:
        message = f"有两列都叫“{table.others[at]}”"
        back.problems.append(error("", message, "请改掉或者删去其中一列", table.origin(table.head, at)))


def _is_closed(table: Table, day: datetime.date) -> bool:
    """Whether the ledger is of a year gone by."""
    return table.year is not None and table.year < day.year


def _rows(table: Table, facts: Any) -> Sequence[object]:
    return tuple(attrgetter(table.sheet.rows[1])(facts))


def _whose(found: list[Table], record: Record, name: str) -> None:
    """Refuse the ledger of another client: another code, and another name where one stands above."""
    own = _named(record)
    for one in found:
        code = one.mark.client if one.mark else ""
        other = f"统一社会信用代码 {code} " if code != own.get("uscc", "") else ""
        if one.client:
            other = f"“{one.client}”" if one.client != own.get("name") and (other or not code) else ""
        if other:
            raise IntakeError(error("", f"这是{other}的台账，不是这家企业的", _OTHER, Origin(name)))


def _named(record: Record) -> Mapping[str, Any]:
    """The client's enterprise in the data."""
    enterprise = record.data.get("enterprise")
    return enterprise if isinstance(enterprise, dict) else {}


def _passed_over(book: cells.Book, found: list[Table]) -> Iterator[Origin]:
    """Sheets of the same ledgers in which something was typed that the data has no place for."""
    seen = {one.grid.name for one in found}
    blank = {
        sheet.name for one in found for sheet in one.ledger.sheets if not (sheet.lines or sheet.rows)
    } - seen
    for grid in book.sheets:
        if grid.name in blank and sum(map(any, grid.rows)) > _HEADS:
            yield Origin(book.name, cell=grid.name)
