"""``tuoguan template lint``: everything that is wrong with files of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from generator import api
from generator.api import workshop
from generator.cli import chinese, say
from generator.cli.template import mending, told


@click.command("lint", cls=chinese.Command)
@click.argument("given", nargs=-1, required=True, type=say.PATH, metavar="文件...")
@click.option(
    "--as", "name", default="", metavar="编号", help="作为哪一件交付件的模板，不写则按文件里的标识或文件名"
)
@click.option("--fix", "fixing", is_flag=True, help="自动改好只有一种改法的：全角、空格、引号、缺一个括号等")
@click.option("-o", "--out", type=say.PATH, metavar="文件", help="与 --fix 一起用：改好的写到哪个 .docx 文件")
@click.option("--annotate", "copy", type=say.PATH, metavar="文件", help="另写一份，在每个问题处加 Word 批注")
@say.json_option
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
    library = api.built_in()
    if fixing or copy:
        found = mending.run(given[0], name, out, copy, library, as_json)
    else:
        found = _lint(given, name, library)
        told.tell(found, as_json)
    raise SystemExit(_ended(found, as_json))


def _ended(found: tuple[api.Problem, ...], as_json: bool) -> int:
    """The exit code, after the line that counts what was found."""
    errors = len(api.errors_in(found))
    if not as_json:
        click.echo(f"检查完毕：错误 {errors} 项，提示 {len(found) - errors} 项")
    return 1 if errors else 0


def _refuse_several(option: str) -> None:
    """Options that are about one file, where several are given."""
    if option:
        hint = "多个文件请各以编号为文件名，不写 --as" if option == "--as" else "一次只写一个文件"
        raise api.CatalogueError(api.error(option, "只能用于一个文件", hint))


def _lint(given: tuple[Path, ...], name: str, library: api.Library) -> tuple[api.Problem, ...]:
    return tuple(problem for file in given for problem in _judged(file, name, library))


def _judged(file: Path, name: str, library: api.Library) -> tuple[api.Problem, ...]:
    """What is wrong with a file; one that cannot be read at all does not stop the others."""
    try:
        return workshop.lint(file, name, library, say.day(None))
    except api.GeneratorError as exc:
        return exc.problems
