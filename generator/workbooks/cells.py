"""Values as cells of a worksheet: numbers and days as themselves, everything else as text."""

from __future__ import annotations

import datetime
import html
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from generator import domain
from generator.domain import ROW, Form, Month, printing
from generator.library import DAYS, Column

_EPOCH = datetime.date(1899, 12, 30).toordinal()
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SPECIAL = re.compile(f"[&<>]|{_ILLEGAL.pattern}|{_ESCAPED.pattern}")
_LONGEST = 32767  # characters that a cell can hold
_COUNTED = frozenset({"no", "number", "percent", "money", "choice"})
_MAY_START_A_FORMULA = "=+-@\t\r"


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or a day as its number; ``month`` for one that is known to the month."""

    text: str
    month: bool = False


def read(value: object, kind: str, form: Form = ROW) -> Number | str:
    """What a value of a column's kind is in Excel; a text stays text when it is no such number or day.

    ``form`` is how the value is written on paper: a number has as many decimals in the workbook.
    """
    if isinstance(value, (datetime.date, Month)) and kind in DAYS:
        return _day(value, kind) or printing.words(value)
    if kind in _COUNTED and isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Number(_number(value, form))
    return _text(printing.words(value, form), kind)


def shown(row: object, column: Column) -> Number | str:
    """What stands in a row's cell, written in the form of its field; "" in a column without facts."""
    if not column.value:
        return ""
    kind: Any = type(row)
    return read(getattr(row, column.value), column.type, _form(kind, column.value))


@cache
def _form(kind: Any, name: str) -> Form:
    """The form in which the field of a row is written."""
    known = printing.forms(kind).get(name) if hasattr(kind, "__dataclass_fields__") else None
    return known or ROW


def _number(value: int | Decimal, form: Form) -> str:
    told = printing.words(value, form)
    return str(Decimal(told.removesuffix("%")) / 100) if form.percent else told


def _text(text: str, kind: str) -> Number | str:
    """A text that the data allow beside numbers and days."""
    if kind in DAYS:
        return _day(domain.moment(text), kind) or text
    if kind == "percent" and text.endswith("%"):
        return _share(text)
    if kind in _COUNTED and _NUMBER.fullmatch(text):
        return Number(text)
    return text


def _share(text: str) -> Number | str:
    """The number of 12.5%; the text as it is where no number stands before the sign."""
    found = _NUMBER.fullmatch(text[:-1])
    return Number(str(Decimal(found[0]) / 100)) if found else text


def _day(value: domain.Moment, kind: str) -> Number | None:
    day = domain.last_day(value) if kind == "until" else domain.first_day(value)
    if day is None or day.year < 1901:  # Excel believes in a 29 February 1900
        return None
    return Number(str(day.toordinal() - _EPOCH), isinstance(value, Month))


def risky(text: str) -> bool:
    """Whether a person who edits the cell could turn its text into a formula."""
    return text[:1] in _MAY_START_A_FORMULA and text != ""


def words(text: str) -> str:
    """A text as XML, what Excel would read as an escape spelled out."""
    if not _SPECIAL.search(text):  # as in most cells
        return text[:_LONGEST]
    return html.escape(_ESCAPED.sub("_x005F_", _ILLEGAL.sub("", text)[:_LONGEST]), quote=False)


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


@cache
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
            lines = max(lines, _lines(text, width))
    return min(409.0, max(least, lines * 13.5 + 5))


def _lines(text: str, width: int) -> int:
    """How many lines a text takes, with a tenth of room."""
    return sum(max(1, -(-breadth(piece) * 11 // (width * 10))) for piece in text.split("\n"))
