"""Large clients: five ledgers of thousands of rows from YAML, and a site of two hundred zones.

Run it by hand: python tests/bench/bench_large.py. Each pack is built in a process of its own, whose greatest
memory is told; twice the rows may take 2.3 times as long, not more.
"""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent.parent
_DAY = "2026-11-23"
_MOST_TIMES = 2.3
_NAMES = ("冲压水胀车间", "危化品中间库", "空压机房", "成品仓库")
_HEAD = """\
agency: {name: 示例机构（虚构）, advisors: [{name: 示例辅导员A, phone: 100-0000-0091}]}
enterprise:
  name: 示例大厂（虚构）
  address: 浙江省金华市永康市虚构镇示例路9号
  county: 永康市
  industry: {name: 金属制品, sector: 机械}
  headcount: 5000
people:
  principal: {name: 示例戊一}
agreement:
  effective: 2026-09-01
"""
_ROWS: dict[str, Callable[[int], str]] = {
    "equipment_checks": lambda n: f"{{equipment: SB-1, kind: 维护保养, content: 第{n}次润滑, result: 正常}}",
    "ppe_issues": lambda n: f"{{name: 员工{n}, item: 防护手套, quantity: {n % 5 + 1}, unit: 副}}",
    "spending": lambda n: f"{{item: 第{n}批防护用品, amount: {n}.5, category: 防护用品, handler: 示例戊一}}",
    "trainings": lambda n: f"{{kind: 全员, topic: 第{n}次班前会, expected: 12, present: 11, hours: 2}}",
    "monitoring": lambda n: (
        f"{{factor: 噪声, place: {n}号工位, result: {80 + n % 9}, limit: 85, conclusion: 符合}}"
    ),
}
# Builds as the command does, then tells the process's greatest memory in MB.
_BUILD = f"""\
import resource, sys
sys.argv = ["tuoguan", "build", sys.argv[1], "-o", sys.argv[2], "--date", "{_DAY}"]
from generator.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("\\nMB", round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000))
"""


def ledgers(rows: int) -> str:
    """A client whose five ledgers have so many rows each, in block style."""
    lines = [_HEAD, "equipment: [{name: 冲床, code: SB-1}]\nrecords:\n"]
    for name, row in _ROWS.items():
        lines.append(f"  {name}:\n")
        for number in range(rows):
            fields = row(number)[1:-1].replace(", ", "\n      ")
            lines.append(f"    - date: 2026-10-{number % 28 + 1:02d}\n      {fields}\n")
    return "".join(lines)


def zones(count: int) -> str:
    """A site of so many zones, a third of them polygons."""
    columns = math.ceil(math.sqrt(count * 1.6))
    wide, high = 400 / columns, 250 / math.ceil(count / columns)
    lines = [_HEAD, "site: {width: 400, height: 250}\nzones:\n"]
    for number in range(count):
        x, y = number % columns * wide, number // columns * high
        place = f"rect: [{x + 0.5:.2f}, {y + 0.5:.2f}, {wide - 1:.2f}, {high - 1:.2f}]"
        if number % 3 == 2:
            right, top = x + wide - 0.5, y + high - 0.5
            corners = [(x + 0.5, y + 0.5), (right, y + 0.5), (right, top), (x + wide / 2, top - 0.5)]
            corners.append((x + 0.5, top))
            place = f"polygon: [{', '.join(f'[{a:.2f}, {b:.2f}]' for a, b in corners)}]"
        grade = (1, 3, 7, 15)[number % 4]
        risk = f"{{name: 冲床作业, accidents: [机械致害], L: 3, E: 6, C: {grade}}}"
        lines.append(
            f"  - {{code: Z{number + 1}, name: {_NAMES[number % 4]}{number}, {place}, risks: [{risk}]}}\n"
        )
    return "".join(lines)


def built(text: str) -> tuple[float, int]:
    """Seconds and greatest MB of the build of one client."""
    with tempfile.TemporaryDirectory() as folder:
        client = Path(folder) / "client.yaml"
        client.write_text(text, "utf-8")
        start = time.perf_counter()
        command = [sys.executable, "-c", _BUILD, str(client), f"{folder}/out"]
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, check=True)
        return time.perf_counter() - start, int(done.stdout.split()[-1])


def main(quick: bool) -> None:
    """Print times and memory; a faulty growth ends with 1."""
    half, whole = (500, 1000) if quick else (2500, 5000)
    built(ledgers(1))  # templates are compiled now
    first, _ = built(ledgers(half))
    second, memory = built(ledgers(whole))
    times = second / first
    print(f"五本台账各 {half} 行：{first:.1f} s；各 {whole} 行：{second:.1f} s，{memory} MB；{times:.2f} 倍")
    seconds, memory = built(zones(200))
    print(f"200 个区域：{seconds:.1f} s，{memory} MB")
    if times > _MOST_TIMES:
        raise SystemExit(f"行数加倍，用时不应超过 {_MOST_TIMES} 倍")


if __name__ == "__main__":
    main("--quick" in sys.argv)
