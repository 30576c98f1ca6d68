"""What the Measures list stands on every board, badge, plan and letter, where everybody can see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import proofing
from generator.errors import CatalogueError
from generator.library import built_in, required
from generator.proofing import bundle, files
from tests import depth
from tests.bundles import folders
from tests.conftest import DAY
from tests.rows import each
from tests.word import made
from tests.word.made import p

DOCUMENT = "word/document.xml"
PHONE = "{{ agency.complaint_phone|blank }}"
TAGS = (
    *("{{ enterprise.name }}", "{{ enterprise.principal.name }}{{ enterprise.principal.phone }}"),
    *("{{ enterprise.contact.name }}{{ enterprise.contact.phone }}", "{{ agency.name }}", "服务频次"),
    *("{%p for item in board.left %}", "{{ item.text }}", "{%p endfor %}", "{%p for one in advisors %}"),
    *("{{ one.name }}{{ one.phone }}", "{{ one.photo|picture(30,40) }}", "{%p endfor %}"),
)
# Shows all that Article 20(3) lists, as plainly as it can be.
BOARD = "".join(map(p, (*TAGS, PHONE)))


def judged(body: str, styles: str = made.STYLES) -> list[str]:
    """What is said of a board with that body, beside the lint's own."""
    data = made.docx(body, more={"word/styles.xml": styles})
    found = [
        one for one in proofing.check(data, "board_large", "b.docx", built_in()) if one.where == "b.docx"
    ]
    assert all("第二十条第3项要求写明" in one.hint for one in found)
    return [one.message for one in found]


def run(properties: str) -> str:
    """A board whose complaint line is a run of those properties."""
    return "".join(map(p, TAGS)) + p(PHONE).replace("<w:r>", f"<w:r><w:rPr>{properties}</w:rPr>")


def line(properties: str) -> str:
    """The same with those properties of the paragraph."""
    return "".join(map(p, TAGS)) + p(PHONE, properties=properties)


def cell(row: str = "", cell: str = "", run: str = "") -> str:
    """The same in a table."""
    inner = p(PHONE).replace("<w:r>", f"<w:r><w:rPr>{run}</w:rPr>")
    table = f"<w:tr><w:trPr>{row}</w:trPr><w:tc><w:tcPr>{cell}</w:tcPr>{inner}</w:tc></w:tr>"
    grid = '<w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>'
    return "".join(map(p, TAGS)) + f"<w:tbl><w:tblPr/>{grid}{table}</w:tbl>" + p("完")


def only_if(condition: str) -> str:
    return "".join(map(p, (*TAGS, f"{{%p if {condition} %}}", PHONE, "{%p endif %}")))


PAGE = '<w:sectPr><w:pgSz w:w="17008" w:h="25512"/></w:sectPr>'
LINE = "企业投诉电话"
HIDDEN = {
    "whole": (BOARD, ""),
    "gone": (BOARD.replace(PHONE, "0579"), f"没有印出{LINE}"),
    "said in other words": (BOARD.replace("服务频次", "每月不少于2次"), ""),
    "not said": (BOARD.replace("服务频次", "常来"), "服务频次没有印出"),
    "vanish": (run("<w:vanish/>"), f"{LINE}设成了隐藏文字"),
    "no vanish": (run('<w:vanish w:val="0"/>'), ""),
    "white": (run('<w:color w:val="FFFFFF"/>'), f"{LINE}文字与底色几乎同色，看不见"),
    "pale": (run('<w:color w:val="F2F2F2"/>'), f"{LINE}文字与底色几乎同色，看不见"),
    "grey": (run('<w:color w:val="A6A6A6"/>'), ""),
    "white on blue": (
        cell(cell='<w:shd w:val="clear" w:fill="0B3D6B"/>', run='<w:color w:val="FFFFFF"/>'),
        "",
    ),
    "blue on blue": (
        cell(cell='<w:shd w:val="clear" w:fill="0B3D6B"/>', run='<w:color w:val="0B3D6B"/>'),
        f"{LINE}文字与底色几乎同色，看不见",
    ),
    "tiny": (run('<w:sz w:val="11"/>'), f"{LINE}字号不到 6 磅"),
    "small": (run('<w:sz w:val="12"/>'), ""),
    "narrow": (run('<w:w w:val="32"/>'), f"{LINE}字符缩放太窄，看不清"),
    "not too narrow": (run('<w:w w:val="33"/>'), ""),
    "beside the page": (line('<w:ind w:left="17008"/>') + PAGE, f"{LINE}缩进或图文框使它在页面之外"),
    "far to the left": (line('<w:ind w:left="-17008"/>') + PAGE, f"{LINE}缩进或图文框使它在页面之外"),
    "indented": (line('<w:ind w:left="400"/>') + PAGE, ""),
    "flat row": (cell(row='<w:trHeight w:val="95" w:hRule="exact"/>'), f"{LINE}所在行的行高太小，看不见"),
    "low row": (cell(row='<w:trHeight w:val="96" w:hRule="exact"/>'), ""),
    "growing row": (cell(row='<w:trHeight w:val="20"/>'), ""),
    "flat lines": (line('<w:spacing w:line="59" w:lineRule="exact"/>'), f"{LINE}行距太小，看不见"),
    "low lines": (line('<w:spacing w:line="60" w:lineRule="exact"/>'), ""),
    "sometimes": (only_if("regulator.report_phone"), f"{LINE}在有的情形下没有印出（选填的没有填）"),
    "when asked": (only_if("has.chemicals"), f"{LINE}在有的情形下没有印出（判断为否）"),
    "not with many": (
        only_if('board.variant != "4x3"'),
        f"{LINE}在有的情形下没有印出（board.variant 为 4x3）",
    ),
    "tiny photo": (
        BOARD.replace("picture(30,40)", "picture(5,2)"),
        "服务人员照片图片太小，看不见",
    ),
    "no photo": (BOARD.replace("{{ one.photo|picture(30,40) }}", "照片"), "没有印出服务人员照片"),
    "another name": (BOARD.replace("{{ one.name }}", "{{ lead_advisor.name }}"), "没有印出服务人员姓名"),
}


@each(list(HIDDEN))
def test_what_is_left_out_or_hidden_is_refused_with_its_article(name: str) -> None:
    body, said = HIDDEN[name]
    assert judged(body) == ([said] if said else [])


def test_a_hidden_style_hides_what_stands_in_it() -> None:
    hidden = '<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    below = '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="H"/></w:style></w:styles>'
    styles = made.STYLES.replace("</w:styles>", hidden + below)
    for style in ("H", "B"):
        assert judged(line(made.style(style)), styles) == [f"{LINE}设成了隐藏文字"]
    assert judged(line(made.style("Normal")), styles) == []


@pytest.mark.parametrize(
    ("name", "said", "article"),
    [
        ("badge_cards", {"服务机构名称", "服务人员照片", "服务人员姓名"}, "第二十条第2项"),
        ("plan", {"整改依据", "整改建议", "现场隐患的照片", "服务工作计划"}, "第十五条"),
        ("letter_bureau", {"服务的内容", "参加服务的人员", "服务活动的时间"}, "第二十条第1项"),
    ],
)
def test_other_papers_must_show_what_their_article_lists(name: str, said: set[str], article: str) -> None:
    found = proofing.check(made.docx(p("甲")), name, "t.docx", built_in())
    assert said <= {one.message.removeprefix("没有印出") for one in found}
    assert all(f"{article}要求写明；" in one.hint for one in found)
    assert proofing.check(made.docx(p("甲")), "letter_filing", "t.docx", built_in()) == ()


@each(depth.some(sorted({name for one in required.load(built_in()) for name in one.of}), desk=4))
def test_what_is_shipped_shows_all_of_it(name: str) -> None:
    source = proofing.find(name, built_in())
    assert proofing.check(source.data, name, source.origin, built_in()) == ()


def test_the_shipped_board_must_show_a_name_of_any_length() -> None:
    board = built_in().data("form/board.docx")
    bad = changed(board, made.read(board).replace('client_size == "small"', 'client_size == "large"'))
    (problem,) = proofing.check(bad, "board_large", "b.docx", built_in())
    assert problem.message == "被托管单位名称在有的情形下没有印出（board.client_size 为 small）"


def changed(data: bytes, document: str) -> bytes:
    """A Word file with another main part."""
    return made.packed({**{name: made.read(data, name) for name in made.names(data)}, DOCUMENT: document})


def test_every_content_of_article_20_3_is_asked_of_both_boards() -> None:
    asked = {one.missing for one in required.load(built_in()) if "board_a3" in one.of and one.always}
    assert asked == {one.missing for one in required.load(built_in()) if "board_large" in one.of}
    listed = "被托管单位名称 负责人姓名 联系人姓名 服务机构名称 服务内容 频次 人员姓名 照片 手机 投诉"
    assert not [content for content in listed.split() if not any(content in one for one in asked)]


def test_a_bundle_cannot_bring_a_board_without_the_complaint_line_nor_ask_for_less(tmp_path: Path) -> None:
    bad = made.docx(BOARD.replace(PHONE, "0579"))
    less = "rows:\n- {of: [plan], says: [甲], missing: 甲, article: 第十五条}\n"
    own = folders.bundle(tmp_path / "own", {"form/board.docx": bad, "reference/required.yaml": less})
    with pytest.raises(CatalogueError, match="没有印出企业投诉电话"):
        bundle.opened(own, DAY)


def test_a_row_that_names_nothing_is_told_at_its_line(tmp_path: Path) -> None:
    file = tmp_path / "required.yaml"
    file.write_text("rows:\n- of: [bord]\n  shows: [enterprise.nmae]\n  missing: 甲\n  article: 第十五条\n")
    found = files.check(file, "reference/required.yaml", str(file), built_in())
    assert [str(one) for one in found] == [
        f"{file}:2:8：没有编号为“bord”的交付件；请核对编号",
        f"{file}:3:11：没有名为 enterprise.nmae 的取值；见 templates/names.md",
    ]


def test_the_mend_says_the_loops_in_both_languages() -> None:
    def hints(body: str, name: str) -> list[str]:
        return [one.hint for one in proofing.check(made.docx(p(body)), name, "b.docx", built_in())]

    plan = hints("{{ enterprise.name }}", "plan")
    assert any(
        "{{ 项.problem }}（在 {% for 项 in diagnosis %} 里，中文写作 {% for 项 in " in one for one in plan
    )
    assert any("{{ 项 }}（在 {% for 组 in hazards %}{% for 项 in 组.before %} 里" in one for one in plan)
    board = hints("{{ enterprise.name }}", "board_a3")
    assert any("（中文写作 {{ 被托管单位.主要负责人.姓名 }}）" in one for one in board), board
    cards = "{% for 组 in 公示牌.辅导员各排 %}{% for 项 in 组.本排辅导员 %}{{ 项.姓名 }}"
    assert any(cards in one for one in board)
