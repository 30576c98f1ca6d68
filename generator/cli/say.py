"""What the commands share: printing problems, the day, the cache folder, the home of bundles."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import streams

if TYPE_CHECKING:
    from generator.api import Library, Order, Problem, Spot

_WORDS = {"error": "错误", "warning": "提示"}
_NOWHERE: Mapping[str, str | int] = {"file": "", "line": 0, "column": 0, "cell": ""}
Plain = dict[str, object]  # as --json tells it


def problems(found: Iterable[Problem], of: str = "") -> None:
    """Print each problem as one line on standard error, with what it is ``of`` where it does not say so."""
    for problem in found:
        whose = "" if of in str(problem) else f"{of}："
        aside(f"{_WORDS[problem.severity]}：{whose}{problem}")


def aside(words: str) -> None:
    """Print a line that is no result, on standard error."""
    click.echo(words, err=True)


def lines(found: Iterable[str]) -> None:
    """Print results, a line each."""
    for line in found:
        click.echo(line)


def as_json(rows: object) -> None:
    """Print results as JSON."""
    click.echo(streams.as_json(rows))


def rows(found: Iterable[Problem]) -> list[Plain]:
    """Problems as plain data for --json."""
    return [row(problem) for problem in found]


def counted(found: Sequence[Problem]) -> str:
    """How many of the problems are errors, and how many are hints."""
    errors = sum(one.severity == "error" for one in found)
    return f"错误 {errors} 项，提示 {len(found) - errors} 项"


def row(problem: Problem) -> Plain:
    """A problem as plain data for --json."""
    origin = problem.origin
    return {
        "severity": problem.severity,
        **(origin.row() if origin else _NOWHERE),
        "where": problem.where,
        "keys": list(problem.keys),
        **_spot(problem.spot),
        "message": problem.message,
        "hint": problem.hint,
    }


def today() -> datetime.date:
    """Today, here."""
    return datetime.datetime.now().astimezone().date()


def _spot(spot: Spot | None) -> Plain:
    return {"part": spot.part if spot else "", "paragraph": spot.paragraph if spot else None}


def order(templates: Path | None) -> Order:
    """What to make papers by, today."""
    from generator import api  # only here: help needs none of it

    day = today()
    return api.Order(day, templates=templates, cache=cache(), library=library(templates, day))


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
