"""``tuoguan template compile``: the built-in Word templates from texts and layouts."""

from __future__ import annotations

import datetime

import click

from generator import api
from generator.api import workshop
from generator.cli import chinese, options
from generator.cli.chinese import Misused
from generator.cli.template import told


@click.command("compile", cls=chinese.Command)
@options.flag(
    "--check only_check",
    "只核对 templates/word 是否为最新、引用是否现行有据、所指的名称和文件是否存在，不改动文件",
)
@options.until
@options.as_json
def command(only_check: bool, day: datetime.date, as_json: bool) -> None:
    """由正文和版式编译内置 Word 模板（供本工具维护者使用）。"""
    if only_check:
        problems = workshop.check_all(day, api.built_in())
        told.tell(problems, as_json)
        raise SystemExit(1 if problems else 0)
    if as_json:
        raise Misused("--json 只能与 --check 一起用")
    for name in workshop.compile_all(api.built_in()):
        click.echo(f"已编译 {name}.docx")
    if written := workshop.parse_all(api.built_in()):
        click.echo(f"已写出 Word 模板的解析结果 {len(written)} 个文件")
    if workshop.list_names(api.built_in()):
        click.echo(f"已生成 {workshop.LIST}")
