"""Citations in the texts: every law by its key and in force, clauses registered and after their law."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.facts import laws
from generator.library import Library, catalogue, clauses, heads, knowledge
from generator.problems import Problem, error

_KEYED = re.compile(r"\{\{ ?law\.(\w+)\.(?:name|cite) ?\}\}")
_CLAUSE = re.compile(r"第(?:[零一二三四五六七八九十百]+|\d+(?:\.\d+)*)条")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_TITLE = re.compile(r"《([^《》{}]+)》")
_NUMBER = re.compile(
    r"(?<![A-Za-z-])(?:GB(?:/T|Z(?:/T)?)?|AQ(?:/T)?|TSG|XF|HJ|DB\d\d)\s?[0-9Z]\d{1,6}(?:\.\d+)?"
)
# About laws and signs themselves, or filled in by hand: nothing of them is printed as it stands.
_ABOUT = (
    "laws.yaml",
    "sources.yaml",
    "limits.yaml",
    "holidays.yaml",
    "signs.yaml",
    "new_client.yaml",
    "new_agency.yaml",
)
# Their articles are those of the Measures throughout.
_MEASURES = ("reference/duties.yaml", "reference/demands.yaml", "reference/required.yaml", "text/archive/")
_KINDS = (("text", "*.md"), (knowledge.FOLDER, "*.md"), ("reference", "*.yaml"))
# What an editor writes to himself: short names of laws, and reminders.
_SHORT = re.compile(r"(?<![\u4e00-\u9fff])(?:部令|总局令|公安部令|卫健委令|令)第?\d+|请核|勿引")


class _Known(NamedTuple):
    """What a citation may name: the registered laws, the day that they must hold on, the titles of papers."""

    library: Library
    laws: Mapping[str, Any]
    day: datetime.date
    titles: frozenset[str]

    def is_in_force(self, key: str) -> bool:
        """Whether a registered law holds on the day."""
        return laws.derive(self.day, self.library)[key].in_force


class _Cited(NamedTuple):
    """A clause as it is cited: the law's key, the article and the item; "" for the whole article."""

    key: str
    article: str
    item: str


def check(path: Path, name: str, day: datetime.date, library: Library) -> tuple[Problem, ...]:
    """Every faulty citation of a text or a file of reference data; ``name`` stands in the messages."""
    known = _Known(library, library.table("laws"), day, _titles(path, day, library))
    lines = uncommented(path, name, _COMMENT)
    return tuple(problem for where, line in lines for problem in _line(line, where, known))


def _titles(path: Path, day: datetime.date, library: Library) -> frozenset[str]:
    """What a file may name in 《》 as it stands."""
    titles = library.once(own)
    return titles | _registered(day, library) if _is_data(path) else titles


def uncommented(path: Path, name: str, comment: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """The lines of a file, each with its place; those of reference data and of heads without comments."""
    text = path.read_text("utf-8")
    lines = text.splitlines()
    end = len(lines) if path.suffix == ".yaml" else heads.split(text)[1]
    for at, line in enumerate(lines, 1):
        yield f"{name}:{at}", comment.sub("", line) if at <= end else line


def _is_data(path: Path) -> bool:
    return path.suffix == ".yaml" or path.parent.name == knowledge.FOLDER


def _line(line: str, where: str, known: _Known) -> Iterator[Problem]:
    yield from _by_key(line, where, known)
    yield from _titled(line, where, known.titles)
    yield from _numbered(line, where)
    yield from _without_law(line, where)
    yield from _short(line, where)


def _by_key(line: str, where: str, known: _Known) -> Iterator[Problem]:
    """The laws that a line names by their keys, and the clauses after them."""
    for found in _KEYED.finditer(line):
        yield from _keyed(found[1], where, known)
    for key, run in clauses.cited(line):
        yield from _run(key, run, where, known)


def _short(line: str, where: str) -> Iterator[Problem]:
    for words in _SHORT.findall(line):
        yield error(where, f"“{words}”是编者的简称或批注", "写法律的全称，批注写在 # 后面")


def _numbered(line: str, where: str) -> Iterator[Problem]:
    """Numbers of standards that are written out."""
    for standard in _NUMBER.findall(_KEYED.sub("", line)):
        hint = "用 {{ law.名称.cite }} 引用，版本随文书日期走"
        yield error(where, f"标准号 {standard} 直接写在正文里", hint)


def _titled(line: str, where: str, titles: frozenset[str]) -> Iterator[Problem]:
    """Titles of nothing that is registered or in the pack."""
    for title in _TITLE.findall(line):
        if title not in titles:
            hint = "法律和标准用 {{ law.名称.cite }} 引用，先在 laws.yaml 登记"
            yield error(where, f"《{title}》既不是登记的取值，也不是本资料包的文件", hint)


def _keyed(key: str, where: str, known: _Known) -> Iterator[Problem]:
    if key not in known.laws:
        yield error(where, f"laws.yaml 里没有 law.{key}", "先登记名称、版本和来源")
    elif not known.is_in_force(key):
        message = f"《{known.laws[key]['title']}》在 {known.day.isoformat()} 没有有效版本"
        yield error(where, message, "改引现行的法律或标准")


def _run(key: str, run: str, where: str, known: _Known) -> Iterator[Problem]:
    """The clauses that follow a law which is registered."""
    if key in known.laws:
        for article, item in clauses.named(run):
            yield from _clause(_Cited(key, article, item), where, known)


def _clause(cited: _Cited, where: str, known: _Known) -> Iterator[Problem]:
    """A clause must be registered; one that is not proven is registered all the same, and not printed."""
    law = known.laws[cited.key]
    if cited.article not in clauses.registered(law):
        hint = "见到条文后登记到 clauses（写明来源），或删去条号"
        yield error(where, f"《{law['title']}》的条号 {cited.article} 没有登记", hint)
    elif cited.item and not _is_seen(cited, known):
        message = f"《{law['title']}》第 {cited.article} 条没有核实到第 {cited.item} 项"
        yield error(where, message, "只写到条")


def _is_seen(cited: _Cited, known: _Known) -> bool:
    """Whether an item of a clause is proven, where any item of that clause is."""
    key, article, item = cited
    editions = known.laws[key]["editions"]
    proven = [laws.proven(key, edition["number"], known.library) for edition in editions]
    partly = [one.items[article] for one in proven if article in one.items]
    return not partly or any(item in seen for seen in partly)


def _without_law(line: str, where: str) -> Iterator[Problem]:
    """Clause numbers that do not follow their law's tag."""
    if not any(part in where for part in _MEASURES):
        for clause in _CLAUSE.findall(clauses.without(line)):
            hint = "条号紧接在 {{ law.名称.name }}》之后写，中间不隔标签，能否印出才随来源走"
            yield error(where, f"{clause}前没有写是哪部法律", hint)


def own(library: Library) -> frozenset[str]:
    """The titles of what the pack itself holds, and of the Measures."""
    titles = (entry.title for entry in catalogue.load(library))
    return frozenset((*titles, *_of_systems(library.table("systems"))))


def _of_systems(systems: Mapping[str, Any]) -> list[str]:
    return [*systems["systems"], systems["chemicals"], *systems["ledgers"], *systems["papers"]]


def _registered(day: datetime.date, library: Library) -> frozenset[str]:
    """The titles in force: data cannot hold tags, and may name them as they stand."""
    return frozenset(law.name for law in laws.derive(day, library).values() if law.in_force)


def sources(templates: Path) -> Iterator[tuple[Path, str]]:
    """The texts and reference data that documents are made of, each with its name for messages."""
    for folder, kind in _KINDS:
        for path in sorted((templates / folder).rglob(kind)):
            if path.name not in _ABOUT:
                yield path, f"templates/{path.relative_to(templates).as_posix()}"
