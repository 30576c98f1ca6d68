"""One side of `bench_pack` in a process of its own: makes a pack for each line that it reads.

A line is ``whole`` (into an empty folder), ``hazard`` (one more hazard, found on the day before) or ``same``
(nothing is new). It answers with the seconds of the clock and of the processor that this took.
Usage: pack_worker.py ours|plain FOLDER; ``plain`` makes the whole pack whatever it is asked.
"""

from __future__ import annotations

import datetime
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from generator import api  # noqa: E402

DAY = datetime.date(2026, 11, 23)
CLIENT = ROOT / "examples" / "xinglan-cups"
_HAZARD = """\
hazards:
  - number: YH-XLBY-20261122-{number:02}
    zone: Z5
    location: 油漆喷涂线供漆间门口
    source: 企业自查
    found: 2026-11-22
    description: 油漆喷涂线供漆间门口堆放空桶，占用疏散通道约{number}米
    level: 一般
    recommendation: 空桶当日移入危险废物暂存间；疏散通道划线，班前检查
    due: 2026-12-05
"""


class Ours:
    """The tool, with its caches in the folder; one client's pack lies there from the first."""

    def __init__(self, work: Path) -> None:
        cache, library = work / "cache", api.edition(None, DAY, work / "cache")
        self._order = api.Order(DAY, cache=cache, library=library, threads=1)
        self._work, self._numbers = work, count(1)
        self.client, self.out = work / "clients" / CLIENT.name, work / "out"
        shutil.copytree(CLIENT, self.client)
        for shared in ("agency.yaml", "photos"):
            source, target = CLIENT.parent / shared, self.client.parent / shared
            (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
        self._build(self.client, self.out)

    def whole(self) -> None:
        """A pack that is not there yet."""
        self._build(CLIENT, self._work / f"whole{next(self._numbers)}")

    def write(self) -> None:
        """One more hazard among the client's records."""
        number = next(self._numbers)
        file = self.client / "records" / f"2026-11-22-{number:02}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(_HAZARD.format(number=number), "utf-8")

    def again(self) -> None:
        """The client's pack once more, for what has changed."""
        self._build(self.client, self.out)

    def _build(self, client: Path, out: Path) -> None:
        (outcome,) = api.build_many([client], out, self._order, skip=True)
        if api.errors_in(outcome.problems):
            raise SystemExit("\n".join(map(str, outcome.problems)))


def _ours(work: Path) -> Mapping[str, tuple[Callable[[], None], Callable[[], None]]]:
    """What each line asks for: what is done before, and what is timed."""
    tool = Ours(work)
    time.sleep(2.5)  # a file that has just been written is not believed by its stamp
    tool.again()
    return {
        "whole": (_nothing, tool.whole),
        "same": (_nothing, tool.again),
        "hazard": (tool.write, tool.again),
    }


def _plain(work: Path) -> Mapping[str, tuple[Callable[[], None], Callable[[], None]]]:
    from tests.bench import plain_script

    numbers = count()
    return {"whole": (_nothing, lambda: plain_script.main(CLIENT, work / f"plain{next(numbers)}"))}


def _nothing() -> None:
    pass


def main(side: str, work: Path) -> None:
    """Answer line by line."""
    asked = (_ours if side == "ours" else _plain)(work)
    print("ready", flush=True)
    for line in sys.stdin:
        before, timed = asked[line.strip()]
        before()
        clock, used = time.perf_counter(), time.process_time()
        timed()
        print(time.perf_counter() - clock, time.process_time() - used, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
