"""Risk points to propose for a client from the library of risks; the advisor copies and corrects them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from generator import domain
from generator.facts import SCRAPPED, basis, machines, matching
from generator.intake import written as texts
from generator.library import Library, usual_hazards
from generator.schema import shape

_INHERITED = (
    "names", "categories", "features", "posts", "unless", "not", "never", "medium", "things", "names_there"
)  # fmt: skip
_ALIKE = 0.7

Entry = Mapping[str, Any]
Entries = Mapping[str, Entry]


class Suggestion(NamedTuple):
    """A risk point as client data, the code of its zone ("" when not known) and what called for it."""

    zone: str
    why: str
    risk: Mapping[str, Any]


class Suggestions(NamedTuple):
    """What is proposed, and the names of machines that the library does not have."""

    rows: tuple[Suggestion, ...]
    unlisted: tuple[str, ...]


def known(library: Library) -> Entries:
    """All that machines are known by: the risks by key with the words of the operating rule of that key.

    A rule without risks stands too, so that its machines are not taken for others.
    """
    return library.once(_known)


def _known(library: Library) -> Entries:
    rules, entries = library.table("machines"), library.gather("risks")
    own = {word for entry in entries.values() for word in entry.get("names", ())}
    keys = dict.fromkeys((*entries, *rules))
    return {key: _merged(entries.get(key, {"risks": ()}), rules.get(key, {}), own) for key in keys}


def _matched(library: Library) -> matching.Rows:
    return matching.rows(known(library))


def _merged(entry: Entry, rule: Entry, own: set[str]) -> Entry:
    """The entry with the words of the rule, but for names that any entry has as its own."""
    words = {
        key: [*(word for word in rule.get(key, ()) if word not in own), *entry.get(key, ())]
        for key in _INHERITED
    }
    return {**entry, **words, "by_post": entry.get("by_post", rule.get("by_post", False))}


def risks(facts: domain.Facts, library: Library) -> Suggestions:
    """The risk points that machines, zones, posts and features call for and the client does not have."""
    entries = known(library)
    by = library.once(_matched)
    keys = _keys(facts, by)
    called = _called(facts, keys, entries, by)
    rows = (row for (key, zone), why in called.items() for row in _rows(entries[key], zone, why, facts))
    return Suggestions(_ordered(rows, facts), _unlisted(keys, entries))


def _unlisted(keys: Mapping[domain.Equipment, str], entries: Entries) -> tuple[str, ...]:
    """The names of machines that the library has no risk points of, each once."""
    return tuple(dict.fromkeys(one.name for one, key in keys.items() if not (key and entries[key]["risks"])))


def _keys(facts: domain.Facts, by: matching.Rows) -> dict[domain.Equipment, str]:
    """The entry that each machine in use is known by, "" for none."""
    has = machines.features(facts.has)
    owned = (one for one in facts.equipment if one.state != SCRAPPED)
    return {one: matching.of(one.name, one.category, by, has, one.parameters).key for one in owned}


def _called(
    facts: domain.Facts, keys: Mapping[domain.Equipment, str], entries: Entries, by: matching.Rows
) -> dict[tuple[str, str], str]:
    """What first called for an entry, by its key and the code of the zone, "" where that is not known."""
    called: dict[tuple[str, str], str] = {}
    for key, zone, why in (*_by_machine(facts, keys), *_by_zone(facts, by), *_by_post(facts, entries)):
        called.setdefault((key, zone), why)
    found = {key for key, _ in called}
    return called | {(key, ""): why for key, why in _by_feature(facts, entries, found)}


def _by_machine(facts: domain.Facts, keys: Mapping[domain.Equipment, str]) -> Iterator[tuple[str, str, str]]:
    codes = {zone.name: zone.code for zone in facts.zones}
    for one, key in keys.items():
        if key:
            yield key, codes.get(one.zone, ""), f"设备“{one.name}”"


def _by_zone(facts: domain.Facts, by: matching.Rows) -> Iterator[tuple[str, str, str]]:
    has = machines.features(facts.has)
    for zone in facts.zones:
        for key, entry in by.items():
            certain = entry.of("zones_there") if has & entry.features else ()
            if matching.said(zone.name.casefold(), entry.of("zones") + certain, entry):
                yield key, zone.code, f"区域“{zone.name}”"


def _by_post(facts: domain.Facts, entries: Entries) -> Iterator[tuple[str, str, str]]:
    codes = {zone.name: zone.code for zone in facts.zones}
    for post in facts.posts:
        for key, entry in entries.items():
            if entry["by_post"] and machines.does(post.name, entry):
                yield key, codes.get(post.zone, ""), f"岗位“{post.name}”"


def _by_feature(facts: domain.Facts, entries: Entries, found: set[str]) -> Iterator[tuple[str, str]]:
    """Entries that only a feature calls for; where the work is done, the advisor has to see."""
    for key, entry in entries.items():
        if key in found or found & set(entry["unless"]):
            continue
        if name := next((name for name in entry["features"] if getattr(facts.has, name)), ""):
            yield key, f"企业特征“{_feature(name)}”"


def _feature(name: str) -> str:
    """The Chinese label of a feature that is said, or of the list it comes from."""
    return shape.at(("features", name)).title or shape.at((name,)).title or name


def _rows(entry: Entry, zone: str, why: str, facts: domain.Facts) -> Iterator[Suggestion]:
    for risk in entry["risks"]:
        if not _present(risk, entry, zone, facts):
            yield Suggestion(zone, why, {"name": risk["name"], "kind": entry["kind"], **risk})


def _present(risk: Mapping[str, Any], entry: Entry, zone: str, facts: domain.Facts) -> bool:
    """Whether the client has the risk point there, or anywhere when the place is not known."""
    here = [one for one in facts.zones if zone in ("", one.code)]
    return any(_alike(point, risk, entry) for one in here for point in one.risks)


def _alike(point: domain.RiskPoint, risk: Mapping[str, Any], entry: Entry) -> bool:
    """The same name, or a shared kind of accident with a name that is close or names the same thing."""
    if point.name == risk["name"]:
        return True
    if not set(point.accidents).intersection(risk["accidents"]):
        return False
    words = (*entry["names"], *entry.get("zones", ()), *risk.get("words", ()))
    close = SequenceMatcher(None, point.name, risk["name"]).ratio() >= _ALIKE
    return close or any(word in point.name for word in words)


def _ordered(rows: Iterator[Suggestion], facts: domain.Facts) -> tuple[Suggestion, ...]:
    """In the order of the zones, those without a place last; a name stands once in a zone."""
    places = {zone.code: place for place, zone in enumerate(facts.zones)}
    once: dict[tuple[str, str], Suggestion] = {}
    for row in rows:
        once.setdefault((row.zone, row.risk["name"]), row)
    return tuple(sorted(once.values(), key=lambda row: places.get(row.zone, len(places))))


def hazards(facts: domain.Facts, library: Library) -> tuple[Mapping[str, Any], ...]:
    """The usual hazards not yet found, of the categories that fit the client's features and sector."""
    scope = library.table("hazard_scope")
    codes = {one.code for one in facts.hazards}
    return tuple(
        one
        for one in usual_hazards.load(library)
        if one["code"] not in codes and _in_scope(scope.get(one["category"], {}), facts)
    )


def _in_scope(scope: Entry, facts: domain.Facts) -> bool:
    by_feature = any(getattr(facts.has, name) for name in scope.get("features", ()))
    return not scope or by_feature or facts.enterprise.sector in scope.get("sectors", ())


def row(entry: Entry, facts: domain.Facts, library: Library) -> dict[str, Any]:
    """A usual hazard as it would stand in this client's papers: level, accidents, basis, measures, notes."""
    sector = facts.enterprise.sector
    level = usual_hazards.level(entry, sector)
    _, rests_on = basis.of(entry, sector, level, facts.law, library)
    return {
        "code": entry["code"],
        "category": entry["category"],
        "level": level,
        "description": entry["description"],
        "accidents": [*entry["accidents"]],
        "days": entry["days"],
        "basis": domain.printing.words(rests_on, domain.SENTENCES),
        "at_once": usual_hazards.at_once(entry),
        "recommendation": usual_hazards.advice(entry),
        "notes": [*_notes(entry, sector, library)],
    }


def _notes(entry: Entry, sector: str, library: Library) -> Iterator[str]:
    """What to keep in mind of the level of a usual hazard."""
    if usual_hazards.elsewhere(entry, sector):
        yield f"判定标准里的重大情形不适用于工贸分类“{sector}”"
    if note := usual_hazards.note(entry, sector, library):
        yield note


def printed(entry: Entry, facts: domain.Facts, library: Library) -> str:
    """The same as lines to read."""
    told = row(entry, facts, library)
    lines = [
        f"{told['code']}  {told['category']}  {told['level']}  {told['description']}",
        f"    事故类型：{'、'.join(told['accidents'])}；通常的整改天数：{told['days']}",
        f"    依据：{told['basis']}",
        *([f"    整改前：{told['at_once']}"] if told["at_once"] else []),
        f"    建议：{_line(told['recommendation'])}",
        *(f"    提示：{note}" for note in told["notes"]),
    ]
    return "\n".join(lines)


def rows(found: Suggestions) -> dict[str, Any]:
    """Proposed risk points as plain data, and the machines that the library does not have."""
    points = [
        {"zone": one.zone, "why": one.why, "risk": {key: one.risk[key] for key in one.risk if key != "words"}}
        for one in found.rows
    ]
    return {"risks": points, "unlisted": [*found.unlisted]}


def written(found: Suggestions, facts: domain.Facts) -> str:
    """The proposal as YAML: zones with rows in the form of the client's data, then those without a place."""
    lines = [
        f"# {_line(facts.enterprise.name)}：风险点建议",
        "# 请现场核实、修改后，复制到 client.yaml 对应区域的 risks 下，或者填进填报簿的“风险点”",
    ]
    lines += _placed(found, {zone.code: zone.name for zone in facts.zones})
    if loose := _points(found, "", "    "):
        lines += ["unplaced:  # 未找到所在区域，请核实后放到相应区域", "  risks:", *loose]
    return "\n".join(lines) + "\n"


def _placed(found: Suggestions, names: Mapping[str, str]) -> Iterator[str]:
    """The zones for which something is proposed, with their risk points; ``names`` are all by their codes."""
    placed = dict.fromkeys(row.zone for row in found.rows if row.zone in names)
    yield "zones:" if placed else "zones: []"
    for code in placed:
        yield from (f"  - code: {texts.inline(code)}", f"    name: {texts.inline(names[code])}", "    risks:")
        yield from _points(found, code, "      ")


def _points(found: Suggestions, zone: str, indent: str) -> list[str]:
    return [line for row in found.rows if row.zone == zone for line in _point(row, indent)]


def _point(row: Suggestion, indent: str) -> Iterator[str]:
    yield f"{indent}# 建议，请现场核实后改：来自{_line(row.why)}"
    mark = "- "
    for key, value in row.risk.items():
        if key == "words":
            continue
        if isinstance(value, dict):
            yield f"{indent}  {key}:"
            yield from (f"{indent}    {name}: {texts.inline(text)}" for name, text in value.items())
        else:
            yield f"{indent}{mark}{key}: {texts.inline(value)}"
        mark = "  "


def _line(text: str) -> str:
    return " ".join(text.split())
