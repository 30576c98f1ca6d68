"""The safety systems: the chapters and obligations of each, about this enterprise, in one hand."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.library import built_in, catalogue, clauses
from tests.conftest import ROOT
from tests.once import Packs
from tests.rows import each, read

WANTED: dict[str, dict[str, Any]] = read(ROOT / "tests/systems.yaml")
CLIENTS = {"cups": "xinglan-cups", "mill": "yunzhi-textile"}
ROWS = [
    (name, client, words)
    for name, wanted in WANTED.items()
    for client in CLIENTS
    for words in (*wanted.get("both", ()), *wanted.get(client, ()))
]
ABSENT = ("喷漆", "粉末喷涂", "调漆", "酸洗", "熔融金属", "涉氨")


@pytest.fixture(scope="module")
def said(packs: Packs) -> dict[str, dict[str, str]]:
    """What each system of each example says, by client and id."""
    return {
        key: {entry: packs[name].said(entry) for entry, _ in packs[name].rows if entry in WANTED}
        for key, name in CLIENTS.items()
    }


def test_fifteen_systems_and_fourteen_without_chemicals(said: dict[str, dict[str, str]]) -> None:
    assert list(said["cups"]) == [entry.id for entry in catalogue.load(built_in()) if entry.id in WANTED]
    assert set(said["cups"]) - set(said["mill"]) == {"system_chemicals"}
    assert (len(said["cups"]), len(said["mill"])) == (15, 14)


@each(WANTED)
def test_each_system_has_its_chapters(name: str, said: dict[str, dict[str, str]]) -> None:
    for client, systems in said.items():
        if name in systems:
            found = re.findall(r"^第[一二三四五六七八九十]+章\s*(.+)$", systems[name], re.MULTILINE)
            assert [words for words in WANTED[name].get("chapters", ()) if words not in found] == [], client


@each(ROWS)
def test_each_obligation_is_told(name: str, client: str, words: str, said: dict[str, dict[str, str]]) -> None:
    if name in said[client]:
        assert re.search(words, said[client][name]), words


@each(name for name in WANTED if name != "system_chemicals")
def test_what_does_not_apply_is_absent(name: str, said: dict[str, dict[str, str]]) -> None:
    assert [words for words in ABSENT if words in said["mill"][name]] == []
    assert "不适用" not in re.sub("□不适用", "", said["mill"][name])


@pytest.mark.parametrize("client", CLIENTS)
def test_articles_are_numbered_without_a_gap(said: dict[str, dict[str, str]], client: str) -> None:
    for name, words in said[client].items():
        found = re.findall(r"^第([一二三四五六七八九十百]+)条\s", words, re.MULTILINE)
        numbers = [clauses.value(number) for number in found]
        assert numbers == list(range(1, len(numbers) + 1)), name


def test_systems_tell_of_their_own_enterprise(said: dict[str, dict[str, str]]) -> None:
    for name, words in said["mill"].items():
        ours = {line for line in said["cups"][name].splitlines() if len(line) > 40}
        theirs = {line for line in words.splitlines() if len(line) > 40}
        assert theirs - ours, name


def test_no_paragraph_stands_in_two_systems_but_from_a_part() -> None:
    folder = ROOT / "templates/text/systems"
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")):
        for line in path.read_text("utf-8").splitlines():
            bare = re.sub(r"\{[%{].*?[%}]\}", "", line)
            if len(bare) >= 60 and not line.startswith(("|", "@header")):
                assert seen.setdefault(line, path.name) == path.name, line
