"""Files laid into the folder of what was issued: papers with their digests, then the index, by renames."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import intake, names, sidefile
from generator.delivery import digest, disk
from generator.issued import lines
from generator.issued.refusing import refusal
from generator.issued.rows import rows
from generator.record import Record

STAGE = ".tuoguan-stage"
HEAD = """\
# 签发留底：每份签发的文书一行，由 tuoguan issue、revise、withdraw 写入。
# 可以补填 delivered（送达）、filed（报备）、signed（签字）的日期，scans（扫描件）和 note（备注）；
# 其他的请不要改。
"""
_LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Paper:
    """A file on its way into the folder; a paper has what it printed beside it, a scan nothing."""

    name: str
    data: bytes
    side: bytes = b""


def put(place: Path, record: Record, index: str, files: Sequence[Paper]) -> None:
    """The papers with their digests, then the index that names them; what was put goes if the rest fails."""
    new = [name for number, one in enumerate(files) for name in _free(place, record, files[:number], one)]
    if not disk.look(place, intake.INDEX).hash:
        new.append(intake.INDEX)
    try:
        _put_all(place, files, intake.INDEX in new)
        _renamed(place, intake.INDEX, index.encode())
    except OSError:
        _take_back(place, (*new, STAGE))
        raise


def _take_back(place: Path, put: Iterable[str]) -> None:
    """Remove what was put, as far as the disk lets it go."""
    for name in put:
        with contextlib.suppress(OSError):
            disk.remove(place / name)


def _put_all(place: Path, files: Sequence[Paper], first: bool) -> None:
    """The papers; before the first of all an index without rows, as papers without one have lost theirs."""
    if first and files:
        _renamed(place, intake.INDEX, (HEAD + lines.EMPTY).encode())
    for one in files:
        if one.side:
            _renamed(place, one.name + intake.SIDE, one.side)
        _renamed(place, one.name, one.data)


def _renamed(place: Path, name: str, data: bytes) -> None:
    disk.write(place / STAGE, data, lasting=True)
    disk.replace(place / STAGE, place / name)


def _free(place: Path, record: Record, others: Sequence[Paper], paper: Paper) -> tuple[str, ...]:
    """The names that a file takes anew; IssuedError where one is another's.

    A paper that no row names is what a killed write left, when the digests beside it are its own.
    """
    if _is_taken(paper.name, record, others) or not _is_plain(paper.name):
        raise refusal(place / paper.name, "这个名称不能用", "请换一个文件名")
    there = disk.look(place, paper.name)
    if not _may_give_way(place, paper, there):
        hint = "请移走或改名后再试；没有改动任何文件"
        raise refusal(place / paper.name, "issued 文件夹里已经有同名的文件，没有登记", hint)
    beside = (paper.name + intake.SIDE,) if paper.side else ()
    return beside if there.hash else (paper.name, *beside)


def _is_taken(name: str, record: Record, others: Sequence[Paper]) -> bool:
    """Whether a row of the index names the file, or another that is on its way."""
    taken = (*(one.file for one in rows(record)), *(one.name for one in others))
    return names.key(name) in map(names.key, taken)


def _is_plain(name: str) -> bool:
    """Whether it is the name of a file that lies in the folder itself."""
    return names.is_inside(name) and "/" not in name


def _may_give_way(place: Path, paper: Paper, there: disk.Look) -> bool:
    """Whether what is at the place of a file is nothing, the same, or what a killed write left."""
    if there.fault:
        return False
    return there.hash in ("", digest(paper.data), _left(place, paper.name))


def _left(place: Path, name: str) -> str:
    """The hash of the paper to which digests that lie there belong; "" where none do."""
    try:
        found = json.loads(sidefile.read(place / (name + intake.SIDE), _LARGEST))
    except (sidefile.SideFileError, ValueError, RecursionError):
        return ""
    return str(found.get("sha256", "")) if isinstance(found, dict) else ""
