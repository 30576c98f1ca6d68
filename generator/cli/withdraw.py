"""``tuoguan withdraw``: a paper that was issued by mistake."""

from __future__ import annotations

from pathlib import Path

import click

from generator.api import issuing
from generator.cli import options, say
from generator.cli.chinese import Command


@click.command("withdraw", cls=Command)
@options.client
@click.argument("name", metavar="编号")
@options.text("--reason", "原因", "为什么作废（必填）")
@options.templates
def command(client: Path, name: str, reason: str, templates: Path | None) -> None:
    """作废签发有误的一版：登记和留底文件都保留，文书可以重新签发。"""
    row = issuing.withdraw(issuing.desk(client, say.order(templates)), name, reason)
    _tell(name, row)


def _tell(name: str, row: issuing.Row) -> None:
    what = f"{row.day} 签发" if row.day else "未签发的修订"
    click.echo(f"已作废 {name}：{row.title} {row.version}，{what}")
    if row.file:
        click.echo(f"  留底文件仍在 issued/{row.file}；改正后重新签发，仍用这一份时写 --file")
