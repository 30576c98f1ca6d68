"""A disk that fills up in the middle of a run: it stops cleanly, and the next run goes on."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.batch import Supervised, in_turn
from tests.batch.kills import CLIENTS, light, make_clients, said, tree

Disk = Callable[[str], Path]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Gives a disk of the size that is asked for, with what was on it; only where mounting is allowed."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(size: str) -> Path:
        options = f"size={size}" + (",remount" if place.is_mount() else "")
        command = [shutil.which("mount") or "mount", "-t", "tmpfs", "-o", options, "none", str(place)]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("mounting is not allowed here")
        return place

    yield mount
    if place.is_mount():
        subprocess.run([shutil.which("umount") or "umount", str(place)], check=True)


@pytest.mark.parametrize("executor", [in_turn, Supervised(1)])
def test_a_disk_that_fills_stops_the_run_and_the_next_one_goes_on(
    tmp_path: Path, disk: Disk, executor: Supervised
) -> None:
    make_clients(tmp_path)
    assert all(line.startswith("done ") for line in said(light(tmp_path, in_turn)))
    folder = disk("640k")
    make_clients(folder)

    first = list(said(light(folder, executor)))
    states = [line.split()[0] for line in first]
    assert states.count("failed") == 1
    assert states.count("stopped") == CLIENTS - 1 - states.count("done")
    assert min(states.count("stopped"), states.count("done")) > 1
    assert "".join(first).count("磁盘空间不足") == 1
    done = {line.split()[1] for line in first if line.startswith("done ")}
    assert {path.name for path in (folder / "out").iterdir()} == done

    disk("8m")
    assert [line.split()[0] for line in said(light(folder, executor))] == ["done"] * CLIENTS
    assert tree(folder) == tree(tmp_path)
