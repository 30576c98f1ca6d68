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


def _shelf(folder: Path, most: int = 1000) -> kept.Shelf:
    return kept.Shelf(folder / "shelf", most)


def test_what_a_shelf_has_is_not_made_again(tmp_path: Path) -> None:
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"x")
        return b"drawn"

    assert [_shelf(tmp_path).once(KEY, make) for _ in range(2)] == [b"drawn"] * 2
    assert len(made) == 1
    assert _shelf(tmp_path).once(b"other", make) == b"drawn"
    assert len(made) == 2


def test_a_damaged_file_on_a_shelf_is_made_anew(tmp_path: Path) -> None:
    shelf = _shelf(tmp_path)
    shelf.put(KEY, b"drawn")
    (file,) = (tmp_path / "shelf").iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    assert shelf.get(KEY) is None
    assert shelf.once(KEY, lambda: b"drawn anew") == b"drawn anew"
    assert shelf.get(KEY) == b"drawn anew"


def test_a_shelf_without_a_folder_or_in_a_file_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "shelf").write_bytes(b"")
    for shelf in (kept.NOWHERE, _shelf(tmp_path)):
        assert shelf.once(KEY, lambda: b"drawn") == b"drawn"
        assert shelf.get(KEY) is None
        shelf.sweep()


@pytest.mark.parametrize(("most", "left"), [(3 * 132, 3), (3 * 132 - 1, 2), (0, 0)])
def test_what_was_not_asked_for_the_longest_goes_first(tmp_path: Path, most: int, left: int) -> None:
    shelf = _shelf(tmp_path, most)
    for age, key in enumerate((b"a", b"b", b"c")):
        kept.write(shelf._path(key), key, bytes(100))
        os.utime(shelf._path(key), (1000 - age, 1000 - age))
    assert shelf.get(b"c") is not None  # the oldest, used now
    shelf.sweep()
    there = [key for key in (b"c", b"a", b"b") if shelf.get(key) is not None]
    assert there == [b"c", b"a", b"b"][:left]


def test_a_shelf_that_is_written_to_is_swept_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_SWEEP", 2000)
    shelf = _shelf(tmp_path, 8000)
    for number in range(100):
        shelf.put(str(number).encode(), bytes(1000))
    assert 4000 < sum(path.stat().st_size for path in (tmp_path / "shelf").iterdir()) < 16_000


def test_files_and_packages_that_changed_are_told(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("one")
    os.utime(file, ns=(1, 1))
    before = kept.state([file], ["PIL"])
    assert kept.state([file], ["PIL"]) == before
    os.utime(file, ns=(1, 2))
    after = kept.state([file], ["PIL"])
    assert after != before
    assert after != kept.state([file])
    assert kept.state([file], ["no_such_package"]) == kept.state([file])
