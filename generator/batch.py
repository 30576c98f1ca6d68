"""Many clients: find them, read each once, tell twins before anything is written, hand each to an executor.

One bad client never stops the rest: whatever its walk raises is its own result.
"""

from __future__ import annotations

import os.path
import pickle
import signal
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from generator import crash, intake, names, schema
from generator.errors import GeneratorError, IntakeError
from generator.library import Library
from generator.problems import Problem, error, errors_in
from generator.record import Record

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """One client's result: what its walk made, or the problems that stood in its way."""

    client: Path
    made: T | None
    problems: tuple[Problem, ...] = ()


# A client's walk, from its record to what it makes; picklable where processes are to run it.
Walk = Callable[[Record], T]


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """One client to be walked, with its record; of many clients each is packed, small to hold and to send."""

    client: Path
    record: Record | bytes
    walk: Walk[T]
    crashes: Path | None

    def __call__(self) -> Outcome[T]:
        """The outcome, whatever the walk raises but a stop that was asked for."""
        return _guarded(self.client, self.crashes, lambda: self.walk(_unpacked(self.record)))


# Runs tasks and gives their outcomes in the order of the tasks.
Executor = Callable[[Sequence[Task[T]]], Iterator[Outcome[T]]]


def clients(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The clients meant: a client's file or folder as it is, a folder of client folders as all of them."""
    return tuple(dict.fromkeys(client for path in paths for client in _clients(path)))


def _clients(path: Path) -> tuple[Path, ...]:
    if not path.is_dir() or _is_client(path):
        return (path,)
    try:
        inside = tuple(sorted(child for child in path.iterdir() if child.is_dir() and _is_client(child)))
    except OSError as exc:
        raise IntakeError(error(str(path), "文件夹打不开", "请检查权限和磁盘")) from exc
    if not inside:
        raise IntakeError(intake.missing(path))
    return inside


def _is_client(folder: Path) -> bool:
    """Whether a client's data lies there; a folder that cannot be looked into is told by its own build."""
    try:
        return any((folder / name).is_file() for name in intake.NAMES)
    except OSError:
        return True


def run(
    paths: Sequence[Path], walk: Walk[T], executor: Executor[T], library: Library, crashes: Path | None = None
) -> Iterator[Outcome[T]]:
    """Walk each client once, outcomes in the given order; ``crashes`` is the folder for logs of faults.

    Every client is read before the first is walked: clients whose packs would share a folder are found before
    anything is written, and none of them is walked.
    """
    unique = _once(paths)
    read = {path: _read(path, crashes, pack=len(unique) > 1) for path in unique}
    twins = _twins({path: one.made for path, one in read.items() if one.made}, library)
    sound = ((path, one.made) for path, one in read.items() if one.made and path not in twins)
    outcomes = executor([Task(path, made.record, walk, crashes) for path, made in sound])
    for path, one in read.items():
        if path in twins:
            yield Outcome(path, None, (twins[path],))
        else:
            yield next(outcomes) if one.made else Outcome(path, None, one.problems)


def _once(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Each client once, also when it was named as a folder and as a file."""
    unique: dict[str, Path] = {}
    for path in paths:
        unique.setdefault(os.path.realpath(_file(path)), path)
    return tuple(unique.values())


def _file(path: Path) -> Path:
    try:
        return next((path / name for name in intake.NAMES if (path / name).is_file()), path)
    except OSError:
        return path


@dataclass(frozen=True, slots=True)
class _Read:
    """A client's record as read, and the folder name that its pack will get."""

    record: Record | bytes
    name: str


def _read(path: Path, crashes: Path | None, *, pack: bool) -> Outcome[_Read]:
    return _guarded(path, crashes, partial(_held, path, pack=pack))


def _held(path: Path, *, pack: bool) -> _Read:
    record = intake.read(path)
    # Packed it takes a fraction of its memory, and unpacking is quicker than reading the text again.
    return _Read(zlib.compress(pickle.dumps(record), 1) if pack else record, _name(record))


def _unpacked(record: Record | bytes) -> Record:
    if isinstance(record, Record):
        return record
    whole: Record = pickle.loads(zlib.decompress(record))  # noqa: S301 - our own bytes, never from outside
    return whole


def _name(record: Record) -> str:
    """The folder that a client's pack gets; "" where the data has no such name, which its walk will tell."""
    enterprise = record.data.get("enterprise")
    name = enterprise.get("name") if isinstance(enterprise, dict) else None
    return names.safe_name(name) if isinstance(name, str) else ""


def _guarded(path: Path, crashes: Path | None, work: Callable[[], T]) -> Outcome[T]:
    try:
        return Outcome(path, work())
    except GeneratorError as exc:
        return Outcome(path, None, exc.problems)
    except crash.STOPS:
        raise
    except BaseException as exc:  # noqa: BLE001 - whatever it is, the other clients go on
        return Outcome(path, None, (crash.told(str(path), exc, crashes),))


def _twins(read: dict[Path, _Read], library: Library) -> dict[Path, Problem]:
    """The clients that share a pack's folder with another one, each with the problem to tell."""
    sharing: dict[str, list[Path]] = {}
    for path, one in read.items():
        if one.name:
            sharing.setdefault(names.key(one.name), []).append(path)
    twins: dict[Path, Problem] = {}
    for group in sharing.values():
        # Of faulty data no pack is made: its own faults are told instead.
        sound = [path for path in group if len(group) > 1 and _is_sound(read[path], library)]
        if len(sound) > 1:
            twins |= {path: _twin(path, sound) for path in sound}
    return twins


def _is_sound(one: _Read, library: Library) -> bool:
    return not errors_in(schema.check(_unpacked(one.record), library))


def _twin(path: Path, group: list[Path]) -> Problem:
    others = "、".join(str(other) for other in group if other != path)
    hint = "都没有生成；请核对企业名称，或用 -o 分别生成到不同的文件夹"
    return error(str(path), f"企业名称与 {others} 相同（不分大小写），资料包会写入同一个文件夹", hint)


def in_turn(tasks: Sequence[Task[T]]) -> Iterator[Outcome[T]]:
    """An executor: one client after another, in this process."""
    return (task() for task in tasks)


@dataclass(frozen=True, slots=True)
class Processes:
    """An executor: so many processes; one that dies costs its client alone, the others are done after all."""

    most: int

    def __call__(self, tasks: Sequence[Task[T]]) -> Iterator[Outcome[T]]:
        """As `Executor`; a single task needs no process."""
        return _apart(tasks, min(self.most, len(tasks))) if len(tasks) > 1 else in_turn(tasks)


def _apart(tasks: Sequence[Task[T]], number: int) -> Iterator[Outcome[T]]:
    pool = _pool(number)
    try:
        futures: list[Future[Outcome[T]]] = [pool.submit(task) for task in tasks]
        for task, future in zip(tasks, futures, strict=True):
            try:
                yield future.result()
            except BrokenExecutor:
                pool.shutdown()  # the other processes are gone before their clients are taken up again
                yield _alone(task)
    finally:
        pool.shutdown(cancel_futures=True)  # stopped, it waits for those under way only


def _alone(task: Task[T]) -> Outcome[T]:
    """In a process of its own, after a pool broke in which this client may have been the cause."""
    with _pool(1) as pool:
        try:
            return pool.submit(task).result()
        except BrokenExecutor:
            hint = "可能是内存不足；请关闭其他程序后单独重新生成这一家"
            where = str(task.client)
            return Outcome(task.client, None, (error(where, "工作进程意外中止，没有完成", hint),))


def _pool(size: int) -> ProcessPoolExecutor:
    """Processes that leave Ctrl-C to the one that started them, and end their clients' work first."""
    # Imported late: a single client needs no processes, and these modules take as long as its facts.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    ignore = (signal.SIGINT, signal.SIG_IGN)
    return ProcessPoolExecutor(size, get_context("spawn"), initializer=signal.signal, initargs=ignore)
