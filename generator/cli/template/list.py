"""``tuoguan template list``: the bundles that are installed."""

from __future__ import annotations

from collections.abc import Iterator

import click

from generator.api import bundles
from generator.cli import chinese, options, say
from generator.cli.template import told


@click.command("list", cls=chinese.Command)
@options.as_json
def command(as_json: bool) -> None:
    """列出安装的模板包：各版次、在用的、起止日期、摘要，和写进 agency.yaml 的一行。"""
    found = bundles.standings(say.home(), say.today())
    if as_json:
        say.as_json([told.bundle(one) for one in found])
        return
    for one in found:
        say.lines(_lines(one))
    click.echo("“*”是今天用的" if any(one.versions for one in found) else "没有安装模板包")


def _lines(found: bundles.Standing) -> Iterator[str]:
    """A bundle with its versions, a line each."""
    yield told.heading(found)
    yield from (_version(one, found) for one in found.versions)
    if found.role == "agency" and found.versions:
        yield f"    agency.yaml 写法：library: {told.current(found).line}"


def _version(one: bundles.Version, found: bundles.Standing) -> str:
    mark = "*" if one == told.applying(found) else " "
    span = told.span(one.about) if one.about else "已损坏"
    return f"  {mark} {one.version}  {span}  摘要 {one.digest[:16]}"
