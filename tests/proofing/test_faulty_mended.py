"""The faulty templates mended: fewer faults, and where none is left the template can be used."""

from __future__ import annotations

from generator import proofing
from generator.library import built_in
from generator.problems import Problem
from generator.proofing import contract
from generator.word import mended, template
from tests.rows import each
from tests.word import faulty
from tests.word.faulty import Faulty

TYPED = (*faulty.BRACES, *faulty.STATEMENTS, *faulty.PREFIXES)
# What can be meant in one way only; of all others a person decides.
MENDED = {
    "full_width_braces", "full_width_percent", "one_full_width_brace", "braces_apart", "no_last_brace",
    "no_first_brace", "chinese_dot", "full_width_space", "no_break_space", "invisible_letter",
    "full_width_letters", "smart_quotes", "else_if", "elseif", "misspelt_end", "prefix_apart", "prefix_glued",
    "right_to_left_mark", "soft_hyphen", "brace_broken_unseen", "first_letter_capital", "capitals",
    "end_apart",
}  # fmt: skip


def judge(data: bytes) -> tuple[Problem, ...]:
    return proofing.slips(data, faulty.ID, "模板", built_in())


@each(TYPED)
def test_what_is_mended_is_sound_and_what_is_not_stays(one: Faulty) -> None:
    data = one.data()
    result, done = mended.mend(data, "模板", judge)
    assert bool(done) == (one.name in MENDED)
    if not done:
        assert result == data
        return
    assert judge(result) == () and mended.mend(result, "模板", judge) == (result, ())
    assert template.load(result, "模板", names=contract.spoken(faulty.ID, built_in())).parts


def test_every_mended_one_is_among_them() -> None:
    assert {one.name for one in TYPED} >= MENDED
