"""``tuoguan build``: clients in, packs out."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from generator import api
from generator.cli import options, report, say
from generator.cli.chinese import Command
from generator.cli.progress import stopping

_JOBS = click.IntRange(1, 64)
_States = Counter[str]  # how many clients ended in which


class Asked(NamedTuple):
    """What is asked for: what becomes an order, and whether files that were edited by hand give way."""

    only: tuple[str, ...]
    day: datetime.date
    force: bool
    strict: bool
    templates: Path | None


asked_options = options.gathered(
    "asked",
    Asked,
    click.option("--only", multiple=True, metavar="编号", help="只生成这一件，可多次使用"),
    options.until,
    options.flag("--force", "替换手工修改过的文件（原文件移入“旧版”文件夹）"),
    options.strict,
    options.templates,
)


@click.command("build", cls=Command)
@options.clients
@options.out("文件夹", "输出文件夹")
@asked_options
@options.flag("--dry-run", "只列出会怎样写、为什么，不写任何文件")
@click.option("-j", "--jobs", type=_JOBS, default=1, metavar="个数", help="同时处理的进程数，默认 1")
@options.as_json
def command(
    clients: tuple[Path, ...], out: Path, asked: Asked, dry_run: bool, jobs: int, as_json: bool
) -> None:
    """生成资料包。客户可以是数据文件、客户文件夹、装有多个客户文件夹的文件夹，或名单（.txt）。"""
    order = ordered(asked)
    executor = api.batch.Supervised(jobs, heard=stopping) if jobs > 1 else api.batch.in_turn
    found = api.batch.clients(clients)
    run = api.build_many(found, out, order, executor, force=asked.force, dry_run=dry_run)
    states = _as_json(run) if as_json else _told(run, "（未写入）" if dry_run else "")
    raise SystemExit(0 if states.keys() <= {"done"} else 1)


def ordered(asked: Asked) -> api.Order:
    """What is asked for, once the folder of own templates is accounted for."""
    library = api.edition(asked.templates, asked.day, say.cache(), say.home())
    order = api.Order(asked.day, asked.only, asked.strict, asked.templates, say.cache(), library)
    _account(order)
    return order


def _account(order: api.Order) -> None:
    """Tell of the folder of own templates what is passed over; nothing is built with a faulty one."""
    if order.templates is None:
        return
    found = _passed_over(order.templates, order.library)
    say.problems(found)
    if _stop(found, order.strict):
        raise SystemExit(1)


def _passed_over(templates: Path, library: api.Library) -> api.Problems:
    return api.folder.account(templates, library) + api.choice.overruled(templates, library)


def _as_json(run: api.Run) -> _States:
    """Print what became of each client, in the given order, as one list; how many ended in which state."""
    outcomes = list(run.in_order())
    say.as_json([report.detailed(*pair) for pair in zip(outcomes, run.entries, strict=True)])
    return Counter(outcome.state for outcome in outcomes)


def _told(run: api.Run, mark: str) -> _States:
    """Print what became of each client, and of all; how many ended in which state."""
    states = Counter(_tell(outcome, mark) for outcome in run.in_order())
    _sum_up(states)
    return states


def _sum_up(states: _States) -> None:
    """One line, where there were several clients."""
    if states.total() > 1:
        click.echo(_counted(states))


def _stop(found: api.Problems, strict: bool) -> bool:
    return bool(api.errors_in(found)) or (bool(found) and strict)


def _counted(states: _States) -> str:
    stopped = f"，没做 {states['stopped']} 家" if states["stopped"] else ""
    return f"共 {states.total()} 家：完成 {states['done']} 家，有问题 {states['failed']} 家{stopped}"


def _tell(outcome: report.Outcome, mark: str) -> str:
    """Print one client's result, marked where nothing was written; its state."""
    if outcome.made:
        say.lines(_lines(outcome.made, mark))
    say.problems(outcome.problems)
    if not outcome.made and outcome.state == "failed":
        say.aside(f"未生成：{outcome.client}")
    return outcome.state


def _lines(pack: api.Built, mark: str) -> Iterator[str]:
    """How many files of each action; each file that changed, with the reason; what does not apply."""
    yield f"{pack.name}：{report.tally(pack)} → {pack.report.folder}{mark}"
    yield from _changes(pack.report)
    for title, why in pack.left:
        yield f"  不适用  {title}：{why}"


def _changes(done: api.Report) -> Iterator[str]:
    for action, path in done.actions:
        if action != "未变":
            yield f"  {action}  {path}{_because(done, path)}"


def _because(done: api.Report, path: str) -> str:
    reason = done.reasons.get(path)
    return f"：{reason}" if reason else ""
