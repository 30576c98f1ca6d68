"""The next agreement of a client: one record beside the data, and nothing else changes."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator import domain, intake, schema
from generator.errors import IssuingError
from generator.facts import periods
from generator.issuing import written
from generator.problems import Problems, error, errors_in
from generator.record import Record
from generator.schema import in_cells

_ORDER = ("number", "name", "signed", "effective", "start", "end", "fee")  # of the form
_HEAD = "# 续签的服务协议：由 tuoguan renew 写入，可以补填其余各项\nagreements:\n"


@dataclass(frozen=True, slots=True)
class Renewal:
    """The agreement to come, as `agreement` of the data: first and last day of service, fee in yuan.

    It is ``effective`` from its first day of service where nothing else is said.
    """

    start: datetime.date
    end: datetime.date
    number: str = ""
    name: str = ""
    signed: datetime.date | None = None
    effective: datetime.date | None = None
    fee: Decimal | None = None


def renew(client: Path, renewal: Renewal, today: datetime.date) -> Path:
    """Write ``records/<signed or today>-续签.yaml`` beside the client's data; the path of that file.

    IssuingError, and nothing written, for an end before the start, a term that is agreed already or overlaps
    another one, a signature to come, or a place that cannot be written to.
    """
    written.plain("--number", renewal.number)
    written.plain("--name", renewal.name)
    file = written.beside(client)
    _check(intake.read(client), renewal, today)
    day = renewal.signed or today
    path = file.parent / intake.RECORDS / f"{day.isoformat()}-续签.yaml"
    written.new(path, _text(renewal).encode())
    return path


def _check(record: Record, renewal: Renewal, today: datetime.date) -> None:
    """The days of a renewal by themselves, then against each term and all else that is agreed already."""
    _in_order(renewal, today)
    for there in periods(record):
        if there.start and there.end:
            _apart(record, there, renewal)
    if new := _new_errors(record, replace(record, data=_added(record, renewal))):
        raise IssuingError(new)


def _new_errors(before: Record, after: Record) -> Problems:
    known = schema.check(before)
    return in_cells.told(one for one in errors_in(schema.check(after)) if one not in known)


def _in_order(renewal: Renewal, today: datetime.date) -> None:
    """Refuse a term that ends before it starts, and a day of signing that is to come."""
    if renewal.end < renewal.start:
        hint = f"服务开始是 {renewal.start}，请核对两个日期"
        raise IssuingError(error("--end", f"服务结束 {renewal.end} 早于服务开始", hint))
    if renewal.signed and renewal.signed > today:
        raise IssuingError(error("--signed", f"签订日期 {renewal.signed} 还没有到", "签订以后再登记续签"))


def _apart(record: Record, there: domain.Period, renewal: Renewal) -> None:
    """Refuse a term that a period of service is, or overlaps."""
    place, term = str(record.origin(there.keys) or ""), f"{there.start} 至 {there.end}"
    if (there.start, there.end) == (renewal.start, renewal.end):
        raise IssuingError(error(place, f"{term} 的协议已经登记过", "不用再续签"))
    if _overlap(there, renewal):
        hint = "新协议从上一期结束的次日开始；请核对 --start、--end"
        raise IssuingError(error(place, f"与已有的服务期 {term} 重叠", hint))


def _overlap(there: domain.Period, renewal: Renewal) -> bool:
    if not (there.start and there.end):
        return False
    return renewal.start <= there.end and there.start <= renewal.end


def _added(record: Record, renewal: Renewal) -> dict[str, Any]:
    """The client's data with the agreement to come."""
    listed = record.data.get("agreements")
    rows = listed if isinstance(listed, list) else []
    return {**record.data, "agreements": [*rows, _row(renewal)]}


def _row(renewal: Renewal) -> dict[str, object]:
    return {name: _plain(value) for name, value in _given(renewal).items()}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _given(renewal: Renewal) -> dict[str, object]:
    """The fields of the agreement that are given, in the order of the form."""
    given = replace(renewal, effective=renewal.effective or renewal.start)
    found = {name: getattr(given, name) for name in _ORDER}
    return {name: value for name, value in found.items() if value not in ("", None)}


def _text(renewal: Renewal) -> str:
    """The record as YAML: each field that is given, texts in JSON's quotes."""
    lines = [f"    {name}: {_value(value)}\n" for name, value in _given(renewal).items()]
    return _HEAD + "".join(lines).replace("    ", "  - ", 1)


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
