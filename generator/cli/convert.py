"""``tuoguan convert``: a client's or an agency's data from one form of file into another."""

from __future__ import annotations

from pathlib import Path

import click

from generator.api import conversion
from generator.cli import options, say
from generator.cli.chinese import Command, Misused

_FORMS = "、".join(conversion.SUFFIXES)


@click.command("convert", cls=Command)
@options.argument("source", "客户或文件")
@options.out("文件", "写到哪里，例如 client.json")
@options.keep_records
def command(source: Path, out: Path, keep_records: bool) -> None:
    """客户或服务机构的数据在 YAML、JSON、填报簿之间转换，照片一并带过去；原有文件一概不动。"""
    if out.suffix.lower() not in conversion.SUFFIXES:
        raise Misused(f"“{out.name}”看不出格式，请以 {_FORMS} 结尾")
    done = conversion.convert(source, out, keep_records)
    say.problems(done.notes)
    beside = f"，带过去 {len(done.beside)} 个文件" if done.beside else ""
    click.echo(f"已生成 {done.file}{beside}")
