"""``tuoguan template lint``: everything that is wrong with files of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from generator import api
from generator.api import workshop
from generator.cli import chinese, options, say
from generator.cli.template import mending, told


@click.command("lint", cls=chinese.Command)
@options.files
@options.template
@options.flag("--fix fixing", "自动改好只有一种改法的：全角、空格、引号、缺一个括号等")
@options.path("-o --out", "文件", "与 --fix 一起用：改好的写到哪个 .docx 文件")
@options.path("--annotate copy", "文件", "另写一份，在每个问题处加 Word 批注")
@options.as_json
def command(
    given: tuple[Path, ...], name: str, fixing: bool, out: Path | None, copy: Path | None, as_json: bool
) -> None:
    """检查自有模板：占位符、标签、修订痕迹，指出位置和改法；也检查模板包文件夹，其中的参考数据、单元、正文、版式。

    一次可写多个文件。--fix 只改标签里的笔误，不动标签以外的文字和格式，也不动原文件。
    """
    if fixing != bool(out):
        raise chinese.Misused("--fix 要与 -o 一起用（--fix -o 改好.docx），原文件不改动")
    if len(given) > 1:
        _refuse_several("--as" if name else "--fix" if fixing else "--annotate" if copy else "")
    if fixing or copy:
        found = mending.run(given[0], name, mending.Wanted(out, copy), as_json)
    else:
        found = _lint(given, name, api.built_in())
        told.tell(found, as_json)
    raise SystemExit(_ended(found, as_json))


def _ended(found: api.Problems, as_json: bool) -> int:
    """The exit code, after the line that counts what was found."""
    if not as_json:
        click.echo(f"检查完毕：{say.counted(found)}")
    return 1 if api.errors_in(found) else 0


def _refuse_several(option: str) -> None:
    """Options that are about one file, where several are given."""
    if option:
        hint = "多个文件请各以编号为文件名，不写 --as" if option == "--as" else "一次只写一个文件"
        raise api.CatalogueError(api.error(option, "只能用于一个文件", hint))


def _lint(given: tuple[Path, ...], name: str, library: api.Library) -> api.Problems:
    return tuple(problem for file in given for problem in _judged(file, name, library))


def _judged(file: Path, name: str, library: api.Library) -> api.Problems:
    """What is wrong with a file; one that cannot be read at all does not stop the others."""
    try:
        return workshop.lint(file, name, library, say.today())
    except api.GeneratorError as exc:
        return exc.problems
