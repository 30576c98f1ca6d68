"""How large a template may be, counted before anything slow is done with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from generator.errors import TemplateError
from generator.problems import Problem, error
from generator.word import lineage, parts
from generator.word.once import Once
from generator.word.package import Package, said_of_styles
from generator.word.scan import Paragraph

MAX_PARAGRAPHS = 20_000
MAX_TABLES = 12
MAX_TAGS = 5_000
MAX_TAGS_TOGETHER = 300
MAX_BASED_ON = 50
MAX_ELIF = 50
_STYLES = parts.WORD + "styles+xml"
_PARAGRAPH = re.compile(rb"<w:p[ />]")
_TABLE = re.compile(rb"<(/?)w:tbl[ />]")
_too_long: Once[str | None] = Once()
_SPLIT = "拆成几份模板，或删去用不到的内容"


def check(package: Package) -> None:
    """TemplateError when a part holds more than any template needs."""
    problems = list(_found(package))
    if problems:
        raise TemplateError(problems)


def _found(package: Package) -> Iterator[Problem]:
    for part, label in package.rendered():
        yield from _part(package.parts[part], label)
    for part, kind in package.kinds.items():
        if kind == _STYLES:
            yield from _styles(package.parts[part])


def _part(data: bytes, label: str) -> Iterator[Problem]:
    yield from _paragraphs(len(_PARAGRAPH.findall(data)), label)
    yield from _tables(_deepest(data), label)


def _paragraphs(count: int, label: str) -> Iterator[Problem]:
    if count > MAX_PARAGRAPHS:
        yield error(label, f"段落过多（{count} 个，最多 {MAX_PARAGRAPHS} 个）", "删去空段落，或拆成几份模板")


def _tables(deepest: int, label: str) -> Iterator[Problem]:
    if deepest > MAX_TABLES:
        yield error(label, f"表格套表格过深（{deepest} 层，最多 {MAX_TABLES} 层）", "拆开表格")


def _deepest(data: bytes) -> int:
    """How many tables stand in each other at most."""
    depth = deepest = 0
    for found in _TABLE.finditer(data):
        depth += -1 if found[1] else 1
        deepest = max(deepest, depth)
    return deepest


def _styles(styles: bytes) -> Iterator[Problem]:
    """Styles based on styles: each step costs wherever a paragraph is looked at, in Word too."""
    name = _too_long.of(styles, (), lambda: _too_long_in(styles))
    if name is not None:
        yield error(f"样式 {name}", f"样式一层层套用过深（最多 {MAX_BASED_ON} 层）", "在 Word 中整理样式")


def _too_long_in(styles: bytes) -> str | None:
    """The first style that rests on too many others; None where there is none."""
    based = _based(styles)
    return next((name for name in based if _rests_on_too_many(name, based)), None)


def _based(styles: bytes) -> dict[str, str]:
    """What each style is based on that is based on one."""
    said = said_of_styles(styles)
    return {style: given.get("w:val", "") for style, tag, given in said if tag == "basedOn"}


def _rests_on_too_many(name: str, based: Mapping[str, str]) -> bool:
    beyond = islice(lineage.names(name, based.get), MAX_BASED_ON + 1, None)
    return next(beyond, None) is not None


def check_tags(paragraphs: Iterable[Paragraph]) -> None:
    """TemplateError when there are more tags than any template needs, in all or in one paragraph."""
    total = 0
    for paragraph in paragraphs:
        _check_together(paragraph)
        total += len(paragraph.tags)
        if total > MAX_TAGS:
            raise _too_many(paragraph.where)


def _too_many(where: str) -> TemplateError:
    return TemplateError(error(where, f"标签过多（最多 {MAX_TAGS} 个）", _SPLIT))


def _check_together(paragraph: Paragraph) -> None:
    count = len(paragraph.tags)
    if count > MAX_TAGS_TOGETHER:
        message = f"一段里的标签过多（{count} 个，最多 {MAX_TAGS_TOGETHER} 个）"
        raise TemplateError(error(paragraph.where, message, "拆成几段"))
