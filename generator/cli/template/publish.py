"""``tuoguan template publish``: one signed file that any agency can install."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.api import publishing
from generator.cli import chinese, options, passphrases, say

if TYPE_CHECKING:
    from generator.api import bundles

_asked_options = options.gathered(
    "asked",
    publishing.Asked,
    options.text("--id", "编号", "模板包的编号，以后各版都用它"),
    options.text("--version", "版次", "数字和点，如 2026.11；只能比以前的大"),
    options.text("--title", "名称", "谁发的什么模板包"),
    options.text("--article", "条款", "按哪一条统一样式"),
    options.day("--from applies_from", "从哪天起用"),
    options.day("--until applies_until", "用到哪天，不写是一直"),
    click.option("--changes", multiple=True, metavar="文字", help="这一版改了什么，可写多次"),
)


@click.command("publish", cls=chinese.Command)
@options.files
@options.path("--key", "密钥", "keygen 写的 .key 文件", required=True)
@passphrases.option
@_asked_options
@options.text("--as name", "编号", "只给一个 Word 文件时，是哪一件交付件的模板")
@options.path("--next-key", "公钥", "预告以后各版改用的公钥（.pub 文件）")
@options.path("--sample", "客户", "用这家（虚构的）客户的数据填样张")
@click.option(
    "-o", "--out", default=".", type=options.PATH, metavar="位置", help="写到哪个文件夹，或者哪个 .zip 文件"
)
def command(
    given: tuple[Path, ...],
    key: Path,
    file: Path | None,
    asked: publishing.Asked,
    name: str,
    next_key: Path | None,
    sample: Path | None,
    out: Path,
) -> None:
    """发布模板包：编译、逐份检查、签名，写成一个文件。

    文件是一个模板包文件夹（里面有 edition.yaml），或者一份或几份 Word 模板（文件名用交付件编号）。
    编号、版次、启用日期等写在 edition.yaml 里的，不必再写。有错误就不发布。
    """
    order = publishing.Order(given, asked, say.today(), name, next_key, sample, say.cache())
    written = publishing.publish(order, key, partial(passphrases.asked, file), out)
    say.problems(written.found.told)
    say.lines(_lines(written))


def _lines(written: publishing.Written) -> Iterator[str]:
    """What was published, and how it comes into use."""
    found, about = written.found, written.found.about
    yield f"已发布 {written.file}：{about.title} {about.version}，{_span(about)}使用"
    yield f"  文件 {len(about.files)} 个，样张 {len(about.samples)} 份，提示 {len(found.told)} 项"
    if not about.samples:
        yield "  没有样张：用 --sample 给一个客户文件夹（虚构的），样张就随模板包一起给各机构看"
    yield f"  签名的密钥编号 {found.key}"
    yield f"  机构自己的模板包才写进 agency.yaml（专业委的不用写）：library: {found.line}"
    yield f"各机构安装：tuoguan template install {written.file.name}"


def _span(about: bundles.Manifest) -> str:
    until = f"至 {about.applies_until} " if about.applies_until else "起"
    return f"{about.applies_from} {until}"
