"""Values as cells of a worksheet: numbers and days as themselves, everything else as text."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from generator.library import DAYS

_EPOCH = datetime.date(1899, 12, 30).toordinal()
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST = 32767  # characters that a cell can hold
_MAY_START_A_FORMULA = "=+-@\t\r"


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or a day as its number; ``month`` for one that is known to the month."""

    text: str
    month: bool = False


def read(text: str, kind: str) -> Number | str:
    """What a text of a column's kind is in Excel; it stays text when it is no such number or day."""
    if kind in DAYS:
        return _day(text, kind) or text
    if kind == "percent" and text.endswith("%"):
        found = _NUMBER.fullmatch(text[:-1])
        return Number(str(Decimal(found[0]) / 100)) if found else text
    if kind in ("no", "number", "percent", "money", "choice") and _NUMBER.fullmatch(text):
        return Number(text)
    return text


def _day(text: str, kind: str) -> Number | None:
    found = _DAY.fullmatch(text)
    if not found:
        return None
    year, month = int(found[1]), int(found[2])
    try:
        last = calendar.monthrange(year, month)[1] if kind == "until" else 1
        day = datetime.date(year, month, int(found[3] or last))
    except (ValueError, IndexError):
        return None
    if day.year < 1901:  # Excel believes in a 29 February 1900
        return None
    return Number(str(day.toordinal() - _EPOCH), not found[3])


def risky(text: str) -> bool:
    """Whether a person who edits the cell could turn its text into a formula."""
    return text[:1] in _MAY_START_A_FORMULA and text != ""


def words(text: str) -> str:
    """A text as XML, what Excel would read as an escape spelled out."""
    return escape(_ESCAPED.sub("_x005F_", _ILLEGAL.sub("", text)[:_LONGEST]))


def written(place: str, style: int, value: Number | str) -> str:
    """The XML of a cell with a value; an empty text leaves the cell blank."""
    if isinstance(value, Number):
        return f'<c r="{place}" s="{style}"><v>{value.text}</v></c>'
    if not value:
        return f'<c r="{place}" s="{style}"/>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words(value)}</t></is></c>'


def counted(place: str, style: int, formula: str, value: Number | str | None = None) -> str:
    """The XML of a cell with a formula that is XML already, and its value as far as it is known."""
    if value is None:
        return f'<c r="{place}" s="{style}"><f>{formula}</f></c>'
    if isinstance(value, Number):
        return f'<c r="{place}" s="{style}"><f>{formula}</f><v>{value.text}</v></c>'
    return f'<c r="{place}" s="{style}" t="str"><f>{formula}</f><v>{words(value)}</v></c>'


def letters(number: int) -> str:
    """The name of a column counted from 1: A, Z, AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def breadth(text: str) -> int:
    """The width of a text in Excel characters, a Chinese one counting two."""
    return len(text) + sum(char > "⺀" for char in text)


def height(texts: list[tuple[str, int]], least: float = 20) -> float:
    """The height of a row in points for its texts and the widths that they are wrapped to."""
    lines = 1
    for text, width in texts:
        if len(text) * 2 > width or "\n" in text:
            pieces = text.split("\n")
            lines = max(lines, sum(max(1, -(-breadth(piece) * 11 // (width * 10))) for piece in pieces))
    return min(409.0, max(least, lines * 13.5 + 5))
