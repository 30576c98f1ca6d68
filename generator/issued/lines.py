"""Rows of the index as lines of its text: one is added or changed, all others stay as they were typed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from generator.issued.rows import Row, plain
from generator.record import ISSUED, Record

_PLAIN = re.compile(r"[0-9A-Za-z_\u4e00-\u9fff][\w./（）《》、-]*(?: [\w./（）《》、-]+)*")
_NO_TEXT = {"null", "Null", "NULL"}
EMPTY = "[]\n"
_NO_ROWS = re.compile(r"(?m)^\[ *\] *\r?\n?")
_ASIDE = re.compile(r"\s*(#|$)")
_DASH = re.compile(r" *- +")
_COMMENT = re.compile(r"\}( +#.*)$")


def added(text: str, record: Record, row: Row) -> str:
    """The text with one row more, at its end."""
    count = len(record.data.get(ISSUED, ()))
    text = text if count else _NO_ROWS.sub("", text)
    dash = _dash(text, record, count - 1) if count else "- "
    return f"{_ended(text)}{dash}{_mapping(plain(row))}{_break(text)}"


def _ended(text: str) -> str:
    """The text with its last line ended."""
    return text if not text or text.endswith("\n") else text + _break(text)


def changed(text: str, record: Record, number: int, row: Row) -> str:
    """The text with another row in the place of one, whose unknown fields and comments are kept."""
    lines = text.splitlines(keepends=True)
    first, last = _span(lines, record, number)
    told = _mapping(plain(row), _unknown(record.data[ISSUED][number]))
    line = f"{_dash(text, record, number)}{told}{_comment(lines[last - 1])}{_break(text)}"
    return "".join((*lines[:first], line, *lines[last:]))


def _unknown(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a row that this tool does not know."""
    return {name: value for name, value in given.items() if name not in Row.__dataclass_fields__}


def _comment(line: str) -> str:
    found = _COMMENT.search(line.rstrip("\r\n"))
    return found[1] if found else ""


def _span(lines: list[str], record: Record, number: int) -> tuple[int, int]:
    """The lines of a row, from 0, without the blank and comment lines that follow it."""
    first = _line(record, number)
    last = _line(record, number + 1) if number + 1 < len(record.data[ISSUED]) else len(lines)
    while last > first + 1 and _ASIDE.match(lines[last - 1]):
        last -= 1
    return first, last


def _line(record: Record, number: int) -> int:
    origin = record.origin((ISSUED, number))
    return origin.line - 1 if origin else 0


def _dash(text: str, record: Record, number: int) -> str:
    """What stands before a row in its line: the dash, as far to the right as it is."""
    found = _DASH.match(text.splitlines()[_line(record, number)])
    return found[0] if found else "- "


def _break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _mapping(given: Mapping[str, Any], own: Mapping[str, Any] | None = None) -> str:
    """A flow mapping on one line; fields of people as JSON, which is YAML as well."""
    pairs = [f"{name}: {_value(value)}" for name, value in given.items()]
    pairs += [f"{_text(name)}: {_json(value)}" for name, value in (own or {}).items()]
    return f"{{{', '.join(pairs)}}}"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return _mapping(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_text, value)) + "]"
    return _text(value)


def _text(value: str) -> str:
    return value if _PLAIN.fullmatch(value) and value not in _NO_TEXT else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
