"""``tuoguan workbook``: a client's or an agency's data as an entry book to go on with in Excel or WPS."""

from __future__ import annotations

from pathlib import Path

import click

from generator.api import conversion
from generator.cli import options, say
from generator.cli.chinese import Command, Misused

_SUFFIX = ".xlsx"


@click.command("workbook", cls=Command)
@options.argument("source", "客户或文件")
@options.out("文件", "写到哪里，例如 填报簿.xlsx")
@options.keep_records
def command(source: Path, out: Path, keep_records: bool) -> None:
    """把已有的数据做成填报簿（Excel 工作簿），照片贴在格里；原有文件一概不动。"""
    if out.suffix.lower() != _SUFFIX:
        raise Misused(f"“{out.name}”不是填报簿的名称，请以 {_SUFFIX} 结尾")
    done = conversion.convert(source, out, keep_records)
    say.problems(done.notes)
    click.echo(f"已生成 {done.file}，用 Excel 或 WPS 打开填写")
