"""``tuoguan template keygen``: the pair of keys that a publisher signs his bundles with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from generator.api import publishing
from generator.cli import chinese, options, passphrases, say
from generator.cli.template import told


@click.command("keygen", cls=chinese.Command)
@options.out("名称", "写成 名称.key（密钥）和 名称.pub（公钥）")
@passphrases.option
def command(out: Path, file: Path | None) -> None:
    """生成发布模板包用的一对密钥（minisign 格式），只做一次。

    密钥用口令保护，签名时要输入；公钥公布给各机构。
    """
    pair = publishing.keygen(out, partial(passphrases.asked, file, new=True))
    say.lines(_lines(pair))


def _lines(pair: publishing.Pair) -> Iterator[str]:
    """Where the keys are, and what to do with each."""
    yield f"密钥 {pair.secret}：只留在自己手里，另存一份备份；口令忘了就不能再用"
    yield f"公钥 {pair.public}：公布给各机构，请他们核对"
    yield from told.key(pair.key)
    yield f"各机构登记一次：tuoguan template trust {pair.public.name} --for 模板包编号"
