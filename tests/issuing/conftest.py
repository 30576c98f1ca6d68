"""A client on the desk of whoever issues, and a pack of it."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from generator import api
from generator.api import issuing
from tests.issuing import clients
from tests.issuing.clients import TODAY, Desk, day
from tests.once import once


@pytest.fixture
def client(tmp_path: Path) -> Path:
    return clients.write(tmp_path)


@pytest.fixture
def desk(client: Path, session: Path) -> Desk:
    """The client on the desk, read anew at every call."""

    def read(pack: Path | None = None, today: datetime.date = TODAY) -> issuing.Desk:
        return issuing.desk(client, api.Order(today, cache=session / "cache/tuoguan"), pack)

    return read


@pytest.fixture
def pack(client: Path, session: Path, tmp_path: Path) -> Path:
    """A pack of two papers, built a month before; made once, each test has a copy."""
    order = api.Order(day("2026-02-01"), ("plan", "system_fire"), cache=session / "cache/tuoguan")

    def make(folder: Path) -> None:
        api.build(api.load(client), folder, order)

    (made,) = once(session / "pack-issuing", make).iterdir()
    return shutil.copytree(made, tmp_path / "out" / made.name)
