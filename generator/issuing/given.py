"""The bytes to freeze: made for the day, as they lie in the pack, or a file that was signed and scanned."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from generator import delivery, domain, issued, making, sidefile
from generator.errors import IssuingError, TemplateError
from generator.issued import NONE, Edits
from generator.issuing import dating, differences
from generator.issuing.desk import Desk, Paper
from generator.making import Piece
from generator.problems import Problem, Problems, error, warning
from generator.sidefile import SideFileError
from generator.word import passages

LARGEST = 256 * 1024 * 1024
# What begins a file of each kind that may be frozen or filed as a scan.
_KINDS: Mapping[str, bytes] = {
    ".pdf": b"%PDF",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG",
    ".docx": b"PK\x03\x04",
    ".xlsx": b"PK\x03\x04",
}

_OFFICE = (".docx", ".xlsx")


@dataclass(frozen=True, slots=True)
class Given:
    """The file to freeze as it goes into the pack, and what is to be told of it."""

    file: delivery.File
    told: Problems = ()
    edits: Edits = NONE


def given(desk: Desk, paper: Paper, piece: Piece, day: datetime.date, file: Path | None) -> Given:
    """What to freeze of a paper for its day; IssuingError where a file cannot be used."""
    asof = dating.asof(desk, paper, day)
    made = making.made(desk.maker(paper.opened, day), piece, dated=day, day=asof)
    if file:
        return _handed(made, file)
    there = desk.lying(paper)
    if there is None:
        return Given(made, _absent(desk, paper, made.path))
    row, place = there
    data = _laid_there(place)
    frozen = _frozen(desk, paper, data)
    edits = issued.edits(desk.record, frozen) if frozen and frozen.withdrawn else NONE
    if (frozen or delivery.digest(data) == row.hash) and edits == NONE:
        return Given(made)
    if not frozen:
        edits = differences.edits(_laid(desk, piece, row.day), data, made.path)
    told = tuple(_edited(paper, made.data, data, day))
    return Given(_with(made, row.path, data), told, edits)


def _frozen(desk: Desk, paper: Paper, data: bytes) -> issued.Row | None:
    """The version of a paper that has these bytes."""
    mark = delivery.digest(data)
    return next((one for one in desk.versions(paper) if one.sha256 == mark), None)


def _handed(made: delivery.File, file: Path) -> Given:
    """A file that was handed in, in the place of the one that would be made."""
    suffix = file.suffix.lower()
    path = str(PurePosixPath(made.path).with_suffix(suffix))
    data = scanned(file)
    if suffix in _OFFICE and path != made.path:
        raise _of_another_kind(file, PurePosixPath(made.path).suffix)
    edits = differences.edits(made.data, data, path) if path == made.path else NONE
    return Given(_with(made, path, data), edits=edits)


def _with(made: delivery.File, path: str, data: bytes) -> delivery.File:
    """The same paper with other bytes than the tool makes."""
    return replace(made, path=path, made=data, by="", known="")


def _of_another_kind(file: Path, suffix: str) -> IssuingError:
    message = f"这一份是 {suffix} 文件，不能用 {file.suffix} 留底"
    return IssuingError(error(str(file), message, "请核对文件；签字盖章后的用 PDF 或照片"))


def _laid(desk: Desk, piece: Piece, day: str) -> bytes:
    """A paper as it was laid into the pack on a day (ISO text), before anybody edited it."""
    asof = domain.day(day) or desk.today
    return making.made(desk.job, piece, dated=piece.dated, day=asof).data


def lying(desk: Desk, paper: Paper) -> delivery.File | None:
    """A paper as it lies in the pack, with what it printed when it was made; None where it does not."""
    there = desk.lying(paper)
    if there is None:
        return None
    row, place = there
    made_from = (row.template, row.template_hash, row.values)
    return delivery.File(row.path, _whole(place), row.id, *made_from, paper.key)


def _absent(desk: Desk, paper: Paper, path: str) -> Problems:
    """That the pack which was named does not have the paper; IssuingError where one lies there untold of."""
    if not desk.pack:
        return ()
    _refuse_untold(desk.pack / path)
    return (warning(paper.name, "资料包里没有这一份", "按填报数据制作后签发"),)


def _refuse_untold(there: Path) -> None:
    """IssuingError for a file of the pack of which its manifest does not tell."""
    if there.exists():
        hint = "请先用 tuoguan build 重新生成，再签发；要用这一份原样留底的，写 --file"
        raise IssuingError(error(str(there), "资料包里有这个文件，没有它的生成记录", hint))


def _edited(paper: Paper, made: bytes, data: bytes, day: datetime.date) -> Iterator[Problem]:
    """What is told of a file that was edited by hand."""
    yield warning(paper.name, "资料包里的文件手工改过", "按改过的原样留底")
    if _bears(data, day) < _bears(made, day):
        yield _undated(paper, day)


def _undated(paper: Paper, day: datetime.date) -> Problem:
    message = f"手工改过的文件里日期还空着，或不是 {day}"
    return warning(paper.name, message, "请手写日期；要改文件的，作废后重新签发")


def _bears(data: bytes, day: datetime.date) -> int:
    """How often a Word file says a day."""
    written = (str(day), f"{day.year}年{day.month}月{day.day}日")
    return sum(one.words.count(form) for one in _passages(data) for form in written)


def _passages(data: bytes) -> tuple[passages.Passage, ...]:
    """The passages of a Word file; none of what is no such file."""
    try:
        return passages.read(data, "")
    except TemplateError:
        return ()


def scanned(path: Path) -> bytes:
    """The bytes of a file that was signed, scanned or photographed; IssuingError where it is none."""
    suffix = path.suffix.lower()
    if suffix not in _KINDS:
        raise IssuingError(error(str(path), "不能留底的文件类型", f"可以用 {'、'.join(_KINDS)}"))
    return _whole(path)


def _laid_there(place: Path) -> bytes:
    """The bytes of a file of the pack; IssuingError for a link: the pack would keep it, not the paper."""
    if place.is_symlink():
        raise IssuingError(error(str(place), "是通向别处的链接，没有签发", "请换成文件本身后再签发"))
    return _whole(place)


def _whole(path: Path) -> bytes:
    """The bytes of a file that is what its name says, as far as that is told; IssuingError otherwise."""
    data, suffix = _read(path), path.suffix.lower()
    if not data.startswith(_KINDS.get(suffix, b"")):
        hint = "请核对文件是否完整、扩展名是否改过"
        raise IssuingError(error(str(path), f"内容不是 {suffix} 文件，或者不完整", hint))
    if suffix in _OFFICE and not _is_archive(data):
        hint = "可能没有存完或没有下载完；请用 Word、Excel 打开核对，另存后再试"
        raise IssuingError(error(str(path), "文件不完整，打不开", hint))
    return data


def _is_archive(data: bytes) -> bool:
    return zipfile.is_zipfile(io.BytesIO(data))


def _read(path: Path) -> bytes:
    try:
        return sidefile.read(path, LARGEST)
    except SideFileError as exc:
        raise IssuingError(error(str(path), f"{exc.message}，没有签发", exc.hint)) from exc
