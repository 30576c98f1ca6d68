"""What the State fixes against what the client gives: each hint where it is due, and silence elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import intake, schema
from tests.conftest import CLIENT

SMALL = "industry: {name: 金属制品, sector: 机械}"

CHEMICALS = [
    ("{name: 丙酮, cas: 67-64-1}", 0),
    ("{name: 盐酸, cas: 7647-01-0}", 0),
    ("{name: 汽油, cas: 8006-61-9}", 0),  # another list's number of the same thing
    ("{name: 汽油, cas: 86290-81-5}", 0),
    ("{name: 甲苯, cas: 71-43-2}", 1),
    ("{name: 丙酮, hazard: 易燃液体，类别2}", 0),  # the rest left out is no contradiction
    ("{name: 丙酮, hazard: 易燃液体}", 0),
    ("{name: 丙酮, hazard: 易燃液体，类别1}", 1),
    ("{name: 硫酸, hazard: 皮肤腐蚀/刺激，类别1A}", 0),
    ("{name: 硫酸, hazard: 腐蚀品}", 0),  # no word of the catalogue
    ("{name: 硫酸（50%）, hazard: 皮肤腐蚀/刺激，类别2}", 0),  # strength decides the class
    ("{name: 硫酸（95%）, hazard: 皮肤腐蚀/刺激，类别2}", 1),
    ("{name: 丙酮, precursor: true}", 0),
    ("{name: 丙酮, precursor: false}", 1),
    ("{name: 环己酮, precursor: false}", 0),
    ("{name: 环己酮, precursor: true}", 1),
    ("{name: 高锰酸钾, explosive_precursor: true, precursor: true}", 0),
    ("{name: 高锰酸钾, explosive_precursor: false}", 1),
    ("{name: 硝酸（65%）, explosive_precursor: false}", 0),
    ("{name: 硝酸（65%）}", 1),
    ("{name: 硝酸}", 0),
    ("{name: 双氧水（3%）}", 0),
    ("{name: 双氧水（8%）}", 0),
    ("{name: 双氧水（8.5%）}", 0),
    ("{name: 双氧水}", 1),
    ("{name: 双氧水, explosive_precursor: false}", 0),
    ("{name: 次氯酸钠溶液, cas: 7681-52-9}", 1),
    ("{name: 次氯酸钠溶液, cas: 7681-52-9, hazard: 皮肤腐蚀/刺激，类别1}", 0),
    ("{name: 次氯酸钠溶液, hazard: 皮肤腐蚀/刺激，类别1}", 1),
    ("{name: 稀释剂（含二甲苯）, hazard: 易燃液体，类别2}", 0),
    ("{name: 稀释剂（含二甲苯）}", 1),
    ("{name: 油漆}, {name: 油墨}, {name: 柴油}", 1),  # one line for all of them
]
INDUSTRIES = [
    ("{name: 金属制品, sector: 机械}", 0),
    ('{code: "3482", name: 紧固件制造, sector: 机械}', 0),
    ('{code: "3482", name: 紧固件制造业, sector: 机械}', 0),
    ('{code: "3482", name: 螺丝, sector: 机械}', 1),
    ('{code: "3482", name: 紧固件制造, sector: 轻工}', 1),
    ('{code: "3482", name: 紧固件制造, sector: 轻工, sector_basis: 属地认定}', 0),
    ("{name: 紧固件制造, sector: 轻工}", 1),  # the name alone tells the class
    ('{code: "3382", name: 金属制餐具和器皿制造, sector: 轻工}', 1),
    ('{code: "3382", name: 金属制餐具和器皿制造, sector: 轻工, sector_basis: 属地认定}', 0),
    ('{code: "3383", name: 金属制卫生器具制造, sector: 机械, sector_basis: 属地认定}', 0),
    ('{code: "3384", name: 金属制品, sector: 机械}', 1),
    ('{code: "2522", name: 煤制合成气生产, sector: 其他}', 0),
    ('{code: "1811", name: 运动机织服装制造, sector: 轻工}', 0),
    ('{code: "5179", name: 其他机械设备批发, sector: 商贸}', 0),
]
FACTORS = [
    ("{factor: 甲苯, limit: PC-TWA 50 mg/m³}", 0),
    ("{factor: 甲苯, limit: 50 mg/m3（GBZ 2.1-2019，8 h）}", 0),
    ("{factor: 甲苯, limit: PC-TWA 50 mg/m³、PC-STEL 100 mg/m³}", 0),
    ("{factor: 甲苯, limit: PC-TWA 50 mg/m³、PC-STEL 50 mg/m³}", 1),
    ("{factor: 甲苯, limit: MAC 50 mg/m³}", 1),
    ("{factor: 甲苯, limit: 51 mg/m³}", 1),
    ("{factor: 甲苯, limit: 按GBZ 2.1-2019（含修改单）}", 0),
    ("{factor: 甲苯, limit: 50}", 0),
    ("{factor: 甲苯}", 0),
    ("{factor: 噪声, limit: 85 dB(A)}", 0),
    ("{factor: 噪声, limit: 86 dB(A)}", 1),
    ("{factor: 电焊烟尘, limit: 4 mg/m³}", 0),
    ("{factor: 电焊烟尘}, {factor: 砂轮磨尘}", 1),
]
CRANE = "{name: 桥式起重机, special: {category: 起重机械, %s}}"
EQUIPMENT = [
    (CRANE % "cycle_months: 24", 0),
    (CRANE % "cycle_months: 12", 0),
    (CRANE % "cycle_months: 25", 1),
    (CRANE % "inspected: 2025-04-08, next_inspection: 2027-04-30", 0),
    (CRANE % "inspected: 2025-04-08, next_inspection: 2027-05-01", 1),
    (CRANE % "cycle_months: 12, inspected: 2025-04-08, next_inspection: 2026-05-01", 1),
    (CRANE % "inspected: 2025-04-08", 0),
    ("{name: 桥式起重机, state: 报废, special: {category: 起重机械, cycle_months: 99}}", 0),
    ("{name: 储气罐, special: {category: 压力容器, cycle_months: 72}}", 0),
    ("{name: 储气罐, special: {category: 压力容器, cycle_months: 73}}", 1),
    ("{name: 载货电梯, special: {category: 电梯, cycle_months: 99}}", 0),
]


def _told(small: Path, text: str) -> list[str]:
    (small / "client.yaml").write_text(text, "utf-8")
    return [f"{one.message}；{one.hint}" for one in schema.check(intake.read(small))]


@pytest.mark.parametrize(("row", "hints"), CHEMICALS)
def test_chemicals(small: Path, row: str, hints: int) -> None:
    found = _told(small, f"{CLIENT}chemicals: [{row}]\n")
    assert len(found) == hints, found


@pytest.mark.parametrize(("row", "hints"), INDUSTRIES)
def test_industry(small: Path, row: str, hints: int) -> None:
    assert SMALL in CLIENT
    found = _told(small, CLIENT.replace(SMALL, f"industry: {row}"))
    assert len(found) == hints, found


@pytest.mark.parametrize(("row", "hints"), FACTORS)
def test_exposure_limits(small: Path, row: str, hints: int) -> None:
    found = _told(small, f"{CLIENT}health_factors: [{row}]\n")
    assert len(found) == hints, found


@pytest.mark.parametrize(("row", "hints"), EQUIPMENT)
def test_inspection_periods(small: Path, row: str, hints: int) -> None:
    found = _told(small, f"{CLIENT}equipment: [{row}]\n")
    assert len(found) == hints, found
