"""The dialect: what a text says, and every refusal with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.errors import TemplateError
from generator.library import Texts, knowledge
from generator.word import source
from generator.word.source import Heading, Mark, Paragraph, Sign
from generator.word.source_inline import Tag, Text, Value
from generator.word.source_tables import Table
from tests.rows import each

ROOT = Path(__file__).resolve().parent.parent.parent
REFUSED = ROOT / "tests" / "refused" / "texts"
FAULTS = {
    "arithmetic": (2, "条件写法不对"),
    "break_in_prose": (2, "不能写 HTML 标记"),
    "break_with_text": (2, "命令不认识或写法不对"),
    "call": (2, "取值标签写法不对"),
    "code": (2, "不能写反引号"),
    "comment": (2, "不能写注释标签"),
    "constant": (2, "条件写法不对"),
    "crossed_tags": (5, "没有对应的开头"),
    "else_twice": (6, "没有对应的开头"),
    "entity": (2, "不能写 HTML 字符代码"),
    "filter": (2, "取值标签写法不对"),
    "heading_too_deep": (2, "标题最多四级"),
    "heading_without_space": (2, "要有一个空格"),
    "hidden_name": (2, "取值标签写法不对"),
    "html": (2, "不能写 HTML 标记"),
    "include_cycle": (2, "文件互相引用"),
    "include_missing": (2, "引用的文件不存在"),
    "include_outside": (2, "不在文稿目录内"),
    "italic": (2, "不能写斜体"),
    "link": (2, "不能写链接"),
    "open_bold": (2, "加粗没有写完整"),
    "picture_size": (2, "图片写法不对"),
    "quote": (2, "不能写引用"),
    "rule_line": (2, "列项的 - 之后要有一个空格"),
    "split_braces": (2, "标签没有写完整"),
    "star_list": (2, "列项要用减号"),
    "stray_end": (2, "没有对应的开头"),
    "table_absent": (2, "@table 之后没有表格"),
    "table_label_as_header": (2, "把列宽行写在最前面"),
    "table_only_tags": (3, "表格没有内容行"),
    "table_open_row": (4, "没有以 | 结尾"),
    "table_option": (2, "表格选项不认识"),
    "table_tag_in_header": (2, "表头里不能写条件或循环"),
    "table_too_wide": (4, "这一行有 3 格，列宽行只有 2 列"),
    "table_two_rules": (4, "表格有两行列宽行"),
    "table_unclosed_loop": (4, "没有结束"),
    "table_without_rule": (2, "表格缺少列宽行"),
    "tabulator": (2, "看不见的控制字符"),
    "unclosed_if": (2, "没有结束"),
    "unclosed_in_line": (2, "没有结束"),
    "unclosed_value": (2, "标签没有写完整"),
    "unknown_command": (2, "命令不认识"),
    "unknown_tag": (2, "控制标签写法不对"),
    "wide_braces": (2, "全角花括号"),
    "wide_indent": (2, "不要用全角空格缩进"),
    "wide_sign_in_tag": (2, "条件写法不对"),
}


def read(text: str, texts: Path = REFUSED) -> tuple[source.Block, ...]:
    return source.parse(text, "x.md", Texts((texts,))).blocks


@each(sorted(FAULTS))
def test_fault_is_refused_at_its_line(name: str) -> None:
    line, words = FAULTS[name]
    text = (REFUSED / f"{name}.md").read_text("utf-8")
    with pytest.raises(TemplateError) as caught:
        source.parse(text, f"{name}.md", Texts((REFUSED,)))
    problem = caught.value.problems[0]
    assert problem.where == f"{name}.md:{line}"
    assert words in str(problem)
    assert problem.hint


def test_empty_text_is_refused() -> None:
    with pytest.raises(TemplateError, match="文稿没有内容"):
        source.parse((REFUSED / "empty.md").read_text("utf-8"), "empty.md", REFUSED)


def test_every_refused_text_is_tested() -> None:
    assert {path.stem for path in REFUSED.glob("*.md")} == {*FAULTS, "empty"}


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(TemplateError) as caught:
        read("* 甲\n好的段落\n> 乙\n")
    assert [problem.where for problem in caught.value.problems] == ["x.md:1", "x.md:3"]


def test_one_line_is_one_paragraph_and_blank_lines_are_nothing() -> None:
    assert read("甲\n\n乙\r\n") == (Paragraph("body", (Text("甲"),)), Paragraph("body", (Text("乙"),)))


@each(source.NAMED)
def test_named_paragraph(style: str) -> None:
    assert read(f"@{style} 文字") == (Paragraph(style, (Text("文字"),)),)


def test_headings_bullets_signs_and_marks() -> None:
    blocks = read("# 一级\n#### 四级\n- 列项\n@sign 编制人 | 审核人\n@pagebreak\n@toc\n")
    assert blocks == (
        Heading(1, (Text("一级"),)),
        Heading(4, (Text("四级"),)),
        Paragraph("bullet", (Text("列项"),)),
        Sign(((Text("编制人"),), (Text("审核人"),))),
        Mark("pagebreak", "x.md:5"),
        Mark("toc", "x.md:6"),
    )


def test_tag_alone_on_a_line_is_a_block() -> None:
    blocks = read("{% if has.dust %}\n甲\n{% endif %}")
    assert blocks[0] == Tag("if has.dust", "x.md:1")
    assert blocks[2] == Tag("endif", "x.md:3")


def test_picture_alone_on_a_line_is_centred() -> None:
    (block,) = read("![照片](item.photo 80x60)")
    assert isinstance(block, Paragraph)
    assert block.style == "picture"


def test_header_and_title() -> None:
    document = source.parse("@header {{ enterprise.name }}\n@title 制度{{ day }}\n", "x.md", REFUSED)
    assert document.header == (Value("enterprise.name"),)
    assert document.title == "制度"


def test_table_between_paragraphs() -> None:
    blocks = read("前\n@table height=8\n| 甲 |\n|---|\n| 1 |\n后")
    assert [type(block) for block in blocks] == [Paragraph, Table, Paragraph]


def test_include_stands_in_place_and_keeps_its_own_lines(tmp_path: Path) -> None:
    (tmp_path / "_parts").mkdir()
    (tmp_path / "_parts" / "a.md").write_text("中\n", "utf-8")
    assert len(read('前\n{% include "_parts/a.md" %}\n后', tmp_path)) == 3
    (tmp_path / "_parts" / "a.md").write_text("\n> 错\n", "utf-8")
    with pytest.raises(TemplateError) as caught:
        read('前\n{% include "_parts/a.md" %}', tmp_path)
    assert caught.value.problems[0].where == "_parts/a.md:2"


def test_include_closes_what_it_opens(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("{% if has.dust %}\n", "utf-8")
    with pytest.raises(TemplateError, match=re.escape("a.md:1")):
        read('{% include "a.md" %}\n甲\n{% endif %}', tmp_path)


def test_include_does_not_follow_a_link_out(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("密", "utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(TemplateError, match="不在文稿目录内"):
        read('{% include "a.md" %}', tmp_path / "texts")


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("甲".encode("gbk"))
    with pytest.raises(TemplateError, match="UTF-8"):
        source.read_text(path, "a.md")


def test_the_list_of_laws_stands_where_it_is_placed() -> None:
    listed = knowledge.Section(
        "", "@laws", 0, "@table size=small\n| 名称 |\n|---|\n| {{ law.safety.name }} |"
    )
    before, table, after = source.parse("甲\n@laws\n乙", "x.md", REFUSED, {"laws": (listed,)}).blocks
    assert isinstance(before, Paragraph) and isinstance(table, Table) and isinstance(after, Paragraph)
    with pytest.raises(TemplateError, match="文稿没有内容"):
        source.parse("@laws", "x.md", REFUSED)
