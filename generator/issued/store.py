"""Writing what was issued: the paper first, then its row, each by a rename; one writer at a time.

Whatever stops a write, the index is whole and names no paper that is not there. What people added
stays: their comments, their order, fields that this tool does not know.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import intake, names, sidefile
from generator.delivery import digest, disk, lock
from generator.errors import GeneratorError
from generator.issued import laying, lines, papers
from generator.issued.edits import NONE, Edits
from generator.issued.laying import HEAD, STAGE, Paper
from generator.issued.refusing import explained, refusal
from generator.issued.rows import Row, rows
from generator.record import Record

LOCK = ".tuoguan-lock"
_LARGEST = 20 * 1024 * 1024
_AGAIN = "请再运行一次；没有改动任何文件"
_NO_DIGESTS: papers.Digests = {}
_NO_RECORD = Record({}, {}, {}, "")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row to write: a new one where its ``number`` is below 0, else in the place of the one of that number.

    ``data`` is its paper, None where it has none or keeps it; ``digests`` are those of what the paper
    printed, ``edits`` what was changed in it by hand; ``scans`` lie beside it by their names.
    """

    row: Row
    data: bytes | None = None
    digests: papers.Digests = field(default_factory=dict)
    scans: Mapping[str, bytes] = field(default_factory=dict)
    edits: Edits = NONE


def append(folder: Path, row: Row, data: bytes | None = None, digests: papers.Digests = _NO_DIGESTS) -> Row:
    """Add a row to the index in the client's folder, and its paper; the row as it was written.

    ``data`` is None for a version that is opened and not issued; ``digests`` are those of what the paper
    printed. The row's ``sha256`` and ``values`` follow from them. IssuedError when the folder cannot be
    written, when another is writing, and when the name of the file is taken; nothing is changed then.
    """
    return put(folder, (Entry(replace(row, number=-1), data, digests),))[0]


def change(
    folder: Path, number: int, row: Row, data: bytes | None = None, digests: papers.Digests = _NO_DIGESTS
) -> Row:
    """Put a row in the place of the one of that number (from 0), which has its id, key and version.

    With ``data`` an opened version is issued by it; otherwise as `append`. What else stood in the row stays.
    """
    return put(folder, (Entry(replace(row, number=number), data, digests),))[0]


def put(folder: Path, entries: Sequence[Entry]) -> tuple[Row, ...]:
    """Write several rows with their papers and scans, or none of them; as `append` and `change` do one."""
    sealed = [_sealed(entry) for entry in entries]
    place = folder / intake.ISSUED
    with explained(place):
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
        text, record = _turned(place, text or HEAD, record, entry)
    laying.put(place, first, text, [paper for entry in entries for paper in _papers(entry)])


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
        raise refusal(place, f"{row.title or row.id} {row.version} 刚刚由另一个程序登记", _AGAIN)


def _refuse_change(place: Path, there: Row | None, row: Row, paper: bool) -> None:
    """A row may change only in the place of the same version, and its paper never."""
    if there is None or not _is_same(there, row):
        raise refusal(place, "index.yaml 刚刚被改动", _AGAIN)
    if there.file and (there.file != row.file or there.sha256 != row.sha256 or paper):
        raise refusal(place, f"{there.file} 已经签发，不能换成别的文件", "要改请用 tuoguan revise")


def _is_same(one: Row, other: Row) -> bool:
    """Whether both are the same version of the same paper."""
    return (one.name, one.version) == (other.name, other.version)


def file_name(record: Record, row: Row, suffix: str) -> str:
    """A name in the folder ``issued`` for the file of a version, which no row of the index has."""
    taken = {names.key(one.file) for one in rows(record)}
    stem = _stem(row)
    tried = (f"{stem} {number}{suffix}" for number in range(2, len(taken) + 2))
    return next(name for name in (f"{stem}{suffix}", *tried) if names.key(name) not in taken)


def _stem(row: Row) -> str:
    parts = (row.title, row.key, row.version.replace("/", "-"))
    return names.safe_name(" ".join(filter(None, parts)))


def _sealed(entry: Entry) -> Entry:
    """The entry, its row with the digests of its paper."""
    if entry.data is None:
        return entry
    told = papers.digest(entry.digests)
    return replace(entry, row=replace(entry.row, sha256=digest(entry.data), values=told))


def _papers(entry: Entry) -> Iterator[Paper]:
    """The files that an entry puts into the folder."""
    if entry.data is not None:
        yield Paper(entry.row.file, entry.data, _side(entry.data, entry))
    for name, data in entry.scans.items():
        yield Paper(name, data)


def _text(path: Path) -> str:
    """The text of the index, "" where there is none; IssuedError when it cannot be read."""
    try:
        return sidefile.text(sidefile.read(path, _LARGEST)) if path.exists() else ""
    except sidefile.SideFileError as exc:
        raise refusal(path, exc.message, exc.hint) from exc


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
        raise refusal(place / intake.INDEX, "写法被改过，加不进去", hint)
    return read


def _wanted(record: Record, row: Row) -> tuple[Row, ...]:
    """The rows of an index with one more, or another in the place of one."""
    number = row.number if row.number >= 0 else len(rows(record))
    found = {one.number: one for one in (*rows(record), replace(row, number=number))}
    return tuple(found[one] for one in sorted(found))


def _side(data: bytes, entry: Entry) -> bytes:
    told: dict[str, object] = {"sha256": digest(data), "values": dict(sorted(entry.digests.items()))}
    if entry.edits != NONE:
        told["edited"] = _marks(entry.edits)
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _marks(edits: Edits) -> dict[str, list[str]]:
    return {"added": sorted(edits.added), "dropped": sorted(edits.dropped)}
