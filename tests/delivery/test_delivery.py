"""Writing a pack: all or nothing, nothing lost, hand edits kept."""

from __future__ import annotations

import contextlib
import errno
import json
from pathlib import Path

import pytest

from generator import delivery
from generator.delivery import Terms
from generator.errors import PackError
from tests.delivery.packs import ABOUT, TERMS, deliver, files, tree


def test_first_delivery_writes_files_and_manifest(tmp_path: Path) -> None:
    report = deliver(tmp_path / "out" / "甲公司", a="1", b="2")
    assert report.actions == (("新建", "甲/a.docx"), ("新建", "甲/b.docx"))
    assert tree(tmp_path / "out" / "甲公司") == {"甲/a.docx": "1", "甲/b.docx": "2"}
    manifest = json.loads((tmp_path / "out/甲公司/manifest.json").read_text("utf-8"))
    assert manifest["uscc"] == ABOUT["uscc"]
    assert manifest["files"][0] == {
        "id": "a",
        "path": "甲/a.docx",
        "sha256": delivery.digest(b"1"),
        "template": "word/x.docx",
        "template_sha256": "0",
    }


def test_unchanged_files_are_not_touched(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    before = (tmp_path / "p/甲/a.docx").stat()
    report = deliver(tmp_path / "p", a="1")
    after = (tmp_path / "p/甲/a.docx").stat()
    assert report.actions == (("未变", "甲/a.docx"),)
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_own_output_is_replaced(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    assert deliver(tmp_path / "p", a="2").actions == (("更新", "甲/a.docx"),)
    assert tree(tmp_path / "p") == {"甲/a.docx": "2"}


def test_hand_edited_file_stays_and_new_version_lies_beside(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p/甲/a.docx").write_text("手改", "utf-8")
    report = deliver(tmp_path / "p", a="2")
    beside = "甲/a（新版 2026-11-23）.docx"
    assert report.actions == (("另存新版", beside),)
    assert "已被手工修改" in str(report.problems[0])
    assert tree(tmp_path / "p") == {"甲/a.docx": "手改", beside: "2"}
    assert deliver(tmp_path / "p", a="2").actions == (("保留手改", "甲/a.docx"),)
    assert deliver(tmp_path / "p", a="3").actions == (("另存新版", beside),)
    assert tree(tmp_path / "p") == {"甲/a.docx": "手改", beside: "3"}


def test_file_that_was_there_before_the_tool_is_kept(tmp_path: Path) -> None:
    (tmp_path / "p/甲").mkdir(parents=True)
    (tmp_path / "p/甲/a.docx").write_text("去年的", "utf-8")
    deliver(tmp_path / "p", a="1")
    assert tree(tmp_path / "p") == {"甲/a.docx": "去年的", "甲/a（新版 2026-11-23）.docx": "1"}


def test_force_moves_the_old_one_aside_first(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p/甲/a.docx").write_text("手改", "utf-8")
    report = deliver(tmp_path / "p", Terms("2026-11-23", force=True), a="2")
    assert report.actions == (("更新", "甲/a.docx"),)
    assert tree(tmp_path / "p") == {"甲/a.docx": "2", "旧版 2026-11-23/甲/a.docx": "手改"}
    (tmp_path / "p/甲/a.docx").write_text("又改", "utf-8")
    deliver(tmp_path / "p", Terms("2026-11-23", force=True), a="3")
    assert tree(tmp_path / "p")["旧版 2026-11-23/甲/a（2）.docx"] == "又改"


def test_file_no_longer_made_is_moved_aside(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1", b="2")
    report = deliver(tmp_path / "p", a="1")
    assert ("移入旧版", "甲/b.docx") in report.actions
    assert tree(tmp_path / "p") == {"甲/a.docx": "1", "旧版 2026-11-23/甲/b.docx": "2"}


def test_partial_build_leaves_the_rest(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1", b="2")
    deliver(tmp_path / "p", Terms("2026-11-23", whole=False), a="3")
    assert tree(tmp_path / "p") == {"甲/a.docx": "3", "甲/b.docx": "2"}
    (tmp_path / "p/甲/b.docx").write_text("手改", "utf-8")
    whole = deliver(tmp_path / "p", a="3", b="2")
    assert whole.actions == (("未变", "甲/a.docx"), ("保留手改", "甲/b.docx"))


def test_open_file_is_a_problem_and_the_rest_is_delivered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(tmp_path / "p", a="1", b="1")
    replace = Path.replace

    def locked(source: Path, target: Path) -> Path:
        if target.name == "a.docx":
            raise PermissionError(errno.EACCES, "open elsewhere")
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", locked)
    report = deliver(tmp_path / "p", a="2", b="2")
    assert report.actions == (("更新", "甲/b.docx"),)
    assert [problem.severity for problem in report.problems] == ["error"]
    assert "Word" in str(report.problems[0])
    assert tree(tmp_path / "p") == {"甲/a.docx": "1", "甲/b.docx": "2"}
    monkeypatch.setattr(Path, "replace", replace)
    assert deliver(tmp_path / "p", a="2", b="2").actions == (("更新", "甲/a.docx"), ("未变", "甲/b.docx"))


def test_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(tmp_path / "p", a="1")
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "b.docx":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    for folder in (tmp_path / "p", tmp_path / "q"):
        with pytest.raises(PackError, match="磁盘空间不足"):
            deliver(folder, a="2", b="2")
    assert tree(tmp_path / "p") == {"甲/a.docx": "1"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p"]
    assert not list((tmp_path / "p").glob(".tuoguan-*"))


def test_output_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "占用").write_text("", "utf-8")
    with pytest.raises(PackError, match="换一个文件夹"):
        deliver(tmp_path / "占用" / "p", a="1")


@pytest.mark.parametrize(
    ("before", "now", "refused"),
    [
        ({"client": "A/B"}, {"client": "A／B"}, True),
        ({"client": "A/B", "uscc": "1"}, {"client": "A／B"}, True),
        ({"client": "A/B", "uscc": "1"}, {"client": "A／B", "uscc": "1"}, False),
        ({"client": "甲"}, {"client": "甲", "uscc": "1"}, False),
        ({}, {"client": "甲", "uscc": "1"}, False),
    ],
)
def test_whose_pack_it_is_without_a_code(
    tmp_path: Path, before: dict[str, str], now: dict[str, str], refused: bool
) -> None:
    delivery.deliver(tmp_path / "p", files(a="1"), before, TERMS)
    with pytest.raises(PackError, match="另一家企业") if refused else contextlib.nullcontext():
        delivery.deliver(tmp_path / "p", files(a="2"), now, TERMS)
    assert tree(tmp_path / "p") == {"甲/a.docx": "1" if refused else "2"}


def test_another_enterprise_of_the_same_name_is_refused(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    with pytest.raises(PackError, match="另一家企业"):
        delivery.deliver(tmp_path / "p", files(a="2"), {**ABOUT, "uscc": "91330799MADEMA035T"}, TERMS)
    assert tree(tmp_path / "p") == {"甲/a.docx": "1"}


def test_message_of_a_path_too_long(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="文件路径太长；请用 -o 换一个更短的输出文件夹；未留下"):
        deliver(tmp_path / ("长" * 100), a="1")
    assert not list(tmp_path.iterdir())


def test_two_paths_that_differ_by_case_alone_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"甲/LI\.docx：与“甲/li\.docx”在 Windows 上是同一个文件名"):
        deliver(tmp_path / "p", li="1", LI="2")
    assert not list(tmp_path.iterdir())
