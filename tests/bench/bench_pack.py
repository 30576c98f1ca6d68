"""The whole pack of the full example, each time in a fresh process, beside the plain script.

Prints medians and the ratio. Our first run compiles the templates (cold); later ones find them compiled, as
they find Python's own compiled files, which an installed package has: the libraries of the plain script do.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CLIENT = ROOT / "examples" / "xinglan-cups"


def _timed(command: list[str], cache: Path) -> float:
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)}
    environment |= {"PYTHONPYCACHEPREFIX": str(cache / "python"), "PYTHONDONTWRITEBYTECODE": ""}
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
    return time.perf_counter() - start


def main(quick: bool) -> None:
    """Run both in turn and print what each took."""
    runs = 3 if quick else 9
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        ours = [sys.executable, "-m", "generator.cli", "build", str(CLIENT), "--date", "2026-11-23", "-o"]
        plain = [sys.executable, "tests/bench/plain_script.py", str(CLIENT)]
        cold = _timed([*ours, str(work / "cold")], work / "cache")
        times: dict[str, list[float]] = {"ours": [], "plain": []}
        for number in range(runs):
            times["ours"].append(_timed([*ours, str(work / f"ours{number}")], work / "cache"))
            times["plain"].append(_timed([*plain, str(work / f"plain{number}")], work / "cache"))
        mine, other = (statistics.median(times[name]) for name in ("ours", "plain"))
        print(f"whole pack, fresh process: ours {mine:.2f} s (cold {cold:.2f} s), plain script {other:.2f} s")
        print(f"ratio {other / mine:.1f} (wanted: at least 8)")


if __name__ == "__main__":
    main("--quick" in sys.argv)
