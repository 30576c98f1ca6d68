"""``tuoguan template export``: a template to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from generator import api
from generator.api import workshop
from generator.cli import chinese, say


@click.command("export", cls=chinese.Command)
@click.argument("name", metavar="编号")
@click.option("-o", "--out", required=True, type=say.PATH, metavar="文件", help="写到哪个 .docx 文件")
@click.option("--chinese", "is_chinese", is_flag=True, help="标签里用中文名称，如 {{ 被托管单位.名称 }}")
def command(name: str, out: Path, is_chinese: bool) -> None:
    """导出一件交付件的 Word 模板，作为自有模板的起点；标签带底纹，底纹和样式不带进生成的文件。"""
    api.put_new(out, workshop.export(name, api.built_in(), chinese=is_chinese))
    click.echo(f"已导出 {out}；修改后存为 {name}.docx，用 build --templates 所在文件夹 使用")
