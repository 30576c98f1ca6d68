"""Names in the reference data: the shipped tables resolve; a word that names nothing is told at its line."""

from __future__ import annotations

import re
from pathlib import Path

from generator.library import built_in, home
from generator.proofing import tables
from tests.conftest import ROOT
from tests.rows import each

BAD_TABLES = ROOT / "tests/refused/tables"
BAD = sorted(BAD_TABLES.rglob("*.yaml"))


def test_every_name_in_the_shipped_tables_resolves() -> None:
    assert [str(fault) for fault in tables.check(home.templates() / "reference", built_in())] == []


@each(BAD)
def test_a_word_that_names_nothing_is_told_at_its_line(path: Path) -> None:
    place, _, words = path.read_text("utf-8").partition("\n")[0].removeprefix("# ").partition(" ")
    (fault,) = tables.check_file(path, path.name, built_in())
    assert str(fault).startswith(f"{path.name}:{place}:")
    assert words in str(fault)


def test_the_tables_hold_words_of_each_kind() -> None:
    """The check is no check if the keys it looks for are gone."""
    folder = home.templates() / "reference"
    words = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.yaml"))
    missing = [
        key
        for key in tables.kinds(folder / "scenes/2_substances.yaml", built_in())
        if not re.search(rf"\b{key}\b", words)
    ]
    assert missing == []
