"""A tag as Jinja's parser reads it, judged by an allow-list; loaded only for tags of an unusual form."""

from __future__ import annotations

import html

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from generator.word.grammar import LOOP_FIELDS, RefusedError
from generator.word.program import Node

FILTERS = ("blank", "picture")
_ALLOWED = "标签里只能写名称、带点的名称、not、and、or 和比较；其余请提为需求，由取值提供"
_KINDS = {nodes.Call: "调用", nodes.Filter: "过滤器", nodes.Test: "is 判断", nodes.CondExpr: "行内条件"}
_OPERATORS = {"eq": "==", "ne": "!=", "gt": ">", "lt": "<", "gteq": ">=", "lteq": "<="}
_MAX_TAG = 2000
_MAX_DEEP = 40
_MAX_NUMBER = 10**15
_LARGEST_MM = 1500
_UNREADABLE = (TemplateSyntaxError, RecursionError, ValueError, OverflowError)


class Environment(ImmutableSandboxedEnvironment):
    """Jinja's parser behind its sandbox; nothing is ever compiled or rendered by Jinja itself."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, keep_trailing_newline=True)
        self.globals.clear()
        self.tests.clear()
        self.filters = dict.fromkeys(FILTERS, self.filters["escape"])


_environment = Environment()


def printed(body: str) -> Node:
    """The operation of ``{{ body }}``."""
    output = _only(f"{{{{ {body} }}}}", body)
    if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
        raise _unclear(body)
    return _print_node(output.nodes[0])


def condition(body: str) -> Node:
    """The expression of ``{% if body %}``."""
    found = _only(f"{{% if {body} %}}{{% endif %}}", body)
    if not isinstance(found, nodes.If):
        raise _unclear(body)
    return expression(found.test)


def loop(body: str) -> tuple[str, Node]:
    """The name and the list of ``{% for body %}``."""
    found = _only(f"{{% for {body} %}}{{% endfor %}}", body)
    if not isinstance(found, nodes.For):
        raise _unclear(body)
    return _loop_parts(found)


def _only(source: str, body: str) -> nodes.Node | None:
    """What a source is, if it is one thing alone."""
    found = _tag(source, body).body
    return found[0] if len(found) == 1 else None


def _tag(source: str, body: str) -> nodes.Template:
    if len(body) > _MAX_TAG:
        raise RefusedError("标签过长", "标签里只写名称和条件")
    try:
        return _environment.parse(source)
    except _UNREADABLE as exc:
        raise _unclear(body) from exc


def _unclear(body: str) -> RefusedError:
    return RefusedError(f"标签写法不对：{body[:40]}", "只能写名称、条件和循环，符号用半角")


def _loop_parts(node: nodes.For) -> tuple[str, Node]:
    """The name and the list of a loop."""
    if not isinstance(node.target, nodes.Name) or node.test or node.recursive:
        raise RefusedError("循环写法不支持", "写成 {% for 名称 in 列表 %}")
    if node.target.name == "loop" or node.target.name.startswith("_"):
        raise RefusedError(f"循环的名称不能是 {node.target.name}", "换一个名称")
    return node.target.name, expression(node.iter)


def _print_node(node: nodes.Expr) -> Node:
    """The operation that prints: its kind, the expression and what the filter says."""
    if not isinstance(node, nodes.Filter) or node.node is None:
        return ("print", expression(node))
    name, inner = node.name, node.node
    if name == "blank" and not (node.args or node.kwargs):
        return ("blank", expression(inner))
    if name == "picture":
        return ("picture", expression(inner), *_sizes(node))
    raise RefusedError(f"过滤器 {name} 不支持", "只有 blank 和 picture(宽,高)")


def _sizes(node: nodes.Filter) -> list[float]:
    """The width and height in millimetres that a picture is given."""
    sizes = _given_sizes(node)
    if len(sizes) != 2 or len(node.args) != 2 or node.kwargs:
        raise RefusedError("picture 的尺寸不对", "写成 picture(宽毫米,高毫米)，如 picture(80,60)")
    return sizes


def _given_sizes(node: nodes.Filter) -> list[float]:
    return [item.value for item in node.args if isinstance(item, nodes.Const) and _is_size(item.value)]


def _is_size(value: object) -> bool:
    return type(value) in (int, float) and 1 <= value <= _LARGEST_MM  # type: ignore[operator]


def expression(node: nodes.Node) -> Node:
    """An expression in the few forms that are allowed, and not too deep for Python's own parser."""
    level: list[nodes.Node] = [node]
    for _ in range(_MAX_DEEP):
        level = [child for item in level for child in item.iter_child_nodes()]
    if level:
        raise RefusedError("标签里的条件或名称太长", f"最多 {_MAX_DEEP} 层；拆成几个标签")
    return _expression(node)


def _expression(node: nodes.Node) -> Node:
    if isinstance(node, nodes.Const):
        return _constant(node.value)
    if isinstance(node, nodes.Not):
        return ("not", _expression(node.node))
    if isinstance(node, (nodes.And, nodes.Or)):
        word = "and" if isinstance(node, nodes.And) else "or"
        return (word, _expression(node.left), _expression(node.right))
    return _compared(node) if isinstance(node, nodes.Compare) else _path(node)


def _compared(node: nodes.Compare) -> Node:
    first = node.ops[0]
    if len(node.ops) > 1 or first.op not in _OPERATORS:
        raise _not_allowed(node)
    return ("compare", _OPERATORS[first.op], _expression(node.expr), _expression(first.expr))


def _path(node: nodes.Node) -> Node:
    if isinstance(node, nodes.Name):
        return ("name", _allowed(node.name))
    if isinstance(node, nodes.Getattr):
        return _field(node.node, node.attr)
    key = node.arg.value if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) else None
    if isinstance(node, nodes.Getitem) and isinstance(key, str):
        return _field(node.node, key)
    raise _not_allowed(node)


def _not_allowed(node: nodes.Node) -> RefusedError:
    what = next((name for kind, name in _KINDS.items() if isinstance(node, kind)), "运算")
    return RefusedError(f"标签里不能写{what}", _ALLOWED)


def _field(node: nodes.Node, name: str) -> Node:
    if isinstance(node, nodes.Name) and node.name == "loop":
        if name not in LOOP_FIELDS:
            raise RefusedError(f"loop.{name} 不支持", "只有 loop.index、loop.first、loop.last")
        return ("loop", name)
    return ("get", _path(node), _allowed(name))


def _allowed(name: str) -> str:
    if name.startswith("_"):
        raise RefusedError(f"名称不能以下划线开头：{name}", "改用取值中的名称")
    if name == "loop":
        raise RefusedError("loop 不能单独使用", "只有 loop.index、loop.first、loop.last")
    return name


def _constant(value: object) -> Node:
    """A literal; texts escaped as every value is, so that both compare alike."""
    if isinstance(value, str):
        return ("const", str(escape(html.unescape(value))))
    if not isinstance(value, (bool, int, float)):
        raise RefusedError("标签里不能写 none", "判断是否为空直接写名称")
    if not abs(value) < _MAX_NUMBER:
        raise RefusedError("标签里的数字太大", "检查数字是否多写了位数")
    return ("const", value)
