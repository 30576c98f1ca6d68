"""PNG files written chunk by chunk: kinds and faults that no library writes."""

from __future__ import annotations

import struct
import zlib


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk with its length and checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def made(width: int, height: int, depth: int = 8, color: int = 2, rows: bytes = b"", *more: bytes) -> bytes:
    """A PNG of that header; without rows its pixels are missing, and it is a few bytes long."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(rows or b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + pixels + chunk(b"IEND", b"")
