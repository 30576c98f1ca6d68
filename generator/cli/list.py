"""``tuoguan list``: the catalogue, and for a client what applies and why the rest does not."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator import catalogue, pack
from generator.catalogue import Selection
from generator.cli import say
from generator.cli.chinese import Command
from generator.errors import DataError


@click.command("list", cls=Command)
@click.argument("client", required=False, type=say.PATH, metavar="[客户]")
@say.date_option
def command(client: Path | None, given: datetime.datetime | None) -> None:
    """列出交付目录：编号、名称、依据；给出客户时说明哪些适用、其余为何不适用。"""
    selection = _selection(client, say.day(given)) if client else Selection(catalogue.load(), ())
    reasons = {entry.id: why for entry, why in selection.left}
    width = max(len(entry.id) for entry in catalogue.load())
    for entry in catalogue.load():
        why = f"  不适用：{reasons[entry.id]}" if entry.id in reasons else ""
        click.echo(f"{entry.id:<{width}}  {entry.title}（{entry.basis}）{why}")


def _selection(path: Path, day: datetime.date) -> Selection:
    client, problems = pack.check(path, day)
    if client is None:
        raise DataError(problems)
    return catalogue.select(catalogue.load(), client.facts)
