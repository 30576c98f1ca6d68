"""``tuoguan suggest`` as its users meet it."""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from click.testing import CliRunner

from generator.cli.suggest import command
from generator.entrybook.cells import open_book
from generator.errors import DataError, IntakeError, PackError
from tests.conftest import AGENCY, CLIENT, ROOT
from tests.entrybook import books

EXAMPLE = str(ROOT / "examples/xinglan-cups")


def test_risks_are_printed_and_the_data_stays(small: Path) -> None:
    file = small / "client.yaml"
    file.write_text(file.read_text("utf-8") + "equipment: [{name: 冲床}, {name: 某某机}]\n", "utf-8")
    before = file.read_bytes()
    done = CliRunner().invoke(command, ["risks", str(small)])
    assert done.exit_code == 0
    assert "冲床作业压伤手指" in done.stdout
    assert done.stdout.count("# 建议，请现场核实后改：来自设备“冲床”") == 1
    assert "提示：区域：客户数据没有区域" in done.stderr
    assert "提示：设备：风险库没有：某某机" in done.stderr
    assert yaml.safe_load(done.stdout)["zones"] == []
    assert file.read_bytes() == before


def test_a_new_file_is_written_and_never_overwritten(small: Path, tmp_path: Path) -> None:
    out, client, file = tmp_path / "建议.yaml", str(small), small / "client.yaml"
    place = "zones: [{code: A1, name: 车间}]\nequipment: [{name: 冲床, zone: A1}]\n"
    file.write_text(file.read_text("utf-8") + place, "utf-8")
    done = CliRunner().invoke(command, ["risks", client, "-o", str(out)])
    assert (done.exit_code, "已写入" in done.stdout) == (0, True)
    text = out.read_bytes()
    assert yaml.safe_load(text)["zones"]
    again = CliRunner().invoke(command, ["risks", client, "-o", str(out)])
    assert isinstance(again.exception, PackError)
    assert "文件已存在" in str(again.exception.problems[0])
    assert out.read_bytes() == text
    nowhere = CliRunner().invoke(command, ["risks", client, "-o", str(out / "建议.yaml")])
    assert isinstance(nowhere.exception, PackError)


def test_risks_are_written_as_the_sheet_of_an_entry_book(tmp_path: Path) -> None:
    out = tmp_path / "建议.xlsx"
    done = CliRunner().invoke(command, ["risks", EXAMPLE, "-o", str(out)])
    assert (done.exit_code, "已写入" in done.stdout) == (0, True)
    book = open_book(out.read_bytes(), out.name)
    assert [sheet.name for sheet in book.sheets if not sheet.hidden] == ["风险点", "区域"]
    headings, *rows = book.sheets[0].rows[1:]
    assert headings[:3] == ["所属区域 *", "编号", "名称 *"]
    found = json.loads(CliRunner().invoke(command, ["risks", EXAMPLE, "--json"]).stdout)["risks"]
    zones = {row[0]: f"{row[0]} {row[1]}" for row in book.sheets[1].rows[2:]}
    assert [(row[0], row[2]) for row in rows] == [
        (zones.get(one["zone"]), one["risk"]["name"]) for one in found
    ]
    assert {row[0] is None for row in rows} == {True, False}  # whose zone is known, and whose is not


def test_a_client_by_its_book_is_told_how_to_get_a_sheet(small: Path, tmp_path: Path) -> None:
    book = tmp_path / "填报簿.xlsx"
    form = yaml.load(CLIENT, yaml.BaseLoader)  # noqa: S506 - all texts, as the data has days
    form["enterprise"]["headcount"] = 12
    book.write_bytes(books.of_data({**form, "agency": "agency.xlsx", "equipment": [{"name": "冲床"}]}))
    (tmp_path / "agency.xlsx").write_bytes(books.of_data(yaml.safe_load(AGENCY), "agency"))
    told = "提示：要复制到填报簿里的，请写成表格；加上 -o 建议.xlsx"
    for client, more, is_told in ((book, [], True), (book, ["--json"], False), (small, [], False)):
        done = CliRunner().invoke(command, ["risks", str(client), *more])
        assert (done.exit_code, told in done.stderr) == (0, is_told)
    out = tmp_path / "建议.xlsx"
    assert told not in CliRunner().invoke(command, ["risks", str(book), "-o", str(out)]).stderr
    assert len(open_book(out.read_bytes(), out.name).sheets[0].rows) > 2  # a client without zones


def test_hazards_are_listed_by_code() -> None:
    done = CliRunner().invoke(command, ["hazards", EXAMPLE])
    assert done.exit_code == 0
    assert "TU-03  涂装  一般" in done.stdout
    assert "FC-03  粉尘涉爆  重大  干式除尘系统没有采取" in done.stdout
    assert "    依据：《工贸企业重大事故隐患判定标准》（应急管理部令第10号）第十一条第三项；《" in done.stdout
    assert "    整改前：停止涉粉作业" in done.stdout
    assert "    建议：①工程：由有能力的单位设计" in done.stdout
    assert "FZ-01" not in done.stdout


def test_proposals_are_told_as_json_too(tmp_path: Path) -> None:
    risks = json.loads(CliRunner().invoke(command, ["risks", EXAMPLE, "--json"]).stdout)
    assert risks.keys() == {"risks", "unlisted"}
    assert {"zone", "why", "risk"} == set(risks["risks"][0])
    assert "words" not in {key for one in risks["risks"] for key in one["risk"]}
    rows = json.loads(CliRunner().invoke(command, ["hazards", EXAMPLE, "--json"]).stdout)
    dust = next(row for row in rows if row["code"] == "FC-03")
    assert (dust["category"], dust["level"], dust["at_once"][:6]) == ("粉尘涉爆", "重大", "停止涉粉作业")
    assert dust["basis"].startswith("《工贸企业重大事故隐患判定标准》")
    out = tmp_path / "建议.json"
    assert CliRunner().invoke(command, ["risks", EXAMPLE, "--json", "-o", str(out)]).exit_code == 0
    assert json.loads(out.read_text("utf-8")) == risks


def test_a_client_that_is_not_there_or_faulty_is_told(small: Path, tmp_path: Path) -> None:
    assert isinstance(CliRunner().invoke(command, ["risks", str(tmp_path / "无")]).exception, IntakeError)
    file = small / "client.yaml"
    file.write_text(file.read_text("utf-8").replace("headcount: 12", "headcount: 很多"), "utf-8")
    assert isinstance(CliRunner().invoke(command, ["hazards", str(small)]).exception, DataError)
