"""What is kept between runs is believed only when this user wrote it, whole, for that very key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import kept

KEY = b"key"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows guards the profile itself")


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "deep/er/x"
    kept.write(path, KEY, b"data")
    assert kept.read(path, KEY) == b"data"
    assert [item.name for item in path.parent.iterdir()] == ["x"]
    assert kept.read(tmp_path / "none", KEY) is None


def test_another_key_or_byte_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "x"
    kept.write(path, KEY, b"data")
    assert kept.read(path, b"other") is None
    path.write_bytes(path.read_bytes() + b"!")
    assert kept.read(path, KEY) is None


@posix
@pytest.mark.parametrize(("mode", "believed"), [(0o600, True), (0o644, True), (0o620, False), (0o602, False)])
def test_what_others_can_write_is_not_believed(tmp_path: Path, mode: int, believed: bool) -> None:
    path = tmp_path / "x"
    kept.write(path, KEY, b"data")
    path.chmod(mode)
    assert (kept.read(path, KEY) == b"data") == believed


@posix
def test_what_is_anothers_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    kept.write(path, KEY, b"data")
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    assert kept.read(path, KEY) is None


@posix
def test_pipes_links_and_folders_are_not_waited_for(tmp_path: Path) -> None:
    kept.write(tmp_path / "x", KEY, b"data")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "x")
    (tmp_path / "folder").mkdir()
    assert [kept.read(tmp_path / name, KEY) for name in ("pipe", "link", "folder")] == [None] * 3


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    kept.write(tmp_path / "file/x", KEY, b"data")
    (tmp_path / "there/x").mkdir(parents=True)
    kept.write(tmp_path / "there", KEY, b"data")
    assert [item.name for item in tmp_path.iterdir() if item.is_file()] == ["file"]
