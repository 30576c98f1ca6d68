"""``tuoguan check --mark``: a copy of a workbook with its problems, beside the same lines as ever."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import run
from tests.conftest import AGENCY, CLIENT
from tests.entrybook import books
from tests.rows import each

pytestmark = pytest.mark.usefixtures("brief_books")

SHEETS = {
    "企业": [("项目", "内容"), ("企业名称", "甲厂"), ("从业人员数", "两百")],
    "负责人": [("项目", "内容")],
    "协议": [("项目", "内容")],
    "设备": [("名称", "数量"), ("冲床", "两台")],
}


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A folder with a faulty workbook."""
    (tmp_path / "填报簿.xlsx").write_bytes(books.entry(SHEETS))
    return tmp_path


def test_a_copy_is_written_with_every_problem_that_is_told(bad: Path) -> None:
    before = (bad / "填报簿.xlsx").read_bytes()
    done = run("check", ".", "--mark", "标注.xlsx", cwd=bad)
    assert done.returncode == 1
    assert "已写入 标注.xlsx：问题都标在格里，清单在“问题清单”" in done.stdout
    listed = openpyxl.load_workbook(bad / "标注.xlsx")["问题清单"]
    rows = [
        row for row in listed.iter_rows(min_row=3, values_only=True) if row[1] in ("错误", "提示", "未带入")
    ]
    told = [line for line in done.stderr.splitlines() if line.startswith(("错误：", "提示："))]
    assert len(rows) == len(told) > 1
    assert (bad / "填报簿.xlsx").read_bytes() == before
    again = run("check", ".", "--mark", "标注.xlsx", cwd=bad)
    assert again.returncode == 1
    assert "标注.xlsx" in again.stderr.splitlines()[-1]
    copied = run("check", "标注.xlsx", cwd=bad)
    assert len([line for line in copied.stderr.splitlines() if line.startswith("错误")]) == len(
        [line for line in told if line.startswith("错误")]
    )


def test_what_is_not_brought_along_is_told_beside_rows_without_an_owner(tmp_path: Path) -> None:
    risks = [("所属区域", "名称"), ("A9", "冲床")]
    sheets = {**SHEETS, "区域": [("区域编号",), ("A1",)], "风险点": risks, "我的备忘": [("另记",)]}
    (tmp_path / "填报簿.xlsx").write_bytes(books.entry(sheets))
    done = run("check", ".", "--mark", "标注.xlsx", cwd=tmp_path)
    assert "“A9”找不到" in done.stderr and "工作表“我的备忘”不是填报簿里的，没有读入" in done.stderr
    listed = openpyxl.load_workbook(tmp_path / "标注.xlsx")["问题清单"]
    rows = [row for row in listed.iter_rows(values_only=True) if row[1] == "未带入"]
    assert ["我的备忘" in str(row[3]) for row in rows] == [True]


@each(
    [
        (
            "client.yaml",
            CLIENT.replace("12", "十二").encode(),
            "只有填报簿能标注；先做一份填报簿",
        ),
        ("填报簿.xlsx", b"PK", "填报簿读不出来，没有写标注"),
    ]
)
def test_what_is_no_workbook_is_not_marked(name: str, content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "agency.yaml").write_text(AGENCY, "utf-8")
    folder = tmp_path / name
    folder.mkdir()
    (folder / name).write_bytes(content)
    done = run("check", str(folder), "--mark", str(folder / "标注.xlsx"), cwd=tmp_path)
    assert done.returncode == 1
    assert words in done.stdout + done.stderr
    assert not (folder / "标注.xlsx").exists()


def test_one_client_is_marked_at_a_time(bad: Path) -> None:
    done = run("check", "填报簿.xlsx", "别的.xlsx", "--mark", "标注.xlsx", cwd=bad)
    assert done.returncode == 2
    assert done.stderr.startswith("错误：--mark 一次只标一家；")
    done = run("check", "填报簿.xlsx", "--mark", "标注.pdf", cwd=bad)
    assert done.returncode == 2
    assert done.stderr.startswith("错误：“标注.pdf”不是填报簿的名称，请以 .xlsx 结尾")
