"""What is wrong with what was issued: files that are not those issued, rows that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator import delivery, intake, names
from generator.errors import IssuedError
from generator.issued import papers
from generator.issued.rows import Row, rows
from generator.problems import Problem, Problems, error
from generator.record import ISSUED, Record
from generator.schema import doubt, fault, shape

_VERSION = re.compile(r"([A-Z])/([0-9]+)")
_BY_HAND = "index.yaml 由 tuoguan issue、revise、withdraw 写入；手工改过的请改回"
_NOT_LISTED = "上次没有写完的再签发一次就补上；index.yaml 少了一行的从备份恢复；不要的移走"
_LOST = (
    "这是签发留底的版本，issued/index.yaml 里没有它的登记，没有改动任何文件",
    "请从备份恢复 issued 文件夹；确实不再留底的，用 tuoguan build --force 重新生成",
)
_DONE = ("delivered", "filed", "signed")
_SCANS = "请核对文件名，扫描件放在 issued 文件夹里"


def problems(record: Record) -> Problems:
    """Everything wrong with a record's index, which meets its schema, and with the files that it names."""
    found = rows(record)
    return (
        *_files(record, found),
        *_days(record, found),
        *contradictions(record),
        *_left(record, found),
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
    lost = _unlisted(record, there.values())
    if lost and not force:
        raise IssuedError([error(str(place / one.path), *_LOST) for one in lost])
    return there


def _unlisted(record: Record, there: Iterable[delivery.Row]) -> list[delivery.Row]:
    """The papers that were issued of which the index does not tell."""
    listed = {one.sha256 for one in rows(record)}
    return [one for one in there if one.frozen and one.hash not in listed]


def _files(record: Record, found: tuple[Row, ...]) -> Iterator[Problem]:
    for one in found:
        if one.file and (broken := papers.fault(record, one)):
            yield broken
        if one.path and not names.is_inside(one.path):
            yield fault(record, (*one.keys, "path"), f"不是资料包里的位置：{one.path}", _BY_HAND)
        yield from _scans(record, one)


def _scans(record: Record, row: Row) -> Iterator[Problem]:
    for number, name in enumerate(row.scans):
        if words := papers.missing(record, name):
            yield doubt(record, (*row.keys, "scans", number), f"{name} {words}", _SCANS)


def _days(record: Record, found: tuple[Row, ...]) -> Iterator[Problem]:
    """What is done with a paper is done from its day on."""
    for one in found:
        for name in _DONE if one.file and one.day else ():
            day = getattr(one, name)
            if day and day < one.day:
                yield fault(record, (*one.keys, name), f"{day} 早于签发日期 {one.day}", "请核对两个日期")


def _order(record: Record, found: tuple[Row, ...]) -> Iterator[Problem]:
    """Each version of a paper stands once, after the ones before it; a withdrawn one may be issued anew."""
    last: dict[tuple[str, str], Row] = {}
    for one in found:
        before = last.get(one.name)
        if before and (words := _wrong(before, one)):
            yield _against(record, one, before, "version", f"{_called(one)}{words}")
        if not one.withdrawn:
            last[one.name] = one


def _against(record: Record, row: Row, other: Row, name: str, words: str) -> Problem:
    """That a field of a row contradicts that of another one, which is told by its place."""
    keys = (*row.keys, name)
    place = record.mention((*other.keys, name), keys)
    return fault(record, keys, f"{words}{place}", _BY_HAND)


def _wrong(before: Row, one: Row) -> str:
    """What is wrong with a version after another of the same paper; "" for nothing."""
    if one.version == before.version:
        return "已经有这一版"
    if not before.file:
        return f"排在还没有签发的 {before.version} 之后"
    if _is_earlier(one.version, before.version):
        return f"排在 {before.version} 之后，版本却更早"
    return ""


def _is_earlier(version: str, other: str) -> bool:
    """Whether a version comes before another one, as far as both are numbered as ours are."""
    late, early = _numbered(version), _numbered(other)
    return bool(early and late and late < early)


def _numbered(version: str) -> tuple[str, int] | None:
    """The letter and the number of a version, A/0; None for one that is numbered otherwise."""
    found = _VERSION.fullmatch(version)
    return (found[1], int(found[2])) if found else None


def _called(one: Row) -> str:
    key = f"（{one.key}）" if one.key else ""
    return f"{one.title or one.id}{key} {one.version} "


def _one_file(record: Record, found: tuple[Row, ...]) -> Iterator[Problem]:
    """No two rows name one file, nor two papers in force one place in the pack."""
    seen: dict[tuple[str, str], Row] = {}
    for one in found:
        for name in _taken(one):
            first = seen.setdefault((name, names.key(getattr(one, name))), one)
            if first is not one and not (name == "path" and first.name == one.name):
                yield _shared(record, one, first, name)


def _taken(row: Row) -> Iterator[str]:
    """What a row has for itself: its file, and unless it is withdrawn its place in the pack."""
    if row.file:
        yield "file"
    if row.path and not row.withdrawn:
        yield "path"


def _shared(record: Record, row: Row, other: Row, name: str) -> Problem:
    title = shape.at((*row.keys, name)).title
    return _against(record, row, other, name, f"{title} {getattr(row, name)} 另一行也在用")


def _left(record: Record, found: tuple[Row, ...]) -> Iterator[Problem]:
    """Papers with their digests that no row names: of a write that was killed, or of a row that is gone."""
    listed = {names.key(one.file) for one in found}
    for paper in _with_digests(_beside(record)):
        if names.key(paper) not in listed:
            yield doubt(record, (ISSUED,), f"{paper} 没有登记", _NOT_LISTED)


def _beside(record: Record) -> set[str]:
    """The files that lie beside the index, where there is one."""
    if record.data.get(ISSUED) is None:
        return set()
    return set(record.assets((ISSUED,)).beside(intake.INDEX) or ())


def _with_digests(there: set[str]) -> list[str]:
    """The papers among the files of a folder beside which their digests lie."""
    sides = (name for name in there if name.endswith(intake.SIDE))
    return sorted(there.intersection(name.removesuffix(intake.SIDE) for name in sides))
