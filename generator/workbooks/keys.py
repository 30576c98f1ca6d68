"""The hidden key of a row of ours: which row it is, and what stood in its cells when it was made.

Who reads a ledger back knows our rows by it when they were moved, and which cells somebody has changed.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.library import Column, Sheet
from generator.workbooks.cells import Number, read, shown

_FORMAT = "tuoguan-1"
_BETWEEN = "|"  # stands in no title of a column
_IDENTITY, _CELL = 8, 3  # letters of base64: 48 and 18 bits
_BLANK = "." * _CELL
_KEY = re.compile(r"([A-Za-z0-9_-]{8}(?:#\d{1,6})?):((?:[A-Za-z0-9_-]{3}|\.{3})*)")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands above the keys of a sheet: whose ledger it is, of which year, which columns they hold."""

    ledger: str
    sheet: str
    year: int
    client: str
    titles: tuple[str, ...]

    def __str__(self) -> str:
        return _BETWEEN.join((_FORMAT, self.ledger, self.sheet, str(self.year), self.client, *self.titles))


@dataclass(frozen=True, slots=True)
class Key:
    """A row's key: its identity, and a short digest of each cell by the titles of the sheet's mark."""

    identity: str
    cells: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.identity}:{''.join(self.cells)}"


def marked(text: object) -> Mark | None:
    """The mark that a text is; None of any other text and of a format that is not known."""
    parts = text.split(_BETWEEN) if isinstance(text, str) else []
    if len(parts) < 6 or parts[0] != _FORMAT or not parts[3].isdecimal():
        return None
    return Mark(parts[1], parts[2], int(parts[3]), parts[4], tuple(parts[5:]))


def keyed(text: object) -> Key | None:
    """The key that a text is; None of any other."""
    found = _KEY.fullmatch(text) if isinstance(text, str) else None
    if not found:
        return None
    cells = found[2]
    return Key(found[1], tuple(cells[at : at + _CELL] for at in range(0, len(cells), _CELL)))


def of_rows(rows: Sequence[object], sheet: Sheet) -> list[str]:
    """The key of each row of a sheet's facts."""
    names = named(rows, sheet)
    columns = sheet.typed
    cells = (tuple(map(short, told(row, columns))) for row in rows)
    return [str(Key(name, one)) for name, one in zip(names, cells, strict=True)]


def named(rows: Sequence[object], sheet: Sheet) -> list[str]:
    """The identity of each row of a sheet's facts."""
    return identities(told(row, known_by(sheet)) for row in rows)


def known_by(sheet: Sheet) -> list[Column]:
    """The columns that tell a row from others."""
    by = sheet.into.by if sheet.into else ()
    return [next(column for column in sheet.columns if column.value == value) for value in by]


def told(row: object, columns: Iterable[Column]) -> list[str]:
    """The plain text of each of a row's cells as it is written."""
    return [_plain(shown(row, column)) for column in columns]


def plain_of(value: object, column: Column) -> str:
    """The plain text of a value in a column, however it is given: a text may be a day or a number."""
    return _plain(read(value, column.type))


def _plain(value: Number | str) -> str:
    return number(float(value.text)) if isinstance(value, Number) else plain(value)


def identities(rows: Iterable[Sequence[str]]) -> list[str]:
    """An identity for each row by the texts that tell it from others; rows alike are counted."""
    seen: dict[str, int] = {}
    found = []
    for texts in rows:
        name = _identity(texts)
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return found


def _identity(texts: Sequence[str]) -> str:
    raw = hashlib.sha256("\0".join(texts).encode("utf-8", "replace")).digest()
    return base64.urlsafe_b64encode(raw)[:_IDENTITY].decode()


def number(value: float) -> str:
    """A number of a cell as the text that its digest is made of: programs keep no more digits than these."""
    return f"{value:.12g}"


def plain(text: str) -> str:
    """A text of a cell as its digest is made of it: line breaks and spaces count alike."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def short(text: str) -> str:
    """The digest of a cell by its plain text; dots for a blank one."""
    if not text:
        return _BLANK
    raw = (zlib.crc32(text.encode("utf-8", "replace")) & 0x3FFFF).to_bytes(3, "big")
    return base64.urlsafe_b64encode(raw)[1:].decode()
