"""Places are told as somebody sees them who has the file open in Word."""

from __future__ import annotations

import pytest

from generator.word import lint
from tests.rows import each
from tests.word import made
from tests.word.made import p, tbl, tc, tr

TAG = "{{ nobody }}"
HEAD = '<w:outlineLvl w:val="0"/>'
BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"


def places(data: bytes) -> list[str]:
    """The places of the unknown name in a file, without the words that stand there."""
    found = [problem.where for problem in lint.lint(data, "", {"name": "text"}, {})]
    return [place.removesuffix(f"“{TAG}”") for place in found]


def box(*paragraphs: str) -> str:
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return f"<w:p><w:r><w:pict>{inner}</w:pict></w:r></w:p>"


def twice(*paragraphs: str) -> str:
    """A text box as Word writes it: for new programs, and again for old ones."""
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    choice, again = f"<mc:Choice>{inner}</mc:Choice>", f"<mc:Fallback>{inner}</mc:Fallback>"
    return f'<w:p><w:r><mc:AlternateContent xmlns:mc="{mc}">{choice}{again}</mc:AlternateContent></w:r></w:p>'


@each(
    [
        (p("甲") + p(TAG), "正文第2段"),
        (p("甲") + p("总则", properties=HEAD) + p("乙") + p(TAG), "标题“总则”下第2段"),
        (p("甲" * 21, properties=HEAD) + p(TAG), f"标题“{'甲' * 20}…”下第1段"),
        (p("总则", properties=HEAD) + p(TAG, properties=HEAD), "标题"),
        (p(" ", properties=HEAD) + p(TAG), "正文第2段"),
        (tbl(tr("甲", "乙")) + tbl(tr("甲", "乙"), tr("丙", TAG)), "表格2 第2行第2列"),
        (tbl(tr("甲", tc(tbl(tr("乙", TAG)), p("")))), "表格1 第1行第2列内的表格1 第1行第2列"),
        (tbl(tr("甲", tc(tbl(tr("乙")), p("")))) + tbl(tr(TAG)), "表格2 第1行第1列"),
        (box(p("甲"), p(TAG)), "文本框1第2段"),
        (box(p("甲")) + box(tbl(tr("乙", TAG))), "文本框2内的表格1 第1行第2列"),
        (tbl(tr("甲", tc(box(p(TAG))))), "表格1 第1行第2列内的文本框1第1段"),
        (twice(p("甲")) + twice(p(TAG)), "文本框2第1段"),
    ]
)
def test_a_place_in_the_text(body: str, expected: str) -> None:
    assert places(made.docx(body)) == [expected]


def test_places_in_headers_and_footers() -> None:
    data = made.docx(p("甲"), header=p(TAG) + tbl(tr(TAG)), footer=box(p(TAG)))
    assert places(data) == ["页眉第1段", "页眉 表格1 第1行第1列", "页脚 文本框1第1段"]


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ((("default", "first"),), ["页眉第1段", "首页页眉第1段"]),
        ((("default",), ("default",)), ["第1节页眉第1段", "第2节页眉第1段"]),
        ((("even",), ("default",)), ["偶数页页眉第1段", "页眉第1段"]),
    ],
)
def test_headers_are_called_as_word_calls_them(
    sections: tuple[tuple[str, ...], ...], expected: list[str]
) -> None:
    numbers = iter((1, 2))
    rows = [
        "".join(f'<w:headerReference w:type="{kind}" r:id="rId{next(numbers)}"/>' for kind in kinds)
        for kinds in sections
    ]
    body = "".join(f"<w:p><w:pPr><w:sectPr>{row}</w:sectPr></w:pPr></w:p>" for row in rows)
    parts = made.parts(body, header=p(TAG), footer=p("甲"))
    parts["word/header2.xml"] = parts["word/header1.xml"]
    types = parts["[Content_Types].xml"]
    one = '<Override PartName="/word/header1.xml"'
    row = types[types.index(one) : types.index("/>", types.index(one)) + 2]
    parts["[Content_Types].xml"] = types.replace(row, row + row.replace("header1", "header2"))
    links = [made.relationship(f"rId{n}", "header", f"header{n}.xml") for n in (1, 2)]
    parts["word/_rels/document.xml.rels"] = made.relationships(
        "".join(links) + made.relationship("rId3", "footer", "footer1.xml")
    )
    assert places(made.packed(parts)) == expected


@each(
    [
        (p("甲") + p(TAG), "正文第2段"),  # Word left no pages
        (p("甲") + f"<w:p>{BREAK}</w:p>" + p(TAG), "第2页 正文第3段"),
        (f"<w:p>{BREAK}<w:r><w:t>{TAG}</w:t></w:r></w:p>", "第2页 正文第1段"),
        (p(TAG) + f"<w:p>{BREAK}</w:p>", "第1页 正文第1段"),
        # A row that goes to the next page as a whole, and one that is torn.
        (tbl(tr(tc(f"<w:p>{BREAK}<w:r><w:t>甲</w:t></w:r></w:p>"), TAG)), "第2页 表格1 第1行第2列"),
        (tbl(tr(tc(p("甲") + f"<w:p>{BREAK}</w:p>"), TAG)), "第1页 表格1 第1行第2列"),
        (tbl(tr(tc(p("甲") + f"<w:p>{BREAK}</w:p>"), "乙"), tr(TAG)), "第2页 表格1 第2行第1列"),
        (
            tbl(tr(*[tc(p("甲") + f"<w:p>{BREAK}<w:r><w:t>乙</w:t></w:r></w:p>")] * 2), tr(TAG)),
            "第2页 表格1 第2行第1列",
        ),
    ]
)
def test_a_page_is_told_where_word_left_pages(body: str, expected: str) -> None:
    assert places(made.docx(body)) == [expected]


def test_elements_of_a_part_have_the_place_of_their_paragraph() -> None:
    mark = '<w:p><w:r><w:t>旧</w:t></w:r><w:ins w:id="1"><w:r><w:t>新</w:t></w:r></w:ins></w:p>'
    data = made.docx(p("总则", properties=HEAD) + mark)
    (tracked,) = lint.lint(data, "模板.docx", {"name": "text"}, {})
    assert tracked.where == "模板.docx 标题“总则”下第1段“旧新”"
