"""The hazard catalogue checked as data: the shipped one is sound, each fault is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.library import built_in, home
from generator.proofing import hazards
from tests.conftest import DAY

ENTRY = """\
- code: AA-01
  category: 基础管理
  description: 甲
  accidents: [火灾]
  basis: [{law: safety, clauses: [41/2], sectors: [机械]}]
  recommendation: {management: 补编制度。}
  days: 7
"""


def _found(tmp_path: Path, text: str) -> list[str]:
    file = tmp_path / "hazards.yaml"
    file.write_text(text, "utf-8")
    return [str(one) for one in hazards.check(file, "hazards.yaml", DAY, built_in())]


def test_the_shipped_catalogue_is_sound() -> None:
    assert hazards.check(home.templates() / hazards.FILE, hazards.FILE, DAY, built_in()) == ()


def test_a_sound_entry_passes(tmp_path: Path) -> None:
    assert _found(tmp_path, ENTRY) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("law: safety", "law: safty", 5, "laws.yaml 里没有“safty”"),
        ("law: safety, ", "", 5, "laws.yaml 里没有“”"),
        ("41/2", "41条2款", 5, "看不懂条款“41条2款”"),
        ("41/2", "40", 5, "safety 的条款 40 没有登记"),
        ("safety, clauses: [41/2]", "major_hazard_rules, clauses: [10(1)]", 5, "没有登记"),
        ("safety, clauses: [41/2]", "gb7231", 5, "没有有效版本"),
        ("[机械]", "[机器]", 5, "没有工贸分类“机器”"),
        ("sectors:", "sector:", 5, "不认识的键 sector"),
        ("[火灾]", "[着火]", 4, "没有事故类型“着火”"),
        ("[火灾]", "[]", 4, "没有事故类型；至少写一种"),
        ("  accidents: [火灾]\n", "", 1, "AA-01 没有 accidents"),
        ("management:", "manager:", 6, "没有整改建议的层次 manager"),
        ("补编制度。", "补编制度", 6, "整改建议不是完整的句子"),
        ("  days: 7\n", "", 1, "AA-01 没有 days"),
        ("  days: 7", "  days: 7\n  level: 重大", 8, "AA-01 不认识的键 level"),
        ("  days: 7\n", "  days: 7\n" + ENTRY, 8, "编码 AA-01 重复"),
    ],
)
def test_a_fault_is_told_at_its_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in ENTRY
    (fault,) = _found(tmp_path, ENTRY.replace(old, new, 1))
    assert fault.startswith(f"hazards.yaml:{line}:") and words in fault


def test_entries_that_lack_what_names_them_are_told_each_by_what_it_lacks(tmp_path: Path) -> None:
    bare = ENTRY.replace("- code: AA-01\n  category", "- category").replace("  accidents: [火灾]\n", "")
    found = [line.partition("；")[0].partition(" ") for line in _found(tmp_path, bare + bare)]
    assert [words.strip() for _, _, words in found] == ["没有 accidents", "没有 code"] * 2
