"""What the rows of a manifest tell of each file, those of earlier formats as well."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import delivery
from generator.delivery import File, digest
from tests.delivery.packs import ABOUT, TERMS, deliver, files

HASH = digest(b"1")


def _record(folder: Path, *rows: dict[str, str], **head: Any) -> None:
    folder.mkdir(exist_ok=True)
    found = [{"sha256": HASH, **row} for row in rows]
    (folder / "manifest.json").write_text(json.dumps({**head, "files": found}), "utf-8")


def _key(folder: Path) -> list[tuple[str, str]]:
    return list(delivery.past(folder))


def test_a_row_tells_how_the_file_lives(tmp_path: Path) -> None:
    (file,) = files(a="1")
    lived = replace(file, key="2026", life="yearly", day="2026-12-31", settled=True, values={"n": "1"})
    delivery.deliver(tmp_path / "p", (lived, *files(b="1")), ABOUT, TERMS)
    row, other = json.loads((tmp_path / "p/manifest.json").read_bytes())["files"]
    told = {name: row[name] for name in ("key", "life", "day", "settled")}
    assert told == {"key": "2026", "life": "yearly", "day": "2026-12-31", "settled": True}
    assert not {"key", "life", "day", "settled", "values"} & set(other)
    past = delivery.past(tmp_path / "p")
    assert past["a", "2026"] == delivery.Row(
        "甲/a.docx",
        HASH,
        "a",
        "word/x.docx",
        "0",
        {"n": "1"},
        "2026",
        "yearly",
        "2026-12-31",
        True,
        TERMS.day,
    )
    assert list(past) == [("a", "2026"), ("b", "")]


@pytest.mark.parametrize(
    ("name", "path", "key"),
    [
        ("plan", "01 服务方案/甲公司安全生产技术服务方案.docx", ""),
        ("record_visit", "06 服务记录/01 到场服务/2026-10-20 到场服务记录.docx", "2026-10-20"),
        ("record_visit", "06 服务记录/01 到场服务/2026-10-20 到场服务记录（2）.docx", "2026-10-20-2"),
        ("advisor_file", "07 档案与上报/辅导人员档案/托管辅导人员档案表 示例甲一.docx", "示例甲一"),
        ("badge_pictures", "08 亮牌服务/电子工牌 示例甲一.png", "示例甲一"),
        ("ledger_meetings_xlsx", "04 台账/01 安全生产会议记录台账.xlsx", "2026"),
        ("system_fire", "03 管理制度/08 防火安全管理制度.docx", ""),
    ],
)
@pytest.mark.parametrize("form", [{}, {"format": 1}, {"format": 2}])
def test_the_key_of_an_earlier_row_is_found(
    tmp_path: Path, name: str, path: str, key: str, form: dict[str, int]
) -> None:
    _record(tmp_path, {"id": name, "path": path}, **form, day="2026-11-23")
    row = delivery.past(tmp_path)[name, key]
    assert (row.key, row.life, row.day) == (key, "", "2026-11-23")


def test_a_single_earlier_file_is_its_years_as_well(tmp_path: Path) -> None:
    _record(tmp_path, {"id": "pack_index", "path": "07/目录.docx"}, format=2, day="2026-11-23")
    assert _key(tmp_path) == [("pack_index", ""), ("pack_index", "2026")]
    _record(tmp_path, {"id": "pack_index", "path": "07/目录.docx"}, format=2)
    assert _key(tmp_path) == [("pack_index", "")]
    row = {"id": "pack_index", "path": "07/目录.docx", "life": "yearly", "day": "2026-11-23"}
    _record(tmp_path, row, format=3, day="2026-11-23")
    assert _key(tmp_path) == [("pack_index", "")]


@pytest.mark.parametrize("form", [2, 3])
def test_rows_that_nothing_tells_apart_are_known_by_their_names(tmp_path: Path, form: int) -> None:
    rows = [{"id": "map", "path": f"05/{name}.png"} for name in ("图", "图（二层）")]
    _record(tmp_path, *rows, format=form)
    assert _key(tmp_path) == [("map", "图"), ("map", "图（二层）")]


def test_no_past_is_known_where_there_is_no_readable_record(tmp_path: Path) -> None:
    assert delivery.past(tmp_path / "无") == {}
    _record(tmp_path, {"id": "a", "path": "a.docx"}, format=4)
    assert delivery.past(tmp_path) == {}
    _record(tmp_path, {"id": "a", "path": "a.docx"}, format=3)
    assert _key(tmp_path) == [("a", "")]
    (tmp_path / "manifest.json").write_text("[", "utf-8")
    assert delivery.past(tmp_path) == {}


SUMMARY = {"visits": ["2026-10-20"], "hazards": [{"no": 1, "major": True, "closed": None}]}


def test_the_head_may_hold_lists_and_mappings(tmp_path: Path) -> None:
    about = {**ABOUT, "same_until": "2026-12-01", "summary": SUMMARY}
    for _ in range(2):
        delivery.deliver(tmp_path / "p", files(a="1"), about, TERMS)
    found = json.loads((tmp_path / "p/manifest.json").read_bytes())
    assert (found["same_until"], found["summary"]) == ("2026-12-01", SUMMARY)
    assert list(found) == ["format", *about, "files"]


def test_values_that_could_not_be_written_again_are_dropped(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1", b="1")
    path = tmp_path / "p/manifest.json"
    found = json.loads(path.read_bytes())
    found["files"][1] |= {"values": {"n": "\ud800", "m": "1", "\ud800": "1"}, "template": "\udfff"}
    path.write_text(json.dumps(found), "utf-8")
    delivery.deliver(tmp_path / "p", files(a="1"), ABOUT, replace(TERMS, whole=False))
    row = json.loads(path.read_bytes())["files"][1]
    assert (row["values"], row.get("template", "")) == ({"m": "1"}, "")


def test_key_and_life_are_those_of_the_file(tmp_path: Path) -> None:
    file = File("甲/a.docx", b"1", "a", key="x", life="current", day="2026-01-01")
    delivery.deliver(tmp_path / "p", (file,), ABOUT, TERMS)
    delivery.deliver(tmp_path / "p", (replace(file, day="2026-01-02"),), ABOUT, TERMS)
    assert delivery.past(tmp_path / "p")["a", "x"].day == "2026-01-02"
