"""The running text of the dialect: words, values, tags, bold, pictures and line breaks of one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.errors import TemplateError
from generator.library import guarded
from generator.problems import error


@dataclass(frozen=True, slots=True)
class Text:
    """Literal words."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A dotted name whose value is printed here."""

    name: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """One condition or loop mark: ``if x``, ``elif x``, ``else``, ``endif``, ``for a in b``, ``endfor``."""

    body: str
    where: str
    bold: bool = False

    @property
    def word(self) -> str:
        return self.body.split()[0]


@dataclass(frozen=True, slots=True)
class Picture:
    """A slot for the picture of that name, in millimetres."""

    name: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break within a cell."""


Piece = Text | Value | Tag | Picture | Break
Line = tuple[Piece, ...]

NAME = r"[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*"
_TOKEN = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|!\[[^\]]*\]\([^)]*\)|\*\*|<br>)")
_PICTURE = re.compile(rf"!\[([^\]]*)\]\(({NAME}) (\d{{1,3}})x(\d{{1,3}})\)")
_WORD = re.compile(rf"\s*({NAME}|\d+(?:\.\d+)?|\"[^\"%{{}}<>&]*\"|'[^'%{{}}<>&]*'|==|!=|>|<|\(|\))")
_FOR = re.compile(rf"for ([A-Za-z][A-Za-z0-9_]*) in ({NAME})")
_CONSTANTS = frozenset({"true", "false", "none", "True", "False", "None"})
_RESERVED = frozenset({"not", "and", "or", "in", "is", "if", "else", "for", "loop"})
_NO_NAMES = _RESERVED | _CONSTANTS
_NAME = re.compile(NAME)
_TAGS = "只能写 {% if 条件 %}、{% elif 条件 %}、{% else %}、{% endif %}、{% for 项 in 名称 %}、{% endfor %}"

_FAULTS = tuple(
    (re.compile(pattern), message, hint)
    for pattern, message, hint in (
        (r"[｛｝]", "全角花括号会原样印出", "改成半角的 {{ 名称 }} 或 {% if 名称 %}"),
        (
            r"\{\{|\}\}|\{%|%\}|\{\s+[{%]|[}%]\s+\}",
            "标签没有写完整",
            "成对写 {{ 名称 }} 或 {% if 名称 %}，括号之间不留空格",
        ),
        (r"\{#|#\}", "不能写注释标签", "删去注释"),
        (r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "含有看不见的控制字符或制表符", "删去该字符"),
        (r"!\[", "图片写法不对", "写成 ![说明](名称 80x60)，单位毫米"),
        (r"\[[^\]]*\]\([^)]*\)", "不能写链接", "直接写文字"),
        (r"`", "不能写反引号", "删去反引号"),
        (r"</?[A-Za-z][^>]*>", "不能写 HTML 标记", "换行只在表格单元格中用 <br>"),
        (r"&(?:[a-zA-Z]+|#\d+);", "不能写 HTML 字符代码", "直接写该字符"),
        (r"\*[^*]+\*|~~", "不能写斜体或删除线", "加粗用 **文字**，乘号用 ×"),
    )
)


def fault(where: str, message: str, hint: str) -> TemplateError:
    """The refusal of one place in a text."""
    return TemplateError(error(where, message, hint))


def parse_line(text: str, where: str, *, cell: bool = False) -> Line:
    """The pieces of one paragraph or cell; tags must open and close within it."""
    pieces = tuple(
        Break() if cell and token == "<br>" else _piece(token, where, bold)
        for token, bold in _weighted(guarded(text), where)
    )
    check_nesting([piece for piece in pieces if isinstance(piece, Tag)])
    return pieces


def _weighted(text: str, where: str) -> Iterator[tuple[str, bool]]:
    """The tokens of a text but for the signs of bold, and whether each stands between two of those."""
    bold = False
    for token in filter(None, _TOKEN.split(text)):
        if token == "**":
            bold = not bold
        else:
            yield token, bold
    if bold:
        raise fault(where, "加粗没有写完整", "在要加粗的文字两边各写 **")


def _piece(token: str, where: str, bold: bool) -> Piece:
    if token.startswith("{{"):
        return Value(parse_name(token[2:-2], where), bold)
    if token.startswith("{%"):
        return parse_tag(token, where, bold)
    if found := _PICTURE.fullmatch(token):
        alt, name, width, height = found.groups()
        return Picture(name, int(width), int(height), alt)
    _check_words(token, where)
    return Text(token, bold)


def _check_words(words: str, where: str) -> None:
    """Refuse words in which something is written that the dialect does not have."""
    for pattern, message, hint in _FAULTS:
        if pattern.search(words):
            raise fault(where, f"{message}：{words.strip()[:30]}", hint)


def parse_name(text: str, where: str) -> str:
    """A dotted name, the only thing that may be printed."""
    name = text.strip()
    if not _NAME.fullmatch(name) or name in _NO_NAMES:
        hint = "只写名称，如 {{ enterprise.name }}；不能写过滤器、运算、函数和全角符号"
        raise fault(where, f"取值标签写法不对：{name[:40]}", hint)
    return name


def parse_tag(token: str, where: str, bold: bool = False) -> Tag:
    """A condition or loop mark, checked to the letter."""
    body = " ".join(token[2:-2].split())
    word, _, rest = body.partition(" ")
    if word in ("if", "elif") and rest:
        _Condition(rest, where).check()
    elif body not in ("else", "endif", "endfor") and not _is_loop(body):
        raise fault(where, f"控制标签写法不对：{body[:40]}", _TAGS)
    return Tag(body, where, bold)


def _is_loop(body: str) -> bool:
    found = _FOR.fullmatch(body)
    return found is not None and _NO_NAMES.isdisjoint((found[1], *found[2].split(".")))


class _Condition:
    """A recursive reading of a condition: names, not, and, or, and comparisons with a literal."""

    def __init__(self, text: str, where: str) -> None:
        self._text, self._where = text, where
        self._words = self._split()

    def _split(self) -> list[str]:
        words, at = [], 0
        text = self._text.rstrip()
        while at < len(text):
            found = _WORD.match(text, at)
            if not found:
                raise self._refusal()
            words.append(found[1])
            at = found.end()
        return words

    def _refusal(self) -> TemplateError:
        hint = "条件只用名称、not、and、or、括号，以及与数字或引号文字的 ==、!=、>、< 比较"
        return fault(self._where, f"条件写法不对：{self._text[:40]}", hint)

    def check(self) -> None:
        self._either()
        if self._words:
            raise self._refusal()

    def _next(self) -> str:
        if not self._words:
            raise self._refusal()
        return self._words.pop(0)

    def _either(self) -> None:
        self._single()
        while self._words and self._words[0] in ("and", "or"):
            self._next()
            self._single()

    def _single(self) -> None:
        word = self._next()
        if word == "not":
            self._single()
        elif word == "(":
            self._either()
            if self._next() != ")":
                raise self._refusal()
        elif _NAME.fullmatch(word) and word not in _NO_NAMES:
            self._comparison()
        else:
            raise self._refusal()

    def _comparison(self) -> None:
        if self._words and self._words[0] in ("==", "!=", ">", "<"):
            self._next()
            if not re.match(r"[\d\"']", self._next()):
                raise self._refusal()


def check_nesting(tags: Sequence[Tag]) -> None:
    """Refuse a condition or loop that is not closed, or closed by the wrong mark."""
    opened: list[Tag] = []
    for tag in tags:
        if tag.word in ("if", "for"):
            opened.append(tag)
        else:
            _go_on(opened, tag)
    if opened:
        raise _unclosed(opened[-1])


def _go_on(opened: list[Tag], tag: Tag) -> None:
    """Go on with, or end, what was opened last."""
    if not opened or not _fits(opened.pop(), tag):
        hint = "检查 if 与 endif、for 与 endfor 是否成对"
        raise fault(tag.where, f"{{% {tag.body} %}} 没有对应的开头", hint)
    if not tag.word.startswith("end"):
        opened.append(tag)


def _unclosed(tag: Tag) -> TemplateError:
    closing = "endfor" if tag.word == "for" else "endif"
    return fault(tag.where, f"{{% {tag.body} %}} 没有结束", f"补上 {{% {closing} %}}")


def _fits(opened: Tag, tag: Tag) -> bool:
    if opened.word == "for":
        return tag.word == "endfor"
    return tag.word == "endif" or (tag.word in ("elif", "else") and opened.word != "else")


def plain_text(pieces: Iterable[Piece]) -> str:
    """The literal words alone."""
    return "".join(piece.text for piece in pieces if isinstance(piece, Text))
