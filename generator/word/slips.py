"""Slips of the pen in a template that lose text, print tags or break the file: each with place and mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from generator.problems import Problem, error, standing, warning
from generator.word import grammar, meant, nesting, slips_parts, spots, swept, tags, unseen
from generator.word.foreign import Fault
from generator.word.package import Package
from generator.word.scan import Paragraph, Paragraphs
from generator.word.tags import Tag

_SIGNS = frozenset("{}｛｝<&")  # a paragraph without any of them needs no look
_BRACES = frozenset("{}｛｝")
_WIDE_BRACES = re.compile(r"｛\s*[｛{%％]|\{[｛％]|[｝}%％]\s*｝|[％｝]\}")
_HALF = re.compile(r"\{[{%]|[}%]\}")
_GAP = re.compile(r"\{\s+[{%]|[}%]\s+\}")
_GAPS = re.compile(r"(?<=\{)\s+(?=[{%])|(?<=[}%])\s+(?=\})")
_ESCAPE = re.compile(r"\{_[{%]|[}%]_\}")  # how docxtpl itself is told to print braces
_MARKUP = re.compile(
    r"<!--|-->|</?(?:br|b|i|u|p|div|span|font|strong|em)\b[^<>]*>|&(?:[a-z]{2,6}|#\d{2,5});", re.I
)
_OPEN_CLOSE = "检查 {{ 与 }}、{% 与 %} 是否成对，并写在同一段落之内"
_COMMENT = "写成 {# 说明 #}，写在同一段落之内，或删去 {#"
_FULL_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {ord("。"): "."}
_NARROW = _FULL_WIDTH | {ord(space): " " for space in "\u3000\u00a0"}
_WIDE = re.compile("[\uff01-\uff5e。\u3000\u00a0]")
_SPACES = {"\u3000": "全角空格", "\u00a0": "不间断空格"}
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
# Letters of other scripts that look like those of names.
_ALIKE = str.maketrans("аеорсухікѕјԁһոΑΒΕΖΗΙΚΜΝΟΡΤΥΧοτν", "aeopcyxiksjdhnABEZHIKMNOPTYXotv")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’")
_QUOTES = re.compile("[“”‘’]")
_GAP_BEFORE_PREFIX = re.compile(r"\s+(tr|tc|p|r)\s+(.*)", re.DOTALL)
_GLUED = re.compile(r"(tr|tc|p|r)(if|elif|else|endif|for|endfor)\b")
_TABLED = {"tr": "tr", "tc": "tc"}
_OF_CELL = ("colspan", "cellbg", "vm")
_BARE = ("else", "endif", "endfor", "vm")  # words that stand alone
# How what stands behind the other words is read.
_READ: Mapping[str, Callable[[str], object]] = {
    "if": grammar.condition,
    "elif": grammar.condition,
    "for": grammar.loop,
    "colspan": grammar.printed,
    "cellbg": grammar.printed,
}
_WORDS = (*_READ, *_BARE)
_REMEMBERED = 4096  # the same tags stand in a template again and again


def find(paragraphs: Paragraphs, package: Package) -> Iterator[Problem]:
    """Everything wrong with a template that can be seen without knowing what names exist."""
    yield from _placed(tuple(slips_parts.find(package)), paragraphs, package)
    yield from in_words(paragraphs)
    yield from swept.check(package, paragraphs)


def _placed(found: tuple[Problem, ...], paragraphs: Paragraphs, package: Package) -> Iterator[Problem]:
    """The problems of elements with the places of the paragraphs that they stand in, else of their parts."""
    if not found:
        return
    known = {paragraph.spot: paragraph.where for paragraph in paragraphs if not paragraph.aside}
    told, called = dict(package.rendered()), spots.labels(package)
    for fault in found:
        part = fault.spot.part if fault.spot else ""
        label = called.get(part, "") if fault.where == told.get(part) else fault.where
        yield replace(fault, where=(fault.spot and known.get(fault.spot)) or label)


def in_words(paragraphs: Paragraphs) -> Iterator[Problem]:
    """Everything wrong with the words and tags of paragraphs."""
    for paragraph in paragraphs:
        if not _SIGNS.isdisjoint(paragraph.text):
            yield from standing(_in_paragraph(paragraph), paragraph.spot)
    yield from nesting.check(paragraphs)


def _in_paragraph(paragraph: Paragraph) -> Iterator[Problem]:
    if not _SIGNS.isdisjoint(paragraph.outside):
        yield from _in_text(paragraph.outside, paragraph.where)
    if paragraph.aside:
        yield from _unprinted(paragraph)
    for tag in paragraph.tags:
        if tag.mark != "#":
            yield from _of_tag(paragraph, tag)


def _unprinted(paragraph: Paragraph) -> Iterator[Problem]:
    """Tags in a text that nobody sees in print."""
    if not unseen.is_printed(paragraph.aside):
        hint = "移到正文、页眉、页脚、表格或文本框的文字里"
        yield warning(paragraph.where, f"标签写在了{paragraph.aside}里，不会印出", hint)


def _of_tag(paragraph: Paragraph, tag: Tag) -> Iterator[Problem]:
    """What is wrong with a tag by itself, and with where it stands."""
    yield from (replace(fault, where=paragraph.where) for fault in in_tag(tag))
    if tag.word in _WORDS:
        yield from _out_of_place(paragraph, tag) or _beside(paragraph, tag)


def _in_text(text: str, where: str) -> Iterator[Problem]:
    """Tags that are not told as such, in the words around those that are."""
    if broken := _broken(text):
        yield error(where, *broken)
    if markup := _MARKUP.search(text):
        hint = "删去；换行、加粗和符号直接在 Word 中做"
        yield warning(where, f"“{markup[0][:20]}”是网页的写法，会原样印出", hint)


def _broken(text: str) -> Fault | None:
    """What is wrong with the braces in a text, and the mend; None for nothing."""
    if _WIDE_BRACES.search(text):
        return "标签的括号是全角，会原样印出", f"改为半角：{text.translate(_FULL_WIDTH).strip()[:40]}"
    if _HALF.search(text):
        return "标签没有写完整，会吞掉后面的文字", _OPEN_CLOSE
    if "{#" in text:
        return "说明标签 {# 没有写完整，会吞掉后面的文字", _COMMENT
    if _GAP.search(text):
        return "标签的括号之间有空格，会原样印出", f"去掉空格：{_GAPS.sub('', text).strip()[:40]}"
    if escape := _ESCAPE.search(text):
        return f"{escape[0]} 不是标签，会原样印出", "要取值写 {{ 名称 }}，不要就删去"
    return None


def in_tag(tag: Tag) -> tuple[Problem, ...]:
    """What is wrong with a tag by itself, without its place."""
    return _remembered(tag) if len(tag.source) < tags.SHORT else tuple(_judged(tag))


@lru_cache(_REMEMBERED)
def _remembered(tag: Tag) -> tuple[Problem, ...]:
    return tuple(_judged(tag))


def _judged(tag: Tag) -> Iterator[Problem]:
    inner = tag.source[2:-2]
    if typed := _strange_letters(tag.source, _QUOTED.sub("", inner)):
        yield error("", *typed)  # what the tag says can be read only once it is typed anew
        return
    if _QUOTES.search(inner):
        yield warning("", "标签里的引号是中文引号", "改为半角引号")
    if tag.dashed:
        yield error("", f"标签里不能写 {{%- 或 -%}}：{tag.source[:40]}", "去掉减号")
    yield from _print(tag) if tag.mark == "{" else _statement(tag)


def _strange_letters(source: str, outside: str) -> Fault | None:
    """What is wrong with the signs of a tag ``outside`` of quotes: full-width, unseen, or only like Latin."""
    if wide := sorted(set(_WIDE.findall(outside))):
        return _too_wide(source, wide)
    if _INVISIBLE.search(outside):
        return "标签里有看不见的字符", f"删去整个标签，重新键入 {_INVISIBLE.sub('', source)[:60]}"
    latin = outside.translate(_ALIKE)
    return _not_latin(source, outside, latin) if latin != outside else None


def _too_wide(source: str, wide: list[str]) -> Fault:
    shown = "、".join(_SPACES.get(sign, sign) for sign in wide)
    return f"标签里有全角符号 {shown}", f"改为半角：{source.translate(_NARROW)[:60]}"


def _not_latin(source: str, outside: str, latin: str) -> Fault:
    letters = "、".join(sorted(_changed(outside, latin)))
    hint = f"改为英文字母：{source.translate(_ALIKE)[:60]}"
    return f"标签里有形似英文字母的外文字母 {letters}", hint


def _changed(before: str, after: str) -> set[str]:
    """The letters of a text that are others in another of the same length."""
    return {one for one, two in zip(before, after, strict=True) if one != two}


def _print(tag: Tag) -> Iterator[Problem]:
    if tag.prefix:
        yield error("", f"取值标签不能加前缀 {tag.prefix}：{tag.source[:40]}", "写成 {{ 名称 }}")
    elif not tag.body:
        yield error("", "取值标签是空的", "写上名称，或删去")
    else:
        yield from _expression(grammar.printed, tag.body)


def _expression(read: Callable[[str], object], body: str) -> Iterator[Problem]:
    try:
        read(body)
    except grammar.RefusedError as exc:
        yield error("", str(exc), _perhaps(meant.expression(read, body)) + exc.hint)


def _perhaps(other: str) -> str:
    return f"是否应为 {other[:60]}？" if other else ""


def _statement(tag: Tag) -> Iterator[Problem]:
    if misspelt := _prefixed(tag):
        yield error("", *misspelt)
    elif tag.word not in _WORDS:
        message = f"标签 {tag.word or tag.source[:20]} 不支持"
        yield error("", message, meant.statement(tag.word, tag.rest))
    else:
        yield from _said(tag)


def _prefixed(tag: Tag) -> Fault | None:
    """What is wrong with a prefix that was not read as one, and the mend; None for nothing."""
    spaced = None if tag.prefix else _GAP_BEFORE_PREFIX.match(tag.source[2:-2])
    if spaced:
        prefix, rest = spaced.groups()
        return f"前缀 {prefix} 前有空格", f"写成 {{%{prefix} {rest.strip()} %}}"
    glued = _GLUED.match(tag.word)
    return _glued(tag, *glued.groups()) if glued else None


def _glued(tag: Tag, prefix: str, word: str) -> Fault:
    return f"前缀后缺少空格：{tag.source[:40]}", f"写成 {{%{prefix} {word} … %}}"


def _said(tag: Tag) -> Iterator[Problem]:
    """What stands behind the word of a statement."""
    if tag.prefix and re.search(r"[%}]", tag.body):
        yield error("", f"{{%{tag.prefix} %}} 里不能有 % 或 }}", "把判断改为取值中的是否项")
    if tag.word in _READ:
        yield from _expression(_READ[tag.word], tag.rest)
    elif tag.rest:
        yield _too_much(tag)


def _too_much(tag: Tag) -> Problem:
    """A word that stands alone, and something behind it."""
    hint = meant.more(tag.word, tag.rest) or f"只写 {{% {tag.word} %}}"
    return error("", f"{tag.word} 后面多了内容：{tag.rest[:30]}", hint)


def _out_of_place(paragraph: Paragraph, tag: Tag) -> tuple[Problem, ...]:
    """A tag of tables that stands outside of all."""
    wanted = _within(tag)
    if not wanted or paragraph.scope(wanted):
        return ()
    shown, hint = _of_tables(tag)
    return (error(paragraph.where, f"{shown} 只能写在表格里", hint),)


def _within(tag: Tag) -> str:
    """What of a table a tag must stand in; "" for one that may stand anywhere."""
    return _TABLED.get(tag.prefix) or ("tc" if tag.word in _OF_CELL else "")


def _of_tables(tag: Tag) -> Fault:
    """A tag of tables in a message, and where it belongs."""
    if tag.prefix:
        return f"{{%{tag.prefix} %}}", "移到表格里；不在表格里的段落用 {%p %}"
    return f"{{% {tag.word} %}}", "移到表格的单元格里，或删去"


def _beside(paragraph: Paragraph, tag: Tag) -> Iterator[Problem]:
    """Words that vanish with the paragraph, row or cell that a prefixed tag stands for."""
    around = _around(paragraph, tag.prefix)
    lost = _lost(around) if around is not None else ""
    if lost:
        what = swept.WHAT[tag.prefix]
        message = f"{{%{tag.prefix} %}} 所在的{what}里还有“{lost}”，会被一起删去"
        yield error(paragraph.where, message, f"让这个标签独占一个{what}")


def _around(paragraph: Paragraph, prefix: str) -> str | None:
    """The words of the paragraph, row or cell that tags of a prefix stand for; None for no prefix."""
    return {"p": paragraph.text, "tr": paragraph.row_text, "tc": paragraph.cell_text}.get(prefix)


def _lost(around: str) -> str:
    """What stands beside a tag; "" for nothing."""
    others = len(re.findall(r"\{[{%]", around)) - 1
    return tags.without(around).strip()[:20] or ("另一个标签" if others else "")
