"""What the commands share: printing problems, the day, the cache folder, the home of bundles."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from generator.api import Library, Order, Problem

_WORDS = {"error": "错误", "warning": "提示"}


def problems(found: Iterable[Problem], of: str = "") -> None:
    """Print each problem as one line on standard error, with what it is ``of`` where it does not say so."""
    for problem in found:
        whose = f"{of}：" if of not in str(problem) else ""
        click.echo(f"{_WORDS[problem.severity]}：{whose}{problem}", err=True)


def row(problem: Problem) -> dict[str, object]:
    """A problem as plain data for --json."""
    origin, spot = problem.origin, problem.spot
    return {
        "severity": problem.severity,
        **(origin.row() if origin else {"file": "", "line": 0, "column": 0, "cell": ""}),
        "where": problem.where,
        "keys": list(problem.keys),
        "part": spot.part if spot else "",
        "paragraph": spot.paragraph if spot else None,
        "message": problem.message,
        "hint": problem.hint,
    }


def day(given: datetime.datetime | None) -> datetime.date:
    """The document's day: as given, else today here."""
    return (given or datetime.datetime.now().astimezone()).date()


def order(templates: Path | None) -> Order:
    """What to make papers by, today."""
    from generator import api  # only here: help needs none of it

    today = day(None)
    return api.Order(today, templates=templates, cache=cache(), library=library(templates, today))


def library(templates: Path | None, day: datetime.date) -> Library:
    """The library to work by on a day; what own templates take the place of is told."""
    from generator import api  # only here: help needs none of it

    found = api.edition(templates, day, cache(), home())
    problems(api.choice.overruled(templates, found))
    return found


def cache() -> Path | None:
    """Where compiled templates are kept between runs, in the user's own cache folder; None without a home."""
    from generator import api  # only here: help needs none of it

    return api.kept.folder(os.environ)


def home() -> Path:
    """Where bundles are installed: TUOGUAN_HOME, else this user's folder for data of programs."""
    from generator import api  # only here: help needs none of it

    return api.bundle_home.folder(os.environ)


def given(day: datetime.datetime | None) -> datetime.date | None:
    """A day as it was typed; None where none was."""
    return day.date() if day else None


PATH: click.Path = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])

templates_option = click.option(
    "--templates", type=PATH, metavar="文件夹", help="自有 Word 模板或者模板包的文件夹，优先于内置的"
)
pack_option = click.option(
    "-o",
    "--out",
    "pack",
    type=PATH,
    metavar="资料包",
    help="资料包的文件夹或它的上级：取其中的文件，并写回去",
)
json_option = click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，供程序使用")
date_option = click.option(
    "--date", "given", type=DAY, metavar="年-月-日", help="文书日期：所知到这一天为止，默认今天"
)
