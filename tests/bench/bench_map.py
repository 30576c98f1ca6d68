"""The map's time and memory, beside the same map drawn with pyplot and savefig in the same run.

Run it by hand: python tests/bench/bench_map.py [draws]
"""

from __future__ import annotations

import gc
import resource
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from generator.canvas import Fill, Lines, Text
from generator.canvas.fonts import bundled_font
from generator.riskmap import Site, TopRisk, Zone, draw
from generator.riskmap.page import compose

_A3 = (420.0, 297.0)
_GRADES = ("重大", "较大", "一般", "低", "未评估")


def site(count: int = 30) -> Site:
    """A site of 30 zones."""
    zones = tuple(
        Zone.rectangle(
            f"Z{n + 1}",
            ("冲压水胀车间", "危化品中间库", "空压机房", "成品仓库")[n % 4],
            _GRADES[n % 5],
            (4 + n % 6 * 26, 4 + n // 6 * 19, 22, 15),
            (("机械致害", "起重致害"), ("火灾",), ("可燃液体蒸气爆炸", "中毒"))[n % 3],
        )
        for n in range(count)
    )
    rows = tuple(
        TopRisk(f"Z{n}-1", "溶剂蒸气爆炸", "涂装车间", "较大", "示例甲一", "100-0000-0001") for n in range(8)
    )
    return Site(
        "",
        160,
        100,
        ("东门广场", (158, 20)),
        exits=(("东门", (160, 50)),),
        routes=(((2, 21), (158, 21), (158, 50)),),
        zones=zones,
        top_risks=rows,
        enterprise="金华市示例制造有限公司",
    )


def by_pyplot(plan: Site, fmt: str = "png") -> bytes:
    """The same shapes as matplotlib's tutorials draw them."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    from matplotlib.collections import LineCollection
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import Polygon

    figure = plt.figure(figsize=(_A3[0] / 25.4, _A3[1] / 25.4))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _A3[0])
    axes.set_ylim(0, _A3[1])
    axes.axis("off")
    for layer, shape in enumerate(compose(plan, _A3)):
        if isinstance(shape, Fill):
            look = {"facecolor": shape.face or "none", "edgecolor": shape.edge or "none"}
            axes.add_patch(Polygon(shape.points, lw=shape.width * 72 / 25.4, zorder=layer, **look))
        elif isinstance(shape, Lines):
            width = shape.width * 72 / 25.4
            axes.add_collection(
                LineCollection(shape.lines, colors=shape.color, linewidths=width, zorder=layer)
            )
        elif isinstance(shape, Text):
            font = FontProperties(fname=str(bundled_font()), size=shape.size * 72 / 25.4)
            side = {"start": "left", "middle": "center", "end": "right"}[shape.anchor]
            axes.text(
                shape.x, shape.y, shape.text, color=shape.color, fontproperties=font, ha=side, zorder=layer
            )
    out = BytesIO()
    figure.savefig(out, format=fmt, dpi=200)
    plt.close(figure)
    return out.getvalue()


def median_ms(work: Callable[[], object], times: int = 7) -> float:
    """The median time of some calls after a first one."""
    work()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent) * 1000


def resident_mb() -> float:
    """The memory held now, or the greatest ever held where that is all the system tells."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def main(draws: int) -> None:
    """Print times, then the memory over many draws."""
    plan = site()
    ours = median_ms(lambda: draw(plan, "png", _A3, 200))
    for name, fmt in (("PDF", "pdf"), ("SVG", "svg")):
        print(f"{name}：{median_ms(lambda fmt=fmt: draw(plan, fmt, _A3), 5):.0f} ms")
    steps = []
    for count in range(draws):
        draw(plan, "png", _A3, 200)
        if count % max(draws // 5, 1) == 0 or count == draws - 1:
            steps.append(resident_mb())
    print(
        f"A3、200 dpi、{len(plan.zones)} 个区域连画 {draws} 次，常驻内存（MB）：",
        " ".join(f"{mb:.0f}" for mb in steps),
    )
    print(f"增长 {steps[-1] - steps[0]:.1f} MB")
    gc.collect()
    plain = median_ms(lambda: by_pyplot(plan))
    print(f"PNG：{ours:.0f} ms；pyplot + savefig 画同一张图：{plain:.0f} ms；快 {plain / ours:.1f} 倍")


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    main(15 if "--quick" in sys.argv else (numbers or [200])[0])
