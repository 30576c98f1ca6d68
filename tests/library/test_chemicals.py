"""Chemicals as the State lists them: every row by its digit and its names, every way of writing a name."""

from __future__ import annotations

from decimal import Decimal

from generator.library import built_in, chemicals, spelling
from tests.rows import each

ROWS = built_in().table("chemicals")
FOUND = {
    "盐酸": "盐酸",
    "盐酸（31%）": "盐酸",
    "盐酸(31％)": "盐酸",
    "31%盐酸": "盐酸",
    "盐酸 31%": "盐酸",
    "工业盐酸（30%～32%）": "盐酸",
    "氢氯酸": "盐酸",
    "98%硫酸": "硫酸",
    "硫酸（≥98%）": "硫酸",
    "浓硫酸": "硫酸",
    "【硫酸】": None,
    "丙 酮": "丙酮",
    "丙酮（工业级）": "丙酮",
    "ＭＥＫ": "2-丁酮",
    "mek": "2-丁酮",
    "氩气（压缩）": "氩[压缩的或液化的]",
    "氧（压缩的或液化的）": "氧[压缩的或液化的]",
    "天然气": "天然气[富含甲烷的]",
    "酒精（75%）": "乙醇[无水]",
    "双氧水": "过氧化氢溶液[含量＞8%]",
    "过氧化氢溶液（含量>8%）": "过氧化氢溶液[含量＞8%]",
    "乙炔（溶解）": "乙炔",
    "汽油（92#）": "汽油",
    "酒精（清洗用）": "乙醇[无水]",
    "氩气（99.99%，高纯）": "氩[压缩的或液化的]",
    "片碱": "氢氧化钠",
    "液氨": "氨",
    "氨水": "氨溶液[含氨＞10%]",
    "镁粉": "镁[粉末；丸状、旋屑或带状]",
    # What may be something else, or several things, is nothing.
    "镁": None,
    "沼气": None,
    "乙酸丁酯": None,
    "稀硫酸": None,
    "稀释剂": None,
    "稀释剂（含甲苯、二甲苯）": None,
    "甲苯（含苯）": None,
    "丙酮（或甲苯）": None,
    "酒精（掺甲醇清洗用）": None,
    "油漆": None,
    "氨基烘漆（溶剂型）": None,
    "固化剂": None,
    "洗板水": None,
    "": None,
}


@each(ROWS)
def test_every_row_has_a_sound_number_and_is_found_by_each_of_its_names(row: dict[str, str]) -> None:
    assert chemicals.check_digit(row["cas"]) == int(row["cas"][-1])
    for name in chemicals.names(row):
        found = chemicals.find(name, built_in())
        assert found and found.chemical.name == row["name"]
        assert not found.exact or name == row["name"]


def test_no_name_stands_in_two_rows() -> None:
    names = [spelling.plain(name) for row in ROWS for name in chemicals.names(row)]
    assert len(names) == len(set(names))
    assert len(ROWS) > 100


@each(FOUND.items())
def test_a_name_is_found_however_it_is_written(name: str, meant: str | None) -> None:
    found = chemicals.find(name, built_in())
    assert (found.chemical.name if found else None) == meant


@each(
    [
        ("双氧水", False, False),
        ("双氧水（8%）", False, False),
        ("双氧水（8.1%）", True, True),
        ("双氧水（6%～30%）", False, False),
        ("过氧化氢溶液[含量＞8%]", True, True),
        ("水合肼（64%）", True, False),
        ("水合肼（64.5%）", False, False),
        ("硫酸", True, True),
        ("硫酸（89%）", True, False),
        ("硫酸（90%）", True, True),
        ("邻苯二甲酸酐", False, False),
        ("过氧化甲基乙基酮", False, False),
    ]
)
def test_what_is_listed_holds_within_the_restriction(name: str, holds: bool, whole: bool) -> None:
    found = chemicals.find(name, built_in())
    assert found
    assert (found.holds, found.whole) == (holds, whole)


def test_a_gas_and_its_solution_share_a_number() -> None:
    assert {one.name for one in chemicals.by_cas("7647-01-0", built_in())} == {"盐酸", "氯化氢[无水]"}
    assert chemicals.by_cas("1-11-1", built_in()) == ()


def test_quantities_and_lists_are_read() -> None:
    (acetone,) = chemicals.by_cas("67-64-1", built_in())
    assert (acetone.limit, acetone.precursor, acetone.explosive) == (Decimal(500), "第三类", False)
    (nitric,) = chemicals.by_cas("7697-37-2", built_in())
    assert (nitric.limit, nitric.limit_above, nitric.explosive) == (Decimal(100), Decimal(70), True)
    (chlorine,) = chemicals.by_cas("7782-50-5", built_in())
    assert chlorine.toxic and chlorine.key
