"""Of which deliverable a Word file is, and what is told of files that are no templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.authoring import meant
from generator.errors import CatalogueError, TemplateError
from generator.library import built_in
from generator.word import provenance, stamped
from tests.rows import each
from tests.word import made

PLAIN = made.docx(made.p("甲"))
BOARD = stamped.copy(PLAIN, {provenance.TEMPLATE: "board_large"}, "board_large.docx")


def of(folder: Path, name: str, data: bytes, said: str = "") -> str:
    """The id of the deliverable that a file of that name and these bytes is meant for."""
    (folder / name).write_bytes(data)
    return meant.entry(folder / name, said, built_in()).id


def refused(folder: Path, name: str, data: bytes, said: str = "") -> str:
    with pytest.raises((CatalogueError, TemplateError)) as caught:
        of(folder, name, data, said)
    return str(caught.value)


def test_the_mark_tells_whatever_the_file_is_called(tmp_path: Path) -> None:
    assert of(tmp_path, "公示牌 最终版 (2).docx", BOARD) == "board_large"
    assert of(tmp_path, "PLAN.docx", PLAIN) == "plan"
    assert of(tmp_path, "plan.docx", BOARD, "Plan") == "plan"
    assert "由 board_large 的模板改成" in refused(tmp_path, "plan.docx", BOARD)


def test_a_damaged_file_is_known_by_its_name_alone(tmp_path: Path) -> None:
    assert of(tmp_path, "plan.docx", b"PK\3\4") == "plan"
    assert "不知道" not in refused(tmp_path, "新样式.docx", b"PK\3\4")


@each(
    [
        ("公示牌.docx", "", "加 --as 编号 写明是哪一件"),
        ("board_lage.docx", "", "加 --as 编号 写明是哪一件；是否应为 board_large？"),
        ("plan - 副本.docx", "", "；是否应为 plan？"),
        ("公示牌.docx", "board_lage", "可用 tuoguan list 查看；是否应为 board_large？"),
        ("专业委-2026.11.tgb.zip", "", "是发布好的模板包，不是 Word 模板；安装用 tuoguan template install"),
        ("专业委.key", "plan", "是签名的密钥，不是 Word 模板；发布模板包时用：tuoguan template publish"),
        ("专业委.PUB", "", "是公钥，不是 Word 模板；登记公钥用：tuoguan template trust"),
        (
            "plan.doc",
            "",
            "格式是 .doc，不是 .docx；用 Word 或 WPS 打开，另存为“Word 文档 (*.docx)”，文件名 plan.docx",
        ),
        ("新样式.wps", "plan", "格式是 .wps，不是 .docx；用 Word 或 WPS 打开，另存为“Word 文档 (*.docx)”"),
        ("plan.txt", "", "不是 Word 文档 (*.docx)"),
    ],
)
def test_what_is_no_template_is_told(name: str, said: str, words: str, tmp_path: Path) -> None:
    assert words in refused(tmp_path, name, PLAIN, said)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="找不到文件"):
        meant.entry(tmp_path / "plan.key", "", built_in())
