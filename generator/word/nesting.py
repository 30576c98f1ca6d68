"""Whether conditions and loops are closed where they were opened: in order, in the same cell or table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.problems import Problem, error, standing
from generator.word.budget import MAX_ELIF
from generator.word.scan import Paragraph
from generator.word.tags import Tag

_GO_ON = ("elif", "else", "endif", "endfor")
_FITS = {"if": ("elif", "else", "endif"), "for": ("else", "endfor")}
_SCOPES = {"tr": "tbl", "tc": "tr"}  # what tags with that prefix may not reach beyond


@dataclass(slots=True)
class _Opened:
    """A condition or loop that is open; ``closed``: its else has come, ``others``: how many elif."""

    tag: Tag
    paragraph: Paragraph
    closed: bool = False
    others: int = 0


def check(paragraphs: Iterable[Paragraph]) -> Iterator[Problem]:
    """Everything that keeps the conditions and loops of a template from fitting together."""
    opened: list[_Opened] = []
    part = ""
    for paragraph in paragraphs:
        if paragraph.part != part:
            yield from _left_open(opened)
            opened, part = [], paragraph.part
        for tag in paragraph.tags:
            if tag.word in ("if", "for"):
                opened.append(_Opened(tag, paragraph))
            elif tag.word in _GO_ON:
                yield from standing(_go_on(opened, tag, paragraph), paragraph.spot)
    yield from _left_open(opened)


def _left_open(opened: list[_Opened]) -> Iterator[Problem]:
    for item in opened:
        closing = f"{{%{item.tag.prefix} end{item.tag.word} %}}"
        fault = error(item.paragraph.where, f"{item.tag.source[:40]} 没有结束", f"补上 {closing}")
        yield from standing([fault], item.paragraph.spot)


def _go_on(opened: list[_Opened], tag: Tag, paragraph: Paragraph) -> Iterator[Problem]:
    """Go on with, or end, what was opened last."""
    if not opened or tag.word not in _FITS[opened[-1].tag.word]:
        hint = "检查 if 与 endif、for 与 endfor 是否成对"
        yield error(paragraph.where, f"{tag.source[:40]} 没有对应的开头", hint)
        return
    start = opened[-1]
    yield from _branch(start, tag, paragraph)
    yield from _apart(start, tag, paragraph)
    if tag.word.startswith("end"):
        opened.pop()


def _branch(start: _Opened, tag: Tag, paragraph: Paragraph) -> Iterator[Problem]:
    if start.closed and tag.word in ("elif", "else"):
        yield error(paragraph.where, f"{tag.source[:40]} 写在了 else 之后", "else 只能有一个，写在最后")
    start.closed = start.closed or tag.word == "else"
    start.others += tag.word == "elif"
    if tag.word == "elif" and start.others == MAX_ELIF + 1:
        hint = "把判断做成取值，或拆成几个 if"
        yield error(paragraph.where, f"一个条件的 elif 过多（最多 {MAX_ELIF} 个）", hint)


def _apart(start: _Opened, tag: Tag, paragraph: Paragraph) -> Iterator[Problem]:
    """A tag that stands elsewhere than what it goes on with."""
    both = f"{start.tag.source[:40]} 与 {tag.source[:40]}"
    if start.tag.prefix != tag.prefix:
        hint = f"两处都写 {{%{start.tag.prefix} … %}}"
        yield error(paragraph.where, f"{both} 的前缀不同，会丢行或丢段", hint)
    elif _scope(start.tag, start.paragraph) != _scope(tag, paragraph):
        what = {"tr": "表格", "tc": "行"}.get(tag.prefix, "单元格或正文")
        yield error(paragraph.where, f"{both} 不在同一{what}", "循环或条件在哪里开始就在哪里结束")


def _scope(tag: Tag, paragraph: Paragraph) -> tuple[str, int]:
    """What a condition or loop may not reach beyond."""
    kind = _SCOPES.get(tag.prefix)
    if kind:
        return kind, paragraph.scope(kind)
    return next(iter(paragraph.scopes), ("", 0))
