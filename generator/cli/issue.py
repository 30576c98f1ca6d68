"""``tuoguan issue``: papers issued and frozen beside the data."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator import api
from generator.api import issuing
from generator.cli import say
from generator.cli.chinese import Command


@click.command("issue", cls=Command)
@click.argument("client", type=say.PATH, metavar="客户")
@click.argument("names", nargs=-1, metavar="编号...")
@click.option("--date", "date", type=say.DAY, metavar="年-月-日", help="文书写的日期，默认办理日期或今天")
@say.pack_option
@click.option("--file", type=say.PATH, metavar="文件", help="留底用这个文件：签字盖章后的 PDF 或照片")
@click.option("--signed", type=say.DAY, metavar="年-月-日", help="签字盖章的日期")
@click.option("--delivered", type=say.DAY, metavar="年-月-日", help="送达的日期")
@click.option("--filed", type=say.DAY, metavar="年-月-日", help="报应急管理部门的日期")
@click.option("--scan", "scans", multiple=True, type=say.PATH, metavar="文件", help="扫描件，可多次使用")
@click.option("--adopt", is_flag=True, help="把资料包里已经办理过的文书收录留底，不写编号为全部")
@say.templates_option
def command(
    client: Path,
    names: tuple[str, ...],
    date: datetime.datetime | None,
    pack: Path | None,
    file: Path | None,
    signed: datetime.datetime | None,
    delivered: datetime.datetime | None,
    filed: datetime.datetime | None,
    scans: tuple[Path, ...],
    adopt: bool,
    templates: Path | None,
) -> None:
    """签发文书：按原样留底，以后每次生成都用留底的这一份。已签发的可以补登送达、签字、报备。

    编号见 tuoguan list；同一种有几份时写成 编号:日期，例如 record_visit:2026-10-20。
    """
    days = issuing.Days(say.given(signed), say.given(delivered), say.given(filed), scans)
    if adopt and (days.given or date or file):
        hint = "日期取自填报数据，文件取自资料包"
        raise issuing.IssuingError(api.error("--adopt", "只能与编号、-o 一起用", hint))
    desk = issuing.desk(client, say.order(templates), pack)
    if adopt:
        _tell(issuing.adopt(desk, names), "已收录")
        return
    _tell(issuing.issue(desk, issuing.Issue(names, say.given(date), file, days)), "已签发")


def _tell(done: tuple[issuing.Issued, ...], word: str) -> None:
    """A line for each paper; what is doubtful of it before."""
    for one in done:
        say.problems(one.told)
        click.echo(f"{word} {one.paper.name}：{line(one.row)}")
    if not done:
        click.echo("没有可收录的文书")


def line(row: issuing.Row) -> str:
    """A row in a line: title, version, its days, its file."""
    days = (("签字", row.signed), ("送达", row.delivered), ("报备", row.filed))
    told = "".join(f"，{day} {word}" for word, day in days if day)
    scans = f"，扫描件 {len(row.scans)} 份" if row.scans else ""
    return f"{row.title} {row.version}，{row.day}{told}{scans} → issued/{row.file}"
