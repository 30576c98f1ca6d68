"""Units of knowledge: each is whole, names what there is, prints what a client has, and no two clash."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path
from typing import Any

from generator.errors import TemplateError
from generator.library import Library, knowledge, limits, texts
from generator.problems import Keys as Place
from generator.problems import Origin, Problem, error
from generator.proofing import closest, guards, reading
from generator.proofing.reading import Content
from generator.word import source

# What a unit says in its head, beside its sections; each is there or its absence is explained.
_HEAD = ("iron", "never", "first", "medical", "withdraw", "signs", "ppe", "checks", "training", "drill")
_ALSO = ("rules", "scenes", "codes", "laws")
ASPECTS = (*_HEAD, *_ALSO, *knowledge.SECTIONS)
_SHOWN = ("when", "machines", "always")
_KEY = re.compile(r"[a-z][a-z0-9_]*")

# How the first line of a section begins.
_START = {
    **dict.fromkeys(knowledge.CLAUSES, "## "),
    **dict.fromkeys(knowledge.PLANS, "### "),
    **dict.fromkeys(knowledge.LINES, "- "),
}

Known = Mapping[str, tuple[str, Collection[str]]]
Heads = Mapping[str, knowledge.Head]


def check(path: Path, content: Content, library: Library) -> Iterator[Problem]:
    """The faults of one unit beyond its schema, each at its line."""
    yield from _named(content, library)
    yield from _called(path, content)
    sections = tuple(knowledge.parts(path.read_text("utf-8-sig"), path.stem, content.name))
    yield from _sections(sections, content.name)
    for _, section in sections:
        yield from _dialect(section, library)
    if "pair" in content.data:
        return
    yield from _shown(content)
    yield from _whole(content, {section for section, _ in sections})
    for _, section in sections:
        yield from guards.check(section)


def clashes(library: Library) -> Iterator[Problem]:
    """Pairs of units of which one does first what the other forbids, and no pair's file decides."""
    heads = knowledge.heads(library)
    decided = {frozenset(one["pair"]) for one in knowledge.pairs(library).values()}
    for one, other in combinations(heads, 2):
        if {one, other} in decided or _are_apart(heads, one, other):
            continue
        hint = f"写一个对子 knowledge/{one}__{other}.md，或者写明不可能同处一地（apart）"
        for ours, act, message in _clash(heads, one, other):
            yield error("", message, hint, _clashing(library, ours, act))


def _are_apart(heads: Heads, one: str, other: str) -> bool:
    """Whether two units are never in one place."""
    return other in heads[one].get("apart", ()) or one in heads[other].get("apart", ())


def _clash(heads: Heads, one: str, other: str) -> Iterator[tuple[str, str, str]]:
    """Each act that one of two units does first and the other forbids: the unit, the act, what is said."""
    for ours, theirs in ((one, other), (other, one)):
        first, never = _acts(heads[ours], "first", "acts"), _acts(heads[theirs], "never", "ban")
        for act in sorted(first & never):
            doing, banning = heads[ours]["title"], heads[theirs]["title"]
            yield ours, act, f"{doing}的第一步要“{act}”，{banning}禁止“{act}”"


def _clashing(library: Library, unit: str, act: str) -> Origin:
    """Where a unit does that act first."""
    path = f"{knowledge.FOLDER}/{unit}.md"
    content = reading.read(library.path(path), library.place(path))
    rows = content.data["first"]
    at = next(at for at, row in enumerate(rows) if act in row.get("acts", ()))
    return content.origin(("first", at))


def _acts(unit: knowledge.Head, said: str, field: str) -> set[str]:
    return {word for row in unit.get(said, ()) for word in row.get(field, ())}


def _called(path: Path, content: Content) -> Iterator[Problem]:
    """The file's name is the key by which texts name the unit."""
    if not _KEY.fullmatch(path.stem):
        hint = "文件名用小写英文字母、数字和下划线，如 aluminium_dust.md；对子写 甲__乙.md"
        yield error(f"{content.name}:1", f"文件名不能作键：{path.stem}", hint)


def _dialect(section: knowledge.Section, library: Library) -> Iterator[Problem]:
    """What of a section cannot be compiled."""
    words = "\n" * section.line + section.words
    try:
        source.parse(words, section.name, texts.of(library))
    except TemplateError as exc:
        yield from (one for one in exc.problems if section.words.strip())


def _shown(content: Content) -> Iterator[Problem]:
    if not any(key in content.data for key in _SHOWN):
        yield error("", "没有写凭什么有这个单元", "写 when、machines 或者 always", content.origin(()))


def _whole(content: Content, sections: Collection[str]) -> Iterator[Problem]:
    """Each aspect is filled or its absence explained, and not both."""
    without, there = content.data.get("without", {}), {*sections, *content.data}
    for aspect in ASPECTS:
        if aspect not in there and aspect not in without:
            hint = f"补上；确实没有的，在 without 里写 {aspect}: 理由"
            yield error("", f"缺少这一方面：{aspect}", hint, content.origin(()))
        if aspect in there and aspect in without:
            place = content.origin(("without", aspect))
            yield error("", f"{aspect} 写了，又说不写", "删去 without 里的这一项", place)


def _sections(sections: tuple[tuple[str, knowledge.Section], ...], name: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for section, found in sections:
        where = f"{name}:{found.line}"
        if section not in knowledge.SECTIONS:
            message = f"不认识的节：{section}" if section else "头以后、@section 以前有文字"
            yield error(where, message, _known(section))
        elif section in seen:
            yield error(where, f"节写了两次：{section}", "合成一节")
        else:
            yield from _begun(section, found.words, where)
        seen.add(section)


def _begun(section: str, words: str, where: str) -> Iterator[Problem]:
    """How a section begins."""
    first = next(filter(None, map(str.strip, words.split("\n"))), "")
    start = _START[section]
    if not first:
        yield error(where, f"节是空的：{section}", "写上内容，或者在 without 里写明为什么不写")
    elif not first.startswith(start):
        yield error(where, f"{section} 这一节的第一行写法不对", f"第一行写成 {start}……")


def _known(section: str) -> str:
    close = get_close_matches(section, knowledge.SECTIONS, 1)
    return f"是否应为 {close[0]}？" if close else f"节名：{'、'.join(knowledge.SECTIONS)}"


def _named(content: Content, library: Library) -> Iterator[Problem]:
    """Words of the head that must name something."""
    known = library.once(_kinds)
    for keys, word in _words(content.data, ()):
        what, names = known.get(_field(keys), ("", ()))
        if what and word not in names:
            hint = closest.hint(word, names, f"先登记这个{what}")
            yield error("", f"没有名为“{word}”的{what}", hint, content.origin(keys))


def _field(keys: Place) -> str:
    """The innermost field that a place lies in."""
    return next((key for key in reversed(keys) if isinstance(key, str)), "")


def _words(node: Any, keys: Place) -> Iterator[tuple[Place, str]]:
    """Every text of a head with its place; what is left out is only explained there."""
    if isinstance(node, str):
        yield keys, node
    for key, value in _inside(node):
        if keys or key != "without":
            yield from _words(value, (*keys, key))


def _inside(node: Any) -> Iterable[tuple[str | int, Any]]:
    """What a mapping or a list holds."""
    if isinstance(node, Mapping):
        return node.items()
    return enumerate(node) if isinstance(node, list) else ()


def _kinds(library: Library) -> Known:
    """What the words of a field must be."""
    there = ("evidence.yaml 的键", set(library.table("evidence")))
    law = ("法规", set(library.table("laws")))
    accidents = ("事故类型", {row["name"] for row in library.table("accident_types")})
    return {
        **dict.fromkeys(("when", "needs", "unless", "all"), there),
        **dict.fromkeys(("laws", "law"), law),
        **dict.fromkeys(("accidents", "types"), accidents),
        "codes": ("隐患编码", {entry["code"] for entry in library.table("hazards")}),
        "limits": ("限值", set(limits.load(library))),
        "signs": ("安全标志", {row["name"] for row in library.table("signs")["signs"]}),
        "sources": ("来源", {str(key) for key in library.table("sources")}),
        **_units(library),
    }


def _units(library: Library) -> Known:
    """The words that must name a unit or the rules of a machine."""
    units, machines = set(knowledge.heads(library)), set(library.table("machines"))
    return {
        **dict.fromkeys(("pair", "apart"), ("知识单元", units)),
        "machines": ("操作规程", machines),
        "said": ("操作规程或者知识单元", machines | units),
    }
