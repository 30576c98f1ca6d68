"""YAML to nodes with marks, by plain rules: only true and false are booleans, dates and 0579 stay text."""

from __future__ import annotations

import re

import yaml

from generator.errors import IntakeError
from generator.intake.builder import FLOAT, INTEGER, TAG
from generator.problems import Origin, error

_DEEPEST = 60
_OPENING = re.compile(r"[\[{]|[-?]\s")
_SUSPICIOUS = 5000
_FULL_WIDTH = re.compile(r"\s*(?:-\s+)*[A-Za-z_]+：")
_COLON_HINT = "写成“键: 值”，冒号用英文半角，后面空一格"
_HALF_HINT = "冒号要用英文半角“:”，后面空一格"
_BRACKETS = ("括号没有配对，或者缺少逗号", "逗号、方括号、花括号都用英文半角，并且成对")
_INDENT = ("缩进不一致", "同一组的各项要左对齐，下一级比上一级多两个空格")
_AT_CONTEXT = ("could not find expected ':'", "found unexpected end of stream", "did not find expected ','")

# What libyaml says, the Chinese message, what to do; the first that is found in libyaml's words counts.
_SAID = (
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
    ("but found another document", "一个文件里有多份数据（---）", "一个文件只写一家单位"),
    ("cannot start any token", "这里的字符不能开头", "以 @、`、% 等开头的文字要加引号"),
)


class _Loader(yaml.CSafeLoader):
    """libyaml's composer with resolvers of our own."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


def _resolve(kind: str, pattern: str, first: str) -> None:
    _Loader.add_implicit_resolver(TAG + kind, re.compile(f"^(?:{pattern})$"), list(first))


_resolve("bool", "true|True|TRUE|false|False|FALSE", "tTfF")
_Loader.add_implicit_resolver(TAG + "null", re.compile(r"^(?:null|Null|NULL|~|)$"), ["n", "N", "~", ""])
_resolve("int", INTEGER.pattern, "-+0123456789")
_resolve("float", rf"(?=[-+]?\.?[0-9])(?![-+]?[0-9]+$){FLOAT.pattern}", "-+.0123456789")


def compose(text: str, name: str) -> yaml.Node | None:
    """The root node of the one document in the text; None when there is nothing in it."""
    _refuse_depth(text, name)
    loader = _Loader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
    except yaml.YAMLError as exc:
        raise _refusal(exc, text, name) from exc
    finally:
        loader.dispose()
    return None if node is None or node.tag == TAG + "null" else node


def _refuse_depth(text: str, name: str) -> None:
    """Composing recurses in C, so nesting is measured first, event by event, where there could be much."""
    if len(_OPENING.findall(text)) < _SUSPICIOUS:
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            mark = event.start_mark
            if depth > _DEEPEST and mark:
                place = Origin(name, mark.line + 1, mark.column + 1)
                raise IntakeError(error("", f"层级超过 {_DEEPEST} 层", "请按模板填写", place))
    except yaml.YAMLError:
        return


def _refusal(exc: yaml.YAMLError, text: str, name: str) -> IntakeError:
    if not isinstance(exc, yaml.MarkedYAMLError) or exc.problem_mark is None:
        return IntakeError(error("", f"YAML 写法有误（{exc}）", "请对照模板修改", Origin(name)))
    said = f"{exc.problem or ''} {exc.context or ''}"
    problem, context = exc.problem_mark, exc.context_mark
    mark = context if context and any(words in said for words in _AT_CONTEXT) else problem
    lines = [_line(text, one.line) for one in (mark, problem)]
    message, hint = _words(said, lines)
    return IntakeError(error("", message, hint, Origin(name, mark.line + 1, mark.column + 1)))


def _words(said: str, lines: list[str]) -> tuple[str, str]:
    if any("\t" in line[: len(line) - len(line.lstrip())] for line in lines):
        return "用了 Tab 缩进", "YAML 只能用空格缩进，请把 Tab 换成空格"
    message, hint = next(
        ((message, hint) for words, message, hint in _SAID if words in said),
        (f"YAML 写法有误（{said.strip()}）", "请对照模板修改"),
    )
    if any(_FULL_WIDTH.match(line) for line in lines):
        hint = _HALF_HINT
    return message, hint


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number] if number < len(lines) else ""
