"""``tuoguan revise``: the next version of an issued paper, and what it changes."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator.api import issuing
from generator.cli import options, say
from generator.cli.chinese import Command
from generator.cli.issue import tell

_MOST = 40


@click.command("revise", cls=Command)
@options.client
@click.argument("name", metavar="编号")
@options.text("--reason", "原因", "为什么修订、改了什么，印在修订记录里（必填）")
@options.day("--date", "同时签发，文书写这个日期")
@options.pack
@options.templates
def command(
    client: Path,
    name: str,
    reason: str,
    date: datetime.date | None,
    pack: Path | None,
    templates: Path | None,
) -> None:
    """修订已签发的文书：开启下一版，列出与现行版的差异；用 issue 签发。"""
    done = issuing.revise(issuing.desk(client, say.order(templates), pack), name, reason, date)
    word = "修订早已开启" if done.before else "已开启修订"
    click.echo(f"{word} {done.paper.name}：{done.row.title} {done.row.version}，{done.row.reason}")
    if done.differences is None:
        _without_text(done.values)
    else:
        _differences(done.differences)
    _next(done, client)


def _next(done: issuing.Revised, client: Path) -> None:
    if done.issued:
        tell(done.issued, "已签发")
    else:
        click.echo(f"核对后签发：tuoguan issue {client} {done.paper.name}")


def _differences(found: tuple[issuing.Difference, ...]) -> None:
    """What the revision changes, a line each."""
    for one in found[:_MOST]:
        click.echo(f"  {one}")
    if len(found) > _MOST:
        click.echo(f"  另有 {len(found) - _MOST} 处")
    if any(one.by_hand for one in found):
        click.echo("  手工改过的内容不会自动进入新版，需要的请在新版里再改一次")
    if not found:
        click.echo("  与现行版没有差异：请先改数据，再看差异")


def _without_text(values: tuple[str, ...]) -> None:
    """Which values changed, where there is no text to set side by side."""
    told = f"；数据里变了的：{'、'.join(values[:_MOST])}" if values else ""
    click.echo(f"  现行版是扫描件或不能读出文字的文件，文字不能比对{told}")
