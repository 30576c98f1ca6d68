"""``tuoguan status`` as its users meet it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import run, written
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"
TWO = (EXAMPLES / "xinglan-cups", EXAMPLES / "yunzhi-textile")
DATE = ("--date", "2026-11-23")


def test_one_client_is_told_with_counts_first_and_what_is_late_before_the_rest() -> None:
    told = run("status", EXAMPLES / "xinglan-cups", *DATE)
    assert (told.returncode, told.stderr) == (0, "")
    lines = told.stdout.splitlines()
    assert lines[0] == "永康市示例星澜杯业有限公司（虚构）（截至 2026-11-23）"
    assert lines[1].startswith("逾期 9 项，六十日内 7 项，错过到场 0 次，")
    assert lines[1].endswith("，下次到场 2026-12-07")
    assert lines[2] == "逾期"
    assert "  2026-11-30  剩 7 天" in told.stdout
    assert "重大事故隐患整改" in lines[lines.index("六十日内") + 1]
    assert "六十日以后还有 32 项，用 --all 列出" in lines
    assert "六十日以后" in run("status", EXAMPLES / "xinglan-cups", "--all", *DATE).stdout.splitlines()


def test_many_clients_have_one_line_each_and_details_when_asked_for() -> None:
    told = run("status", *TWO, *DATE).stdout.splitlines()
    assert len(told) == 3
    assert told[0].startswith("永康市示例星澜杯业有限公司（虚构）  逾期 9 项")
    assert told[-1] == "共 2 家，其中有逾期事项的 2 家"
    assert len(run("status", *TWO, "--all", *DATE).stdout.splitlines()) > 60


def test_programs_read_every_client_in_stable_keys() -> None:
    rows = json.loads(run("status", *TWO, "--json", *DATE).stdout)
    assert [row["counts"]["overdue"] for row in rows] == [9, 2]
    assert rows[0]["date"] == "2026-11-23"
    assert {"kind", "key", "subject", "what", "day", "days_left", "late", "grave", "basis"} == {
        *rows[0]["due"][0]
    }
    assert [visit["day"] for visit in rows[0]["next"]][:2] == ["2026-12-07", "2026-12-17"]
    assert len(rows[0]["next"]) == 4


def test_a_faulty_client_is_told_and_the_others_go_on(small: Path) -> None:
    (small / "client.yaml").write_text("agency: ../agency.yaml\n", "utf-8")
    told = run("status", small, EXAMPLES / "xinglan-cups", *DATE)
    assert told.returncode == 1
    assert "错误：" in told.stderr
    assert told.stderr.splitlines()[-1] == f"没有列出：{small}"
    assert "永康市示例星澜杯业有限公司" in told.stdout
    rows = json.loads(run("status", small, EXAMPLES / "xinglan-cups", "--json", *DATE).stdout)
    assert [row["path"] for row in rows] == [str(small), str(EXAMPLES / "xinglan-cups")]
    assert rows[0]["problems"][0]["severity"] == "error"
    assert run("status", small, "-o", small / "空.ics").returncode == 1
    assert not (small / "空.ics").exists()
    assert run("status", small.parent / "没有").returncode == 1


def test_calendar_and_workbook_are_written_and_nothing_else(tmp_path: Path) -> None:
    told = run("status", *TWO, "-o", tmp_path / "日历.ics", *DATE)
    assert (told.returncode, told.stderr) == (0, f"已存日历：{tmp_path / '日历.ics'}\n")
    assert (tmp_path / "日历.ics").read_bytes().count(b"BEGIN:VEVENT") > 50
    run("status", *TWO, "-o", tmp_path / "表.xlsx", *DATE)
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "表.xlsx").read_bytes()))
    assert book["到期"].max_row > 50
    assert sorted(path.name for path in tmp_path.iterdir()) == ["日历.ics", "表.xlsx"]


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.ics.txt"])
def test_a_name_of_another_kind_is_refused_before_anything_is_read(tmp_path: Path, name: str) -> None:
    told = run("status", tmp_path / "没有", "-o", tmp_path / name)
    assert told.returncode == 1
    assert (
        told.stderr
        == f"错误：{tmp_path / name}：不知道要存成什么；文件名以 .ics（日历）或者 .xlsx（表格）结尾\n"
    )


def test_days_are_told_on_both_sides_of_the_last_one(small: Path) -> None:
    def letter(day: str) -> str:
        told = run("status", small, "--date", day).stdout.splitlines()
        return next(line for line in told if "告知书（致企业）" in line)

    assert letter("2026-08-20").startswith("  2026-09-01  剩 12 天")
    assert letter("2026-09-01").startswith("  2026-09-01  今天")
    assert letter("2026-09-02").startswith("  2026-09-01  过 1 天")


def test_a_stream_of_another_encoding_stops_nothing(small: Path) -> None:
    assert written("status", small, *DATE, encoding="latin-1").returncode == 0


def test_late_major_hazards_are_counted_and_stand_first(cups: Path) -> None:
    lines = run("status", cups, "--date", "2026-12-11").stdout.splitlines()
    assert lines[1].startswith("逾期 12 项（重大隐患、停用 1 项），")
    assert lines[3].startswith("  2026-12-10  过 1 天")
    assert "重大事故隐患整改" in lines[3]
    before = run("status", cups, "--date", "2026-12-10").stdout.splitlines()
    assert "（重大隐患" not in before[1]
