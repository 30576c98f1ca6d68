"""A zip in memory: members ready deflated, written with fixed order and dates."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from isal import isal_zlib

_ENTRY = struct.Struct("<5H3I2H")
_LOCAL, _CENTRAL = b"PK\3\4", b"PK\1\2\x14\0"
_NOTHING = bytes(10)  # no comment, one disk, no attributes
_END = struct.Struct("<4s4H2IH")
_UTF_8 = 0x800  # the flag of a name that is not ASCII
_DATE = (1 << 5) | 1  # 1980-01-01, the earliest that a zip can hold


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the zip, as it lies there: method 0 stored or 8 deflated.

    What is written of a member that goes into many zips is kept with it, see `entered`: ``entry``, what both
    lists of a zip say and the name behind it, and ``row``, what `told` says.
    """

    name: str
    method: int
    raw: bytes
    crc: int
    size: int
    entry: tuple[bytes, bytes] | None = field(default=None, compare=False, repr=False)
    row: str = field(default="", compare=False, repr=False)


def entered(member: Member) -> Member:
    """A member that goes into many zips, with what is written of it each time."""
    return replace(member, entry=_entry(member), row=told(member))


def told(member: Member) -> str:
    """The name of a member, its size and its checksum: what is in it, however it is packed."""
    return member.row or f"{member.name} {member.size} {member.crc}"


def deflated(name: str, data: bytes) -> Member:
    """A member with its bytes deflated quickly."""
    return Member(name, 8, raw_deflate(data), isal_zlib.crc32(data), len(data))


def stored(name: str, data: bytes) -> Member:
    """A member with its bytes as they are: photos are compressed already."""
    return Member(name, 0, data, isal_zlib.crc32(data), len(data))


def replaced(members: Iterable[Member], changed: Mapping[str, bytes]) -> Iterator[Member]:
    """The members in their order, those of the names that ``changed`` has with its bytes."""
    for member in members:
        yield deflated(member.name, changed[member.name]) if member.name in changed else member


def raw_deflate(data: bytes) -> bytes:
    """The bytes deflated without a header."""
    deflater = isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15)
    return bytes(deflater.compress(data) + deflater.flush())


def pack(members: Iterable[Member]) -> bytes:
    """The zip of the members in their order, the same bytes every time."""
    made: list[bytes] = []
    central: list[bytes] = []
    offset = count = 0
    for member in members:
        facts, name = member.entry or _entry(member)
        raw = member.raw
        made += (_LOCAL, facts, name, raw)
        central += (_CENTRAL, facts, _NOTHING, offset.to_bytes(4, "little"), name)
        offset += len(_LOCAL) + _ENTRY.size + len(name) + len(raw)
        count += 1
    return b"".join((*made, *central, _end(count, sum(map(len, central)), offset)))


def _end(count: int, length: int, offset: int) -> bytes:
    """What a zip ends with: how many members it has, how long their list is and where that begins."""
    return _END.pack(b"PK\5\6", 0, 0, count, count, length, offset, 0)


def _entry(member: Member) -> tuple[bytes, bytes]:
    """What both lists say of a member: from the version needed to the length of extra fields, its name."""
    name = member.name.encode()
    flags = 0 if member.name.isascii() else _UTF_8
    sizes = (member.crc, len(member.raw), member.size, len(name), 0)
    return _ENTRY.pack(20, flags, member.method, 0, _DATE, *sizes), name
