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
def command(name: str, out: Path) -> None:
    """导出内置模板，作为自有模板的起点。"""
    api.put_new(out, workshop.export(name, api.built_in()))
    click.echo(f"已导出 {out}；修改后存为 {name}.docx，用 build --templates 所在文件夹 使用")
