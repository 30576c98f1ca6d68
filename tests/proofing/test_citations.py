"""Citations: what the shipped texts cite is registered, in force and verified; each fault is refused."""

from __future__ import annotations

import datetime
from pathlib import Path

from generator.library import built_in, home
from generator.proofing import citations
from tests.conftest import DAY, ROOT
from tests.rows import each

BAD = sorted((ROOT / "tests/refused/citations").iterdir())


def _found(path: Path, day: datetime.date = DAY) -> list[str]:
    return [str(problem) for problem in citations.check(path, path.name, day, built_in())]


def test_shipped_texts_and_data_cite_well() -> None:
    sources = list(citations.sources(home.templates()))
    assert len(sources) > 80
    assert [fault for path, name in sources for fault in citations.check(path, name, DAY, built_in())] == []


def test_the_clauses_of_the_texts_are_read() -> None:
    """The check is no check if it finds nothing to look at."""
    texts = [
        path.read_text("utf-8") for path, _ in citations.sources(home.templates()) if path.suffix == ".md"
    ]
    keyed = sum(len(citations._KEYED.findall(text)) for text in texts)
    assert keyed > 400


@each(BAD)
def test_a_bad_citation_is_refused_at_its_line(path: Path) -> None:
    expected, _, _ = path.read_text("utf-8").partition("\n")
    place, _, words = expected.removeprefix("# ").partition(" ")
    (fault,) = _found(path)
    assert fault.startswith(f"{path.name}:{place}：") and words in fault


def test_a_law_no_longer_in_force_is_refused_for_a_later_day(tmp_path: Path) -> None:
    text = tmp_path / "甲.md"
    text.write_text("依据{{ law.chemicals_act.cite }}编制。", "utf-8")
    assert _found(text) == []
    (fault,) = _found(text, datetime.date(2026, 4, 30))
    assert "没有有效版本" in fault


def test_a_clause_that_is_registered_but_not_proven_may_be_written(tmp_path: Path) -> None:
    """It stands in the text for the day that it is proven; until then it is not printed."""
    text = tmp_path / "甲.md"
    text.write_text("依照{{ law.gb46768.cite }}第5.9.1条检测。", "utf-8")
    assert _found(text) == []
