"""The lines that keys and signatures are written in: comments, and bytes in base64."""

from __future__ import annotations

import base64
import binascii

UNTRUSTED = "untrusted comment: "
TRUSTED = "trusted comment: "


def lines(data: bytes, most: int) -> tuple[str, ...]:
    """The lines of a file without what an editor adds (mark, CR, blank ends); () for what is no text."""
    try:
        text = data.decode("utf-8-sig") if len(data) <= most else ""
    except UnicodeDecodeError:
        return ()
    return tuple(line.rstrip() for line in text.rstrip().replace("\r\n", "\n").split("\n"))


def encoded(*parts: bytes) -> str:
    """The parts one after another in base64."""
    return base64.b64encode(b"".join(parts)).decode("ascii")


def decoded(text: str) -> bytes:
    """The bytes of base64 written as `encoded` writes it, unused bits 0; b"" for anything else."""
    try:
        found = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return b""
    return found if encoded(found) == text else b""


def split(data: bytes, *lengths: int) -> tuple[bytes, ...]:
    """The parts of bytes that have just these lengths together; () where they have not."""
    if len(data) != sum(lengths):
        return ()
    parts, start = [], 0
    for length in lengths:
        parts.append(data[start : start + length])
        start += length
    return tuple(parts)


def is_plain(comment: str) -> bool:
    """Whether a comment is one line of printable ASCII, which every reader of the format prints."""
    return comment.isascii() and comment.isprintable()
