"""The hazard catalogue as data: every law, clause, sector, accident type and layer in it resolves."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator import domain
from generator.facts import basis, laws
from generator.intake import yaml_text
from generator.library import Library, clauses, usual_hazards
from generator.problems import Problem, error
from generator.proofing import reading
from generator.schema import shape

FILE = "reference/hazards.yaml"
_KEYS = {"code", "category", "description", "accidents", "judged", "basis", "recommendation", "days", "note"}
_NEEDED = _KEYS - {"judged", "note"}
_LINE_KEYS = {"law", "clauses", "sectors"}

Node = Any
Fields = dict[str, Node]


class _Known(NamedTuple):
    """What an entry may name, and the name of the file for messages."""

    name: str
    accidents: frozenset[str]
    registered: Mapping[str, Any]
    law: Mapping[str, domain.Law]
    day: datetime.date

    def fault(self, node: Node, message: str, hint: str) -> Problem:
        """An error at a node."""
        return error("", message, hint, reading.place(self.name, node))


def check(path: Path, name: str, day: datetime.date, library: Library) -> tuple[Problem, ...]:
    """Every fault of the catalogue at its line; ``name`` stands in the messages."""
    accidents = frozenset(one["name"] for one in library.table("accident_types"))
    known = _Known(name, accidents, library.table("laws"), laws.derive(day, library), day)
    with yaml_text.composed(path.read_text("utf-8"), name) as root:
        return tuple(_entries(root, known)) if root else ()


def _entries(root: Node, known: _Known) -> Iterator[Problem]:
    seen: set[str] = set()
    for node in root.value:
        entry = _fields(node)
        code = entry["code"].value if "code" in entry else ""
        yield from _keys(node, entry, code, known)
        if code and code in seen:
            yield known.fault(node, f"编码 {code} 重复", "一个编码只写一次")
        seen.add(code)
        yield from _told(entry, known)


def _keys(node: Node, entry: Fields, code: str, known: _Known) -> Iterator[Problem]:
    """Keys that an entry lacks, and keys that it may not have."""
    for key in sorted(_NEEDED.difference(entry)):
        yield known.fault(node, f"{code} 没有 {key}", "写法见文件开头")
    for key in sorted(entry.keys() - _KEYS):
        yield known.fault(entry[key], f"{code} 不认识的键 {key}", "写法见文件开头")


def _told(entry: Fields, known: _Known) -> Iterator[Problem]:
    """What an entry names, and what it advises."""
    yield from _accidents(entry, known)
    yield from _measures(entry, known)
    for line in (*_items(entry, "judged"), *_items(entry, "basis")):
        yield from _line(_fields(line), line, known)


def _accidents(entry: Fields, known: _Known) -> Iterator[Problem]:
    found = _items(entry, "accidents")
    if "accidents" in entry and not found:
        yield known.fault(entry["accidents"], "没有事故类型", "至少写一种")
    for node in found:
        if node.value not in known.accidents:
            hint = "按 accident_types.json 的 27 类填写"
            yield known.fault(node, f"没有事故类型“{node.value}”", hint)


def _measures(entry: Fields, known: _Known) -> Iterator[Problem]:
    measures = _fields(entry["recommendation"]) if "recommendation" in entry else {}
    for key, node in measures.items():
        if key not in usual_hazards.LAYERS:
            hint = f"只有 {'、'.join(usual_hazards.LAYERS)}"
            yield known.fault(node, f"没有整改建议的层次 {key}", hint)
        elif not node.value.endswith("。"):
            yield known.fault(node, "整改建议不是完整的句子", "写完整，以句号结尾")


def _line(line: Fields, node: Node, known: _Known) -> Iterator[Problem]:
    """One law with its clauses and sectors."""
    for key in sorted(set(line) - _LINE_KEYS):
        yield known.fault(line[key], f"不认识的键 {key}", "依据只写 law、clauses、sectors")
    yield from _of_no_sector(line, known)
    yield from _law(line, node, known)


def _of_no_sector(line: Fields, known: _Known) -> Iterator[Problem]:
    """Sectors of a line that there are not."""
    there = _sectors()
    for sector in _items(line, "sectors"):
        if sector.value not in there:
            yield known.fault(sector, f"没有工贸分类“{sector.value}”", f"只有 {'、'.join(there)}")


def _law(line: Fields, node: Node, known: _Known) -> Iterator[Problem]:
    """The law must be registered and in force, its clauses registered."""
    named = line.get("law")
    key = named.value if named else ""
    if key not in known.law:
        yield known.fault(named or node, f"laws.yaml 里没有“{key}”", "先登记名称、版本和核实情况")
        return
    yield from _outdated(named, known)
    for clause in _items(line, "clauses"):
        yield from _clause(clause, key, known)


def _outdated(named: Node, known: _Known) -> Iterator[Problem]:
    """A registered law that does not hold on the day."""
    law = known.law[named.value]
    if not law.in_force:
        message = f"《{law.name}》在 {known.day.isoformat()} 没有有效版本"
        yield known.fault(named, message, "改引现行的")


def _clause(node: Node, key: str, known: _Known) -> Iterator[Problem]:
    """A clause must be registered; one that is not proven is registered all the same, and not printed."""
    found = basis.CLAUSE.fullmatch(node.value)
    if not found:
        yield known.fault(node, f"看不懂条款“{node.value}”", "写成 4、41/2、97(5)、5.1.1")
    elif found[1] not in clauses.registered(known.registered[key]):
        hint = "见到条文后登记到 laws.yaml 的 clauses（写明来源），或者删去条款只写法规"
        yield known.fault(node, f"{key} 的条款 {node.value} 没有登记", hint)


def _sectors() -> tuple[str, ...]:
    industry = shape.source(shape.CLIENT)["properties"]["enterprise"]["properties"]["industry"]
    return tuple(industry["properties"]["sector"]["enum"])


def _fields(node: Node) -> Fields:
    return {key.value: value for key, value in node.value}


def _items(fields: Fields, key: str) -> list[Node]:
    return list(fields[key].value) if key in fields else []
