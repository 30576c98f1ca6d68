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
    fitting,
    grammar,
    lines,
    looks,
    scan,
    slips,
    strangers,
)
from generator.word.grammar import RefusedError
from generator.word.opening import open_package
from generator.word.package import Package
from generator.word.program import Node, dotted
from generator.word.scan import Paragraph, Paragraphs
from generator.word.shapes import Aliases, Shape, Shapes, aliased, names
from generator.word.spoken import Names
from generator.word.tags import Tag

_UNKNOWN = Shape("unknown")
_PATHS = ("name", "get", "loop")
_Meant = tuple[Shape, list[Problem]]  # what a path stands for, and what is wrong with it
_last: dict[bytes, Paragraphs] = {}  # the paragraphs of the template that was judged last


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
    found = (*slips.find(every, package), *clean.left_behind(opened), *_said(package, every, known))
    told = assemble.located(name, found)
    unbuilt = () if errors_in(told) else _unbuilt(data, package, every, known)
    return (*told, *unbuilt) if unbuilt else tuple(dict.fromkeys(told))


def _unbuilt(data: bytes, package: Package, every: Paragraphs, known: Shape) -> tuple[Problem, ...]:
    """Why a template without slips cannot be built; what is built of it the engine asks for next."""
    try:
        assemble.remember(data, assemble.built(package, every, Names(b"", lambda: known)))
    except TemplateError as exc:
        return exc.problems
    return ()


def _said(package: Package, every: Paragraphs, known: Shape) -> Iterator[Problem]:
    """What speaks against the names of a template, and against how its words look."""
    yield from _Names(known.fields, known.aliases).check(every)
    yield from strangers.check(every, known)
    for module in (counting, looks, colours):
        yield from module.check(package, every)


def paragraphs(data: bytes, name: str) -> Paragraphs:
    """The paragraphs of a template with their places; TemplateError for a file that cannot be read."""
    key = sha256(data).digest()
    return _last.get(key) or assemble.scanned(assemble.opened(open_package(data, name)))


def _hold(data: bytes, every: Paragraphs) -> None:
    """Keep the paragraphs of a template: whoever judges its words asks for them next."""
    _last.clear()
    _last[sha256(data).digest()] = every


def words(text: str, known: Shapes) -> tuple[Problem, ...]:
    """Every fault of a text with tags that stands in no Word file; ``known`` is what `names` gives."""
    alone = scan.alone(text)
    found = [*slips.in_words((alone,)), *_Names(known).check((alone,))]
    return tuple(dict.fromkeys(found if errors_in(found) else (*found, *_unread(alone))))


def _unread(paragraph: Paragraph) -> Iterator[Problem]:
    """Why the tags of a text do not fit together."""
    try:
        lines.operations(paragraph.text)
    except RefusedError as exc:
        yield error(paragraph.where, str(exc), exc.hint)


@dataclass(slots=True)
class _Loop:
    """A loop or condition that is open; loops bring a name of their own."""

    word: str
    names: Shapes = field(default_factory=dict)


class _Names:
    """Follows the tags of a template and what each name means where it stands."""

    def __init__(self, known: Shapes, aliases: Mapping[str, str] = MappingProxyType({})) -> None:
        self._known, self._aliases = known, aliases
        self._open: list[_Loop] = []

    def check(self, paragraphs: Iterable[Paragraph]) -> Iterator[Problem]:
        """The faults of all tags in order."""
        part = ""
        for paragraph in paragraphs:
            if paragraph.part != part:
                self._open, part = [], paragraph.part
            if paragraph.tags:
                yield from standing(self._tags(paragraph.tags, paragraph.where), paragraph.spot)

    def _tags(self, found: Iterable[Tag], where: str) -> Iterator[Problem]:
        for tag in found:
            try:
                yield from self._tag(tag, where)
            except RefusedError:
                self._keep_open(tag)  # told among the slips already

    def _keep_open(self, tag: Tag) -> None:
        if tag.word in ("if", "for"):
            self._open.append(_Loop(tag.word, {"?": _UNKNOWN}))

    def _tag(self, tag: Tag, where: str) -> Iterator[Problem]:
        if printed := _printed_by(tag):
            yield from self._print(grammar.printed(printed), where)
        elif tag.word in ("if", "elif"):
            yield from self._if(tag, where)
        elif tag.word == "for":
            yield from self._for(*grammar.loop(tag.rest), where)
        elif tag.word in ("endif", "endfor") and self._open:
            self._open.pop()

    def _if(self, tag: Tag, where: str) -> Iterator[Problem]:
        condition = grammar.condition(tag.rest)
        if tag.word == "if":
            self._open.append(_Loop("if"))
        yield from self._condition(condition, where)

    def _print(self, node: Node, where: str) -> Iterator[Problem]:
        kind, path, *_ = node
        if path[0] == "const":
            return
        if path[0] not in _PATHS:
            yield error(where, "取值标签里只能写名称", "判断写在 {% if %} 里")
            return
        found, faults = self._resolve(path, where)
        yield from faults
        if fault := fitting.unfit(found, dotted(path), is_picture=kind == "picture"):
            yield error(where, *fault)

    def _for(self, name: str, items: Node, where: str) -> Iterator[Problem]:
        item, faults = self._item(items, where)
        yield from faults
        if name in self._known:
            yield warning(where, f"循环的名称 {name} 与取值重名，循环内将指循环项", "换一个名称")
        self._open.append(_Loop("for", {name: item}))

    def _item(self, items: Node, where: str) -> _Meant:
        """What one item of a loop is, and what is wrong with what it goes through."""
        if items[0] not in ("name", "get"):
            return _UNKNOWN, [error(where, "只能循环列表", "写成 {% for 名称 in 列表 %}")]
        found, faults = self._resolve(items, where)
        if found.kind in ("list", "words") and found.item:
            return found.item, faults
        if found.kind != "unknown":
            faults = [*faults, _no_list(items, found, where)]
        return _UNKNOWN, faults

    def _condition(self, node: Node, where: str) -> Iterator[Problem]:
        if node[0] in _PATHS:
            yield from self._resolve(node, where)[1]
        elif node[0] == "compare":
            yield from self._compare(node, where)
        elif node[0] != "const":
            for part in node[1:]:
                yield from self._condition(part, where)

    def _compare(self, node: Node, where: str) -> Iterator[Problem]:
        _, operator, *sides = node
        meant = [self._side(side, where) for side in sides]
        for _, faults in meant:
            yield from faults
        kinds = [kind for kind, _ in meant]
        if "unknown" not in kinds and (fault := fitting.unlike(kinds, operator)):
            yield error(where, *fault)

    def _side(self, side: Node, where: str) -> tuple[str, list[Problem]]:
        """The kind of one side of a comparison, and what is wrong with it."""
        if side[0] == "const":
            return fitting.literal(side[1]), []
        if side[0] not in _PATHS:
            return "unknown", list(self._condition(side, where))
        found, faults = self._resolve(side, where)
        return "text" if found.kind == "words" else found.kind, faults

    def _resolve(self, node: Node, where: str) -> _Meant:
        """What a path stands for, and what is wrong with it."""
        if node[0] == "loop":
            return self._of_loop(node[1], where)
        if node[0] == "name":
            return self._first(node[1], where)
        outer, faults = self._resolve(node[1], where)
        if outer.kind == "unknown":
            return _UNKNOWN, faults
        if found := fitting.within(outer, node[2]):
            return found, faults
        return _UNKNOWN, [*faults, error(where, *fitting.not_within(outer, node))]

    def _of_loop(self, asked: str, where: str) -> _Meant:
        """What a tag asks of the loop around it."""
        if any(item.word == "for" for item in self._open):
            return Shape("number" if asked == "index" else "flag"), []
        return _UNKNOWN, [error(where, "loop 只能写在循环之内", "移到 {% for %} 与 {% endfor %} 之间")]

    def _first(self, name: str, where: str) -> _Meant:
        inner = self._inner()
        known = {**self._known, **inner}
        meant = name if name in known else self._aliases.get(name, name)
        if meant in known:
            return known[meant], []
        if "?" in inner:  # a loop around could not be read: its name is not known
            return _UNKNOWN, []
        return _UNKNOWN, [error(where, f"没有名为 {name} 的取值", self._closest(name, known))]

    def _inner(self) -> Shapes:
        """What the loops around give names, the innermost last."""
        return {key: item for opened in self._open for key, item in opened.names.items()}

    def _closest(self, name: str, known: Shapes) -> str:
        every = Shape("record", self._known, aliases=self._aliases)
        return closest.name(name, [*known, *self._aliases], every)


def _printed_by(tag: Tag) -> str:
    """What a tag prints or sets a cell by; "" for any other tag."""
    if tag.mark == "{":
        return tag.body
    return tag.rest if tag.word in ("colspan", "cellbg") else ""


def _no_list(items: Node, found: Shape, where: str) -> Problem:
    return error(where, f"{dotted(items)} 不是列表，不能循环", fitting.lists(found))
