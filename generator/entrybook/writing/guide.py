"""The first sheet: how the book is filled in, what the colours mean, and where each thing belongs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from generator.entrybook.entries import Value
from generator.entrybook.filled import Page
from generator.entrybook.layout import Form, Table
from generator.entrybook.writing import checks, forms, wording
from generator.entrybook.writing.book import Book, Sheet
from generator.entrybook.writing.cells import FIRST, last, lines, quoted, span

_WIDTHS = (18, 92, 18)
_HEADINGS = ("工作表", "填什么", "填了多少")
_STEPS = (
    "先填红字带 * 的项目：“企业”“负责人”“协议”三张表里各有几项。",
    "再照下面的目录，有什么填什么；一件一行，没有的整张表空着。编号已经编好，不用改。",
    "指到别处的格（区域、设备、岗位……）从下拉里选，也可以直接写编号或者名称。",
    "照片直接贴进“照片”那一格；一格可以贴几张，说明写在格里，一张一行。",
    "存盘，关掉表格，运行 tuoguan check 这个文件；有问题会说出哪张表哪一格。",
)
_AGENCY_STEPS = (
    "先填“服务机构”里红字带 * 的项目。",
    "再填“机构辅导员”，一人一行；不知道的空着。",
    "辅导员的照片直接贴进“照片”那一格，一人一张。",
    "存盘，关掉表格。各客户共用这一份，检查客户时（tuoguan check）一并检查，有问题会说出哪张表哪一格。",
)
_COLOURS = (
    ("head", "列名", "鼠标停在列名上看怎样填"),
    ("wanted", "列名 *", "必填的列"),
    ("blank", "", "填了这一行，这一格还空着"),
    ("told", "灰字", "说明，或者自动带出的内容，不用填"),
)


def write(book: Book, sheet: Sheet) -> None:
    """Write the sheet, which was made before all others."""
    is_client = book.pages.layout.kind == "client"
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.set_row_pixels(0, 36)
    sheet.write_string(0, 0, "填报簿" if is_client else "填报簿（服务机构）", book.styles.named("title"))
    row = _steps(book, sheet, _STEPS if is_client else _AGENCY_STEPS, 1)
    row = _colours(book, sheet, row + 1)
    _set_up(sheet, _contents(book, sheet, row + 1))


def _set_up(sheet: Sheet, last_row: int) -> None:
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last_row, len(_WIDTHS) - 1)


def _section(book: Book, sheet: Sheet, row: int, title: str, about: str = "") -> None:
    """A line that begins a part of the sheet."""
    style = book.styles.named("section")
    sheet.write_string(row, 0, title, style)
    for at, text in enumerate((about, ""), 1):
        if text:
            sheet.write_string(row, at, text, style)
        else:
            sheet.write_blank(row, at, None, style)


def _steps(book: Book, sheet: Sheet, steps: Sequence[str], row: int) -> int:
    """The steps, one a row; the row after them."""
    _section(book, sheet, row, "怎样填", "不用学别的，会用表格就行")
    for number, step in enumerate(steps, 1):
        sheet.write_string(row + number, 0, f"第 {number} 步", book.styles.named("label"))
        sheet.merge_range(row + number, 1, row + number, 2, step, book.styles.named("plain"))
    return row + 1 + len(steps)


def _colours(book: Book, sheet: Sheet, row: int) -> int:
    """What the colours mean, one a row; the row after them."""
    _section(book, sheet, row, "颜色")
    for at, (style, text, meaning) in enumerate(_COLOURS, row + 1):
        sheet.write_string(at, 0, text, book.styles.named(style))
        sheet.write_string(at, 1, meaning, book.styles.named("plain"))
    return row + 1 + len(_COLOURS)


def _contents(book: Book, sheet: Sheet, row: int) -> int:
    """Every sheet by its part, with a link, what it is for and how far it is filled in; the last row."""
    for at, heading in enumerate(_HEADINGS):
        sheet.write_string(row, at, heading, book.styles.named("head"))
    for part, pages in groupby(book.pages.pages, key=attrgetter("sheet.part")):
        row += 1
        _part(book, sheet, row, part)
        for page in pages:
            row += 1
            _entry(book, sheet, row, page)
    return row


def _part(book: Book, sheet: Sheet, row: int, part: str) -> None:
    for at, text in enumerate((part, book.pages.layout.parts[part], "")):
        sheet.write_string(row, at, text, book.styles.named("section"))


def _entry(book: Book, sheet: Sheet, row: int, page: Page) -> None:
    one, plain = page.sheet, book.styles.named("plain")
    sheet.write_url(row, 0, f"internal:{quoted(one.name)}!A1", book.styles.named("link"), one.name)
    about = wording.plain(_about(one))
    sheet.write_string(row, 1, about, plain)
    sheet.lines(row, lines(about, _WIDTHS[1]))
    formula, value = _missing(one, page) if isinstance(one, Form) else _count(one, page)
    if formula:
        sheet.write_formula(row, 2, formula, plain, value)


def _about(sheet: Form | Table) -> str:
    """What a sheet is for."""
    if isinstance(sheet, Form):
        return "、".join(section.title for section in sheet.sections)
    return sheet.about


def _count(table: Table, page: Page) -> tuple[str, str]:
    """How many rows have something under the heading by which a thing is known."""
    at = table.caption_at
    number = checks.counted(f"{quoted(table.name)}!{span(at, FIRST, last(page))}")
    count = sum(not _is_blank(row[at]) for row in page.rows)
    return f'=IF({number}=0,"",{number}&" 行")', f"{count} 行" if count else ""


def _missing(form: Form, page: Page) -> tuple[str, str]:
    """How many of the required lines are still blank."""
    wanted = [line for line in forms.lines(form) if line.column.required]
    if not wanted:
        return "", ""
    name = quoted(form.name)
    count = sum(_is_blank(page.rows[0][line.number]) for line in wanted)
    blanks = "+".join(f"(LEN({name}!$B${line.row + 1})=0)" for line in wanted)
    formula = f'=IF({blanks}=0,"必填齐了","必填还差 "&({blanks})&" 项")'
    return formula, f"必填还差 {count} 项" if count else "必填齐了"


def _is_blank(value: Value) -> bool:
    return value in (None, "")
