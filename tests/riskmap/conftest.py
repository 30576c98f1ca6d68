"""Sites to draw: a factory floor, one zone, many zones, outlines that are not rectangles."""

from __future__ import annotations

import pytest

from generator.riskmap import Site, TopRisk, Zone

_CUPS = (
    ("Z1", "冲压水胀车间", "一般", (5, 55, 45, 35), ("机械致害", "起重致害")),
    ("Z2", "焊接区", "低", (50, 70, 20, 20), ("灼烫", "容器爆炸")),
    ("Z3", "抛光车间", "一般", (50, 45, 25, 25), ("机械致害", "火灾")),
    ("Z4", "酸洗电解车间", "重大", (75, 45, 20, 25), ("灼烫", "中毒")),
    ("Z5", "油漆喷涂线", "较大", (95, 45, 20, 20), ("可燃液体蒸气爆炸", "中毒")),
    ("Z6", "调漆间", "较大", (115, 45, 8, 10), ("可燃液体蒸气爆炸",)),
    ("Z8", "粉末喷涂线", "一般", (95, 65, 25, 20), ("粉尘爆炸", "触电")),
    ("Z10", "装配包装车间", "低", (5, 20, 60, 24), ("机械致害", "火灾")),
    ("Z11", "成品仓库", "未评估", (70, 15, 40, 25), ()),
    ("Z12", "污水处理站（有限空间）", "低", (140, 5, 15, 12), ("中毒", "淹溺")),
)


@pytest.fixture(scope="session")
def cups() -> Site:
    """A factory with ten zones, every grade among them."""
    return Site(
        title="",
        width=160,
        height=100,
        assembly=("东门广场", (150, 62)),
        north=15,
        exits=(("东门", (160, 62)), ("西门", (0, 12))),
        routes=(((30, 50), (48, 50), (48, 42), (138, 42), (138, 62), (146, 62)),),
        zones=tuple(Zone.rectangle(*row) for row in _CUPS),
        top_risks=(
            TopRisk("Z4-1", "酸雾中毒", "酸洗电解车间", "重大", "示例甲六", "100-0000-0001"),
            TopRisk("Z5-1", "漆雾溶剂蒸气爆炸", "油漆喷涂线", "较大", "示例甲七", "100-0000-0001"),
        ),
        preparer="示例甲三",
        date="2026年9月1日",
        enterprise="永康市示例星澜杯业有限公司",
        risk_points=(("重大", 1), ("较大", 2), ("一般", 7), ("低", 8)),
        marks=(("消火栓", (68, 43)),),
    )


@pytest.fixture(scope="session")
def crowd() -> Site:
    """Sixty zones, most of them too small for a label of their own."""
    names = ("电镀车间", "空压机房", "危险化学品中间仓库", "污水处理站（有限空间）")
    grades = ("重大", "较大", "一般", "低", "未评估")
    zones = tuple(
        Zone.rectangle(
            f"Z{n}",
            names[n % 4],
            grades[n % 5],
            (3 + n % 10 * 16, 3 + n // 10 * 16, 3 + n % 7, 3 + n % 5),
            ("火灾", "触电", "中毒"),
        )
        for n in range(60)
    )
    rows = tuple(TopRisk(f"Z{n}-1", "设备泄漏", "车间", "较大", "示例甲一", "") for n in range(40))
    return Site("", 165, 100, zones=zones, top_risks=rows, enterprise="示例产业园")


@pytest.fixture(scope="session")
def shapes() -> Site:
    """Concave, round and tiny zones."""
    return Site(
        "",
        100,
        60,
        zones=(
            Zone(
                "Z1", "冲压车间", "较大", ((5, 5), (60, 5), (60, 20), (20, 20), (20, 50), (5, 50)), ("火灾",)
            ),
            Zone(
                "Z2",
                "仓库",
                "低",
                ((30, 25), (36, 25), (36, 45), (64, 45), (64, 25), (70, 25), (70, 51), (30, 51)),
            ),
            Zone(
                "Z3",
                "罐区",
                "重大",
                ((80, 30), (85, 32), (88, 37), (86, 43), (80, 46), (74, 43), (72, 37), (75, 32)),
            ),
            Zone.rectangle("Z4", "门卫", "低", (90, 2, 3, 3), ("触电",)),
        ),
        enterprise="示例厂",
    )
