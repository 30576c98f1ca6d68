"""The guide for the committee: every command that it shows is there, with the options that it writes."""

from __future__ import annotations

import importlib
import re
import shlex

import click

from generator.cli.template import COMMANDS
from tests.conftest import ROOT

GUIDE = ROOT / "docs/committee.md"
_LINE = re.compile(r"tuoguan template (\w+)((?:[^`\n]|\n(?=\S))*?)(?:`|\n|  )")


def shown() -> list[tuple[str, list[str]]]:
    """The commands of the guide, each with the options that stand behind it."""
    text = re.sub(" *… *", " ", GUIDE.read_text("utf-8"))
    found = [(name, shlex.split(rest)) for name, rest in _LINE.findall(text)]
    return [(name, [word for word in words if word.startswith("-")]) for name, words in found]


def test_the_guide_shows_commands_and_options_that_there_are() -> None:
    assert {"keygen", "export", "lint", "diff", "publish", "trust", "install", "verify"} <= {
        name for name, _ in shown()
    }
    for name, options in shown():
        assert name in COMMANDS, name
        module = importlib.import_module(f"generator.cli.template.{name}")
        known = {word for one in module.command.params if isinstance(one, click.Option) for word in one.opts}
        assert set(options) <= known, name


def test_its_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^]]*\]\((\S+?)\)", GUIDE.read_text("utf-8"))
    assert len(pictures) == 4
    for name in pictures:
        assert name.isascii() and (GUIDE.parent / name).stat().st_size < 150_000, name


def test_its_links_lead_somewhere() -> None:
    for link in re.findall(r"(?<!!)\[[^]]*\]\(([^)#\s]+)\)", GUIDE.read_text("utf-8")):
        assert (GUIDE.parent / link).is_file(), link
