"""``tuoguan check``: every problem of a client's data at once."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator import batch, crash, pack
from generator.cli import say, streams
from generator.cli.chinese import Command
from generator.errors import GeneratorError
from generator.problems import Problem, errors_in


@click.command("check", cls=Command)
@click.argument("clients", nargs=-1, required=True, type=say.PATH, metavar="客户...")
@say.date_option
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，供程序使用")
@click.option("--strict", is_flag=True, help="有提示也视为错误")
def command(clients: tuple[Path, ...], given: datetime.datetime | None, as_json: bool, strict: bool) -> None:
    """检查客户数据，列出全部问题：位置、原因、改法。"""
    found = {str(path): _problems(path, say.day(given)) for path in batch.clients(clients)}
    everything = [problem for problems in found.values() for problem in problems]
    if as_json:
        rows = {path: [say.row(problem) for problem in problems] for path, problems in found.items()}
        click.echo(streams.as_json(rows))
    else:
        say.problems(everything)
        errors = len(errors_in(everything))
        click.echo(f"检查 {len(found)} 家：错误 {errors} 项，提示 {len(everything) - errors} 项")
    raise SystemExit(1 if errors_in(everything) or (strict and everything) else 0)


def _problems(path: Path, day: datetime.date) -> tuple[Problem, ...]:
    try:
        return pack.check(path, day)[1]
    except GeneratorError as exc:
        return exc.problems
    except crash.STOPS:
        raise
    except BaseException as exc:  # noqa: BLE001 - whatever it is, the other clients go on
        return (crash.told(str(path), exc, say.cache()),)
