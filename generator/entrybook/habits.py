"""What the content of a cell means in its column, by the habits of people and of spreadsheets.

What was typed is taken for what it plainly is: a day however it is written, digits of full width, a number
kept as text. What a spreadsheet made of it is not guessed back: a code that became a day, a number whose last
digits are gone. A content that is no value of its kind stays the text that it is; the schema tells what is
wrong with it.
"""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

from generator.entrybook import formats
from generator.entrybook.cells import Value
from generator.entrybook.kinds import COUNTED, Kind
from generator.entrybook.layout import Column

_MOST_DIGITS = 15  # that a spreadsheet keeps of a number
_EARLIEST = 1920  # the year: days before come of small numbers in the format of a day
_ODD = re.compile("[\r\u00a0\u00ad\u2007\u200b-\u200f\u202a-\u202f\u2060\u2066-\u2069\ufeff]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES = re.compile("[\u00a0\u2007\u202f]")
_TOLD = re.compile("[０-９Ａ-Ｚａ-ｚ]|[eEｅＥ][+＋]")  # in a text that may be more than what it says
_WIDE = re.compile("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ－/／.．]*[０-９Ａ-Ｚａ-ｚ][0-9A-Za-z０-９Ａ-Ｚａ-ｚ－/／.．-]*")
_CUT = re.compile(r"[-+]?\d(?:\.\d+)?[eE]\+\d{2,}")
_NUMBER = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?")
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?$")
_DAY = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号])")
_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月?)")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_YES_NO = {
    **dict.fromkeys(("是", "有", "对", "√", "✓", "✔", "y", "yes", "true", "1"), True),
    **dict.fromkeys(("否", "无", "错", "×", "✗", "✘", "n", "no", "false", "0"), False),
}
_MEASURED = frozenset({Kind.NUMBER, Kind.INTEGER, Kind.DATE, Kind.MONTH})
_CHOSEN = frozenset({Kind.YES, Kind.CHOICE})
_DATED = frozenset({Kind.DATE, Kind.MONTH})
_NO_TIME = datetime.time()
_DITTO = frozenset({"同上", "〃", "″", '"'})
_AS_TEXT = "请把单元格格式改成“文本”，再重新输入"
_AS_NUMBER = "请把单元格格式改成“常规”，再写要填的数"
_AS_DAY = "请照 2026-09-01 的样子重新输入"


class LostError(Exception):
    """What was typed cannot be told from what the cell holds: ``message`` says why, ``hint`` what to do.

    Both are empty where it is told at the cell at which this one points.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def read(value: Value, column: Column, shown: Callable[[], str] = str) -> Any:
    """The one value that a cell's content means in a column; LostError for what cannot be told.

    Of a column of many it is one item. Days and months are texts as the data has them. ``shown`` gives the
    number format of the cell where it `formats.tells` something, else "".
    """
    if isinstance(value, str):
        return _of_text(value, column)
    if isinstance(value, bool):
        return value if column.kind is not Kind.CHOICE else _choice(str(value), column, value)
    if isinstance(value, float | int):
        return _of_number(float(value), column, shown)
    if isinstance(value, datetime.date):
        return _of_day(value, column, shown)
    return _of_time(value, column)


def blank(value: Value) -> str:
    """What stands in a cell in the place of what was lost there: no check takes it for a value."""
    if isinstance(value, datetime.datetime) and value.time() == _NO_TIME:
        value = value.date()
    return f"【重填：表格里是 {f'{value:.15g}' if isinstance(value, float) else value}】"


def meant(value: Value, column: Column) -> str:
    """The text that a content means in a column for texts; a `blank` where it means none."""
    try:
        found = read(value, column)
    except LostError:
        found = None
    return found if isinstance(found, str) else blank(value)


def plain(text: str) -> str:
    """A text without the characters that nobody sees and without spaces around it; its lines end in \\n."""
    if _ODD.search(text):
        text = _SPACES.sub(" ", _UNSEEN.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def spaced(text: str) -> str:
    """A text with single blanks, as labels are."""
    return " ".join(plain(text).split())


def folded(text: str) -> str:
    """A text as it is compared with others: without spaces, in characters of one width and case."""
    return "".join(unicodedata.normalize("NFKC", plain(text)).casefold().split())


def digits(number: float) -> str:
    """A number in full; LostError for one with more digits than a spreadsheet keeps."""
    if not math.isfinite(number):
        raise LostError("这里的数太大，读不出来", "请改成普通的数")
    if abs(number) >= 10**_MOST_DIGITS:
        message = f"数字超过 {_MOST_DIGITS} 位（{number:.10G}），表格软件已经把后面的改成了 0"
        raise LostError(message, _AS_TEXT)
    return f"{Decimal(f'{number:.{_MOST_DIGITS}g}'):f}"


def _of_text(text: str, column: Column) -> Any:
    written = plain(text)
    if written in _DITTO:
        raise LostError(f"写的是“{written}”，分到各处以后就不知道是什么了", "请写全；可以选中后向下填充")
    if column.kind in _CHOSEN:
        return _choice(written, column, written)
    if column.kind not in _MEASURED and not _TOLD.search(written):
        return written
    return _narrowed(written, column.kind)


def _narrowed(written: str, kind: Kind) -> Any:
    """What a text means that may be more than what it says: a number, a day, a code in full width."""
    narrow = unicodedata.normalize("NFKC", written)
    if kind in (Kind.NUMBER, Kind.INTEGER):
        return _counted(narrow, written)
    if _CUT.fullmatch(narrow):
        raise LostError(f"写的是 {narrow}，后面的数字已经丢了", _AS_TEXT)
    if kind in _MEASURED:
        return dated(narrow, kind) or written
    return narrow if _WIDE.fullmatch(written) else written


def _is_number(bare: str) -> bool:
    return bool(_NUMBER.fullmatch(bare)) and any(char.isdigit() for char in bare)


def _counted(narrow: str, written: str) -> Any:
    """The number that a text is, whole ones without a point; the text where it is none."""
    bare = "".join(narrow.split())
    if _is_number(bare):
        number = Decimal(bare.replace(",", ""))
        return number if "." in bare else _whole(number)
    return written


def _whole(number: Decimal) -> int | Decimal:
    """A number, a whole one as an integer."""
    return int(number) if number == number.to_integral_value() else number


def dated(text: str, kind: Kind) -> str:
    """The day or month that a text says, as the data has it; "" where it says none that there is."""
    narrow = unicodedata.normalize("NFKC", text)
    bare = "".join(_MIDNIGHT.sub("", narrow).split())
    if found := _DAY.fullmatch(bare):
        year, _, *rest = found.groups()
        return _day(year, *filter(None, rest))
    return _month(bare) if kind is Kind.MONTH else ""


def _month(text: str) -> str:
    """The month that a text says; "" where it says none."""
    found = _MONTH.fullmatch(text)
    month = int(found[2] or found[3]) if found else 0
    return f"{found[1]}-{month:02}" if found and 1 <= month <= 12 else ""


def _day(year: str, month: str, day: str) -> str:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _choice(text: str, column: Column, otherwise: Any) -> Any:
    """The yes, the no or the choice that a text means, else what is given."""
    known = _YES_NO if column.kind is Kind.YES else _known(column.choices)
    return known[text] if text in known else known.get(folded(text), otherwise)


@cache
def _known(choices: tuple[Any, ...]) -> dict[str, Any]:
    """The choices by their texts as they are compared."""
    return {folded(str(one)): one for one in choices}


def _of_number(number: float, column: Column, shown: Callable[[], str]) -> Any:
    written, bare = digits(number), formats.bare(shown())
    if unit := formats.unit(shown()):
        raise LostError(f"格式里带“{unit}”，在表格里等于 {written}", _AS_NUMBER)
    if "%" in bare:
        raise LostError(f"写的是百分数，在表格里等于 {written}", _AS_NUMBER)
    if column.kind in COUNTED:
        return _whole(Decimal(written))
    if column.kind in _CHOSEN:
        return _choice(written, column, written)
    if column.kind in _DATED:
        return _day_of_digits(written, column.kind)
    return _code(number, written, bare)


def _code(number: float, written: str, bare: str) -> str:
    """The text that a number was typed as, its zeros by a bare format that shows them."""
    if "e+" in bare:
        raise _changed(f"数字 {number:.10G}")
    return written.zfill(len(bare)) if formats.is_padded(bare) else written


def _day_of_digits(written: str, kind: Kind) -> str:
    """The day that eight digits are, or the month that six are; LostError for any other number."""
    year, month, day, found = written[:4], written[4:6], written[6:], ""
    if len(written) == len("20260901"):
        found = _day(year, month, day)
    elif len(written) == len("202609") and kind is Kind.MONTH:
        found = dated(f"{year}-{month}", kind)
    if not found:
        raise LostError(f"日期成了数字 {written}", _AS_DAY)
    return found


def _of_day(day: datetime.date, column: Column, shown: Callable[[], str]) -> str:
    if column.kind not in _DATED:
        raise _changed(f"日期 {day:%Y-%m-%d}")
    if day.year < _EARLIEST:
        raise LostError(f"这里的日期是 {day:%Y-%m-%d}，多半是把数字填进了日期格", _AS_DAY)
    is_month = day.day == 1 and formats.is_monthly(formats.bare(shown()))
    if is_month and column.kind is Kind.DATE:
        raise LostError(f"这里只写到月（{day:%Y-%m}）", _AS_DAY)
    return day.isoformat()[: len("2026-09") if is_month else len("2026-09-01")]


def _of_time(value: Value, column: Column) -> str:
    """The time of a day where the column is for one: 08:30."""
    is_clock = _CLOCK.fullmatch(str(column.shape.example or ""))
    if is_clock and isinstance(value, datetime.time) and not value.second:
        return f"{value:%H:%M}"
    raise _turned_to_time(value, column)


def _turned_to_time(value: Value, column: Column) -> LostError:
    hint = _AS_DAY if column.kind in _DATED else _AS_TEXT
    return _changed(f"时间 {value}", hint)


def _changed(into: str, hint: str = _AS_TEXT) -> LostError:
    """That a spreadsheet made of what was typed something else."""
    return LostError(f"表格软件把这里改成了{into}，原来写的已经丢了", hint)
