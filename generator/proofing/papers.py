"""Papers that the texts send their reader to: each record number, annex and emergency plan is in the pack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.library import Library, knowledge
from generator.problems import Problem, error
from generator.proofing import closest

_NUMBER = re.compile(r"AQ-(?:ZD|JL|TZ)-\d\d(?:-\d\d)?")
_HELD = re.compile(r"(?:(?:记录|预案)编号：|制度编号(?:\*\* \| |：))(AQ-[A-Z]{2}-\d\d(?:-\d\d)?)")
_ANNEX = re.compile(r"附件(\d+)")
_SUBTITLE = re.compile(r"@subtitle 附件(.*)")
_PLAN = re.compile(r"[\u4e00-\u9fff（）、]*(?:专项应急预案|现场处置方案)")
_HEADING = re.compile(r"(?m)^## (.*专项应急预案)$")
_INCLUDE = re.compile(r'\{% include "([^"]+)" %\}')
_JOINT = re.compile("按|由|和|或者|见|启动|组织")
# A plan is named when its name says of what; 相应的现场处置方案 names none.
_OF = re.compile(
    "火灾|爆炸|泄漏|中毒|窒息|触电|灼烫|坠落|跌落|致害|打击|坍塌|淹溺|困人|伤害|有限空间|特种设备"
)
_SPECIAL = "_parts/sys_emergency_special.md"
# Where the annexes of a system stand when it has no book of forms of its own.
_ANNEXES: Mapping[str, str] = {"emergency_plan": "_parts/sys_emergency_annexes.md"}


class _Held(NamedTuple):
    """What the pack holds: the texts, the numbers on papers, and the names of plans."""

    texts: Path
    numbers: frozenset[str]
    plans: tuple[str, ...]


def check(texts: Path, library: Library) -> tuple[Problem, ...]:
    """Every paper that a text under ``texts`` cites and the pack does not hold, at its line."""
    held = _held(texts, library)
    return tuple(fault for path in sorted(texts.rglob("*.md")) for fault in _file(path, held))


def _held(texts: Path, library: Library) -> _Held:
    return _Held(texts, _numbers(texts, library), _plans(texts, library))


def _file(path: Path, held: _Held) -> Iterator[Problem]:
    name = path.relative_to(held.texts).as_posix()
    for at, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        yield from _line(line, f"templates/text/{name}:{at}", path, held)


def _line(line: str, where: str, path: Path, held: _Held) -> Iterator[Problem]:
    yield from _cited_records(line, where, held.numbers)
    if path.parent.name == "systems":
        yield from _cited_annexes(line, where, held.texts, path.stem)
    yield from _cited_plans(line, where, held.plans)


def _cited_records(line: str, where: str, held: frozenset[str]) -> Iterator[Problem]:
    for number in _NUMBER.findall(line):
        if number not in held:
            yield error(where, f"资料包里没有编号为 {number} 的记录", "在附表里补上，或者改编号")


def _cited_annexes(line: str, where: str, texts: Path, system: str) -> Iterator[Problem]:
    for number in _ANNEX.findall(line):
        if number not in _annexes(texts, system):
            yield error(where, f"附表里没有附件{number}", "在附表里补上，或者改附件号")


def _cited_plans(line: str, where: str, plans: tuple[str, ...]) -> Iterator[Problem]:
    for cited in _named_plans(line):
        if not cited.endswith(plans):
            hint = closest.hint(cited, plans, "补上这份预案，或者改名称")
            yield error(where, f"《事故应急救援预案》里没有“{cited}”", hint)


def _named_plans(line: str) -> Iterator[str]:
    """The plans that a line calls by name, without the words before."""
    cited = (_JOINT.split(run)[-1] for run in _PLAN.findall(line))
    return filter(_OF.search, cited)


def _numbers(texts: Path, library: Library) -> frozenset[str]:
    """The numbers of systems, records and ledgers that stand on a paper of the pack."""
    found = {number for path in texts.rglob("*.md") for number in _HELD.findall(path.read_text("utf-8"))}
    ledgers = library.table("ledgers")["ledgers"].values()
    return frozenset(found | {ledger["number"] for ledger in ledgers})


@cache
def _annexes(texts: Path, system: str) -> frozenset[str]:
    """The numbers of the annexes of a system's book of forms."""
    words = _included(texts, _ANNEXES.get(system, f"forms/{system}.md"))
    return frozenset(number for line in _SUBTITLE.findall(words) for number in re.findall(r"\d+", line))


def _included(texts: Path, name: str) -> str:
    """A text with what it includes."""
    words = (texts / name).read_text("utf-8")
    return _INCLUDE.sub(lambda found: (texts / found[1]).read_text("utf-8"), words)


def _plans(texts: Path, library: Library) -> tuple[str, ...]:
    """The names of the special plans, which are headings, and of the scene plans, which are data."""
    special = _HEADING.findall((texts / _SPECIAL).read_text("utf-8"))
    return (*special, *(f"{plan['title']}现场处置方案" for plan in knowledge.scenes(library).values()))
