"""Writing what was issued: the paper first, then its row, each by a rename; one writer at a time.

Whatever stops a write, the index is whole and names no paper that is not there. What people added
stays: their comments, their order, fields that this tool does not know.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from generator import intake, names, sidefile
from generator.delivery import disk, lock
from generator.errors import GeneratorError, IssuedError
from generator.issued import lines, papers
from generator.issued.edits import NONE, Edits
from generator.issued.rows import Row, rows
from generator.problems import Problem, error
from generator.record import Record

LOCK, STAGE = ".tuoguan-lock", ".tuoguan-stage"
_HEAD = """\
# 签发留底：每份签发的文书一行，由 tuoguan issue、revise、withdraw 写入。
# 可以补填 delivered（送达）、filed（报备）、signed（签字）的日期，scans（扫描件）和 note（备注）；
# 其他的请不要改。
"""
_LARGEST = 20 * 1024 * 1024
_WHOLE = "没有留下写了一半的文件"
_AGAIN = "请再运行一次；没有改动任何文件"
_NO_DIGESTS: Mapping[str, str] = {}
_NO_RECORD = Record({}, {}, {}, "")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row to write: a new one where its ``number`` is below 0, else in the place of the one of that number.

    ``data`` is its paper, None where it has none or keeps it; ``digests`` are those of what the paper
    printed, ``edits`` what was changed in it by hand; ``scans`` lie beside it by their names.
    """

    row: Row
    data: bytes | None = None
    digests: Mapping[str, str] = field(default_factory=dict)
    scans: Mapping[str, bytes] = field(default_factory=dict)
    edits: Edits = NONE


@dataclass(frozen=True, slots=True)
class _Paper:
    """A file on its way into the folder; a paper has what it printed beside it, a scan nothing."""

    name: str
    data: bytes
    side: bytes = b""


def append(
    folder: Path, row: Row, data: bytes | None = None, digests: Mapping[str, str] = _NO_DIGESTS
) -> Row:
    """Add a row to the index in the client's folder, and its paper; the row as it was written.

    ``data`` is None for a version that is opened and not issued; ``digests`` are those of what the paper
    printed. The row's ``sha256`` and ``values`` follow from them. IssuedError when the folder cannot be
    written, when another is writing, and when the name of the file is taken; nothing is changed then.
    """
    return put(folder, (Entry(replace(row, number=-1), data, digests),))[0]


def change(
    folder: Path, number: int, row: Row, data: bytes | None = None, digests: Mapping[str, str] = _NO_DIGESTS
) -> Row:
    """Put a row in the place of the one of that number (from 0), which has its id, key and version.

    With ``data`` an opened version is issued by it; otherwise as `append`. What else stood in the row stays.
    """
    return put(folder, (Entry(replace(row, number=number), data, digests),))[0]


def put(folder: Path, entries: Sequence[Entry]) -> tuple[Row, ...]:
    """Write several rows with their papers and scans, or none of them; as `append` and `change` do one."""
    sealed = [_sealed(entry) for entry in entries]
    place = folder / intake.ISSUED
    with _explained(place):
        disk.make_folder(place)
        with lock.held(place / LOCK, place, "issued 文件夹"):
            disk.remove(place / STAGE)  # of a write that was killed
            _written(place, sealed)
    return tuple(entry.row for entry in sealed)


def _written(place: Path, entries: Sequence[Entry]) -> None:
    """Bring index and papers into the folder, which nobody else writes to."""
    text = _text(place / intake.INDEX)
    first = record = _read(place, text) if text else _NO_RECORD
    for entry in entries:
        text, record = _turned(place, text or _HEAD, record, entry)
    _put(place, first, text, [paper for entry in entries for paper in _papers(entry)])


def _turned(place: Path, text: str, record: Record, entry: Entry) -> tuple[str, Record]:
    """The index with an entry added or changed, and what it says then."""
    row = entry.row
    if row.number < 0:
        new = lines.added(text, record, row)
        told = _expected(place, new, record, row)
        _refuse_twice(place, rows(record), row)
        return new, told
    there = {one.number: one for one in rows(record)}
    _refuse_change(place, there.get(row.number), row, entry.data is not None)
    new = lines.changed(text, record, row.number, row)
    return new, _expected(place, new, record, row)


def _refuse_twice(place: Path, there: Iterable[Row], row: Row) -> None:
    """A version may not be written that another wrote since the index was read."""
    if any(_is_same(one, row) and not one.withdrawn for one in there):
        raise _refusal(place, f"{row.title or row.id} {row.version} 刚刚由另一个程序登记", _AGAIN)


def _refuse_change(place: Path, there: Row | None, row: Row, paper: bool) -> None:
    """A row may change only in the place of the same version, and its paper never."""
    if there is None or not _is_same(there, row):
        raise _refusal(place, "index.yaml 刚刚被改动", _AGAIN)
    if there.file and (there.file != row.file or there.sha256 != row.sha256 or paper):
        raise _refusal(place, f"{there.file} 已经签发，不能换成别的文件", "要改请用 tuoguan revise")


def _is_same(one: Row, other: Row) -> bool:
    """Whether both are the same version of the same paper."""
    return (one.name, one.version) == (other.name, other.version)


def file_name(record: Record, row: Row, suffix: str) -> str:
    """A name in the folder ``issued`` for the file of a version, which no row of the index has."""
    taken = {names.key(one.file) for one in rows(record)}
    stem = names.safe_name(" ".join(filter(None, (row.title, row.key, row.version.replace("/", "-")))))
    tried = (f"{stem} {number}{suffix}" for number in range(2, len(taken) + 2))
    return next(name for name in (f"{stem}{suffix}", *tried) if names.key(name) not in taken)


def _sealed(entry: Entry) -> Entry:
    """The entry, its row with the digests of its paper."""
    if entry.data is None:
        return entry
    sealed = replace(entry.row, sha256=_hash(entry.data), values=papers.digest(entry.digests))
    return replace(entry, row=sealed)


def _papers(entry: Entry) -> Iterator[_Paper]:
    """The files that an entry puts into the folder."""
    if entry.data is not None:
        yield _Paper(entry.row.file, entry.data, _side(entry.data, entry))
    yield from (_Paper(name, data) for name, data in entry.scans.items())


def _text(path: Path) -> str:
    """The text of the index, "" where there is none; IssuedError when it cannot be read."""
    try:
        return sidefile.text(sidefile.read(path, _LARGEST)) if path.exists() else ""
    except sidefile.SideFileError as exc:
        raise _refusal(path, exc.message, exc.hint) from exc


def _read(place: Path, text: str) -> Record:
    return intake.index(intake.Source(str(place / intake.INDEX), text.encode()))


def _expected(place: Path, new: str, record: Record, row: Row) -> Record:
    """What an index says; IssuedError for one that would not read as meant.

    It was written in a way then that lines cannot be added to.
    """
    try:
        read = _read(place, new)
    except GeneratorError:
        read = _NO_RECORD
    if rows(read) != _wanted(record, row):
        hint = "请恢复成每份一行，以“- {”开头；没有改动任何文件"
        raise _refusal(place / intake.INDEX, "写法被改过，加不进去", hint)
    return read


def _wanted(record: Record, row: Row) -> tuple[Row, ...]:
    """The rows of an index with one more, or another in the place of one."""
    number = row.number if row.number >= 0 else len(rows(record))
    found = {one.number: one for one in (*rows(record), replace(row, number=number))}
    return tuple(found[one] for one in sorted(found))


def _put(place: Path, record: Record, index: str, files: Sequence[_Paper]) -> None:
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


def _put_all(place: Path, files: Sequence[_Paper], first: bool) -> None:
    """The papers; before the first of all an index without rows, as papers without one have lost theirs."""
    if first and files:
        _renamed(place, intake.INDEX, (_HEAD + lines.EMPTY).encode())
    for one in files:
        if one.side:
            _renamed(place, one.name + intake.SIDE, one.side)
        _renamed(place, one.name, one.data)


def _renamed(place: Path, name: str, data: bytes) -> None:
    disk.write(place / STAGE, data, lasting=True)
    disk.replace(place / STAGE, place / name)


def _free(place: Path, record: Record, others: Sequence[_Paper], paper: _Paper) -> tuple[str, ...]:
    """The names that a file takes anew; IssuedError where one is another's.

    A paper that no row names is what a killed write left, when the digests beside it are its own.
    """
    if _is_taken(paper.name, record, others) or not _is_plain(paper.name):
        raise _refusal(place / paper.name, "这个名称不能用", "请换一个文件名")
    there = disk.look(place, paper.name)
    if not _may_give_way(place, paper, there):
        hint = "请移走或改名后再试；没有改动任何文件"
        raise _refusal(place / paper.name, "issued 文件夹里已经有同名的文件，没有登记", hint)
    beside = (paper.name + intake.SIDE,) if paper.side else ()
    return beside if there.hash else (paper.name, *beside)


def _is_taken(name: str, record: Record, others: Sequence[_Paper]) -> bool:
    """Whether a row of the index names the file, or another that is on its way."""
    taken = (*(one.file for one in rows(record)), *(one.name for one in others))
    return names.key(name) in map(names.key, taken)


def _is_plain(name: str) -> bool:
    """Whether it is the name of a file that lies in the folder itself."""
    return names.is_inside(name) and "/" not in name


def _may_give_way(place: Path, paper: _Paper, there: disk.Look) -> bool:
    """Whether what is at the place of a file is nothing, the same, or what a killed write left."""
    if there.fault:
        return False
    return there.hash in ("", _hash(paper.data), _left(place, paper.name))


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _left(place: Path, name: str) -> str:
    """The hash of the paper to which digests that lie there belong; "" where none do."""
    try:
        found = json.loads(sidefile.read(place / (name + intake.SIDE), _LARGEST))
    except (sidefile.SideFileError, ValueError, RecursionError):
        return ""
    return str(found.get("sha256", "")) if isinstance(found, dict) else ""


def _side(data: bytes, entry: Entry) -> bytes:
    told: dict[str, object] = {"sha256": _hash(data), "values": dict(sorted(entry.digests.items()))}
    if entry.edits != NONE:
        told["edited"] = _marks(entry.edits)
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _marks(edits: Edits) -> dict[str, list[str]]:
    return {"added": sorted(edits.added), "dropped": sorted(edits.dropped)}


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
    cause = disk.cause(exc)
    if cause == "full":
        return "磁盘空间不足", f"请清理磁盘后再试；{_WHOLE}"
    if cause == "denied":
        return "文件夹不可写，留底没有写入", f"请核对权限，只读的复制到能写的地方再试；{_WHOLE}"
    return f"写入失败（{exc.strerror or exc}）", f"请检查磁盘和文件夹；{_WHOLE}"


def _refusal(place: Path, message: str, hint: str) -> IssuedError:
    told: Problem = error(str(place), message, hint)
    return IssuedError(told)
