"""The whole pack of the full example beside the plain script, in fresh processes and in one with warm caches.

Both sides by turns, one thread each in one process; prints medians of the clock and the ratios, for README:

    fresh process   the command and the script, started anew each time (Python's own files are compiled: those
                    of an installed package are); the first run of ours finds no cache (cold)
    whole pack      in one process that has made one already
    one new hazard  the same pack again, with one hazard more; the script makes all of it
    unchanged       the same pack again, in milliseconds

``--quick`` takes one turn, without fresh processes. On a machine with other work ``processor`` is nearer the
truth than ``clock``.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CLIENT = ROOT / "examples" / "xinglan-cups"
WORKER = ROOT / "tests" / "bench" / "pack_worker.py"
FRESH, WHOLE, HAZARD, UNCHANGED = 9, 20, 40, 5.0  # what is wanted: ratios, and milliseconds
Took = tuple[float, float]  # seconds of the clock, seconds of the processor


def _environment(cache: Path) -> dict[str, str]:
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)}
    return environment | {"PYTHONPYCACHEPREFIX": str(cache / "python"), "PYTHONDONTWRITEBYTECODE": ""}


def _run(command: list[str], cache: Path) -> Took:
    """What a process takes from its start to its end."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=_environment(cache), cwd=ROOT)
    took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@contextmanager
def _worker(side: str, work: Path) -> Iterator[Callable[[str], Took]]:
    """A process that makes packs as it is asked to."""
    (work / side).mkdir()
    command = [sys.executable, str(WORKER), side, str(work / side)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=_environment(work / "cache"), cwd=ROOT, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdin
        assert process.stdout
        if process.stdout.readline() != "ready\n":
            raise SystemExit(f"{side} does not start")

        def ask(what: str) -> Took:
            process.stdin.write(f"{what}\n")
            process.stdin.flush()
            clock, used = map(float, process.stdout.readline().split())
            return clock, used

        yield ask
        process.stdin.close()


def _medians(times: list[Took]) -> Took:
    return statistics.median(one for one, _ in times), statistics.median(one for _, one in times)


def _tell(what: str, ours: list[Took], plain: list[Took], wanted: float) -> None:
    for name, mine, other in zip(("clock", "processor"), _medians(ours), _medians(plain), strict=True):
        told = f"ours {mine:.3f} s, plain script {other:.2f} s, ratio {other / mine:.1f}"
        print(f"{what:15} {name:9} {told} (wanted: at least {wanted})", flush=True)


def _fresh(work: Path, turns: int) -> None:
    """Both as fresh processes."""
    ours = [sys.executable, "-m", "generator.cli", "build", str(CLIENT), "--date", "2026-11-23", "-o"]
    plain = [sys.executable, "tests/bench/plain_script.py", str(CLIENT)]
    cold, _ = _run([*ours, str(work / "cold")], work / "cache")
    times: tuple[list[Took], list[Took]] = ([], [])
    for number in range(turns):
        times[0].append(_run([*ours, str(work / f"ours{number}")], work / "cache"))
        times[1].append(_run([*plain, str(work / f"plain{number}")], work / "cache"))
    print(f"fresh process   cold      ours {cold:.3f} s")
    _tell("fresh process", *times, FRESH)


def _warm(work: Path, turns: int) -> None:
    """Both in processes that have made packs before."""
    with _worker("ours", work) as ours, _worker("plain", work) as plain:
        kinds = ("same", "whole", "hazard")
        times: dict[str, list[Took]] = {kind: [] for kind in (*kinds, "plain")}
        for kind in ("whole", "hazard"):
            ours(kind)
        plain("whole")
        same = [ours("same") for _ in range(3)]  # sealed anew after the hazard, once its files have aged
        for _ in range(turns):
            for kind in kinds[1:]:
                times[kind].append(ours(kind))
            times["plain"].append(plain("whole"))
            same.append(ours("same"))
    _tell("whole pack", times["whole"], times["plain"], WHOLE)
    _tell("one new hazard", times["hazard"], times["plain"], HAZARD)
    clock, used = (1000 * one for one in _medians(same))
    print(
        f"unchanged       clock {clock:.1f} ms, processor {used:.1f} ms (wanted: at most {UNCHANGED:.0f} ms)"
    )


def main(quick: bool) -> None:
    """Run both in turn and print what each took."""
    turns = 1 if quick else 9
    with tempfile.TemporaryDirectory() as folder:
        if not quick:
            _fresh(Path(folder), turns)
        _warm(Path(folder), turns)


if __name__ == "__main__":
    main("--quick" in sys.argv)
