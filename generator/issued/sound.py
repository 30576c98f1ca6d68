"""What is wrong with what was issued: files that are not those issued, rows that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator import delivery, intake, names
from generator.errors import IssuedError
from generator.issued import papers
from generator.issued.rows import Row, rows
from generator.problems import Problem, error
from generator.record import ISSUED, Record
from generator.schema import doubt, fault, shape

_VERSION = re.compile(r"([A-Z])/([0-9]+)")
_BY_HAND = "index.yaml 由 tuoguan issue、revise、withdraw 写入；手工改过的请改回"
_NOT_LISTED = "上次没有写完的再签发一次就补上；index.yaml 少了一行的从备份恢复；不要的移走"
_LOST = (
    "这是签发留底的版本，issued/index.yaml 里没有它的登记，没有改动任何文件",
    "请从备份恢复 issued 文件夹；确实不再留底的，用 tuoguan build --force 重新生成",
)
_SCANS = "请核对文件名，扫描件放在 issued 文件夹里"


def problems(record: Record) -> tuple[Problem, ...]:
    """Everything wrong with a record's index, which meets its schema, and with the files that it names."""
    found = rows(record)
    return tuple(
        problem
        for told in (
            _files(record, found),
            _days(record, found),
            contradictions(record),
            _left(record, found),
        )
        for problem in told
    )


def contradictions(record: Record) -> Iterator[Problem]:
    """Where rows of a record's index contradict each other."""
    found = rows(record)
    yield from _order(record, found)
    yield from _one_file(record, found)


def past(record: Record, place: Path, force: bool = False) -> Mapping[tuple[str, str], delivery.Row]:
    """The files of the pack at a place, by id and key.

    It may hold the last copy there is of a paper that was issued: IssuedError where the index tells nothing
    of one, unless ``force``.
    """
    there = delivery.past(place)
    listed = {one.sha256 for one in rows(record)}
    frozen = (one for one in there.values() if one.frozen)
    lost = [one for one in frozen if one.hash not in listed]
    if lost and not force:
        raise IssuedError([error(str(place / one.path), *_LOST) for one in lost])
    return there


def _files(record: Record, found: tuple[Row, ...]) -> Iterator[Problem]:
    for one in found:
        if one.file and (broken := papers.fault(record, one)):
            yield broken
        if one.path and not names.is_inside(one.path):
            yield fault(record, (*one.keys, "path"), f"不是资料包里的位置：{one.path}", _BY_HAND)
        for number, name in enumerate(one.scans):
            if words := papers.missing(record, name):
                yield doubt(record, (*one.keys, "scans", number), f"{name} {words}", _SCANS)


def _days(record: Record, found: tuple[Row, ...]) -> Iterator[Problem]:
    """What is done with a paper is done from its day on."""
    for one in found:
        for name in ("delivered", "filed", "signed"):
            day = getattr(one, name)
            if one.file and one.day and day and day < one.day:
                yield fault(record, (*one.keys, name), f"{day} 早于签发日期 {one.day}", "请核对两个日期")


def _order(record: Record, found: tuple[Row, ...]) -> Iterator[Problem]:
    """Each version of a paper stands once, after the ones before it; a withdrawn one may be issued anew."""
    last: dict[tuple[str, str], Row] = {}
    for one in found:
        before = last.get(one.name)
        if before and (words := _wrong(before, one)):
            keys = (*one.keys, "version")
            place = record.mention((*before.keys, "version"), keys)
            yield fault(record, keys, f"{_called(one)}{words}{place}", _BY_HAND)
        if not one.withdrawn:
            last[one.name] = one


def _wrong(before: Row, one: Row) -> str:
    """What is wrong with a version after another of the same paper; "" for nothing."""
    if one.version == before.version:
        return "已经有这一版"
    if not before.file:
        return f"排在还没有签发的 {before.version} 之后"
    early, late = _VERSION.fullmatch(before.version), _VERSION.fullmatch(one.version)
    if early and late and (late[1], int(late[2])) < (early[1], int(early[2])):
        return f"排在 {before.version} 之后，版本却更早"
    return ""


def _called(one: Row) -> str:
    return f"{one.title or one.id}{f'（{one.key}）' if one.key else ''} {one.version} "


def _one_file(record: Record, found: tuple[Row, ...]) -> Iterator[Problem]:
    """No two rows name one file, nor two papers in force one place in the pack."""
    seen: dict[tuple[str, str], Row] = {}
    for one in found:
        for name in ("file", "path"):
            value = getattr(one, name)
            if not value or (name == "path" and one.withdrawn):
                continue
            first = seen.setdefault((name, names.key(value)), one)
            if first is one or (name == "path" and first.name == one.name):
                continue
            keys = (*one.keys, name)
            place = record.mention((*first.keys, name), keys)
            yield fault(record, keys, f"{shape.at(keys).title} {value} 另一行也在用{place}", _BY_HAND)


def _left(record: Record, found: tuple[Row, ...]) -> Iterator[Problem]:
    """Papers with their digests that no row names: of a write that was killed, or of a row that is gone."""
    beside = record.assets((ISSUED,)).beside(intake.INDEX) if record.data.get(ISSUED) is not None else None
    listed = {names.key(one.file) for one in found}
    for paper in _with_digests(set(beside or ())):
        if names.key(paper) not in listed:
            yield doubt(record, (ISSUED,), f"{paper} 没有登记", _NOT_LISTED)


def _with_digests(there: set[str]) -> list[str]:
    """The papers among the files of a folder beside which their digests lie."""
    papers = (name.removesuffix(intake.SIDE) for name in there if name.endswith(intake.SIDE))
    return sorted(paper for paper in papers if paper in there)
