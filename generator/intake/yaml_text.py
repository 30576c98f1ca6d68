"""YAML to nodes with marks, by plain rules: only true and false are booleans, dates and 0579 stay text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import yaml

from generator.errors import IntakeError
from generator.intake import slips
from generator.intake.builder import FLOAT, INTEGER, TAG, place
from generator.problems import Origin, error

_Fault = tuple[int, int, str, str]  # line (from 0) and column (from 1), what is wrong and what to do

_DEEPEST = 60
_COLON_HINT = "写成“键: 值”，冒号用英文半角，后面空一格；备注的一行前面加 #"
_TABS = ("用了 Tab 缩进", "YAML 只能用空格缩进，请把 Tab 换成空格")
_BRACKETS = ("括号没有配对，或者缺少逗号", "逗号、方括号、花括号都用英文半角，并且成对")
_INDENT = ("缩进不一致", "同一组的各项要左对齐，下一级比上一级多两个空格")
_AT_CONTEXT = ("could not find expected ':'", "found unexpected end of stream", "did not find expected ','")

# What libyaml says, the Chinese message, what to do; the first that is found in libyaml's words counts.
_SAID = (
    ("nesting depth", "括号套得太深", "请对照模板修改"),
    ("block scalar", "| 或 > 后面要换行", "文字以 | 或 > 开头时加引号"),
    ("directive", "% 不能开头", "以 % 开头的文字要加引号"),
    (" tag", "不支持标签", "以 ! 开头的文字要加引号"),
    ("scanning an a", "& 或 * 后面的名称不对", "以 & 或 * 开头的文字要加引号"),
    ("mapping keys are not allowed", "? 不能开头", "以 ? 开头的文字要加引号"),
    ("found unexpected ':'", "冒号的位置不对", "值里有冒号时给值加引号"),
    ("mapping values are not allowed", "冒号的位置不对", "值里有“: ”时给值加引号；同级的键要左对齐"),
    ("could not find expected ':'", "这里缺少冒号", _COLON_HINT),
    ("found unexpected end of stream", "引号没有配对", "请补上另一半英文引号"),
    ("did not find expected ','", *_BRACKETS),
    ("did not find expected node content", *_BRACKETS),
    ("did not find expected", *_INDENT),
    ("block sequence entries are not allowed", *_INDENT),
    ("block mapping", *_INDENT),
    ("found undefined alias", "引用了没有定义的内容", "以 * 开头的文字要加引号"),
    ("found unknown escape character", "双引号里的反斜杠写法不对", "改用单引号，或把 \\ 写成 \\\\"),
    ("Unicode character escape", "有不完整的字符（\\u 转义无效）", "请删去后重新输入"),
    ("cannot start any token", "这里的字符不能开头", "以 @、`、% 等开头的文字要加引号"),
)


class _Loader(yaml.CSafeLoader):
    """libyaml's parser with resolvers of our own."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


def _resolve(kind: str, pattern: str, first: str) -> None:
    _Loader.add_implicit_resolver(TAG + kind, re.compile(f"^(?:{pattern})$"), list(first))


_resolve("bool", "true|True|TRUE|false|False|FALSE", "tTfF")
_Loader.add_implicit_resolver(TAG + "null", re.compile(r"^(?:null|Null|NULL|~|)$"), ["n", "N", "~", ""])
_resolve("int", INTEGER.pattern, "-+0123456789")
_resolve("float", rf"(?=[-+]?\.?[0-9])(?![-+]?[0-9]+$){FLOAT.pattern}", "-+.0123456789")


@contextmanager
def composed(text: str, name: str) -> Iterator[yaml.Node | None]:
    """The root node of the one document in the text, None when there is nothing in it.

    The mappings and sequences below it are read as they are walked, each once and in their order, so that a
    long file is never held twice; what is written wrongly is refused on the way or at the end.
    """
    reader = _Reader(text, name)
    try:
        yield reader.root()
        reader.end()
    except yaml.YAMLError as exc:
        raise _refusal(exc, text, name) from exc
    finally:
        reader.dispose()


class _Reader:
    """Makes nodes of libyaml's events; only what has an anchor is kept, for the aliases that may follow."""

    def __init__(self, text: str, name: str) -> None:
        self._loader = _Loader(text)
        self._name = name
        self._anchors: dict[str, yaml.Node] = {}

    def root(self) -> yaml.Node | None:
        self._loader.get_event()
        if isinstance(self._loader.get_event(), yaml.StreamEndEvent):
            return None
        node = self._node(1)
        if isinstance(node, yaml.MappingNode):
            return node
        _keep(node)
        self.end()
        return None if node.tag == TAG + "null" else node

    def end(self) -> None:
        """Nothing may follow the document."""
        event: Any = self._loader.get_event()
        if isinstance(event, yaml.DocumentEndEvent):
            event = self._loader.get_event()
        if isinstance(event, yaml.DocumentStartEvent) and event.start_mark:
            raise self._refused(event, "一个文件里有多份数据（---）", "一个文件只写一家单位")

    def dispose(self) -> None:
        self._loader.dispose()

    def _node(self, depth: int) -> yaml.Node:
        event: Any = self._loader.get_event()
        if isinstance(event, yaml.AliasEvent):
            return self._named(event)
        if depth > _DEEPEST:
            raise self._refused(event, f"层级超过 {_DEEPEST} 层", "请按模板填写")
        node = self._opened(event, depth)
        if event.anchor:
            self._anchors[event.anchor] = node
            _keep(node)
        return node

    def _refused(self, event: Any, message: str, hint: str) -> IntakeError:
        return IntakeError(error("", message, hint, place(self._name, event.start_mark)))

    def _named(self, event: Any) -> yaml.Node:
        if event.anchor not in self._anchors:
            raise yaml.composer.ComposerError(None, None, "found undefined alias", event.start_mark)
        return self._anchors[event.anchor]

    def _opened(self, event: Any, depth: int) -> yaml.Node:
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        mark: Any = event.start_mark
        tag = event.tag if event.tag not in (None, "!") else ""
        if isinstance(event, yaml.SequenceStartEvent):
            return yaml.SequenceNode(tag or TAG + "seq", self._items(depth + 1), mark)
        return yaml.MappingNode(tag or TAG + "map", self._pairs(depth + 1), mark)

    def _items(self, depth: int) -> Iterator[yaml.Node]:
        while not self._loader.check_event(yaml.SequenceEndEvent):
            node = self._node(depth)
            yield node
            _pass_over(node)
        self._loader.get_event()

    def _pairs(self, depth: int) -> Iterator[tuple[yaml.Node, yaml.Node]]:
        while not self._loader.check_event(yaml.MappingEndEvent):
            key = self._node(depth)
            _keep(key)
            value = self._node(depth)
            yield key, value
            _pass_over(value)
        self._loader.get_event()


def _scalar(event: Any) -> yaml.ScalarNode:
    return yaml.ScalarNode(_tag(event), event.value, event.start_mark, event.end_mark, event.style)


def _tag(event: Any) -> str:
    """What a scalar is: as tagged, text where it is quoted, else by how it looks."""
    if event.tag not in (None, "!"):
        return str(event.tag)
    if event.implicit[0] and event.tag is None:
        for tag, pattern in _Loader.yaml_implicit_resolvers.get(event.value[:1], ()):
            if pattern.match(event.value):
                return tag
    return TAG + "str"


def _keep(node: yaml.Node) -> None:
    """Read what is below a node now, to be walked more than once."""
    if isinstance(node, yaml.CollectionNode) and not isinstance(node.value, list):
        rest, node.value = node.value, []
        for child in rest:
            for part in child if isinstance(child, tuple) else (child,):
                _keep(part)
            node.value.append(child)


def _pass_over(node: yaml.Node) -> None:
    """Read to the end what nobody walked."""
    if isinstance(node, yaml.CollectionNode) and not isinstance(node.value, list):
        for _ in node.value:
            pass


class _Said(NamedTuple):
    """What libyaml says is wrong, and the places that it names: of the fault, and where it came to light."""

    words: str
    mark: yaml.Mark
    problem: yaml.Mark


def _refusal(exc: yaml.YAMLError, text: str, name: str) -> IntakeError:
    """What libyaml refused, in the words of whoever wrote it."""
    said = _said(exc) if isinstance(exc, yaml.MarkedYAMLError) else None
    if said is None:
        return IntakeError(error("", f"YAML 写法有误（{exc}）", "请对照模板修改", Origin(name)))
    line, column, message, hint = _found(text.split("\n"), said)
    return IntakeError(error("", message, hint, Origin(name, line + 1, column)))


def _said(exc: yaml.MarkedYAMLError) -> _Said | None:
    """What is told with its place; None for what has none."""
    problem, words = exc.problem_mark, f"{exc.problem or ''} {exc.context or ''}"
    if problem is None:
        return None
    is_at_context = any(one in words for one in _AT_CONTEXT)
    mark = exc.context_mark if is_at_context else None
    return _Said(words, mark or problem, problem)


def _found(lines: list[str], said: _Said) -> _Fault:
    """The line (from 0) and column (from 1) at fault, what is wrong there and what to do: a slip first."""
    mark, problem = said.mark, said.problem
    if _tabbed(lines, (mark.line, problem.line)):
        return mark.line, mark.column + 1, *_TABS
    found = _slip(lines, mark, problem)
    return found or (mark.line, mark.column + 1, *_words(said.words))


def _slip(lines: list[str], mark: yaml.Mark, problem: yaml.Mark) -> _Fault | None:
    """What was typed wrongly near these places, else what does not stand under its neighbours."""
    if slip := slips.near(lines, _suspects(lines, mark.line, problem.line)):
        number, found = slip
        return number, *found
    odd = slips.odd_indent(lines, problem.line, problem.column)
    return (*odd, *_INDENT) if odd else None


def _suspects(lines: list[str], first: int, second: int) -> list[int]:
    """The lines where the slip may be: those that libyaml names, then the few written before them."""
    before = [number for number in range(second - 1, max(second - 12, -1), -1) if _is_written(lines, number)]
    return [first, second, *before[:3]]


def _is_written(lines: list[str], number: int) -> bool:
    line = lines[number].strip() if number < len(lines) else ""
    return bool(line) and not line.startswith("#")


def _tabbed(lines: list[str], numbers: tuple[int, ...]) -> bool:
    return any("\t" in _indent(lines[one]) for one in numbers if one < len(lines))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _words(said: str) -> tuple[str, str]:
    return next(
        ((message, hint) for words, message, hint in _SAID if words in said),
        (f"YAML 写法有误（{said.strip()}）", "请对照模板修改"),
    )
