"""Documents are given what prints of a template, and nothing that tells of its author, firm or machine."""

from __future__ import annotations

import io
import zipfile

from generator.word import lint, render, template
from tests.word import check, made
from tests.word.made import p
from tests.word.test_hostile import packed

_OFFICE = "application/vnd.openxmlformats-officedocument."
_WORD = _OFFICE + "wordprocessingml."
SETTINGS = (
    "<w:settings NS><w:writeProtection w:recommended='1'/><w:zoom w:percent='90'/><w:trackRevisions/>"
    "<w:documentProtection w:edit='readOnly'/><w:evenAndOddHeaders/><w:defaultTabStop w:val='420'/>"
    "<w:attachedTemplate r:id='rId1'/><w:noLineBreaksAfter w:lang='zh-CN' w:val='（'/><w:docVars>"
    "<w:docVar w:name='甲' w:val='旧客户'/></w:docVars><w:rsids><w:rsid w:val='00AB'/></w:rsids>"
    "<w:compat><w:useFELayout/><w:compatSetting w:name='compatibilityMode' w:val='15'/></w:compat>"
    "<w:decimalSymbol w:val='.'/></w:settings>"
)
APP = (
    '<Properties xmlns="urn:p"><Template>C:\\旧客户\\模板.dotx</Template><Company>旧客户</Company>'
    "<Manager>旧客户</Manager></Properties>"
)
TEMPLATE = f"""
== body
<w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="0"/></w:sdtPr><w:sdtContent>
<w:r><w:t>正文</w:t></w:r></w:sdtContent></w:sdt></w:p><w:p><w:r><w:t>{{{{ name }}}}</w:t></w:r></w:p>
== part word/settings.xml {_WORD}settings+xml
{SETTINGS}
== rels word/settings.xml
rId1 attachedTemplate file:///C:\\旧客户\\Normal.dotm External
== part docProps/app.xml {_OFFICE}extended-properties+xml
{APP}
== part docProps/custom.xml {_OFFICE}custom-properties+xml
<x>旧客户</x>
== part customXml/item1.xml application/xml
<x>旧客户</x>
== part word/printerSettings1.bin {_WORD}printerSettings
旧客户
== part word/people.xml {_WORD}people+xml
<x>旧客户</x>
== part word/glossary/document.xml {_WORD}document.glossary+xml
<w:glossaryDocument NS><w:p><w:r><w:t>旧客户</w:t></w:r></w:p></w:glossaryDocument>
== part word/glossary/settings.xml {_WORD}settings+xml
<w:settings NS><w:decimalSymbol w:val="旧客户"/></w:settings>
== rels word/glossary/document.xml
rId1 settings settings.xml
== part docProps/thumbnail.emf image/x-emf
\1\0\0\0{" " * 36} EMF旧客户
== rels
rId2 http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail docProps/thumbnail.emf
rId3 extended-properties docProps/app.xml
rId4 custom-properties docProps/custom.xml
== rels word/document.xml
rId5 settings settings.xml
rId6 customXml ../customXml/item1.xml
rId7 printerSettings printerSettings1.bin
rId8 glossaryDocument glossary/document.xml
rId9 http://schemas.microsoft.com/office/2011/relationships/people people.xml
"""


def produced() -> bytes:
    return render.render(template.load(packed(TEMPLATE), "模板.docx"), {"name": "新客户"})


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_nothing_of_the_author_comes_along() -> None:
    found = members(produced())
    assert not [name for name, data in found.items() if "旧客户".encode() in data]
    assert sorted(found) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/custom.xml",
        "word/_rels/document.xml.rels",
        "word/_rels/settings.xml.rels",
        "word/document.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    assert "正文" in found["word/document.xml"].decode() and b"dataBinding" not in found["word/document.xml"]
    assert check.check(produced()) == ()


def test_settings_keep_what_the_page_needs_and_nothing_else() -> None:
    settings = members(produced())["word/settings.xml"].decode()
    for kept in (
        "zoom",
        "evenAndOddHeaders",
        "defaultTabStop",
        "noLineBreaksAfter",
        "useFELayout",
        "compatSetting",
    ):
        assert f"<w:{kept}" in settings, kept
    for gone in ("rotection", "trackRevisions", "attachedTemplate", "docVar", "rsid", "r:id"):
        assert gone not in settings, gone


def test_core_properties_keep_the_title_alone() -> None:
    data = made.docx(p("甲"), title="{{ name }}")
    core = made.read(render.render(template.load(data, "t"), {"name": "题"}), "docProps/core.xml")
    assert "<dc:title>题</dc:title>" in core
    assert "作者" not in core and "某人" not in core and "2020" not in core


def test_what_is_left_behind_is_one_hint() -> None:
    (hint,) = lint.lint(packed(TEMPLATE), "模板.docx", {"name": "text"}, {})
    assert (hint.severity, hint.where) == ("warning", "模板.docx")
    for word in (
        "单位",
        "经理",
        "模板路径",
        "自定义属性",
        "打印机设置",
        "自动图文集",
        "附加模板 Normal.dotm",
    ):
        assert word in hint.message, word
    assert lint.lint(made.docx(p("甲"), title="题"), "模板.docx", {}, {}) == ()


def test_the_workbook_behind_a_chart_is_left_and_the_chart_stays() -> None:
    data = packed(
        "== part word/charts/chart1.xml application/vnd.openxmlformats-officedocument.drawingml.chart+xml\n"
        f'<c:chartSpace xmlns:c="urn:c" xmlns:r="{made.R}"><c:chart/><c:externalData r:id="rId1">'
        "<c:autoUpdate/></c:externalData></c:chartSpace>\n"
        f"== part word/embeddings/Book1.xlsx {_OFFICE}spreadsheetml.sheet\n旧客户\n"
        "== rels word/document.xml\nrId5 chart charts/chart1.xml\n"
        "== rels word/charts/chart1.xml\nrId1 package ../embeddings/Book1.xlsx\n"
    )
    found = members(render.render(template.load(data, "t"), {}))
    assert found["word/charts/chart1.xml"].endswith(b"<c:chart/></c:chartSpace>")
    assert "word/embeddings/Book1.xlsx" not in found
    assert b"Book1" not in found["word/charts/_rels/chart1.xml.rels"] + found["[Content_Types].xml"]
