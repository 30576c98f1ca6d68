"""A workbook of a ledger with more and more rows: time for each doubling, and the most memory.

Prints medians, how much longer twice the rows take, and the size. Usage: bench_workbooks.py [--quick]
"""

from __future__ import annotations

import datetime
import resource
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from generator import facts, intake, workbooks  # noqa: E402
from generator.domain import Facts  # noqa: E402
from generator.library import built_in, ledgers  # noqa: E402
from generator.word import values  # noqa: E402

DAY = datetime.date(2026, 11, 23)
ROWS = (1250, 2500, 5000)
SOURCE = "reference/ledgers.yaml#inspections"


def client(derived: Facts, rows: int) -> Facts:
    """The full example with so many rows in its ledger of inspections."""
    known = derived.inspections
    return replace(derived, inspections=tuple(replace(known[n % len(known)], no=n + 1) for n in range(rows)))


def main(quick: bool) -> None:
    """Time each number of rows and print what it took."""
    derived = facts.derive(intake.read(ROOT / "examples" / "xinglan-cups"), DAY)
    before = 0.0
    for rows in ROWS:
        about = client(derived, rows)
        context = values.prepare(about, {})  # made once for all documents of a client
        times = []
        for _ in range(3 if quick else 9):
            start = time.perf_counter()
            made = workbooks.build(ledgers.find(SOURCE, built_in()), about, context)
            times.append(time.perf_counter() - start)
        took = statistics.median(times)
        ratio = f", {took / before:.2f} times the half (wanted: at most 2.3)" if before else ""
        print(f"{rows} rows: {took * 1000:.0f} ms, {len(made) // 1024} KB{ratio}")
        before = took
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main("--quick" in sys.argv)
