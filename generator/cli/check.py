"""``tuoguan check``: every problem of a client's data at once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import click

from generator import api
from generator.cli import say, streams
from generator.cli.chinese import Command

Checked = tuple[api.Client | None, tuple[api.Problem, ...]]


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
    found = {str(path): _checked(path, say.day(given)) for path in api.batch.clients(clients)}
    everything = [problem for _, problems in found.values() for problem in problems]
    errors = api.errors_in(everything)
    if as_json:
        click.echo(streams.as_json({path: _row(*one, explain) for path, one in found.items()}))
    else:
        say.problems(everything)
        if explain:
            _explain(found)
        click.echo(f"检查 {len(found)} 家：错误 {len(errors)} 项，提示 {len(everything) - len(errors)} 项")
    raise SystemExit(1 if errors or (strict and everything) else 0)


def _row(client: api.Client | None, problems: tuple[api.Problem, ...], explain: bool) -> object:
    """The problems as plain data; with what words decided, both under their names."""
    told = [say.row(problem) for problem in problems]
    if not explain:
        return told
    gathered = api.evidence.gather(client.record, client.facts) if client else ()
    return {"problems": told, "explained": [api.evidence.row(one) for one in gathered]}


def _explain(found: Mapping[str, Checked]) -> None:
    for path, (client, _) in found.items():
        if client is None:
            click.echo(f"{path}：数据有错误，改正后再看凭哪个词认出了什么")
            continue
        for one in api.evidence.gather(client.record, client.facts):
            click.echo(str(one))


def _checked(path: Path, day: datetime.date) -> Checked:
    try:
        return api.examine(api.load(path), day)
    except api.GeneratorError as exc:
        return None, exc.problems
    except api.crash.STOPS:
        raise
    except BaseException as exc:  # noqa: BLE001 - whatever it is, the other clients go on
        return None, (api.crash.told(str(path), exc, say.cache()),)
