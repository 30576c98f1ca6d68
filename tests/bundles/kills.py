"""An install killed at each change that it makes of the disk, in a process of its own.

``python -m tests.bundles.kills FOLDER`` takes what lies in ``FOLDER/before`` and leaves in ``FOLDER/1``,
``2`` … what lies there when it was killed at its first, second … change, after half of a write. One process
forks the others. Nothing is proven: that changes nothing of the disk.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from generator.bundles import install
from generator.delivery import disk
from tests.bundles.published import TERMS, Desk, believe

CHANGES = ("write", "make_folder", "replace", "rename", "remove", "clear")


def main(folder: Path) -> None:
    """Kill an install at each of its changes, until one has fewer; tell each change."""
    believe(pytest.MonkeyPatch())
    for at in count(1):
        if not _forked(folder / str(at), at):
            return


def _forked(folder: Path, at: int) -> bool:
    """An install of the file that lies there, killed at its at-th change; whether it has as many."""
    shutil.copytree(folder.parent / "before", folder)
    (file,) = folder.glob("*.tgb.zip")
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == signal.SIGKILL
    _arm(at)
    install.install(Desk(folder, trusting=False).place, file, TERMS)
    os._exit(0)


def _arm(at: int) -> None:
    """Let the at-th change of the disk be the last thing that this process does."""
    numbers: Iterator[int] = count(1)

    def armed(name: str, real: Callable[..., None]) -> Callable[..., None]:
        def call(path: Path, *rest: Any, **more: Any) -> None:
            if next(numbers) == at:
                sys.stdout.write(f"{name} {path.name}\n")
                sys.stdout.flush()
                if name == "write" and path.parent.exists():
                    path.write_bytes(rest[0][: len(rest[0]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            real(path, *rest, **more)

        return call

    for name in CHANGES:
        setattr(disk, name, armed(name, getattr(disk, name)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
