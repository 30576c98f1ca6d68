"""Sites made for the tests: narrow strips, a single zone, an L with a court, and random ones."""

from __future__ import annotations

from hypothesis import strategies as st

from generator.canvas import Box
from generator.riskmap import Site, TopRisk, Zone

GRADES = ("重大", "较大", "一般", "低", "未评估")
NAMES = (
    "冲压车间",
    "危险化学品中间仓库",
    "空压机房",
    "污水处理站（有限空间）",
    "1#厂房二层装配包装区",
    "办公",
    "抛光打磨车间及除尘器间",
)
ACCIDENTS = (
    ("机械致害", "起重致害", "触电"),
    ("火灾",),
    ("可燃液体蒸气爆炸", "中毒", "火灾", "灼烫"),
    (),
    ("中毒", "窒息", "淹溺"),
)


def strips(count: int = 60) -> Site:
    """Zones in narrow strips side by side, two rows of them."""
    half = count // 2
    zones = tuple(
        Zone.rectangle(
            f"Z{n + 1}",
            NAMES[n % len(NAMES)],
            GRADES[n % 5],
            (4 + (n % half) * 192 / half, 6 + n // half * 55, 192 / half, 45),
            ACCIDENTS[n % 5],
        )
        for n in range(count)
    )
    rows = tuple(
        TopRisk(f"{zone.code}-01", "设备泄漏", zone.name, zone.grade, "示例甲一", "100-0000-0001")
        for zone in zones
        if zone.grade in ("重大", "较大")
    )
    return Site(
        "",
        200,
        112,
        ("南门空地", (100, 2)),
        exits=(("东门", (200, 53)), ("西门", (0, 53))),
        routes=(((4, 53), (196, 53), (196, 3), (104, 3)),),
        zones=zones,
        top_risks=rows,
        enterprise="金华市示例制造有限公司",
    )


def single() -> Site:
    """One zone that is nearly the whole site."""
    zone = Zone.rectangle("Z1", "五金加工车间", "一般", (1, 1, 28, 18), ("机械致害", "触电"))
    return Site("", 30, 20, ("门前空地", (15, 0.5)), zones=(zone,), enterprise="示例五金厂")


def ell() -> Site:
    """An L-shaped hall round a court, with a small zone in the court and a store of two parts."""
    hall = ((5.0, 5.0), (75.0, 5.0), (75.0, 30.0), (35.0, 30.0), (35.0, 55.0), (5.0, 55.0))
    court = Box(12, 12, 28, 24).corners
    return Site(
        "",
        100,
        60,
        zones=(
            Zone(
                "Z1", "总装车间", "较大", hall, ("机械致害", "火灾"), holes=(court,), warnings=("危险化学品",)
            ),
            Zone.rectangle("Z2", "天井内空压机房", "一般", (16, 15, 6, 5), ("容器爆炸", "触电")),
            Zone(
                "Z3",
                "仓库",
                "低",
                Box(40, 35, 60, 55).corners,
                ("火灾",),
                parts=(Box(80, 5, 95, 15).corners,),
            ),
            Zone.rectangle("Z4", "门卫", "未评估", (90, 50, 3, 4)),
        ),
        enterprise="示例厂",
    )


@st.composite
def sites(draw: st.DrawFn) -> Site:
    """Sites of any proportion, cut by lines into zones of any size, with signs and routes anywhere."""
    width = draw(st.floats(20, 400))
    height = draw(st.floats(20, 250))

    def cuts(length: float, most: int) -> list[float]:
        inner = draw(st.lists(st.floats(0.02, 0.98), max_size=most, unique=True))
        return [0.0, *sorted(length * part for part in inner), length]

    xs, ys = cuts(width, 8), cuts(height, 4)
    zones = []
    for row, (low, high) in enumerate(zip(ys, ys[1:], strict=False)):
        for column, (left, right) in enumerate(zip(xs, xs[1:], strict=False)):
            if right - left < 0.3 or high - low < 0.3 or draw(st.integers(0, 5)) == 0:
                continue
            number = row * 10 + column
            zones.append(
                Zone.rectangle(
                    f"Z{number}",
                    draw(st.sampled_from(NAMES)),
                    draw(st.sampled_from(GRADES)),
                    (left, low, right - left, high - low),
                    draw(st.sampled_from(ACCIDENTS)),
                )
            )
    point = st.tuples(st.floats(0, width), st.floats(0, height))
    return Site(
        "",
        width,
        height,
        ("东门广场", draw(point)),
        exits=tuple((f"{n + 1}号出口", at) for n, at in enumerate(draw(st.lists(point, max_size=5)))),
        routes=tuple(map(tuple, draw(st.lists(st.lists(point, min_size=2, max_size=4), max_size=3)))),
        marks=tuple(("消火栓", at) for at in draw(st.lists(point, max_size=6))),
        zones=tuple(zones),
        enterprise="示例厂",
    )
