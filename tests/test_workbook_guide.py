"""The guide to entry books: its commands and options are there, its pictures and links too."""

from __future__ import annotations

import importlib
import re
import shlex

import click

from tests.conftest import ROOT
from tests.rows import each

GUIDE = ROOT / "docs/workbook.md"
_LINE = re.compile(r"(?:^|`)tuoguan ([^`\n]+?)(?:`|$)", re.MULTILINE)


def _called(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that words call, and its options among them."""
    command: click.Command = importlib.import_module(f"generator.cli.{words.pop(0)}").command
    while isinstance(command, click.Group):
        name, *words = words
        found = command.get_command(click.Context(command), name)
        assert found, name
        command = found
    return command, [word for word in words if word.startswith("-")]


@each(dict.fromkeys(_LINE.findall(GUIDE.read_text("utf-8"))))
def test_every_command_that_it_shows_is_there_with_its_options(line: str) -> None:
    command, options = _called(shlex.split(line))
    known = {word for one in command.params if isinstance(one, click.Option) for word in one.opts}
    assert set(options) <= known


def test_its_pictures_and_links_are_there_and_small() -> None:
    for name in re.findall(r"\[[^]]*\]\(([^)#\s]+)\)", GUIDE.read_text("utf-8")):
        file = GUIDE.parent / name
        assert file.is_file(), name
        if file.suffix == ".png":
            assert name.isascii() and file.stat().st_size < 150_000, name
