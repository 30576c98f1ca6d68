"""What of a Word file looks different, in words: each kind of change alone, none for none."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Mm, Pt, RGBColor

from generator.library import home
from generator.word import look, look_changes
from tests.rows import each
from tests.word import made, png

LAYOUTS = sorted((home.templates() / "layout").glob("*.docx"))


@cache
def base() -> bytes:
    opened = docx.Document()
    opened.styles["Normal"].font.size = Pt(12)
    opened.add_paragraph("标题甲").runs[0].font.size = Pt(22)
    opened.add_paragraph("正文乙")
    opened.add_paragraph("正文丙")
    table = opened.add_table(3, 2)
    table.cell(0, 0).paragraphs[0].add_run("格")
    opened.add_picture(io.BytesIO(png.made(8, 8)), width=Mm(40), height=Mm(30))
    return saved(opened)


@cache
def before() -> look.Look:
    return look.read(base(), "旧")


def saved(opened: Document) -> bytes:
    held = io.BytesIO()
    opened.save(held)
    return held.getvalue()


def changes(change: Callable[[Document], object]) -> tuple[str, ...]:
    after = docx.Document(io.BytesIO(base()))
    change(after)
    return look_changes.told(before(), look.read(saved(after), "新"))


def font(opened: Document, at: int) -> object:
    return opened.paragraphs[at].runs[0].font


def turned(opened: Document) -> None:
    section = opened.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def papered(opened: Document) -> None:
    opened.sections[0].page_width, opened.sections[0].page_height = Mm(210.9), Mm(297)


def chinese(opened: Document) -> None:
    run = opened.paragraphs[1].runs[0]
    run.font.name = "Arial"
    run._element.rPr.rFonts.set(f"{{{made.W}}}eastAsia", "黑体")


def shaded(opened: Document) -> None:
    fill = f'<w:shd xmlns:w="{made.W}" w:val="clear" w:fill="FF0000"/>'
    opened.tables[0].cell(0, 0)._element.get_or_add_tcPr().append(parse_xml(fill))


def heights(opened: Document) -> None:
    for row in (1, 2):
        opened.tables[0].rows[row].height = Mm(12)


def sizes(opened: Document) -> None:
    for paragraph in (1, 2):
        opened.paragraphs[paragraph].runs[0].font.size = Pt(14)


@each(
    [
        (saved, ()),
        (
            lambda it: setattr(it.sections[0], "page_width", Mm(210.4)),
            ("页面：纸张 216×279 毫米 → 210×279 毫米",),
        ),
        (papered, ("页面：纸张 216×279 毫米 → A4",)),
        (turned, ("页面：方向 纵向 → 横向",)),
        (lambda it: setattr(it.sections[0], "left_margin", Mm(20)), ("页面：左边距 31.8 毫米 → 20 毫米",)),
        (lambda it: it.add_section(), ("页面：1 节 → 2 节",)),
        (
            lambda it: setattr(it.styles["Normal"].font, "size", Pt(16)),
            ("样式“Normal”：字号 小四 → 三号",),
        ),
        (lambda it: setattr(font(it, 0), "size", Pt(20)), ("“标题甲”：字号 二号 → 20 磅",)),
        (sizes, ("“正文乙”等 2 段：字号 小四 → 四号",)),
        (
            lambda it: setattr(font(it, 0).color, "rgb", RGBColor(255, 0, 0)),
            ("“标题甲”：颜色 自动 → 红（FF0000）",),
        ),
        (lambda it: setattr(font(it, 0).color, "rgb", RGBColor(1, 2, 3)), ("“标题甲”：颜色 自动 → 010203",)),
        (lambda it: setattr(font(it, 1), "bold", True), ("“正文乙”：加粗 否 → 是",)),
        (chinese, ("“正文乙”：字体 主题的正文字体 → 黑体", "“正文乙”：西文字体 主题的正文字体 → Arial")),
        (
            lambda it: setattr(it.paragraphs[2], "alignment", WD_ALIGN_PARAGRAPH.CENTER),
            ("“正文丙”：对齐 左对齐 → 居中",),
        ),
        (shaded, ("“格”：底纹 无 → 红（FF0000）",)),
        (heights, ("表格1第2、3行：行高 随内容 → 至少 12 毫米",)),
        (lambda it: it.tables[0].add_row(), ("表格1：3 行 → 4 行",)),
        (lambda it: it.add_table(1, 1), ("表格：1 个 → 2 个",)),
        (
            lambda it: setattr(it.inline_shapes[0], "width", Mm(50)),
            ("第 1 张图片：大小 40×30 毫米 → 50×30 毫米",),
        ),
        (
            lambda it: it.add_picture(io.BytesIO(png.made(8, 8)), width=Mm(40)),
            ("图片：1 张 → 2 张",),
        ),
    ]
)
def test_each_change_is_told_alone(change: Callable[[Document], object], expected: tuple[str, ...]) -> None:
    assert changes(change) == expected


def test_a_changed_sentence_is_still_known_by_its_place() -> None:
    def edited(opened: Document) -> None:
        opened.paragraphs[0].runs[0].text = "标题丁"
        opened.paragraphs[0].runs[0].font.size = Pt(20)

    assert changes(edited) == ("“标题丁”：字号 二号 → 20 磅",)


def test_what_a_style_accounts_for_is_told_once_and_what_it_does_not_beside_it() -> None:
    def edited(opened: Document) -> None:
        opened.styles["Normal"].font.size = Pt(16)
        opened.paragraphs[1].runs[0].font.size = Pt(14)

    assert changes(edited) == ("样式“Normal”：字号 小四 → 三号", "“正文乙”：字号 小四 → 四号")


def test_a_paragraph_of_another_style_is_told_by_what_that_changes() -> None:
    def edited(opened: Document) -> None:
        opened.styles["Heading 2"].font.size = Pt(16)
        opened.paragraphs[1].style = opened.styles["Heading 2"]

    assert "“正文乙”：字号 小四 → 三号" in changes(edited)


@each(LAYOUTS)
def test_a_file_looks_like_itself(path: object) -> None:
    found = look.read(path.read_bytes(), "版式")  # type: ignore[attr-defined]
    assert found.sections and look_changes.told(found, found) == ()


def test_numbers_that_are_none_do_no_harm() -> None:
    sizes_ = '<w:p><w:r><w:rPr><w:sz w:val="大"/><w:color w:val="auto"/></w:rPr><w:t>甲</w:t></w:r></w:p>'
    page = '<w:sectPr><w:pgSz w:w="x" w:h=""/><w:pgMar w:top="?"/></w:sectPr>'
    found = look.read(made.docx(sizes_ + page), "坏")
    assert found.paragraphs[0].set["字号"] == "0 磅"
