"""What the words of a client's data decide: units, rules and signs, each with its place and its word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator import domain
from generator.facts import evidence, filling, machines, naming, people, signs
from generator.facts.condition import numbered
from generator.facts.evidence import Found, Rule, Shown
from generator.facts.plain import Data, items
from generator.facts.seen import Subject
from generator.facts.things import SCRAPPED
from generator.library import Library, built_in
from generator.problems import Origin
from generator.record import Keys, Record

Plain = dict[str, Any]
_Caller = tuple[Keys, str]  # where it is said, and what it is called
_NONE = "没有专门的操作规程，用通用规程"
_SERVED = {"from": "从 {} 起", "until": "到 {} 止"}
# Where one looks for what a field of evidence.yaml finds.
_LOOKED = {
    "设备": ("names", "things", "categories"),
    "化学品": ("chemicals", "classes", "cas"),
    "有限空间": ("spaces", "work_by"),
    "风险点": ("words", "accidents"),
    "区域": ("zones",),
    "建筑": ("buildings", "ownership"),
    "岗位": ("posts", "post_hazards"),
    "证件": ("certificates",),
    "隐患": ("codes",),
    "企业概况": ("sectors", "industries", "presumed"),
    "其他填报": ("dusts", "collectors", "metals", "fuels", "heat_media", "objects"),
}


class Decision(NamedTuple):
    """A subject of the data, what is decided for it ("" when nothing is), and the word that decides."""

    origin: Origin | None
    subject: str
    decided: str
    word: str

    def __str__(self) -> str:
        by = f"，凭“{self.word}”" if self.word else ""
        return f"{self.origin or ''} {self.subject} → {self.decided or _NONE}{by}".strip()


def _shown(record: Record, library: Library) -> Iterator[tuple[Rule, Shown]]:
    """Each unit and what shows it, in the record with what the State fixes filled in."""
    found = evidence.derive(filling.completed(record, library).data, library).found
    return ((rule, found[key]) for key, rule in evidence.rules(library).items())


def units(record: Record, library: Library | None = None) -> tuple[str, ...]:
    """Each unit that is there with all that shows it, a line each."""
    known = _shown(record, library or built_in())
    return tuple(_unit(record, rule.title, shown) for rule, shown in known if shown)


def _unit(record: Record, title: str, shown: Shown) -> str:
    return f"{title} ← {'、'.join(naming.shown(record, shown))}"


def unit_rows(record: Record, library: Library | None = None) -> list[Plain]:
    """The same as plain data, a row for each thing that shows a unit."""
    known = _shown(record, library or built_in())
    return [_unit_row(record, rule.title, one) for rule, shown in known for one in shown]


def _unit_row(record: Record, title: str, one: Found) -> Plain:
    place = _place(record.origin(one.keys))
    found = {**place, "keys": [*one.keys], "field": one.field, "word": one.word}
    return {"unit": one.unit, "title": title, "subject": _about(one.subject), "evidence": found}


def _about(one: Subject) -> Plain:
    return {"kind": str(one.kind), "name": one.name, "keys": [*one.keys], "zone": one.zone}


def _place(origin: Origin | None) -> Mapping[str, Any]:
    return origin.row() if origin else {}


class Unseen(NamedTuple):
    """A unit that is not there, and why."""

    unit: str
    title: str
    why: str


def unseen(record: Record, library: Library | None = None) -> tuple[Unseen, ...]:
    """The units that are not there, in the order of evidence.yaml."""
    library = library or built_in()
    left = (rule for rule, shown in _shown(record, library) if not shown)
    return tuple(Unseen(rule.key, rule.title, _why(record, rule, library)) for rule in left)


def _why(record: Record, rule: Rule, library: Library) -> str:
    said = (record.data.get("features") or {}).get(rule.feature)
    if evidence.override(said) is False:
        return f"企业填报不适用{_because(said)}"
    return f"没有在{'、'.join(_looked(rule, library))}里看到"


def _looked(rule: Rule, library: Library) -> list[str]:
    """Where a rule looks."""
    fields = evidence.fields(rule, library)
    return [title for title, among in _LOOKED.items() if not fields.isdisjoint(among)]


def _because(said: object) -> str:
    return f"：{said['because']}" if isinstance(said, Mapping) and said.get("because") else ""


def gather(record: Record, facts: domain.Facts, library: Library | None = None) -> tuple[Decision, ...]:
    """All of it, in the order of advisors, machines, posts, features and risk points."""
    library = library or built_in()
    return (
        *_advisors(record),
        *_machines(record, facts, library),
        *_operations(record, facts, library),
        *_signs(record, facts, library),
    )


def row(one: Decision) -> Plain:
    """The same as plain data."""
    return {**_place(one.origin), "subject": one.subject, "decided": one.decided, "word": one.word}


def _advisors(record: Record) -> Iterator[Decision]:
    """From and to which day those serve whose data gives a day."""
    for place, row in enumerate(items(record.data, "advisors")):
        if isinstance(row, Mapping) and (dated := [name for name in _SERVED if name in row]):
            days = "".join(_SERVED[name].format(row[name]) for name in dated)
            origin = record.origin(("advisors", place, dated[0]))
            yield Decision(origin, f"服务辅导员“{people.advisor_name(row)}”", f"{days}服务", "")


def _machines(record: Record, facts: domain.Facts, library: Library) -> Iterator[Decision]:
    for one in facts.equipment:
        if one.state != SCRAPPED:
            origin, subject = record.origin((*one.keys, "name")), f"{numbered('设备', one.keys)}“{one.name}”"
            found = machines.known(one, facts.has, library)
            known = not machines.is_general(found.key)
            yield Decision(origin, subject, *((_rule(found.key, library), found.word) if known else ("", "")))


def _rule(key: str, library: Library) -> str:
    return f"操作规程“{machines.title(key, library)}”"


def _operations(record: Record, facts: domain.Facts, library: Library) -> Iterator[Decision]:
    """What posts and features call for besides the machines."""
    owned = machines.owning(facts.equipment, facts.has, library)
    for one in machines.called(facts.posts, facts.has, owned, library):
        if caller := _caller(one, record.data):
            keys, subject = caller
            yield Decision(record.origin(keys), subject, _rule(one.key, library), one.word)


def _caller(one: machines.Called, data: Data) -> _Caller | None:
    """The feature or the post that calls for a rule, and where it is said."""
    if one.feature:
        return _feature(one.feature, data)
    return _post(one.post) if one.post else None


def _post(post: domain.Post) -> _Caller:
    return (*post.keys, "name"), f"岗位“{post.name}”"


def _feature(name: str, data: Data) -> _Caller:
    """Where a feature is said, or the list it comes from, and how it is called."""
    return _place_of(name, data), f"企业特征“{naming.feature(name)}”"


def _place_of(name: str, data: Data) -> Keys:
    said = name in (data.get("features") or {})
    return ("features", name) if said or name not in data else (name,)


def _signs(record: Record, facts: domain.Facts, library: Library) -> Iterator[Decision]:
    """The signs that words of risk points, places, machines and substances call for or take away."""
    places = signs.places(facts.zones, facts.equipment, facts.chemicals)
    for point in facts.risk_points:
        origin, subject = record.origin((*point.keys, "name")), f"风险点“{point.name}”"
        for rule, word in signs.called(point, places[point.zone_code], library):
            if word:
                yield Decision(origin, subject, "、".join(_told(rule)), word)


def _told(rule: Data) -> Iterator[str]:
    """What a rule of signs.yaml hangs and what it takes away."""
    for name in rule.get("add", ()):
        yield f"挂“{name}”"
    for name in rule.get("drop", ()):
        yield f"不挂“{name}”"
