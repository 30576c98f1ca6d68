"""``tuoguan template letterhead``: an agency's logo, name and fonts on every document."""

from __future__ import annotations

from pathlib import Path

import click

from generator import api
from generator.api import letterhead
from generator.cli import chinese, options


@click.command("letterhead", cls=chinese.Command)
@click.option("--name", required=True, metavar="机构名", help="页眉里标志旁边的机构名称")
@options.path("--logo", "图片", "标志：PNG、JPG 等图片", required=True)
@options.text("--header", "文字", "机构名称后面（函件在下面）的小字，如地址、电话")
@options.text("--footer", "文字", "页码旁边的小字")
@click.option(
    "--font",
    "fonts",
    multiple=True,
    metavar="用处=字体",
    help="中文字体，如 正文=仿宋_GB2312，可写多次；用处有：标题、副标题、小标题、正文、表格、表头、页眉",
)
@options.out("文件夹", "写成哪个新的模板包文件夹")
def command(name: str, logo: Path, header: str, footer: str, fonts: tuple[str, ...], out: Path) -> None:
    """做一个只换信头的模板包：每份文书带上机构的标志、名称、页眉页脚文字和字体，正文一字不动，页面大小、边距不变。"""
    chosen = dict(_font(one) for one in fonts)
    made = letterhead.make(
        api.built_in(), out, name=name, logo=logo, header=header, footer=footer, fonts=chosen
    )
    click.echo(f"已写入 {out}：{len(made) - 1} 个版式")
    click.echo(f"试用：tuoguan build 客户文件夹 -o 资料包 --templates {out}")
    click.echo(f"满意后发布：tuoguan template publish {out} --key 密钥 --from 年-月-日（从哪天起用）")


def _font(given: str) -> tuple[str, str]:
    group, sign, font = given.partition("=")
    if not sign:
        raise chinese.Misused(f"--font 写成 用处=字体，如 正文=仿宋_GB2312，现在是“{given}”")
    return group.strip(), font.strip()
