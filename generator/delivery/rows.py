"""The rows of a manifest: written from files, read with care, completed where an earlier format left gaps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import PurePosixPath

from generator.delivery.model import File, Row

KEYED = 3  # the first format whose rows tell key, life and day
_HASH = re.compile(r"[0-9a-f]{64}")
_HALF = re.compile("[\ud800-\udfff]")  # half a character, which no file can hold
_DAY = re.compile(r"(\d{4}-\d\d-\d\d) .*?(?:（(\d+)）)?")
_TOLD = ("template", "template_sha256", "key", "life", "day", "by", "of")
_NAMED = re.compile(r"(?:托管辅导人员档案表|电子工牌) (.+)")


def entry(file: File) -> Row:
    """The manifest's row of a file."""
    made_from = (file.template, file.template_hash, file.values)
    row = Row(file.path, file.hash, file.id, *made_from, file.key, file.life, file.day, file.settled)
    return replace(row, by=file.by, of=file.of)


def plain(row: Row) -> dict[str, object]:
    """A row as it is written: what is empty is left out."""
    made_from = {"template": row.template, "template_sha256": row.template_hash} if row.template else {}
    more = {
        "key": row.key,
        "life": row.life,
        "day": row.day,
        "settled": row.settled,
        **made_from,
        "by": row.by,
        "of": row.of,
        "values": row.values,
    }
    filled = {name: value for name, value in more.items() if value}
    return {"id": row.id, "path": row.path, "sha256": row.hash, **filled}


def read(row: object) -> Row | None:
    """A file's row with what is text in it; None when path or hash is not usable."""
    told = texts(row)
    path = row.get("path") if isinstance(row, dict) else None
    if not isinstance(row, dict) or not isinstance(path, str) or not _HASH.fullmatch(told.get("sha256", "")):
        return None
    return _row(path, told, texts(row.get("values")), row.get("settled") is True)


def _row(path: str, told: Mapping[str, str], values: Mapping[str, str], settled: bool) -> Row:
    template, template_hash, key, life, day, by, of = (told.get(name, "") for name in _TOLD)
    made_from = (template, template_hash, values)
    return Row(path, told["sha256"], told.get("id", ""), *made_from, key, life, day, settled, by=by, of=of)


def texts(value: object) -> dict[str, str]:
    """What in a mapping is text under a text."""
    if isinstance(value, dict) and _all_text(value):
        return dict(value)
    pairs: Iterable[tuple[object, object]] = value.items() if isinstance(value, dict) else ()
    return {str(name): str(text) for name, text in pairs if is_text(name) and is_text(text)}


def _all_text(value: dict[object, object]) -> bool:
    """Whether nothing but text is in a mapping, told by one look at all of it."""
    try:
        return not _HALF.search("".join(chain(value, value.values())))  # type: ignore[arg-type]
    except TypeError:
        return False


def is_text(value: object) -> bool:
    """Whether a value is text that can be written again."""
    return isinstance(value, str) and (value.isascii() or not _HALF.search(value))


def keyed(rows: Iterable[Row], form: int, day: str) -> tuple[Row, ...]:
    """The rows of one record with keys that tell those of one deliverable apart.

    Formats before 3 had none: the file's name tells the day of a record and the advisor, the build's
    ``day`` (ISO text) the year of a ledger. Where nothing tells, the file's name is the key.
    """
    given = tuple(rows) if form >= KEYED else tuple(_guessed(row, day) for row in rows)
    number = Counter((row.id, row.key) for row in given)
    return tuple(row if number[row.id, row.key] == 1 else _by_its_name(row) for row in given)


def _by_its_name(row: Row) -> Row:
    return replace(row, key=PurePosixPath(row.path).stem)


def _guessed(row: Row, day: str) -> Row:
    """A row of an earlier format; all that such a build made told as of its own day."""
    return replace(row, key=row.key or _likely_key(row, day), day=row.day or day)


def _likely_key(row: Row, day: str) -> str:
    stem = PurePosixPath(row.path).stem
    if found := _DAY.fullmatch(stem):
        return found[1] + (f"-{found[2]}" if found[2] else "")
    if found := _NAMED.fullmatch(stem):
        return found[1]
    return day[:4] if row.id.startswith("ledger_") else ""


def by_key(rows: Iterable[Row]) -> Mapping[tuple[str, str], Row]:
    """Rows by deliverable and key; a single one of an earlier format is its year's as well."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        found.setdefault((row.id, row.key), row)
        if not row.life and not row.key and row.day:
            found.setdefault((row.id, row.day[:4]), row)
    return found
