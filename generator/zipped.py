"""A zip in memory: members ready deflated, written with fixed order and dates."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from isal import isal_zlib

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_DATE = (1 << 5) | 1  # 1980-01-01, the earliest that a zip can hold


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the zip, as it lies there: method 0 stored or 8 deflated."""

    name: str
    method: int
    raw: bytes
    crc: int
    size: int


def deflated(name: str, data: bytes) -> Member:
    """A member with its bytes deflated quickly."""
    return Member(name, 8, raw_deflate(data), isal_zlib.crc32(data), len(data))


def stored(name: str, data: bytes) -> Member:
    """A member with its bytes as they are: photos are compressed already."""
    return Member(name, 0, data, isal_zlib.crc32(data), len(data))


def raw_deflate(data: bytes) -> bytes:
    """The bytes deflated without a header."""
    deflater = isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15)
    return bytes(deflater.compress(data) + deflater.flush())


def pack(members: Iterable[Member]) -> bytes:
    """The zip of the members in their order, the same bytes every time."""
    made: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for member in members:
        name = member.name.encode()
        facts = _facts(member, len(name))
        made += (_LOCAL.pack(b"PK\3\4", *facts), name, member.raw)
        central += (_CENTRAL.pack(b"PK\1\2", 20, *facts, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(member.raw)
    count = len(central) // 2
    length = sum(map(len, central))
    end = _END.pack(b"PK\5\6", 0, 0, count, count, length, offset, 0)
    return b"".join((*made, *central, end))


def _facts(member: Member, name_length: int) -> tuple[int, ...]:
    """What both headers of a member say of it, from the version needed to the length of extra fields."""
    flags = 0 if member.name.isascii() else 0x800  # 0x800: the name is UTF-8
    return (20, flags, member.method, 0, _DATE, member.crc, len(member.raw), member.size, name_length, 0)
