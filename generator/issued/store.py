"""Writing what was issued: the paper first, then its row, each by a rename; one writer at a time.

Whatever stops a write, the index is whole and names no paper that is not there. What people added
stays: their comments, their order, fields that this tool does not know.
"""

from __future__ import annotations

import contextlib
import errno
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from generator import intake, names, sidefile
from generator.delivery import disk, lock
from generator.errors import GeneratorError, IssuedError
from generator.issued import lines, papers
from generator.issued.rows import Row, rows
from generator.problems import Problem, error
from generator.record import Record

FOLDER, INDEX, LOCK, STAGE = "issued", "index.yaml", ".tuoguan-lock", ".tuoguan-stage"
_HEAD = """\
# 签发留底：每份签发的文书一行，由 tuoguan issue、revise、withdraw 写入。
# 可以补填 delivered（送达）、filed（报备）、signed（签字）的日期，scans（扫描件）和 note（备注）；
# 其他的请不要改。
"""
_LARGEST = 20 * 1024 * 1024
_WHOLE = "没有留下写了一半的文件"
_AGAIN = "请再运行一次；没有改动任何文件"
_NO_DIGESTS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper on its way into the folder, with what it printed."""

    name: str
    data: bytes
    digests: Mapping[str, str]


def append(
    folder: Path, row: Row, data: bytes | None = None, digests: Mapping[str, str] = _NO_DIGESTS
) -> Row:
    """Add a row to the index in the client's folder, and its paper; the row as it was written.

    ``data`` is None for a version that is opened and not issued; ``digests`` are those of what the paper
    printed. The row's ``sha256`` and ``values`` follow from them. IssuedError when the folder cannot be
    written, when another is writing, and when the name of the file is taken; nothing is changed then.
    """
    row, paper = _sealed(replace(row, number=-1), data, digests)
    return _write(folder, row, paper, lambda text, record: lines.added(text, record, row))


def change(
    folder: Path, number: int, row: Row, data: bytes | None = None, digests: Mapping[str, str] = _NO_DIGESTS
) -> Row:
    """Put a row in the place of the one of that number (from 0), which has its id, key and version.

    With ``data`` an opened version is issued by it; otherwise as `append`. What else stood in the row stays.
    """
    row, paper = _sealed(replace(row, number=number), data, digests)

    def changed(text: str, record: Record) -> str:
        there = {one.number: one for one in rows(record)}.get(number)
        if there is None or (there.name, there.version) != (row.name, row.version):
            raise _refusal(folder, "index.yaml 刚刚被改动", _AGAIN)
        if there.file and (there.file != row.file or there.sha256 != row.sha256 or paper):
            raise _refusal(folder, f"{there.file} 已经签发，不能换成别的文件", "要改请用 tuoguan revise")
        return lines.changed(text, record, number, row)

    return _write(folder, row, paper, changed)


def file_name(record: Record, row: Row, suffix: str) -> str:
    """A name in the folder ``issued`` for the file of a version, which no row of the index has."""
    taken = {names.key(one.file) for one in rows(record)}
    stem = names.safe_name(" ".join(filter(None, (row.title, row.key, row.version.replace("/", "-")))))
    tried = (f"{stem}{f' {number}' if number > 1 else ''}{suffix}" for number in range(1, len(taken) + 2))
    return next(name for name in tried if names.key(name) not in taken)


def _sealed(row: Row, data: bytes | None, digests: Mapping[str, str]) -> tuple[Row, _Paper | None]:
    """The row with the digests of its paper."""
    if data is None:
        return row, None
    row = replace(row, sha256=sha256(data).hexdigest(), values=papers.digest(digests))
    return row, _Paper(row.file, data, digests)


def _write(folder: Path, row: Row, paper: _Paper | None, turn: Callable[[str, Record], str]) -> Row:
    place = folder / FOLDER
    with _explained(place):
        disk.make_folder(place)
        with lock.held(place / LOCK, place, "issued 文件夹"):
            disk.remove(place / STAGE)  # of a write that was killed
            text = _text(place / INDEX)
            record = _read(place, text) if text else Record({}, {}, {}, "")
            new = turn(text or _HEAD, record)
            _expect(place, new, record, row)
            _put(place, record, new, paper)
    return row


def _text(path: Path) -> str:
    """The text of the index, "" where there is none; IssuedError when it cannot be read."""
    try:
        return sidefile.text(sidefile.read(path, _LARGEST)) if path.exists() else ""
    except sidefile.SideFileError as exc:
        raise _refusal(path, exc.message, exc.hint) from exc


def _read(place: Path, text: str) -> Record:
    return intake.index(intake.Source(str(place / INDEX), text.encode()))


def _expect(place: Path, new: str, record: Record, row: Row) -> None:
    """Refuse an index that would not read as meant: it was written in a way that lines cannot be added to."""
    number = row.number if row.number >= 0 else len(rows(record))
    wanted = {one.number: one for one in (*rows(record), replace(row, number=number))}
    try:
        found = rows(_read(place, new))
    except GeneratorError:
        found = ()
    if found != tuple(wanted[one] for one in sorted(wanted)):
        hint = "请恢复成每份一行，以“- {”开头；没有改动任何文件"
        raise _refusal(place / INDEX, "写法被改过，加不进去", hint)


def _put(place: Path, record: Record, index: str, paper: _Paper | None) -> None:
    """The paper with its digests, then the index that names it; what was put goes when the rest fails."""
    new = _free(place, record, paper) if paper else ()
    try:
        if paper:
            _renamed(place, paper.name + papers.SIDE, _side(paper))
            _renamed(place, paper.name, paper.data)
        _renamed(place, INDEX, index.encode())
    except OSError:
        for name in new:
            with contextlib.suppress(OSError):
                disk.remove(place / name)
        with contextlib.suppress(OSError):
            disk.remove(place / STAGE)
        raise


def _renamed(place: Path, name: str, data: bytes) -> None:
    disk.write(place / STAGE, data, lasting=True)
    disk.replace(place / STAGE, place / name)


def _free(place: Path, record: Record, paper: _Paper) -> tuple[str, ...]:
    """The names that the paper takes; IssuedError where one is another's.

    A paper that no row names is what a killed write left, when the digests beside it are its own.
    """
    taken = {names.key(one.file) for one in rows(record)}
    if names.key(paper.name) in taken or not names.is_inside(paper.name) or "/" in paper.name:
        raise _refusal(place / paper.name, "这个名称不能用", "请换一个文件名")
    there = disk.look(place, paper.name)
    if there.fault or (there.hash and there.hash not in (_left(place, paper.name), _hash(paper.data))):
        hint = "请移走或改名后再试；没有改动任何文件"
        raise _refusal(place / paper.name, "issued 文件夹里已经有同名的文件，没有登记", hint)
    return (paper.name, paper.name + papers.SIDE)


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _left(place: Path, name: str) -> str:
    """The hash of the paper to which digests that lie there belong; "" where none do."""
    try:
        found = json.loads(sidefile.read(place / (name + papers.SIDE), _LARGEST))
    except (sidefile.SideFileError, ValueError, RecursionError):
        return ""
    return str(found.get("sha256", "")) if isinstance(found, dict) else ""


def _side(paper: _Paper) -> bytes:
    told = {"sha256": _hash(paper.data), "values": dict(sorted(paper.digests.items()))}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


@contextlib.contextmanager
def _explained(place: Path) -> Iterator[None]:
    """Foreign errors of the disk as one clear line."""
    try:
        yield
    except OSError as exc:
        raise _refusal(place, *_words(exc)) from exc
    except GeneratorError as exc:
        raise exc if isinstance(exc, IssuedError) else IssuedError(exc.problems) from exc


def _words(exc: OSError) -> tuple[str, str]:
    if exc.errno in (errno.ENOSPC, errno.EDQUOT):
        return "磁盘空间不足", f"请清理磁盘后再试；{_WHOLE}"
    if exc.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "文件夹不可写，留底没有写入", f"请核对权限，只读的复制到能写的地方再试；{_WHOLE}"
    return f"写入失败（{exc.strerror or exc}）", f"请检查磁盘和文件夹；{_WHOLE}"


def _refusal(place: Path, message: str, hint: str) -> IssuedError:
    told: Problem = error(str(place), message, hint)
    return IssuedError(told)
