"""Word's automatic numbers as text: 第一章, 第一条, 1.1, （一）."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from lxml import etree

from generator.word import lineage

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = etree._Element
_PROPERTIES, _STYLE, _LIST = f"{W}pPr", f"{W}pStyle", f"{W}numPr"  # looked for in every paragraph
_OWN_LIST = f"{_PROPERTIES}/{_LIST}"  # of a style
_STYLE_ID = f"{W}styleId"
_NO_LIST = "0"
_DIGITS = "零一二三四五六七八九"
_POWERS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
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

    def restarts(self, depth: int) -> bool:
        """Whether it begins anew after a number of that level, which is above it."""
        return self.restart != 0 and (self.restart < 0 or depth < self.restart)


Levels = dict[int, Level]


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, Levels] = field(default_factory=dict)
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
        self._begin(number, counter, starts)
        _count(counter, levels, depth)
        return _spaced(_written(levels, counter, depth), levels[depth])

    def _begin(self, number: str, counter: dict[int, int], starts: dict[int, int]) -> None:
        """Come to a list: the first time its own numbers are where it begins."""
        if number not in self.begun:
            self.begun.add(number)
            counter |= {level: start - 1 for level, start in starts.items()}

    def counted(self, paragraph: Element) -> tuple[str, int]:
        """The list that counts a paragraph and its level there; "" where none does, or by signs alone."""
        number, depth = self._list_of(paragraph)
        abstract, _ = self.lists.get(number, ("", {}))
        level = self.levels.get(abstract, {}).get(depth)
        counts = number != _NO_LIST and level and level.format not in ("bullet", "none")
        return (abstract, depth) if counts else ("", 0)

    def levels_of(self, number: str) -> Levels:
        """The levels that a list counts by."""
        abstract, _ = self.lists.get(number, ("", {}))
        return self.levels.get(abstract, {})

    def _list_of(self, paragraph: Element) -> tuple[str, int]:
        style = own = None
        if len(paragraph) and paragraph[0].tag == _PROPERTIES:
            for element in paragraph[0].iterchildren(_STYLE, _LIST):
                style, own = (element, own) if element.tag == _STYLE else (style, element)
        number, depth = self.styles.get(_value(style), (_NO_LIST, 0))
        return (number, depth) if own is None else _own(own, number, depth)


def read(numbering: bytes | None, styles: bytes | None) -> Numbering:
    """The lists that a document defines."""
    made = Numbering()
    if numbering:
        _define(made, etree.fromstring(numbering))
    if styles:
        made.styles = _styles(etree.fromstring(styles), made)
    return made


def _define(made: Numbering, root: Element) -> None:
    """Take in the lists and the levels that they count by."""
    made.levels = {_identity(one): _levels(one) for one in root.findall(f"{W}abstractNum")}
    made.lists = {str(one.get(f"{W}numId")): _list(one) for one in root.findall(f"{W}num")}


def _identity(abstract: Element) -> str:
    return str(abstract.get(f"{W}abstractNumId"))


def _levels(abstract: Element) -> Levels:
    return {_depth(item): _level(item) for item in abstract.findall(f"{W}lvl")}


def _list(item: Element) -> tuple[str, dict[int, int]]:
    """What a list counts by, and the levels that it begins with numbers of its own."""
    return _of(item, "abstractNumId"), _starts(item)


def _own(numbered: Element, number: str, depth: int) -> tuple[str, int]:
    """The list and level that a paragraph names itself, where it does; else those of its style."""
    return _of(numbered, "numId") or number, int(_of(numbered, "ilvl") or depth)


def _count(counter: dict[int, int], levels: Levels, depth: int) -> None:
    """Go on with a level; what is above it has begun, what is below it begins anew."""
    counter[depth] = counter.get(depth, levels[depth].start - 1) + 1
    for above in range(depth):
        if above in levels and above not in counter:
            counter[above] = levels[above].start
    for below, level in levels.items():
        if below > depth and level.restarts(depth):
            counter.pop(below, None)


def _spaced(made: str, level: Level) -> str:
    """A number with the gap that Word leaves after it."""
    return made if level.glued or not made or made[-1].isspace() else made + " "


def _starts(item: Element) -> dict[int, int]:
    """The levels that a list begins with numbers of its own."""
    pairs = ((over, over.find(f"{W}startOverride")) for over in item.findall(f"{W}lvlOverride"))
    return {_depth(over): int(_value(start) or 1) for over, start in pairs if start is not None}


def _depth(element: Element) -> int:
    return int(element.get(f"{W}ilvl") or 0)


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{W}val") or ""


def _of(element: Element, name: str) -> str:
    """The value of a property; "" where it is not there."""
    return _value(element.find(f"{W}{name}"))


def _level(element: Element) -> Level:
    restart = element.find(f"{W}lvlRestart")
    legal = element.find(f"{W}isLgl")
    return Level(
        int(_of(element, "start") or 1),
        _of(element, "numFmt") or "decimal",
        _of(element, "lvlText"),
        -1 if restart is None else int(_value(restart) or 0),
        legal is not None and _value(legal) not in ("0", "false"),
        _of(element, "pStyle"),
        _of(element, "suff") == "nothing",
    )


def _styles(root: Element, made: Numbering) -> dict[str, tuple[str, int]]:
    """The list and level of each style that numbers its paragraphs, its own or inherited."""
    known = {str(style.get(_STYLE_ID)): style for style in root.findall(f"{W}style")}
    own = _own_lists(known)
    based = {name: lineage.based_on(style) for name, style in known.items()}
    givers = {name: _giver(name, own, based) for name in known}
    return {name: _chosen(own[giver], made, giver) for name, giver in givers.items() if giver}


def _own_lists(known: Mapping[str, Element]) -> dict[str, Element]:
    """What those styles that number their paragraphs themselves say of it."""
    every = {name: style.find(_OWN_LIST) for name, style in known.items()}
    return {name: said for name, said in every.items() if said is not None}


def _chosen(properties: Element, made: Numbering, style: str) -> tuple[str, int]:
    """The list that a style names, and the level there: the one linked to the style where it names none."""
    number, depth = _of(properties, "numId") or _NO_LIST, _of(properties, "ilvl")
    return number, int(depth) if depth else _linked(made, number, style)


def _giver(name: str, own: Collection[str], based: Mapping[str, str]) -> str:
    """The style that numbers those of a style: itself, or the nearest that it rests on; "" for none."""
    return next((one for one in lineage.names(name, based.get) if one in own), "")


def _linked(made: Numbering, number: str, style: str) -> int:
    """The level of a list that is linked to a style."""
    levels = made.levels_of(number)
    return next((depth for depth, level in levels.items() if level.style == style), 0)


def _written(levels: Levels, counter: dict[int, int], depth: int) -> str:
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
        return _signed(number, _STEMS)
    if kind.startswith("decimalEnclosedCircle"):
        return _signed(number, _CIRCLED)
    return _FORMATS.get(kind, str)(number)


def _signed(number: int, signs: str) -> str:
    """The sign of a number, as far as there are signs."""
    return signs[number - 1] if 1 <= number <= len(signs) else str(number)


def chinese(number: int) -> str:
    """A number below ten thousand in Chinese: 十一, 一百零二."""
    if number >= 10_000 or number <= 0:
        return str(number)
    made, gap = "", False
    for power, unit in _POWERS:
        digit = number // power % 10
        if digit:
            made += ("零" if gap and made else "") + _DIGITS[digit] + unit
        gap = not digit
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
