"""``tuoguan template export``: a template to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from generator import api
from generator.api import workshop
from generator.cli import chinese, options, say
from generator.cli.template import told


@click.command("export", cls=chinese.Command)
@click.argument("name", metavar="编号")
@options.out("文件", "写到哪个 .docx 文件")
@options.templates
@options.flag("--chinese is_chinese", "标签里用中文名称，如 {{ 被托管单位.名称 }}")
def command(name: str, out: Path, templates: Path | None, is_chinese: bool) -> None:
    """导出一件交付件现行的 Word 模板，作为自有模板的起点：安装了专业委的模板包的是其中的，否则是内置的。

    标签带底纹，便于在 Word 里看见；底纹不带进生成的文件。
    """
    told.refuse_other_than_docx(out, name)
    library = api.edition(templates, say.today(), say.cache(), say.home())
    api.put_new(out, workshop.export(name, library, chinese=is_chinese))
    click.echo(f"已导出 {out}；修改后存为 {name}.docx，用 build --templates 所在文件夹 使用")
