"""Critical quantities by class, limits of hazard factors, industries and sectors, inspection periods."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.library import (
    built_in,
    chemicals,
    critical_quantities,
    health_factors,
    industries,
    special_equipment,
    spelling,
)
from generator.library.chemicals import names
from tests.rows import each

LIBRARY = built_in()
CLASSES = {
    "易燃液体，类别1": ("W5.1", 10),
    "易燃液体，类别2": ("W5.3", 1000),
    "易燃液体,类别2*": ("W5.3", 1000),
    "易燃液体 2类": ("W5.3", 1000),
    "易燃液体，类别3；吸入危害，类别1": ("W5.4", 5000),
    "易燃液体，类别3；氧化性液体，类别1": ("W9.1", 50),  # the smallest counts
    "易燃气体，类别1；加压气体": ("W2", 10),
    "加压气体；急性毒性-吸入，类别1": ("J1", 5),
    "急性毒性-经口，类别1": ("J2", 50),
    "加压气体；急性毒性-吸入，类别3": ("J3", 50),
    "有机过氧化物，B型": ("W7.1", 10),
    "有机过氧化物，C型": ("W7.2", 50),
    "易燃固体，类别1": ("W10", 200),
}
OUTSIDE = ("易燃固体，类别2", "易燃液体，类别4", "加压气体", "皮肤腐蚀/刺激，类别1A", "急性毒性-经口，类别4")
OPEN = ("", "腐蚀性", "易燃液体", "急性毒性-吸入，类别3", "爆炸物，1.1项", "易燃液体，类别2；爆炸物")


@each(CLASSES.items())
def test_a_class_has_its_line_of_table_2(classes: str, line: tuple[str, int]) -> None:
    found = critical_quantities.of(classes, LIBRARY)
    assert (found.code, found.limit, found.open) == (*line, False)


@each(OUTSIDE)
def test_classes_that_table_2_does_not_list_count_nothing(classes: str) -> None:
    assert critical_quantities.of(classes, LIBRARY) == critical_quantities.Category()


@each(OPEN)
def test_classes_that_words_do_not_decide_are_left_open(classes: str) -> None:
    assert critical_quantities.of(classes, LIBRARY).open


def test_what_is_left_open_may_have_a_smallest_quantity() -> None:
    assert critical_quantities.of("急性毒性-吸入，类别3", LIBRARY).limit == 50
    assert critical_quantities.of("急性毒性-吸入，类别3；爆炸物", LIBRARY).limit is None
    settled = critical_quantities.of("急性毒性-经口，类别2；急性毒性-经皮，类别1", LIBRARY)
    assert (settled.code, settled.limit, settled.open) == ("J2", 50, False)


def test_classes_are_read_pair_by_pair() -> None:
    told = "易燃液体，类别2；特异性靶器官毒性-一次接触，类别3（麻醉效应）；某种危险"
    assert [*critical_quantities.pairs(told, LIBRARY)] == [
        ("易燃液体", "类别2"),
        ("特异性靶器官毒性", "类别3"),
        ("某种危险", ""),
    ]


def test_no_factor_has_the_name_of_another() -> None:
    rows = LIBRARY.table("health_factors")
    found = [spelling.plain(name) for row in rows for name in names(row)]
    assert len(found) == len(set(found))
    assert len(rows) == 40


@each(
    [
        ("甲苯", "PC-TWA 50 mg/m³、PC-STEL 100 mg/m³"),
        ("噪声", "85 dB(A)"),
        ("噪声（冲压）", "85 dB(A)"),
        ("甲醛", "MAC 0.5 mg/m³"),
        ("硫酸雾", "PC-TWA 1 mg/m³、PC-STEL 2 mg/m³"),
        ("苯系物（苯、甲苯、二甲苯）", None),
        ("苯", None),  # changed by an amendment that nobody has seen
        ("电焊烟尘", None),
    ]
)
def test_a_factor_has_its_limit(name: str, written: str | None) -> None:
    found = health_factors.find(name, LIBRARY)
    assert (found.written if found else None) == written


def test_classes_are_counted_and_lie_in_their_divisions() -> None:
    table = LIBRARY.table("industries")
    codes = [code for division in table.values() for code in division["classes"]]
    assert (len(table), len(codes), len(set(codes))) == (31, 607, 607)
    assert all(len(code) == 4 and code.startswith(key) for key in table for code in table[key]["classes"])


def test_sectors_are_counted() -> None:
    table = LIBRARY.table("industries")
    found = [industries.find(code, LIBRARY) for division in table.values() for code in division["classes"]]
    counted = Counter("、".join(one.sectors) for one in found if one)
    assert counted == {
        "轻工": 173,
        "烟草": 3,
        "纺织": 26,
        "建材": 24,
        "冶金": 4,
        "有色": 21,
        "机械": 201,
        "机械、轻工": 77,
        "": 78,
    }


@each(
    [
        ("3382", "金属制餐具和器皿制造", ("机械", "轻工")),
        ("3482", "紧固件制造", ("机械",)),
        ("3011", "水泥制造", ("建材",)),
        ("3052", "光学玻璃制造", ("轻工",)),
        ("3074", "日用陶瓷制品制造", ("轻工",)),
        ("3071", "建筑陶瓷制品制造", ("建材",)),
        ("3240", "有色金属合金制造", ("有色",)),
        ("1712", "棉织造加工", ("纺织",)),
        ("1811", "运动机织服装制造", ()),
    ]
)
def test_an_industry_has_its_name_and_sector(code: str, name: str, sectors: tuple[str, ...]) -> None:
    found = industries.find(code, LIBRARY)
    assert found == industries.Industry(code, name, sectors)
    assert industries.named(name, LIBRARY) == found
    assert not industries.missing(code, LIBRARY)


@pytest.mark.parametrize(
    ("code", "missing"), [("3383", False), ("3384", True), ("2522", False), ("7810", False)]
)
def test_a_code_that_the_standard_does_not_have_is_missing(code: str, missing: bool) -> None:
    assert industries.missing(code, LIBRARY) == missing


@each(
    [
        ("场（厂）内专用机动车辆", "平衡重式叉车", 24, 24),
        ("场（厂）内专用机动车辆", "观光车", None, None),
        ("起重机械", "电动单梁桥式起重机（行车）", 24, 24),
        ("起重机械", "桥式起重机 吊运熔融金属", 12, 12),
        ("起重机械", "铸造行车", None, None),  # may lift molten metal: nobody says
        ("起重机械", "简易升降机", 12, 12),
        ("锅炉", "蒸汽锅炉", None, 24),
        ("压力容器", "储气罐", None, 72),
        ("电梯", "载货电梯", None, None),
    ]
)
def test_equipment_has_its_period(
    category: str, called: str, months: int | None, longest: int | None
) -> None:
    found = special_equipment.find(category, called, LIBRARY)
    assert (found.months if found else None, found.longest if found else None) == (months, longest)


def test_a_name_in_two_tables_has_one_number() -> None:
    """Short for toluene diisocyanate, TDI is the mixture to one standard and the 2,4-isomer to the other."""
    parted = set()
    for row in LIBRARY.table("health_factors"):
        for name in names(row):
            found = chemicals.find(name, LIBRARY)
            if found and row["cas"] not in found.chemical.numbers:
                parted.add(name)
    assert parted == {"TDI"}
