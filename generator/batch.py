"""Many clients: find them, build each in its own folder; one bad client never stops the rest."""

from __future__ import annotations

import os.path
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from generator import crash, intake, names, pack, proofing, schema
from generator.errors import GeneratorError, IntakeError
from generator.pack import Order, Pack
from generator.problems import Problem, error, errors_in

_NAMES = ("client.yaml", "client.yml", "client.json")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One client's result: the pack, or the problems that stood in its way."""

    client: Path
    pack: Pack | None
    problems: tuple[Problem, ...]


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
        return any((folder / name).is_file() for name in _NAMES)
    except OSError:
        return True


def build(paths: tuple[Path, ...], order: Order, jobs: int = 1) -> Iterator[Outcome]:
    """Build each client once, outcomes in the given order; with ``jobs`` > 1 in that many processes.

    Clients whose packs would share a folder are found before anything is written, and none of them is built.
    """
    paths = _once(paths)
    twins = _twins(paths)
    rest = tuple(path for path in paths if path not in twins)
    outcomes = _apart(rest, order, jobs) if jobs > 1 and len(rest) > 1 else _one_by_one(rest, order)
    for path in paths:
        yield Outcome(path, None, (twins[path],)) if path in twins else next(outcomes)


def _once(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Each client once, also when it was named as a folder and as a file."""
    unique: dict[str, Path] = {}
    for path in paths:
        unique.setdefault(os.path.realpath(_file(path)), path)
    return tuple(unique.values())


def _file(path: Path) -> Path:
    try:
        return next((path / name for name in _NAMES if (path / name).is_file()), path)
    except OSError:
        return path


def _twins(paths: tuple[Path, ...]) -> dict[Path, Problem]:
    """The clients that share a pack's folder with another one, each with the problem to tell."""
    sharing: dict[str, list[Path]] = {}
    for path in paths if len(paths) > 1 else ():
        if name := _pack_name(path):
            sharing.setdefault(names.key(name), []).append(path)
    groups = [[path for path in group if _is_sound(path)] for group in sharing.values() if len(group) > 1]
    return {path: _twin(path, group) for group in groups if len(group) > 1 for path in group}


def _pack_name(path: Path) -> str:
    """The folder that a client's pack gets; "" when the data cannot be read, which the build will tell."""
    try:
        return names.safe_name(str(intake.read(path).data["enterprise"]["name"]))
    except Exception:  # noqa: BLE001 - here only names are compared
        return ""


def _is_sound(path: Path) -> bool:
    """Whether a client's data would be built at all; its faults are told by its own build."""
    try:
        return not errors_in(schema.check(intake.read(path)))
    except Exception:  # noqa: BLE001 - as above
        return False


def _twin(path: Path, group: list[Path]) -> Problem:
    others = "、".join(str(other) for other in group if other != path)
    hint = "都没有生成；请核对企业名称，或用 -o 分别生成到不同的文件夹"
    return error(str(path), f"企业名称与 {others} 相同（不分大小写），资料包会写入同一个文件夹", hint)


def _one_by_one(paths: tuple[Path, ...], order: Order) -> Iterator[Outcome]:
    return (_outcome(path, order) for path in paths)


def _apart(paths: tuple[Path, ...], order: Order, jobs: int) -> Iterator[Outcome]:
    """In separate processes; one that dies costs its client alone, the others are built after all."""
    if order.templates and order.cache:
        proofing.judge(order.templates, order.library, order.cache)  # once, for all the processes
    pool = _pool(min(jobs, len(paths)))
    try:
        futures = [(path, pool.submit(_outcome, path, order)) for path in paths]
        for path, future in futures:
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown()  # the other processes are gone before their clients are taken up again
                yield _alone(path, order)
    finally:
        pool.shutdown(cancel_futures=True)  # stopped, it waits for those under way only


def _alone(path: Path, order: Order) -> Outcome:
    """In a process of its own, after a pool broke in which this client may have been the cause."""
    with _pool(1) as pool:
        try:
            return pool.submit(_outcome, path, order).result()
        except BrokenProcessPool:
            hint = "可能是内存不足；请关闭其他程序后单独重新生成这一家"
            return Outcome(path, None, (error(str(path), "工作进程意外中止，没有完成", hint),))


def _pool(size: int) -> ProcessPoolExecutor:
    """Processes that leave Ctrl-C to the one that started them, and end their clients' work first."""
    ignore = (signal.SIGINT, signal.SIG_IGN)
    return ProcessPoolExecutor(size, get_context("spawn"), initializer=signal.signal, initargs=ignore)


def _outcome(path: Path, order: Order) -> Outcome:
    try:
        return Outcome(path, pack.build(path, order), ())
    except GeneratorError as exc:
        return Outcome(path, None, exc.problems)
    except crash.STOPS:
        raise
    except BaseException as exc:  # noqa: BLE001 - whatever it is, the other clients go on
        return Outcome(path, None, (crash.told(str(path), exc, order.cache),))
