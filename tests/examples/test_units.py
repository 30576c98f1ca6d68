"""Over all examples: documents speak of what the plant has, wherever it matters, and of nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from generator import domain
from generator.facts import cited_plans, machines
from generator.library import built_in, knowledge
from tests.conftest import ROOT, studied
from tests.once import Made, Packs, everything
from tests.rows import each, read

TABLE: dict[str, Any] = read(ROOT / "tests/examples/words.yaml")
CUT = re.compile("|".join(TABLE["cut"]))
WORDS: dict[str, list[str]] = TABLE["words"]
TAGS = re.compile(r"\{[{%].*?[%}]\}|[（(]企业规定[）)]|“|”")
LONG = 10  # letters of a passage that stands for its unit
# Where each section and each list of a head is printed.
WHERE = {
    "hazwork": "system_hazardous_work",
    "equipment": "system_equipment",
    "housekeeping": "system_housekeeping",
    "fire": "system_fire",
    "health": "system_occupational_health",
    "chemicals": "system_chemicals",
    "special": "system_emergency_plan",
    "focus": "plan",
    "notice": "letter_enterprise",
}
HEADS = {
    "ppe": "system_ppe",
    "checks": "forms_inspection",
}


def _said(made: Made) -> Mapping[str, str]:
    return everything(made)


def _by_id(made: Made, name: str) -> str:
    paths = {path for known, path in made.rows if known == name}
    return "\n".join(words for path, words in _said(made).items() if path in paths)


@cache
def _lines(made: Made) -> str:
    """What a pack says, each line once."""
    return "\n".join(dict.fromkeys(line for words in _said(made).values() for line in words.splitlines()))


# (a) accidents


def _accidents(facts: domain.Facts) -> set[str]:
    found = {kind for point in facts.risk_points for kind in point.accidents}
    found |= {kind for space in facts.confined_spaces for kind in space.accidents}
    return found | {kind for hazard in facts.hazards for kind in hazard.accidents}


def _signs(kind: str) -> list[str]:
    """The signs of an accident, with those that say it more closely (当心叉车)."""
    types: dict[str, list[str]] = {row["name"]: row["signs"] for row in built_in().table("accident_types")}
    called = built_in().table("signs")["called"]
    return types[kind] + [
        sign for row in called if kind in row.get("accidents", ()) for sign in row.get("add", ())
    ]


@each(studied())
def test_every_accident_has_signs_a_scene_plan_and_a_card(name: str, packs: Packs) -> None:
    made = packs[name]
    emergency = _by_id(made, "system_emergency_plan")
    signed = _by_id(made, "workshop_boards") + _by_id(made, "post_cards")
    cards = emergency.rpartition("岗位应急处置卡")[2]
    pointed = {kind for point in made.facts.risk_points for kind in point.accidents}
    for kind in sorted(_accidents(made.facts)):
        plans = [scene for scene in made.facts.scenes if kind in scene.types]
        assert [plan for plan in plans if f"{plan.title}现场处置方案" in emergency and plan.do in cards], kind
        wanted = _signs(kind) if kind in pointed else []
        assert not wanted or [sign for sign in wanted if f"〔图：{sign}（示意）〕" in signed], kind


# (b) what is cited


def _answered(plan: str, answers: set[str]) -> bool:
    return any(answer in plan for answer in answers)


@each(studied())
def test_every_cited_record_plan_and_paper_is_in_the_pack(name: str, packs: Packs) -> None:
    made = packs[name]
    said, emergency = _lines(made), _by_id(made, "system_emergency_plan")
    held = {*re.findall(r"记录编号[：| ]+(AQ-JL-\d\d-\d\d)", said)}
    held |= {*re.findall(r"(AQ-JL-\d\d-\d\d)", " ".join(path for _, path in made.rows))}
    unheld = {*re.findall(r"AQ-JL-\d\d-\d\d", said)} - held
    plans = {
        *re.findall(
            r"[“《]([^“《”》]{2,30}?)(?:[”》](?:现场处置)?方案|(?:现场处置方案|专项应急预案)[”》])", said
        )
    }
    answers = {*cited_plans.words(made.facts.scenes)}
    unknown = {plan for plan in plans if f"{plan}专项" not in emergency and not _answered(plan, answers)}
    papers = {*re.findall(r"(?:执行|按|依照)《([^》]*?(?:制度|规程|预案|责任书))》", said)}
    files = " ".join(path for _, path in made.rows)
    laws = {law.name for law in made.facts.law.values()}
    unmade = {paper for paper in papers - laws if paper not in files}
    assert held and papers
    assert (unheld, unknown, unmade) == (set(), set(), set())


# (c) units that are not there


def _passages(key: str) -> Iterator[str]:
    """What only this unit says: passages of its file without tags."""
    text = built_in().data(f"knowledge/{key}.md").decode("utf-8")
    for line in text.splitlines():
        for part in re.split(r"[；。]|: |\"|, (?=\w+:)|[{}\[\]|]|^#+ |^- ", TAGS.sub("|", line)):
            if len(part.strip(" ，、：-#")) >= LONG:
                yield part.strip(" ，、：-#")


@cache
def _begun(made: Made) -> frozenset[str]:
    """How any passage of a pack may begin."""
    lines = _lines(made).splitlines()
    return frozenset(line[at : at + LONG] for line in lines for at in range(len(line) - LONG + 1))


@cache
def _elsewhere(there: frozenset[str]) -> str:
    """What others may say: all texts and tables, and the units that are there."""
    home = ROOT / "templates"
    paths = [*(home / "text").rglob("*.md"), *(home / "reference").rglob("*.yaml")]
    for path in (home / "knowledge").glob("*.md"):
        if {*path.stem.split("__")} <= there:
            paths.append(path)
    return "\n".join(TAGS.sub("|", path.read_text("utf-8")) for path in paths)


@each(studied())
def test_a_unit_that_is_not_there_says_nothing(name: str, packs: Packs) -> None:
    made = packs[name]
    there = frozenset(unit.key for unit in made.facts.units)
    said, others = _lines(made), _elsewhere(there)
    begun = _begun(made)  # few passages do: searching the whole pack for each takes long
    absent = sorted(knowledge.heads(built_in()).keys() - there)
    assert len(absent) > 20
    found = [
        (key, one)
        for key in absent
        for one in _passages(key)
        if one[:LONG] in begun and one in said and one not in others
    ]
    assert not found, "\n".join(f"{word} | {words!r}" for word, words in found)


# (d) words


@cache
def _there(made: Made) -> frozenset[str]:
    """The keys of evidence, features and operating rules that a client has."""
    facts, library = made.facts, built_in()
    titles = {rule["title"]: key for key, rule in machines.rules(library).items()}
    here = {key for key, shown in facts.here.items() if shown}
    return frozenset(
        here
        | machines.features(facts.has)
        | {machines.known(one, facts.has, library).key for one in facts.equipment}
        | {titles[rule.title] for rule in facts.operating_rules}
    )


def test_words_are_told_by_keys_that_exist() -> None:
    library = built_in()
    known = {*library.table("evidence"), *machines.rules(library), *domain.Has.__slots__}
    assert {key for keys in WORDS.values() for key in keys} - known == set()
    assert len(WORDS) >= 80


@each(studied())
def test_nothing_is_named_that_the_client_has_not(name: str, packs: Packs) -> None:
    made = packs[name]
    own = (made.client / "client.yaml").read_text("utf-8") + (ROOT / "examples/agency.yaml").read_text(
        "utf-8"
    )
    said = CUT.sub("", _lines(made))
    for law in made.facts.law.values():
        said = said.replace(law.name, "")
    found = [
        (word, said[max(0, at.start() - 20) : at.end() + 12])
        for word, keys in WORDS.items()
        if not _there(made) & {*keys}
        for at in re.finditer(word, said)
        if _around(said, at) not in own
    ]
    assert not found, "\n".join(f"{word} | {words!r}" for word, words in found)


def _around(said: str, at: re.Match[str]) -> str:
    """A word with the two letters on either side in its line."""
    before = said[max(0, at.start() - 2) : at.start()].rpartition("\n")[2]
    return (before + at[0] + said[at.end() : at.end() + 2].partition("\n")[0]).strip(" （）()|、：")


# (e) units that are there


def _names(unit: domain.Unit) -> tuple[str, ...]:
    return (*unit.places, *unit.zones, *unit.machines, *unit.chemicals, *unit.spaces)


@each((name, section) for name in studied() for section in WHERE)
def test_a_unit_speaks_in_each_document_of_its_own_plant(name: str, section: str, packs: Packs) -> None:
    made = packs[name]
    text = _by_id(made, WHERE[section]).splitlines()
    units = {unit.key: unit for unit in made.facts.units}
    silent, general = [], []
    for one in knowledge.sections(built_in()).get(section, ()):
        if one.unit in units:
            parts = [part for line in one.words.splitlines() for part in _split(line)]
            lines = [line for line in text if any(part in line for part in parts)]
            if not lines:
                silent.append(one.unit)
            elif _owns(one) and not any(word in line for line in lines for word in _names(units[one.unit])):
                general.append(one.unit)
    assert (silent, general) == ([], [])


def _owns(section: knowledge.Section) -> bool:
    """Whether a section names its own plant in any case."""
    return f"unit.{section.unit}." in re.sub(r"\{% if .*?\{% endif %\}", "", section.words, flags=re.DOTALL)


def _split(line: str) -> Iterator[str]:
    for part in re.split(r"[；。]", TAGS.sub("|", line.lstrip("#-\u3000 "))):
        for piece in part.split("|"):
            if len(piece) >= 4:
                yield piece


@each((name, field) for name in studied() for field in HEADS)
def test_what_a_unit_asks_for_stands_in_its_document(name: str, field: str, packs: Packs) -> None:
    made = packs[name]
    text = _by_id(made, HEADS[field])
    missing = []
    for unit in made.facts.units:
        asked = [one.what if field == "checks" else one for one in getattr(unit, field)]
        if asked and not any(one in text for one in asked):
            missing.append(unit.key)
    assert missing == []


@each(studied())
def test_first_aid_of_each_substance_is_told(name: str, packs: Packs) -> None:
    made = packs[name]
    text = _by_id(made, "system_emergency_plan")
    units = [unit for unit in made.facts.units if unit.chemicals]
    assert [(unit.key, one) for unit in units for one in unit.medical if one not in text] == []
