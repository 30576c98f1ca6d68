"""``tuoguan ledger``: ledgers that the client kept in Excel come back as data."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import click

from generator import api
from generator.api import readback
from generator.cli import options, say
from generator.cli.chinese import Command, Group


@click.group("ledger", cls=Group, no_args_is_help=False)
def command() -> None:
    """把企业在 Excel 台账里填的内容读回来；不改动客户数据。"""


@command.command("read", cls=Command)
@options.argument("file", "台账.xlsx")
@options.path("--client", "客户", "台账是哪一家的：客户文件夹", required=True)
@options.path("-o --out", "文件", "写到哪个新的记录文件，如 records/2026-11-26-台账.yaml")
@options.text("--late", "原因", "以前月份的行为什么现在才记，写进各行的补录原因")
@options.basis
@options.as_json
def _read(file: Path, client: Path, out: Path | None, late: str, basis: options.Basis, as_json: bool) -> None:
    """读出台账里新填、补填的行，写成记录文件供核对；改过的列出与资料的差异。"""
    back = readback.read(file, client, basis.day, basis.library(), out, late)
    if as_json:
        say.as_json(_plain(back))
    else:
        _tell(back)
    if api.errors_in(back.problems):
        raise SystemExit(1)
    if back.rows.count:
        rows = readback.written(back, file.name)
        told = _handed_over(rows, out, readback.records(client))
        if not as_json:
            click.echo(told, nl=False)


def _handed_over(rows: str, out: Path | None, records: Path) -> str:
    """Write rows to the file that is asked for; what to print: what became of them, or they themselves."""
    if out is None:
        return rows
    api.put_new(out, rows.encode())
    return f"{_next(out, records)}\n"


def _next(out: Path, records: Path) -> str:
    """What was written, and what to do: elsewhere than in the folder of records nobody reads it."""
    if out.resolve().parent == records.resolve():
        return f"已写入 {out}，请逐条核对后再 tuoguan check"
    return f"已写入 {out}，请逐条核对后放进 {records}，在别处不会读"


def _tell(back: readback.Back) -> None:
    """The problems and differences, and how many rows there are of each kind."""
    say.problems((*back.problems, *back.notes))
    for line in _asides(back):
        say.aside(line)


def _asides(back: readback.Back) -> Iterator[str]:
    for one in back.differences:
        yield f"差异：{one}"
    yield _counted(back)
    if back.differences:
        yield "差异没有写进记录：以台账为准的，请改资料里的那一处"


def _counted(back: readback.Back) -> str:
    year = f"（{back.year}年）" if back.year else ""
    counts = f"新填 {back.new} 行，补填 {back.added} 行，差异 {len(back.differences)} 处，未变 {back.same} 行"
    return f"{back.title}{year}：{counts}"


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
        "problems": say.rows((*back.problems, *back.notes)),
    }


def _numbers(value: object) -> object:
    """Data whose amounts are numbers of JSON."""
    if isinstance(value, dict):
        return {key: _numbers(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_numbers(inner) for inner in value]
    return float(value) if isinstance(value, Decimal) else value
