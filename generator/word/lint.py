"""A template checked before any data: every slip and every name without a value, each with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType

from generator.errors import TemplateError
from generator.problems import Problem, error, errors_in, standing, warning
from generator.word import (
    assemble,
    clean,
    closest,
    colours,
    counting,
    grammar,
    lines,
    looks,
    scan,
    slips,
    strangers,
)
from generator.word.grammar import RefusedError
from generator.word.package import open_package
from generator.word.program import Node, dotted
from generator.word.scan import Paragraph
from generator.word.shapes import Aliases, Shape, aliased, names
from generator.word.spoken import Names
from generator.word.tags import Tag

_UNKNOWN = Shape("unknown")
_last: dict[bytes, tuple[Paragraph, ...]] = {}  # the paragraphs of the template that was judged last


def lint(
    data: bytes,
    name: str,
    contract: Mapping[str, object] | type,
    extra: Mapping[str, object],
    *,
    keys: Mapping[str, Collection[str]] | None = None,
    items: Mapping[str, str] | None = None,
    aliases: Aliases | None = None,
) -> tuple[Problem, ...]:
    """Every fault of a template, by the names that `shapes.names` tells of all but the aliases.

    ``aliases`` are what authors may call them as well.
    """
    return judge(data, name, aliased(names(contract, extra, keys=keys, items=items), aliases or {}))


def judge(data: bytes, name: str, known: Shape) -> tuple[Problem, ...]:
    """The same by a record of all names, with what authors may call them."""
    try:
        opened = open_package(data, name)
        package = assemble.opened(opened)
        every = assemble.scanned(package)
    except TemplateError as exc:
        return exc.problems
    _hold(data, every)
    found = [*slips.find(every, package), *clean.left_behind(opened)]
    found += [*_Names(known.fields, known.aliases).check(every), *strangers.check(every, known)]
    found += [*counting.check(package, every), *looks.check(package, every)]
    found += colours.check(package, every)
    if not errors_in(found):
        try:
            spoken = Names(b"", lambda: known)
            assemble.remember(data, assemble.built(package, every, spoken))
        except TemplateError as exc:
            return (*assemble.located(name, found), *exc.problems)
    return tuple(dict.fromkeys(assemble.located(name, found)))


def paragraphs(data: bytes, name: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a template with their places; TemplateError for a file that cannot be read."""
    key = sha256(data).digest()
    return _last.get(key) or assemble.scanned(assemble.opened(open_package(data, name)))


def _hold(data: bytes, every: tuple[Paragraph, ...]) -> None:
    """Keep the paragraphs of a template: whoever judges its words asks for them next."""
    _last.clear()
    _last[sha256(data).digest()] = every


def words(text: str, known: Mapping[str, Shape]) -> tuple[Problem, ...]:
    """Every fault of a text with tags that stands in no Word file; ``known`` is what `names` gives."""
    paragraphs = (scan.alone(text),)
    found = [*slips.in_words(paragraphs), *_Names(known).check(paragraphs)]
    if not errors_in(found):
        try:
            lines.operations(text)
        except RefusedError as exc:
            found.append(error(paragraphs[0].where, str(exc), exc.hint))
    return tuple(dict.fromkeys(found))


@dataclass(slots=True)
class _Loop:
    """A loop or condition that is open; loops bring a name of their own."""

    word: str
    names: Mapping[str, Shape] = field(default_factory=dict)


class _Names:
    """Follows the tags of a template and what each name means where it stands."""

    def __init__(self, known: Mapping[str, Shape], aliases: Mapping[str, str] = MappingProxyType({})) -> None:
        self._known, self._aliases = known, aliases
        self._open: list[_Loop] = []

    def check(self, paragraphs: Iterable[Paragraph]) -> Iterator[Problem]:
        """The faults of all tags in order."""
        part = ""
        for paragraph in paragraphs:
            if paragraph.part != part:
                self._open, part = [], paragraph.part
            where, spot = (paragraph.where, paragraph.spot) if paragraph.tags else ("", None)
            for tag in paragraph.tags:
                try:
                    yield from standing(self._tag(tag, where), spot)
                except RefusedError:
                    self._keep_open(tag)  # told among the slips already

    def _keep_open(self, tag: Tag) -> None:
        if tag.word in ("if", "for"):
            self._open.append(_Loop(tag.word, {"?": _UNKNOWN}))

    def _tag(self, tag: Tag, where: str) -> Iterator[Problem]:
        if tag.mark == "{" and tag.body:
            yield from self._print(grammar.printed(tag.body), where)
        elif tag.word in ("colspan", "cellbg"):
            yield from self._print(grammar.printed(tag.rest), where)
        elif tag.word in ("if", "elif"):
            condition = grammar.condition(tag.rest)
            if tag.word == "if":
                self._open.append(_Loop("if"))
            yield from self._condition(condition, where)
        elif tag.word == "for":
            name, items = grammar.loop(tag.rest)
            yield from self._for(name, items, where)
        elif tag.word in ("endif", "endfor") and self._open:
            self._open.pop()

    def _print(self, node: Node, where: str) -> Iterator[Problem]:
        kind, path = node[0], node[1]
        if path[0] not in ("name", "get", "loop"):
            if path[0] != "const":
                yield error(where, "取值标签里只能写名称", "判断写在 {% if %} 里")
            return
        found, faults = self._resolve(path, where)
        yield from faults
        if fault := _unfit(found, dotted(path), is_picture=kind == "picture"):
            yield error(where, *fault)

    def _for(self, name: str, items: Node, where: str) -> Iterator[Problem]:
        item, faults = self._item(items, where)
        yield from faults
        if name in self._known:
            yield warning(where, f"循环的名称 {name} 与取值重名，循环内将指循环项", "换一个名称")
        self._open.append(_Loop("for", {name: item}))

    def _item(self, items: Node, where: str) -> tuple[Shape, list[Problem]]:
        """What one item of a loop is, and what is wrong with what it goes through."""
        if items[0] not in ("name", "get"):
            return _UNKNOWN, [error(where, "只能循环列表", "写成 {% for 名称 in 列表 %}")]
        found, faults = self._resolve(items, where)
        if found.kind in ("list", "words") and found.item:
            return found.item, faults
        if found.kind != "unknown":
            faults = [*faults, error(where, f"{dotted(items)} 不是列表，不能循环", self._lists(found))]
        return _UNKNOWN, faults

    def _lists(self, found: Shape) -> str:
        names = [name for name, item in found.fields.items() if item.kind in ("list", "words")]
        return f"其中的列表有 {'、'.join(names[:4])}" if names else "去掉循环，直接使用"

    def _condition(self, node: Node, where: str) -> Iterator[Problem]:
        if node[0] in ("name", "get", "loop"):
            yield from self._resolve(node, where)[1]
        elif node[0] == "compare":
            yield from self._compare(node, where)
        elif node[0] != "const":
            for part in node[1:]:
                yield from self._condition(part, where)

    def _compare(self, node: Node, where: str) -> Iterator[Problem]:
        _, operator, *sides = node
        kinds = []
        for side in sides:
            kind, faults = self._side(side, where)
            yield from faults
            kinds.append(kind)
        if "unknown" not in kinds and (fault := _unlike(kinds, operator)):
            yield error(where, *fault)

    def _side(self, side: Node, where: str) -> tuple[str, list[Problem]]:
        """The kind of one side of a comparison, and what is wrong with it."""
        if side[0] == "const":
            return _literal(side[1]), []
        if side[0] in ("name", "get", "loop"):
            found, faults = self._resolve(side, where)
            return "text" if found.kind == "words" else found.kind, faults
        return "unknown", list(self._condition(side, where))

    def _resolve(self, node: Node, where: str) -> tuple[Shape, list[Problem]]:
        """What a path stands for, and what is wrong with it."""
        if node[0] == "loop":
            if any(item.word == "for" for item in self._open):
                return Shape("number" if node[1] == "index" else "flag"), []
            return _UNKNOWN, [error(where, "loop 只能写在循环之内", "移到 {% for %} 与 {% endfor %} 之间")]
        if node[0] == "name":
            return self._first(node[1], where)
        outer, faults = self._resolve(node[1], where)
        if outer.kind == "unknown":
            return _UNKNOWN, faults
        found, fault = _inner(outer, node, where)
        return found, [*faults, *fault]

    def _first(self, name: str, where: str) -> tuple[Shape, list[Problem]]:
        inner = {key: item for opened in self._open for key, item in opened.names.items()}
        known = {**self._known, **inner}
        meant = name if name in known else self._aliases.get(name, name)
        if meant in known:
            return known[meant], []
        if "?" in inner:  # a loop around could not be read: its name is not known
            return _UNKNOWN, []
        every = Shape("record", self._known, aliases=self._aliases)
        hint = closest.name(name, [*known, *self._aliases], every)
        return _UNKNOWN, [error(where, f"没有名为 {name} 的取值", hint)]


def _unlike(kinds: list[str], operator: str) -> tuple[str, str] | None:
    """Why two kinds of values cannot be compared so, and the mend; None when they can."""
    if set(kinds) - {"text", "number", "flag"}:
        return "列表和图片不能与别的值比较", "判断有无直接写名称"
    if kinds[0] != kinds[1]:
        return "文字与数字相比，永远不会相等", "文字与加引号的文字比，数字与不加引号的数字比"
    if operator not in ("==", "!=") and kinds[0] != "number":
        return f"只有数字能用 {operator} 比较", "文字用 == 或 !="
    return None


def _unfit(found: Shape, written: str, *, is_picture: bool) -> tuple[str, str] | None:
    """Why a value cannot stand in the tag that prints it, and the mend; None when it can."""
    if is_picture:
        if found.kind in ("picture", "unknown"):
            return None
        return f"{written} 不是图片，不能用 picture", f"写成 {{{{ {written} }}}}"
    names = "、".join(list(found.fields)[:4]) or "下一级名称"
    group = f"{written} 是一组信息，不能直接打印", f"写到具体一项，如 {names}"
    return {
        "picture": (f"{written} 是图片", f"写成 {{{{ {written}|picture(宽,高) }}}}，尺寸为毫米"),
        "flag": (f"{written} 是“是否”项，不能打印", f"用 {{% if {written} %}} … {{% endif %}}"),
        "list": (f"{written} 是列表，不能直接打印", f"用 {{% for 项 in {written} %}} 逐项打印"),
        "record": group,
        "map": group,
    }.get(found.kind)


def _inner(outer: Shape, node: Node, where: str) -> tuple[Shape, list[Problem]]:
    """What a name after a dot stands for, and what is wrong with it."""
    found = _within(outer, node[2])
    if found:
        return found, []
    return _UNKNOWN, [error(where, *_not_within(outer, node))]


def _within(outer: Shape, key: str) -> Shape | None:
    if outer.kind == "record":
        return outer.fields.get(outer.called(key))
    listed = outer.keys is None or key in outer.keys
    return outer.item if outer.kind == "map" and listed else None


def _not_within(outer: Shape, node: Node) -> tuple[str, str]:
    """Why there is nothing of that name, and the mend."""
    key, path = node[2], dotted(node[1])
    if outer.kind == "record":
        return f"{path} 没有 {key} 这一项", closest.name(key, [*outer.fields, *outer.aliases])
    if outer.kind == "map" and outer.item:
        return f"{dotted(node)} 不在所列之内", closest.name(key, outer.keys or ())
    if outer.kind in ("list", "words"):
        return f"{path} 是列表，没有下一级“{key}”", f"先写 {{% for 项 in {path} %}}，再写 项.{key}"
    return f"{path} 没有下一级“{key}”", f"写成 {path}"


def _literal(value: object) -> str:
    if isinstance(value, str):
        return "text"
    return "flag" if isinstance(value, bool) else "number"
