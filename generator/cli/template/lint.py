"""``tuoguan template lint``: everything that is wrong with files of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from generator import api
from generator.api import workshop
from generator.cli import chinese, say
from generator.cli.template import told


@click.command("lint", cls=chinese.Command)
@click.argument("given", nargs=-1, required=True, type=say.PATH, metavar="文件...")
@click.option("--as", "name", default="", metavar="编号", help="作为哪一件交付件的模板，不写则按文件名")
@say.json_option
def command(given: tuple[Path, ...], name: str, as_json: bool) -> None:
    """检查自有模板：占位符、标签、修订痕迹，指出位置和改法；也检查台账、交付目录等参考数据（.yaml）和知识单元（.md）。

    一次可写多个文件。
    """
    if name and len(given) > 1:
        hint = "多个文件请各以编号为文件名，不写 --as"
        raise api.CatalogueError(api.error("--as", "只能用于一个文件", hint))
    library = api.built_in()
    found = tuple(problem for file in given for problem in _judged(file, name or file.stem, library))
    errors = len(api.errors_in(found))
    told.tell(found, as_json)
    if not as_json:
        click.echo(f"检查完毕：错误 {errors} 项，提示 {len(found) - errors} 项")
    raise SystemExit(1 if errors else 0)


def _judged(file: Path, name: str, library: api.Library) -> tuple[api.Problem, ...]:
    """What is wrong with a file; one that cannot be read at all does not stop the others."""
    try:
        return workshop.lint(file, name, library)
    except api.GeneratorError as exc:
        return exc.problems
