"""What the words of a client's data decide: each with its place, what was decided, and by which word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator import domain
from generator.facts import machines, signs
from generator.facts.things import SCRAPPED
from generator.library import Library, built_in
from generator.problems import Origin
from generator.record import Keys, Record
from generator.schema import shape

_NONE = "没有专门的操作规程，用通用规程"


class Evidence(NamedTuple):
    """A subject of the data, what is decided for it ("" when nothing is), and the word that decides."""

    origin: Origin | None
    subject: str
    decided: str
    word: str

    def __str__(self) -> str:
        by = f"，凭“{self.word}”" if self.word else ""
        return f"{self.origin or ''} {self.subject} → {self.decided or _NONE}{by}".strip()


def gather(record: Record, facts: domain.Facts, library: Library | None = None) -> tuple[Evidence, ...]:
    """All of it, in the order of machines, posts, features and risk points."""
    library = library or built_in()
    return (
        *_machines(record, facts, library),
        *_operations(record, facts, library),
        *_signs(record, facts, library),
    )


def row(one: Evidence) -> dict[str, Any]:
    """The same as plain data."""
    origin = one.origin
    place = {"file": origin.file, "line": origin.line, "column": origin.column} if origin else {}
    return {**place, "subject": one.subject, "decided": one.decided, "word": one.word}


def _machines(record: Record, facts: domain.Facts, library: Library) -> Iterator[Evidence]:
    for one in facts.equipment:
        if one.state != SCRAPPED:
            yield _machine(one, record, facts.has, library)


def _machine(one: domain.Equipment, record: Record, has: domain.Has, library: Library) -> Evidence:
    found = machines.known(one, has, library)
    general = machines.is_general(found.key)
    decided = "" if general else f"操作规程“{machines.title(found.key, library)}”"
    origin = record.origin((*one.keys, "name"))
    subject = f"设备[{int(one.keys[-1]) + 1}]“{one.name}”"
    return Evidence(origin, subject, decided, "" if general else found.word)


def _operations(record: Record, facts: domain.Facts, library: Library) -> Iterator[Evidence]:
    """What posts and features call for besides the machines."""
    owned = {machines.known(one, facts.has, library).key for one in facts.equipment if one.state != SCRAPPED}
    for one in machines.called(facts.posts, facts.has, owned, library):
        decided = f"操作规程“{machines.title(one.key, library)}”"
        if one.feature:
            keys, subject = _feature(one.feature, record.data)
            yield Evidence(record.origin(keys), subject, decided, "")
        elif one.post:
            origin = record.origin((*one.post.keys, "name"))
            yield Evidence(origin, f"岗位“{one.post.name}”", decided, one.word)


def _feature(name: str, data: Mapping[str, Any]) -> tuple[Keys, str]:
    """Where a feature is said, or the list it comes from, and how it is called."""
    said = name in (data.get("features") or {})
    keys: Keys = ("features", name) if said or name not in data else (name,)
    label = shape.at(("features", name)).title or shape.at((name,)).title or name
    return keys, f"企业特征“{label}”"


def _signs(record: Record, facts: domain.Facts, library: Library) -> Iterator[Evidence]:
    """The signs that words of risk points, places, machines and substances call for or take away."""
    places = signs.places(facts.zones, facts.equipment, facts.chemicals)
    for point in facts.risk_points:
        origin = record.origin((*point.keys, "name"))
        for rule, word in signs.called(point, places[point.zone_code], library):
            if word:
                yield Evidence(origin, f"风险点“{point.name}”", "、".join(_told(rule)), word)


def _told(rule: Mapping[str, Any]) -> Iterator[str]:
    """What a rule of signs.yaml hangs and what it takes away."""
    for name in rule.get("add", ()):
        yield f"挂“{name}”"
    for name in rule.get("drop", ()):
        yield f"不挂“{name}”"
