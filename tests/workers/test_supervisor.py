"""Workers and what clients do to them: each other client is done, whatever becomes of one."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import resource_tracker, spawn
from pathlib import Path

import psutil
import pytest

from generator.workers import Limits, Outcome, Supervised, Task, crew, in_turn, worker
from generator.workers.crew import Crew
from generator.workers.hired import Hired
from tests.conftest import ROOT
from tests.workers import misfortunes
from tests.workers.misfortunes import tasks

KILLS = hasattr(signal, "SIGKILL")
posix = pytest.mark.skipif(os.name != "posix", reason="signals and libraries of POSIX")


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where workers keep what they print; nothing is left there, and no worker runs on."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    yield folder
    assert not list(folder.glob("tuoguan-worker-*"))
    assert not multiprocessing.active_children()


def _ended(
    names: Sequence[str], jobs: int = 2, limits: Limits | None = None, crashes: Path | None = None
) -> dict[str, Outcome[object]]:
    """The outcomes by the clients' names, in the order in which they ended."""
    given = tasks(*names, crashes=crashes)
    called = {task.entry.client: task.entry.name for task in given}
    found = [(called[one.client], one) for one in Supervised(jobs, limits or Limits())(given)]
    assert len(found) == len(given)
    return dict(found)


def _lines(outcome: Outcome[object]) -> str:
    return "\n".join(map(str, outcome.problems))


def test_whatever_becomes_of_one_client_all_others_are_done(tmp_path: Path) -> None:
    once, crashes = f"die_once {tmp_path / 'once'}", tmp_path / "cache"
    faults = ("die 3", "kill", "unsendable", "unopenable", "faulty", "unforeseen")
    found = _ended(["pid", *faults, "large 5000000", once, "pid 2"], crashes=crashes)
    assert {name: one.state for name, one in found.items() if name not in faults} == dict.fromkeys(
        ("pid", "large 5000000", once, "pid 2"), "done"
    )
    assert found["large 5000000"].made == b"x" * 5000000
    assert all(found[name].state == "failed" and len(found[name].problems) == 1 for name in faults)
    assert "退出码 3" in _lines(found["die 3"])
    assert "信号 9" in _lines(found["kill"])
    assert "AttributeError" in _lines(found["unsendable"])
    assert "ValueError" in _lines(found["unopenable"])
    assert _lines(found["faulty"]) == "数据有错"
    assert "LookupError" in _lines(found["unforeseen"])
    assert "一句遗言" in _lines(found["die 3"])
    assert any("一句遗言" in log.read_text("utf-8") for log in (crashes / "errors").iterdir())
    assert found[once].worker == "1"
    assert {one.worker for one in found.values()} <= {"1", "2"}


def test_outcomes_come_as_they_end_and_tell_who_took_how_long() -> None:
    found = _ended(["sleep 0.7", "pid"])
    assert [*found] == ["pid", "sleep 0.7"]
    assert found["sleep 0.7"].seconds >= 0.7
    assert found["pid"].made != found["sleep 0.7"].made != os.getpid()
    assert {one.worker for one in found.values()} == {"1", "2"}


def test_no_worker_is_idle_while_an_outcome_is_told(tmp_path: Path) -> None:
    outcomes = Supervised(1)(tasks("pid", f"begin {tmp_path / 'begun'} 0"))
    next(outcomes)
    _wait((tmp_path / "begun").exists)
    assert len([*outcomes]) == 1


def test_a_walk_is_loaded_once_a_worker_and_no_more_workers_start_than_there_are_clients() -> None:
    given = [Task(task.entry, misfortunes.Heavy(), None) for task in tasks("a", "b", "c")]
    assert [one.made for one in Supervised(1)(given)] == [1, 1, 1]
    assert [one.made for one in Supervised(64)(given[:1])] == [1]
    assert [*Supervised(2)(())] == []


@posix
def test_a_client_that_hangs_is_ended_tried_again_and_told(tmp_path: Path) -> None:
    found = _ended(["hold 60", "pid", "sleep 0.3"], limits=Limits(seconds=1.0), crashes=tmp_path)
    assert [one.state for one in found.values()] == ["done", "done", "failed"]
    assert "超过 1 秒没有完成" in _lines(found["hold 60"])
    assert "in _hold_the_interpreter" in _lines(found["hold 60"])
    (log,) = (tmp_path / "errors").iterdir()
    assert "in walk" in log.read_text("utf-8")


def test_a_worker_that_grows_is_ended_its_client_tried_again_and_told() -> None:
    found = _ended(["grow 500 60", "grow 100 0.5", "pid"], limits=Limits(memory=300 * 1024**2))
    assert [*found][2:] == ["grow 500 60"]
    assert found["grow 100 0.5"].state == "done"
    assert "占用内存超过 300 MB" in _lines(found["grow 500 60"])
    assert found["grow 500 60"].seconds < 60


def test_the_log_tells_of_one_client_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = _ended(["say 别人的话", "die 1"], jobs=1, crashes=tmp_path)
    (log,) = (tmp_path / "errors").iterdir()
    assert log.read_text("utf-8") == "一句遗言\n"
    assert found["say 别人的话"].state == "done"
    assert capfd.readouterr() == ("", "")


def test_no_log_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: str) -> None:
        raise PermissionError

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    found = _ended(["say 话", "pid"], jobs=1, crashes=tmp_path)
    assert [one.state for one in found.values()] == ["done", "done"]


def test_a_worker_that_dies_while_it_has_nothing_to_do_is_replaced() -> None:
    with contextlib.closing(Crew[object](1, Limits())) as kept:
        (first,) = kept.walk(tasks("pid"))
        (second,) = kept.walk(tasks("pid"))
        assert first.made == second.made
        psutil.Process(int(str(first.made))).kill()
        (third,) = kept.walk(tasks("pid"))
        assert third.state == "done"
        assert third.made != first.made


@posix
def test_workers_that_cannot_start_stop_the_run_with_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken, former = tmp_path / "python", spawn.get_executable()
    resource_tracker.ensure_running()  # else it would be started so as well
    broken.write_text(f"#!/bin/sh\necho x >> {tmp_path}/starts\necho 缺了模块 >&2\nexit 1\n")
    broken.chmod(0o700)
    multiprocessing.set_executable(str(broken))
    try:
        found = _ended(["pid", "pid 2", "pid 3"])
    finally:
        multiprocessing.set_executable(former)
    assert [one.state for one in found.values()] == ["stopped"] * 3
    assert [len(one.problems) for one in found.values()] == [1, 0, 0]
    assert "工作进程启动不了" in _lines(found["pid"])
    assert 3 <= len((tmp_path / "starts").read_text().splitlines()) <= 4
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("names", "states", "starts"),
    [
        (["sleep 0.3", "pid", "pid 2", "pid 3"], ["done", "done", "done", "done"], 7),
        (["pid", "die 1", "pid 2"], ["done", "stopped", "stopped"], 7),
        (["pid", "pid 2", "die 1"], ["done", "done", "stopped"], 10),
    ],
)
def test_where_no_more_workers_can_start_those_there_are_go_on(
    monkeypatch: pytest.MonkeyPatch, names: Sequence[str], states: Sequence[str], starts: int
) -> None:
    calls: list[str] = []

    def hire(name: str, limits: Limits) -> Hired:
        calls.append(name)
        if len(calls) > 1:
            raise BlockingIOError("没有资源")
        return Hired(name, limits)

    monkeypatch.setattr(crew, "Hired", hire)
    found = _ended(names)
    assert [one.state for one in found.values()] == states
    assert sum(len(one.problems) for one in found.values()) == ("stopped" in states)
    assert len(calls) == starts


def test_a_script_that_forgets_its_guard_is_told(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from generator.workers import Supervised\n"
        "from tests.workers.misfortunes import tasks\n"
        "for one in Supervised(1)(tasks('pid')):\n"
        "    print(one.state, *one.problems)\n",
        "utf-8",
    )
    done = _python(str(script))
    out, err = done.communicate(timeout=60)
    assert out.startswith("stopped 工作进程启动不了")
    assert "if __name__ ==" in out
    assert err == ""


@posix
def test_a_stop_lets_clients_under_way_end_and_begins_no_other() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    states, seconds = _stopped("sleep 0.7", (signal.SIGTERM,), Limits())
    assert states == ["done", "done", "stopped", "stopped"]
    assert seconds < 30
    assert before == [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]


@posix
@pytest.mark.parametrize(
    ("asked", "patience"), [((signal.SIGINT,), 0.2), ((signal.SIGINT, signal.SIGTERM), 60)]
)
def test_a_client_that_does_not_end_is_stopped_when_patience_ends_or_at_the_second_signal(
    asked: Sequence[int], patience: float
) -> None:
    states, seconds = _stopped("sleep 60", asked, Limits(patience=patience))
    assert states == ["done", "stopped", "stopped", "stopped"]
    assert seconds < 30


def _stopped(second: str, asked: Sequence[int], limits: Limits) -> tuple[list[str], float]:
    """The states of clients and how long it took, when the stop is asked for while the second is at work."""
    outcomes = Supervised(1, limits)(tasks("pid", second, "pid", "pid"))
    states = [next(outcomes).state]
    began = time.monotonic()
    for number in asked:
        os.kill(os.getpid(), number)
    states += [one.state for one in outcomes]
    return states, time.monotonic() - began


@posix
def test_a_signal_that_is_ignored_stays_so() -> None:
    former = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        states, _ = _stopped("pid", (signal.SIGINT,), Limits())
    finally:
        signal.signal(signal.SIGINT, former)
    assert states == ["done"] * 4


def test_logs_of_killed_runs_are_swept_when_stale(logs: Path) -> None:
    names = ("tuoguan-worker-old.log", "tuoguan-worker-new.log", "another.log")
    for name in names:
        (logs / name).touch()
    for name in ("tuoguan-worker-old.log", "another.log"):
        os.utime(logs / name, (time.time() - 90_000,) * 2)
    Crew[object](1, Limits()).close()
    assert sorted(path.name for path in logs.iterdir()) == ["another.log", "tuoguan-worker-new.log"]
    (logs / "tuoguan-worker-new.log").unlink()


def test_a_run_that_nobody_goes_on_with_leaves_no_worker() -> None:
    outcomes = Supervised(2)(tasks("sleep 60", "pid"))
    pid = int(str(next(outcomes).made))
    outcomes.close()  # type: ignore[attr-defined]
    assert not psutil.pid_exists(pid)


@pytest.mark.parametrize(
    ("executor", "how"), [(in_turn, "full"), (in_turn, "enospc"), (Supervised(1), "full")]
)
def test_a_full_disk_stops_the_run_and_is_told_once(executor: Supervised, how: str) -> None:
    found = list(executor(tasks("pid", how, "pid", "pid")))
    assert [one.state for one in found] == ["done", "failed", "stopped", "stopped"]
    assert "磁盘空间不足" in _lines(found[1])
    assert not found[2].problems
    assert not found[3].problems


def test_of_two_clients_that_find_the_disk_full_one_tells() -> None:
    found = _ended(["full", "full 2", "pid"])
    assert sorted(one.state for one in found.values()) == ["failed", "stopped", "stopped"]
    assert len([one for one in found.values() if one.problems]) == 1


@pytest.mark.skipif(not KILLS, reason="needs kill -9")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path, logs: Path, number: int) -> None:
    marks = [tmp_path / "1", tmp_path / "2"]
    code = (
        "from generator.workers import Limits, Supervised\nfrom tests.workers.misfortunes import tasks\n"
        f"names = [f'begin {{mark}} 60' for mark in {[str(mark) for mark in marks]}]\n"
        "list(Supervised(2, Limits(patience=0.2))(tasks(*names)))"
    )
    parent = _python("-c", code)
    _wait(lambda: all(mark.exists() and mark.read_text() for mark in marks))
    parent.send_signal(number)
    assert parent.communicate(timeout=30) == ("", "")
    workers = [int(mark.read_text()) for mark in marks]
    _wait(lambda: not any(map(psutil.pid_exists, workers)))
    _wait(lambda: not list(logs.iterdir()))


def _python(*words: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [sys.executable, *words], stdout=pipe, stderr=pipe, encoding="utf-8", cwd=ROOT, env=environment
    )


def _wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not until():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_no_more_workers_are_started_than_the_system_can_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_MOST", 3)
    assert [Crew(jobs, Limits()).jobs for jobs in (2, 3, 4)] == [2, 3, 3]


@posix
@pytest.mark.parametrize(("kind", "stays"), [(Path.touch, False), (getattr(os, "mkfifo", None), True)])
def test_who_ends_with_the_parent_deletes_a_log_and_no_device(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Callable[[Path], None], stays: bool
) -> None:
    log = tmp_path / "log"
    kind(log)
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    worker._end_with_parent(log)
    assert (ended, log.exists()) == ([1], stays)
