"""The engine beside docxtpl as documented: the same templates and data, in one run, on one core.

Prints documents a second, how time grows with rows, and memory over a thousand documents.
Ours includes the strict checks; docxtpl has none. Usage: bench_engine.py [--quick]
"""

from __future__ import annotations

import datetime
import gc
import io
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path

import jinja2
from docxtpl import DocxTemplate

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from generator import facts, intake  # noqa: E402
from generator.domain import Control, Facts, Stamp  # noqa: E402
from generator.word import escaped, render, template, values  # noqa: E402
from tests.word import check  # noqa: E402

DAY = datetime.date(2026, 11, 23)
CASES = {
    "letter": "letter_bureau",
    "prose": "system_responsibility",
    "ledger, 100 rows": "ledger_inspections",
}

BESIDE: dict[str, object] = {
    "site_map": "",
    "site_maps": (),
    "control": Control("A/0", None),
    "stamp": Stamp("内置 2026.11", "7K3M9QZ2"),
}


def client(rows: int) -> Facts:
    """The full example with so many rows in its ledger of inspections."""
    derived = facts.derive(intake.read(ROOT / "examples" / "xinglan-cups"), DAY)
    many = tuple(replace(derived.inspections[n % len(derived.inspections)], no=n + 1) for n in range(rows))
    return replace(derived, inspections=many, hazards=())


def source(name: str) -> bytes:
    return (ROOT / "templates" / "word" / f"{name}.docx").read_bytes()


def ours(data: bytes, context: Mapping[str, object]) -> bytes:
    """One document by the engine, the template found in memory as in a batch."""
    return render.render(template.load(data, "bench"), context)


def documented(data: bytes, context: Mapping[str, object]) -> bytes:
    """One document by docxtpl as its documentation says, with escaping on."""
    environment = jinja2.Environment(autoescape=True)
    environment.filters["blank"] = lambda value: value or escaped.BLANK
    environment.filters["picture"] = lambda _value, _width, _height: ""
    document = DocxTemplate(io.BytesIO(data))
    document.render(dict(context), environment)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def timed(work: Callable[[], object], runs: int) -> float:
    """The median of so many runs, in milliseconds of processor time."""
    work()
    return statistics.median(taken(work) for _ in range(runs))


def taken(work: Callable[[], object]) -> float:
    """One run, in milliseconds of processor time."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def both(theirs: Callable[[], object], mine: Callable[[], object], runs: int) -> tuple[float, float]:
    """The medians of two ways, run in turn: ten of ours behind each of theirs."""
    theirs(), mine()
    found: tuple[list[float], list[float]] = [], []
    for _ in range(runs):
        found[0].append(taken(theirs))
        found[1].extend(taken(mine) for _ in range(10))
    return statistics.median(found[0]), statistics.median(found[1])


def resident() -> float:
    """Memory in use now, in MB."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def speed(quick: bool) -> None:
    derived = client(100)
    prepared = values.prepare(derived, BESIDE)
    plain = {**{item.name: getattr(derived, item.name) for item in fields(derived)}, **BESIDE}
    print(f"{'':18}{'docxtpl':>12}{'ours':>12}{'ratio':>8}{'cold load':>12}{'full check':>12}")
    for title, name in CASES.items():
        data = source(name)
        assert check.check(ours(data, prepared)) == ()
        theirs, mine = both(
            lambda data=data: documented(data, plain),  # type: ignore[misc]
            lambda data=data: ours(data, prepared),  # type: ignore[misc]
            3 if quick else 15,
        )
        start = time.perf_counter()
        template.load(data, f"cold {name}")
        cold = (time.perf_counter() - start) * 1000
        document = ours(data, prepared)
        full = timed(lambda document=document: check.check(document), 3)  # type: ignore[misc]
        line = f"{title:18}{1000 / theirs:>9.0f}/s {1000 / mine:>9.0f}/s {theirs / mine:>7.0f}x"
        print(f"{line}{cold:>9.0f} ms{full:>9.0f} ms")
    print("(wanted: at least 60x; documents a second, medians)")
    start_prepare = timed(lambda: values.prepare(derived, BESIDE), 20)
    print(f"values of one client prepared once: {start_prepare:.2f} ms")


def growth(quick: bool) -> None:
    data = source(CASES["ledger, 100 rows"])
    print("\nrows      time      a row     twice the rows   resident memory")
    for rows in (100, 1_000) if quick else (100, 1_000, 10_000):
        once, twice = (values.prepare(client(count), BESIDE) for count in (rows, 2 * rows))
        runs = max(5, 3000 // rows)
        first = timed(lambda context=once: ours(data, context), runs)  # type: ignore[misc]
        second = timed(lambda context=twice: ours(data, context), runs)  # type: ignore[misc]
        line = f"{rows:<8}{first:>7.1f} ms{first / rows * 1000:>8.1f} us{second / first:>14.2f}x"
        print(f"{line}{resident():>17.0f} MB")
    print("(wanted: at most 2.3x)")


def memory(quick: bool) -> None:
    prepared = values.prepare(client(100), BESIDE)
    sources = [source(name) for name in CASES.values()]
    marks = []
    for number in range(1, 1 + (300 if quick else 1000)):
        ours(sources[number % len(sources)], prepared)
        if number in (100, 300, 1000):
            gc.collect()
            marks.append(f"{number}: {resident():.1f} MB")
    print(f"\nresident memory after documents: {', '.join(marks)} (wanted: flat)")


def main(quick: bool) -> None:
    """Every measure in turn."""
    speed(quick)
    memory(quick)
    growth(quick)


if __name__ == "__main__":
    main("--quick" in sys.argv)
