"""What people type wrongly in Notepad or WPS, told by its own name at its own line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.schema import unseen

Words = tuple[str, str]  # what is wrong and what to do

HALF_HINT = "冒号要用英文半角“:”，后面空一格"
COMMA_HINT = "逗号、括号用英文半角，例如 [2, 15]"
_SPACES = {"\u3000": "全角空格", "\u00a0": "不换行空格", "\u2003": "全身空格", "\u2002": "半身空格"}
_BAD_INDENT = re.compile(rf" *(?:- +)*([{''.join(_SPACES)}])")
_BULLET = re.compile(r"\s*([–—―−－•·●▪■◆○]|[*+](?= ))\s*\S")
_TIGHT_DASH = re.compile(r"\s*(?:- +)*-(?=[^\s\-])")
_TIGHT_COLON = re.compile(r"\s*(?:- +)*([A-Za-z_]\w*):(?=[^\s/])")
_WIDE_COLON = re.compile(r"\s*(?:- +)*([A-Za-z_]+)\s*：")
_AFTER_QUOTE = re.compile(
    r"""(?:^\s*(?:- +)*|[\[{,] *)(?:[A-Za-z_]\w*: +)?("[^"]*"|'[^']*')\s*([^\s#,:\]}][^#,}\]]*)"""
)
_SECOND_COLON = re.compile(r"\{[^{}]*: +[^{},\"']*: ")
_WIDE_SIGN = re.compile(r"[\[{][^\[\]{}\"']*([，；］｝])|([［｛])")
_KEY = re.compile(r" *[A-Za-z_]\w*:(?: |$)")
_DASHES = "–—―−－•·●▪■◆○*+"
_OF_TIGHT_DASH = ("“-”后面没有空格", "短横后面空一格，例如 - {name: 甲}")


class Slip(NamedTuple):
    """What is wrong at a column (from 1), and what to do."""

    column: int
    message: str
    hint: str


def _at(found: re.Match[str], group: int, message: str, hint: str) -> Slip:
    """A slip where a group of what was found begins."""
    return Slip(found.start(group) + 1, message, hint)


def near(lines: Sequence[str], numbers: Sequence[int]) -> tuple[int, Slip] | None:
    """The first slip in the lines of these numbers (from 0), each once, in this order."""
    for number in dict.fromkeys(numbers):
        if 0 <= number < len(lines) and (found := next(_slips(lines[number]), None)):
            return number, found
    return None


def _slips(line: str) -> Iterator[Slip]:
    """The slips of a line, the surest first."""
    if line.strip() and not line.lstrip().startswith("#"):
        for look in _LOOKS:
            if found := look(line):
                yield found


def _bad_indent(line: str) -> Slip | None:
    if not (found := _BAD_INDENT.match(line)):
        return None
    char = found[1]
    message = f"缩进里有{_SPACES[char]}（U+{ord(char):04X}）"
    return _at(found, 1, message, "缩进只用半角空格，请删去重新输入")


def _unseen(line: str) -> Slip | None:
    found = unseen.PATTERN.search(line)
    return Slip(found.start() + 1, unseen.told(found[0]), unseen.MEND) if found else None


def _bullet(line: str) -> Slip | None:
    found = _BULLET.match(line)
    return _at(found, 1, *_of_bullet(found[1])) if found else None


def _of_bullet(char: str) -> Words:
    return f"列表的短横写成了“{char}”", "改成英文半角“-”，后面空一格"


def _tight_dash(line: str) -> Slip | None:
    found = _TIGHT_DASH.match(line)
    return Slip(found.end(), *_OF_TIGHT_DASH) if found else None


def _wide_colon(line: str) -> Slip | None:
    found = _WIDE_COLON.match(line)
    return _at(found, 1, "这里缺少冒号", HALF_HINT) if found else None


def _tight_colon(line: str) -> Slip | None:
    if not (found := _TIGHT_COLON.match(line)):
        return None
    return _at(found, 1, f"“{found[1]}:”后面没有空格", f"冒号后加空格：{found[1]}: …")


def _after_quote(line: str) -> Slip | None:
    if not (found := _AFTER_QUOTE.search(line)):
        return None
    message = f"引号后面还有文字“{found[2].strip()[:20]}”"
    return _at(found, 2, message, "去掉引号，或者用单引号把整个值括起来")


def _wide_sign(line: str) -> Slip | None:
    if not (found := _WIDE_SIGN.search(line)):
        return None
    group = 1 if found[1] else 2
    return _at(found, group, f"括号里用了全角的“{found[group]}”", COMMA_HINT)


def _second_colon(line: str) -> Slip | None:
    hint = '给这个值加引号，例如 {caption: "现状: 无"}'
    found = _SECOND_COLON.search(line)
    return Slip(found.end() - 1, "花括号里的值含有冒号", hint) if found else None


# In the order in which the first that is found is the one to tell.
_LOOKS = (
    _bad_indent,
    _unseen,
    _bullet,
    _tight_dash,
    _wide_colon,
    _tight_colon,
    _after_quote,
    _wide_sign,
    _second_colon,
)


def odd_indent(lines: Sequence[str], number: int, column: int) -> tuple[int, int] | None:
    """The line (from 0) and column (from 1) of a key that does not stand under its neighbours.

    A colon at `column` of the line `number` is one too many where the line before has a value already:
    then the line stands too far right, or the line before too far left.
    """
    if not 0 < number < len(lines) or not _is_its_key(lines[number], column):
        return None
    before = _written_before(lines, number)
    if not before or not _is_deeper(lines[number], lines[before[0]]):
        return None
    # Two lines before tell which of the two that quarrel stands alone.
    is_alone = _indent(lines[before[-1]]) == _indent(lines[number])
    odd = before[0] if is_alone else number
    return odd, _indent(lines[odd]) + 1


def _is_its_key(line: str, column: int) -> bool:
    """Whether a line begins with a key, whose colon stands at a column."""
    return bool(_KEY.match(line)) and ":" not in line[:column]


def _written_before(lines: Sequence[str], number: int) -> list[int]:
    """The two lines before one that are not blank, the nearest first."""
    return [index for index in range(number - 1, -1, -1) if lines[index].strip()][:2]


def _is_deeper(line: str, before: str) -> bool:
    """Whether a line stands further right than the line of a key."""
    return bool(_KEY.match(before)) and _indent(line) > _indent(before)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


@lru_cache(maxsize=1024)  # the same few hundred keys stand in every client's data
def in_key(key: str) -> Words | None:
    """What keeps a key from being one of ours, and what to do; None when nothing of that kind does."""
    if char := unseen.first(key):
        return f"键名里{unseen.told(char)}", "请删去后重新输入这个键名"
    if key[:1] in _DASHES and key[1:].strip():
        return _of_bullet(key[0])
    if char := _wide_space(key):
        return f"键名前后有{_SPACES[char]}（U+{ord(char):04X}）", "缩进和空格都用半角，请删去重新输入"
    if found := joined(key):
        return of_joined(found)
    return _OF_TIGHT_DASH if re.match(r"-[^\s-]", key) else _wrong_signs(key)


def _wide_space(key: str) -> str:
    return next((char for char in _SPACES if char in key), "")


def _wrong_signs(key: str) -> Words | None:
    """Brackets, quotes and letters that are not those of a key."""
    if key[:1] in "｛［":
        return f"括号是全角的“{key[0]}”", COMMA_HINT
    if key[:1] in "“”‘’\"'" or key[-1:] in "“”‘’":
        return f"键名带着引号：{key}", "键名不加引号"
    return _wide_letters(key)


def _wide_letters(key: str) -> Words | None:
    plain = unicodedata.normalize("NFKC", key)
    is_wide = plain != key and plain.isascii()
    return (f"键名是全角字符：{key}", f"改成半角 {plain}") if is_wide else None


def joined(value: str) -> str:
    """The key that stands in a text together with its value, as in name:甲公司; "" where there is none."""
    found = re.match(r"([A-Za-z_]\w*)[:：](?=\S)", value)
    return found[1] if found else ""


def of_joined(key: str) -> Words:
    """What is wrong where a key and its value stand together, and what to do."""
    return f"“{key}”和值连在了一起", f"冒号用英文半角，冒号后加空格：{key}: …"
