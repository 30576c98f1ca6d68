"""Strict JSON to the same nodes with marks as YAML gives, so that places are told alike."""

from __future__ import annotations

import bisect
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import yaml

from generator.errors import IntakeError
from generator.intake.builder import TAG, place
from generator.problems import error

_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORDS = {"true": "bool", "false": "bool", "null": "null"}
_STRINGS = json.JSONDecoder(strict=True)
_DEEPEST = 60


@contextmanager
def composed(text: str, name: str) -> Iterator[yaml.Node | None]:
    """The root node of the text; None when there is nothing in it."""
    yield _Reader(text, name).root()


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._at = 0
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def root(self) -> yaml.Node | None:
        self._skip()
        if self._at == len(self._text):
            return None
        node = self._value(1)
        self._skip()
        if self._at < len(self._text):
            self._refuse("后面有多余的内容", "一个文件只写一家单位")
        return node

    def _value(self, depth: int) -> yaml.Node:
        self._skip()
        if depth > _DEEPEST:
            self._refuse(f"层级超过 {_DEEPEST} 层", "请按模板填写")
        char = self._sign()
        if char == "{":
            return self._object(depth)
        if char == "[":
            return self._array(depth)
        return self._string() if char == '"' else self._plain()

    def _object(self, depth: int) -> yaml.Node:
        node = yaml.MappingNode(TAG + "map", [], self._mark())
        for _ in self._items("}"):
            node.value.append((self._key(), self._value(depth + 1)))
        return node

    def _key(self) -> yaml.Node:
        """The key of a pair, with its colon."""
        if self._sign() != '"':
            self._refuse("键要用英文双引号括起来", '写成 "键": 值；最后一项后面不要逗号')
        key = self._string()
        self._skip()
        self._expect(":", "键和值之间要有英文冒号")
        return key

    def _sign(self) -> str:
        """The next character; "" at the end."""
        return self._text[self._at : self._at + 1]

    def _array(self, depth: int) -> yaml.Node:
        node = yaml.SequenceNode(TAG + "seq", [], self._mark())
        for _ in self._items("]"):
            node.value.append(self._value(depth + 1))
        return node

    def _items(self, closing: str) -> _Items:
        self._at += 1
        return _Items(self, closing)

    def more(self, closing: str, first: bool) -> bool:
        """Move to the next item of a list or object; false at its end."""
        self._skip()
        if self._sign() == closing:
            self._at += 1
            return False
        if not first:
            self._expect(",", f"缺少逗号，或者缺少 {closing}")
            self._skip()
        return True

    def _string(self) -> yaml.Node:
        mark = self._mark()
        try:
            value, self._at = _STRINGS.raw_decode(self._text, self._at)
        except json.JSONDecodeError as exc:
            self._at = exc.pos
            self._refuse("文本没有写对", "检查引号是否配对；换行写成 \\n，反斜杠写成 \\\\")
        return yaml.ScalarNode(TAG + "str", value, mark)

    def _plain(self) -> yaml.Node:
        mark = self._mark()
        for word, kind in _WORDS.items():
            if self._text.startswith(word, self._at):
                self._at += len(word)
                return yaml.ScalarNode(TAG + kind, word, mark)
        return self._number(mark)

    def _number(self, mark: yaml.Mark) -> yaml.Node:
        found = _NUMBER.match(self._text, self._at)
        if not found:
            self._refuse("这里不是合法的值", "文本用英文双引号括起来；最后一项后面不要逗号")
        self._at = found.end()
        kind = "float" if found[1] or found[2] else "int"
        return yaml.ScalarNode(TAG + kind, found[0], mark)

    def _expect(self, char: str, message: str) -> None:
        if self._sign() != char:
            self._refuse(message, "标点都用英文半角")
        self._at += 1

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _mark(self) -> yaml.Mark:
        line = bisect.bisect_right(self._lines, self._at) - 1
        return yaml.Mark(self._name, self._at, line, self._at - self._lines[line], None, 0)

    def _refuse(self, message: str, hint: str) -> NoReturn:
        where = place(self._name, self._mark())
        raise IntakeError(error("", f"JSON 写法有误：{message}", hint, where))


class _Items:
    """Iterates over the items of a list or object, minding the commas."""

    def __init__(self, reader: _Reader, closing: str) -> None:
        self._reader = reader
        self._closing = closing
        self._first = True

    def __iter__(self) -> _Items:
        return self

    def __next__(self) -> None:
        if not self._reader.more(self._closing, self._first):
            raise StopIteration
        self._first = False
