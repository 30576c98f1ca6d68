"""``tuoguan batch``: the packs of a whole city, those alone that something has changed for."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

import click

from generator import api
from generator.cli import options, report, say
from generator.cli.build import Asked, asked_options, ordered
from generator.cli.chinese import Command, Misused
from generator.cli.going import Going
from generator.cli.progress import notice, stopping

Executor = api.batch.Executor[api.Built]

_JOBS = click.IntRange(1, 256)
_SECONDS = click.IntRange(1)
_MEGABYTES = click.IntRange(256)


class _Machines(NamedTuple):
    """The scheduler of several machines, and the folder that they share; None where there is none."""

    scheduler: str | None
    root: Path | None

    def opened(
        self, paths: Sequence[Path], out: Path, order: api.Order, limits: api.batch.Limits
    ) -> AbstractContextManager[Executor]:
        """The workers of the scheduler; what becomes of them is told, and that a stop was heard of."""
        root = self.root or api.batch.cluster.common((*paths, out))
        library, cache = order.library, order.cache
        return api.batch.cluster.opened(
            str(self.scheduler), root, out, library, cache, _tell, limits, stopping
        )


def _limits(limit: int, memory: int) -> api.batch.Limits:
    """How far one client may go: in seconds, and in megabytes."""
    return api.batch.Limits(limit, memory * 2**20)


_machines_options = options.gathered(
    "machines",
    _Machines,
    click.option(
        "--scheduler", metavar="地址", help="由 dask 的调度进程分给多台机器，如 tcp://192.168.1.10:8786"
    ),
    options.path("--root", "文件夹", "各台机器共享的文件夹，默认是客户和输出共同的上级"),
)
_limits_options = options.gathered(
    "limits",
    _limits,
    click.option("--limit", type=_SECONDS, default=600, metavar="秒", help="一家最多做多久，默认 600"),
    click.option(
        "--memory", type=_MEGABYTES, default=2048, metavar="MB", help="一个进程最多占多少内存，默认 2048"
    ),
)


@click.command("batch", cls=Command)
@options.clients
@options.out("文件夹", "输出文件夹")
@click.option("-j", "--jobs", type=_JOBS, metavar="个数", help="同时处理的进程数，默认有几个核就是几个")
@asked_options
@options.path("--report path", "文件", "每家一行的结果，写成 JSON（.jsonl）")
@_machines_options
@options.flag("--thorough", "逐字节核对有没有变化，不凭文件的大小和时间")
@_limits_options
def command(
    clients: tuple[Path, ...],
    out: Path,
    jobs: int | None,
    asked: Asked,
    path: Path | None,
    machines: _Machines,
    thorough: bool,
    limits: api.batch.Limits,
) -> None:
    """成批生成资料包：没有变化的跳过，一家出错不影响其他家，中断以后再运行一次就接着做。

    客户可以是客户文件夹、数据文件、装有多个客户文件夹的文件夹、通配符（客户/*）、名单（.txt，每行一个，相对于名单）。
    """
    _refuse_misuse(machines, jobs)
    order = ordered(asked)
    found = api.batch.clients(clients)
    with contextlib.ExitStack() as stack:
        executor: Executor = api.batch.Supervised(jobs or _cores(), limits, stopping)
        if machines.scheduler:
            executor = stack.enter_context(machines.opened(found, out, order, limits))
        log = stack.enter_context(_reported(path))
        notice(f"共 {len(found)} 家，正在核对各家的资料包……")
        run = api.build_many(found, out, order, executor, force=asked.force, skip=True, thorough=thorough)
        going = Going(run, log)
        going.go()
    going.sum_up(out)
    raise SystemExit(0 if going.is_well else 1)


def _reported(path: Path | None) -> AbstractContextManager[report.Report | None]:
    """The report of the run, where one is asked for."""
    return contextlib.closing(report.opened(path)) if path else contextlib.nullcontext()


def _refuse_misuse(machines: _Machines, jobs: int | None) -> None:
    if machines.root and not machines.scheduler:
        raise Misused("--root 只能与 --scheduler 一起用")
    if jobs and machines.scheduler:
        raise Misused("--jobs 不能与 --scheduler 一起用（进程数由各台机器的 dask worker 定）")


def _tell(problem: api.Problem) -> None:
    """What happens to the machines while the run goes on."""
    notice("")
    say.problems([problem])


def _cores() -> int:
    """How many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux alone has it
    return len(allowed(0)) if allowed else os.cpu_count() or 1
