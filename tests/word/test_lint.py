"""Every slip has a bad template of its own in tests/refused/templates: what is expected, then the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.assets import File
from generator.errors import TemplateError
from generator.problems import Spot, error, errors_in, standing
from generator.word import lint, template
from generator.word.shapes import shape
from tests.conftest import ROOT
from tests.rows import each
from tests.word import made
from tests.word.made import p, tbl, tr

BAD = sorted((ROOT / "tests/refused/templates").glob("*.txt"))
KEYS = {"law": ("fire_law", "work_safety")}


@dataclass(frozen=True)
class Photo:
    asset: File
    caption: str


@dataclass(frozen=True)
class Person:
    name: str
    phone: str


@dataclass(frozen=True)
class Hazard:
    number: str
    photos: tuple[Photo, ...]


@dataclass(frozen=True)
class Law:
    cite: str


@dataclass(frozen=True)
class Facts:
    name: str
    count: int
    share: float
    flag: bool
    person: Person
    photo: Photo | None
    hazards: tuple[Hazard, ...]
    names: tuple[str, ...]
    law: Mapping[str, Law]


def body_of(lines: list[str]) -> str:
    """Paragraphs and tables of a text: rows begin with a bar, an empty line ends a table."""
    made_of, rows = "", list[str]()
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append(tr(*(cell.strip() for cell in line.strip().strip("|").split("| "))))
            continue
        if rows:
            made_of, rows = made_of + tbl(*rows), []
        made_of += p(line) if line else ""
    return made_of + p("完")


def found(data: bytes) -> tuple[str, ...]:
    problems = lint.lint(data, "模板.docx", Facts, {"site_map": "picture"}, keys=KEYS)
    return tuple(str(problem) for problem in problems)


@each(BAD)
def test_each_slip_is_named_with_place_and_mend(path: Path) -> None:
    expected, *lines = path.read_text("utf-8").splitlines()
    messages = found(made.docx(body_of(lines)))
    matching = [message for message in messages if re.search(expected, message)]
    assert matching, messages
    assert all(re.match("模板.docx (正文第|表格[12] 第)", message) for message in matching)
    assert all("；" in message for message in matching), "no mend offered"


def test_slips_that_lose_text_keep_a_template_from_loading() -> None:
    """Names are known only to the lint; everything else is refused by loading too."""
    by_names = re.compile(
        "没有名为|这一项|不能循环|不能直接打印|不能打印|不是图片|是图片|下一级|相比|比较|所列|只能写名称"
    )
    refused = 0
    for path in BAD:
        expected, *lines = path.read_text("utf-8").splitlines()
        if by_names.search(expected):
            continue
        with pytest.raises(TemplateError, match=expected):
            template.load(made.docx(body_of(lines)), "模板.docx")
        refused += 1
    assert refused > 30


GOOD = """{{ name }}{{ name|blank }}{{ count }}{{ share }}{{ person.phone }}{{ law.fire_law.cite }}
{%p if flag and not (count > 3 or name == "甲，（乙）") %}
{{ photo|picture(80,60) }}{{ site_map|picture(120.5,80) }}
{%p elif hazards %}
{% for name_ in names %}{{ name_ }}{% if not loop.last %}、{% endif %}{% endfor %}
{%p else %}
{# 说明：{{ whatever }} #}无
{%p endif %}
| 编号 | 照片 |
| {%tr for h in hazards %} | |
| {{ loop.index }} {{ h.number }} | {% for one in h.photos %}{{ one|picture(40,30) }}{% endfor %} |
| {%tr endfor %} | |
| {% cellbg name %}{{ name }} | {% colspan count %}乙 |
一般文字 { 不是标签 } 100% ｛单个括号｝""".splitlines()


def test_a_good_template_has_no_fault() -> None:
    assert found(made.docx(body_of(GOOD), header=p("{{ name }}"), title="{{ name }}")) == ()


def test_tags_split_across_runs_are_read_whole() -> None:
    split = "<w:p><w:r><w:t>{</w:t></w:r><w:r><w:t>{ nam</w:t></w:r><w:r><w:t>ee }}</w:t></w:r></w:p>"
    assert found(made.docx(split)) == (
        "模板.docx 正文第1段“{{ namee }}”：没有名为 namee 的取值；是否应为 name？",
    )


@each(["<w:t/>", '<w:t xml:space="preserve"/>', '<w:t xml:space="preserve"></w:t>', "<w:rPr/>"])
def test_a_tag_goes_on_over_a_run_without_letters(empty: str) -> None:
    torn = f"<w:p><w:r><w:t>{{{{ na</w:t></w:r><w:r>{empty}</w:r><w:r><w:t>me }}}}</w:t></w:r></w:p>"
    assert found(made.docx(torn)) == ()


def test_all_faults_of_all_parts_come_at_once() -> None:
    data = made.docx(
        p("{{ a1 }}{{ a2 }}") + p("｛｛ a3 ｝｝"),
        header=p("{{ a4 }}"),
        footer=p("{{ a5 }}"),
        title="{{ a6 }}",
    )
    messages = found(data)
    assert len(messages) == 6
    for place in ("正文第1段", "正文第2段", "页眉第1段", "页脚第1段", "文档属性 title"):
        assert any(place in message for message in messages), place


def test_smart_quotes_are_a_warning() -> None:
    data = made.docx(p("{% if name == “甲” %}甲{% endif %}"))
    problems = lint.lint(data, "模板.docx", Facts, {})
    assert [(problem.severity, problem.message) for problem in problems] == [
        ("warning", "标签里的引号是中文引号")
    ]
    assert template.load(data, "模板.docx").parts


def test_a_loop_name_that_hides_a_value_is_a_warning() -> None:
    problems = lint.lint(
        made.docx(p("{% for name in names %}{{ name }}{% endfor %}")), "模板.docx", Facts, {}
    )
    assert [problem.severity for problem in problems] == ["warning"]


@each(
    [
        ('<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>新</w:t></w:r></w:ins></w:p>', "修订痕迹"),
        (
            '<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>旧客户</w:delText></w:r></w:del></w:p>',
            "修订痕迹",
        ),
        ('<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr></w:p>', "修订痕迹"),
        ('<w:p><w:commentRangeStart w:id="0"/></w:p>', "批注"),
        ('<w:altChunk r:id="rId5"/>', "altChunk"),
        ('<w:p><w:fldSimple w:instr="INCLUDETEXT secret.docx"/></w:p>', "INCLUDETEXT"),
        (
            "<w:p><w:r><w:instrText>DDE</w:instrText><w:instrText>AUTO c:</w:instrText></w:r></w:p>",
            "DDEAUTO",
        ),
        ("<w:p><w:r><w:instrText>REF {{ name }}</w:instrText></w:r></w:p>", "域代码"),
    ]
)
def test_what_would_leak_or_reach_outside(mark: str, expected: str) -> None:
    data = made.docx(mark + p("完"))
    assert any(expected in message for message in found(data))
    with pytest.raises(TemplateError, match=expected):
        template.load(data, "模板.docx")


def test_comments_part_and_tags_in_other_parts() -> None:
    comments = f'<w:comments xmlns:w="{made.W}"><w:comment w:id="0"><w:p/></w:comment></w:comments>'
    assert any(
        "批注" in message for message in found(made.docx(p("甲"), more={"word/comments.xml": comments}))
    )
    chart = "<c:chart xmlns:c='x'>{{ name }}</c:chart>"
    assert any(
        "不支持的位置" in message for message in found(made.docx(p("甲"), more={"word/chart.xml": chart}))
    )


def test_strict_documents_are_asked_to_be_saved_anew() -> None:
    parts = made.parts(p("甲"))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        made.W, "http://purl.oclc.org/ooxml/x/main"
    )
    assert any("Strict" in message for message in found(made.packed(parts)))


def test_a_file_that_is_no_template_is_one_problem() -> None:
    assert ["不是 Word 文档" in message for message in found(b"junk")] == [True]


def test_contracts_may_be_made_by_hand() -> None:
    contract = {"name": "text", "rows": [{"when": "text"}], "photo": "picture"}
    good = made.docx(p("{{ name }}{% for r in rows %}{{ r.when }}{% endfor %}{{ photo|picture(9,9) }}"))
    assert lint.lint(good, "t", contract, {}) == ()
    bad = lint.lint(made.docx(p("{% for r in rows %}{{ r.wehn }}{% endfor %}")), "t", contract, {})
    assert "是否应为 when？" in str(bad[0])
    with pytest.raises(ValueError, match="unknown kind"):
        shape("words")
    with pytest.raises(TypeError, match="no part of a contract"):
        shape(bytes)


def test_faults_found_by_the_proof_are_reported_too() -> None:
    data = made.docx(
        "<w:p><w:r><w:t>{% if flag %}</w:t></w:r>"
        "<w:hyperlink><w:r><w:t>甲{% endif %}</w:t></w:r></w:hyperlink></w:p>"
    )
    assert any("位置不对应" in message for message in found(data))
    assert not errors_in(lint.lint(made.docx(p("{{ name }}")), "t", Facts, {}))


def test_a_template_for_each_item_knows_the_item() -> None:
    data = made.docx(p("{{ one.number }}") + p("{{ one.numbr }}"))
    found = lint.lint(data, "模板.docx", {"shelf": {"hazards": [Hazard]}}, {}, items={"one": "shelf.hazards"})
    assert [problem.message for problem in found] == ["one 没有 numbr 这一项"]
    assert lint.lint(made.docx(p("{{ one.number }}")), "模板.docx", {"hazards": [Hazard]}, {})


def test_problems_tell_programs_which_paragraph_of_which_part_they_are_about() -> None:
    inner = f"<w:pict><w:txbxContent>{p('{{ a2 }}')}</w:txbxContent></w:pict>"
    box = f"<w:p><w:r><w:t>甲</w:t></w:r><w:r>{inner}</w:r></w:p>"
    field_ = '<w:p><w:fldSimple w:instr="INCLUDETEXT secret.docx"/></w:p>'
    data = made.docx(
        p("甲") + tbl(tr("乙", "{{ a1 }}")) + box + field_ + p("{% if flag %}"), header=p("{{ a3 }}")
    )
    problems = lint.lint(data, "模板.docx", Facts, {})
    spots = {problem.message[:14]: problem.spot for problem in problems}
    assert spots == {
        "没有名为 a1 的取值": Spot("word/document.xml", 2),
        "没有名为 a2 的取值": Spot("word/document.xml", 4),
        "模板里有会读取外部内容或不支": Spot("word/document.xml", 5),
        "{% if flag %} ": Spot("word/document.xml", 6),
        "没有名为 a3 的取值": Spot("word/header1.xml", 0),
    }


def test_the_spot_is_no_part_of_what_a_problem_says() -> None:
    one, other = (error("正文", "错", "改") for _ in range(2))
    placed = next(standing([other], Spot("word/document.xml", 3)))
    assert placed == one and hash(placed) == hash(one) and str(placed) == str(one)
