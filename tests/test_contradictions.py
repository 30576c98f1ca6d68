"""Clients that contradict themselves: each changes one thing of a consistent one and gets one line more.

A case is a file of tests/hinted/contradictions or tests/refused/contradictions: ``change`` are pairs of the
words of tests/clients/consistent.yaml, which stand in it once, and what takes their place, ``says`` the line.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from generator import api
from generator.problems import Problem
from tests import depth
from tests.conftest import DAY, ROOT
from tests.rows import read

BASE = (ROOT / "tests/clients/consistent.yaml").read_text("utf-8")
HINTED, REFUSED = ROOT / "tests/hinted/contradictions", ROOT / "tests/refused/contradictions"
CASES = sorted((*HINTED.glob("*.yaml"), *REFUSED.glob("*.yaml")))
WORDS = {"error": "错误", "warning": "提示"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the photos of the consistent client."""
    made = tmp_path_factory.mktemp("contradictions")
    (made / "photos").mkdir()
    for name in ("before", "after", "welder", "gate"):
        Image.new("RGB", (8, 8)).save(made / "photos" / f"{name}.jpg")
    return made


def _told(folder: Path, text: str) -> tuple[Problem, ...]:
    (folder / "client.yaml").write_text(text, "utf-8")
    return api.check(api.load(folder / "client.yaml"), DAY)


def _changed(case: dict[str, list[list[str]]]) -> str:
    text = BASE
    for old, new in case["change"]:
        assert BASE.count(old) == 1, f"{old!r} does not stand once in the consistent client"
        text = text.replace(old, new)
    return text


def _line(one: Problem, folder: Path) -> str:
    return f"{WORDS[one.severity]}：{one}".replace(f"{folder}/", "")


def test_the_consistent_client_is_told_nothing(folder: Path) -> None:
    assert [_line(one, folder) for one in _told(folder, BASE)] == []


@pytest.mark.parametrize("path", depth.some(CASES, desk=56), ids=lambda path: path.stem)
def test_a_contradiction_is_told_in_one_line(folder: Path, path: Path) -> None:
    case = read(path)
    told = [_line(one, folder) for one in _told(folder, _changed(case))]
    assert told == [case["says"]]
    assert case["says"].startswith("错误" if path.parent == REFUSED else "提示")


def test_no_two_cases_are_the_same() -> None:
    names = Counter(path.stem for path in CASES)
    assert max(names.values()) == 1
