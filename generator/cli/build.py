"""``tuoguan build``: clients in, packs out."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from generator import api
from generator.cli import report, say, streams
from generator.cli.chinese import Command
from generator.cli.progress import stopping

_JOBS = click.IntRange(1, 64)


@click.command("build", cls=Command)
@click.argument("clients", nargs=-1, required=True, type=say.PATH, metavar="客户...")
@click.option("-o", "--out", required=True, type=say.PATH, metavar="文件夹", help="输出文件夹")
@click.option("--only", multiple=True, metavar="编号", help="只生成这一件，可多次使用")
@say.date_option
@click.option("--force", is_flag=True, help="替换手工修改过的文件（原文件移入“旧版”文件夹）")
@click.option("--strict", is_flag=True, help="有提示也视为错误")
@say.templates_option
@click.option("--dry-run", is_flag=True, help="只列出会怎样写、为什么，不写任何文件")
@click.option("-j", "--jobs", type=_JOBS, default=1, metavar="个数", help="同时处理的进程数，默认 1")
@say.json_option
def command(
    clients: tuple[Path, ...],
    out: Path,
    only: tuple[str, ...],
    given: datetime.datetime | None,
    force: bool,
    strict: bool,
    templates: Path | None,
    dry_run: bool,
    jobs: int,
    as_json: bool,
) -> None:
    """生成资料包。客户可以是数据文件、客户文件夹、装有多个客户文件夹的文件夹，或名单（.txt）。"""
    order = ordered(templates, given, only, strict)
    executor = api.batch.Supervised(jobs, heard=stopping) if jobs > 1 else api.batch.in_turn
    run = api.build_many(api.batch.clients(clients), out, order, executor, force=force, dry_run=dry_run)
    if as_json:
        states = _as_json(run)
    else:
        states = Counter(_tell(outcome, "（未写入）" if dry_run else "") for outcome in run.in_order())
        _sum_up(states)
    raise SystemExit(0 if states.keys() <= {"done"} else 1)


def ordered(
    templates: Path | None, given: datetime.datetime | None, only: tuple[str, ...], strict: bool
) -> api.Order:
    """What is asked for, once the folder of own templates is accounted for."""
    library = api.edition(templates, say.day(given), say.cache(), say.home())
    order = api.Order(say.day(given), only, strict, templates, say.cache(), library)
    _account(order)
    return order


def _account(order: api.Order) -> None:
    """Tell of the folder of own templates what is passed over; nothing is built with a faulty one."""
    if order.templates is None:
        return
    own = (order.templates, order.library)
    found = api.folder.account(*own) + api.choice.overruled(*own)
    say.problems(found)
    if api.errors_in(found) or (found and order.strict):
        raise SystemExit(1)


def _as_json(run: api.Run) -> Counter[str]:
    """Print what became of each client, in the given order, as one list; how many ended in which state."""
    outcomes = list(run.in_order())
    rows = [report.detailed(one, entry) for one, entry in zip(outcomes, run.entries, strict=True)]
    click.echo(streams.as_json(rows))
    return Counter(outcome.state for outcome in outcomes)


def _sum_up(states: Counter[str]) -> None:
    """One line, where there were several clients."""
    if states.total() > 1:
        stopped = f"，没做 {states['stopped']} 家" if states["stopped"] else ""
        click.echo(f"共 {states.total()} 家：完成 {states['done']} 家，有问题 {states['failed']} 家{stopped}")


def _tell(outcome: report.Outcome, mark: str) -> str:
    """Print one client's result, marked where nothing was written; its state."""
    if outcome.made:
        for line in _lines(outcome.made, mark):
            click.echo(line)
    say.problems(outcome.problems)
    if not outcome.made and outcome.state == "failed":
        click.echo(f"未生成：{outcome.client}", err=True)
    return outcome.state


def _lines(pack: api.Built, mark: str) -> Iterator[str]:
    """How many files of each action; each file that changed, with the reason; what does not apply."""
    yield f"{pack.name}：{report.tally(pack)} → {pack.report.folder}{mark}"
    for action, path in pack.report.actions:
        if action != "未变":
            reason = pack.report.reasons.get(path, "")
            yield f"  {action}  {path}{'：' if reason else ''}{reason}"
    for title, why in pack.left:
        yield f"  不适用  {title}：{why}"
