"""What the commands around templates print alike."""

from __future__ import annotations

import click

from generator import api
from generator.cli import say, streams


def tell(found: tuple[api.Problem, ...], as_json: bool) -> None:
    """The problems a line each, or as one list of JSON on standard output."""
    if as_json:
        click.echo(streams.as_json([say.row(problem) for problem in found]))
    else:
        say.problems(found)
