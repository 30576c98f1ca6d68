"""A first build, with nothing compiled, beside a later one: each in a fresh process, by turns.

Prints the shortest of each in seconds of the clock and of the processor, and the ratio.
Usage: bench_cold.py [--quick]
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CLIENT = ROOT / "examples" / "xinglan-cups"


def _build(work: Path, cache: str) -> tuple[float, float]:
    """Seconds of the clock and of the processor that a build takes with that cache folder."""
    pack = work / "pack"
    shutil.rmtree(pack, ignore_errors=True)
    command = [sys.executable, "-m", "generator.cli", "build", str(CLIENT), "--date", "2026-11-23"]
    environment = os.environ | {"XDG_CACHE_HOME": str(work / cache), "PYTHONPATH": str(ROOT)}
    environment |= {"PYTHONPYCACHEPREFIX": str(work / "python"), "PYTHONDONTWRITEBYTECODE": ""}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([*command, "-o", str(pack)], check=True, capture_output=True, env=environment, cwd=ROOT)
    taken, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(quick: bool) -> None:
    """Build by turns with an empty cache and with a filled one, and print the shortest of each."""
    runs = 2 if quick else 9
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _build(work, "filled")  # Python's own files are compiled here, and the cache is filled
        cold, warm = [], []
        for number in range(runs):
            cold.append(_build(work, f"empty{number}"))
            warm.append(_build(work, "filled"))
    for at, what in enumerate(("clock", "processor")):
        first, later = min(one[at] for one in cold), min(one[at] for one in warm)
        print(f"{what:10} cold {first:.2f} s, warm {later:.2f} s, ratio {first / later:.2f}")
    print("(wanted: at most 2.5 times by the clock, on an idle machine)")


if __name__ == "__main__":
    main("--quick" in sys.argv)
