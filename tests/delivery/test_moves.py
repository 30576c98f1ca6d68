"""A file whose path changes is found again: our own moves, an edited one comes along, nothing is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator import delivery
from generator.delivery import Report, Terms, disk
from tests.delivery.packs import ABOUT, FORCE, PART, TERMS, deliver, files, lines, moved, once_noted, tree

OLD, NEW = "甲/a.docx", "甲/2026年/a.docx"
COPY, OLD_COPY = "甲/2026年/a（新版 2026-11-23）.docx", "甲/a（新版 2026-11-23）.docx"


def _move(folder: Path, terms: Terms = TERMS, **texts: str) -> Report:
    return delivery.deliver(folder, moved(**texts), ABOUT, terms)


def _rows(folder: Path) -> dict[str, str]:
    found = json.loads((folder / "manifest.json").read_bytes())["files"]
    return {row["path"]: row["sha256"] for row in found}


@pytest.mark.parametrize("text", ["1", "2"])
def test_our_own_file_moves(tmp_path: Path, text: str) -> None:
    deliver(tmp_path / "p", a="1")
    seen = delivery.preview(tmp_path / "p", moved(a=text), ABOUT, TERMS)
    report = _move(tmp_path / "p", a=text)
    assert report == seen
    assert report.actions == (("更新", NEW),)
    assert not report.problems
    assert tree(tmp_path / "p") == {NEW: text}
    assert _rows(tmp_path / "p") == {NEW: delivery.digest(text.encode())}
    assert _move(tmp_path / "p", a=text).actions == (("未变", NEW),)


def test_an_edited_file_comes_along_and_stays_as_it_is(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p" / OLD).write_text("手改", "utf-8")
    report = _move(tmp_path / "p", a="1")
    assert (report.actions, report.problems) == ((("保留手改", NEW),), ())
    assert tree(tmp_path / "p") == {NEW: "手改"}
    assert _move(tmp_path / "p", a="1").actions == (("保留手改", NEW),)
    assert _move(tmp_path / "p", a="2").actions == (("另存新版", COPY),)


def test_a_new_version_of_an_edited_file_lies_beside_it_at_the_new_place(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p" / OLD).write_text("手改", "utf-8")
    report = _move(tmp_path / "p", a="2")
    assert report.actions == (("另存新版", COPY),)
    assert "该文件已被手工修改" in lines(report)
    assert tree(tmp_path / "p") == {NEW: "手改", COPY: "2"}


@pytest.mark.parametrize("text", ["2", "3"])
def test_a_copy_beside_the_former_place_goes_along(tmp_path: Path, text: str) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p" / OLD).write_text("手改", "utf-8")
    deliver(tmp_path / "p", a="2")
    assert tree(tmp_path / "p") == {OLD: "手改", OLD_COPY: "2"}
    _move(tmp_path / "p", a=text)
    assert tree(tmp_path / "p") == {NEW: "手改", COPY: text}


def test_force_moves_the_edited_one_aside(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p" / OLD).write_text("手改", "utf-8")
    _move(tmp_path / "p", FORCE, a="2")
    assert tree(tmp_path / "p") == {NEW: "2", f"旧版 2026-11-23/{NEW}": "手改"}


def test_nothing_is_moved_over_what_lies_there(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p" / OLD).write_text("手改", "utf-8")
    (tmp_path / "p" / NEW).parent.mkdir()
    (tmp_path / "p" / NEW).write_text("别人的", "utf-8")
    report = _move(tmp_path / "p", a="2")
    assert tree(tmp_path / "p") == {NEW: "别人的", COPY: "2", f"旧版 2026-11-23/{OLD}": "手改"}
    assert "换了位置" in lines(report)


def test_what_appears_at_the_new_place_meanwhile_is_kept(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p" / OLD).write_text("手改", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        once_noted(patch, lambda: disk.write(tmp_path / "p" / NEW, "别人的".encode()))
        _move(tmp_path / "p", a="2")
    assert tree(tmp_path / "p") == {NEW: "别人的", COPY: "2", f"旧版 2026-11-23/{OLD}": "手改"}


@pytest.mark.parametrize("text", ["1", "2"])
def test_what_is_saved_at_the_old_place_meanwhile_comes_along(tmp_path: Path, text: str) -> None:
    deliver(tmp_path / "p", a="1")
    with pytest.MonkeyPatch.context() as patch:
        once_noted(patch, lambda: (tmp_path / "p" / OLD).write_text("手改", "utf-8"))
        _move(tmp_path / "p", a=text)
    _move(tmp_path / "p", a=text)
    assert tree(tmp_path / "p") == {NEW: "手改", **({COPY: "2"} if text == "2" else {})}


def test_a_part_of_the_pack_moves_alone(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1", b="1")
    _move(tmp_path / "p", PART, a="1")
    assert tree(tmp_path / "p") == {NEW: "1", "甲/b.docx": "1"}
    assert set(_rows(tmp_path / "p")) == {NEW, "甲/b.docx"}


def test_a_file_that_is_gone_is_written_anew(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p" / OLD).unlink()
    report = _move(tmp_path / "p", a="1")
    assert report.actions == (("新建", NEW),)
    assert report.reasons == {NEW: "原来的文件不在了"}


def test_a_file_of_another_kind_takes_the_place_of_the_former(tmp_path: Path) -> None:
    """A scan for a document: the edited document is not called a scan."""
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p" / OLD).write_text("手改", "utf-8")
    (scan,) = files(a="scan")
    delivery.deliver(tmp_path / "p", (replace(scan, path="甲/a.pdf"),), ABOUT, TERMS)
    assert tree(tmp_path / "p") == {"甲/a.pdf": "scan", f"旧版 2026-11-23/{OLD}": "手改"}


def test_a_place_that_another_file_has_now_is_no_former_place(tmp_path: Path) -> None:
    first, second = files(a="1", b="1")
    pair = (replace(first, key="1", life="record"), replace(second, id="a", key="2", life="record"))
    delivery.deliver(tmp_path / "p", pair, ABOUT, TERMS)
    (tmp_path / "p/甲/b.docx").write_text("手改", "utf-8")
    swapped = (replace(pair[0], path="甲/b.docx"), replace(pair[1], path="甲/a.docx"))
    delivery.deliver(tmp_path / "p", swapped, ABOUT, TERMS)
    assert tree(tmp_path / "p")["甲/b.docx"] == "手改"


def test_a_ledger_of_format_2_is_that_of_its_year(tmp_path: Path) -> None:
    (old,) = files(a="1")
    old = replace(old, id="ledger_meetings", path="04 台账/01 台账.docx")
    delivery.deliver(tmp_path / "p", (old,), ABOUT, TERMS)
    path = tmp_path / "p/manifest.json"
    path.write_text(path.read_text("utf-8").replace('"format": 3', '"format": 2'), "utf-8")
    years = [
        replace(old, path=f"04 台账/{year}年/01 台账.docx", key=year, life="yearly", made=year.encode())
        for year in ("2025", "2026", "2027")
    ]
    report = delivery.deliver(tmp_path / "p", tuple(years), ABOUT, TERMS)
    assert [action for action, _ in report.actions] == ["新建", "更新", "新建"]
    assert tree(tmp_path / "p") == {file.path: file.data.decode() for file in years}


def test_a_file_takes_the_place_of_one_of_its_kind_that_is_no_longer_made(tmp_path: Path) -> None:
    """Of two records the first is dropped and the second gets its name: the edits are those of the second."""
    first, second = (replace(file, id="a", life="record") for file in files(a="1", b="1"))
    pair = (replace(first, key="1"), replace(second, key="2"))
    delivery.deliver(tmp_path / "p", pair, ABOUT, TERMS)
    (tmp_path / "p" / OLD).unlink()
    (tmp_path / "p/甲/b.docx").write_text("手改", "utf-8")
    report = delivery.deliver(tmp_path / "p", (replace(pair[1], path=OLD),), ABOUT, TERMS)
    assert report.actions == (("保留手改", OLD),)
    assert tree(tmp_path / "p") == {OLD: "手改"}


def test_what_was_moved_but_not_yet_renewed_is_on_record_where_it_lies(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    real = disk.replace
    with pytest.MonkeyPatch.context() as patch:

        def denied(source: Path, target: Path) -> None:
            if target == tmp_path / "p" / NEW and ".tuoguan-stage" in source.parts:
                raise PermissionError
            real(source, target)

        patch.setattr(disk, "replace", denied)
        _move(tmp_path / "p", a="2")
    assert tree(tmp_path / "p") == {NEW: "1"}
    assert _rows(tmp_path / "p") == {NEW: delivery.digest(b"1")}
    assert _move(tmp_path / "p", a="2").actions == (("更新", NEW),)
