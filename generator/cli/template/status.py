"""``tuoguan template status``: which bundles are in use, and what speaks against using them."""

from __future__ import annotations

import datetime

import click

from generator import api
from generator.api import bundles
from generator.cli import chinese, say, streams
from generator.cli.template import told


@click.command("status", cls=chinese.Command)
@say.date_option
@say.json_option
def command(given: datetime.datetime | None, as_json: bool) -> None:
    """安装的模板包现在用的是哪一版、从哪天起；已停用、已损坏、要升级工具、没有登记公钥的指出来。

    有不能用的，退出码是 1。
    """
    found = bundles.standings(say.home(), say.day(given))
    problems = tuple(problem for one in found for problem in one.problems)
    if as_json:
        click.echo(streams.as_json([told.bundle(one) for one in found]))
    else:
        for one in found:
            click.echo(f"{told.heading(one)}：{_now(one)}")
        if not found:
            click.echo("没有安装模板包，用的是内置的")
        say.problems(problems)
    raise SystemExit(1 if api.errors_in(problems) else 0)


def _now(found: bundles.Standing) -> str:
    if not found.versions:
        return "登记了公钥，没有安装"
    about = told.current(found).about
    words = f"用 {found.use}，{told.span(about)}" if about else f"用 {found.use}，已损坏"
    other = found.in_force and found.in_force.version != found.use
    return f"{words}；当前适用 {found.in_force.version}" if found.in_force and other else words
