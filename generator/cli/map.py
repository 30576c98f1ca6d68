"""``tuoguan map``: the four-colour map alone, in a size and a format of one's own."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator import api
from generator.cli import options, say
from generator.cli.chinese import Command, Misused

_SIZES = {"a3": api.drawing.A3, "a4": api.drawing.A4}
_FORMATS = ("png", "pdf", "svg")


@click.command("map", cls=Command)
@options.client
@options.out("文件", "输出文件，例如 四色图.pdf")
@click.option("--size", type=click.Choice(list(_SIZES)), default="a3", help="纸张大小，默认 a3")
@click.option("--format", "fmt", type=click.Choice(_FORMATS), help="文件格式，默认按文件扩展名")
@options.until
def command(client: Path, out: Path, size: str, fmt: str | None, day: datetime.date) -> None:
    """单独画四色图：A3 或 A4，PNG、PDF 或 SVG；有几层就是几个文件。"""
    kind = fmt or out.suffix.lower().lstrip(".")
    if kind not in _FORMATS:
        raise Misused(f"“{out.name}”看不出格式，请加 --format png、pdf 或 svg")
    _draw(_mapped(client, day), out, kind, _SIZES[size])


def _mapped(client: Path, day: datetime.date) -> api.Client:
    """A client that has a map; DataError where its data give none."""
    found = _sound(client, day)
    if not found.facts.has.map:
        raise api.DataError([_mapless(client)])
    return found


def _mapless(client: Path) -> api.Problem:
    return api.error(str(client), "画不出四色图", "请填报总平面（site）和各区域（zones）的位置")


def _sound(client: Path, day: datetime.date) -> api.Client:
    """What is derived of sound data, after what there is to warn of."""
    found, problems = api.examine(api.load(client), day, say.library(None, day), say.cache())
    if not found:
        raise api.DataError(problems)
    say.problems(problems)
    return found


def _draw(client: api.Client, out: Path, kind: str, size: tuple[float, float]) -> None:
    """One file for each page of the map, named after ``out``."""
    drawn = api.drawing.Drawing(client.record, client.facts)
    suffix = out.suffix or f".{kind}"
    for number, page in enumerate(client.facts.site.sheets):
        target = out.with_name(f"{out.stem}{page.tail}{suffix}")
        api.put(target, drawn.file(number, kind, size))
        click.echo(f"已生成 {target}")
