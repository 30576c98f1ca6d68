"""``tuoguan ledger``: ledgers that the client kept in Excel come back as data."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import click

from generator import api
from generator.api import readback
from generator.cli import say, streams
from generator.cli.chinese import Command, Group


@click.group("ledger", cls=Group, no_args_is_help=False)
def command() -> None:
    """把企业在 Excel 台账里填的内容读回来；不改动客户数据。"""


@command.command("read", cls=Command)
@click.argument("file", type=say.PATH, metavar="台账.xlsx")
@click.option("--client", required=True, type=say.PATH, metavar="客户", help="台账是哪一家的：客户文件夹")
@click.option(
    "-o", "--out", type=say.PATH, metavar="文件", help="写到哪个新的记录文件，如 records/2026-11-26-台账.yaml"
)
@click.option("--late", default="", metavar="原因", help="以前月份的行为什么现在才记，写进各行的补录原因")
@say.date_option
@say.templates_option
@say.json_option
def _read(
    file: Path,
    client: Path,
    out: Path | None,
    late: str,
    given: datetime.datetime | None,
    templates: Path | None,
    as_json: bool,
) -> None:
    """读出台账里新填、补填的行，写成记录文件供核对；改过的列出与资料的差异。"""
    today = say.day(given)
    back = readback.read(file, client, today, say.library(templates, today), out, late)
    faulty = bool(api.errors_in(back.problems))
    if as_json:
        click.echo(streams.as_json(_plain(back)))
    else:
        _tell(back)
    if faulty:
        raise SystemExit(1)
    if back.rows.count and out:
        api.put_new(out, readback.written(back, file.name).encode())
        if not as_json:
            click.echo(_next(out, readback.records(client)))
    elif back.rows.count and not as_json:
        click.echo(readback.written(back, file.name), nl=False)


def _next(out: Path, records: Path) -> str:
    """What was written, and what to do: elsewhere than in the folder of records nobody reads it."""
    if out.resolve().parent == records.resolve():
        return f"已写入 {out}，请逐条核对后再 tuoguan check"
    return f"已写入 {out}，请逐条核对后放进 {records}，在别处不会读"


def _tell(back: readback.Back) -> None:
    """The problems and differences, and how many rows there are of each kind."""
    say.problems([*back.problems, *back.notes])
    for one in back.differences:
        click.echo(f"差异：{one}", err=True)
    year = f"（{back.year}年）" if back.year else ""
    counts = f"新填 {back.new} 行，补填 {back.added} 行，差异 {len(back.differences)} 处，未变 {back.same} 行"
    click.echo(f"{back.title}{year}：{counts}", err=True)
    if back.differences:
        click.echo("差异没有写进记录：以台账为准的，请改资料里的那一处", err=True)


def _plain(back: readback.Back) -> object:
    """What was told as plain data."""
    return {
        "title": back.title,
        "year": back.year,
        "new": back.new,
        "added": back.added,
        "same": back.same,
        "rows": _numbers(back.rows.data),
        "differences": [one.row() for one in back.differences],
        "problems": [say.row(one) for one in (*back.problems, *back.notes)],
    }


def _numbers(value: object) -> object:
    """Data whose amounts are numbers of JSON."""
    if isinstance(value, dict):
        return {key: _numbers(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_numbers(inner) for inner in value]
    return float(value) if isinstance(value, Decimal) else value
