"""Telephone numbers as long as they are in China: a digit too few is seen only when somebody calls."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.record import Keys
from generator.schema.view import View

_NAMES = {"phone", "complaint_phone", "report_phone"}
_APART = re.compile(r"[、，,;；/ ]+")
_EXTENSION = re.compile(r"(转|[*#]|(?<=\d{7})-(?=\d{1,5}$)).*")
_MOBILE = 11


def lengths(view: View) -> None:
    """Each number of each telephone in the data."""
    for keys, text in _phones(view.data, ()):
        for number in _APART.split(unicodedata.normalize("NFKC", text)):
            fault = _fault(number)
            if fault and keys not in view.damaged:
                view.warn(keys, f"“{number}”{fault}", "请核对；手机 11 位，固定电话写成 0579-00000000")


def _phones(value: object, keys: Keys) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _NAMES and isinstance(inner, str):
                yield (*keys, key), inner
            elif isinstance(inner, (dict, list)):
                yield from _phones(inner, (*keys, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            if isinstance(inner, (dict, list)):
                yield from _phones(inner, (*keys, number))


def _fault(number: str) -> str:
    """What is wrong with one number, "" where nothing is."""
    digits = re.sub(r"\D", "", _EXTENSION.sub("", re.sub(r"^(\+|00)86[- ]?", "", number)))
    count = len(digits)
    if not digits or count <= 8 or re.fullmatch(r"[48]00\d{7}", digits):
        return ""  # short numbers, local numbers, numbers of service
    if digits[0] == "0":
        return "" if 10 <= count <= 12 else f"有 {count} 位，区号加号码应为 11 或 12 位"
    if digits[0] == "1":
        return "" if count == _MOBILE else f"有 {count} 位，手机号应为 11 位"
    return f"有 {count} 位，不像电话号码"


RULES = (lengths,)
