"""Every file that a record rests on is noted with its stamp before and the digest of what was read."""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator import api, intake, stamps, tool, trees
from generator.assets import Folder, Overlay, State
from generator.intake.inputs import CHANGED
from generator.library import Library, home

DAY = datetime.date(2026, 11, 26)


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_data_files_and_what_they_name_are_inputs(small: Path) -> None:
    (small / "records").mkdir()
    (small / "records" / "2026-10-08-到场.yaml").write_text("visits: []\n", "utf-8")
    (small / "photos").mkdir()
    (small / "photos" / "a.jpg").write_bytes(b"no photo")
    record = intake.read(small)
    record.asset(("enterprise",), "photos/a.jpg").state()
    record.asset(("enterprise",), "photos/../photos/b.jpg").state()
    found = {one.name: one for one in intake.inputs(record)}
    there = ["../agency.yaml", "client.yaml", "photos/a.jpg", "records/2026-10-08-到场.yaml"]
    assert list(found) == sorted([*there, "photos/b.jpg"])
    assert [found[name].sha256 for name in there] == [_sha(small / name) for name in there]
    assert [found[name].stamp for name in there] == [stamps.of(small / name) for name in there]
    assert (found["photos/b.jpg"].stamp, found["photos/b.jpg"].sha256) == (None, "")


def test_the_stamp_is_that_of_before_reading(small: Path) -> None:
    record = intake.read(small)
    before = stamps.of(small / "client.yaml")
    (small / "client.yaml").write_text("{}", "utf-8")
    found = {one.name: one for one in intake.inputs(record)}["client.yaml"]
    assert found.stamp == before != stamps.of(small / "client.yaml")
    assert found.sha256 != _sha(small / "client.yaml")


def test_what_was_read_is_not_read_again(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = intake.read(small)
    monkeypatch.setattr(Path, "open", None)
    assert all(one.sha256 for one in intake.inputs(record))


def test_a_pipe_is_never_opened(small: Path) -> None:
    os.mkfifo(small / "photo.jpg")
    record = intake.read(small)
    record.asset((), "photo.jpg").state()
    assert {one.name: one.sha256 for one in intake.inputs(record)}["photo.jpg"] == ""


def test_notes_do_not_tell_files_apart(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    first, second = Folder(tmp_path), Folder(tmp_path)
    first.find("a").read(9)
    assert first.find("a") == second.find("a")
    assert first == second
    assert hash(first.find("a")) == hash(second.find("a"))


def test_a_folder_counts_by_names_and_bytes(tmp_path: Path) -> None:
    def made(**files: str) -> str:
        folder = Path(str(tmp_path / "-".join(files)) + "".join(files.values()))
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        return trees.digest(folder)

    assert made(a="1", b="2") == made(b="2", a="1") == made(a="1", b="2", **{"__pycache__/c": "3"})
    assert len({made(a="1"), made(a="2"), made(b="1"), made(a="1", b="2"), made(**{"a/a": "1"})}) == 5


def test_library_and_tool_have_digests_of_their_own(tmp_path: Path) -> None:
    built_in = api.built_in()
    layer = tmp_path / "layer"
    layer.mkdir()
    assert len({built_in.digest, Library((layer, home.templates())).digest, tool.digest()}) == 3
    assert Library(built_in.layers).digest == built_in.digest
    (layer / "reference").mkdir()
    (layer / "reference" / "laws.yaml").write_text("{}", "utf-8")
    assert Library((layer, home.templates())).digest != Library((tmp_path, home.templates())).digest


def test_a_pack_tells_what_it_was_made_of(small: Path, tmp_path: Path, compiled: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    shutil.copy(home.templates() / "word" / "plan.docx", own)
    about = api.make(api.load(small), api.Order(DAY, ("plan",), cache=compiled)).about
    assert about["only"] == ["plan"]
    assert about["inputs"] == {name: _sha(small / name) for name in ("../agency.yaml", "client.yaml")}
    assert (about["tool_sha256"], about["library"]) == (tool.digest(), api.built_in().digest)
    assert about["templates"] == ""
    order = api.Order(DAY, ("plan",), templates=own)
    assert api.make(api.load(small), order).about["templates"] == trees.digest(own)


@pytest.mark.parametrize("before", [None, b"first"])
def test_what_comes_or_changes_after_it_was_asked_for_is_no_file_of_any_digest(
    small: Path, before: bytes | None
) -> None:
    path = small / "a.jpg"
    if before:
        path.write_bytes(before)
    record = intake.read(small)
    asset = record.asset(("enterprise",), "a.jpg")
    if before:
        asset.read(10)
    path.write_bytes(b"another")
    for again in (lambda: None, lambda: asset.read(10)):
        again()
        (found,) = (one for one in intake.inputs(record) if one.name == "a.jpg")
        assert found.sha256 == CHANGED


class _Within:
    """A file that a document holds itself; nobody reads it to know whether it changed."""

    name = "photos/a.jpg"

    def state(self) -> State:
        return ""

    def read(self, most: int) -> bytes:
        raise AssertionError(most)

    def mark(self) -> str:
        return "7 crc"


def test_what_a_document_holds_itself_goes_before_its_folder(small: Path) -> None:
    (small / "photos").mkdir()
    for name in ("a.jpg", "b.jpg"):
        (small / "photos" / name).write_bytes(b"x")
    held = Overlay({"photos/a.jpg": _Within(), "填报簿图片/隐患-1-1.png": _Within()}, Folder(small))
    record = replace(intake.read(small), sources={"填报簿.xlsx": held})
    assert isinstance(held.find("./photos/a.jpg"), _Within)
    assert held.find("photos/b.jpg").read(9) == b"x"
    assert held.beside("photos/c.jpg") == ("a.jpg", "b.jpg")
    assert held.beside("填报簿图片/x.png") == ("隐患-1-1.png",)
    assert held.beside("nowhere/x.png") is None
    assert [one.name for one in intake.inputs(record)] == ["photos/b.jpg"]
    assert intake.named(record) == {
        "photos/a.jpg": " 7 crc",
        "填报簿图片/隐患-1-1.png": " 7 crc",
        "photos/b.jpg": f" {_sha(small / 'photos/b.jpg')}",
    }
