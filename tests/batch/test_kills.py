"""A few runs killed at random moments: the next one ends as one that nobody disturbed.

Many of real builds are tried by hand: ``python -m tests.batch.kills 30``.
"""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from generator.batch import in_turn
from tests import depth
from tests.batch.kills import Kill, Runs, Undisturbed, kills, light, said, tried

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")


class Light(Runs):
    """Runs of which none but the one that is killed needs a process."""

    def whole(self, folder: Path) -> list[str]:
        return list(said(light(folder, in_turn)))


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return Undisturbed.made(Light("light"), tmp_path_factory.mktemp("calm"), seconds=1.0)


@pytest.mark.parametrize("kill", depth.some([*kills(3)], desk=2), ids=str)
def test_a_killed_run_is_finished_by_the_next_one(kill: Kill, calm: Undisturbed, tmp_path: Path) -> None:
    assert tried(Light("light"), kill, tmp_path, calm) == []
