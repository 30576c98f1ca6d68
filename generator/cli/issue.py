"""``tuoguan issue``: papers issued and frozen beside the data."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator import api
from generator.api import issuing
from generator.cli import options, say
from generator.cli.chinese import Command

_days_options = options.gathered(
    "days",
    issuing.Days,
    options.day("--signed", "签字盖章的日期"),
    options.day("--delivered", "送达的日期"),
    options.day("--filed", "报应急管理部门的日期"),
    click.option(
        "--scan", "scans", multiple=True, type=options.PATH, metavar="文件", help="扫描件，可多次使用"
    ),
)


@click.command("issue", cls=Command)
@options.client
@click.argument("names", nargs=-1, metavar="编号...")
@options.day("--date", "文书写的日期，默认办理日期或今天")
@options.pack
@options.path("--file", "文件", "留底用这个文件：签字盖章后的 PDF 或照片")
@_days_options
@options.flag("--adopt", "把资料包里已经办理过的文书收录留底，不写编号为全部")
@options.templates
def command(
    client: Path,
    names: tuple[str, ...],
    date: datetime.date | None,
    pack: Path | None,
    file: Path | None,
    days: issuing.Days,
    adopt: bool,
    templates: Path | None,
) -> None:
    """签发文书：按原样留底，以后每次生成都用留底的这一份。已签发的可以补登送达、签字、报备。

    编号见 tuoguan list；同一种有几份时写成 编号:日期，例如 record_visit:2026-10-20。
    """
    asked = issuing.Issue(names, date, file, days)
    if adopt:
        _refuse_days(asked)
    desk = issuing.desk(client, say.order(templates), pack)
    if adopt:
        _tell(issuing.adopt(desk, names), "已收录")
    else:
        _tell(issuing.issue(desk, asked), "已签发")


def _refuse_days(asked: issuing.Issue) -> None:
    """What is adopted has its days and its file already."""
    if asked.days.given or asked.date or asked.file:
        hint = "日期取自填报数据，文件取自资料包"
        raise issuing.IssuingError(api.error("--adopt", "只能与编号、-o 一起用", hint))


def _tell(done: tuple[issuing.Issued, ...], word: str) -> None:
    """A line for each paper."""
    for one in done:
        tell(one, word)
    if not done:
        click.echo("没有可收录的文书")


def tell(one: issuing.Issued, word: str) -> None:
    """A paper in a line, after what is doubtful of it."""
    say.problems(one.told)
    click.echo(f"{word} {one.paper.name}：{line(one.row)}")


def line(row: issuing.Row) -> str:
    """A row in a line: title, version, its days, its file."""
    scans = f"，扫描件 {len(row.scans)} 份" if row.scans else ""
    return f"{row.title} {row.version}，{row.day}{_days(row)}{scans} → issued/{row.file}"


def _days(row: issuing.Row) -> str:
    days = (("签字", row.signed), ("送达", row.delivered), ("报备", row.filed))
    return "".join(f"，{day} {word}" for word, day in days if day)
