"""The words of a document as a person reads them, numbers included."""

from __future__ import annotations

from generator.word import numbering, text
from tests.rows import each
from tests.word import made
from tests.word.made import p, style, tbl, tc, tr


def _lines(body: str, **choices: object) -> list[str]:
    return text.text(made.docx(body, **choices)).splitlines()


def test_chapters_and_clauses_count_on() -> None:
    body = "".join(
        p(words, properties=style(name))
        for words, name in (
            ("总则", "Chapter"),
            ("甲", "Clause"),
            ("乙", "Under"),
            ("职责", "Chapter"),
            ("丙", "Clause"),
        )
    )
    assert _lines(body) == ["第一章 总则", "第一条 甲", "第二条 乙", "第二章 职责", "第三条 丙"]


def _item(words: str, level: int, number: int = 1) -> str:
    return p(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_lower_levels_begin_anew_and_legal_numbers_are_arabic() -> None:
    body = _item("章", 0) + _item("甲", 2) + _item("乙", 2) + _item("丁", 3) + _item("章", 0) + _item("丙", 2)
    assert _lines(body) == ["第一章 章", "（一）甲", "（二）乙", "1.1 丁", "第二章 章", "（一）丙"]


def test_a_list_may_start_elsewhere_and_zero_is_no_list() -> None:
    assert _lines(_item("甲", 0, 2) + _item("乙", 0, 2)) == ["第五章 甲", "第六章 乙"]
    off = p("无号", properties=style("Clause") + '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert _lines(off) == ["无号"]


@each(
    [
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "japaneseCounting", "二十"),
        (102, "chineseCounting", "一百零二"),
        (110, "chineseCounting", "一百一十"),
        (1005, "chineseCounting", "一千零五"),
        (12, "ideographDigital", "一二"),
        (3, "ideographTraditional", "丙"),
        (27, "upperLetter", "AA"),
        (2, "lowerLetter", "b"),
        (14, "upperRoman", "XIV"),
        (9, "lowerRoman", "ix"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (5, "decimalZero", "05"),
        (12, "decimalFullWidth", "１２"),
        (7, "decimal", "7"),
        (7, "none", ""),
    ]
)
def test_forms_of_numbers(number: int, kind: str, written: str) -> None:
    assert numbering.written(number, kind) == written


def test_tables_headers_footers_and_pictures() -> None:
    body = p("前") + tbl(tr("一", tc("二", "三")), tr(tc(tbl(tr("内", "层")), p("")), "")) + made.drawing(1)
    lines = _lines(body, header=p("眉"), footer=p("脚"))
    assert lines == ["前", "一 | 二 / 三", "内 | 层 |", "〔图：〕", "〔页眉〕 眉", "〔页脚〕 脚"]


def test_breaks_tabs_and_page_breaks() -> None:
    body = '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/>'
    body += '<w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type="page"/></w:r></w:p>'
    assert _lines(body) == ["甲\t乙", "丙〔分页〕"]


def test_merged_cells_fields_and_deleted_text() -> None:
    first = tc(p("甲")).replace('w:type="dxa"/>', 'w:type="dxa"/><w:vMerge w:val="restart"/>')
    second = tc(p("")).replace('w:type="dxa"/>', 'w:type="dxa"/><w:vMerge/>')
    code = "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>1</w:t></w:r></w:p>"
    assert _lines(tbl(tr(first, "一"), tr(second, "二")) + code) == ["甲 | 一", "〃 | 二", "1"]
