"""Thousands of clients of which nothing has changed: what it takes to find that out.

By hand: ``python -m tests.bench.bench_unchanged 10000``; ``--quick`` takes 300. Clients are small,
manifests those of a full pack, their files empty. Fails where a skip takes more than 5 ms of the processor.
"""

from __future__ import annotations

import datetime
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from generator import api, batch  # noqa: E402
from generator.api import many as runs  # noqa: E402
from generator.batch.plan import planned  # noqa: E402
from generator.delivery import MANIFEST, manifest, rows  # noqa: E402
from tests import many  # noqa: E402
from tests.conftest import DAY  # noqa: E402

QUICK, FULL = 300, 10_000
MOST = 5.0  # milliseconds of the processor a client
_EMPTY = sha256(b"").hexdigest()
_NAME, _CODE, _INPUTS = "〇企业〇", "〇代码〇", {"〇": "〇"}
_EXAMPLE = ROOT / "examples/xinglan-cups"


@contextmanager
def _timed(what: str, number: int, most: float = math.inf) -> Iterator[None]:
    """Print what the block took, in all and a client; exit where a client took more CPU than may be."""
    cpu, clock = _cpu(), time.perf_counter()
    yield
    used, took = _cpu() - cpu, time.perf_counter() - clock
    each = f"{1000 * used / number:.2f} ms CPU, {1000 * took / number:.2f} ms clock a client"
    print(f"{what}: {each}; {number} in {took:.1f} s", flush=True)
    if 1000 * used / number > most:
        raise SystemExit(f"more than {most} ms CPU a client")


def _cpu() -> float:
    """Seconds of the processor, with those of workers that have ended."""
    return sum(os.times()[:4])


def _full(order: api.Order) -> bytes:
    """The manifest of a full pack, all of its files empty, on which no day changes anything."""
    pack = api.make(api.load(_EXAMPLE), order)
    found = tuple(replace(rows.entry(file), hash=_EMPTY) for file in pack.files)
    head = {**pack.about, "same_until": "", "uscc": _CODE, "inputs": _INPUTS}
    return manifest.text(head, found).replace(pack.name.encode(), _NAME.encode())


def _pack(client: Path, number: int, out: Path, full: bytes) -> None:
    """A pack of a client: files that are links to an empty one, and the manifest that a build would write."""
    name = many.name(number)
    read = {path: sha256((client / path).read_bytes()).hexdigest() for path in _inputs(client)}
    text = full.replace(_NAME.encode(), name.encode()).replace(_CODE.encode(), many.code(number).encode())
    text = text.replace(
        json.dumps(_INPUTS, ensure_ascii=False).encode(), json.dumps(read, ensure_ascii=False).encode(), 1
    )
    (out / name).mkdir(parents=True)
    (out / name / MANIFEST).write_bytes(text)
    empty = out / name / "empty"
    empty.write_bytes(b"")
    paths = [out / name / path.replace(_NAME, name) for path in _paths(full)]
    for folder in {path.parent for path in paths}:
        folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        os.link(empty, path)


@cache
def _paths(full: bytes) -> tuple[str, ...]:
    return tuple(row["path"] for row in json.loads(full)["files"])


def _inputs(client: Path) -> tuple[str, ...]:
    photos = ("photos/1.jpg",) if (client / "photos").is_dir() else ()
    return ("../agency.yaml", "client.yaml", *photos)


def _skipped(run: Callable[[], api.Run]) -> None:
    states = {outcome.state for outcome in run()}
    if states != {"skipped"}:
        raise SystemExit(f"not all were skipped: {states}")


def main(number: int) -> None:
    """Make the clients, then skip them by digests, once, and by stamps, three times."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        order, out = api.Order(DAY, cache=work / "cache"), work / "out"
        with _timed("clients made", number):
            clients = many.clients(work / "clients", number)
        full = _full(order)
        with _timed("packs made", number):
            for one, client in enumerate(clients):
                _pack(client, one, out, full)
        later = replace(order, day=DAY + datetime.timedelta(1))
        with _timed("plan without seals", number):
            planned(clients, out, order.library)
        workers = batch.Supervised(2)
        with _timed("skipped by digests, two workers", number):
            _skipped(lambda: runs.build_many(clients, out, later, workers, skip=True))
        for _ in range(3):
            with _timed("skipped by stamps", number, MOST):
                _skipped(lambda: runs.build_many(clients, out, later, workers, skip=True))


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--quick"]
    main(int(words[0]) if words else QUICK if "--quick" in sys.argv else FULL)
