"""The XML around the tags: proves that every rendering is well-formed, and marks where it may need repair.

A condition or loop must leave the same elements open as it found; then whatever the data, what is opened is
closed. Rows, tables and cells that could come out empty get operations that cut or fill them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import partial

from generator.errors import TemplateError
from generator.problems import error
from generator.word import grammar
from generator.word.elements import SCOPES, CrossedError, Element, Elements
from generator.word.outline import For, If, Item, Print, Text
from generator.word.program import Node, Operations, names

BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_MAX_DEPTH = 15
MAX_LOOPS = 5
MAX_FREE_LOOPS = 2
_LOOPS = f"循环最多套 {MAX_LOOPS} 层，其中各自独立的列表最多 {MAX_FREE_LOOPS} 个"


class Builder:
    """Builds the operations of one part from its source.

    ``places`` are the places of its tags in order, ``label`` that of the part; ``numbered`` the styles whose
    paragraphs have numbers. ``core``: the part holds the document's properties.
    """

    def __init__(
        self, places: list[str], numbered: Collection[str], *, core: bool = False, label: str = ""
    ) -> None:
        self._places, self._numbered, self._core, self._label = places, numbered, core, label
        self._elements = Elements()
        self._tag = 0
        self._loops: list[tuple[str, bool]] = []

    @property
    def unsure(self) -> set[int]:
        """The numbers of rows, tables and cells that may come out empty."""
        return self._elements.unsure

    def build(self, items: list[Item]) -> Operations:
        """The operations of a whole part."""
        body = self._body(items)
        if self._elements.stack or self._elements.pending:
            raise self._crossing("")
        return tuple(body)

    def _body(self, items: list[Item]) -> list[Node]:
        elements = self._elements
        outer, elements.operations = elements.operations, []
        for item in items:
            self._put(item)
        made, elements.operations = elements.operations, outer
        return made

    def _put(self, item: Item) -> None:
        if isinstance(item, Text):
            self._feed(item.data)
        elif isinstance(item, Print):
            self._print(item)
        elif isinstance(item, If):
            self._if(item)
        else:
            self._for(item)

    def _feed(self, text: str) -> None:
        try:
            self._elements.feed(text)
        except CrossedError as exc:
            raise self._crossing(self._place()) from exc

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
        self._elements.operations.append((*operation, self._break(place, operation[0]), place))

    def _read(self, place: str, read: Callable[[], Node]) -> Node:
        node = _placed(place, read)
        if not self._loops and _asks_loop(node):
            raise TemplateError(error(place, "loop 只能写在循环之内", "移到 {% for %} 与 {% endfor %} 之间"))
        return node

    def _if(self, item: If) -> None:
        branches = []
        for test, body in item.branches:
            place = self._next()
            condition = self._read(place, partial(grammar.condition, test))
            branches.append((condition, tuple(self._branch(body, place)), place))
        other = tuple(self._branch(item.other, place))
        self._elements.operations.append(("if", tuple(branches), other))

    def _for(self, item: For) -> None:
        place = self._next()
        _, name, items = self._read(place, lambda: ("for", *grammar.loop(item.head)))
        self._repeat(name, items, place)
        body = tuple(self._branch(item.body, place))
        self._loops.pop()
        self._elements.repeated = bool(self._loops)
        other = tuple(self._branch(item.other, place))
        self._elements.operations.append(("for", name, items, body, other, place))

    def _repeat(self, name: str, items: Node, place: str) -> None:
        """Enter a loop. Loops in each other over lists that do not depend on one another multiply."""
        first = next(names(items), "").partition(".")[0]
        self._loops.append((name, all(first != outer for outer, _ in self._loops)))
        if len(self._loops) > MAX_LOOPS or sum(free for _, free in self._loops) > MAX_FREE_LOOPS:
            raise TemplateError(error(place, "循环嵌套过深，数据一多就做不完", _LOOPS))
        self._elements.repeated = True

    def _branch(self, items: list[Item], place: str) -> list[Node]:
        """A body that may or may not run: it must leave the XML as it found it."""
        elements = self._elements
        self._check_depth(place)
        before, pending = list(elements.stack), bool(elements.pending)
        elements.depth += 1
        body = self._body(items)
        elements.depth -= 1
        is_in_tag = pending == bool(elements.pending) and not (pending and _ends_tag(body))
        if not (is_in_tag and self._is_as(before)):
            raise self._crossing(place)
        elements.stack = before
        return body

    def _check_depth(self, place: str) -> None:
        if self._elements.depth == _MAX_DEPTH:
            raise TemplateError(error(place, f"条件和循环嵌套过深（最多 {_MAX_DEPTH} 层）", "拆成几段"))

    def _is_as(self, before: list[Element]) -> bool:
        """Whether the elements that are open now stand for those before."""
        now = self._elements.stack
        return len(now) == len(before) and all(map(_stands_for, now, before))

    def _crossing(self, place: str) -> TemplateError:
        hint = "让条件或循环在同一单元格、同一级段落内开始和结束"
        return TemplateError(error(place, "条件或循环的开头与结尾位置不对应", hint))

    def _break(self, place: str, kind: str) -> str:
        """What a line break becomes where a value is printed."""
        if self._elements.pending or self._core:
            if kind == "picture":
                raise TemplateError(error(place, "图片不能放在这里", "移到正文或表格中"))
            return " "
        names, is_prose = self._elements.around_print()
        if names[-1:] != ["w:t"]:
            hint = "取值标签写在普通文字中，不写在域、公式或段落之外"
            raise TemplateError(error(place, "取值标签的位置不对", hint))
        return self._turned() if is_prose and names == ["w:p", "w:r", "w:t"] else BREAK

    def _turned(self) -> str:
        """A new paragraph like the one that is open, unless it would be numbered or end a section."""
        paragraph, run = (element.properties for element in self._elements.stack[-3:-1])
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


def _stands_for(new: Element, old: Element) -> bool:
    """Whether an open element is as good as another: rows and cells must be the very same."""
    return new is old or (new.name == old.name and old.name not in SCOPES)


def _asks_loop(node: Node) -> bool:
    """Whether a tag asks for the round of the loop around it."""
    return any(name.startswith("loop.") for name in names(node))


def _ends_tag(body: list[Node]) -> bool:
    """Whether operations within a tag of the XML write what could end it or its attribute."""
    return any(set('<>"') & set(str(operation[1])) for operation in body)


def _placed(place: str, read: Callable[[], Node]) -> Node:
    """What is read of a tag; what is refused is told at its place."""
    try:
        return read()
    except grammar.RefusedError as exc:
        raise TemplateError(error(place, str(exc), exc.hint)) from exc
