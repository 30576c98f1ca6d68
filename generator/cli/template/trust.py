"""``tuoguan template trust``: whose bundles may be installed."""

from __future__ import annotations

from collections.abc import Iterator

import click

from generator.api import bundles
from generator.cli import chinese, options, say
from generator.cli.say import Plain
from generator.cli.template import told


@click.command("trust", cls=chinese.Command)
@click.argument("key", metavar="公钥")
@click.option("--for", "name", required=True, metavar="编号", help="这把公钥签的是哪个模板包（模板包的编号）")
@options.flag("--committee", "这是专业委的模板包，适用于每一家机构；只能有一个")
@options.as_json
def command(key: str, name: str, committee: bool, as_json: bool) -> None:
    """登记一个模板包发布人的公钥：只有这把密钥签名的才能安装。

    公钥是 .pub 文件，或者其中以 RW 开头的那一行。一个编号只登记一次；换密钥由旧密钥签名的模板包预告。
    """
    found = bundles.register(say.home(), name, key, committee)
    if as_json:
        say.as_json(_row(found))
    else:
        say.lines(_lines(found))


def _row(found: bundles.Registered) -> Plain:
    row = {"id": found.id, "role": found.role, "number": found.key.number, "key": found.key.line}
    return {**row, "new": found.new}


def _lines(found: bundles.Registered) -> Iterator[str]:
    word = "已登记" if found.new else "早已登记，没有改动"
    yield f"{word}：{found.id}（{told.ROLES[found.role]}）"
    yield from told.key(found.key)
    yield "请与发布人公布的公钥逐字核对，不一致就不要安装"
