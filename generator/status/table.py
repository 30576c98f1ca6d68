"""Many clients in one workbook: what is due, visits to come, papers issued, each with a filter."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from generator import domain, workbooks
from generator.library import Column, Ledger, Sheet
from generator.status.model import Status

_HINTS = ("由 tuoguan status 导出；改动数据后重新导出，不必在本表里改。",)


@dataclass(frozen=True, slots=True)
class _Due:
    """A row of the sheet 到期; left counts the days, negative once they are past."""

    client: str
    subject: str
    what: str
    state: str
    day: domain.Day
    left: int | None
    basis: str


@dataclass(frozen=True, slots=True)
class _Visit:
    """A row of the sheet 走访."""

    client: str
    day: datetime.date
    left: int
    form: str
    content: str
    state: str


@dataclass(frozen=True, slots=True)
class _Paper:
    """A row of the sheet 签发."""

    client: str
    title: str
    key: str
    state: str
    version: str
    day: domain.Day
    delivered: domain.Day
    filed: domain.Day
    signed: domain.Day
    path: str


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of every sheet, and no blank ones."""

    dues: tuple[_Due, ...]
    visits: tuple[_Visit, ...]
    papers: tuple[_Paper, ...]
    blank_rows: tuple[int, ...] = ()


# What a row of papers tells of one, by the names of its fields.
_OF_A_PAPER = tuple(field.name for field in fields(_Paper) if field.name != "client")
_MARKS = {"已逾期": "red", "临近": "yellow"}
_DUES = (
    Column("客户", 30, value="client"),
    Column("事项", 40, value="subject"),
    Column("要做什么", 30, value="what"),
    Column("状态", 10, "choice", value="state", choices=("已逾期", "临近", "以后"), marks=_MARKS),
    Column("期限", 12, "date", value="day"),
    Column("剩余天数", 10, "number", value="left"),
    Column("依据条款", 18, value="basis"),
)
_VISITS = (
    Column("客户", 30, value="client"),
    Column("计划日期", 12, "date", value="day"),
    Column("剩余天数", 10, "number", value="left"),
    Column("形式", 12, value="form"),
    Column("内容", 60, value="content"),
    Column("状态", 10, value="state"),
)
_PAPERS = (
    Column("客户", 30, value="client"),
    Column("文书", 36, value="title"),
    Column("区别", 14, value="key"),
    Column("状态", 16, value="state"),
    Column("版次", 8, "code", value="version"),
    Column("日期", 12, "date", value="day"),
    Column("送达", 12, "date", value="delivered"),
    Column("报备", 12, "date", value="filed"),
    Column("签字", 12, "date", value="signed"),
    Column("资料包中的位置", 50, value="path"),
)
_SHEETS = (
    Sheet("到期", _DUES, {1: "dues"}),
    Sheet("走访", _VISITS, {1: "visits"}),
    Sheet("签发", _PAPERS, {1: "papers"}),
)


def workbook(found: Sequence[Status], day: datetime.date) -> bytes:
    """The .xlsx over all clients, the most urgent first, the same bytes every time."""
    head = (("截至", day.isoformat()), ("客户", f"{len(found)} 家"))
    ledger = Ledger("status", "托管客户到期、走访和签发", head, _SHEETS, _HINTS)
    return workbooks.build(ledger, _rows(found), {})


def _rows(found: Sequence[Status]) -> _Rows:
    dues = sorted((row for one in found for row in _dues(one)), key=_urgency)
    visits = sorted((row for one in found for row in _visits(one)), key=lambda row: row.day)
    papers = (row for one in found for row in _papers(one))
    return _Rows(tuple(dues), tuple(visits), tuple(papers))


def _urgency(row: _Due) -> tuple[bool, bool, str, str]:
    return (row.state != "已逾期", row.day is None, str(row.day or ""), row.client)


def _dues(one: Status) -> Iterator[_Due]:
    soon = set(one.soon)
    for due in one.dues:
        state = "已逾期" if due.late else "临近" if due in soon else "以后"
        yield _due(one, due, state)


def _due(one: Status, due: domain.Due, state: str) -> _Due:
    left = (due.day - one.day).days if due.day else None
    return _Due(one.client, due.subject, due.what, state, due.day, left, due.basis)


def _visits(one: Status) -> Iterator[_Visit]:
    for visit in one.visits:
        left = (visit.day - one.day).days
        yield _Visit(one.client, visit.day, left, visit.form, visit.content, visit.state)


def _papers(one: Status) -> Iterator[_Paper]:
    for paper in one.papers:
        yield _Paper(one.client, *(getattr(paper, name) for name in _OF_A_PAPER))
