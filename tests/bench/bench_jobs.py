"""Whole packs of small clients by one worker and by two, run in turn, each into an empty folder.

Prints the processor's time a client, once every worker has done its first (which loads what all need), and
how busy two workers were until the last client was begun. Usage: bench_jobs.py [--quick]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from generator import api, batch  # noqa: E402
from tests import many  # noqa: E402
from tests.conftest import DAY  # noqa: E402

QUICK, FULL = (1, 30), (3, 60)  # rounds, clients
MOST_CPU, LEAST_BUSY = 1.08, 0.9


@dataclass(frozen=True, slots=True)
class Done:
    """A client that a worker has done: from when to when, and the processor's time of all so far; seconds."""

    worker: str
    begin: float
    end: float
    cpu: float


def _run(clients: Sequence[Path], out: Path, order: api.Order, jobs: int) -> list[Done]:
    """The clients as they are done, one after another."""
    done = []
    for outcome in api.build_many(clients, out, order, batch.Supervised(jobs)):
        now = time.perf_counter()
        assert outcome.state == "done", outcome.problems
        done.append(Done(outcome.worker, now - outcome.seconds, now, _cpu()))
    return done


def _cpu() -> float:
    """Seconds of the processor that this process and its workers took."""
    whole = psutil.Process()
    times = [one.cpu_times() for one in (whole, *whole.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def _each(done: Sequence[Done]) -> float:
    """Seconds of the processor a client, once every worker has done its first."""
    number = max(next(at for at, one in enumerate(done) if one.worker == who) for who in _workers(done))
    return (done[-1].cpu - done[number].cpu) / (len(done) - 1 - number)


def _busy(done: Sequence[Done]) -> float:
    """The share of the time, from when all had begun until the last client was, in which workers worked."""
    begin = max(min(one.begin for one in done if one.worker == who) for who in _workers(done))
    end = max(one.begin for one in done)
    worked = sum(max(0.0, min(one.end, end) - max(one.begin, begin)) for one in done)
    return worked / (len(_workers(done)) * (end - begin))


def _workers(done: Sequence[Done]) -> set[str]:
    return {one.worker for one in done}


def main(rounds: int, number: int) -> None:
    """Build with one worker and with two, in turn; exit where two cost too much or are too idle."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        clients = many.clients(work / "clients", number)
        order = api.Order(DAY, cache=work / "cache")
        _run(clients[:2], work / "warm", order, 2)
        runs = [
            (_run(clients, work / f"one{turn}", order, 1), _run(clients, work / f"two{turn}", order, 2))
            for turn in range(rounds)
        ]
    alone, both = (1000 * statistics.median(map(_each, some)) for some in zip(*runs, strict=True))
    busy = statistics.median(_busy(two) for _, two in runs)
    print(
        f"{number} packs, CPU each: one worker {alone:.0f} ms, two {both:.0f} ms ({both / alone:.2f} times)"
    )
    print(f"two workers busy {busy:.0%} until the last client")
    print(f"(wanted: at most {MOST_CPU} times, at least {LEAST_BUSY:.0%})")
    if rounds > 1 and (both / alone > MOST_CPU or busy < LEAST_BUSY):
        raise SystemExit("not as wanted")


if __name__ == "__main__":
    main(*(QUICK if "--quick" in sys.argv else FULL))
