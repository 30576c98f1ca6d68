"""A dask cluster as its users start it, on this machine: a scheduler and workers, each a process."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.batch.walks import until
from tests.conftest import ROOT


@dataclass(slots=True)
class Machines:
    """A scheduler and its workers; ``folder`` holds their logs and caches."""

    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The scheduler's, which chose its port itself."""
        file = self.folder / "scheduler.json"
        until(file.exists)
        until(lambda: file.read_text("utf-8").endswith("}"))
        return str(json.loads(file.read_text("utf-8"))["address"])

    def start(self, *arguments: str, **environment: str) -> None:
        """``dask`` with these arguments, and the scheduler's file."""
        number = len(self.processes)
        command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
        command += ["--scheduler-file", str(self.folder / "scheduler.json")]
        more = {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(self.folder / f"cache{number}")}
        with (self.folder / f"{number}.log").open("wb") as log:
            self.processes.append(
                subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | more | environment)
            )

    def work(self, root: Path, *arguments: str) -> None:
        """A worker of one thread that has the shared folder there."""
        scratch = str(self.folder / "scratch")
        given = ("--host", "127.0.0.1", "--nthreads", "1", "--local-directory", scratch, *arguments)
        self.start("worker", *given, TUOGUAN_ROOT=str(root))

    def until(self, number: int) -> None:
        """Wait until so many workers are there."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            until(lambda: len(client.nthreads()) == number)


@contextlib.contextmanager
def machines(folder: Path) -> Iterator[Machines]:
    """A scheduler of its own; it and its workers end afterwards."""
    made = Machines(folder)
    made.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-show")
    try:
        yield made
    finally:
        for process in made.processes:
            process.kill()  # what it started ends with it
        for process in made.processes:
            process.wait()
