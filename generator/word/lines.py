"""Texts with tags outside of Word files, such as the notes of a workbook: the same tags, the same meaning."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import lru_cache

from markupsafe import escape

from generator.word import escaped, grammar, outline, program
from generator.word.grammar import RefusedError
from generator.word.program import Context, Node, Operations

_REMEMBERED = 2048


def fill(text: str, context: Context) -> str:
    """The text with its tags filled in from what `values.prepare` gives; plain text, nothing escaped.

    RefusedError for a tag that says what it may not, KeyError for a name without a value, UnprintableError
    for a value that has no words: `lint.words` tells all of it beforehand, with its mend.
    """
    if "{" not in text:
        return text
    sink = _Sink()
    write = _function(text)
    write(context, sink, *escaped.TOOLS, None)
    return html.unescape(b"".join(sink.pieces).decode())


def operations(text: str) -> Operations:
    """What the text does, as operations of a template; RefusedError when a tag is none of ours."""
    try:
        return _operations(outline.read(text))
    except outline.UnreadableError as exc:
        raise RefusedError("标签不成对，或者没有写完整", "检查 {{ 与 }}、{% 与 %}、if 与 endif") from exc


class _Sink:
    """Takes the pieces of one text."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def flush(self) -> None:
        """Called within long loops: a text is short enough to be kept whole."""


@lru_cache(_REMEMBERED)
def _function(text: str) -> Callable[..., None]:
    made: Callable[..., None] = program.loaded(program.code((operations(text),)))["part0"]
    return made


def _operations(items: list[outline.Item]) -> Operations:
    return tuple(_operation(item) for item in items)


def _operation(item: outline.Item) -> Node:
    if isinstance(item, outline.Text):
        return ("text", str(escape(item.data)))
    if isinstance(item, outline.Print):
        return _printed(item)
    if isinstance(item, outline.If):
        return ("if", tuple(map(_branch, item.branches)), _operations(item.other))
    name, listed = grammar.loop(item.head)
    return ("for", name, listed, _operations(item.body), _operations(item.other), "")


def _printed(item: outline.Print) -> Node:
    node = grammar.printed(item.body)
    if node[0] == "picture":
        raise RefusedError("这里不能放图片", "删去这个标签")
    return (*node, "\n", "")


def _branch(branch: tuple[str, list[outline.Item]]) -> Node:
    test, body = branch
    return grammar.condition(test), _operations(body), ""
