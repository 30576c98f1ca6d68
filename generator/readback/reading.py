"""A workbook of a ledger against a client's data: what is new, what adds to a row, what differs."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from generator.entrybook import cells
from generator.errors import IntakeError
from generator.library import Ledger, Library
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
    back.notes += (*_pictures(book), *book.notes())
    return back


def _pictures(book: cells.Book) -> Iterator[Problem]:
    """That a workbook has pictures, which are not read."""
    if count := sum(name.startswith(_MEDIA) for name in book.package.names):
        hint = "照片请放进 records/photos，在记录文件里写明"
        yield warning("", f"有 {count} 张图片，没有读入", hint, Origin(book.name))


def _of_ours(book: cells.Book, found: list[Table], asked: Asked) -> Back:
    """What a ledger tells; IntakeError for that of another client or of a year to come."""
    _refuse_others(found, asked.record, book.name)
    originals = tables.originals(found)
    back = Back("、".join(dict.fromkeys(one.ledger.title for one in originals)))
    back.year = _year(originals, asked.day, book.name)
    for table in originals:
        _read(table, asked, back)
    back.notes += _left(book, found, originals)
    return back


def _year(found: list[Table], day: datetime.date, name: str) -> int | None:
    """The year that a ledger is of, None where it does not say; IntakeError for one to come."""
    year = next((one.year for one in found if one.year), None)
    if year and year > day.year:
        raise IntakeError(error("", f"这是{year}年的台账，还没有到", "请核对年度和 --date", Origin(name)))
    return year


def _read(table: Table, asked: Asked, back: Back) -> None:
    """Read a sheet of ours."""
    back.problems += _twins(table)
    rules = Rules(asked.day, asked.filed, asked.late, _is_closed(table, asked.day))
    kind = Inspections if table.sheet.into and table.sheet.into.beside else SheetReading
    kind(table, _rows(table, asked.facts(table.year)), asked.record, rules, back).read()


def _left(book: cells.Book, every: list[Table], found: list[Table]) -> Iterator[Problem]:
    """The sheets that were not read: copies of others, and those that the data has no place for."""
    names = {one.grid.name for one in found}
    for one in every:
        if one.grid.name not in names:
            message = f"这是“{one.sheet.name}”的副本，没有读"
            yield warning("", message, "请把内容写到原来的表里", _place(book, one.grid))
    for sheet in _passed_over(book, every):
        yield warning("", "这张表没有读：不是填报数据里有的内容", "", _place(book, sheet))


def _place(book: cells.Book, sheet: cells.Sheet) -> Origin:
    return Origin(book.name, cell=sheet.name)


def _of_others(book: cells.Book, asked: Asked) -> Back:
    """What a hazard list of another system tells; IntakeError where the workbook is none, either."""
    found = list(foreign.found(book, asked.library, _enterprise(asked.record).get("name", "")))
    if not found:
        message = "没有认出可以回读的台账：表名、列名与交付的台账都对不上，也不是隐患清单"
        raise IntakeError(error("", message, "请用交付的 Excel 台账填写，列名不要改", Origin(book.name)))
    back = Back(_LIST)
    for table in found:
        _read_list(table, asked, back)
    return back


def _read_list(table: foreign.List, asked: Asked, back: Back) -> None:
    """Read a sheet of another system."""
    back.problems += _twins(table)
    rules = Rules(asked.day, asked.filed, asked.late, closed=False, by_row=False)
    HazardList(table, _rows(table, asked.facts(None)), asked.record, rules, back).read()
    if table.foreign:
        message = f"有 {table.foreign} 行是别的企业的，没有读"
        back.notes.append(warning("", message, "", table.origin(table.head, table.owner)))


def _twins(table: Table) -> Iterator[Problem]:
    """Titles that stand twice, for either may be the one that was filled."""
    wanted = {tables.plainly(column.title) for column in table.columns.values()}
    for at, title in table.others.items():
        if tables.plainly(title) in wanted:
            place = table.origin(table.head, at)
            yield error("", f"有两列都叫“{title}”", "请改掉或者删去其中一列", place)


def _is_closed(table: Table, day: datetime.date) -> bool:
    """Whether the ledger is of a year gone by."""
    return table.year is not None and table.year < day.year


def _rows(table: Table, facts: Any) -> Sequence[object]:
    return tuple(attrgetter(table.sheet.rows[1])(facts))


def _refuse_others(found: list[Table], record: Record, name: str) -> None:
    """Refuse the ledger of another client."""
    own = _enterprise(record)
    for table in found:
        if other := _other(table, own):
            raise IntakeError(error("", f"这是{other}的台账，不是这家企业的", _OTHER, Origin(name)))


def _other(table: Table, own: Mapping[str, Any]) -> str:
    """Whose a ledger is, if another's: by its code, and by its name where one stands above; else ""."""
    code = table.mark.client if table.mark else ""
    is_other = code != own.get("uscc", "")
    if not table.client:
        return f"统一社会信用代码 {code} " if is_other else ""
    return f"“{table.client}”" if table.client != own.get("name") and (is_other or not code) else ""


def _enterprise(record: Record) -> Mapping[str, Any]:
    """The client's enterprise in the data."""
    enterprise = record.data.get("enterprise")
    return enterprise if isinstance(enterprise, dict) else {}


def _passed_over(book: cells.Book, found: list[Table]) -> Iterator[cells.Sheet]:
    """Sheets of the same ledgers in which something was typed that the data has no place for."""
    blank = {name for one in found for name in _of_no_data(one.ledger)}
    blank -= {one.grid.name for one in found}
    for grid in book.sheets:
        if grid.name in blank and sum(map(any, grid.rows)) > _HEADS:
            yield grid


def _of_no_data(ledger: Ledger) -> Iterator[str]:
    """The names of sheets that are only to be written on."""
    return (sheet.name for sheet in ledger.sheets if not (sheet.lines or sheet.rows))
