"""``tuoguan template export``: a template to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from generator import api
from generator.api import workshop
from generator.cli import chinese, say
from generator.cli.template import told


@click.command("export", cls=chinese.Command)
@click.argument("name", metavar="编号")
@click.option("-o", "--out", required=True, type=say.PATH, metavar="文件", help="写到哪个 .docx 文件")
@say.templates_option
@click.option("--chinese", "is_chinese", is_flag=True, help="标签里用中文名称，如 {{ 被托管单位.名称 }}")
def command(name: str, out: Path, templates: Path | None, is_chinese: bool) -> None:
    """导出一件交付件现行的 Word 模板，作为自有模板的起点：安装了专业委的模板包的是其中的，否则是内置的。

    标签带底纹，便于在 Word 里看见；底纹不带进生成的文件。
    """
    told.refuse_other_than_docx(out, name)
    library = api.edition(templates, say.day(None), say.cache(), say.home())
    api.put_new(out, workshop.export(name, library, chinese=is_chinese))
    click.echo(f"已导出 {out}；修改后存为 {name}.docx，用 build --templates 所在文件夹 使用")
