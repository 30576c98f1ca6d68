"""``tuoguan ledger read``: rows that a client typed into a ledger become a file of records to accept."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.conftest import DAY
from tests.readback.kept import CLIENT, Typed, made, typed

NEW = {"会议日期": datetime.date(2026, 11, 20), "会议类型": "安全例会", "议题": "冬季防火", "应到": 12}


def _typed(type_: Typed, year: int = DAY.year) -> bytes:
    """The ledger of meetings after somebody has typed into it."""
    return typed("meetings", {"会议记录": type_}, year)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's data, so that records can be laid beside it."""
    folder = tmp_path_factory.mktemp("kept")
    shutil.copytree(CLIENT.parent, folder, dirs_exist_ok=True)
    return folder / CLIENT.name


def _kept(folder: Path, raw: bytes) -> Path:
    file = folder / "会议.xlsx"
    file.write_bytes(raw)
    return file


def test_new_rows_are_written_checked_and_then_known(client: Path, tmp_path: Path) -> None:
    file = _kept(tmp_path, _typed(lambda page: page.type(page.blank, **NEW)))
    out = client / "records" / f"{DAY}-台账.yaml"
    call = ("ledger", "read", file, "--client", client, "--date", DAY)
    told = run(*call, "-o", out)
    assert told.returncode == 0, told.stderr
    assert f"已写入 {out}，请逐条核对" in told.stdout
    text = out.read_text("utf-8")
    assert text.startswith("# 会议.xlsx 回读：安全生产会议记录台账。请逐条核对，不要的删去。\nrecords:\n")
    assert "topic: 冬季防火" in text and "expected: 12" in text
    again = run(*call)
    assert again.returncode == 0 and "新填 0 行，补填 0 行，差异 0 处，未变 8 行" in again.stderr
    refused = run(*call, "-o", out)
    assert refused.returncode == 1 and "文件已存在，未改动" in refused.stderr
    out.unlink()
    elsewhere = tmp_path / "records" / out.name
    told = run(*call, "-o", elsewhere)
    assert f"已写入 {elsewhere}，请逐条核对后放进 {client / 'records'}，在别处不会读" in told.stdout


def test_without_a_file_the_rows_are_shown(client: Path, tmp_path: Path) -> None:
    file = _kept(tmp_path, _typed(lambda page: page.type(page.blank, **NEW)))
    told = run("ledger", "read", file, "--client", client, "--date", DAY)
    assert told.returncode == 0, told.stderr
    assert "topic: 冬季防火" in told.stdout
    plain = run("ledger", "read", file, "--client", client, "--date", DAY, "--json")
    found = json.loads(plain.stdout)
    assert (found["year"], found["new"], found["same"]) == (2026, 1, 7)
    assert found["rows"]["records"]["meetings"][0]["expected"] == 12


def test_what_is_wrong_is_told_at_its_cell_and_nothing_is_written(client: Path, tmp_path: Path) -> None:
    given = {title: value for title, value in NEW.items() if title != "议题"} | {"会议日期": "11月底"}
    file = _kept(tmp_path, _typed(lambda page: page.type(page.blank, **given)))
    out = client / "records" / f"{DAY}-台账.yaml"
    told = run("ledger", "read", file, "--client", client, "--date", DAY, "-o", out)
    assert told.returncode == 1
    assert "会议.xlsx 会议记录!B11 " in told.stderr and "会议.xlsx 会议记录!A11 " in told.stderr
    assert not out.exists()


def test_a_missing_reason_is_told_once_in_the_words_of_the_command(client: Path, tmp_path: Path) -> None:
    given = NEW | {"会议日期": datetime.date(2026, 10, 31), "实到": 13}
    file = _kept(tmp_path, _typed(lambda page: page.type(page.blank, **given)))
    told = run("ledger", "read", file, "--client", client, "--date", DAY)
    assert told.returncode == 1
    assert "第 11 行是 2026-11 以前的事，没有补录原因；请加 --late 原因" in told.stderr
    assert "late:" not in told.stderr
    assert "会议.xlsx 会议记录!" in told.stderr and "实到" in told.stderr, "all else is told as ever"
    shown = run("ledger", "read", file, "--client", client, "--date", DAY, "--json")
    assert "late" not in json.loads(shown.stdout)["rows"]["records"]["meetings"][0]


@pytest.mark.parametrize("name", ["台账.yaml", "2026-13-01-台账.yaml", "2026-11-23-台账.xlsx"])
def test_a_file_of_records_begins_with_its_day(client: Path, tmp_path: Path, name: str) -> None:
    file = _kept(tmp_path, made("meetings"))
    told = run("ledger", "read", file, "--client", client, "-o", tmp_path / name)
    assert told.returncode == 1
    assert "记录文件的名称应以日期开头" in told.stderr


def test_what_is_no_workbook_is_told_as_what_it_is(client: Path, tmp_path: Path) -> None:
    told = run("ledger", "read", _kept(tmp_path, b"a,b\n1,2\n"), "--client", client, "--date", DAY)
    assert told.returncode == 1
    assert told.stderr.startswith("错误：") and "CSV" in told.stderr
    missing = run("ledger", "read", tmp_path / "没有.xlsx", "--client", client, "--date", DAY)
    assert missing.returncode == 1 and "没有.xlsx" in missing.stderr
