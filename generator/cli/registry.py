"""``tuoguan registry``: the folders of all clients that a workbook lists, and where it differs from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from generator.cli import options, say
from generator.cli.chinese import Command, Misused
from generator.cli.say import Plain

if TYPE_CHECKING:
    from generator.api import registry

_Form = Literal["workbook", "yaml"]
_SAID: Mapping[registry.State, str] = {"made": "新建", "stands": "已有", "failed": "没建"}


@click.command("registry", cls=Command)
@options.argument("file", "名册.xlsx")
@options.path("-o --out", "文件夹", "客户文件夹放在哪个文件夹里")
@options.flag("--yaml as_yaml", "填报数据写成 client.yaml，不写就是填报簿.xlsx")
@options.flag("--new is_new", "写出一份空白名册，供填写")
@options.as_json
def command(file: Path, out: Path | None, as_yaml: bool, is_new: bool, as_json: bool) -> None:
    """按企业名册（一行一家）建立客户文件夹；已有的一概不改，与名册不同的逐项列出。"""
    if is_new:
        _blank(file)
        return
    if out is None:
        raise Misused("缺少 -o：客户文件夹放在哪里，例如 -o 客户")
    found = _made(file, out, "yaml" if as_yaml else "workbook", as_json)
    if any(one.state == "failed" for one in found):
        raise SystemExit(1)


def _made(file: Path, out: Path, form: _Form, as_json: bool) -> list[registry.Outcome]:
    """Make the folders, and tell what became of each client."""
    from generator import api  # only here: help needs none of it
    from generator.api import registry

    library = api.built_in()
    listing = registry.read(file, library)
    outcomes = registry.make(listing, out, library, form)
    if as_json:
        found = list(outcomes)
        say.as_json(_rows(listing, found))
        return found
    say.problems(listing.notes)
    found = list(_told(outcomes))
    click.echo(_summary(found))
    return found


def _blank(file: Path) -> None:
    from generator import api  # only here: help needs none of it
    from generator.api import registry

    if file.suffix.lower() != ".xlsx":
        raise Misused(f"名册是 Excel 文件，请写 {file.stem or '名册'}.xlsx")
    api.put_new(file, registry.blank(api.built_in()))
    click.echo(f"已写出空白名册 {file}；填好以后运行：tuoguan registry {file} -o 客户")


def _told(outcomes: Iterable[registry.Outcome]) -> Iterator[registry.Outcome]:
    """Each outcome, after a line for it and its problems."""
    for one in outcomes:
        if one.state == "made" or one.differences:
            click.echo(_line(one))
        say.problems(one.problems)
        say.problems(difference.problem for difference in one.differences)
        yield one


def _line(one: registry.Outcome) -> str:
    more = f"，与名册不同 {len(one.differences)} 项" if one.differences else ""
    return f"{_SAID[one.state]} {one.folder}{more}"


def _summary(outcomes: list[registry.Outcome]) -> str:
    differing = sum(bool(one.differences) for one in outcomes)
    more = f"；已有的里面 {differing} 家与名册不同，没有改动" if differing else ""
    return f"名册 {len(outcomes)} 家：{_counts(outcomes)}{more}"


def _counts(outcomes: list[registry.Outcome]) -> str:
    states = Counter(one.state for one in outcomes)
    return "，".join(f"{word} {states[state]}" for state, word in _SAID.items() if states[state])


def _rows(listing: registry.Listing, outcomes: list[registry.Outcome]) -> Plain:
    """All of it as plain data."""
    return {
        "clients": [_row(one) for one in outcomes],
        "notes": say.rows(listing.notes),
    }


def _row(one: registry.Outcome) -> Plain:
    return {
        "cell": one.row.place.cell,
        "id": one.row.client.code,
        "name": one.row.client.name,
        "state": one.state,
        "folder": str(one.folder) if one.folder else "",
        "differences": [_difference(difference) for difference in one.differences],
        "problems": say.rows(one.problems),
    }


def _difference(one: registry.Difference) -> Plain:
    return {
        "keys": list(one.keys),
        "label": one.label,
        "registry": one.given,
        "cell": one.origin.cell if one.origin else "",
        "client": one.there,
        "place": str(one.place or ""),
    }
