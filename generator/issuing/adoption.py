"""Papers of a pack that was there before anything was issued: taken in as they lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.domain import Life
from generator.errors import IssuingError
from generator.issuing import chosen, filing
from generator.issuing.desk import Desk, Paper
from generator.issuing.filing import Issued, Plan
from generator.issuing.given import lying
from generator.issuing.issue import row_of
from generator.problems import error

_TAKEN = (Life.ISSUED, Life.STANDING)


def adopt(desk: Desk, names: Sequence[str] = ()) -> tuple[Issued, ...]:
    """Take in what lies in the pack of papers whose act is dated in the data, each with that day.

    Without names all issued and standing papers that lie there; records are named. IssuingError where a
    named one has no act, is issued already or does not lie in the pack.
    """
    if not desk.pack:
        raise IssuingError(error("-o", "没有写资料包的位置", "收录要从资料包里取文件，请加 -o 资料包"))
    plans = [_plan(desk, paper) for paper in _meant(desk, names)]
    if names and (problems := filing.faults(plans)):
        raise IssuingError(problems)
    return filing.write(desk, [plan for plan in plans if plan.file])


def _meant(desk: Desk, names: Sequence[str]) -> Iterable[Paper]:
    return chosen.papers(desk, names, _dated) if names else filter(_usual, desk.papers)


def _dated(paper: Paper) -> bool:
    return bool(paper.row is None and paper.piece and paper.piece.dated)


def _usual(paper: Paper) -> bool:
    return _dated(paper) and paper.entry.life in _TAKEN


def _plan(desk: Desk, paper: Paper) -> Plan:
    """The paper as it lies in the pack, or why it is not taken in."""
    if paper.row:
        return _refused(paper, f"{paper.row.version} 版已于 {paper.row.day} 留底", "不用再收录")
    if not (paper.piece and paper.piece.dated):
        return _refused(paper, "填报数据里没有它办理的日期", "填报日期后再收录，或用 tuoguan issue 签发")
    found = lying(desk, paper)
    if found is None:
        return _refused(paper, "资料包里没有这一份", "用 tuoguan issue 按数据签发")
    row = row_of(desk, paper, found.path, paper.piece.dated)
    return Plan(paper, replace(row, adopted=desk.today), found)


def _refused(paper: Paper, message: str, hint: str) -> Plan:
    row = paper.row or paper.blank
    return Plan(paper, row, told=(error(paper.name, message, hint),))
