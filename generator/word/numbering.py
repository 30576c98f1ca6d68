"""Word's automatic numbers as text: 第一章, 第一条, 1.1, （一）."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = etree._Element
_PROPERTIES, _STYLE, _LIST = f"{W}pPr", f"{W}pStyle", f"{W}numPr"  # looked for in every paragraph
_NO_LIST = "0"
_DIGITS = "零一二三四五六七八九"
_CIRCLED = 20  # ① to ⑳
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "koreanCounting",
}
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN_SMALL = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(slots=True)
class Level:
    """One level of a list as defined."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    restart: int = -1
    legal: bool = False
    style: str = ""
    glued: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def label(self, paragraph: Element) -> str:
        """The number before a paragraph with the gap after it, counted on; "" when it has none."""
        number, depth = self._list_of(paragraph)
        abstract, starts = self.lists.get(number, ("", {}))
        levels = self.levels.get(abstract, {})
        if number == _NO_LIST or depth not in levels:
            return ""
        counter = self.counters.setdefault(abstract, {})
        if number not in self.begun:
            self.begun.add(number)
            counter |= {level: start - 1 for level, start in starts.items()}
        self._count(counter, levels, depth)
        made = _written(levels, counter, depth)
        return made if levels[depth].glued or not made or made[-1].isspace() else made + " "

    def counted(self, paragraph: Element) -> tuple[str, int]:
        """The list that counts a paragraph and its level there; "" where none does, or by signs alone."""
        number, depth = self._list_of(paragraph)
        abstract = self.lists.get(number, ("", {}))[0]
        level = self.levels.get(abstract, {}).get(depth)
        counts = number != _NO_LIST and level is not None and level.format not in ("bullet", "none")
        return (abstract, depth) if counts else ("", 0)

    @staticmethod
    def _count(counter: dict[int, int], levels: dict[int, Level], depth: int) -> None:
        counter[depth] = counter.get(depth, levels[depth].start - 1) + 1
        for above in range(depth):
            if above in levels and above not in counter:
                counter[above] = levels[above].start
        for below, level in levels.items():
            if below > depth and level.restart != 0 and (level.restart < 0 or depth < level.restart):
                counter.pop(below, None)

    def _list_of(self, paragraph: Element) -> tuple[str, int]:
        style = own = None
        if len(paragraph) and paragraph[0].tag == _PROPERTIES:
            for element in paragraph[0].iterchildren(_STYLE, _LIST):
                style, own = (element, own) if element.tag == _STYLE else (style, element)
        number, depth = self.styles.get(_value(style), (_NO_LIST, 0))
        if own is not None:
            number = _value(own.find(f"{W}numId")) or number
            depth = int(_value(own.find(f"{W}ilvl")) or depth)
        return number, depth


def read(numbering: bytes | None, styles: bytes | None) -> Numbering:
    """The lists that a document defines."""
    made = Numbering()
    if numbering:
        root = etree.fromstring(numbering)
        for abstract in root.findall(f"{W}abstractNum"):
            identity = str(abstract.get(f"{W}abstractNumId"))
            made.levels[identity] = {_depth(item): _level(item) for item in abstract.findall(f"{W}lvl")}
        for item in root.findall(f"{W}num"):
            abstract_id = _value(item.find(f"{W}abstractNumId"))
            made.lists[str(item.get(f"{W}numId"))] = (abstract_id, _starts(item))
    if styles:
        made.styles = _styles(etree.fromstring(styles), made)
    return made


def _starts(item: Element) -> dict[int, int]:
    """The levels that a list begins with numbers of its own."""
    found = {}
    for override in item.findall(f"{W}lvlOverride"):
        start = override.find(f"{W}startOverride")
        if start is not None:
            found[_depth(override)] = int(_value(start) or 1)
    return found


def _depth(element: Element) -> int:
    return int(element.get(f"{W}ilvl") or 0)


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{W}val") or ""


def _level(element: Element) -> Level:
    restart = element.find(f"{W}lvlRestart")
    legal = element.find(f"{W}isLgl")
    return Level(
        int(_value(element.find(f"{W}start")) or 1),
        _value(element.find(f"{W}numFmt")) or "decimal",
        _value(element.find(f"{W}lvlText")),
        -1 if restart is None else int(_value(restart) or 0),
        legal is not None and _value(legal) not in ("0", "false"),
        _value(element.find(f"{W}pStyle")),
        _value(element.find(f"{W}suff")) == "nothing",
    )


def _styles(root: Element, made: Numbering) -> dict[str, tuple[str, int]]:
    """The list and level of each style that numbers its paragraphs, its own or inherited."""
    own = _own_numbers(root)
    found = {}
    for name in own:
        giver = _giver(name, own)
        properties = own[giver][0] if giver in own else None
        if properties is not None:
            chosen = _value(properties.find(f"{W}numId")) or _NO_LIST
            depth = _value(properties.find(f"{W}ilvl"))
            found[name] = (chosen, int(depth) if depth else _linked(made, chosen, giver))
    return found


def _own_numbers(root: Element) -> dict[str, tuple[Element | None, str]]:
    """What each style says of numbering itself, and the style that it is based on."""
    own: dict[str, tuple[Element | None, str]] = {}
    for style in root.findall(f"{W}style"):
        number = style.find(f"{W}pPr/{W}numPr")
        own[str(style.get(f"{W}styleId"))] = (number, _value(style.find(f"{W}basedOn")))
    return own


def _giver(name: str, own: dict[str, tuple[Element | None, str]]) -> str:
    """The style that numbers the paragraphs of a style: itself, or the nearest that it is based on."""
    seen = set[str]()
    while name in own and own[name][0] is None and name not in seen:
        seen.add(name)
        name = own[name][1]
    return name


def _linked(made: Numbering, number: str, style: str) -> int:
    levels = made.levels.get(made.lists.get(number, ("", {}))[0], {})
    return next((depth for depth, level in levels.items() if level.style == style), 0)


def _written(levels: dict[int, Level], counter: dict[int, int], depth: int) -> str:
    level = levels[depth]
    if level.format == "bullet":
        return "•"

    def one(found: re.Match[str]) -> str:
        other = int(found[1]) - 1
        if other not in levels:
            return ""
        kind = "decimal" if level.legal else levels[other].format
        return written(counter.get(other, levels[other].start), kind)

    return re.sub(r"%(\d)", one, level.pattern)


def written(number: int, kind: str) -> str:
    """A number in one of Word's formats; in plain digits where the format has no sign for it."""
    if kind in _CHINESE:
        return chinese(number)
    if kind == "ideographTraditional":
        return _STEMS[number - 1] if 1 <= number <= len(_STEMS) else str(number)
    if kind.startswith("decimalEnclosedCircle"):
        return chr(ord("①") + number - 1) if 1 <= number <= _CIRCLED else str(number)
    return _FORMATS.get(kind, str)(number)


def chinese(number: int) -> str:
    """A number below ten thousand in Chinese: 十一, 一百零二."""
    if number >= 10_000 or number <= 0:
        return str(number)
    made, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            made += ("零" if gap and made else "") + _DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return made[1:] if made.startswith("一十") else made


def _each_digit(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    """A, B … Z, AA, BB …: Word repeats the letter."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    made = ""
    for value, sign in _ROMAN + _ROMAN_SMALL:
        made += sign * (number // value)
        number %= value
    return made


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "none": lambda _: "",
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"),
        lambda number: _each_digit(number, "〇一二三四五六七八九"),
    ),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "decimalFullWidth": lambda number: _each_digit(number, "０１２３４５６７８９"),
    "decimalZero": lambda number: f"{number:02d}",
}
