"""Many clients: find them, build each in its own folder; one bad client never stops the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from generator import pack
from generator.errors import GeneratorError, IntakeError
from generator.pack import Order, Pack
from generator.problems import Problem, error

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
    inside = tuple(sorted(child for child in path.iterdir() if child.is_dir() and _is_client(child)))
    if not inside:
        hint = "请指定含 client.yaml 的客户文件夹；新客户可用 tuoguan new 建立"
        raise IntakeError(error(str(path), "文件夹中没有客户数据", hint))
    return inside


def _is_client(folder: Path) -> bool:
    return any((folder / name).is_file() for name in _NAMES)


def build(paths: tuple[Path, ...], order: Order, jobs: int = 1) -> Iterator[Outcome]:
    """Build each client, outcomes in the given order; with ``jobs`` > 1 in that many processes."""
    outcomes = _apart(paths, order, jobs) if jobs > 1 and len(paths) > 1 else _one_by_one(paths, order)
    made: dict[str, Path] = {}
    for outcome in outcomes:
        yield _distinct(outcome, made)
        if outcome.pack:
            made.setdefault(outcome.pack.name, outcome.client)


def _distinct(outcome: Outcome, made: dict[str, Path]) -> Outcome:
    """Tell of two clients of the same name, whose packs share a folder."""
    if not outcome.pack or outcome.pack.name not in made:
        return outcome
    other = made[outcome.pack.name]
    hint = "两者写入同一个资料包文件夹，请核对企业名称后分别重新生成"
    twin = error(str(outcome.client), f"企业名称与 {other} 相同", hint)
    return Outcome(outcome.client, outcome.pack, (*outcome.problems, twin))


def _one_by_one(paths: tuple[Path, ...], order: Order) -> Iterator[Outcome]:
    return (_outcome(path, order) for path in paths)


def _apart(paths: tuple[Path, ...], order: Order, jobs: int) -> Iterator[Outcome]:
    """In separate processes; a process that dies costs the clients it held, each with a clear line."""
    with ProcessPoolExecutor(min(jobs, len(paths)), mp_context=get_context("spawn")) as pool:
        futures = [(path, pool.submit(_outcome, path, order)) for path in paths]
        for path, future in futures:
            try:
                yield future.result()
            except BrokenProcessPool:
                hint = "请减少 --jobs 后重新生成"
                yield Outcome(path, None, (error(str(path), "工作进程意外中止", hint),))


def _outcome(path: Path, order: Order) -> Outcome:
    try:
        return Outcome(path, pack.build(path, order), ())
    except GeneratorError as exc:
        return Outcome(path, None, exc.problems)
