"""What Word would complain about is found before it is sent."""

from __future__ import annotations

from tests.rows import each
from tests.word import check, made
from tests.word.made import p, style, tbl, tc, tr


def _faults(body: str, **choices: object) -> tuple[str, ...]:
    return check.check(made.docx(body, **choices))


def test_a_sound_document() -> None:
    body = (
        p("甲", properties=style("Clause")) + tbl(tr("一", tc(tbl(tr("二", "三")), p("")))) + made.drawing(1)
    )
    assert _faults(body, header=p("眉") + made.drawing(2), title="题") == ()


@each(
    [
        (tbl() + p("完"), "第1个表格没有行"),
        (tbl("<w:tr></w:tr>") + p("完"), "第1个表格第1行没有单元格"),
        (tbl(tr("<w:tc></w:tc>", "乙")) + p("完"), "有单元格不以段落结尾"),
        (tbl(tr(tc(tbl(tr("一", "二"))), "乙")) + p("完"), "有单元格不以段落结尾"),
        (tbl(tr("一", "二", "三")) + p("完"), "有 3 列，多于表格的 2 列"),
        (p("甲", properties=style("Nowhere")), "引用了不存在的样式 Nowhere"),
        (p("甲", properties='<w:numPr><w:numId w:val="9"/></w:numPr>'), "引用了不存在的编号列表 9"),
        (made.drawing(3) + made.drawing(3), "图形编号 3 重复"),
        (p("{{ x }}"), "残留“{{”"),
        (p("{%p if x %}"), "残留“{%”"),
        (p("姓名：None"), "残留“None”"),
        (p("甲&amp;乙"), "残留“&amp;”"),
        (p("甲") + '<w:p><w:hyperlink r:id="rId77"/></w:p>', "引用了不存在的关系 rId77"),
        ("", "正文没有段落"),
        (p("甲") + "落在外面", "段落之外有文字"),
        (
            '<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkStart w:id="1" w:name="b"/></w:p>',
            "书签编号 1 重复",
        ),
    ]
)
def test_each_fault_is_named(body: str, fault: str) -> None:
    assert any(fault in found for found in _faults(body)), _faults(body)


def test_faults_of_other_parts() -> None:
    assert any("页眉：有页眉不以段落结尾" in found for found in _faults(p("甲"), header="<w:sdt/>"))
    assert any("文档属性：残留“{{”" in found for found in _faults(p("甲"), title="{{ x }}"))
    assert any("图形编号 5 重复" in found for found in _faults(made.drawing(5), footer=made.drawing(5)))


def test_faults_of_the_package() -> None:
    parts = made.parts(p("甲"))
    rels = made.relationships(made.relationship("rId9", "header", "header9.xml"))
    assert any(
        "不存在的部件 word/header9.xml" in found
        for found in check.check(made.packed({**parts, "word/_rels/document.xml.rels": rels}))
    )
    assert any("没有内容类型" in found for found in check.check(made.packed({**parts, "word/a.jpeg": "x"})))
    assert check.check(b"junk")
    unclosed = {**parts, "word/document.xml": "<w:document>"}
    assert any("不是完好的 XML" in found for found in check.check(made.packed(unclosed)))
