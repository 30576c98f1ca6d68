"""Many machines: processes of dask on this one, which know the shared folder by another name."""

from __future__ import annotations

import json
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from generator.batch import Entry, Limits, Outcome, Task, cluster, connection, dispatch, remote
from generator.batch.dispatch import Dispatch
from generator.batch.remote import Ticket, Traits
from generator.batch.shared import Shared
from generator.errors import ClusterError
from generator.library import built_in
from generator.problems import Problem
from tests.batch import walks
from tests.batch.dask import Machines, machines
from tests.cli.running import run
from tests.conftest import AGENCY, CLIENT, DAY


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shared folder; the workers see it at another place."""
    return tmp_path_factory.mktemp("共享")


@pytest.fixture(scope="module")
def started(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Two workers; one that dies is started anew by its nanny."""
    folder = tmp_path_factory.mktemp("dask")
    (folder / "mnt").symlink_to(root, target_is_directory=True)
    with machines(folder) as made:
        made.work(folder / "mnt", "--nworkers", "2")
        yield made


@pytest.fixture
def two(started: Machines) -> Machines:
    """The two, both of them there."""
    started.until(2)
    return started


def _clients(folder: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """Small clients in a folder, each called by its folder's name."""
    folder.mkdir()
    (folder / "agency.yaml").write_text(AGENCY, "utf-8")
    for name in names:
        (folder / name).mkdir()
        (folder / name / "client.yaml").write_text(CLIENT.replace("示例小厂", f"示例{name}厂"), "utf-8")
    return tuple(folder / name for name in names)


def _tasks(folder: Path, number: int) -> list[Task[str]]:
    """Clients whose walk is light; their folders need not be there."""
    return [Task(Entry(folder / f"{one}号"), walks.named, None) for one in range(number)]


def _bytes(out: Path) -> Mapping[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def _hurt(run: Dispatch, tasks: Sequence[Task[Any]], real: Any = Dispatch.outcomes) -> Iterator[Outcome[Any]]:
    return real(run, [replace(task, walk=partial(walks.hurt, walk=task.walk)) for task in tasks])


def test_worker_and_a_client_are_killed_and_every_other_pack_is_there(
    root: Path, two: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients = _clients(root / "killed", ["甲", "慢", "毒", "乙", "丙"])
    out, alone, log = root / "killed-out", root / "alone", root / "run.jsonl"
    monkeypatch.setattr(Dispatch, "outcomes", _hurt)
    killer = threading.Thread(target=walks.kill, args=[root / "killed"])
    killer.start()
    more = ("--date", DAY, "--only", "letter_enterprise")
    there = ("--scheduler", two.address, "--root", root, "--report", log)
    done = run("batch", root / "killed", "-o", out, *more, *there)
    killer.join()
    assert done.returncode == 1
    assert "共 5 家：完成 4 家，有问题 1 家" in done.stdout
    assert "工作进程断开了，它手上的企业由别的接着做" in done.stderr
    assert f"错误：{root / 'killed/毒'}：工作进程意外中止（信号 9），单独重试也是这样" in done.stderr
    rows = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {row["client"]: row["state"] for row in rows} == {
        str(one): "failed" if one.name == "毒" else "done" for one in clients
    }
    assert all(row["worker"].startswith("tcp://127.0.0.1:") for row in rows)
    sound = [one for one in clients if one.name != "毒"]
    assert run("build", *sound, "-o", alone, *more).returncode == 0
    assert _bytes(out) == _bytes(alone)


def test_worker_of_another_version_is_refused_by_name_before_anything_is_written(
    root: Path, two: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "__version__", "9.9")
    with (
        pytest.raises(ClusterError, match=r"tcp://127\.0\.0\.1:\d+：.*本机是 9\.9") as told,
        cluster.opened(two.address, root, root / "another", built_in()),
    ):
        raise AssertionError
    assert len(told.value.problems) == 2
    assert not (root / "another").exists()


def test_worker_that_joins_later_without_the_folder_is_refused_and_the_others_do_its_clients(
    root: Path, two: Machines, tmp_path: Path
) -> None:
    told = list[Problem]()
    out = root / "joined"
    out.mkdir()
    (out / ".tuoguan-cluster-killed").touch()
    with (
        cluster.opened(two.address, root, out, built_in(), None, told.append) as executor,
        cluster.opened(two.address, root, out, built_in()),
    ):
        assert len(list(out.iterdir())) == 2  # a marker for each run that goes on
        two.work(tmp_path, "--no-nanny")
        two.until(3)
        outcomes = list(executor(_tasks(root, 4)))
    two.processes[-1].kill()
    two.until(2)
    assert list(out.iterdir()) == []
    assert sorted(str(one.made) for one in outcomes) == ["0号", "1号", "2号", "3号"]
    (problem,) = told
    assert problem.where.startswith("tcp://127.0.0.1:")
    assert "不是同一个共享文件夹" in str(problem)
    assert problem.where not in {one.worker for one in outcomes}


def test_stop_lets_those_under_way_end_and_the_rest_wait_for_another_run(root: Path, two: Machines) -> None:
    states = list[str]()
    with cluster.opened(two.address, root, root / "stopped", built_in()) as executor:
        for outcome in executor(_tasks(root, 9)):
            if not states:
                signal.raise_signal(signal.SIGINT)
            states.append(outcome.state)
    done = states.count("done")
    assert states == ["done"] * done + ["stopped"] * (9 - done)
    assert 1 <= done <= 6  # at most three workers have one each, and each one that ended beside the first


def test_command_takes_the_folder_over_clients_and_output_for_the_shared_one(
    root: Path, two: Machines
) -> None:
    clients = _clients(root / "parent", ["甲"])
    done = run("batch", *clients, "-o", root / "parent/out", "--scheduler", two.address, "--date", str(DAY))
    assert done.returncode == 1  # the workers know the folder above
    assert f"本机的共享文件夹是 {root / 'parent'}）" in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert not (root / "parent/out").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--root", "x"), "--root 只能与 --scheduler 一起用"),
        (("--scheduler", "tcp://127.0.0.1:1", "--jobs", "2"), "--jobs 不能与 --scheduler 一起用"),
    ],
)
def test_options_that_contradict_each_other_are_misuse(
    tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    done = run("batch", tmp_path, "-o", tmp_path / "out", *options)
    assert (done.returncode, told in done.stderr) == (2, True)


def test_cluster_without_dask_is_one_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(ClusterError, match=r"pip install 'tuoguan\[cluster\]'"),
        cluster.opened("tcp://127.0.0.1:1", root, root / "without", built_in()),
    ):
        raise AssertionError
    assert not (root / "without").exists()


@pytest.mark.parametrize("listens", [False, True])
def test_scheduler_that_does_not_answer_is_one_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, listens: bool
) -> None:
    monkeypatch.setattr(connection, "_WITHIN", 0.3)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if listens:
            server.listen()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        with (
            pytest.raises(ClusterError, match=f"连不上调度进程 {address}") as told,
            cluster.opened(address, root, root / "unreached", built_in()),
        ):
            raise AssertionError
    assert len(told.value.problems) == 1
    assert not (root / "unreached").exists()


class _Nobody:
    """A scheduler whose workers are all gone, or that is gone itself."""

    def __init__(self, status: str) -> None:
        self.status = status

    def nthreads(self, **_: Any) -> dict[str, int]:
        return {}


class _Leaving(_Nobody):
    """A scheduler whose workers are all gone by the next look; ``sent`` are the clients that they had."""

    def __init__(self) -> None:
        super().__init__("running")
        self.looks = 0
        self.sent = list[bytes]()

    def nthreads(self, **_: Any) -> dict[str, int]:
        self.looks += 1
        return {f"tcp://{self.looks}": 1}

    def submit(self, *given: Any, **_: Any) -> Mock:
        self.sent.append(given[-1])
        return Mock(status="pending")


def test_client_that_loses_every_worker_is_given_up_when_the_others_had_their_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "_LOOK", 0.01)
    told, gone, shared = list[Problem](), _Leaving(), Shared(tmp_path, None)
    ticket = Ticket("", Traits("", "", "", ""), b"", b"", Limits())
    outcomes = list(Dispatch(gone, shared, ticket, told.append).outcomes(_tasks(tmp_path, 2)))
    assert [one.state for one in outcomes] == ["failed", "failed"]
    assert "先后断开了 3 次" in str(outcomes[0].problems[0])
    assert [shared.unpacked(one).client.name for one in gone.sent] == ["0号", "1号"] * 3
    assert len(told) == 6


@pytest.mark.parametrize(("status", "words"), [("running", "工作进程都断开了"), ("closed", "调度进程断开了")])
def test_run_without_workers_ends_and_tells_it_once(tmp_path: Path, status: str, words: str) -> None:
    ticket, told = Ticket("", Traits("", "", "", ""), b"", b"", Limits()), list[Problem]()
    tasks: list[Task[Any]] = [Task(Entry(tmp_path / name), str, None) for name in "甲乙"]
    one_run = Dispatch(_Nobody(status), Shared(tmp_path, None), ticket, told.append, patience=0.0)
    one, two = one_run.outcomes(tasks)
    assert [one.state, two.state] == ["stopped", "stopped"]
    assert words in str(one.problems[0])
    assert two.problems == ()
    assert told == []


def test_client_outside_the_shared_folder_is_its_own_fault(tmp_path: Path) -> None:
    ticket, told = Ticket("", Traits("", "", "", ""), b"", b"", Limits()), list[Problem]()
    task: Task[Any] = Task(Entry(tmp_path / "甲"), str, None)
    one_run = Dispatch(_Nobody("closed"), Shared(tmp_path / "root", None), ticket, told.append)
    (outcome,) = one_run.outcomes([task])
    assert (outcome.state, told) == ("failed", [])
    assert "不在共享文件夹" in str(outcome.problems[0])


_OURS = Traits("1", "3.11", "a", "b")


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        (_OURS, ""),
        (Traits("2", "3.12", "c", "d"), "tuoguan 是 1，本机是 2"),
        (Traits("1", "3.12", "c", "d"), "Python 是 3.11，本机是 3.12"),
        (Traits("1", "3.11", "c", "d"), "库与本机不同"),
        (Traits("1", "3.11", "a", "d"), "模板和参考数据与本机不同"),
    ],
)
def test_what_machines_must_have_in_common(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theirs: Traits, words: str
) -> None:
    here = Shared(tmp_path, None)
    (tmp_path / "marker").touch()
    monkeypatch.setattr(remote, "traits", lambda _: _OURS)
    monkeypatch.setenv(remote.ROOT, str(tmp_path))
    ticket = Ticket(str(theirs), theirs, here.packed(built_in()), here.packed(tmp_path / "marker"), Limits())
    assert words in remote.refusal(ticket)
    assert bool(remote.refusal(ticket)) == bool(words)
    (tmp_path / "marker").unlink()
    assert "不是同一个共享文件夹" in remote.refusal(ticket)
    monkeypatch.delenv(remote.ROOT)
    assert "没有环境变量 TUOGUAN_ROOT" in remote.refusal(ticket)
