"""What would say something else today: papers issued by what they printed, files of a pack by a build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator import issued, making
from generator.delivery import Report
from generator.domain import Life
from generator.making import Job, Piece
from generator.proofing import titles
from generator.record import ISSUED
from generator.status.model import Change

_SHOWN = 5
_REST = "其他内容"
_Names = tuple[str, ...]  # of values


def differing(job: Job) -> Iterator[Change]:
    """Papers issued whose values the data gives otherwise by now, each with the names of the values.

    A standing paper is held against what is known on the day, one that bears the day of an act against what
    is known today of that day: what came after it is not its matter. One without digests is not judged.
    """
    held = issued.in_force(job.now.record)
    for piece in job.pieces:
        row = held.get(piece.name)
        if row and (names := _different(job, piece, row)):
            yield _change(row, row.title or piece.title, names)


def _change(row: issued.Row, title: str, names: _Names) -> Change:
    return Change(row.id, row.key, title, f"与 {row.version} 版不同", _told(row.id, names))


def _different(job: Job, piece: Piece, row: issued.Row) -> _Names:
    """The values that differ, and not for the reason alone that the paper itself was issued."""
    before = issued.digests(job.record, row)
    names = issued.differing(before, _today(job, piece, row)) if before else ()
    if not names:
        return ()
    others = issued.differing(before, _today(_without(job, row), piece, row))
    return tuple(name for name in names if name in others)


def _without(job: Job, row: issued.Row) -> Job:
    """The same client as if the paper had not been issued: issuing tells its day to the facts."""
    kept = _others(job.record.data[ISSUED], row.number)
    record = replace(job.record, data={**job.record.data, ISSUED: kept})
    return Job(record, job.day, job.library, job.template)


def _others(rows: Sequence[object], number: int) -> list[object]:
    """The rows but for that of a number, from 0."""
    return [row for at, row in enumerate(rows) if at != number]


def _today(job: Job, piece: Piece, row: issued.Row) -> Mapping[str, str]:
    """What the paper would print if it were issued again."""
    day = row.day if row.day and piece.entry.life != Life.STANDING else job.day
    return making.made(job, piece, dated=row.day, day=day).values


def _told(paper: str, names: _Names) -> str:
    """The values by their titles, the first of them."""
    called = list(dict.fromkeys(titles.title(paper, name) or _REST for name in names))
    return f"内容变化（{_first(called)}）"


def _first(called: list[str]) -> str:
    more = f" 等 {len(called)} 项" if len(called) > _SHOWN else ""
    return f"{'、'.join(called[:_SHOWN])}{more}"


def changing(report: Report) -> Iterator[Change]:
    """The files of the pack that a build would touch, each with what it would do and why."""
    for action, path in report.actions:
        if action != "未变":
            yield Change("", "", path, action, report.reasons.get(path, ""))
