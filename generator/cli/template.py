"""``tuoguan template``: export, lint and compile Word templates."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator import api, proofing
from generator.cli import say
from generator.cli.chinese import Group
from generator.proofing import files, names, whole


@click.group("template", cls=Group, no_args_is_help=False)
def command() -> None:
    """导出、检查、编译 Word 模板。"""


@command.command("export")
@click.argument("name", metavar="编号")
@click.option("-o", "--out", required=True, type=say.PATH, metavar="文件", help="写到哪个 .docx 文件")
def _export(name: str, out: Path) -> None:
    """导出内置模板，作为自有模板的起点。"""
    source = proofing.find(_word(name).id, api.built_in())
    api.put_new(out, source.data)
    click.echo(f"已导出 {out}；修改后存为 {name}.docx，用 build --templates 所在文件夹 使用")


@command.command("lint")
@click.argument("file", type=say.PATH, metavar="文件")
@click.option("--as", "name", default="", metavar="编号", help="作为哪一件交付件的模板；检查参考数据时不写")
def _lint(file: Path, name: str) -> None:
    """检查自有模板：占位符、标签、修订痕迹，指出位置和改法；也检查台账、交付目录等参考数据（.yaml）。"""
    found = _table(file) if file.suffix.lower() in (".yaml", ".json") else _template(file, name)
    say.problems(found)
    click.echo(
        f"检查完毕：错误 {len(api.errors_in(found))} 项，提示 {len(found) - len(api.errors_in(found))} 项"
    )
    raise SystemExit(1 if api.errors_in(found) else 0)


def _template(file: Path, name: str) -> tuple[api.Problem, ...]:
    """The faults of a Word template; without any, what it leaves out."""
    entry, library = _word(name), api.built_in()
    data = proofing.read(file)
    found = proofing.check(data, entry.id, str(file), library)
    return found if api.errors_in(found) else found + proofing.unprinted(data, entry.id, str(file), library)


def _table(file: Path) -> tuple[api.Problem, ...]:
    """The faults of a file of reference data, known by its name and the folder that it lies in."""
    return files.check(file, files.below(file), str(file), api.built_in(), whole=False)


@command.command("compile")
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="只核对 templates/word 是否为最新、引用是否现行有据、所指的名称和文件是否存在，不改动文件",
)
@say.date_option
def _compile(only_check: bool, given: datetime.datetime | None) -> None:
    """由正文和版式编译内置 Word 模板（供本工具维护者使用）。"""
    if only_check:
        problems = whole.check(api.built_in(), say.day(given))
        say.problems(problems)
        raise SystemExit(1 if problems else 0)
    for name in whole.refresh(api.built_in()):
        click.echo(f"已编译 {name}.docx")
    if names.refresh(api.built_in()):
        click.echo(f"已生成 {names.FILE}")


def _word(name: str) -> api.Deliverable:
    """The Word deliverable of that id; CatalogueError when there is none."""
    entry = api.catalogue.find(name, api.built_in())
    if not entry or entry.kind != "word":
        raise api.CatalogueError(api.error(name, "没有这个编号的 Word 交付件", "可用 tuoguan list 查看"))
    return entry
