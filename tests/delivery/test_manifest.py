"""What is on record: nothing in it is trusted beyond the pack, nothing of it is lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from generator.delivery import digest
from generator.errors import PackError
from tests.delivery.packs import deliver, everything, lines, tree

BESIDE = "甲/a（新版 2026-11-23）.docx"


def _rewrite(folder: Path, content: str) -> None:
    (folder / "manifest.json").write_text(content, "utf-8")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[]",
        '{"files": [1]}',
        '{"files": [{"path": "a"}]}',
        '{"files": [{"path": "甲/a.docx", "sha256": "短"}]}',
        "[" * 100_000,
        '{"files": ' + "[" * 100_000,
        '{"files": [], "n": ' + "9" * 5000 + "}",
        "\udcff",
    ],
    ids=range(10),
)
def test_damaged_manifest_is_told_and_no_hand_edit_is_claimed(tmp_path: Path, content: str) -> None:
    deliver(tmp_path / "p", a="1", b="2")
    (tmp_path / "p/manifest.json").write_text(content, "utf-8", "surrogateescape")
    report = deliver(tmp_path / "p", a="2", b="2")
    assert report.actions == (("另存新版", BESIDE), ("未变", "甲/b.docx"))
    assert "生成记录已损坏" in lines(report)
    assert "没有它的生成记录" in lines(report)
    assert "已被手工修改" not in lines(report)
    assert not deliver(tmp_path / "p", a="2", b="2").problems


def test_missing_manifest_claims_no_hand_edit(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1", b="2")
    (tmp_path / "p/manifest.json").unlink()
    report = deliver(tmp_path / "p", a="2", b="2")
    assert report.actions == (("另存新版", BESIDE), ("未变", "甲/b.docx"))
    assert "已被手工修改" not in lines(report)


def test_usable_rows_of_a_damaged_manifest_are_used(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1", b="1")
    manifest = json.loads((tmp_path / "p/manifest.json").read_text("utf-8"))
    manifest["files"][0]["sha256"] = 7
    _rewrite(tmp_path / "p", json.dumps(manifest))
    assert deliver(tmp_path / "p", a="2", b="2").actions == (("另存新版", BESIDE), ("更新", "甲/b.docx"))


@pytest.mark.parametrize(
    "path",
    [
        "../别处.docx",
        "甲/../../别处.docx",
        "甲/./b.docx",
        "甲//b.docx",
        "C:\\别处.docx",
        "C:别处.docx",
        "甲\\b.docx",
        "NUL",
        "com1.docx/b.docx",
        "甲/b.docx ",
        "甲/\u0000b.docx",
        "甲/\ud800.docx",
        "",
        "甲" * 100,
        "Manifest.json",
        ".tuoguan-journal.json",
        "{absolute}",
    ],
)
def test_row_that_leads_out_of_the_pack_is_ignored_and_told(tmp_path: Path, path: str) -> None:
    deliver(tmp_path / "p", a="1")
    outside = tmp_path / "别处.docx"
    outside.write_text("别人的", "utf-8")
    manifest = json.loads((tmp_path / "p/manifest.json").read_text("utf-8"))
    row = {"id": "b", "path": path.replace("{absolute}", str(outside)), "sha256": digest(b"x")}
    manifest["files"].append(row)
    manifest["unfinished"] = [{"do": "remove", "path": row["path"], "of": "甲/a.docx", "old": "", "new": ""}]
    _rewrite(tmp_path / "p", json.dumps(manifest))
    report = deliver(tmp_path / "p", a="2")
    assert report.actions == (("更新", "甲/a.docx"),)
    assert "1 个路径不是资料包里的文件" in lines(report)
    assert outside.read_text("utf-8") == "别人的"
    assert everything(tmp_path).keys() == {"别处.docx", "p/manifest.json", "p/甲/a.docx"}


@pytest.mark.parametrize("name", ["manifest.json", ".tuoguan-journal.json"])
@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "link"])
def test_something_else_in_a_records_place_is_refused_at_once(tmp_path: Path, name: str, kind: str) -> None:
    deliver(tmp_path / "p", a="1")
    place = tmp_path / "p" / name
    place.unlink(missing_ok=True)
    if kind == "folder":
        place.mkdir()
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("/dev/zero" if kind == "device" else tmp_path / "无")
    with pytest.raises(PackError, match="不是普通文件"):
        deliver(tmp_path / "p", a="2")
    assert (tmp_path / "p/甲/a.docx").read_text("utf-8") == "1"
    assert not list(tmp_path.glob(".tuoguan-*"))


def test_stage_of_a_killed_earlier_version_tells_its_output_and_is_cleaned(tmp_path: Path) -> None:
    """That version kept no journal, but its stage held the manifest to be."""
    deliver(tmp_path / "p", a="1", b="1")
    deliver(tmp_path / "new", a="2", b="2")
    stage = tmp_path / "p/.tuoguan-ab_c1234"
    (stage / "甲").mkdir(parents=True)
    (tmp_path / "new/manifest.json").replace(stage / "manifest.json")
    (tmp_path / "new/甲/b.docx").replace(stage / "甲/b.docx")
    (tmp_path / "new/甲/a.docx").replace(tmp_path / "p/甲/a.docx")
    report = deliver(tmp_path / "p", a="3", b="3")
    assert report.actions == (("更新", "甲/a.docx"), ("更新", "甲/b.docx"))
    assert tree(tmp_path / "p") == {"甲/a.docx": "3", "甲/b.docx": "3"}


def test_folders_of_others_with_like_names_stay(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p/.tuoguan-notes").mkdir()
    (tmp_path / ".tuoguan-notes").mkdir()
    deliver(tmp_path / "p", a="2")
    assert (tmp_path / "p/.tuoguan-notes").is_dir()
    assert (tmp_path / ".tuoguan-notes").is_dir()
