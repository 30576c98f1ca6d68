"""The process in which a thread of a dask worker walks its clients: kept for a run, and no longer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from generator.batch import Entry, Limits, Task, child
from tests.batch import walks


def _pid(run: str) -> int:
    pid = child.of(run, Limits()).walk(Task(Entry(Path("甲")), walks.process, None)).made
    assert isinstance(pid, int)
    return pid


def test_child_is_kept_for_a_run_and_ends_with_it() -> None:
    first = _pid("one")
    assert _pid("one") == first
    second = _pid("two")
    assert not psutil.pid_exists(first)
    child.end("one")
    assert psutil.pid_exists(second)
    child.end("two")
    assert not psutil.pid_exists(second)


@pytest.mark.parametrize("ends", ["other", "this"])
def test_run_that_ends_leaves_its_own_client_at_once(tmp_path: Path, ends: str) -> None:
    def walk() -> str:
        return child.of("this", Limits()).walk(Task(Entry(tmp_path), walks.endless, None)).state

    with ThreadPoolExecutor(1) as thread:
        state = thread.submit(walk)
        walks.until(walks.gone(tmp_path).exists)
        child.end(ends)
        if ends == "other":
            assert not state.done()
            child.end("this")
        assert state.result(walks.PATIENCE / 2) == "stopped"
