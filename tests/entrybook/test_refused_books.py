"""Faulty entry books from end to end: one clear line with the cell, exit 1, and nothing written."""

from __future__ import annotations

import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from tests.cli.running import run
from tests.conftest import DAY, ROOT
from tests.depth import some
from tests.entrybook.recipes import followed, said, valid
from tests.entrybook.spoiled import MAKERS

RECIPES = sorted((ROOT / "tests/refused/workbooks").glob("*.yaml"))
BUILT = {*some(RECIPES, desk=12)}  # of which a build is tried as well
ERROR, HINT = "错误：", "提示："


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the valid entry book and its photos, which nobody changes."""
    folder = tmp_path_factory.mktemp("sound")
    with pytest.MonkeyPatch.context() as patch:
        (folder / "填报簿.xlsx").write_bytes(valid(folder, patch))
    return folder


def _told(done: CompletedProcess[str], like: str = "") -> list[str]:
    """The problems that a command told of, those of one kind where a line of it is given."""
    kinds = (like[: len(ERROR)],) if like else (ERROR, HINT)
    return [line for line in done.stderr.splitlines() if line.startswith(kinds)]


def test_of_the_valid_book_nothing_is_told(sound: Path) -> None:
    done = run("check", "填报簿.xlsx", "--date", DAY, cwd=sound)
    assert (done.returncode, _told(done)) == (0, [])


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_a_faulty_book_is_told_in_one_line(path: Path, sound: Path, tmp_path: Path) -> None:
    recipe = yaml.safe_load(path.read_text("utf-8"))
    shutil.copytree(sound / "photos", tmp_path / "photos")
    name, beside = recipe.get("name", "填报簿.xlsx"), recipe.get("beside", [])
    (tmp_path / name).write_bytes(followed(recipe, (sound / "填报簿.xlsx").read_bytes(), MAKERS))
    for other in beside:
        (tmp_path / other).write_bytes(b"")
    there = sorted(tmp_path.rglob("*"))

    checked = run("check", "." if beside else name, "--date", DAY, cwd=tmp_path)
    line = said(recipe["says"])
    assert (checked.returncode, _told(checked, line)) == (line.startswith(ERROR), [line])
    assert "Traceback" not in checked.stderr
    if line.startswith(ERROR) and path in BUILT:
        only = ("--only", "plan", "-o", "out")
        built = run("build", "." if beside else name, "--date", DAY, *only, cwd=tmp_path)
        assert (built.returncode, _told(built, line)) == (1, [line])
    assert sorted(tmp_path.rglob("*")) == there
