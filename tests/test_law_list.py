"""The plan's list of laws: all that any document of the pack cites, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.facts import cited, laws
from generator.library import built_in
from generator.proofing import law_list
from tests import once
from tests.conftest import studied

HEAD, TAIL = "法规标准清单", "签收回执"


@pytest.mark.parametrize("name", studied())
def test_what_the_pack_cites_is_listed_and_nothing_else(name: str, session: Path) -> None:
    made = once.example(name, session)
    (plan,) = made.paths("plan")
    before, _, rest = once.words(plan).rpartition(HEAD)
    listed, _, after = rest.partition(TAIL)
    own = plan.relative_to(made.folder).as_posix()
    others = [words for path, words in once.everything(made).items() if path != own]
    said = cited.named((before, after, *others))
    now, day = made.facts.law, made.facts.deadline.delivered
    assert day
    then = laws.derive(day, built_in())  # the plan names the editions of its own day
    known = {key for key in now if now[key].in_force and then[key].in_force}
    wanted = {key for key in known if {now[key].name, now[key].number} & said}
    found = {key for key in known if f"{then[key].name} | {then[key].number}" in listed}
    assert (sorted(wanted - found), sorted(found - wanted)) == ([], [])


ROWS = """\
{{ law.a.cite }}
{% if has.x %}{{ law.b.cite }}{% if has.y or has.z %}{{ law.c.name }}{% endif %}
{% else %}{{ law.d.cite }}{% endif %}
{% for hazard in hazards %}{% if hazard.major %}{{ law.e.cite }}{% endif %}{% endfor %}
{% for unit in units %}{% if unit.drill %}{{ law.j.cite }}{% endif %}{% endfor %}
{% if law.f.in_force %}{{ law.f.number }}{% endif %}
{% if has.x %}{{ limit.g.basis }}{{ limit.h.value }}{% elif has.y %}{{ law.i.cite }}{% endif %}
"""


def test_what_stands_around_a_citation_is_its_case() -> None:
    found = {name: sorted(case) for _, name, case in law_list.Walk(ROWS, "has.pack").named()}
    assert found == {
        "a": ["has.pack"],
        "b": ["has.pack", "has.x"],
        "c": ["has.pack", "has.x", "has.y or has.z"],
        "d": ["has.pack", "not (has.x)"],
        "e": ["has.pack", "hazards"],
        "j": ["has.pack", "units"],
        "g": ["has.pack", "has.x"],
        "i": ["has.pack", "has.y", "not (has.x)"],
    }


@pytest.mark.parametrize(
    ("cases", "condition"),
    [
        ([[]], "law.k.in_force"),
        ([], "law.k.in_force and (cited.k)"),
        ([["has.x"], ["has.x", "has.y"]], "law.k.in_force and (cited.k or (has.x))"),
        ([["has.x"], ["not (has.x)"]], "law.k.in_force"),
        ([["has.x or has.y", "has.z"]], "law.k.in_force and (cited.k or ((has.x or has.y) and has.z))"),
    ],
)
def test_a_law_is_listed_in_the_least_cases(cases: list[list[str]], condition: str) -> None:
    known = law_list.least(frozenset(case) for case in cases)
    assert law_list.condition("k", known) == condition
