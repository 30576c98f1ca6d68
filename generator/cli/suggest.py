"""``tuoguan suggest``: proposals for the advisor to check on site; the client's data is never changed."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator import api
from generator.api import proposals
from generator.cli import say, streams
from generator.cli.chinese import Command, Group

_BOOKS = (".xlsx", ".xlsm")
_IN_BOOK = ("要复制到填报簿里的，请写成表格", "加上 -o 建议.xlsx，列和填报簿的“风险点”一样")


@click.group("suggest", cls=Group, no_args_is_help=False)
def command() -> None:
    """按客户数据提出建议，供辅导员现场核实；不改动客户数据。"""


@command.command("risks", cls=Command)
@click.argument("client", type=say.PATH, metavar="客户")
@say.date_option
@say.templates_option
@click.option("-o", "--out", type=say.PATH, metavar="文件", help="写到哪个新文件，默认打印出来")
@say.json_option
def _risks(
    client: Path, given: datetime.datetime | None, templates: Path | None, out: Path | None, as_json: bool
) -> None:
    """按设备、区域、岗位、特征，从风险库建议还没有填报的风险点。"""
    record = api.load(client)
    facts, library = _facts(record, say.day(given), templates)
    found = proposals.risks(facts, library)
    say.problems(_hints(found, bool(facts.zones)))
    if not (out or as_json) and record.own.lower().endswith(_BOOKS):
        say.problems([api.warning("", *_IN_BOOK)])
    content = _as_json(found) if as_json else _content(out, found, facts, library)
    if out is None:
        click.echo(content, nl=False)
        return
    api.put_new(out, content)
    click.echo(f"已写入 {out}：建议风险点 {len(found.rows)} 个，请现场核实、修改后再复制到客户数据")


def _as_json(found: proposals.Suggestions) -> bytes:
    return (streams.as_json(proposals.rows(found)) + "\n").encode()


def _content(
    out: Path | None, found: proposals.Suggestions, facts: api.domain.Facts, library: api.Library
) -> bytes:
    """The proposals as a workbook where the file is called so, else as YAML."""
    if out is None or out.suffix.lower() != _BOOKS[0]:
        return proposals.written(found, facts).encode()
    from generator.api import workbook  # only those who want one load what writes workbooks

    return workbook.proposed(found, facts.zones, library)


@command.command("hazards", cls=Command)
@click.argument("client", type=say.PATH, metavar="客户")
@say.date_option
@say.templates_option
@say.json_option
def _hazards(client: Path, given: datetime.datetime | None, templates: Path | None, as_json: bool) -> None:
    """列出常见隐患目录中适用于该企业、尚未填报的编码，连同级别、依据和建议，供现场排查。"""
    facts, library = _facts(api.load(client), say.day(given), templates)
    found = proposals.hazards(facts, library)
    if as_json:
        click.echo(streams.as_json([proposals.row(one, facts, library) for one in found]))
        return
    for one in found:
        click.echo(proposals.printed(one, facts, library))


def _facts(
    record: api.Record, day: datetime.date, templates: Path | None
) -> tuple[api.domain.Facts, api.Library]:
    """What is derived from the client's data and by what; DataError with every problem of faulty data."""
    known = api.known(record, day, say.library(templates, day), say.cache())
    return known.facts, known.library


def _hints(found: proposals.Suggestions, zoned: bool) -> list[api.Problem]:
    hints = []
    if not zoned:
        hint = "建议列在最后，填好区域后再放入"
        hints.append(api.warning("区域", "客户数据没有区域", hint))
    if found.unlisted:
        names = "、".join(found.unlisted)
        hints.append(api.warning("设备", f"风险库没有：{names}", "请现场辨识后自行填写"))
    return hints
