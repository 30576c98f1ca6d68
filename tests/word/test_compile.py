"""A text and a layout compiled: tags, numbering, sections, contents and the same bytes every time."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from generator.errors import TemplateError
from generator.facts import laws
from generator.library import Texts, built_in
from generator.word import render, template, text, values
from generator.word.compile import compile_parts, compile_text, compile_words
from generator.word.layout import read_layout
from generator.word.source import parse
from generator.word.tree import w
from tests.rows import each

LAYOUTS = Path(__file__).resolve().parent.parent.parent / "templates" / "layout"
NAMES = sorted(path.stem for path in LAYOUTS.glob("*.docx"))


def parts(text: str, layout: str = "system") -> dict[str, bytes]:
    return dict(
        compile_parts(parse(text, "x.md", Texts((LAYOUTS,))), read_layout(LAYOUTS / f"{layout}.docx"))
    )


def body(text: str, layout: str = "system") -> etree._Element:
    found = etree.fromstring(parts(text, layout)["word/document.xml"]).find(w("body"))
    assert found is not None
    return found


def lines(element: etree._Element) -> list[str]:
    return ["".join(text.text or "" for text in item.iter(w("t"))) for item in element.iter(w("p"))]


def style_name(element: etree._Element, layout: str = "system") -> str:
    styles = etree.fromstring(read_layout(LAYOUTS / f"{layout}.docx").parts["word/styles.xml"])
    identity = element.find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))
    return next(
        item.find(w("name")).get(w("val"))
        for item in styles.iter(w("style"))
        if item.get(w("styleId")) == identity
    )


def test_values_print_a_blank_in_prose_and_nothing_in_cells() -> None:
    made = lines(body("编号：{{ numbers.plan }}。\n|---|\n| {{ day }} |\n"))
    assert made[:2] == ["编号：{{ numbers.plan|blank }}。", "{{ day }}"]


def test_tags_take_the_prefix_of_their_place() -> None:
    table = "|---|\n| {% for c in d %} |\n| 1 |\n| {% endfor %} |"
    text = "{% if a %}\n甲{% if b %}乙{% endif %}\n{% endif %}\n" + table
    made = body(text)
    assert lines(made)[:3] == ["{%p if a %}", "甲{% if b %}乙{% endif %}", "{%p endif %}"]
    rows = [lines(row) for row in made.iter(w("tr"))]
    assert rows == [["{%tr for c in d %}"], ["1"], ["{%tr endfor %}"]]


def test_picture_has_a_run_of_its_own() -> None:
    made = body("|---|\n| 前![照片](item.photo 80x60)<br>后 |\n![图](site_map 380x240)\n")
    runs = ["".join(text.text or "" for text in run.iter(w("t"))) for run in made.iter(w("r"))]
    assert runs == ["前", "{{ item.photo|picture(80,60) }}", "", "后", "{{ site_map|picture(380,240) }}"]


def test_characters_of_xml_survive() -> None:
    assert lines(body("甲 & 乙 < 丙\n{% if a > 1 %}\n丁\n{% endif %}"))[:2] == [
        "甲 & 乙 < 丙",
        "{%p if a > 1 %}",
    ]


def test_headings_take_numbered_styles_and_hold_no_number() -> None:
    first, second = body("# 总则\n## 为了安全。\n").findall(w("p"))
    assert (style_name(first), style_name(second)) == ("heading 1", "heading 2")
    assert lines(first) == ["总则"]


def test_sections_turn_the_page_and_keep_header_and_footer() -> None:
    text = "@header 某制度\n甲\n{% if a %}\n@landscape\n|---|---|\n| 1 | 2 |\n@portrait\n{% endif %}\n乙"
    sections = list(body(text).iter(w("sectPr")))
    assert [item.find(w("pgSz")).get(w("orient")) for item in sections] == [None, "landscape", None]
    for section in sections:
        assert section.findall(w("headerReference"))
        assert section.findall(w("footerReference"))


@pytest.mark.parametrize(
    "text",
    [
        "{% if a %}\n@landscape\n甲\n{% endif %}",
        "{% if a %}\n@landscape\n甲\n{% else %}\n乙\n{% endif %}",
        "@portrait\n甲",
    ],
)
def test_page_turn_that_may_not_come_back_is_refused(text: str) -> None:
    with pytest.raises(TemplateError, match="方向"):
        body(text)


@each(NAMES)
def test_table_fills_the_text_width_exactly(name: str) -> None:
    layout = read_layout(LAYOUTS / f"{name}.docx")
    turned = "portrait" if layout.orientation == "landscape" else "landscape"
    table = "|-|--|----|\n| 1 | 2 | 3 |\n"
    made = list(body(f"{table}@{turned}\n{table}@{layout.orientation}\n{table}", name).iter(w("tblGrid")))
    widths = [sum(int(column.get(w("w"))) for column in grid) for grid in made]
    assert widths == [
        layout.text_width(layout.orientation),
        layout.text_width(turned),
        layout.text_width(layout.orientation),
    ]


def test_header_is_filled_or_left_out() -> None:
    made = parts("@header {{ enterprise.name }}　制度\n甲")
    assert lines(etree.fromstring(made["word/header1.xml"])) == ["{{ enterprise.name }}　制度"]
    bare = parts("甲")
    assert b"headerReference" not in bare["word/document.xml"]
    assert lines(etree.fromstring(bare["word/header1.xml"])) == [""]


def test_cover_ends_at_the_first_page_break() -> None:
    sections = list(body("@title 方案\n@pagebreak\n甲\n@pagebreak\n乙\n", "plan").iter(w("sectPr")))
    assert [item.find(w("titlePg")) is not None for item in sections] == [True, False]
    numbers = [item.find(w("pgNumType")).get(w("start")) for item in sections]
    assert numbers == ["0", None]


def test_no_cover_without_a_page_break() -> None:
    (section,) = body("@title 方案\n甲", "plan").iter(w("sectPr"))
    assert section.find(w("titlePg")) is None


def test_a_break_before_a_paragraph_or_heading_is_made_by_it() -> None:
    """A break in a paragraph of its own leaves an empty page where the page before is full."""
    lines = "甲\n@pagebreak\n@subtitle 乙\n@pagebreak\n# 丙\n@pagebreak\n@table\n|--|--|\n| 丁 | 戊 |\n"
    made = body(lines)
    turned = [
        item for item in made.iter(w("p")) if item.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None
    ]
    assert ["".join(item.itertext()) for item in turned] == ["乙", "丙"]
    assert sum(item.get(w("type")) == "page" for item in made.iter(w("br"))) == 1


CONTENTS = """\
@toc
# 概述
## 依据
{% if has.dust %}
### 小节不进目录
{% endif %}
{% if has.map %}
# 风险
{% endif %}
{% for item in hazards %}
## 隐患{{ item.number }}
{% endfor %}
"""


def test_contents_follow_the_headings_and_their_conditions() -> None:
    made = lines(body(CONTENTS, "plan"))
    entries = made[: made.index("概述", made.index("概述") + 1)]
    assert entries == [
        "",
        "概述",
        "依据",
        "{%p if has.map %}",
        "风险",
        "{%p endif %}",
        "{%p for item in hazards %}",
        "隐患{{ item.number|blank }}",
        "{%p endfor %}",
        "",
    ]


def test_contents_of_systems_hold_chapters_alone() -> None:
    made = lines(body("@toc\n# 总则\n## 第一条的文字\n"))
    assert made == ["", "总则", "", "总则", "第一条的文字"]


def test_contents_link_to_headings_and_do_not_ask_to_be_updated() -> None:
    made = parts(CONTENTS, "plan")
    tree = etree.fromstring(made["word/document.xml"])
    anchors = [item.get(w("anchor")) for item in tree.iter(w("hyperlink"))]
    marks = [item.get(w("name")) for item in tree.iter(w("bookmarkStart"))]
    assert anchors == marks == ["_Toc000001", "_Toc000002", "_Toc000003"]
    assert not [item for item in tree.iter(w("fldChar")) if item.get(w("dirty"))]
    assert b"updateFields" not in made["word/settings.xml"]


def test_contents_count_with_a_list_of_their_own() -> None:
    made = parts(CONTENTS, "plan")
    numbering = etree.fromstring(made["word/numbering.xml"])
    tree = etree.fromstring(made["word/document.xml"])
    used = {item.get(w("val")) for item in tree.iter(w("numId"))}
    (number,) = used
    (entry,) = [item for item in numbering.findall(w("num")) if item.get(w("numId")) == number]
    identity = entry.find(w("abstractNumId")).get(w("val"))
    (abstract,) = [x for x in numbering.findall(w("abstractNum")) if x.get(w("abstractNumId")) == identity]
    assert not list(abstract.iter(w("pStyle")))
    tags = [item.tag for item in numbering]
    assert tags == sorted(tags, key=[w("abstractNum"), w("num")].index)


def test_title_stands_in_the_properties_without_tags() -> None:
    core = parts("@title 安全{{ day }}制度\n甲")["docProps/core.xml"].decode()
    assert "<dc:title>安全制度</dc:title>" in core


def test_package_is_the_same_every_time(tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text("@title 制度\n甲\n", "utf-8")
    made = compile_text(source, LAYOUTS / "system.docx", Texts((tmp_path,)))
    assert made == compile_text(source, LAYOUTS / "system.docx", Texts((tmp_path,)))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        infos = archive.infolist()
    assert [info.filename for info in infos[:2]] == ["[Content_Types].xml", "_rels/.rels"]
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_fault_names_the_text_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "systems").mkdir()
    source = tmp_path / "systems" / "a.md"
    source.write_text("甲\n> 乙\n", "utf-8")
    with pytest.raises(TemplateError) as caught:
        compile_text(source, LAYOUTS / "system.docx", Texts((tmp_path,)))
    assert caught.value.problems[0].where == "systems/a.md:2"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-04-30", "依照《中华人民共和国危险化学品安全法》储存，依照《有限空间作业安全技术规范》检测。"),
        (
            "2026-05-01",
            "依照《中华人民共和国危险化学品安全法》第四十一条、第四十二条储存，依照《有限空间作业安全技术规范》检测。",
        ),
    ],
)
def test_a_clause_is_printed_where_its_edition_holds_and_its_sources_prove_it(day: str, said: str) -> None:
    words = (
        "依照《{{ law.chemicals_act.name }}》第四十一条、第四十二条储存，"
        "依照《{{ law.gb46768.name }}》第5.9.1条检测。"
    )
    data = compile_words(words, "x.md", LAYOUTS / "system.docx", Texts((LAYOUTS,)))
    context = values.prepare({"law": laws.derive(datetime.date.fromisoformat(day), built_in())}, {})
    assert said in text.text(render.render(template.load(data, "x"), context))


def test_no_gap_stands_between_a_table_and_a_new_page() -> None:
    """The gap after a table that fills its page would leave an empty one."""
    table = "@table\n|--|--|\n| 丁 | 戊 |\n"
    after = [next(body(f"{table}{end}").iter(w("tbl"))).getnext() for end in ("@pagebreak\n# 丙\n", "乙\n")]
    assert [style_name(one) == "gap" or not "".join(one.itertext()) for one in after] == [False, True]
