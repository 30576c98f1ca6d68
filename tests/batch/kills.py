"""Runs killed at random moments, parent or worker: the next run ends as one that nobody disturbed.

``python -m tests.batch.kills 30`` tries so many kills of real builds and tells what differs; the tests try a
few of a light walk.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from generator import batch, delivery
from generator.batch import Entry, Executor, Outcome, Supervised, Task, Walk
from generator.problems import errors_in

ROOT = Path(__file__).resolve().parent.parent.parent
FEW = {"letter_enterprise", "letter_authority", "contract_json", "contract_csv"}
CLIENTS = 12
_FILES = 20
_REST = 0.15  # share of a run from its first outcome to its end
_PATIENCE = 600  # seconds: other work may run beside this
_AGENCY = """\
name: 金华市示例安衡安全技术服务有限公司（虚构）
advisors:
  - {name: 示例辅导员A, phone: 100-0000-0091}
"""
_CLIENT = """\
agency: ../agency.yaml
enterprise:
  name: 永康市示例%02d厂（虚构）
  address: 浙江省金华市永康市虚构镇示例路%d号
  county: 永康市
  industry: {name: 金属制品, sector: 机械}
  headcount: 12
people:
  principal: {name: 示例戊一}
agreement:
  effective: 2026-09-01
"""
Tree = dict[str, bytes]


def make_clients(folder: Path, *, changed: bool = False) -> None:
    """The data of small clients; in ``changed`` ones half of them have moved."""
    clients = folder / "clients"
    clients.mkdir(parents=True, exist_ok=True)
    (clients / "agency.yaml").write_text(_AGENCY, "utf-8")
    for number in range(CLIENTS):
        client = clients / f"{number:02}"
        client.mkdir(exist_ok=True)
        house = 19 if changed and number % 2 else 9
        (client / "client.yaml").write_text(_CLIENT % (number, house), "utf-8")


def light(folder: Path, executor: Executor[Any]) -> Iterator[Outcome[Any]]:
    """Deliver packs of texts, which nothing is derived for."""
    (folder / "out").mkdir(exist_ok=True)
    clients = sorted(path for path in (folder / "clients").iterdir() if path.is_dir())
    entries = [Entry(client, client.name) for client in clients]
    return executor([Task(entry, partial(_delivered, folder / "out"), folder / "cache") for entry in entries])


def _delivered(out: Path, entry: Entry) -> None:
    text = (entry.client / "client.yaml").read_bytes()
    files = tuple(delivery.File(f"{no % 3}/{no}.txt", b"%d %b" % (no, text), "") for no in range(_FILES))
    about = {"client": entry.name, "day": "2026-11-23"}
    delivery.deliver(out / entry.name, files, about, delivery.Terms("2026-11-23", wait=5))


def real(folder: Path, executor: Executor[Any]) -> Iterator[Outcome[Any]]:
    """Build the clients' packs, each whole, but of few deliverables."""
    from generator import api
    from tests.conftest import DAY

    def of_few(tasks: Sequence[Task[Any]]) -> Iterator[Outcome[Any]]:
        return executor([replace(task, walk=Few(task.walk)) for task in tasks])

    order = api.Order(DAY, cache=folder / "cache")
    yield from api.build_many(batch.clients([folder / "clients"]), folder / "out", order, of_few)


@dataclass(frozen=True)
class Few:
    """The walk of a client whose whole pack is a few files."""

    walk: Walk[Any]

    def __call__(self, entry: Entry) -> Any:
        from generator.making import pieces

        if not hasattr(pieces, "all_listed"):
            pieces.all_listed = pieces.listed  # type: ignore[attr-defined]
            pieces.listed = self._listed
        return self.walk(entry)

    @staticmethod
    def _listed(*given: Any) -> tuple[Any, ...]:
        from generator.making import pieces

        listed = pieces.all_listed(*given)  # type: ignore[attr-defined]
        return tuple(one for one in listed if one.entry.id in FEW)


_RUNS = {"light": light, "real": real}


def said(outcomes: Iterator[Outcome[Any]]) -> Iterator[str]:
    """A line for each outcome: its state, its client and the errors."""
    for one in outcomes:
        yield " ".join([one.state, one.client.name, *map(str, errors_in(one.problems))])


@dataclass(frozen=True)
class Runs:
    """Runs of one kind over the clients of a folder, each in a process of its own."""

    kind: str

    def start(self, folder: Path) -> subprocess.Popen[bytes]:
        """One run, with its temporary files in the folder; what it says goes to a file there."""
        (folder / "tmp").mkdir(exist_ok=True)
        environment = {**os.environ, "TMPDIR": str(folder / "tmp"), "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "tests.batch.kills", self.kind, str(folder)]
        with (folder / "said").open("wb") as file:
            return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=subprocess.STDOUT)

    def whole(self, folder: Path) -> list[str]:
        """One run that nobody disturbs; what it said."""
        self.start(folder).wait(timeout=_PATIENCE)
        return lines(folder)

    def killed(self, folder: Path, kill: Kill, seconds: float) -> list[str]:
        """One run of which somebody is killed; what it said. Without it, it would take so long."""
        parent = self.start(folder)
        if kill.after_first:
            _wait(parent, lambda: bool(lines(folder)))
        moment = time.monotonic() + seconds * (kill.when * _REST if kill.after_first else kill.when)
        _wait(parent, lambda: time.monotonic() > moment)
        with contextlib.suppress(psutil.Error):  # it may have ended by itself
            kill.victim(parent.pid).send_signal(kill.how)
        parent.wait(timeout=_PATIENCE)
        return lines(folder)


def _wait(process: subprocess.Popen[bytes], until: Callable[[], bool]) -> None:
    while process.poll() is None and not until():
        time.sleep(0.005)


def lines(folder: Path) -> list[str]:
    """What the last run said."""
    return (folder / "said").read_text("utf-8").splitlines()


@dataclass(frozen=True)
class Kill:
    """What is killed, how, when (share of a run, or of what is left of it after the first client)."""

    who: str
    how: int
    when: float
    after_first: bool
    again: bool  # over packs of other data

    def victim(self, parent: int) -> psutil.Process:
        """The process to kill."""
        process = psutil.Process(parent)
        workers = [one for one in process.children() if "spawn_main" in " ".join(one.cmdline())]
        return workers[0] if self.who == "worker" and workers else process


def kills(number: int, seed: int = 15) -> Iterator[Kill]:
    """So many kills, all kinds in turn, at random moments."""
    moments = random.Random(seed)  # noqa: S311 - not for secrets
    for turn in range(number):
        who = "worker" if turn % 2 else "parent"
        how = signal.SIGTERM if turn // 2 % 2 else signal.SIGKILL
        yield Kill(who, how, moments.uniform(0.05, 1.0), turn % 3 > 0, again=turn // 4 % 2 == 0)


@dataclass(frozen=True)
class Undisturbed:
    """What undisturbed runs come to: over nothing, over packs of other data; how long one takes (seconds)."""

    folder: Path
    first: Tree
    again: Tree
    seconds: float

    @classmethod
    def made(cls, runs: Runs, work: Path, seconds: float = 0.0) -> Undisturbed:
        """Built, kept to start other runs from, and built over once more with changed data.

        ``seconds`` that a run takes are measured where they are not given.
        """
        folder, before = work / "undisturbed", work / "before"
        make_clients(folder)
        began = time.monotonic()
        _check(runs.whole(folder))
        seconds, first = seconds or time.monotonic() - began, tree(folder)
        shutil.copytree(folder, before)
        make_clients(folder, changed=True)
        _check(runs.whole(folder))
        return cls(before, first, tree(folder), seconds)


def _check(said: Sequence[str]) -> None:
    assert [line[:5] for line in said] == ["done "] * CLIENTS, said


def tree(folder: Path) -> Tree:
    """Every file of the packs with its bytes, and every folder."""
    found = sorted((folder / "out").rglob("*"))
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"" for path in found}


def tried(runs: Runs, kill: Kill, work: Path, calm: Undisturbed) -> list[str]:
    """What differs from the undisturbed run after this kill and one more run."""
    folder = work / "tried"
    shutil.rmtree(folder, ignore_errors=True)
    if kill.again:
        shutil.copytree(calm.folder, folder)
    make_clients(folder, changed=kill.again)
    told = runs.killed(folder, kill, calm.seconds)
    wrong = [] if kill.who == "parent" else [line for line in told if not line.startswith("done ")]
    wrong += [line for line in runs.whole(folder) if not line.startswith(("done ", "skipped "))]
    if kill.who == "worker" or kill.how == signal.SIGTERM:  # else a log may be left, until it is swept
        wrong += [f"left: {path.name}" for path in (folder / "tmp").iterdir()]
    return wrong + _differences(tree(folder), calm.again if kill.again else calm.first)


def _differences(found: Tree, wanted: Tree) -> list[str]:
    lost = [f"missing: {path}" for path in wanted.keys() - found.keys()]
    more = [f"extra: {path}" for path in found.keys() - wanted.keys()]
    both = found.keys() & wanted.keys()
    return lost + more + [f"other: {path}" for path in both if found[path] != wanted[path]]


def main(number: int, kind: str) -> int:
    """Try kills; 1 when a run came to something else."""
    bad, runs = 0, Runs(kind)
    with tempfile.TemporaryDirectory() as work:
        calm = Undisturbed.made(runs, Path(work))
        for kill in kills(number):
            wrong = tried(runs, kill, Path(work), calm)
            bad += bool(wrong)
            told = "".join(f"  {line}\n" for line in wrong[:20])
            sys.stdout.write(f"{'BAD' if wrong else 'ok '} {kill}\n{told}")
            sys.stdout.flush()
    sys.stdout.write(f"{bad} bad\n")
    return 1 if bad else 0


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in _RUNS:
        for line in said(_RUNS[sys.argv[1]](Path(sys.argv[2]), Supervised(2))):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    else:
        sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 30, *(sys.argv[2:] or ["real"])))
