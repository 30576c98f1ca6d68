"""The XML around the tags: proves that every rendering is well-formed, and marks where it may need repair.

A condition or loop must leave the same elements open as it found; then whatever the data, what is opened is
closed. Rows, tables and cells that could come out empty get operations that cut or fill them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from generator.errors import TemplateError
from generator.problems import error
from generator.word import grammar
from generator.word.outline import For, If, Item, Print, Text
from generator.word.program import Node, names

BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_MAX_DEPTH = 15
MAX_LOOPS = 5
MAX_FREE_LOOPS = 2
_TAG = re.compile(r"<[^>]*>?")
_ID = re.compile(r'(?<=\sid=")[^"]*')
_ROWS = ("w:tbl", "w:tr")
_HOLDERS = ("w:tc", "w:hdr", "w:ftr", "w:txbxContent", "w:footnote", "w:endnote")
_SCOPES = (*_ROWS, *_HOLDERS, "w:body")
_PROPERTIES = {("w:p", "w:pPr"), ("w:r", "w:rPr")}
_PROSE = ("w:body", "w:txbxContent")


@dataclass(slots=True)
class Element:
    """An open element: how deep in conditions it began, and whether what it must hold is sure to be there."""

    name: str
    number: int = 0
    depth: int = 0
    sure: bool | None = False
    properties: str = ""
    start: tuple[int, int] = (0, 0)


class Builder:
    """Builds the operations of one part from its source.

    ``places`` are the places of its tags in order, ``label`` that of the part; ``numbered`` the styles whose
    paragraphs have numbers. ``core``: the part holds the document's properties.
    """

    def __init__(
        self, places: list[str], numbered: Collection[str], *, core: bool = False, label: str = ""
    ) -> None:
        self._places, self._numbered, self._core, self._label = places, numbered, core, label
        self._stack: list[Element] = []
        self._pending = ""
        self._depth = self._feeds = self._tag = 0
        self._loops: list[tuple[str, bool]] = []
        self._number = 0
        self.unsure: set[int] = set()
        self._ops: list[Node] = []

    def build(self, items: list[Item]) -> tuple[Node, ...]:
        """The operations of a whole part."""
        body = self._body(items)
        if self._stack or self._pending:
            raise self._crossing("")
        return tuple(body)

    def _body(self, items: list[Item]) -> list[Node]:
        outer, self._ops = self._ops, []
        for item in items:
            if isinstance(item, Text):
                self._feed(item.data)
            elif isinstance(item, Print):
                self._print(item)
            elif isinstance(item, If):
                self._if(item)
            else:
                self._for(item)
        made, self._ops = self._ops, outer
        return made

    def _next(self) -> str:
        """The place of the next tag in the order of the document."""
        self._tag += 1
        return self._place()

    def _place(self) -> str:
        """The place of the tag passed last; that of the part where no paragraph holds it."""
        return self._places[self._tag - 1] if 0 < self._tag <= len(self._places) else self._label

    def _print(self, item: Print) -> None:
        place = self._next()
        operation = self._read(place, lambda: grammar.printed(item.body))
        self._ops.append((*operation, self._break(place, operation[0]), place))

    def _read(self, place: str, read: Callable[[], Node]) -> Node:
        try:
            node = read()
        except grammar.RefusedError as exc:
            raise TemplateError(error(place, str(exc), exc.hint)) from exc
        if not self._loops and any(name.startswith("loop.") for name in names(node)):
            raise TemplateError(error(place, "loop 只能写在循环之内", "移到 {% for %} 与 {% endfor %} 之间"))
        return node

    def _if(self, item: If) -> None:
        branches = []
        for test, body in item.branches:
            place = self._next()
            condition = self._read(place, partial(grammar.condition, test))
            branches.append((condition, tuple(self._branch(body, place)), place))
        self._ops.append(("if", tuple(branches), tuple(self._branch(item.other, branches[-1][2]))))

    def _for(self, item: For) -> None:
        place = self._next()
        _, name, items = self._read(place, lambda: ("for", *grammar.loop(item.head)))
        self._repeat(name, items, place)
        body = tuple(self._branch(item.body, place))
        self._loops.pop()
        self._ops.append(("for", name, items, body, tuple(self._branch(item.other, place)), place))

    def _repeat(self, name: str, items: Node, place: str) -> None:
        """Enter a loop. Loops in each other over lists that do not depend on one another multiply."""
        first = next(names(items), "").partition(".")[0]
        self._loops.append((name, all(first != outer for outer, _ in self._loops)))
        if len(self._loops) > MAX_LOOPS or sum(free for _, free in self._loops) > MAX_FREE_LOOPS:
            hint = f"循环最多套 {MAX_LOOPS} 层，其中各自独立的列表最多 {MAX_FREE_LOOPS} 个"
            raise TemplateError(error(place, "循环嵌套过深，数据一多就做不完", hint))

    def _branch(self, items: list[Item], place: str) -> list[Node]:
        """A body that may or may not run: it must leave the XML as it found it."""
        if self._depth == _MAX_DEPTH:
            raise TemplateError(error(place, f"条件和循环嵌套过深（最多 {_MAX_DEPTH} 层）", "拆成几段"))
        before, pending = list(self._stack), bool(self._pending)
        self._depth += 1
        body = self._body(items)
        self._depth -= 1
        inside = pending and any(set('<>"') & set(str(operation[1])) for operation in body)
        if len(before) != len(self._stack) or pending != bool(self._pending) or inside:
            raise self._crossing(place)
        for old, new in zip(before, self._stack, strict=True):
            if old.name != new.name or (old.name in _SCOPES and old is not new):
                raise self._crossing(place)
        self._stack = before
        return body

    def _crossing(self, place: str) -> TemplateError:
        hint = "让条件或循环在同一单元格、同一级段落内开始和结束"
        return TemplateError(error(place, "条件或循环的开头与结尾位置不对应", hint))

    def _feed(self, text: str) -> None:
        """Follow the elements through a stretch of fixed text and keep it as operations."""
        self._feeds += 1
        done = at = 0
        if self._pending:
            end = text.find(">")
            if end < 0:
                self._pending += text
                self._say(text)
                return
            tag, self._pending, at = self._pending + text[: end + 1], "", end + 1
            self._open_or_close(tag, 0, at, text)
        for found in _TAG.finditer(text, at):
            tag, start, end = found[0], found.start(), found.end()
            if not tag.endswith(">"):
                self._pending = tag
                break
            before, keep, after = self._open_or_close(tag, start, end, text)
            if not (before or after) and keep == tag:
                continue
            self._say(text[done:start])
            self._ops += before
            if isinstance(keep, str):
                self._say(keep)
            else:
                self._ops += keep
            self._ops += after
            done = end
        self._say(text[done:])

    def _say(self, text: str) -> None:
        if text:
            self._ops.append(("text", text))

    def _open_or_close(
        self, tag: str, start: int, end: int, text: str
    ) -> tuple[list[Node], str | list[Node], list[Node]]:
        """What stands before, in place of, and after a tag."""
        if tag[1] in "?!":
            return [], tag, []
        if tag[1] == "/":
            return self._close(tag, end, text)
        name = re.split(r"[\s/>]", tag[1:], maxsplit=1)[0]
        if name in ("w:bookmarkStart", "w:bookmarkEnd") and self._loops:
            return [], "", []  # a bookmark repeated would break the one it stands for
        if name == "wp:docPr":
            return self._identity(tag, name)
        if tag.endswith("/>"):
            return [], tag, []
        return self._open(name, tag, start)

    def _identity(self, tag: str, name: str) -> tuple[list[Node], list[Node], list[Node]]:
        if not tag.endswith("/>"):
            self._stack.append(Element(name))
        found = _ID.search(tag)
        if found is None:
            return [], [("text", tag)], []
        return [], [("text", tag[: found.start()]), ("identity",), ("text", tag[found.end() :])], []

    def _open(self, name: str, tag: str, start: int) -> tuple[list[Node], str, list[Node]]:
        element = Element(name, 0, self._depth, start=(self._feeds, start))
        before: list[Node] = []
        after: list[Node] = []
        if name in _ROWS or name in _HOLDERS:
            self._number += 1
            element.number = self._number
        if name in _ROWS:
            before.append(("open", element.number))
        if name in _HOLDERS:
            after.append(("start", element.number))
        if name == "w:tc" and (row := self._around("w:tr")):
            row.sure = row.sure or self._depth == row.depth
            after.append(("has", row.number))
        self._stack.append(element)
        return before, tag, after

    def _around(self, *names: str) -> Element | None:
        return next((element for element in reversed(self._stack) if element.name in names), None)

    def _close(self, tag: str, end: int, text: str) -> tuple[list[Node], str, list[Node]]:
        name = tag[2:-1].strip()
        if not self._stack or self._stack[-1].name != name:
            raise self._crossing(self._place())
        element = self._stack.pop()
        owner = self._stack[-1].name if self._stack else ""
        if (owner, name) in _PROPERTIES and element.start[0] == self._feeds:
            self._stack[-1].properties = text[element.start[1] : end]
        holder = self._around(*_SCOPES)
        if name == "w:p" and holder and holder.name in _HOLDERS:
            holder.sure = True if self._depth == holder.depth else (holder.sure or None)
            return [], tag, [("paragraph", holder.number)]
        if name in _HOLDERS:
            if not element.sure:
                self.unsure.add(element.number)
            return [("fill", element.number)], tag, []
        if name in _ROWS:
            return [], tag, [self._cut(element, holder)]
        return [], tag, []

    def _cut(self, element: Element, holder: Element | None) -> Node:
        """The operation after a row or table: cut it when it came out empty, else tell what holds it."""
        if not element.sure:
            self.unsure.add(element.number)
        number = holder.number if holder else 0
        if holder and element.name == "w:tr":
            holder.sure = holder.sure or bool(element.sure and element.depth == holder.depth)
        elif holder and holder.name in _HOLDERS:
            holder.sure = False if self._depth == holder.depth else (None if holder.sure else holder.sure)
        return ("cut", element.number, number, int(element.name == "w:tr"))

    def _break(self, place: str, kind: str) -> str:
        """What a line break becomes where a value is printed."""
        if self._pending or self._core:
            if kind == "picture":
                raise TemplateError(error(place, "图片不能放在这里", "移到正文或表格中"))
            return " "
        names = [element.name for element in self._stack[-3:]]
        if names[-1:] != ["w:t"]:
            hint = "取值标签写在普通文字中，不写在域、公式或段落之外"
            raise TemplateError(error(place, "取值标签的位置不对", hint))
        holder = self._around(*_SCOPES)
        if names != ["w:p", "w:r", "w:t"] or holder is None or holder.name not in _PROSE:
            return BREAK
        paragraph, run = self._stack[-3].properties, self._stack[-2].properties
        if self._is_numbered(paragraph) or "<w:sectPr" in paragraph:
            return BREAK
        return f'</w:t></w:r></w:p><w:p>{paragraph}<w:r>{run}<w:t xml:space="preserve">'

    def _is_numbered(self, properties: str) -> bool:
        """Whether a new paragraph would take a number of its own and shift those that follow."""
        own = re.search(r'<w:numId w:val="(\d+)"', properties)
        if own:
            return own[1] != "0"
        style = re.search(r'<w:pStyle w:val="([^"]*)"', properties)
        return (style[1] if style else "") in self._numbered
