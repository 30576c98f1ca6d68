"""Whether a picture that a template brings along is a picture, by its first bytes, and opens nothing else."""

from __future__ import annotations

import html
import re

_MAGIC = (b"\x89PNG", b"\xff\xd8", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\xd7\xcd\xc6\x9a", b"\1\0\x09\0")
_SVG = "image/svg+xml"
# What an SVG could run, fetch or put together; a link within the drawing itself begins with #. A backslash
# can spell any word of a style differently.
_REACHES = re.compile(
    r"<[\w:]*(?:script|handler|listener|foreignObject|image|iframe|object|embed|audio|video|set|animate\w*)\b"
    r"|\bon\w+\s*=|@import|<\?xml-stylesheet|\\|\b(?:image-set|src)\("
    r"|\burl\((?!\s*[\"']?#)|\bhref\s*=\s*[\"'](?!#)",
    re.I,
)


def harmless(data: bytes, kind: str) -> bool:
    """Whether the bytes are a picture of some kind; an SVG is read, and must stand alone."""
    if kind == _SVG:
        words = html.unescape(data.decode("utf-8", "replace"))
        return "<svg" in words[:4096] and not _REACHES.search(words)
    return not data or data.startswith(_MAGIC) or _enhanced(data)


def _enhanced(data: bytes) -> bool:
    """Whether the bytes are a Windows metafile of the newer kind."""
    return data[:4] == b"\1\0\0\0" and data[40:44] == b" EMF"
