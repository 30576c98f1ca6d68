"""``tuoguan template status``: which bundles are in use, and what speaks against using them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import click

from generator import api
from generator.api import bundles
from generator.cli import chinese, options, say
from generator.cli.template import told


@click.command("status", cls=chinese.Command)
@options.until
@options.as_json
def command(day: datetime.date, as_json: bool) -> None:
    """安装的模板包现在用的是哪一版、从哪天起；已停用、已损坏、要升级工具、没有登记公钥的指出来。

    有不能用的，退出码是 1。
    """
    found = bundles.standings(say.home(), day)
    problems = tuple(problem for one in found for problem in one.problems)
    if as_json:
        say.as_json([told.bundle(one) for one in found])
    else:
        _tell(found)
        say.problems(problems)
    raise SystemExit(1 if api.errors_in(problems) else 0)


def _tell(found: Sequence[bundles.Standing]) -> None:
    for one in found:
        click.echo(f"{told.heading(one)}：{_now(one)}")
    if not found:
        click.echo("没有安装模板包，用的是内置的")


def _now(found: bundles.Standing) -> str:
    if not found.versions:
        return "登记了公钥，没有安装"
    if found.role == "agency":
        return f"最后装的是 {found.use}，用哪一版由各机构的 agency.yaml 指定"
    if found.in_force is None or found.in_force.about is None:
        return "今天没有适用的，用内置的"
    return f"今天用 {found.in_force.version}，{told.span(found.in_force.about)}"
