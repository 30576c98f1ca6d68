"""Whether conditions and loops are closed where they were opened: in order, in the same cell or table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.problems import Problem, error, standing
from generator.word.budget import MAX_ELIF
from generator.word.scan import Paragraph
from generator.word.tags import Tag

_GO_ON = ("elif", "else", "endif", "endfor")
_FITS = {"if": ("elif", "else", "endif"), "for": ("else", "endfor")}
_WITHIN = {"tr": "表格", "tc": "行"}
_SCOPES = {"tr": "tbl", "tc": "tr"}  # what tags with that prefix may not reach beyond


@dataclass(slots=True)
class _Opened:
    """A condition or loop that is open; ``closed``: its else has come, ``others``: how many elif."""

    tag: Tag
    paragraph: Paragraph
    closed: bool = False
    others: int = 0

    @property
    def shown(self) -> str:
        """Its tag in a message."""
        return _shown(self.tag)

    @property
    def scope(self) -> tuple[str, int]:
        return _scope(self.tag, self.paragraph)


def check(paragraphs: Iterable[Paragraph]) -> Iterator[Problem]:
    """Everything that keeps the conditions and loops of a template from fitting together."""
    for _, of_part in groupby(paragraphs, key=_part):
        opened: list[_Opened] = []
        for paragraph in of_part:
            yield from _followed(opened, paragraph)
        yield from _left_open(opened)


def _part(paragraph: Paragraph) -> str:
    return paragraph.part


def _followed(opened: list[_Opened], paragraph: Paragraph) -> Iterator[Problem]:
    """Open, go on with and end what the tags of a paragraph say."""
    for tag in paragraph.tags:
        if tag.word in ("if", "for"):
            opened.append(_Opened(tag, paragraph))
        elif tag.word in _GO_ON:
            yield from standing(_go_on(opened, tag, paragraph), paragraph.spot)


def _left_open(opened: list[_Opened]) -> Iterator[Problem]:
    for item in opened:
        yield from standing([_unclosed(item)], item.paragraph.spot)


def _unclosed(item: _Opened) -> Problem:
    hint = f"补上 {{%{item.tag.prefix} end{item.tag.word} %}}"
    return error(item.paragraph.where, f"{item.shown} 没有结束", hint)


def _go_on(opened: list[_Opened], tag: Tag, paragraph: Paragraph) -> Iterator[Problem]:
    """Go on with, or end, what was opened last."""
    if not opened or tag.word not in _FITS[opened[-1].tag.word]:
        yield _unopened(tag, paragraph)
        return
    start = opened[-1]
    yield from _branch(start, tag, paragraph.where)
    yield from _apart(start, tag, paragraph)
    if tag.word.startswith("end"):
        opened.pop()


def _unopened(tag: Tag, paragraph: Paragraph) -> Problem:
    hint = "检查 if 与 endif、for 与 endfor 是否成对"
    return error(paragraph.where, f"{_shown(tag)} 没有对应的开头", hint)


def _branch(start: _Opened, tag: Tag, where: str) -> Iterator[Problem]:
    if start.closed and tag.word in ("elif", "else"):
        yield error(where, f"{_shown(tag)} 写在了 else 之后", "else 只能有一个，写在最后")
    start.closed = start.closed or tag.word == "else"
    if tag.word == "elif":
        yield from _counted(start, where)


def _counted(start: _Opened, where: str) -> Iterator[Problem]:
    """Count an elif; the first that is one too many is told."""
    start.others += 1
    if start.others == MAX_ELIF + 1:
        hint = "把判断做成取值，或拆成几个 if"
        yield error(where, f"一个条件的 elif 过多（最多 {MAX_ELIF} 个）", hint)


def _apart(start: _Opened, tag: Tag, paragraph: Paragraph) -> Iterator[Problem]:
    """A tag that stands elsewhere than what it goes on with."""
    both = f"{start.shown} 与 {_shown(tag)}"
    if start.tag.prefix != tag.prefix:
        hint = f"两处都写 {{%{start.tag.prefix} … %}}"
        yield error(paragraph.where, f"{both} 的前缀不同，会丢行或丢段", hint)
    elif start.scope != _scope(tag, paragraph):
        what = _WITHIN.get(tag.prefix, "单元格或正文")
        yield error(paragraph.where, f"{both} 不在同一{what}", "循环或条件在哪里开始就在哪里结束")


def _shown(tag: Tag) -> str:
    """A tag as it is written, as far as a message has room for it."""
    return tag.source[:40]


def _scope(tag: Tag, paragraph: Paragraph) -> tuple[str, int]:
    """What a condition or loop may not reach beyond."""
    kind = _SCOPES.get(tag.prefix)
    if kind:
        return kind, paragraph.scope(kind)
    return next(iter(paragraph.scopes), ("", 0))
