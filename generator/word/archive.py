"""A Word file as a zip, opened with every limit checked."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from generator.errors import TemplateError
from generator.problems import error
from generator.word import foreign
from generator.zipped import Member

if TYPE_CHECKING:
    from zipfile import ZipInfo

MAX_MEMBERS = 1000
MAX_INFLATED = 256 * 1024 * 1024
MAX_XML = 16 * 1024 * 1024
MAX_RATIO = 300
MAX_ELEMENTS = 150_000
MAX_DEPTH = 100
MAX_ATTRIBUTES = 500  # of one element: lxml finds each in time that grows with their number
_FREE_OF_RATIO = 1024 * 1024

_STORED, _DEFLATED = 0, 8
_LOCAL = struct.Struct("<4s5H3I2H")


def fault(name: str, message: str, hint: str = "用 Word 或 WPS 打开后另存为 .docx 再试") -> TemplateError:
    """The refusal of a whole file."""
    return TemplateError(error(name, message, hint))


def read(data: bytes, name: str) -> tuple[Member, ...]:
    """The members of a zip in their order; TemplateError for anything that no honest Word file has."""
    infos = _listed(data, name)
    _check_size(infos, name)
    seen: set[str] = set()
    members = []
    end = 0
    for info in infos:
        _check_name(info.filename, seen, name)
        _check_kind(info, name)
        start = _start(data, info.header_offset, name)
        _check_place(info.header_offset >= end, start + info.compress_size <= len(data), name)
        end = start + info.compress_size
        members.append(_member(info, data[start:end]))
    return tuple(members)


def _check_place(is_apart: bool, is_whole: bool, name: str) -> None:
    """A member begins where the one before it has ended, and ends within the file."""
    if not is_apart:
        raise fault(name, "压缩包内的文件相互重叠，疑为压缩炸弹")
    if not is_whole:
        raise fault(name, "压缩包已损坏：文件不完整")


def _member(info: ZipInfo, raw: bytes) -> Member:
    return Member(info.filename, info.compress_type, raw, info.CRC, info.file_size)


def _listed(data: bytes, name: str) -> list[ZipInfo]:
    """What the zip's directory lists, in the order of the bytes, without folders."""
    files = (info for info in _infos(data, name) if info.file_size or not info.filename.endswith("/"))
    return sorted(files, key=lambda info: info.header_offset)


def _infos(data: bytes, name: str) -> list[ZipInfo]:
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, struct.error, EOFError) as exc:
        raise fault(name, *foreign.told(data)) from exc


def _check_size(infos: list[ZipInfo], name: str) -> None:
    if len(infos) > MAX_MEMBERS:
        raise fault(name, f"压缩包内文件过多（{len(infos)} 个，最多 {MAX_MEMBERS} 个）")
    if sum(info.file_size for info in infos) > MAX_INFLATED:
        raise fault(name, "解压后过大，疑为压缩炸弹")


def _check_name(member: str, seen: set[str], name: str) -> None:
    if not _within(member):
        raise fault(name, f"压缩包内有不安全的路径：{member[:60]}")
    _check_new(member, seen, name)


def _check_new(member: str, seen: set[str], name: str) -> None:
    """Names are the same in capitals and small letters."""
    small = member.lower()
    if small in seen:
        raise fault(name, f"压缩包内有重名文件：{member[:60]}")
    seen.add(small)


def _within(member: str) -> bool:
    """Whether a member's name stays in the folder that the zip would be unpacked to, on any system."""
    first, *_ = parts = member.split("/")
    return not (first == "" or ".." in parts or ":" in first or "\\" in member or "\0" in member)


def _check_kind(info: ZipInfo, name: str) -> None:
    if not _is_readable(info):
        raise fault(name, f"压缩包内的 {info.filename} 已加密或压缩方式不支持")
    if info.file_size > max(_FREE_OF_RATIO, MAX_RATIO * info.compress_size):
        raise fault(name, f"压缩包内的 {info.filename} 压缩比异常，疑为压缩炸弹")


def _is_readable(info: ZipInfo) -> bool:
    """Whether a member is not encrypted, and packed in one of the usual ways."""
    encrypted = info.flag_bits & 1
    return not encrypted and info.compress_type in (_STORED, _DEFLATED)


def _start(data: bytes, offset: int, name: str) -> int:
    """Where the bytes of a member begin, behind its own header."""
    header = data[offset : offset + _LOCAL.size]
    if len(header) < _LOCAL.size or not header.startswith(b"PK\3\4"):
        raise fault(name, "压缩包已损坏")
    *_, of_name, of_extra = _LOCAL.unpack(header)
    return offset + _LOCAL.size + int(of_name) + int(of_extra)


def content(member: Member, name: str) -> bytes:
    """The inflated bytes of a member; no more than the zip says, and the checksum holds."""
    try:
        data = member.raw if member.method == _STORED else _inflated(member)
    except zlib.error as exc:
        raise _damaged(member, name) from exc
    if not _is_whole(data, member):
        raise _damaged(member, name)
    return data


def _is_whole(data: bytes, member: Member) -> bool:
    return len(data) == member.size and zlib.crc32(data) == member.crc


def _damaged(member: Member, name: str) -> TemplateError:
    return fault(name, f"压缩包内的 {member.name} 已损坏")


def _inflated(member: Member) -> bytes:
    """The bytes of a deflated member, at most one more than the zip says, so that more is noticed."""
    return zlib.decompressobj(-15).decompress(member.raw, member.size + 1)
