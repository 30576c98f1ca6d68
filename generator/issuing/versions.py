"""Versions of an issued paper: the next one opened, with what it will change; one withdrawn."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator import delivery, issued, making
from generator.errors import IssuingError
from generator.issued import Row, Withdrawal, store
from generator.issuing import chosen, dating, filing, written
from generator.issuing.desk import Desk, Paper
from generator.issuing.differences import Difference, compare
from generator.issuing.filing import Issued
from generator.issuing.issue import Issue, all_or_none, plan
from generator.problems import error
from generator.proofing import titles

_REASONS = {"修订": "写明为什么、改了什么，会印在修订记录里", "作废": "写明为什么作废，会留在登记里"}
_NUMBER = re.compile(r"(.*?)(\d+)")


@dataclass(frozen=True, slots=True)
class Revised:
    """A version that is opened: its row, whether it was ``opened`` before, and how it differs.

    ``differences`` are between the version in force and what the data gives now; None where the text of a
    file cannot be read, ``values`` are then the titles of what the data now says otherwise of its day.
    ``issued`` is the version as it was issued at once, None where it was not.
    """

    paper: Paper
    row: Row
    before: bool
    differences: tuple[Difference, ...] | None
    values: tuple[str, ...] = ()
    issued: Issued | None = None


def revise(desk: Desk, name: str, reason: str, date: datetime.date | None = None) -> Revised:
    """Open the next version of an issued paper, and with ``date`` issue it at once.

    IssuingError without a reason or a version in force, and for what `issue` refuses; nothing is opened then.
    A version that is opened already is told as it is.
    """
    reason = _told(reason, "修订")
    (paper,) = chosen.papers(desk, (name,), _is_revisable)
    if paper.row is None:
        hint = "没有签发的直接改数据、重新生成就行"
        raise IssuingError(error(paper.name, f"{paper.title}还没有签发，不用修订", hint))
    told = _differing(desk, paper, paper.row)
    row = paper.opened or _next(desk, paper.row, reason)
    if date:
        done = _issued(desk, replace(paper, opened=row), Issue((name,), date))
        return Revised(paper, done.row, paper.opened is not None, *told, done)
    if paper.opened:
        return Revised(paper, row, True, *told)
    filing.check(desk, (row,))
    return Revised(paper, store.append(desk.folder, row), False, *told)


def _is_revisable(paper: Paper) -> bool:
    return paper.row is not None and paper.piece is not None


def _issued(desk: Desk, paper: Paper, asked: Issue) -> Issued:
    """The version that was opened, issued at once."""
    (done,) = all_or_none(desk, [plan(desk, asked, paper)])
    return done


def _next(desk: Desk, row: Row, reason: str) -> Row:
    """The version after one, opened today."""
    after = Row(*row.name, title=row.title, version=following(row.version), path=row.path)
    return replace(after, reason=reason, opened=desk.today)


def withdraw(desk: Desk, name: str, reason: str) -> Row:
    """Withdraw the last version of a paper, opened or issued; row and file stay. The row as it stands then.

    IssuingError without a reason, and where there is nothing to withdraw.
    """
    reason = _told(reason, "作废")
    (paper,) = chosen.papers(desk, (name,), lambda paper: bool(paper.row or paper.opened))
    row = paper.opened or paper.row
    if row is None:
        raise IssuingError(error(paper.name, f"{paper.title}还没有签发，不用作废", "请核对编号"))
    row = replace(row, withdrawn=Withdrawal(desk.today, reason))
    filing.check(desk, (row,))
    return store.change(desk.folder, row.number, row)


def following(version: str) -> str:
    """The version after one: A/1 after A/0; a number is begun where it has none."""
    found = _NUMBER.fullmatch(version)
    return f"{found[1]}{int(found[2]) + 1}" if found else f"{version}/1"


def _told(reason: str, what: str) -> str:
    words = written.plain("--reason", " ".join(reason.split()))
    if not words:
        raise IssuingError(error("--reason", f"没有写{what}的原因", _REASONS[what]))
    return words


def _differing(desk: Desk, paper: Paper, row: Row) -> tuple[tuple[Difference, ...] | None, tuple[str, ...]]:
    """How what the data gives now differs from the frozen bytes, both with the same day and version.

    What was edited by hand may bear no day: the nearer one counts then. Where no text can be read, the titles
    of the values that differ.
    """
    if paper.piece is None:
        raise IssuingError(error(paper.name, "填报数据里已经没有这一项", "签发有误的用 tuoguan withdraw"))
    frozen = (row.path, issued.data(desk.record, row))
    edits, day = issued.edits(desk.record, row), row.day or desk.today
    make = partial(making.made, desk.maker(row, day), paper.piece)
    asof = dating.asof(desk, paper, desk.today)
    days = (day, None) if edits != issued.NONE else (day,)
    nearest = _nearest([make(dated=dated, day=asof) for dated in days], frozen, edits)
    if nearest is not None:
        return nearest, ()
    then = make(dated=day, day=dating.asof(desk, paper, day))
    return None, _printed(desk, row, then.values)


def _nearest(
    made: Sequence[delivery.File], frozen: tuple[str, bytes], edits: issued.Edits
) -> tuple[Difference, ...] | None:
    """The differences from the frozen bytes of that which has the fewest; None where no text can be read."""
    found = [compare(frozen, (one.path, one.data), edits) for one in made]
    return min(found, key=lambda one: len(one or ()))


def _printed(desk: Desk, row: Row, now: Mapping[str, str]) -> tuple[str, ...]:
    """The titles of values that a paper printed and that are others now, but for its day and version."""
    names = issued.differing(issued.digests(desk.record, row), now)
    called = (titles.title(row.id, name) for name in names)
    return tuple(dict.fromkeys(filter(None, called)))
