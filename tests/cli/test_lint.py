"""``template lint --fix`` and ``--annotate``: what is mended, what is left, and that the given file stays."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from tests.cli.running import run
from tests.rows import each


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """The shipped board with three slips: two that are mended, one left to a person."""
    file = tmp_path / "board.docx"
    assert run("template", "export", "board_large", "-o", file).returncode == 0
    opened = docx.Document(str(file))
    opened.add_paragraph("｛｛ enterprise.name ｝｝")
    opened.add_paragraph("电话 {{ enterprise.phoen }}")
    opened.sections[0].header.paragraphs[0].add_run("{ { enterprise.name } }")
    opened.save(str(file))
    return file


def test_fix_mends_into_another_file_and_lists_what_is_left(board: Path) -> None:
    before, out = board.read_bytes(), board.with_name("改好.docx")
    done = run("template", "lint", board, "--as", "board_large", "--fix", "-o", out)
    assert done.returncode == 1
    assert "{ { enterprise.name } } → {{ enterprise.name }}（去掉括号之间的空格）" in done.stdout
    assert "｛｛ enterprise.name ｝｝ → {{ enterprise.name }}（全角改为半角）" in done.stdout
    assert "共改 2 处" in done.stdout and "错误 1 项" in done.stdout
    assert "phoen" in done.stderr and "全角" not in done.stderr
    assert board.read_bytes() == before
    again = board.with_name("再改.docx")
    told = run("template", "lint", out, "--as", "board_large", "--fix", "-o", again)
    assert "没有可以自动改的，原样" in told.stdout
    assert again.read_bytes() == out.read_bytes()


def test_annotate_writes_a_copy_with_comments_at_what_is_left(board: Path) -> None:
    before, copy = board.read_bytes(), board.with_name("标注.docx")
    done = run("template", "lint", board, "--as", "board_large", "--annotate", copy)
    assert done.returncode == 1 and f"批注写到 {copy}" in done.stdout
    said = [comment.text for comment in docx.Document(str(copy)).comments]
    assert len(said) == 3 and all("改" in words or "检查" in words for words in said)
    assert any("页眉" in words and "有空格" in words for words in said)
    out, left = board.with_name("改好.docx"), board.with_name("余下.docx")
    run("template", "lint", board, "--as", "board_large", "--fix", "-o", out, "--annotate", left)
    assert len(list(docx.Document(str(left)).comments)) == 1
    assert board.read_bytes() == before


def test_programs_get_what_was_mended_and_what_is_left(board: Path) -> None:
    out = board.with_name("改好.docx")
    done = run("template", "lint", board, "--as", "board_large", "--fix", "-o", out, "--json")
    told = json.loads(done.stdout)
    assert [row["new"] for row in told["mended"]] == ["{{ enterprise.name }}"] * 2
    (left,) = told["left"]
    assert left["part"] == "word/document.xml" and left["paragraph"] > 0


def test_a_clean_template_is_told_as_such(tmp_path: Path) -> None:
    file, copy = tmp_path / "letter_bureau.docx", tmp_path / "标注.docx"
    run("template", "export", "letter_bureau", "-o", file)
    done = run("template", "lint", file, "--annotate", copy)
    assert done.returncode == 0 and "没有问题，未写" in done.stdout and not copy.exists()


def test_what_does_not_go_together_is_told_and_nothing_written(board: Path) -> None:
    there = set(board.parent.iterdir())
    alone = run("template", "lint", board, "--as", "board_large", "--fix")
    assert alone.returncode == 2 and "--fix 要与 -o 一起用" in alone.stderr
    itself = run("template", "lint", board, "--as", "board_large", "--fix", "-o", board)
    assert itself.returncode == 1 and "文件已存在，未改动" in itself.stderr
    several = run("template", "lint", board, board, "--fix", "-o", board.with_name("x.docx"))
    assert several.returncode == 1 and "一次只写一个文件" in several.stderr
    table = board.with_name("laws.yaml")
    table.write_text("{}", encoding="utf-8")
    data = run("template", "lint", table, "--annotate", board.with_name("x.docx"))
    assert data.returncode == 1 and "只用于 Word 模板" in data.stderr
    broken = board.with_name("plan.docx")
    broken.write_bytes(b"PK\3\4")
    wrong = run("template", "lint", broken, "--fix", "-o", board.with_name("x.docx"))
    assert wrong.returncode == 1 and "plan.docx" in wrong.stderr and "Traceback" not in wrong.stderr
    assert set(board.parent.iterdir()) == {*there, table, broken}


def test_a_slip_is_mended_whatever_else_the_template_lacks(tmp_path: Path) -> None:
    file, out = tmp_path / "board_large.docx", tmp_path / "改好.docx"
    opened = docx.Document()
    opened.add_paragraph("｛｛ enterprise.name ｝｝")
    opened.save(str(file))
    done = run("template", "lint", file, "--fix", "-o", out)
    assert done.returncode == 1 and "共改 1 处" in done.stdout and "投诉电话" in done.stderr


def test_an_exported_template_is_known_by_its_mark(tmp_path: Path) -> None:
    file = tmp_path / "告知书 最终版 (2).docx"
    assert run("template", "export", "letter_bureau", "-o", file).returncode == 0
    assert run("template", "lint", file).returncode == 0
    assert run("template", "lint", file, "--fix", "-o", tmp_path / "改好.docx").returncode == 0
    assert run("template", "diff", file, tmp_path / "改好.docx").stdout == "没有不同\n"
    plan = file.rename(tmp_path / "plan.docx")
    assert "由 letter_bureau 的模板改成" in run("template", "lint", plan).stderr
    assert "由 letter_bureau 的模板改成" in run("template", "diff", tmp_path / "改好.docx", plan).stderr


@each(
    [("甲.doc", "甲.docx"), ("甲", "甲.docx"), ("甲.v2", "甲.v2.docx"), ("夹", "夹/plan.docx")],
)
def test_a_word_file_is_written_under_no_other_ending(out: str, right: str, tmp_path: Path) -> None:
    (tmp_path / "夹").mkdir(exist_ok=True)
    done = run("template", "export", "plan", "-o", tmp_path / out)
    assert done.returncode == 1 and f"写成 {tmp_path / right}" in done.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["夹"]


def test_mends_are_written_under_no_other_ending(board: Path) -> None:
    for options in (("--fix", "-o"), ("--annotate",)):
        done = run("template", "lint", board, "--as", "board_large", *options, board.with_suffix(".wps"))
        assert done.returncode == 1 and f"写成 {board}" in done.stderr
    assert list(board.parent.iterdir()) == [board]
