"""Citations in the texts: every law by its key and in force, every clause number among those verified."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator import catalogue, reference
from generator.facts import laws
from generator.problems import Problem, error

_KEYED = re.compile(r"\{\{ ?law\.(\w+)\.(?:name|cite) ?\}\}》?")
_CLAUSE = re.compile(r"第([零一二三四五六七八九十百]+|\d+(?:\.\d+)*)条")
_TAIL = re.compile(
    r"(?:第(?:[零一二三四五六七八九十百]+|\d+(?:\.\d+)*)[条款项章]|（[一二三四五六七八九十]+）|[、和及至])+"
)
_COMMENT = re.compile(r"(?:^|\s)#.*")
_TAG = re.compile(r"\{%.*?%\}")
_TITLE = re.compile(r"《([^《》{}]+)》")
_NUMBER = re.compile(
    r"(?<![A-Za-z-])(?:GB(?:/T|Z(?:/T)?)?|AQ(?:/T)?|TSG|XF|HJ|DB\d\d)\s?[0-9Z]\d{1,6}(?:\.\d+)?"
)
# About laws and signs themselves, or filled in by hand: nothing of them is printed as it stands.
_ABOUT = ("laws.yaml", "limits.yaml", "holidays.yaml", "signs.yaml", "new_client.yaml", "new_agency.yaml")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}


def check(path: Path, name: str, day: datetime.date) -> tuple[Problem, ...]:
    """Every faulty citation of a text or a file of reference data; ``name`` stands in the messages."""
    lines = path.read_text("utf-8").splitlines()
    data = path.suffix == ".yaml"
    if data:
        lines = [_COMMENT.sub("", line) for line in lines]
    known = _own() | (_registered(day) if data else frozenset())
    return tuple(
        problem for at, line in enumerate(lines, 1) for problem in _line(line, f"{name}:{at}", day, known)
    )


def _line(line: str, where: str, day: datetime.date, known: frozenset[str]) -> Iterator[Problem]:
    for found in _KEYED.finditer(line):
        yield from _keyed(found[1], line[found.end() :], where, day)
    for title in _TITLE.findall(line):
        if title not in known:
            hint = "法律和标准用 {{ law.名称.cite }} 引用，先在 laws.yaml 登记"
            yield error(where, f"《{title}》既不是登记的取值，也不是本资料包的文件", hint)
    for standard in _NUMBER.findall(_KEYED.sub("", line)):
        yield error(
            where, f"标准号 {standard} 直接写在正文里", "用 {{ law.名称.cite }} 引用，版本随文书日期走"
        )


def _keyed(key: str, tail: str, where: str, day: datetime.date) -> Iterator[Problem]:
    law = reference.load("laws").get(key)
    if law is None:
        yield error(where, f"laws.yaml 里没有 law.{key}", "先登记名称、版本和核实情况")
        return
    if not laws.derive(day)[key].in_force:
        yield error(where, f"《{law['title']}》在 {day.isoformat()} 没有有效版本", "改引现行的法律或标准")
    run = _TAIL.match(_TAG.sub("", tail))
    for clause in _CLAUSE.findall(run[0]) if run else ():
        if _value(clause) not in law["clauses"]:
            yield error(where, f"《{law['title']}》第{clause}条未经核实", "核实后登记到 clauses，或删去条号")


def _value(clause: str) -> int | str:
    """A clause as laws.yaml lists it: the number of an article, or the number of a standard's section."""
    return number(clause) if clause[0] in "零一二三四五六七八九十百" else _section(clause)


def _section(clause: str) -> int | str:
    return int(clause) if clause.isdigit() else clause


def number(words: str) -> int:
    """The value of a Chinese number below a thousand, such as 一百零一."""
    total, last = 0, 0
    for char in words:
        if char in ("百", "十"):
            total += (last or 1) * (100 if char == "百" else 10)
            last = 0
        else:
            last = _DIGITS[char]
    return total + last


@cache
def _own() -> frozenset[str]:
    """The titles of what the pack itself holds, and of the Measures."""
    systems = reference.load("systems")
    titles = [entry.title for entry in catalogue.load()]
    names = [*systems["systems"], systems["chemicals"], *systems["ledgers"], *systems["papers"]]
    return frozenset((*titles, *names))


def _registered(day: datetime.date) -> frozenset[str]:
    """The titles in force: data cannot hold tags, and may name them as they stand."""
    return frozenset(law.name for law in laws.derive(day).values() if law.in_force)


def sources(templates: Path) -> Iterator[tuple[Path, str]]:
    """The texts and reference data that documents are made of, each with its name for messages."""
    files = [*sorted((templates / "text").rglob("*.md")), *sorted((templates / "reference").rglob("*.yaml"))]
    for path in files:
        name = path.relative_to(templates).as_posix()
        if path.name not in _ABOUT:
            yield path, f"templates/{name}"
