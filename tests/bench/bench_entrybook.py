"""An entry book of 12 sheets with 2,000 rows each and 200 pictures: written, read, and what is refused.

Each step in a process of its own, as that which starts it must stay small: a process begins with the most
memory of its parent. Beside seconds of the processor and memory stand what others take for the same rows in
the same run: openpyxl writes and reads them, python-calamine reads them raw. Fails where a limit of `MOST` is
passed or the bytes are not the same twice. Usage: bench_entrybook.py [--quick], a quarter of the rows.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

ROWS, QUICK = 2_000, 500
PICTURES = 200
# Seconds of the processor for all rows; how many times openpyxl where the machine is slow at everything; MB.
MOST = {"write": (4.0, 1.4, 300), "read": (2.0, 1.6, 300)}
REFUSED = ("bomb", "lying_bomb", "far_cell", "million_rows", "picture_of_20000_pixels")
MOST_REFUSED = (6.0, 300)
PEERS = ("openpyxl write", "openpyxl read", "calamine read")
BOOK, PLAIN = "填报簿.xlsx", "plain.xlsx"
_DAYS = [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]


def data(rows: int) -> dict[str, Any]:
    """A client with so many things in each of twelve lists; every other value points at one of another."""
    each = range(1, rows + 1)

    def day(number: int) -> str:
        return _DAYS[number % len(_DAYS)]

    return {
        "departments": [{"name": f"车间{n}", "head": f"示例员工{n}", "phone": "100-0000-0001"} for n in each],
        "posts": [{"name": f"岗位{n}", "department": f"车间{n}", "zone": f"Z{n}", "count": 3} for n in each],
        "certificates": [
            {"holder": f"示例员工{n}", "kind": "特种作业", "item": "低压电工作业", "number": f"示例{n:08}",
             "issued": day(n), "expires": "2030-03-04"} for n in each
        ],  # fmt: skip
        "zones": [
            {"code": f"Z{n}", "name": f"作业区{n}", "rect": [n, 0, 20, 30], "lead": f"示例员工{n}",
             "posts": [f"岗位{n}"], "risks": [_risk(n)]} for n in each
        ],  # fmt: skip
        "equipment": [
            {"name": f"冲床{n}", "code": f"SB-{n:04}", "count": 2, "zone": f"Z{n}", "made": "2018-03",
             "state": "在用", "keeper": f"示例员工{n}"} for n in each
        ],  # fmt: skip
        "chemicals": [
            {"name": f"乙醇{n}", "cas": "64-17-5", "hazard": "易燃液体，类别2", "zone": f"Z{n}",
             "max_stock": "0.05 t", "storage": "化学品柜"} for n in each
        ],  # fmt: skip
        "emergency_supplies": [
            {"code": f"XF-{n:04}", "name": "手提式干粉灭火器", "quantity": 2, "unit": "具", "place": f"区{n}",
             "made": "2024-05", "checked": day(n), "result": "完好"} for n in each
        ],  # fmt: skip
        "health_factors": [
            {"factor": f"噪声{n}", "posts": [f"岗位{n}"], "exposed": 20, "tested": day(n), "severity": "一般"}
            for n in each
        ],
        "hazards": [_hazard(n, day(n), rows) for n in each],
        "records": {
            "inspections": [
                {"date": day(n), "kind": "日常", "inspectors": f"示例员工{n}", "department": f"车间{n}",
                 "hazards": [f"YH-{n:04}"]} for n in each
            ],  # fmt: skip
            "ppe_issues": [
                {"date": day(n), "name": f"示例员工{n}", "department": f"车间{n}", "post": f"岗位{n}",
                 "item": "防割手套", "quantity": 1} for n in each
            ],  # fmt: skip
        },
    }  # fmt: skip


def _risk(n: int) -> dict[str, Any]:
    return {
        **{
            "name": f"冲床{n}夹伤手指",
            "posts": [f"岗位{n}"],
            "accidents": ["机械致害"],
            "L": 3,
            "E": 6,
            "C": 7,
        },
        **{
            "responsible": f"示例员工{n}",
            "controls": {"engineering": "光电保护", "emergency": "按急停，包扎送医"},
        },
    }


def _hazard(n: int, day: str, rows: int) -> dict[str, Any]:
    every = max(1, rows * 2 // PICTURES)
    photos = {
        key: [{"photo": f"photos/{key}-{n // every % 100}.jpg", "caption": f"{n}号"}]
        for key in ("before", "after")
    }
    return {
        **{"number": f"YH-{n:04}", "zone": f"Z{n}", "location": f"{n}号冲床", "level": "一般", "found": day},
        **{
            "description": f"{n}号冲床光电保护装置未通电",
            "accidents": ["机械致害"],
            "department": f"车间{n}",
        },
        **{"recommendation": "恢复光电保护装置并每班试验", "responsible": f"示例员工{n}"},
        **(photos if n % every == 0 else {}),
    }


def pictures(folder: Path, _: int) -> dict[str, Any]:
    """Photos as a telephone sends them: 1,280 × 960, some 200 KB each, no two alike."""
    from PIL import Image

    (folder / "photos").mkdir()
    grain = Image.effect_noise((320, 240), 40).resize((1280, 960))
    for number in range(PICTURES // 2 + 1):
        for key, color in (("before", 40), ("after", 120)):
            made = Image.merge("RGB", (grain, grain.point(lambda v, n=number: (v + n) % 256), grain))
            made.paste((number * 2, color, 90), (0, 0, 640, 480))
            made.save(folder / f"photos/{key}-{number}.jpg", quality=60)
    return {}


def write(folder: Path, rows: int) -> dict[str, Any]:
    """Write the entry book; what its bytes are known by."""
    from generator import garbage
    from generator.assets import Folder
    from generator.entrybook import choices, filled, layout, writing
    from generator.library import built_in

    given, library = data(rows), built_in()
    book, codes = layout.of("client", library), choices.words(library)

    @garbage.left()
    def made() -> bytes:
        return writing.write(filled.of_data(given, book, codes), library, Folder(folder))

    raw, took = _timed(made)
    (folder / BOOK).write_bytes(raw)
    return {"took": took, "bytes": len(raw), "sha": hashlib.sha256(raw).hexdigest()}


def read(folder: Path, rows: int) -> dict[str, Any]:
    """Read the entry book; it must say what was written."""
    from generator import garbage
    from generator.entrybook import layout, reading
    from generator.library import built_in

    raw, book = (folder / BOOK).read_bytes(), layout.of("client", built_in())
    found, took = _timed(garbage.left()(lambda: reading.read(raw, BOOK, book)))
    told = [str(one) for one in (*found.problems, *found.notes)]
    assert not told, told[:3]
    peak = _peak()
    assert found.content == data(rows), "what is read is not what was written"
    return {"took": took, "pictures": len(found.pictures), "places": len(list(found.origins)), "peak": peak}


def rows_of(folder: Path) -> list[tuple[str, list[list[Any]]]]:
    """The sheets of the entry book with more than a few filled rows, as plain values."""
    import python_calamine

    book = python_calamine.load_workbook(str(folder / BOOK))
    sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    return [(name, rows) for name, rows in sheets if len(rows) > QUICK and name != "_"]


def openpyxl_write(folder: Path, rows: int) -> dict[str, Any]:
    """The same values written by openpyxl, in its quick way, with no style and no picture."""
    import openpyxl

    sheets = rows_of(folder)

    def made() -> None:
        book = openpyxl.Workbook(write_only=True)
        for name, lines in sheets:
            sheet = book.create_sheet(name)
            for line in lines:
                sheet.append(line)
        book.save(folder / PLAIN)

    return {"took": _timed(made)[1], "rows": rows}


def openpyxl_read(folder: Path, rows: int) -> dict[str, Any]:
    """The entry book's values read by openpyxl, in its quick way."""
    import openpyxl

    def found() -> int:
        book = openpyxl.load_workbook(folder / BOOK, read_only=True, data_only=True)
        return sum(1 for sheet in book for _ in sheet.iter_rows(values_only=True))

    count, took = _timed(found)
    return {"took": took, "rows": count or rows}


def calamine_read(folder: Path, rows: int) -> dict[str, Any]:
    """The entry book's values read by python-calamine alone."""
    import python_calamine

    def found() -> int:
        book = python_calamine.load_workbook(str(folder / BOOK))
        return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)

    count, took = _timed(found)
    return {"took": took, "rows": count or rows}


def spoil(folder: Path, _: int) -> dict[str, Any]:
    """Make the heaviest of what is refused, each in a folder."""
    import pytest

    from tests.entrybook.recipes import valid
    from tests.entrybook.spoiled import MAKERS

    with pytest.MonkeyPatch.context() as patch:
        raw = valid(folder, patch)
    for fault in REFUSED:
        (folder / fault).mkdir()
        (folder / fault / BOOK).write_bytes(MAKERS[fault](raw))
    return {}


def refuse(folder: Path, _: int) -> dict[str, Any]:
    """What of a faulty book is told, by the whole tool."""
    import datetime

    from generator import api
    from generator.api import checking
    from generator.library import built_in

    def told() -> list[str]:
        try:
            return [
                str(one)
                for one in checking.checked(folder / BOOK, datetime.date(2026, 11, 23), built_in())[1]
            ]
        except api.GeneratorError as exc:
            return [str(one) for one in exc.problems]

    lines, took = _timed(told)
    return {"took": took, "told": [line.replace(f"{folder}/", "") for line in lines]}


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    """What a call gives, and the seconds of the processor that it took."""
    before = time.process_time()
    made = call()
    return made, time.process_time() - before


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


STEPS: dict[str, Callable[[Path, int], dict[str, Any]]] = {
    **{"pictures": pictures, "write": write, "read": read, "spoil": spoil, "refuse": refuse},
    **{"calamine read": calamine_read},
    **{"openpyxl write": openpyxl_write, "openpyxl read": openpyxl_read},
}


def alone(step: str, folder: Path, rows: int) -> dict[str, Any]:
    """A step in a process of its own, with the most memory that it took."""
    command = [sys.executable, __file__, "--step", step, str(folder), str(rows)]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(quick: bool) -> None:
    """Write, read, refuse; print what each took and fail where it took too much."""
    rows = QUICK if quick else ROWS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        alone("pictures", folder, rows)
        first, second = (alone("write", folder, rows) for _ in range(2))
        assert first["sha"] == second["sha"], "not the same bytes twice"
        peers = {step: alone(step, folder, rows)["took"] for step in PEERS}
        found = {
            "write": min(first, second, key=lambda one: one["took"]),
            "read": alone("read", folder, rows),
        }
        for step, one in found.items():
            print(f"{step}: {one['took']:.2f} s CPU, {one['peak']} MB", flush=True)
        print(f"12 sheets × {rows} rows, {found['read']['pictures']} pictures, {first['bytes'] // 1024} KB")
        for step in MOST:
            beside = [(peer, took) for peer, took in peers.items() if step in peer]
            ratios = (f"{found[step]['took'] / took:.2f} times {peer}" for peer, took in beside)
            print(f"{step}: {', '.join(ratios)}")
            _held(step, found[step], peers[f"openpyxl {step}"], rows)
        _refused(folder / "refused")


def _held(step: str, found: dict[str, Any], peer: float, rows: int) -> None:
    """Exit where a step took more than it may, of fewer rows its share and what any book takes."""
    seconds, times, memory = MOST[step]
    most = seconds * (rows / ROWS * 0.8 + 0.2)
    if (found["took"] > most and found["took"] > times * peer) or found["peak"] > memory:
        raise SystemExit(f"{step}: more than {most:.1f} s of the processor, or more than {memory} MB")


def _refused(folder: Path) -> None:
    """Print what it takes to refuse the heaviest of what is refused."""
    folder.mkdir()
    alone("spoil", folder, 0)
    for fault in REFUSED:
        one = alone("refuse", folder / fault, 0)
        told = "；".join(one["told"])[:60]
        print(
            f"{fault}: {one['took']:.2f} s CPU, {one['peak']} MB; {told or 'read, nothing told'}", flush=True
        )
        if one["took"] > MOST_REFUSED[0] or one["peak"] > MOST_REFUSED[1]:
            raise SystemExit(f"{fault}: more than {MOST_REFUSED[0]} s or {MOST_REFUSED[1]} MB")


if __name__ == "__main__":
    if "--step" in sys.argv:
        asked, place, count = sys.argv[2:]
        result = STEPS[asked](Path(place), int(count))
        print(json.dumps({"peak": _peak(), **result}))
    else:
        main("--quick" in sys.argv)
