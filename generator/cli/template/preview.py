"""``tuoguan template preview``: what a template becomes, with examples and with data as extreme as can be."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator import api
from generator.api import previews
from generator.cli import chinese, options, say

KINDS = {".docx": "Word", ".pdf": "PDF", ".png": "图片"}


@click.command("preview", cls=chinese.Command)
@options.argument("file", "文件")
@options.template
@options.out("文件夹", "写到哪个新文件夹")
@options.until
def command(file: Path, name: str, out: Path, day: datetime.date) -> None:
    """用示例企业和极端数据（没有辅导员、最多、名称最长、选填的都不填、全部填写且很长）填一份模板，看印出来的样子。

    写成 Word 文件；找得到 LibreOffice 的另有 PDF，装了 tuoguan[preview] 的另有图片。
    """
    made = previews.write(file, name, api.built_in(), day, out)
    say.problems(made.notes)
    counts = [f"{said} {made.count(suffix)} 份" for suffix, said in KINDS.items()]
    click.echo(f"已写入 {out}：{'，'.join(counts)}")
