"""Why a rendering failed: the same walk through the template, slowly, naming every fault and place."""

from __future__ import annotations

import difflib
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from generator.pictures import Picture, photos
from generator.problems import Problem, error
from generator.word import escaped, values
from generator.word.program import Context, Node, Operations, dotted

_MISSING = object()
_REFUSED: tuple[tuple[Any, str], ...] = (
    (bool, "是“是否”项，只能用在 {% if %} 里"),
    ((tuple, list), "是列表，要用 {% for %} 逐项打印"),
    (Mapping, "是一组信息，要写到具体的一项，如 .name"),
)
_COMPARISONS: Mapping[str, Callable[[Any, Any], object]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}


def refusal(value: object) -> str:
    """Why a value cannot be printed."""
    if value is None:
        return "没有值"
    if isinstance(value, Picture) or values.is_photo(value):
        return "是图片，要写成 |picture(宽,高)"
    known = (told for kinds, told in _REFUSED if isinstance(value, kinds))
    return next(known, f"不能打印（{type(value).__name__}）")


def explain(operations: Operations, context: Context) -> tuple[Problem, ...]:
    """Everything that keeps a part from being rendered with these values."""
    walk = _Walk(context)
    walk.run(operations, _At({}, (), ""))
    return tuple(dict.fromkeys(walk.problems))


class _At(NamedTuple):
    """Where the walk stands.

    ``names`` are those that loops around give, each with what it means and how that is called in messages;
    ``loops`` the number and the length of each loop around.
    """

    names: Mapping[str, tuple[object, str]]
    loops: tuple[tuple[int, int], ...]
    place: str

    def called(self, node: Node) -> str:
        """The name as written, with the number of the row for what a loop goes through."""
        if node[0] not in ("name", "get", "loop"):
            return "条件"
        head, _, rest = dotted(node).partition(".")
        known = self.names[head][1] if head in self.names else head
        return f"{known}.{rest}" if rest else known

    def within(self, name: str, item: object, called: str, of: tuple[int, int]) -> _At:
        """In the round of a loop of that number ``of`` so many, which gives an item a name."""
        names = {**self.names, name: (item, f"{called}[{of[0]}]")}
        return self._replace(names=names, loops=(*self.loops, of))


class _Walk:
    def __init__(self, context: Context) -> None:
        self._context = context
        self.problems: list[Problem] = []

    def run(self, operations: Operations, at: _At) -> None:
        """Walk through operations."""
        for operation in operations:
            kind = operation[0]
            if kind == "if":
                self._if(operation, at)
            elif kind == "for":
                self._for(operation, at._replace(place=operation[-1]))
            elif kind in ("print", "blank", "picture"):
                self._print(operation, at._replace(place=operation[-1]))

    def _say(self, place: str, message: str, hint: str = "") -> None:
        self.problems.append(error(place, message, hint))

    def _print(self, operation: Node, at: _At) -> None:
        kind, node, *_ = operation
        value = self._value(node, at)
        path = at.called(node)
        if kind == "picture":
            self._picture(value, path, at.place)
        elif value is not _MISSING and not _has_text(value):
            self._say(at.place, f"{path} {refusal(value)}")

    def _picture(self, value: object, path: str, place: str) -> None:
        if _is_drawn(value):
            return
        if not values.is_photo(value):
            self._say(place, f"{path} 不是图片", "picture 只用于照片和图")
        elif reason := photos.inspect(value.asset):
            self._say(place, f"照片“{value.asset.name}”{reason}", "请更换照片后重试")

    def _if(self, operation: Node, at: _At) -> None:
        _, branches, other = operation
        for test, body, place in branches:
            if _is_so(self._value(test, at._replace(place=place))):
                return self.run(body, at)
        return self.run(other, at)

    def _for(self, operation: Node, at: _At) -> None:
        _, name, node, body, other, _ = operation
        path = at.called(node)
        items = self._items(self._value(node, at), path, at.place)
        if items is None:
            return
        for number, item in enumerate(items, 1):
            self.run(body, at.within(name, item, path, (number, len(items))))
        if not items:
            self.run(other, at)

    def _items(self, value: object, path: str, place: str) -> Sequence[object] | None:
        """What a loop goes through; None where that is not there or no list."""
        items = value.items if isinstance(value, escaped.Listed) else value
        if isinstance(items, (tuple, list)):
            return items
        if items is not _MISSING:
            self._say(place, f"{path} 不是列表，不能循环", "检查名称")
        return None

    def _value(self, node: Node, at: _At) -> Any:
        kind = node[0]
        if kind == "name":
            return self._first(node[1], at)
        if kind == "get":
            return self._look_up(self._value(node[1], at), node[2], at.called(node), at.place)
        if kind == "loop":
            return _round(node[1], *at.loops[-1])
        return node[1] if kind == "const" else self._judged(node, at)

    def _judged(self, node: Node, at: _At) -> Any:
        """The value of an expression with a not, an and, an or or a comparison."""
        if node[0] == "not":
            return not _is_so(self._value(node[1], at))
        return self._compare(node, at) if node[0] == "compare" else self._either(node, at)

    def _first(self, name: str, at: _At) -> object:
        """What a loop around calls by the name, else what the context does."""
        if name in at.names:
            return at.names[name][0]
        return self._look_up(self._context, name, name, at.place)

    def _either(self, node: Node, at: _At) -> Any:
        """The value of an and or an or: the right side is asked for only where it decides."""
        word, first, second = node
        left = self._value(first, at)
        return left if _is_so(left) == (word == "or") else self._value(second, at)

    def _look_up(self, outer: object, key: str, path: str, place: str) -> object:
        if isinstance(outer, Mapping):
            return outer[key] if key in outer else self._unknown(outer, key, path, place)
        if outer is not _MISSING:
            self._say(place, f"{path.rpartition('.')[0]} 没有下一级“{key}”", "检查名称")
        return _MISSING

    def _unknown(self, outer: Mapping[object, object], key: str, path: str, place: str) -> object:
        self._say(place, f"取值 {path} 不存在", _closest(key, outer))
        return _MISSING

    def _compare(self, node: Node, at: _At) -> object:
        _, sign, *sides = node
        left, right = (self._value(item, at) for item in sides)
        if left is _MISSING or right is _MISSING:
            return False
        try:
            return _COMPARISONS[sign](left, right)
        except TypeError:
            message = f"{at.called(sides[0])} 不能与 {sides[1][-1]} 比大小"
            self._say(at.place, message, "只有数字能比大小")
            return False


def _closest(key: str, known: Iterable[object]) -> str:
    """The mend of a name that is not known."""
    close = difflib.get_close_matches(key, map(str, known), 1)
    return f"是否应为 {close[0]}？" if close else "检查名称"


def _is_so(value: object) -> bool:
    return value is not _MISSING and bool(value)


def _has_text(value: object) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def _is_drawn(value: object) -> bool:
    """Whether a value can stand where a picture is asked for: a picture, or nothing at all."""
    return value is _MISSING or value is None or value == "" or isinstance(value, Picture)


def _round(name: str, number: int, count: int) -> object:
    """What a tag asks of a loop in its round of that number, of so many."""
    return {"index": number, "first": number == 1, "last": number == count}[name]
