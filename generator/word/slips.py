"""Slips of the pen in a template that lose text, print tags or break the file: each with place and mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial

from generator.problems import Problem, error, standing, warning
from generator.word import grammar, nesting, slips_parts, tags
from generator.word.package import Package
from generator.word.scan import Paragraph
from generator.word.tags import Tag

_BRACES = frozenset("{}｛｝")
_WIDE_BRACES = re.compile(r"｛\s*[｛{%％]|\{[｛％]|[｝}%％]\s*｝|[％｝]\}")
_HALF = re.compile(r"\{[{%]|[}%]\}")
_GAP = re.compile(r"\{\s+[{%]|[}%]\s+\}")
_GAPS = re.compile(r"(?<=\{)\s+(?=[{%])|(?<=[}%])\s+(?=\})")
_OPEN_CLOSE = "检查 {{ 与 }}、{% 与 %} 是否成对，并写在同一段落之内"
_FULL_WIDTH = str.maketrans("｛｝％＃｜（）＝，．＂＇＜＞！＿", "{}%#|()=,.\"'<>!_")
_WIDE = re.compile(r"[｛｝％｜（）＝，．＂＇＜＞！＿\u3000\u00a0]")
_SPACES = {"\u3000": "全角空格", "\u00a0": "不间断空格"}
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’")
_QUOTES = re.compile("[“”‘’]")
_GAP_BEFORE_PREFIX = re.compile(r"\s+(tr|tc|p|r)\s+(.*)", re.DOTALL)
_GLUED = re.compile(r"(tr|tc|p|r)(if|elif|else|endif|for|endfor)\b")
_BARE = ("else", "endif", "endfor", "vm")  # words that stand alone
_WORDS = ("if", "elif", "for", "colspan", "cellbg", *_BARE)
_REMEMBERED = 4096  # the same tags stand in a template again and again


def find(paragraphs: tuple[Paragraph, ...], package: Package) -> Iterator[Problem]:
    """Everything wrong with a template that can be seen without knowing what names exist."""
    yield from placed(tuple(slips_parts.find(package)), paragraphs)
    yield from in_words(paragraphs)


def placed(found: tuple[Problem, ...], paragraphs: tuple[Paragraph, ...]) -> Iterator[Problem]:
    """The problems of elements with the places of the paragraphs that they stand in."""
    known = {paragraph.spot: paragraph for paragraph in paragraphs} if found else {}
    for fault in found:
        paragraph = known.get(fault.spot) if fault.spot else None
        yield replace(fault, where=paragraph.where) if paragraph else fault


def in_words(paragraphs: tuple[Paragraph, ...]) -> Iterator[Problem]:
    """Everything wrong with the words and tags of paragraphs."""
    for paragraph in paragraphs:
        if not _BRACES.isdisjoint(paragraph.text):
            yield from standing(_in_paragraph(paragraph), paragraph.spot)
    yield from nesting.check(paragraphs)


def _in_paragraph(paragraph: Paragraph) -> Iterator[Problem]:
    if not _BRACES.isdisjoint(paragraph.outside):
        yield from _in_text(paragraph.outside, paragraph.where)
    for tag in paragraph.tags:
        if tag.mark == "#":
            continue
        yield from (replace(fault, where=paragraph.where) for fault in in_tag(tag))
        if tag.prefix and tag.word in _WORDS:
            yield from _beside(paragraph, tag)


def _in_text(text: str, where: str) -> Iterator[Problem]:
    """Tags that are not told as such, in the words around those that are."""
    if _WIDE_BRACES.search(text):
        mend = text.translate(_FULL_WIDTH).strip()[:40]
        yield error(where, "标签的括号是全角，会原样印出", f"改为半角：{mend}")
    elif _HALF.search(text):
        yield error(where, "标签没有写完整，会吞掉后面的文字", _OPEN_CLOSE)
    elif "{#" in text:
        hint = "写成 {# 说明 #}，写在同一段落之内，或删去 {#"
        yield error(where, "说明标签 {# 没有写完整，会吞掉后面的文字", hint)
    elif _GAP.search(text):
        mend = _GAPS.sub("", text).strip()[:40]
        yield error(where, "标签的括号之间有空格，会原样印出", f"去掉空格：{mend}")


def in_tag(tag: Tag) -> tuple[Problem, ...]:
    """What is wrong with a tag by itself, without its place."""
    return _remembered(tag) if len(tag.source) < tags.SHORT else tuple(_judged(tag))


@lru_cache(_REMEMBERED)
def _remembered(tag: Tag) -> tuple[Problem, ...]:
    return tuple(_judged(tag))


def _judged(tag: Tag) -> Iterator[Problem]:
    inner = tag.source[2:-2]
    if wide := sorted(set(_WIDE.findall(_QUOTED.sub("", inner)))):
        mend = tag.source.translate(_FULL_WIDTH).replace("\u3000", " ").replace("\u00a0", " ")
        shown = "、".join(_SPACES.get(sign, sign) for sign in wide)
        yield error("", f"标签里有全角符号 {shown}", f"改为半角：{mend[:60]}")
        return
    if _QUOTES.search(inner):
        yield warning("", "标签里的引号是中文引号", "改为半角引号")
    if tag.dashed:
        yield error("", f"标签里不能写 {{%- 或 -%}}：{tag.source[:40]}", "去掉减号")
    yield from _print(tag) if tag.mark == "{" else _statement(tag)


def _print(tag: Tag) -> Iterator[Problem]:
    if tag.prefix:
        yield error("", f"取值标签不能加前缀 {tag.prefix}：{tag.source[:40]}", "写成 {{ 名称 }}")
    elif not tag.body:
        yield error("", "取值标签是空的", "写上名称，或删去")
    else:
        yield from _expression(partial(grammar.printed, tag.body))


def _expression(read: Callable[[], object]) -> Iterator[Problem]:
    try:
        read()
    except grammar.RefusedError as exc:
        yield error("", str(exc), exc.hint)


def _statement(tag: Tag) -> Iterator[Problem]:
    spaced = None if tag.prefix else _GAP_BEFORE_PREFIX.match(tag.source[2:-2])
    glued = _GLUED.match(tag.word)
    if spaced:
        hint = f"写成 {{%{spaced[1]} {spaced[2].strip()} %}}"
        yield error("", f"前缀 {spaced[1]} 前有空格", hint)
    elif glued:
        hint = f"写成 {{%{glued[1]} {glued[2]} … %}}"
        yield error("", f"前缀后缺少空格：{tag.source[:40]}", hint)
    elif tag.word not in _WORDS:
        hint = "只有 if、elif、else、endif、for、endfor"
        yield error("", f"标签 {tag.word or tag.source[:20]} 不支持", hint)
    else:
        yield from _said(tag)


def _said(tag: Tag) -> Iterator[Problem]:
    """What stands behind the word of a statement."""
    if tag.prefix and re.search(r"[%}]", tag.body):
        yield error("", f"{{%{tag.prefix} %}} 里不能有 % 或 }}", "把判断改为取值中的是否项")
    if tag.word in ("if", "elif"):
        yield from _expression(partial(grammar.condition, tag.rest))
    elif tag.word == "for":
        yield from _expression(partial(grammar.loop, tag.rest))
    elif tag.word not in _BARE:
        yield from _expression(partial(grammar.printed, tag.rest))
    elif tag.rest:
        yield error("", f"{tag.word} 后面多了内容：{tag.rest[:30]}", f"只写 {{% {tag.word} %}}")


def _beside(paragraph: Paragraph, tag: Tag) -> Iterator[Problem]:
    """Words that vanish with the paragraph, row or cell that a prefixed tag stands for."""
    around = {"p": paragraph.text, "tr": paragraph.row_text, "tc": paragraph.cell_text}.get(tag.prefix)
    if around is None:
        return
    rest = tags.without(around).strip()
    others = len(re.findall(r"\{[{%]", around)) - 1
    if rest or others:
        what = {"p": "段落", "tr": "表格行", "tc": "单元格"}[tag.prefix]
        lost = rest[:20] or "另一个标签"
        message = f"{{%{tag.prefix} %}} 所在的{what}里还有“{lost}”，会被一起删去"
        yield error(paragraph.where, message, f"让这个标签独占一个{what}")
