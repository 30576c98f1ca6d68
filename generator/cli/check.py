"""``tuoguan check``: every problem of a client's data at once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import click

from generator import batch, crash, pack
from generator.cli import say, streams
from generator.cli.chinese import Command
from generator.errors import GeneratorError
from generator.facts import evidence
from generator.problems import Problem, errors_in


@click.command("check", cls=Command)
@click.argument("clients", nargs=-1, required=True, type=say.PATH, metavar="客户...")
@say.date_option
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，供程序使用")
@click.option("--strict", is_flag=True, help="有提示也视为错误")
@click.option(
    "--explain", is_flag=True, help="另列出凭哪个词认出了什么：设备、岗位、特征用哪份规程，风险点挂什么标志"
)
def command(
    clients: tuple[Path, ...], given: datetime.datetime | None, as_json: bool, strict: bool, explain: bool
) -> None:
    """检查客户数据，列出全部问题：位置、原因、改法。"""
    found = {str(path): _checked(path, say.day(given)) for path in batch.clients(clients)}
    everything = [problem for _, problems in found.values() for problem in problems]
    if as_json:
        rows = {path: _row(*one, explain) for path, one in found.items()}
        click.echo(streams.as_json(rows))
    else:
        say.problems(everything)
        if explain:
            _explain(found)
        errors = len(errors_in(everything))
        click.echo(f"检查 {len(found)} 家：错误 {errors} 项，提示 {len(everything) - errors} 项")
    raise SystemExit(1 if errors_in(everything) or (strict and everything) else 0)


def _row(client: pack.Client | None, problems: tuple[Problem, ...], explain: bool) -> object:
    """The problems as plain data; with what words decided, both under their names."""
    told = [say.row(problem) for problem in problems]
    if not explain:
        return told
    gathered = evidence.gather(client.record, client.facts) if client else ()
    return {"problems": told, "explained": [evidence.row(one) for one in gathered]}


def _explain(found: Mapping[str, tuple[pack.Client | None, tuple[Problem, ...]]]) -> None:
    for path, (client, _) in found.items():
        if client is None:
            click.echo(f"{path}：数据有错误，改正后再看凭哪个词认出了什么")
            continue
        for one in evidence.gather(client.record, client.facts):
            click.echo(str(one))


def _checked(path: Path, day: datetime.date) -> tuple[pack.Client | None, tuple[Problem, ...]]:
    try:
        return pack.check(path, day)
    except GeneratorError as exc:
        return None, exc.problems
    except crash.STOPS:
        raise
    except BaseException as exc:  # noqa: BLE001 - whatever it is, the other clients go on
        return None, (crash.told(str(path), exc, say.cache()),)
