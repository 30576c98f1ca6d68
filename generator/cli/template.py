"""``tuoguan template``: export, lint and compile Word templates."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator import delivery, proofing
from generator.cli import say
from generator.cli.chinese import Group
from generator.errors import CatalogueError
from generator.library import Deliverable, built_in, catalogue, home, ledgers
from generator.problems import Problem, error, errors_in
from generator.proofing import citations, hazards, names, numbers, papers, signboards, tables
from generator.word import freshness


@click.group("template", cls=Group, no_args_is_help=False)
def command() -> None:
    """导出、检查、编译 Word 模板。"""


@command.command("export")
@click.argument("name", metavar="编号")
@click.option("-o", "--out", required=True, type=say.PATH, metavar="文件", help="写到哪个 .docx 文件")
def _export(name: str, out: Path) -> None:
    """导出内置模板，作为自有模板的起点。"""
    source = proofing.find(_word(name).id)
    delivery.put_new(out, source.data)
    click.echo(f"已导出 {out}；修改后存为 {name}.docx，用 build --templates 所在文件夹 使用")


@command.command("lint")
@click.argument("file", type=say.PATH, metavar="文件")
@click.option("--as", "name", required=True, metavar="编号", help="作为哪一件交付件的模板")
def _lint(file: Path, name: str) -> None:
    """检查自有模板：占位符、标签、修订痕迹，指出位置和改法。"""
    entry = _word(name)
    data = proofing.read(file)
    found = proofing.check(data, entry.id, str(file))
    if not errors_in(found):
        found += proofing.unprinted(data, entry.id, str(file))
    say.problems(found)
    click.echo(f"检查完毕：错误 {len(errors_in(found))} 项，提示 {len(found) - len(errors_in(found))} 项")
    raise SystemExit(1 if errors_in(found) else 0)


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
    folder = home.templates() / "word"
    if only_check:
        stale = freshness.stale(_wanted(), home.templates() / "text", folder)
        day = say.day(given)
        problems = (
            stale
            + _facts_cited(day)
            + _hazards(day)
            + signboards.check()
            + tables.check(home.templates() / "reference")
            + papers.check(home.templates() / "text")
            + names.check(built_in())
        )
        say.problems(problems)
        raise SystemExit(1 if problems else 0)
    for name in freshness.refresh(_wanted(), home.templates() / "text", folder):
        click.echo(f"已编译 {name}.docx")
    if names.refresh(built_in()):
        click.echo(f"已生成 {names.FILE}")


def _facts_cited(day: datetime.date) -> tuple[Problem, ...]:
    """Every faulty citation of the texts and the reference data, every number out of its place."""
    return tuple(
        problem
        for path, name in citations.sources(home.templates())
        for problem in (*citations.check(path, name, day), *numbers.check(path, name))
    )


def _hazards(day: datetime.date) -> tuple[Problem, ...]:
    """Every fault of the hazard catalogue."""
    return hazards.check(home.templates() / hazards.FILE, f"templates/{hazards.FILE}", day)


def _wanted() -> list[freshness.Wanted]:
    return [_want(entry) for entry in catalogue.load(built_in()) if entry.kind == "word" and not entry.form]


def _want(entry: Deliverable) -> freshness.Wanted:
    """A template to compile; a source with # names the definition that its text is made from."""
    root = home.templates()
    layout = root / f"layout/{entry.layout}.docx"
    words = ledgers.prose(ledgers.find(entry.source, built_in())) if "#" in entry.source else ""
    return freshness.Wanted(entry.id, root / entry.source, layout, words)


def _word(name: str) -> Deliverable:
    """The Word deliverable of that id; CatalogueError when there is none."""
    entry = catalogue.find(name, built_in())
    if not entry or entry.kind != "word":
        raise CatalogueError(error(name, "没有这个编号的 Word 交付件", "可用 tuoguan list 查看"))
    return entry
