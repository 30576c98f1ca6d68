"""What travels between machines: paths told from the shared root, words that name them, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.batch.shared import Shared
from generator.errors import ClusterError
from generator.library import Library, built_in, home
from generator.problems import error


def _two(tmp_path: Path) -> tuple[Shared, Shared]:
    """Two machines with the shared folder and a cache folder in places of their own."""
    return Shared(tmp_path / "here", tmp_path / "one"), Shared(tmp_path / "其他/there", tmp_path / "two")


def test_paths_are_where_the_other_machine_has_them(tmp_path: Path) -> None:
    here, there = _two(tmp_path)
    given = {"client": here.root / "客户/甲厂", "cache": here.cache, "root": here.root}
    assert there.unpacked(here.packed(given)) == {
        "client": there.root / "客户/甲厂",
        "cache": there.cache,
        "root": there.root,
    }


def test_messages_name_the_place_on_the_other_machine(tmp_path: Path) -> None:
    here, there = _two(tmp_path)
    problem = error(str(here.root / "甲/client.yaml"), f"{here.root}/乙 和 {here.root}/丙 相同", "3/4")
    found = there.unpacked(here.packed(problem))
    assert str(found) == f"{there.root / '甲/client.yaml'}：{there.root}/乙 和 {there.root}/丙 相同；3/4"
    assert there.unpacked(here.packed(f"{here.root}2/x")) == f"{here.root}2/x"


def test_machine_without_a_cache_works_without(tmp_path: Path) -> None:
    here, there = _two(tmp_path)
    assert Shared(there.root, None).unpacked(here.packed(here.cache)) is None


def test_library_is_the_other_machines_own_and_a_bundle_lies_in_the_folder(tmp_path: Path) -> None:
    here, there = _two(tmp_path)
    library = there.unpacked(here.packed(Library((here.root / "模板", *built_in().layers))))
    assert library.layers == (there.root / "模板", home.templates())


@pytest.mark.parametrize("path", ["here2/x", "here/../x", "x"])
def test_path_outside_the_shared_folder_is_refused(tmp_path: Path, path: str) -> None:
    here, _ = _two(tmp_path)
    with pytest.raises(ClusterError, match="不在共享文件夹"):
        here.packed([tmp_path / path])


def test_path_is_taken_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = _two(tmp_path)
    here.root.mkdir()
    monkeypatch.chdir(here.root)
    assert there.unpacked(here.packed(Path("客户/甲厂"))) == there.root / "客户/甲厂"
