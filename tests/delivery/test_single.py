"""A single file is whole in its place or not there, whatever stops the writing."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from generator import delivery
from generator.delivery import disk
from generator.errors import PackError


def test_a_file_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    target = tmp_path / "新" / "四色图.pdf"
    delivery.put(target, b"one")
    delivery.put(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["四色图.pdf"]


@pytest.mark.parametrize("step", ["write", "replace"])
def test_a_full_disk_leaves_the_older_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "四色图.pdf"
    delivery.put(target, b"one")

    def full(path: Path, *_: object) -> None:
        if step == "write":
            path.write_bytes(b"tw")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, step, full)
    with pytest.raises(PackError, match="磁盘空间不足"):
        delivery.put(target, b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("四色图.pdf", b"one")]


def test_a_folder_in_the_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "图.png").mkdir()
    with pytest.raises(PackError, match="占用"):
        delivery.put(tmp_path / "图.png", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["图.png"]


def test_a_new_file_never_replaces(tmp_path: Path) -> None:
    target = tmp_path / "plan.docx"
    delivery.put_new(target, b"mine")
    with pytest.raises(PackError, match="文件已存在，未改动"):
        delivery.put_new(target, b"theirs")
    assert target.read_bytes() == b"mine"
