"""``tuoguan suggest``: proposals for the advisor to check on site; the client's data is never changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from generator import api
from generator.api import proposals
from generator.cli import options, say, streams
from generator.cli.chinese import Command, Group

_BOOKS = (".xlsx", ".xlsm")
_IN_BOOK = ("要复制到填报簿里的，请写成表格", "加上 -o 建议.xlsx，列和填报簿的“风险点”一样")


@click.group("suggest", cls=Group, no_args_is_help=False)
def command() -> None:
    """按客户数据提出建议，供辅导员现场核实；不改动客户数据。"""


class _Derived(NamedTuple):
    """What a client's data tell, and by which library."""

    record: api.Record
    facts: api.domain.Facts
    library: api.Library


@command.command("risks", cls=Command)
@options.client
@options.basis
@options.path("-o --out", "文件", "写到哪个新文件，默认打印出来")
@options.as_json
def _risks(client: Path, basis: options.Basis, out: Path | None, as_json: bool) -> None:
    """按设备、区域、岗位、特征，从风险库建议还没有填报的风险点。"""
    derived = _derived(client, basis)
    found = proposals.risks(derived.facts, derived.library)
    say.problems(_hints(found, bool(derived.facts.zones)))
    if not (out or as_json) and derived.record.own.lower().endswith(_BOOKS):
        say.problems([api.warning("", *_IN_BOOK)])
    content = _as_json(found) if as_json else _content(out, found, derived)
    if out is None:
        click.echo(content, nl=False)
        return
    api.put_new(out, content)
    click.echo(f"已写入 {out}：建议风险点 {len(found.rows)} 个，请现场核实、修改后再复制到客户数据")


def _as_json(found: proposals.Suggestions) -> bytes:
    return (streams.as_json(proposals.rows(found)) + "\n").encode()


def _content(out: Path | None, found: proposals.Suggestions, by: _Derived) -> bytes:
    """The proposals as a workbook where the file is called so, else as YAML."""
    if out is None or out.suffix.lower() != _BOOKS[0]:
        return proposals.written(found, by.facts).encode()
    from generator.api import workbook  # only those who want one load what writes workbooks

    return workbook.proposed(found, by.facts.zones, by.library)


@command.command("hazards", cls=Command)
@options.client
@options.basis
@options.as_json
def _hazards(client: Path, basis: options.Basis, as_json: bool) -> None:
    """列出常见隐患目录中适用于该企业、尚未填报的编码，连同级别、依据和建议，供现场排查。"""
    _, facts, library = _derived(client, basis)
    found = proposals.hazards(facts, library)
    if as_json:
        say.as_json([proposals.row(one, facts, library) for one in found])
        return
    for one in found:
        click.echo(proposals.printed(one, facts, library))


def _derived(client: Path, basis: options.Basis) -> _Derived:
    """What is derived from a client's data and by what; DataError with every problem of faulty data."""
    record = api.load(client)
    known = api.known(record, basis.day, basis.library(), say.cache())
    return _Derived(record, known.facts, known.library)


def _hints(found: proposals.Suggestions, zoned: bool) -> Iterator[api.Problem]:
    if not zoned:
        yield api.warning("区域", "客户数据没有区域", "建议列在最后，填好区域后再放入")
    if found.unlisted:
        names = "、".join(found.unlisted)
        yield api.warning("设备", f"风险库没有：{names}", "请现场辨识后自行填写")
