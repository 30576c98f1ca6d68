"""``tuoguan template``: export, lint and compile Word templates."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator import api
from generator.api import workshop
from generator.cli import say, streams
from generator.cli.chinese import Group, Misused


@click.group("template", cls=Group, no_args_is_help=False)
def command() -> None:
    """导出、检查、编译 Word 模板。"""


@command.command("export")
@click.argument("name", metavar="编号")
@click.option("-o", "--out", required=True, type=say.PATH, metavar="文件", help="写到哪个 .docx 文件")
def _export(name: str, out: Path) -> None:
    """导出内置模板，作为自有模板的起点。"""
    api.put_new(out, workshop.export(name, api.built_in()))
    click.echo(f"已导出 {out}；修改后存为 {name}.docx，用 build --templates 所在文件夹 使用")


@command.command("lint")
@click.argument("given", nargs=-1, required=True, type=say.PATH, metavar="文件...")
@click.option("--as", "name", default="", metavar="编号", help="作为哪一件交付件的模板，不写则按文件名")
@say.json_option
def _lint(given: tuple[Path, ...], name: str, as_json: bool) -> None:
    """检查自有模板：占位符、标签、修订痕迹，指出位置和改法；也检查台账、交付目录等参考数据（.yaml）和知识单元（.md）。

    一次可写多个文件。
    """
    if name and len(given) > 1:
        hint = "多个文件请各以编号为文件名，不写 --as"
        raise api.CatalogueError(api.error("--as", "只能用于一个文件", hint))
    library = api.built_in()
    found = tuple(problem for file in given for problem in _judged(file, name or file.stem, library))
    errors = len(api.errors_in(found))
    _tell(found, as_json)
    if not as_json:
        click.echo(f"检查完毕：错误 {errors} 项，提示 {len(found) - errors} 项")
    raise SystemExit(1 if errors else 0)


def _judged(file: Path, name: str, library: api.Library) -> tuple[api.Problem, ...]:
    """What is wrong with a file; one that cannot be read at all does not stop the others."""
    try:
        return workshop.lint(file, name, library)
    except api.GeneratorError as exc:
        return exc.problems


def _tell(found: tuple[api.Problem, ...], as_json: bool) -> None:
    """The problems a line each, or as one list of JSON on standard output."""
    if as_json:
        click.echo(streams.as_json([say.row(problem) for problem in found]))
    else:
        say.problems(found)


@command.command("compile")
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="只核对 templates/word 是否为最新、引用是否现行有据、所指的名称和文件是否存在，不改动文件",
)
@say.date_option
@say.json_option
def _compile(only_check: bool, given: datetime.datetime | None, as_json: bool) -> None:
    """由正文和版式编译内置 Word 模板（供本工具维护者使用）。"""
    if only_check:
        problems = workshop.check_all(say.day(given), api.built_in())
        _tell(problems, as_json)
        raise SystemExit(1 if problems else 0)
    if as_json:
        raise Misused("--json 只能与 --check 一起用")
    for name in workshop.compile_all(api.built_in()):
        click.echo(f"已编译 {name}.docx")
    if workshop.list_names(api.built_in()):
        click.echo(f"已生成 {workshop.LIST}")
