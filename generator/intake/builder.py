"""Composed nodes become plain data with the place of every value; what cannot be data is told."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NoReturn

import yaml

from generator.errors import IntakeError
from generator.intake import slips
from generator.intake.slips import Words
from generator.places import Branch, packed
from generator.problems import Keys, Origin, Problem, error, warning
from generator.schema import Shape, label, unseen

TAG = "tag:yaml.org,2002:"
INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)?(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PLAIN = {TAG + kind for kind in ("str", "int", "float", "bool", "null")}
_CUT = re.compile(r"[ \t]+(#[^\s#!].*)")
_BLOCKS = ("|", ">")  # the signs of texts of several lines
_CONTROL = "有看不见的控制字符"
_QUOTED = re.compile(r"[“‘][^“”‘’]*[”’]")
DEEPEST = 40
TOO_DEEP = f"层级超过 {DEEPEST} 层，或者引用了自己"
_FEW_VALUES, MOST_VALUES = 300_000, 1_000_000
_LEAST_TEXT = 8  # characters that a value with its key and its indent takes at the least
_QUOTES_HINT = "多半是想写英文引号；不需要引号时直接写"
MOST_TEXT = 20 * 1024 * 1024


class Builder:
    """Builds the data of one file; ``places``, ``problems`` and ``notes`` are its other results."""

    def __init__(self, name: str, text: str) -> None:
        self.places = Branch(0)
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self._lines = text.split("\n")
        self._name = name
        self._above = 0
        self._values = 0
        self._most = min(max(_FEW_VALUES, len(text) // _LEAST_TEXT), MOST_VALUES)
        self._text = 0

    def build(self, node: yaml.MappingNode, shape: Shape, keys: Keys) -> dict[str, Any]:
        """The data of the file's outermost mapping, whose place in the record is ``keys``."""
        self._above = len(keys) - 1
        self.places = Branch(_packed(node))
        return self._mapping(node, shape, keys, self.places)

    def _value(self, node: yaml.Node, shape: Shape, keys: Keys, branch: Branch) -> Any:
        depth = len(keys) - self._above
        self._values += 1
        if self._values > self._most or depth > DEEPEST:
            self._stop(node, keys, depth)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, shape, keys)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, shape, keys, branch.grown(keys[-1]))
        if isinstance(node, yaml.SequenceNode) and self._known(node, TAG + "seq", keys):
            return self._sequence(node, shape, keys, branch.grown(keys[-1]))
        return None

    def _mapping(self, node: yaml.MappingNode, shape: Shape, keys: Keys, branch: Branch) -> dict[str, Any]:
        data: dict[str, Any] = {}
        if not self._known(node, TAG + "map", keys):
            return data
        seen: dict[str, int] = {}
        for key_node, child in node.value:
            key = self._key(key_node, keys, seen)
            if key is None:
                continue
            place = (*keys, key)
            branch[key] = _packed(key_node)
            value = self._value(child, shape.child(key), place, branch)
            if not (key in shape.properties and left_empty(value)):
                data[key] = value
        return data

    def _sequence(self, node: yaml.SequenceNode, shape: Shape, keys: Keys, branch: Branch) -> list[Any]:
        data = []
        for number, child in enumerate(node.value):
            branch[number] = _packed(child)
            data.append(self._value(child, shape.child(number), (*keys, number), branch))
        return data

    def _key(self, node: yaml.Node, keys: Keys, seen: dict[str, int]) -> str | None:
        """The key as text, or None after telling why it cannot be one."""
        if not isinstance(node, yaml.ScalarNode) or node.tag != TAG + "str":
            self._no_key(node, keys)
        elif fault := key_fault(node.value, seen):
            self._tell(node, keys, *fault)
        elif self._clean(node, keys):
            seen[node.value] = node.start_mark.line + 1
            return str(node.value)
        return None

    def _no_key(self, node: yaml.Node, keys: Keys) -> None:
        shown = f"：{node.value}" if isinstance(node, yaml.ScalarNode) else ""
        self._tell(node, keys, f"键应是文本{shown}", "请按模板写键名")

    def _scalar(self, node: yaml.ScalarNode, shape: Shape, keys: Keys) -> Any:
        if not self._known(node, "", keys) or not self._clean(node, keys):
            return None
        text = str(node.value)
        self._text += len(text)
        if self._text > MOST_TEXT:
            self._stop(node, keys, 0)
        if self._lines and node.end_mark:
            self._note(node, shape, keys)
        if shape.properties:
            self._tell_joined(node, shape, keys)
        if node.tag == TAG + "str":
            return text.replace("\r\n", "\n").replace("\r", "\n")
        return plain(node.tag.removeprefix(TAG), text, shape)

    def _tell_joined(self, node: yaml.ScalarNode, shape: Shape, keys: Keys) -> None:
        """Tell of a key that stands together with its value where a group should be."""
        key = slips.joined(str(node.value))
        if key in shape.properties:
            self._tell(node, keys, *slips.of_joined(key))

    def _note(self, node: yaml.ScalarNode, shape: Shape, keys: Keys) -> None:
        """Tell what passes for a value and is not quite what was meant."""
        self._note_unseen(node, keys)
        self._note_cut(node, shape, keys)
        if _QUOTED.fullmatch(node.value):
            self._hint(node, keys, f"值带着中文引号：{node.value[:20]}", _QUOTES_HINT)

    def _note_unseen(self, node: yaml.ScalarNode, keys: Keys) -> None:
        if char := unseen.first(node.value):
            self._hint(node, keys, unseen.told(char), "看着一样，查找和核对时对不上，请删去重新输入")

    def _note_cut(self, node: yaml.ScalarNode, shape: Shape, keys: Keys) -> None:
        """Tell where what was meant for a part of the value was read as a comment."""
        cut = self._cut_off(node)
        if cut and (shape.text or not node.value):
            hint = "“ #”以后是注释；属于内容时给整个值加引号，是注释时 # 后面空一格"
            lost = f"后面的“{cut}”没有读入"
            self._hint(node, keys, f"这里只读到“{node.value}”，{lost}" if node.value else lost, hint)

    def _cut_off(self, node: yaml.ScalarNode) -> str:
        """What of the line behind a value was read as a comment and may be none; "" for nothing."""
        found = None if node.style in _BLOCKS else _CUT.match(self._after(node.end_mark))
        return found[1].strip()[:20] if found else ""

    def _after(self, mark: yaml.Mark) -> str:
        """What stands behind a place in its line."""
        return self._lines[mark.line][mark.column :] if mark.line < len(self._lines) else ""

    def _hint(self, node: yaml.Node, keys: Keys, message: str, hint: str) -> None:
        self.notes.append(warning(label(keys), message, hint, self._place(node), keys))

    def _clean(self, node: yaml.ScalarNode, keys: Keys) -> bool:
        found = bad_sign(node.value)
        if not found:
            return True
        message, hint = found
        if node.style == '"' and message.startswith(_CONTROL):
            hint = "双引号里的反斜杠有特别的意思：路径用 / 分隔，其他的改用单引号；" + hint
        self._tell(node, keys, message, hint)
        return False

    def _known(self, node: yaml.Node, tag: str, keys: Keys) -> bool:
        if node.tag == tag or (not tag and node.tag in _PLAIN):
            return True
        shown = node.tag.replace(TAG, "!!")
        self._tell(node, keys, f"不支持标签 {shown}", "请删去以 ! 开头的标签；文字以 ! 开头时加引号")
        return False

    def _tell(self, node: yaml.Node, keys: Keys, message: str, hint: str) -> None:
        self.problems.append(error(label(keys), message, hint, self._place(node), keys))

    def _stop(self, node: yaml.Node, keys: Keys, depth: int) -> NoReturn:
        message = TOO_DEEP if depth > DEEPEST else "展开后的内容太多"
        self._tell(node, keys[:3], message, "请去掉引用（& 和 *），按模板填写")
        raise IntakeError(self.problems)

    def _place(self, node: yaml.Node) -> Origin:
        return place(self._name, node.start_mark)


def place(name: str, mark: yaml.Mark) -> Origin:
    """Where a mark stands in the file of that name."""
    return Origin(name, mark.line + 1, mark.column + 1)


def bad_sign(text: str) -> Words | None:
    """What is told of the first character of a text that no data can have, and the mend; None for none."""
    bad = None if text.isprintable() else _BAD.search(text)
    return _of_sign(ord(bad.group())) if bad else None


def _of_sign(code: int) -> Words:
    if 0xD800 <= code <= 0xDFFF:
        return f"有不完整的字符 U+{code:04X}", "请删去后重新输入（多为表情符号被截断）"
    return f"{_CONTROL} U+{code:04X}", "请删去后重新输入这一处"


def _packed(node: yaml.Node) -> int:
    return packed(node.start_mark.line + 1, node.start_mark.column + 1)


def plain(kind: str, text: str, shape: Shape) -> Any:
    """An unquoted scalar: text where the schema wants text, so that 3382 may be a code and 0316 a number."""
    if kind == "null":
        return None
    if shape.text:
        return text
    if kind == "bool":
        return text.lower() == "true" if text.lower() in {"true", "false"} else text
    return _number(kind, text, shape.cents is not None)


def _number(kind: str, text: str, exact: bool) -> int | float | Decimal | str:
    """A number, exactly as written where it is money; the text where it is none that can be counted with."""
    if kind == "int" and INTEGER.fullmatch(text):
        return Decimal(text) if exact else int(text)
    if kind == "float" and _is_finite(text):
        return Decimal(text) if exact else float(text)
    return text


def _is_finite(text: str) -> bool:
    """Whether a text is a number with a point or a power that can be counted with."""
    is_number = FLOAT.fullmatch(text) and any(map(str.isdigit, text))
    return bool(is_number) and math.isfinite(float(text))


def left_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def key_fault(key: str, seen: Mapping[str, int]) -> Words | None:
    """Why a text cannot be a key beside those seen, told with their lines, and the mend; None when it can."""
    if key == "<<":
        return "不支持合并键 <<", "请把内容直接写出来"
    if key in seen:
        return f"“{key}”重复，第 {seen[key]} 行已经有了", "请合并成一个，或删去一个"
    return slips.in_key(key)
