"""``tuoguan batch``: the packs of a whole city, those alone that something has changed for."""

from __future__ import annotations

import contextlib
import datetime
import os
from pathlib import Path

import click

from generator import api
from generator.cli import report, say
from generator.cli.build import ordered
from generator.cli.chinese import Command, Misused
from generator.cli.going import Going
from generator.cli.progress import notice, stopping

Executor = api.batch.Executor[api.Built]

_JOBS = click.IntRange(1, 256)
_LIMIT = click.IntRange(1)
_MEMORY = click.IntRange(256)


@click.command("batch", cls=Command)
@click.argument("clients", nargs=-1, required=True, type=say.PATH, metavar="客户...")
@click.option("-o", "--out", required=True, type=say.PATH, metavar="文件夹", help="输出文件夹")
@click.option("-j", "--jobs", type=_JOBS, metavar="个数", help="同时处理的进程数，默认有几个核就是几个")
@click.option("--only", multiple=True, metavar="编号", help="只生成这一件，可多次使用")
@say.date_option
@click.option("--force", is_flag=True, help="替换手工修改过的文件（原文件移入“旧版”文件夹）")
@click.option("--strict", is_flag=True, help="有提示也视为错误")
@say.templates_option
@click.option("--report", "path", type=say.PATH, metavar="文件", help="每家一行的结果，写成 JSON（.jsonl）")
@click.option(
    "--scheduler", metavar="地址", help="由 dask 的调度进程分给多台机器，如 tcp://192.168.1.10:8786"
)
@click.option(
    "--root", type=say.PATH, metavar="文件夹", help="各台机器共享的文件夹，默认是客户和输出共同的上级"
)
@click.option("--thorough", is_flag=True, help="逐字节核对有没有变化，不凭文件的大小和时间")
@click.option("--limit", type=_LIMIT, default=600, metavar="秒", help="一家最多做多久，默认 600")
@click.option("--memory", type=_MEMORY, default=2048, metavar="MB", help="一个进程最多占多少内存，默认 2048")
def command(
    clients: tuple[Path, ...],
    out: Path,
    jobs: int | None,
    only: tuple[str, ...],
    given: datetime.datetime | None,
    force: bool,
    strict: bool,
    templates: Path | None,
    path: Path | None,
    scheduler: str | None,
    root: Path | None,
    thorough: bool,
    limit: int,
    memory: int,
) -> None:
    """成批生成资料包：没有变化的跳过，一家出错不影响其他家，中断以后再运行一次就接着做。

    客户可以是客户文件夹、数据文件、装有多个客户文件夹的文件夹、通配符（客户/*）、名单（.txt，每行一个，相对于名单）。
    """
    _refuse_misuse(scheduler, root, jobs)
    order = ordered(templates, given, only, strict)
    found = api.batch.clients(clients)
    limits = api.batch.Limits(limit, memory * 2**20)
    with contextlib.ExitStack() as stack:
        executor: Executor = api.batch.Supervised(jobs or _cores(), limits, stopping)
        if scheduler:
            root = root or api.batch.cluster.common((*found, out))
            executor = stack.enter_context(_cluster(scheduler, root, out, order, limits))
        log = stack.enter_context(contextlib.closing(report.opened(path))) if path else None
        notice(f"共 {len(found)} 家，正在核对各家的资料包……")
        run = api.build_many(found, out, order, executor, force=force, skip=True, thorough=thorough)
        going = Going(run, log)
        going.go()
    going.sum_up(out)
    raise SystemExit(0 if going.is_well else 1)


def _refuse_misuse(scheduler: str | None, root: Path | None, jobs: int | None) -> None:
    if root and not scheduler:
        raise Misused("--root 只能与 --scheduler 一起用")
    if jobs and scheduler:
        raise Misused("--jobs 不能与 --scheduler 一起用（进程数由各台机器的 dask worker 定）")


def _cluster(
    scheduler: str, root: Path, out: Path, order: api.Order, limits: api.batch.Limits
) -> contextlib.AbstractContextManager[Executor]:
    """The workers of a scheduler; what becomes of them is told, and that a stop was heard of."""
    library, cache = order.library, order.cache
    return api.batch.cluster.opened(scheduler, root, out, library, cache, _tell, limits, stopping)


def _tell(problem: api.Problem) -> None:
    """What happens to the machines while the run goes on."""
    notice("")
    say.problems([problem])


def _cores() -> int:
    """How many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux alone has it
    return len(allowed(0)) if allowed else os.cpu_count() or 1
