"""Each reason is the true one, in words that the reader of the pack knows."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import delivery
from generator.delivery import Terms
from tests.delivery import packs
from tests.delivery.packs import ABOUT, FORCE, TERMS, deliver

A, NEW = "甲/a.docx", "甲/2026年/a.docx"
FROZEN = {"life": "issued", "settled": True}
NAMES = {"x": "企业·名称", "y": "企业·名称", "z": ""}


def _deliver(
    folder: Path, text: str, terms: Terms = TERMS, tool: str = "tuoguan", **lived: Any
) -> dict[str, str]:
    (file,) = packs.files(a=text)
    lived = {"values": {"x": "1"}, "life": "issued"} | lived
    about = {**ABOUT, "tool": tool}
    return dict(delivery.deliver(folder, (replace(file, **lived),), about, terms).reasons)


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        ({}, {"passed": ("整改期限 2026-11-30 已过",)}, "整改期限 2026-11-30 已过"),
        ({}, {"passed": ("甲", "乙"), "values": {"x": "2"}}, "甲，乙，内容变化（x）"),
        ({}, {"path": NEW}, f"改了位置，原在“{A}”，没有逐项登记的内容有变化"),
        ({}, {**FROZEN, "version": "A/0", "values": {"x": "2"}}, "已签发（版本 A/0）"),
        (FROZEN, {**FROZEN, "version": "A/1"}, "签发了新版本（版本 A/1）"),
        (FROZEN, {"version": "A/1"}, "签发的版本已撤回或正在修订，现为草稿（版本 A/1）"),
        (FROZEN, {"values": {"x": "2"}, "template_hash": "1"}, "签发的版本已撤回或正在修订，现为草稿"),
        ({}, {"values": {"x": "2", "day": "2", "control.dated": "2"}}, "内容变化（x）"),
        ({}, {"values": {"x": "1", "day": "2"}}, "内容变化（day）"),
        ({}, {"values": {"x": "1", "day": "2"}, "template_hash": "1"}, "模板变化"),
        ({"life": "yearly"}, {"life": "yearly", "values": {"x": "2"}}, "内容变化（x）"),
        ({"life": "yearly", "settled": True}, {"life": "yearly", "passed": ("补录",)}, "补录"),
        ({}, {"tool": "tuoguan 2"}, "工具升级（tuoguan → tuoguan 2）"),
        ({}, {"tool": "tuoguan 2", "template_hash": "1"}, "模板变化"),
        ({}, {"tool": "tuoguan 2", "values": {"x": "2"}}, "内容变化（x）"),
        ({"values": {}}, {}, "上次没有记下印了哪些取值"),
    ],
)
def test_what_changed_a_file(
    tmp_path: Path, before: dict[str, Any], now: dict[str, Any], reason: str
) -> None:
    _deliver(tmp_path / "p", "1", **before)
    reasons = _deliver(tmp_path / "p", "2", **now)
    assert reasons == {now.get("path", A): reason}


DATA = {**ABOUT, "input_sha256": "1"}
LATER = {**DATA, "day": "2026-12-24"}


@pytest.mark.parametrize(
    ("about", "lived", "reason"),
    [
        (LATER, {}, "随日期变化（2026-11-23 至 2026-12-24），内容变化（x）"),
        (LATER, {"passed": ("整改期限 2026-11-30 已过",)}, "整改期限 2026-11-30 已过，内容变化（x）"),
        (LATER, {"template_hash": "1"}, "内容变化（x），模板变化"),
        (LATER, {"values": {"x": "2", "new": "1"}}, "内容变化（x、new）"),
        ({**LATER, "tool": "2"}, {}, "内容变化（x）"),
        ({**LATER, "input_sha256": "2"}, {}, "内容变化（x）"),
        (DATA, {}, "内容变化（x）"),
    ],
)
def test_time_is_the_reason_where_the_data_is_the_same(
    tmp_path: Path, about: dict[str, Any], lived: dict[str, Any], reason: str
) -> None:
    (file,) = packs.files(a="1")
    delivery.deliver(tmp_path / "p", (replace(file, values={"x": "1"}, life="current"),), DATA, TERMS)
    made = replace(file, made=b"2", life="current", **{"values": {"x": "2"}, **lived})
    report = delivery.deliver(tmp_path / "p", (made,), about, Terms(about["day"]))
    assert report.reasons == {A: reason}


@pytest.mark.parametrize(
    ("day", "key", "reason"),
    [
        ("2027-01-01", "2027", "进入 2027 年，新增"),
        ("2027-01-01", "2026", "新增"),
        ("2026-12-31", "2026", "新增"),
    ],
)
def test_the_first_file_of_a_year_tells_the_year(tmp_path: Path, day: str, key: str, reason: str) -> None:
    deliver(tmp_path / "p", b="1")
    (file,) = packs.files(a="1")
    made = replace(file, life="yearly", key=key)
    assert delivery.deliver(tmp_path / "p", (made,), ABOUT, Terms(day)).reasons[A] == reason


def test_our_own_file_that_moves_as_it_is_tells_that_alone(tmp_path: Path) -> None:
    _deliver(tmp_path / "p", "1")
    assert _deliver(tmp_path / "p", "1", path=NEW) == {NEW: f"改了位置，原在“{A}”"}


def test_a_new_file_may_tell_why_it_is_new(tmp_path: Path) -> None:
    deliver(tmp_path / "p", b="1")
    assert _deliver(tmp_path / "p", "1", passed=("进入 2027 年",))[A] == "新增，进入 2027 年"


PASSED = "随日期变化（2026-11-23 至 2026-12-24）"


@pytest.mark.parametrize(
    ("form", "about", "reasons"),
    [
        (3, LATER, (f"{PASSED}，不再需要", f"{PASSED}，新增")),
        (2, LATER, ("按现有数据不再需要", "新增")),
        (3, {**LATER, "tool": "2"}, ("按现有数据不再需要", "新增")),
        (3, {**LATER, "input_sha256": "2"}, ("按现有数据不再需要", "新增")),
    ],
)
def test_a_file_that_comes_or_goes_by_time_alone_says_so(
    tmp_path: Path, form: int, about: dict[str, Any], reasons: tuple[str, str]
) -> None:
    delivery.deliver(tmp_path / "p", packs.files(a="1"), DATA, TERMS)
    kept = tmp_path / "p/manifest.json"
    kept.write_text(kept.read_text("utf-8").replace('"format": 3', f'"format": {form}'), "utf-8")
    report = delivery.deliver(tmp_path / "p", packs.files(b="1"), about, Terms(about["day"]))
    assert report.reasons == dict(zip((A, "甲/b.docx"), reasons, strict=True))


def test_what_is_left_tells_why(tmp_path: Path) -> None:
    _deliver(tmp_path / "p", "1", life="")
    (tmp_path / "p" / A).write_text("手改", "utf-8")
    delivered = {"life": "issued", "dated": "2026-10-13"}
    assert _deliver(tmp_path / "p", "2", **delivered) == {A: "已送达或已发生，照原样保留"}
    closed = {"life": "yearly", "settled": True, "path": NEW}
    assert _deliver(tmp_path / "p", "2", **closed) == {NEW: f"改了位置，原在“{A}”，年度已结束，照原样保留"}


def test_a_row_of_an_earlier_format_was_made_by_an_earlier_tool(tmp_path: Path) -> None:
    _deliver(tmp_path / "p", "1", life="")
    assert _deliver(tmp_path / "p", "2", life="current") == {A: "工具升级"}


def test_values_are_called_by_their_titles_each_once_and_the_unknown_last(tmp_path: Path) -> None:
    terms = replace(TERMS, title=lambda entry, name: NAMES[name] if entry == "a" else "")
    _deliver(tmp_path / "p", "1", values=dict.fromkeys("zxy", "1"))
    reasons = _deliver(tmp_path / "p", "2", terms, values=dict.fromkeys("zxy", "2"))
    assert reasons == {A: "内容变化（企业·名称、其他内容）"}


def test_what_is_no_longer_made_or_was_edited_has_a_reason_as_well(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1", b="1")
    (tmp_path / "p" / A).write_text("手改", "utf-8")
    report = deliver(tmp_path / "p", FORCE, a="1")
    assert report.reasons == {A: "换回生成的版本", "甲/b.docx": "按现有数据不再需要"}


def test_a_file_without_a_row_says_so(tmp_path: Path) -> None:
    (tmp_path / "p/甲").mkdir(parents=True)
    (tmp_path / "p" / A).write_text("去年的", "utf-8")
    assert list(deliver(tmp_path / "p", a="1").reasons.values()) == ["没有它的生成记录"]


def test_each_change_has_a_reason(tmp_path: Path) -> None:
    _deliver(tmp_path / "p", "1", **FROZEN)
    (tmp_path / "p" / A).write_text("手改", "utf-8")
    (file,) = packs.files(a="1")
    report = delivery.deliver(tmp_path / "p", (replace(file, life="issued", settled=True),), ABOUT, TERMS)
    assert [report.reasons[path] for _, path in report.actions] == ["与留底的版本不同"]
    delivery.place(tmp_path / "p", replace(file, settled=True), datetime.date(2026, 12, 1))
