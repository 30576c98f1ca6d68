"""``tuoguan template rollback``: the version that was in use before."""

from __future__ import annotations

import click

from generator.api import bundles
from generator.cli import chinese, options, say


@click.command("rollback", cls=chinese.Command)
@click.argument("name", metavar="编号")
@options.as_json
def command(name: str, as_json: bool) -> None:
    """退回到一个模板包上一次用的版次；各版都还在，可以再装回来。"""
    found = bundles.rollback(say.home(), name)
    if as_json:
        say.as_json({"id": found.id, "version": found.version, "line": found.line})
    else:
        click.echo(f"已退回：{found.id} {found.version}；换回来就重新安装新的一版")
