"""Telephone numbers as long as they are in China: a digit too few is seen only when somebody calls."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.record import Keys
from generator.schema.view import View, inside

_NAMES = {"phone", "complaint_phone", "report_phone"}
_APART = re.compile(r"[、，,;；/ ]+")
_EXTENSION = re.compile(r"(转|[*#]|(?<=\d{7})-(?=\d{1,5}$)).*")
_COUNTRY = re.compile(r"^(\+|00)86[- ]?")
_OF_SERVICE = re.compile(r"[48]00\d{7}")
_MOBILE = 11


def lengths(view: View) -> None:
    """Each number of each telephone in the data."""
    for keys, text in _phones(view.data, ()):
        if keys not in view.damaged:
            for number in _APART.split(unicodedata.normalize("NFKC", text)):
                if fault := _fault(number):
                    hint = "请核对；手机 11 位，固定电话写成 0579-00000000"
                    view.warn(keys, f"“{number}”{fault}", hint)


def _phones(value: object, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Each telephone below a group or a list, with its place."""
    for key, inner in inside(value):
        if isinstance(inner, (dict, list)):
            yield from _phones(inner, (*keys, key))
        elif key in _NAMES and isinstance(inner, str):
            yield (*keys, key), inner


def _fault(number: str) -> str:
    """What is wrong with one number, "" where nothing is."""
    digits = _digits(number)
    if _is_short(digits):
        return ""
    wrong = _wrong_length(digits[0], len(digits))
    return f"有 {len(digits)} 位，{wrong}" if wrong else ""


def _is_short(digits: str) -> bool:
    """Short numbers, local numbers, numbers of service."""
    return len(digits) <= 8 or bool(_OF_SERVICE.fullmatch(digits))


def _digits(number: str) -> str:
    """A number without the code of the country and without its extension."""
    return re.sub(r"\D", "", _EXTENSION.sub("", _COUNTRY.sub("", number)))


def _wrong_length(first: str, count: int) -> str:
    """What is wrong with so many digits behind the first one."""
    if first == "0":
        return "" if 10 <= count <= 12 else "区号加号码应为 11 或 12 位"
    if first == "1":
        return "" if count == _MOBILE else "手机号应为 11 位"
    return "不像电话号码"


RULES = (lengths,)
