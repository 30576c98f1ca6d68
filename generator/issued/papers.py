"""The frozen papers: their bytes, as long as they are the bytes that were issued, and what they printed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from generator import intake, names
from generator.assets import Asset, File
from generator.delivery import disk
from generator.errors import IssuedError
from generator.issued.rows import Row
from generator.problems import Problem, error
from generator.record import ISSUED, Record
from generator.schema import label
from generator.sidefile import SideFileError

LARGEST = 256 * 1024 * 1024  # bytes of one paper
Digests = Mapping[str, str]  # of what a paper printed, by its names
_LARGEST_SIDE = 16 * 1024 * 1024
_OF_ITSELF = "control."  # what a paper says of its version, its day and its revisions
_KEPT = "没有用别的内容代替"
_RESTORE = f"请从备份恢复这个文件；{_KEPT}"
_STATES = {
    "outside": "不在 issued 文件夹里",
    "missing": "文件不见了",
    "odd": "不是普通文件",
    "empty": "文件是空的",
    "linked": "是链接，不是文件本身",
    "occupied": "不是普通文件",
    "locked": "打不开，可能正被其他程序占用",
}


def data(record: Record, row: Row) -> bytes:
    """The bytes of an issued paper; IssuedError when they are missing or not those that were issued."""
    if isinstance(found := _checked(record, row), Problem):
        raise IssuedError(found)
    return found


def fault(record: Record, row: Row) -> Problem | None:
    """What is wrong with the file of an issued paper; None where it is whole."""
    found = _checked(record, row)
    return found if isinstance(found, Problem) else None


def missing(record: Record, name: str) -> str:
    """Why a file that a row names cannot be used, in words; "" where it lies there."""
    if not names.is_inside(name):
        return _STATES["outside"]
    try:
        return _STATES.get(_state(find(record, name)), "")
    except OSError:
        return _STATES["locked"]


def _checked(record: Record, row: Row) -> bytes | Problem:
    if words := missing(record, row.file):
        return _problem(record, row, f"{words}，登记的指纹是 {row.sha256}")
    try:
        found = find(record, row.file).read(LARGEST)
    except SideFileError as exc:
        return _problem(record, row, exc.message, exc.hint)
    now = hashlib.sha256(found).hexdigest()
    if now == row.sha256:
        return found
    message = f"签发后被改动或损坏：登记的指纹是 {row.sha256}，现在是 {now}"
    return _problem(record, row, message)


def _problem(record: Record, row: Row, message: str, hint: str = "") -> Problem:
    keys = (*row.keys, "file")
    told = f"{hint}；{_KEPT}" if hint else _RESTORE
    return error(label(keys), f"{row.file} {message}", told, record.origin(keys), keys)


def find(record: Record, name: str) -> Asset:
    """A file of the folder of what was issued, there or not."""
    return record.assets((ISSUED,)).find(name)


def _state(asset: Asset) -> str:
    """Why a file cannot be used, "" where it can; on a disk no link is followed."""
    if isinstance(asset, File) and asset.within:
        there = disk.look(asset.within, asset.path.relative_to(asset.within).as_posix())
        return there.fault or asset.state()
    return asset.state()


def beside(record: Record, row: Row) -> Mapping[str, object]:
    """What is told of an issued paper in the file beside it; {} where that cannot be read."""
    try:
        found = json.loads(find(record, row.file + intake.SIDE).read(_LARGEST_SIDE))
    except (SideFileError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def digests(record: Record, row: Row) -> Digests:
    """The digests of what an issued paper printed, by their names; {} where they are not on record."""
    values = beside(record, row).get("values")
    told = _texts(values) if isinstance(values, dict) else {}
    return told if row.values and digest(told) == row.values else {}


def _texts(given: Mapping[str, object]) -> dict[str, str]:
    return {name: value for name, value in given.items() if isinstance(value, str)}


def differing(before: Digests, now: Digests) -> tuple[str, ...]:
    """The names of values with other digests now, but for what a paper says of its own day and version.

    A name that only one of both prints is not among them: that is the template's change.
    """
    both = (name for name in before if name in now and not _is_of_itself(name))
    return tuple(name for name in both if before[name] != now[name])


def _is_of_itself(name: str) -> bool:
    return name == "day" or name.startswith(_OF_ITSELF)


def digest(values: Digests) -> str:
    """One digest (16 hex digits) over the names and digests of what a paper printed; "" for none."""
    if not values:
        return ""
    lines = "".join(f"{name}={values[name]}\n" for name in sorted(values))
    return hashlib.sha256(lines.encode("utf-8", "replace")).hexdigest()[:16]
