"""What would be done and why, without touching the disk; the reasons of what was done."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator import delivery
from generator.delivery import File, Report, Terms
from generator.errors import PackError
from tests.delivery import packs
from tests.delivery.packs import ABOUT, FORCE, TERMS, deliver, everything, files, lines, tree

A, B = {"name": "1", "hazards[].level": "1", "only.here": "1"}, {"name": "2", "hazards[].level": "1"}


def _preview(folder: Path, terms: Terms = TERMS, **texts: str) -> Report:
    return delivery.preview(folder, files(**texts), ABOUT, terms)


def test_a_new_pack_is_foreseen_and_not_made(tmp_path: Path) -> None:
    report = _preview(tmp_path / "p", a="1", b="1")
    assert report.actions == (("新建", "甲/a.docx"), ("新建", "甲/b.docx"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("terms", [TERMS, FORCE])
def test_what_is_foreseen_is_what_is_done(tmp_path: Path, terms: Terms) -> None:
    folder = tmp_path / "p"
    deliver(folder, same="1", changed="1", gone="1", edited="1", lost="1")
    (folder / "甲/edited.docx").write_text("手改", "utf-8")
    (folder / "甲/lost.docx").unlink()
    before = everything(tmp_path)
    now = {"same": "1", "changed": "2", "edited": "2", "lost": "1", "new": "1"}
    seen = _preview(folder, terms, **now)
    assert everything(tmp_path) == before
    done = deliver(folder, terms, **now)
    assert (seen.actions, seen.reasons) == (done.actions, done.reasons)
    assert {path: action for action, path in seen.actions}["甲/gone.docx"] == "移入旧版"
    assert seen.reasons["甲/new.docx"] == "新增"
    assert seen.reasons["甲/lost.docx"] == "原来的文件不在了"
    assert "甲/same.docx" not in seen.reasons


def test_what_stands_in_the_way_is_foreseen(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("一份文件", "utf-8")
    with pytest.raises(PackError, match="已被其他东西占用"):
        _preview(tmp_path / "p", a="1")
    deliver(tmp_path / "q", a="1")
    with pytest.raises(PackError, match="另一家企业"):
        delivery.preview(tmp_path / "q", files(a="1"), {**ABOUT, "uscc": "别的"}, TERMS)
    with pytest.raises(PackError, match="同一个文件名"):
        _preview(tmp_path / "r", a="1", A="1")
    (tmp_path / "q/甲/a.docx").unlink()
    (tmp_path / "q/甲/a.docx").mkdir()
    assert "占用" in lines(_preview(tmp_path / "q", a="1"))


def _file(text: str, values: dict[str, str], template: str = "0") -> tuple[File, ...]:
    (file,) = packs.files(a=text)
    return (replace(file, values=values, template_hash=template, life="current"),)


@pytest.mark.parametrize(
    ("values", "template", "reason"),
    [
        (B, "0", "内容变化（name、only.here）"),
        (B, "1", "内容变化（name），模板变化"),
        (A, "1", "模板变化"),
        (A, "0", "没有逐项登记的内容有变化"),
        (dict.fromkeys(A, "2"), "0", "内容变化（name、hazards[].level、only.here）"),
        ({**A, "new": "1"}, "0", "内容变化（new）"),
        ({"name": "1", "hazards[].level": "1"}, "0", "内容变化（only.here）"),
        ({**A, "new": "1"}, "1", "模板变化"),
    ],
)
def test_a_change_has_its_reason(tmp_path: Path, values: dict[str, str], template: str, reason: str) -> None:
    delivery.deliver(tmp_path / "p", _file("1", A), ABOUT, TERMS)
    done = delivery.deliver(tmp_path / "p", _file("2", values, template), ABOUT, TERMS)
    assert done.reasons == {"甲/a.docx": reason}
    again = delivery.deliver(tmp_path / "p", _file("2", values, template), ABOUT, TERMS)
    assert again.reasons == {}


def test_more_than_three_values_are_counted(tmp_path: Path) -> None:
    delivery.deliver(tmp_path / "p", _file("1", dict.fromkeys("abcd", "1")), ABOUT, TERMS)
    done = delivery.deliver(tmp_path / "p", _file("2", dict.fromkeys("abcd", "2")), ABOUT, TERMS)
    assert done.reasons == {"甲/a.docx": "内容变化（a、b、c 等 4 项）"}


def test_a_manifest_without_values_is_read_and_gives_no_guess(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    path = tmp_path / "p/manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    assert manifest.pop("format") == 3
    path.write_text(json.dumps(manifest), "utf-8")
    done = delivery.deliver(tmp_path / "p", _file("2", A), ABOUT, TERMS)
    assert done.actions == (("更新", "甲/a.docx"),)
    assert done.reasons == {"甲/a.docx": "上次没有记下印了哪些取值"}
    assert json.loads(path.read_text("utf-8"))["files"][0]["values"] == A


@pytest.mark.parametrize("name", ["manifest.json", ".tuoguan-journal.json"])
@pytest.mark.parametrize("look", [delivery.preview, delivery.deliver])
def test_a_record_of_a_later_tool_is_refused(tmp_path: Path, name: str, look: object) -> None:
    deliver(tmp_path / "p", a="1")
    path = tmp_path / "p" / name
    path.write_text(json.dumps({"format": 4, "files": []}), "utf-8")
    before = everything(tmp_path)
    with pytest.raises(PackError, match="请升级工具") as caught:
        look(tmp_path / "p", files(a="2"), ABOUT, TERMS)  # type: ignore[operator]
    assert len(str(caught.value).splitlines()) == 1
    assert everything(tmp_path) == before
    path.write_text(path.read_text("utf-8").replace('"format": 4', '"format": 3'), "utf-8")
    look(tmp_path / "p", files(a="2"), ABOUT, TERMS)  # type: ignore[operator]
    assert tree(tmp_path / "p")
