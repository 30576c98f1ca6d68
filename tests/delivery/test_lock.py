"""One build at a time; a dead one holds nothing up and leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from generator import delivery
from generator.delivery import Terms, disk, lock
from generator.errors import PackError
from tests import depth
from tests.conftest import ROOT
from tests.delivery.packs import deliver, everything, lines, tree

HOLD = "import sys, time; from pathlib import Path; from generator.delivery import lock\n"
HOLD += "with lock.held(Path(sys.argv[1]), Path('p')): print('held', flush=True); time.sleep(60)"
BUILD = "import sys; from pathlib import Path; from tests.delivery.packs import deliver\n"
BUILD += "for n in range(10**6):\n"
BUILD += "    print(n, flush=True)\n"
BUILD += "    deliver(Path(sys.argv[1]), a=str(n), **{f'f{i}': f'{n}{i}' for i in range(12)})"


def _python(code: str, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def _kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


def _lock_of(pack: Path) -> Path:
    """The lock file of a pack, seen while it is held."""
    seen: list[Path] = []
    with pytest.MonkeyPatch.context() as patch:
        real = lock.held
        patch.setattr(lock, "held", lambda path, pack, **_: (seen.append(path), real(path, pack))[1])
        deliver(pack, a="1")
    return seen[0]


def test_second_build_gets_one_line_and_the_lock_of_a_dead_one_is_free(tmp_path: Path) -> None:
    place = _lock_of(tmp_path / "p")
    holder = _python(HOLD, str(place))
    try:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(PackError, match="另一个程序正在写入这个资料包") as caught:
            deliver(tmp_path / "p", a="2")
        assert len(caught.value.problems) == 1
        deliver(tmp_path / "q", a="2")
    finally:
        _kill(holder)
    assert place.exists()
    deliver(tmp_path / "p", a="2")
    assert tree(tmp_path / "p") == {"甲/a.docx": "2"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p", "q"]


@pytest.mark.parametrize(("wait", "is_had"), [(5, True), (0.1, False)])
def test_lock_of_a_build_that_ends_is_waited_for(tmp_path: Path, wait: float, is_had: bool) -> None:
    place = _lock_of(tmp_path / "p")
    holder = _python(HOLD, str(place))
    assert holder.stdout
    holder.stdout.readline()
    end = threading.Timer(0.4, holder.kill)
    end.start()
    try:
        with contextlib.ExitStack() as stack:
            if not is_had:
                stack.enter_context(pytest.raises(PackError, match="另一个程序正在写入"))
            deliver(tmp_path / "p", Terms("2026-11-23", wait=wait), a="2")
    finally:
        end.join()
        _kill(holder)
    assert (tmp_path / "p/甲/a.docx").read_text("utf-8") == ("2" if is_had else "1")


def test_what_is_no_lock_is_not_waited_for(tmp_path: Path) -> None:
    place = _lock_of(tmp_path / "p")
    place.mkdir()
    began = time.monotonic()
    with pytest.raises(PackError):
        deliver(tmp_path / "p", Terms("2026-11-23", wait=5), a="2")
    assert time.monotonic() - began < 2


def test_lock_deleted_between_opening_and_locking_is_taken_anew(tmp_path: Path) -> None:
    """Else two builds would hold two files of one name."""
    place, real = tmp_path / "x.lock", lock._hold
    calls = 0

    def hold(number: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 1:
            place.unlink()
        real(number)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lock, "_hold", hold)
        with lock.held(place, tmp_path):
            assert place.exists()
    assert calls == 2
    assert not place.exists()


def test_disk_without_locks_is_used_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(_: int) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr(lock, "_hold", unsupported)
    deliver(tmp_path / "p", a="1")
    assert tree(tmp_path / "p") == {"甲/a.docx": "1"}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_killed_at_random_moments(work: Path) -> None:
    folder = work / "out" / "p"
    moments = random.Random(7)
    for _ in range(depth.rounds(6, desk=2)):
        builder = _python(BUILD, str(folder))
        assert builder.stdout
        builder.stdout.readline()
        time.sleep(moments.uniform(0, 0.15))
        _kill(builder)
        report = deliver(folder, a="x", **{f"f{i}": "y" for i in range(12)})
        assert "手工修改" not in lines(report)
        assert not [problem for problem in report.problems if problem.severity == "error"]
        assert len(everything(work / "out")) == 14


def test_leftovers_of_killed_first_builds_are_swept_when_stale(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    names = [".tuoguan-ab_c1234", ".tuoguan-0123456789abcdef", ".tuoguan-fedcba9876543210"]
    for name in names:
        (tmp_path / name / "甲").mkdir(parents=True)
    (tmp_path / ".tuoguan-0123456789abcdef.lock").touch()
    old = time.time() - 90_000
    for name in (*names[:2], ".tuoguan-0123456789abcdef.lock"):
        os.utime(tmp_path / name, (old, old))
    deliver(tmp_path / "p", a="2")
    assert sorted(path.name for path in tmp_path.iterdir()) == [names[2], "p"]


def test_everything_goes_through_one_place() -> None:
    """Else the tests of faults would miss changes of the disk."""
    folder = Path(delivery.__file__).parent
    words = ("write_", "mkdir", "unlink", "Path.rename", ".replace(target", "shutil", "rmtree")
    rest = [path for path in folder.glob("*.py") if path != Path(disk.__file__)]
    assert not [
        (path.name, word)
        for path in rest
        for word in words
        if word in path.read_text("utf-8").replace("disk.write_", "")
    ]


def test_one_run_over_many_clients_at_a_time(tmp_path: Path) -> None:
    with lock.of_run(tmp_path / "out"):
        with pytest.raises(PackError, match="另一个程序正在写入这个输出文件夹；请等它完成") as caught:
            lock.of_run(tmp_path / "out").__enter__()
        assert caught.value.problems[0].where == str(tmp_path / "out")
        assert deliver(tmp_path / "out/p", a="1").actions == (("新建", "甲/a.docx"),)
        with lock.of_run(tmp_path / "other"):
            pass
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["p"]
    assert not (tmp_path / "other").exists()
    with lock.of_run(tmp_path / "out"):
        pass


def test_a_run_into_what_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("1", "utf-8")
    with pytest.raises(PackError, match="已被其他东西占用"):
        lock.of_run(tmp_path / "file").__enter__()
    assert (tmp_path / "file").read_text("utf-8") == "1"
