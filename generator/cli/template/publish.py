"""``tuoguan template publish``: one signed file that any agency can install."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

import click

from generator.api import publishing
from generator.cli import chinese, passphrases, say


@click.command("publish", cls=chinese.Command)
@click.argument("given", nargs=-1, required=True, type=say.PATH, metavar="文件...")
@click.option("--key", required=True, type=say.PATH, metavar="密钥", help="keygen 写的 .key 文件")
@passphrases.option
@click.option("--id", "id_", default="", metavar="编号", help="模板包的编号，以后各版都用它")
@click.option("--version", default="", metavar="版次", help="数字和点，如 2026.11；只能比以前的大")
@click.option("--title", default="", metavar="名称", help="谁发的什么模板包")
@click.option("--article", default="", metavar="条款", help="按哪一条统一样式")
@click.option("--from", "first", type=say.DAY, metavar="年-月-日", help="从哪天起用")
@click.option("--until", "last", type=say.DAY, metavar="年-月-日", help="用到哪天，不写是一直")
@click.option("--changes", multiple=True, metavar="文字", help="这一版改了什么，可写多次")
@click.option("--as", "name", default="", metavar="编号", help="只给一个 Word 文件时，是哪一件交付件的模板")
@click.option("--next-key", type=say.PATH, metavar="公钥", help="预告以后各版改用的公钥（.pub 文件）")
@click.option("--sample", type=say.PATH, metavar="客户", help="用这家（虚构的）客户的数据填样张")
@click.option(
    "-o", "--out", default=".", type=say.PATH, metavar="位置", help="写到哪个文件夹，或者哪个 .zip 文件"
)
def command(
    given: tuple[Path, ...],
    key: Path,
    file: Path | None,
    id_: str,
    version: str,
    title: str,
    article: str,
    first: datetime.datetime | None,
    last: datetime.datetime | None,
    changes: tuple[str, ...],
    name: str,
    next_key: Path | None,
    sample: Path | None,
    out: Path,
) -> None:
    """发布模板包：编译、逐份检查、签名，写成一个文件。

    文件是一个模板包文件夹（里面有 edition.yaml），或者一份或几份 Word 模板（文件名用交付件编号）。
    编号、版次、启用日期等写在 edition.yaml 里的，不必再写。有错误就不发布。
    """
    asked = publishing.Asked(id_, version, title, article, say.given(first), say.given(last), changes)
    order = publishing.Order(given, asked, say.day(None), name, next_key, sample, say.cache())
    written = publishing.publish(order, key, partial(passphrases.asked, file), out)
    _tell(written)


def _tell(written: publishing.Written) -> None:
    found = written.found
    say.problems(found.told)
    about = found.about
    until = f"至 {about.applies_until} " if about.applies_until else "起"
    click.echo(f"已发布 {written.file}：{about.title} {about.version}，{about.applies_from} {until}使用")
    click.echo(f"  文件 {len(about.files)} 个，样张 {len(about.samples)} 份，提示 {len(found.told)} 项")
    if not about.samples:
        click.echo("  没有样张：用 --sample 给一个客户文件夹（虚构的），样张就随模板包一起给各机构看")
    click.echo(f"  签名的密钥编号 {found.key}")
    click.echo(f"  机构自己的模板包才写进 agency.yaml（专业委的不用写）：library: {found.line}")
    click.echo(f"各机构安装：tuoguan template install {written.file.name}")
