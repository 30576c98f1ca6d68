"""Papers issued: each made or taken for its day, judged, and frozen with all that was asked for, or none."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import __version__
from generator.domain import Life
from generator.errors import IssuingError
from generator.issued import Row, store
from generator.issuing import chosen, dating, days, demands, filing
from generator.issuing.days import Days
from generator.issuing.desk import Desk, Paper
from generator.issuing.filing import Issued, Plan
from generator.issuing.given import given
from generator.making import Piece
from generator.problems import Problem, error, errors_in, warning

TOOL = f"tuoguan {__version__}"


@dataclass(frozen=True, slots=True)
class Issue:
    """What is to be issued.

    ``names`` are ids, each with its key behind a colon if need be. ``date`` is the day that the papers bear;
    ``file`` is frozen in place of the pack's or a new one; ``days`` are told with them.
    """

    names: tuple[str, ...]
    date: datetime.date | None = None
    file: Path | None = None
    days: Days = Days()


def issue(desk: Desk, asked: Issue) -> tuple[Issued, ...]:
    """Issue papers, or tell the days of issued ones; all or none. IssuingError with a line for each fault.

    First all is made and judged; then ``issued/`` is written, then the pack.
    """
    return all_or_none(desk, [plan(desk, asked, paper) for paper in _papers(desk, asked)])


def _papers(desk: Desk, asked: Issue) -> tuple[Paper, ...]:
    """The papers that are meant; a file can be that of one alone."""
    if not asked.names:
        raise IssuingError(error("编号", "没有写编号", "写明签发哪一件，编号见 tuoguan list"))
    papers = chosen.papers(desk, asked.names, lambda paper: paper.open)
    if asked.file and len(papers) != 1:
        raise IssuingError(error("--file", f"一个文件不能作 {len(papers)} 份文书", "请一份一份签发"))
    return papers


def all_or_none(desk: Desk, plans: Sequence[Plan]) -> tuple[Issued, ...]:
    """Write what is planned; IssuingError with all that speaks against it, and nothing written then."""
    if problems := filing.faults(plans):
        raise IssuingError(problems)
    return filing.write(desk, plans)


def plan(desk: Desk, asked: Issue, paper: Paper) -> Plan:
    """What issuing a paper would write, or why it cannot be."""
    if paper.open and paper.piece:
        return _new(desk, asked, paper, paper.piece)
    return _again(desk, asked, paper)


def _again(desk: Desk, asked: Issue, paper: Paper) -> Plan:
    """Days and scans for a paper that is issued already; without any there is nothing to do."""
    row = paper.row or paper.blank
    if not asked.days.given or asked.file or asked.date:
        return Plan(paper, row, told=(_twice(paper, row),))
    return _with_days(desk, asked, Plan(paper, row))


def _twice(paper: Paper, row: Row) -> Problem:
    hint = (
        f"登记送达、签字、报备用 --delivered、--signed、--filed、--scan；内容要改用 tuoguan revise"
        f" {paper.name} --reason；签发有误用 tuoguan withdraw {paper.name} --reason"
    )
    return error(paper.name, f"{row.version} 版已于 {row.day} 签发", hint)


def _new(desk: Desk, asked: Issue, paper: Paper, piece: Piece) -> Plan:
    day = dating.day(desk, paper, asked.date)
    told = [*_unfit(paper, day), *dating.problems(desk, paper, day)]
    if errors_in(told):
        return Plan(paper, paper.blank, told=tuple(told))
    told += _blank(desk, paper, piece, day, signed=asked.file is not None)
    found = given(desk, paper, piece, day, asked.file)
    row = row_of(desk, paper, found.file.path, day)
    new = Plan(paper, row, found.file, told=(*told, *found.told), edits=found.edits)
    return _with_days(desk, asked, new)


def _with_days(desk: Desk, asked: Issue, plan: Plan) -> Plan:
    told = tuple(days.problems(asked.days, plan.row, desk.today))
    row = days.added(asked.days, plan.row)
    return replace(plan, row=row, scans=days.scans(asked.days, row), told=(*plan.told, *told))


def _unfit(paper: Paper, day: datetime.date) -> Iterator[Problem]:
    """That a paper of its life is not issued, or not yet."""
    life, key = paper.entry.life, paper.key
    if life is Life.CURRENT:
        yield error(paper.name, f"{paper.title}随时更新，不签发", "需要留底的是方案、告知、制度和记录")
    if life is Life.YEARLY and key.isdigit() and day.year <= int(key):
        yield error(paper.name, f"{key} 年还没有结束", "年度台账在次年签发")


def _blank(desk: Desk, paper: Paper, piece: Piece, day: datetime.date, signed: bool) -> Iterator[Problem]:
    """What the Measures demand and the data leaves blank; on paper that was signed a pen may have put it."""
    facts = desk.job.days.on(dating.asof(desk, paper, day)).facts
    missing = demands.blank(paper.entry, facts, piece.item, desk.job.library)
    if missing:
        said = "；".join(f"{one.missing}（{one.data}，{one.article}）" for one in missing)
        tell = warning if signed else error
        yield tell(paper.name, f"{paper.title}还空着：{said}", "填报后再签发")


def row_of(desk: Desk, paper: Paper, path: str, day: datetime.date) -> Row:
    """The row of a version that is issued now, at its path in the pack."""
    edition = desk.job.library.edition
    row = paper.opened or _first_row(desk, paper, day)
    row = replace(row, title=paper.entry.title, day=day, path=path, tool=TOOL, edition=edition)
    return replace(row, file=store.file_name(desk.record, row, Path(path).suffix))


def _first_row(desk: Desk, paper: Paper, day: datetime.date) -> Row:
    as_known = desk.job.days.on(dating.asof(desk, paper, day))
    return replace(paper.blank, version=as_known.version(paper.entry))
