"""Units of knowledge: each is whole, names what there is, prints what a client has, and no two clash."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path

from generator.errors import TemplateError
from generator.library import Library, knowledge, limits, texts
from generator.problems import Origin, Problem, error
from generator.proofing import closest, guards, reading
from generator.proofing.reading import Content, Entry
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
Clash = tuple[str, str, str]  # the unit that does an act first, the act, what is said
Sections = tuple[tuple[str, knowledge.Section], ...]  # each with its name


def check(path: Path, content: Content, library: Library) -> Iterator[Problem]:
    """The faults of one unit beyond its schema, each at its line."""
    yield from _named(content, library)
    yield from _called(path, content)
    sections = tuple(knowledge.parts(path.read_text("utf-8-sig"), path.stem, content.name))
    yield from _sections(sections, content.name)
    for _, section in sections:
        yield from _dialect(section, library)
    if "pair" not in content.data:
        yield from _of_unit(content, sections)


def _of_unit(content: Content, sections: Sections) -> Iterator[Problem]:
    """What only a unit must have, no pair."""
    yield from _shown(content)
    yield from _whole(content, {section for section, _ in sections})
    for _, section in sections:
        yield from guards.check(section)


def clashes(library: Library) -> Iterator[Problem]:
    """Pairs of units of which one does first what the other forbids, and no pair's file decides."""
    heads = knowledge.heads(library)
    for one, other in _undecided(library):
        hint = f"写一个对子 knowledge/{one}__{other}.md，或者写明不可能同处一地（apart）"
        for ours, act, message in _clash(heads, one, other):
            yield error("", message, hint, _clashing(library, ours, act))


def _undecided(library: Library) -> Iterator[tuple[str, str]]:
    """Each two units that may be in one place and of which no pair's file says what goes."""
    heads = knowledge.heads(library)
    decided = {frozenset(one["pair"]) for one in knowledge.pairs(library).values()}
    for one, other in combinations(heads, 2):
        if not ({one, other} in decided or _are_apart(heads, one, other)):
            yield one, other


def _are_apart(heads: Heads, one: str, other: str) -> bool:
    """Whether two units are never in one place."""
    return other in heads[one].get("apart", ()) or one in heads[other].get("apart", ())


def _clash(heads: Heads, one: str, other: str) -> Iterator[Clash]:
    """Each act that one of two units does first and the other forbids."""
    yield from _forbidden(heads, one, other)
    yield from _forbidden(heads, other, one)


def _forbidden(heads: Heads, doing: str, banning: str) -> Iterator[Clash]:
    """The acts that the one does first and the other forbids."""
    ours, theirs = heads[doing], heads[banning]
    for act in sorted(_acts(ours, "first", "acts") & _acts(theirs, "never", "ban")):
        yield doing, act, f"{ours['title']}的第一步要“{act}”，{theirs['title']}禁止“{act}”"


def _clashing(library: Library, unit: str, act: str) -> Origin:
    """Where a unit does that act first."""
    path = f"{knowledge.FOLDER}/{unit}.md"
    content = reading.read(library.path(path), library.place(path))
    doing = (row for row in content.top.below("first") if act in row.get("acts", ()))
    return next(doing).origin()


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
        is_there, is_left_out = aspect in there, aspect in without
        if not (is_there or is_left_out):
            yield _lacking(content, aspect)
        if is_there and is_left_out:
            place = content.origin(("without", aspect))
            yield error("", f"{aspect} 写了，又说不写", "删去 without 里的这一项", place)


def _lacking(content: Content, aspect: str) -> Problem:
    hint = f"补上；确实没有的，在 without 里写 {aspect}: 理由"
    return error("", f"缺少这一方面：{aspect}", hint, content.origin(()))


def _sections(sections: Sections, name: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for section, found in sections:
        where = f"{name}:{found.line}"
        if section in seen and section in knowledge.SECTIONS:
            yield error(where, f"节写了两次：{section}", "合成一节")
        else:
            yield from _section(section, found.words, where)
        seen.add(section)


def _section(section: str, words: str, where: str) -> Iterator[Problem]:
    """The name and the beginning of a section."""
    if section in knowledge.SECTIONS:
        yield from _begun(section, words, where)
    else:
        message = f"不认识的节：{section}" if section else "头以后、@section 以前有文字"
        yield error(where, message, _known(section))


def _begun(section: str, words: str, where: str) -> Iterator[Problem]:
    """How a section begins."""
    first, start = _first_line(words), _START[section]
    if not first:
        yield error(where, f"节是空的：{section}", "写上内容，或者在 without 里写明为什么不写")
    elif not first.startswith(start):
        yield error(where, f"{section} 这一节的第一行写法不对", f"第一行写成 {start}……")


def _first_line(words: str) -> str:
    """The first line that is not blank; "" for none."""
    return next(filter(None, map(str.strip, words.split("\n"))), "")


def _known(section: str) -> str:
    close = get_close_matches(section, knowledge.SECTIONS, 1)
    return f"是否应为 {close[0]}？" if close else f"节名：{'、'.join(knowledge.SECTIONS)}"


def _named(content: Content, library: Library) -> Iterator[Problem]:
    """Words of the head that must name something."""
    known = library.once(_kinds)
    for word in _words(content.top):
        what, names = known.get(_field(word), ("", ()))
        if what and word.value not in names:
            yield word.fault(*closest.unknown(word.value, names, what))


def _field(word: Entry) -> str:
    """The innermost field that a word lies in."""
    return next((key for key in reversed(word.keys) if isinstance(key, str)), "")


def _words(entry: Entry) -> Iterator[Entry]:
    """Every text of a head; what is left out is only explained there."""
    if isinstance(entry.value, str):
        yield entry
    for one in entry.each():
        if one.keys != ("without",):
            yield from _words(one)


def _kinds(library: Library) -> Known:
    """What the words of a field must be."""
    return {
        **_each(("when", "needs", "unless", "all"), "evidence.yaml 的键", library.table("evidence")),
        **_each(("laws", "law"), "法规", library.table("laws")),
        **_each(("accidents", "types"), "事故类型", _named_in(library.table("accident_types"), "name")),
        **_each(("codes",), "隐患编码", _named_in(library.table("hazards"), "code")),
        **_each(("limits",), "限值", limits.load(library)),
        **_each(("signs",), "安全标志", _named_in(library.table("signs")["signs"], "name")),
        **_each(("sources",), "来源", map(str, library.table("sources"))),
        **_units(library),
    }


def _each(fields: Iterable[str], what: str, names: Iterable[str]) -> Known:
    """What the words of each of these fields must be."""
    return dict.fromkeys(fields, (what, {*names}))


def _named_in(rows: Iterable[Mapping[str, str]], field: str) -> set[str]:
    return {row[field] for row in rows}


def _units(library: Library) -> Known:
    """The words that must name a unit or the rules of a machine."""
    units, machines = set(knowledge.heads(library)), set(library.table("machines"))
    return {
        **dict.fromkeys(("pair", "apart"), ("知识单元", units)),
        "machines": ("操作规程", machines),
        "said": ("操作规程或者知识单元", machines | units),
    }
