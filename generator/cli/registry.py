"""``tuoguan registry``: the folders of all clients that a workbook lists, and where it differs from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import say, streams
from generator.cli.chinese import Command

if TYPE_CHECKING:
    from generator.api import registry

_SAID: Mapping[registry.State, str] = {"made": "新建", "stands": "已有", "failed": "没建"}


@click.command("registry", cls=Command)
@click.argument("file", type=say.PATH, metavar="名册.xlsx")
@click.option(
    "-o", "--out", required=True, type=say.PATH, metavar="文件夹", help="客户文件夹放在哪个文件夹里"
)
@say.json_option
def command(file: Path, out: Path, as_json: bool) -> None:
    """按企业名册（一行一家）建立客户文件夹；已有的一概不改，与名册不同的逐项列出。"""
    from generator import api  # only here: help needs none of it
    from generator.api import registry

    listing = registry.read(file, api.built_in())
    if not as_json:
        say.problems(listing.notes)
    outcomes = registry.make(listing, out)
    found = list(outcomes if as_json else _told(outcomes))
    if as_json:
        click.echo(streams.as_json(_rows(listing, found)))
    else:
        click.echo(_summary(found))
    if any(one.state == "failed" for one in found):
        raise SystemExit(1)


def _told(outcomes: Iterable[registry.Outcome]) -> Iterator[registry.Outcome]:
    """Each outcome, after a line for it and its problems."""
    for one in outcomes:
        if one.state == "made" or one.differences:
            more = f"，与名册不同 {len(one.differences)} 项" if one.differences else ""
            click.echo(f"{_SAID[one.state]} {one.folder}{more}")
        say.problems((*one.problems, *(difference.problem for difference in one.differences)))
        yield one


def _summary(outcomes: list[registry.Outcome]) -> str:
    states = Counter(one.state for one in outcomes)
    counts = "，".join(f"{word} {states[state]}" for state, word in _SAID.items() if states[state])
    differing = sum(bool(one.differences) for one in outcomes)
    more = f"；已有的里面 {differing} 家与名册不同，没有改动" if differing else ""
    return f"名册 {len(outcomes)} 家：{counts}{more}"


def _rows(listing: registry.Listing, outcomes: list[registry.Outcome]) -> dict[str, object]:
    """All of it as plain data."""
    return {
        "clients": [_row(one) for one in outcomes],
        "notes": [say.row(problem) for problem in listing.notes],
    }


def _row(one: registry.Outcome) -> dict[str, object]:
    return {
        "cell": one.row.place.cell,
        "id": one.row.client.code,
        "name": one.row.client.name,
        "state": one.state,
        "folder": str(one.folder) if one.folder else "",
        "differences": [_difference(difference) for difference in one.differences],
        "problems": [say.row(problem) for problem in one.problems],
    }


def _difference(one: registry.Difference) -> dict[str, object]:
    return {
        "keys": list(one.keys),
        "label": one.label,
        "registry": one.given,
        "cell": one.origin.cell if one.origin else "",
        "client": one.there,
        "place": str(one.place or ""),
    }
