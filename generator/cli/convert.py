"""``tuoguan convert``: a client's or an agency's data from one form of file into another."""

from __future__ import annotations

from pathlib import Path

import click

from generator.api import conversion
from generator.cli import say
from generator.cli.chinese import Command, Misused


@click.command("convert", cls=Command)
@click.argument("source", type=say.PATH, metavar="客户或文件")
@click.option("-o", "--out", required=True, type=say.PATH, metavar="文件", help="写到哪里，例如 client.json")
@click.option("--keep-records", is_flag=True, help="records 里的记录不并入，仍各是一个文件")
def command(source: Path, out: Path, keep_records: bool) -> None:
    """客户或服务机构的数据在 YAML、JSON、填报簿之间转换，照片一并带过去；原有文件一概不动。"""
    if out.suffix.lower() not in conversion.SUFFIXES:
        raise Misused(f"“{out.name}”看不出格式，请以 {'、'.join(conversion.SUFFIXES)} 结尾")
    done = conversion.convert(source, out, keep_records)
    say.problems(done.notes)
    click.echo(f"已生成 {done.file}" + (f"，带过去 {len(done.beside)} 个文件" if done.beside else ""))
