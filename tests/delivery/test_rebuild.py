"""A pack built again while people work in it: open files, edits at the last moment, our own copies."""

from __future__ import annotations

import errno
import json
import os
import tracemalloc
from pathlib import Path

import pytest

from generator.delivery import Terms
from tests.delivery.packs import FORCE, TERMS, deliver, everything, lines, once_noted, tree

BESIDE = "甲/a（新版 2026-11-23）.docx"


def _opened(patch: pytest.MonkeyPatch, *names: str) -> None:
    """As Word on Windows: the file can be neither read nor replaced."""
    opened, replace = Path.open, Path.replace

    def opening(path: Path, mode: str = "r", *more: object) -> object:
        if path.name in names and mode == "rb":
            raise PermissionError(errno.EACCES, "open elsewhere")
        return opened(path, mode, *more)  # type: ignore[call-overload]

    def replacing(source: Path, target: Path) -> Path:
        if {source.name, target.name} & set(names):
            raise PermissionError(errno.EACCES, "open elsewhere")
        return replace(source, target)

    patch.setattr(Path, "open", opening)
    patch.setattr(Path, "replace", replacing)


def test_file_that_cannot_even_be_read_is_left_told_and_finished_later(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1", b="1")
    with pytest.MonkeyPatch.context() as patch:
        _opened(patch, "a.docx")
        report = deliver(tmp_path / "p", a="2", b="2")
    assert report.actions == (("更新", "甲/b.docx"),)
    assert [problem.severity for problem in report.problems] == ["error"]
    assert "Word" in lines(report)
    assert "手工修改" not in lines(report)
    assert tree(tmp_path / "p") == {"甲/a.docx": "1", "甲/b.docx": "2"}
    report = deliver(tmp_path / "p", a="2", b="2")
    assert report.actions == (("更新", "甲/a.docx"), ("未变", "甲/b.docx"))
    assert "上次生成有 1 份文件没有写完；本次接着完成" in lines(report)
    assert not deliver(tmp_path / "p", a="2", b="2").problems


def test_open_file_that_was_edited_meanwhile_is_kept(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    with pytest.MonkeyPatch.context() as patch:
        _opened(patch, "a.docx")
        deliver(tmp_path / "p", a="2")
    (tmp_path / "p/甲/a.docx").write_text("手改", "utf-8")
    deliver(tmp_path / "p", a="2")
    assert tree(tmp_path / "p") == {"甲/a.docx": "手改", BESIDE: "2"}


def test_open_file_that_is_no_longer_made_is_moved_aside_later(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1", b="1")
    with pytest.MonkeyPatch.context() as patch:
        _opened(patch, "a.docx")
        report = deliver(tmp_path / "p", b="1")
    assert [problem.severity for problem in report.problems] == ["error"]
    assert ("移入旧版", "甲/a.docx") in deliver(tmp_path / "p", b="1").actions
    assert tree(tmp_path / "p") == {"甲/b.docx": "1", "旧版 2026-11-23/甲/a.docx": "1"}


def test_new_version_that_could_not_be_laid_beside_is_offered_again(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p/甲/a.docx").write_text("手改", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        _opened(patch, Path(BESIDE).name)
        report = deliver(tmp_path / "p", a="2")
    assert not report.actions
    assert "新版已另存" not in lines(report)
    assert deliver(tmp_path / "p", a="2").actions == (("另存新版", BESIDE),)
    assert tree(tmp_path / "p") == {"甲/a.docx": "手改", BESIDE: "2"}


@pytest.mark.parametrize("terms", [TERMS, FORCE])
def test_edit_saved_between_judging_and_replacing_is_kept(tmp_path: Path, terms: Terms) -> None:
    deliver(tmp_path / "p", a="1", b="1")
    with pytest.MonkeyPatch.context() as patch:
        once_noted(patch, lambda: (tmp_path / "p/甲/a.docx").write_text("手改", "utf-8"))
        deliver(tmp_path / "p", terms, a="2", b="2")
    left = {"甲/a.docx": "手改", BESIDE: "2"} if terms is TERMS else None
    left = left or {"甲/a.docx": "2", "旧版 2026-11-23/甲/a.docx": "手改"}
    assert tree(tmp_path / "p") == {**left, "甲/b.docx": "2"}


def test_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    deliver(tmp_path / "p", b="1")
    with pytest.MonkeyPatch.context() as patch:
        once_noted(patch, lambda: (tmp_path / "p/甲/a.docx").write_text("别人的", "utf-8"))
        deliver(tmp_path / "p", a="2", b="1")
    assert tree(tmp_path / "p") == {"甲/a.docx": "别人的", BESIDE: "2", "甲/b.docx": "1"}


def test_copy_edited_meanwhile_is_not_deleted(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p/甲/a.docx").write_text("手改", "utf-8")
    deliver(tmp_path / "p", a="2")
    with pytest.MonkeyPatch.context() as patch:
        once_noted(patch, lambda: (tmp_path / "p" / BESIDE).write_text("合并中", "utf-8"))
        deliver(tmp_path / "p", Terms("2026-11-24"), a="3")
    assert tree(tmp_path / "p") == {
        "甲/a.docx": "手改",
        BESIDE: "合并中",
        "甲/a（新版 2026-11-24）.docx": "3",
    }


def test_copy_of_ours_gives_way_and_an_edited_one_stays(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p/甲/a.docx").write_text("手改", "utf-8")
    for number in range(2, 5):
        deliver(tmp_path / "p", Terms(f"2026-11-2{number}"), a=str(number))
    last = "甲/a（新版 2026-11-24）.docx"
    assert tree(tmp_path / "p") == {"甲/a.docx": "手改", last: "4"}
    (tmp_path / "p" / last).write_text("合并中", "utf-8")
    deliver(tmp_path / "p", Terms("2026-11-24"), a="5")
    second = "甲/a（新版 2026-11-24 第2份）.docx"
    assert tree(tmp_path / "p") == {"甲/a.docx": "手改", last: "合并中", second: "5"}
    deliver(tmp_path / "p", Terms("2026-11-24", force=True), a="5")
    assert tree(tmp_path / "p") == {"甲/a.docx": "5", last: "合并中", "旧版 2026-11-24/甲/a.docx": "手改"}


def test_copy_put_in_place_of_the_edited_file_is_the_file(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p/甲/a.docx").write_text("手改", "utf-8")
    deliver(tmp_path / "p", a="2")
    (tmp_path / "p" / BESIDE).replace(tmp_path / "p/甲/a.docx")
    assert deliver(tmp_path / "p", a="2").actions == (("未变", "甲/a.docx"),)
    assert deliver(tmp_path / "p", a="3").actions == (("更新", "甲/a.docx"),)


def test_nothing_to_do_touches_nothing(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    before = (tmp_path / "p/manifest.json").stat()
    deliver(tmp_path / "p", a="1")
    after = (tmp_path / "p/manifest.json").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_link_to_elsewhere_is_not_written_through(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1", 乙_b="1", 乙_c="1")
    elsewhere = tmp_path / "别处"
    (tmp_path / "p/甲").replace(elsewhere)
    (tmp_path / "p/甲").symlink_to(elsewhere, target_is_directory=True)
    (tmp_path / "p/乙/b.docx").unlink()
    (tmp_path / "p/乙/b.docx").symlink_to(elsewhere / "a.docx")
    report = deliver(tmp_path / "p", a="2", 乙_b="2", 乙_c="2")
    assert report.actions == (("更新", "乙/c.docx"),)
    assert [problem.severity for problem in report.problems] == ["error", "error"]
    assert lines(report).count("链接") == 2
    assert everything(elsewhere) == {"a.docx": "1"}


def test_folder_in_a_files_place_is_told_and_the_rest_delivered(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1", b="1", 乙_c="1")
    (tmp_path / "p/甲/a.docx").unlink()
    (tmp_path / "p/甲/a.docx/甲").mkdir(parents=True)
    (tmp_path / "p/乙/c.docx").unlink()
    (tmp_path / "p/乙").rmdir()
    (tmp_path / "p/乙").write_text("文件", "utf-8")
    report = deliver(tmp_path / "p", a="2", b="2", 乙_c="2")
    assert report.actions == (("更新", "甲/b.docx"),)
    assert lines(report).count("被同名的文件夹或其他东西占用") == 2
    manifest = json.loads((tmp_path / "p/manifest.json").read_text("utf-8"))
    assert [row["path"] for row in manifest["files"]] == ["甲/a.docx", "乙/c.docx", "甲/b.docx"]


@pytest.mark.parametrize("kind", ["link", "file"])
def test_dated_folder_that_is_no_folder_is_not_used(tmp_path: Path, kind: str) -> None:
    deliver(tmp_path / "p", a="1", b="1")
    (tmp_path / "别处").mkdir()
    if kind == "link":
        (tmp_path / "p/旧版 2026-11-23").symlink_to(tmp_path / "别处", target_is_directory=True)
    else:
        (tmp_path / "p/旧版 2026-11-23").write_text("文件", "utf-8")
    report = deliver(tmp_path / "p", a="1")
    assert "文件没有更新" in lines(report)
    assert tree(tmp_path / "p")["甲/b.docx"] == "1"
    assert not everything(tmp_path / "别处")


def test_spelling_that_differs_by_case_alone(tmp_path: Path) -> None:
    """On a disk that tells them apart the old spelling is moved aside; no hand edit is seen either way."""
    deliver(tmp_path / "p", li="1")
    report = deliver(tmp_path / "p", LI="1")
    assert "手工修改" not in lines(report)
    assert tree(tmp_path / "p")["甲/LI.docx"] == "1"
    assert "甲/li.docx" not in tree(tmp_path / "p")


def test_a_huge_file_in_our_place_is_compared_without_being_held(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    os.truncate(tmp_path / "p/甲/a.docx", 1 << 26)
    tracemalloc.start()
    report = deliver(tmp_path / "p", a="2")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert report.actions == (("另存新版", BESIDE),)
    assert peak < 1 << 23
