"""``tuoguan template diff``: what differs between two templates or two bundles, in words."""

from __future__ import annotations

from dataclasses import asdict

import click

from generator import api
from generator.api import differences
from generator.cli import chinese, options, say


@click.command("diff", cls=chinese.Command)
@click.argument("old", metavar="旧")
@click.argument("new", metavar="新")
@options.text("--as name", "编号", "Word 模板是哪一件交付件的，不写则按文件里的标识或文件名")
@options.as_json
def command(old: str, new: str, name: str, as_json: bool) -> None:
    """比较两份 Word 模板，或者两个模板包：取值、文字、样子、各表的行有什么不同，是否兼容。

    “旧”“新”写 .docx 文件、模板包的文件夹、发布好的模板包文件，或者已安装的 编号@版次。
    """
    found = differences.compare(old, new, name, api.built_in(), say.home())
    if as_json:
        say.as_json({**asdict(found), "breaking": found.breaking})
        return
    say.lines(differences.lines(found))
    click.echo(_verdict(found))


def _verdict(found: differences.Comparison) -> str:
    if not found:
        return "没有不同"
    if found.breaking:
        return f"不兼容 {len(found.breaking)} 处"
    if found.unread:
        return "模板有错，是否兼容不能判断；先用 tuoguan template lint 检查"
    return "兼容：原来做得出的文件照样做得出"
