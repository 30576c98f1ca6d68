"""What a document tells of its making in its custom properties: a check against mistakes, no signature.

The properties name the template by id, version and digest, and bear a digest of the values that the document
printed and one of its parts. Nothing of the tool, the day or the machine: the same bytes every time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import count

from markupsafe import escape

from generator import zipped
from generator.zipped import Member

PART = "docProps/custom.xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
OURS = "tuoguan."
TEMPLATE, VERSION, SHA256, VALUES, PARTS = (
    f"{OURS}{name}" for name in ("template", "version", "template_sha256", "values", "parts")
)
# What programs that only look at a file may write anew: properties, and where they are listed.
_APART = (
    "docProps/app.xml",
    "docProps/core.xml",
    PART,
    "docProps/thumbnail.",
    "_rels/.rels",
    "[Content_Types].xml",
)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
)
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none is taken for another
_BITS, _CHARACTERS = 5, 8


def member(told: Mapping[str, str], others: Iterable[Member]) -> Member:
    """The properties of a document whose ``others`` members are these, with the digest of its parts."""
    return zipped.stored(PART, written({**told, PARTS: digest(others)}))


def written(properties: Mapping[str, str]) -> bytes:
    """The part that holds properties, in their order."""
    rows = [_row(number, *pair) for number, pair in enumerate(properties.items(), 2)]
    return f"{_HEAD}{''.join(rows)}</Properties>".encode()


def _row(number: int, name: str, value: str) -> str:
    words = f"<vt:lpwstr>{escape(value)}</vt:lpwstr>"
    return f'<property fmtid="{_FORMAT}" pid="{number}" name="{name}">{words}</property>'


def relation(used: Iterable[str]) -> str:
    """An id for the relationship from a file to its properties, none of those that are used."""
    taken = set(used)
    return next(name for number in count(1) if (name := f"rId{number}") not in taken)


def digest(members: Iterable[Member]) -> str:
    """SHA-256 (hex) over names, sizes and checksums of all members but the properties, in any order."""
    rows = [one.row or zipped.told(one) for one in members if not one.name.startswith(_APART)]
    return sha256("\n".join(sorted(rows)).encode()).hexdigest()


def values(digests: Mapping[str, str]) -> str:
    """SHA-256 (hex) over the digests of what a document printed: all names in order, then their digests."""
    names = sorted(digests)
    return sha256("\n".join((*names, *map(digests.__getitem__, names))).encode()).hexdigest()


def code(template: str, printed: str) -> str:
    """Eight characters for a template's digest and that of the `values`: a person compares them by eye."""
    data = sha256(f"{template}\n{printed}".encode()).digest()
    number = int.from_bytes(data[: _BITS * _CHARACTERS // 8])
    places = range(_BITS * (_CHARACTERS - 1), -1, -_BITS)
    return "".join(_DIGITS[number >> place & (len(_DIGITS) - 1)] for place in places)
