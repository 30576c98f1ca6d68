"""Limits: every number once, in the table; what is unknown or written out is refused at its line."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from generator.library import built_in, home, limits
from generator.proofing import citations, numbers
from tests import depth
from tests.conftest import ROOT
from tests.rows import each

BAD = sorted((ROOT / "tests/refused/limits").iterdir())
_TAG = re.compile(r"limit\.(\w+)\.")


def test_no_number_of_the_table_stands_anywhere_else() -> None:
    sources = depth.some([*citations.sources(home.templates())], desk=80)
    assert [str(fault) for path, name in sources for fault in numbers.check(path, name, built_in())] == []


def test_every_limit_is_cited() -> None:
    """A number that nothing prints is a number that nobody keeps right."""
    words = "".join(path.read_text("utf-8") for path, _ in citations.sources(home.templates()))
    assert set(limits.load(built_in())) - set(_TAG.findall(words)) - {"hot_grades"} == set()


@cache
def _filled() -> list[tuple[str, str]]:
    """Each line that prints a limit, as it stands in its file and with the value for the tag."""
    values = {name: limit.value for name, limit in limits.load(built_in()).items()}
    return [
        (line, re.sub(r"\{\{ ?limit\.(\w+)\.value ?\}\}", lambda found: values[found[1]], line))
        for path, _ in citations.sources(home.templates())
        for line in re.sub(r"\{%.*?%\}", "", path.read_text("utf-8")).splitlines()
        if "limit." in line
    ]


@pytest.mark.parametrize("key", [key for key, limit in limits.load(built_in()).items() if limit.written])
def test_the_number_itself_is_found_when_written_out(key: str) -> None:
    """Each pattern is one that some sentence of the texts would match were its tags filled in."""
    written = limits.load(built_in())[key].written
    filled = [words for line, words in _filled() if f"limit.{key}.value" in line]
    found = [words for words in filled for pattern in written if pattern.search(words)]
    assert found or key in ("confined_reentry", "hot_grades", "clean_dust")


@each(BAD)
def test_a_limit_is_refused_at_its_line(path: Path) -> None:
    expected, _, _ = path.read_text("utf-8").partition("\n")
    place, _, words = expected.removeprefix("# ").partition(" ")
    (fault,) = map(str, numbers.check(path, path.name, built_in()))
    assert fault.startswith(f"{path.name}:{place}：") and words in fault
