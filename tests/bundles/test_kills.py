"""An install killed at any moment leaves the old or the new, whole; the next ends as if it had not been."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.bundles import home, install, installed
from tests.bundles import published
from tests.bundles.published import FIELDS, KEYS, NAME, TERMS, Desk
from tests.conftest import ROOT
from tests.delivery.packs import lying


def test_killed_at_any_moment_leaves_the_old_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published.believe(monkeypatch)
    before = Desk(tmp_path / "before")
    before.install("1", label="甲")
    before.file("1").unlink()
    file = before.file("2", label="乙", next_key=KEYS[1].public.line)
    command = [sys.executable, "-m", "tests.bundles.kills", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    changes = done.stdout.splitlines()
    assert len(changes) > 20 and "replace .state.json" in changes, changes
    assert sorted(path.name for path in tmp_path.iterdir() if path != before.folder) == sorted(
        map(str, range(1, len(changes) + 2))
    )
    used, seen = [], set()
    for at, change in enumerate(changes, 1):
        desk = Desk(tmp_path / str(at), trusting=False)
        used.append(_whole(desk, change))
        if (left := frozenset(lying(desk.folder).items())) not in seen:
            seen.add(left)
            install.install(desk.place, desk.folder / file.name, TERMS)
            assert _whole(desk, change) == "2"
            assert {path.name for path in desk.place.folder.iterdir()} == {
                "bundles",
                "state.json",
                "trust.json",
            }
    assert used == sorted(used) and {*used} == {"1", "2"}


def _whole(desk: Desk, change: str) -> str:
    """The version in use: every file as signed, its key the one that belongs to it."""
    use = home.state(desk.place)[NAME]
    assert set(use.digests) == {"1", use.use}, change
    for number in use.digests:
        found = installed.sound(installed.version(desk.place, NAME, number, use), use)
        assert ("甲" if number == "1" else "乙") in (found.folder / FIELDS).read_text("utf-8"), change
    assert len(use.keys) == len(use.digests), change
    return use.use
