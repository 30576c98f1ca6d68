"""The register of laws: whole rows, editions on both sides of each change, what is printed of a clause."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest

from generator.facts import laws
from generator.library import Library, built_in, clauses, knowledge
from tests.rows import each

Day = datetime.date
TODAY = Day(2026, 11, 26)
ONE = datetime.timedelta(days=1)
TABLE = built_in().table("laws")
EDITIONS = [(key, edition) for key, entry in TABLE.items() for edition in entry["editions"]]
CHANGES = [
    (key, new["since"], old["number"], new["number"])
    for key, entry in TABLE.items()
    for new, old in zip(entry["editions"], entry["editions"][1:], strict=False)
    if new["since"] and old["until"]
]
KEYS = {
    "number",
    "title",
    "titleless",
    "since",
    "until",
    "undated",
    "by",
    "mandatory",
    "sources",
    "note",
    "clauses",
}


@each(
    [
        ("safety", "《中华人民共和国安全生产法》（2021年修正）"),
        ("gb2894", "《安全色和安全标志》（GB 2894-2025）"),
        ("special_operation", "《特种作业人员安全技术培训考核管理规定》（应急管理部令第19号）"),
        ("major_hazard_rules", "《工贸企业重大事故隐患判定标准》（应急管理部令第10号）"),
        ("gb14444", "《喷漆室安全技术要求》（GB 14444-2025）"),
        ("aq4228", "AQ 4228-2025"),
    ]
)
def test_the_edition_in_force_is_cited(key: str, cite: str) -> None:
    assert laws.derive(TODAY, built_in())[key].cite == cite


@each(
    [
        ("zhejiang_safety", Day(2023, 2, 28), "2016年修订"),
        ("zhejiang_safety", Day(2023, 3, 1), "2022年第二次修订"),
        ("gb14443", Day(2026, 7, 31), "GB 14443-2007"),
        ("gb14443", Day(2026, 8, 1), "GB 14443-2025"),
        ("gb17120", Day(2026, 4, 30), "GB 17120-2012"),
        ("gb6514", Day(2024, 10, 1), "GB 6514-2023"),
        ("gb6441", Day(2026, 6, 30), "GB/T 6441-1986"),
        ("gbt13869", Day(2027, 1, 31), "GB/T 13869-2017"),
        ("gbt13869", Day(2027, 2, 1), "GB/T 13869-2026"),
        ("aq4228", Day(2026, 10, 31), "AQ 4228-2012"),
    ]
)
def test_the_edition_of_a_day(key: str, day: Day, number: str) -> None:
    found = laws.derive(day, built_in())[key]
    assert (found.number, found.in_force) == (number, True)


@each(CHANGES)
def test_editions_change_on_their_day(key: str, since: str, old: str, new: str) -> None:
    first = Day.fromisoformat(since)
    before, after = laws.derive(first - ONE, built_in())[key], laws.derive(first, built_in())[key]
    assert (before.number, before.in_force) == (old, True)
    assert (after.number, after.in_force) == (new, True)


@pytest.mark.parametrize(
    ("key", "first"),
    [("fee", Day(2022, 11, 21)), ("assessment_rules", Day(2019, 5, 1)), ("fire_rules_61", Day(2002, 5, 1))],
)
def test_the_first_day_of_a_law(key: str, first: Day) -> None:
    assert laws.derive(first, built_in())[key].in_force
    assert not laws.derive(first - ONE, built_in())[key].in_force


def test_a_law_not_yet_in_force_is_not_cited_as_if_it_were() -> None:
    eve = laws.derive(Day(2026, 4, 30), built_in())["chemicals_act"]
    assert not eve.in_force
    assert eve.cite == "《中华人民共和国危险化学品安全法》（主席令第64号，自2026年5月1日起施行）"
    assert not any(eve.proven.values()), "no article of it is printed before it holds"
    assert laws.derive(Day(2026, 5, 1), built_in())["chemicals_act"].proven["c41"]


def test_a_law_no_longer_in_force_says_so() -> None:
    found = laws.derive(TODAY, built_in())["gb7231"]
    assert not found.in_force
    assert found.cite.endswith("（GB 7231-2003，已废止）")


def test_from_one_turn_of_an_edition_to_the_next_nothing_changes() -> None:
    library = Library(built_in().layers)
    turns = laws._turns(library)
    days = [turn + datetime.timedelta(more) for turn in turns[::20] for more in (-1, 0, 1)]
    for day in days:
        assert laws.derive(day, library) == laws._derive(library, day), day


def test_laws_are_not_kept_for_each_day_of_a_client() -> None:
    library = Library(built_in().layers)
    turns = [turn for turn in laws._turns(library) if turn.year == 2026]
    for number in range(365):
        laws.derive(datetime.date(2026, 1, 1) + datetime.timedelta(number), library)
    assert sum(key[0] is laws._derive for key in library._kept) <= len(turns) + 1 < 100


def test_an_edition_without_a_first_day_is_never_in_force_as_the_newest() -> None:
    for key in ("zhejiang_quality", "aq4272"):
        assert not laws.derive(Day(2099, 1, 1), built_in())[key].in_force
    assert laws.derive(TODAY, built_in())["assessment_rules"].number == "应急管理部令第1号"


@each(
    [
        ([], "知识", False),
        (["SB"], "二手", False),
        (["SB", "SB"], "二手", False),
        (["TRM", "TRN"], "二手", True),
        (["LRB"], "原文", True),
        (["SB", "LRB"], "原文", True),
    ]
)
def test_grades_follow_from_the_sources(sources: list[str], grade: str, printed: bool) -> None:
    assert (laws.grade(sources, built_in()), laws.proves(sources, built_in())) == (grade, printed)


@each(
    [
        ("safety", "c24", True),  # the text read
        ("training_rules", "c9", True),  # two accounts
        ("training_rules", "c13", False),  # nothing seen
        ("gb46768", "c5_9_1", False),  # one transcription
        ("dust_rules", "c18", False),
        ("fire_rules_61", "c40", True),
    ]
)
def test_a_clause_is_printed_only_when_it_is_proven(key: str, clause: str, printed: bool) -> None:
    assert laws.derive(TODAY, built_in())[key].proven[clause] is printed


def test_clauses_belong_to_their_edition() -> None:
    assert laws.derive(Day(2023, 2, 28), built_in())["zhejiang_safety"].proven["c14"]
    assert not laws.derive(Day(2023, 3, 1), built_in())["zhejiang_safety"].proven["c14"]


def test_an_article_seen_in_part_tells_its_items() -> None:
    seen = laws.proven("major_hazard_rules", "应急管理部令第10号", built_in())
    assert {"3", "7", "11"} <= seen.articles
    assert "7" in seen.items["7"]
    assert "6" not in seen.items["7"]
    assert "3" not in seen.items
    assert laws.proven("major_hazard_rules", "安监总管四〔2017〕129号", built_in()).articles == frozenset()


@each(EDITIONS)
def test_rows_are_whole(key: str, edition: dict[str, object]) -> None:
    assert TABLE[key]["title"]
    assert "《" not in TABLE[key]["title"]
    assert set(edition) <= KEYS, key
    assert edition["number"]
    assert edition.get("mandatory", "强制") in {"强制", "推荐"}
    for name in ("since", "until"):
        assert re.fullmatch(r"(\d{4}-\d{2}-\d{2})?", str(edition[name]))
    assert bool(edition["since"]) != bool(edition.get("undated")), (
        "a first day, or the reason why there is none"
    )


@each(sorted(TABLE))
def test_editions_do_not_overlap(key: str) -> None:
    spans = sorted((str(one["since"]), one["until"] or "9999-12-31") for one in TABLE[key]["editions"])
    for (_, until), (since, _) in zip(spans, spans[1:], strict=False):
        assert until < since or not since or until == "9999-12-31"
    dated = [one for one in TABLE[key]["editions"] if one["since"]]
    assert sum(not one["until"] for one in dated) <= 1, "one edition that still holds"


def test_clauses_are_article_numbers_sections_or_items() -> None:
    for key, edition in EDITIONS:
        for seen in edition.get("clauses", ()):
            assert set(seen) == {"of", "sources"}
            for one in seen["of"]:
                assert isinstance(one, int) or re.fullmatch(r"\d+(\.\d+)+|\d+\(\d+\)", one), key
        listed = [(article, item) for article, item in clauses.listed(edition)]
        assert len(listed) == len(set(listed)), f"{key} lists a clause twice"


def _named(node: Any) -> set[str]:
    """The sources that a table of what the State fixes names anywhere."""
    if not isinstance(node, dict):
        return set().union(*map(_named, node)) if isinstance(node, list) else set()
    own = {name for key in ("sources", "sector_sources") for name in node.get(key, ())}
    return own.union(*map(_named, node.values()))


def test_every_source_is_told() -> None:
    sources = built_in().table("sources")
    used = {name for _, one in EDITIONS for name in one["sources"]}
    used |= {name for _, one in EDITIONS for seen in one.get("clauses", ()) for name in seen["sources"]}
    for name in ("chemicals", "critical_quantities", "health_factors", "industries", "special_equipment"):
        used |= _named(built_in().table(name))
    for head in (*knowledge.heads(built_in()).values(), *knowledge.pairs(built_in()).values()):
        used |= _named(dict(head))
    assert used == set(sources)
    assert {entry["grade"] for entry in sources.values()} == {laws.ORIGINAL, laws.SECONDARY}
    assert all(entry["what"] for entry in sources.values())
