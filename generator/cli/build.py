"""``tuoguan build``: clients in, packs out."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import NoReturn

import click

from generator import api
from generator.cli import say
from generator.cli.chinese import Command

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
) -> None:
    """生成资料包。客户可以是数据文件、客户文件夹，或装有多个客户文件夹的文件夹。"""
    library = api.edition(templates, say.day(given), say.cache())
    order = api.Order(say.day(given), only, strict, templates, say.cache(), library)
    _account(order)
    executor = api.batch.Processes(jobs) if jobs > 1 else api.batch.in_turn
    outcomes = api.build_all(api.batch.clients(clients), out, order, executor, force=force, dry_run=dry_run)
    mark = "（未写入）" if dry_run else ""
    _end([_tell(outcome, mark) for outcome in outcomes])


def _account(order: api.Order) -> None:
    """Tell of the folder of own templates what is passed over; nothing is built with a faulty one."""
    found = api.folder.account(order.templates, order.library) if order.templates else ()
    say.problems(found)
    if api.errors_in(found) or (found and order.strict):
        raise SystemExit(1)


def _end(failed: list[bool]) -> NoReturn:
    """Sum up; exit with 1 when a client failed."""
    if len(failed) > 1:
        bad = sum(failed)
        click.echo(f"共 {len(failed)} 家：完成 {len(failed) - bad} 家，有问题 {bad} 家")
    raise SystemExit(1 if any(failed) else 0)


def _tell(outcome: api.batch.Outcome[api.Built], mark: str) -> bool:
    """Print one client's result, marked where nothing was written; true when it failed."""
    if not outcome.made:
        say.problems(outcome.problems)
        click.echo(f"未生成：{outcome.client}", err=True)
        return True
    _summary(outcome.made, mark)
    say.problems((*outcome.made.warnings, *outcome.made.report.problems))
    return bool(api.errors_in(outcome.made.report.problems))


def _summary(pack: api.Built, mark: str) -> None:
    """How many files of each action; each file that is not as it was, with the reason."""
    counts = Counter(action for action, _ in pack.report.actions)
    tally = "，".join(f"{action} {number}" for action, number in counts.items())
    click.echo(f"{pack.name}：{tally} → {pack.report.folder}{mark}")
    for action, path in pack.report.actions:
        if action != "未变":
            reason = pack.report.reasons.get(path, "")
            click.echo(f"  {action}  {path}{'：' if reason else ''}{reason}")
    for title, why in pack.left:
        click.echo(f"  不适用  {title}：{why}")
