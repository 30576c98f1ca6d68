"""Comments of Word at the problems of a template: each where a person looks for it."""

from __future__ import annotations

import io

import docx
import pytest

from generator.errors import TemplateError
from generator.problems import Problem, Spot, error
from generator.word import annotated, lint, text
from tests.word import made
from tests.word.made import p, tbl, tr
from tests.word.test_lint import Facts

MAIN = "word/document.xml"
ONE = "不在正文段落里的问题 1 项：\n1. "
HINT = "改法：检查名称，可用的名称见模板说明"


def comments(data: bytes) -> list[tuple[str, str]]:
    """Each comment with the words that it stands on."""
    opened = docx.Document(io.BytesIO(data))
    found = []
    for comment in opened.comments:
        start = opened.element.body.iter(f"{{{made.W}}}commentRangeStart")
        mark = next(one for one in start if one.get(f"{{{made.W}}}id") == str(comment.comment_id))
        words = "".join(one.text or "" for one in mark.getparent().iter(f"{{{made.W}}}t"))
        found.append((comment.text, words))
    return found


def judged(data: bytes) -> tuple[Problem, ...]:
    return lint.lint(data, "模板.docx", Facts, {})


def test_each_problem_stands_at_its_paragraph_or_in_the_list_at_the_start() -> None:
    box = f"<w:pict><w:txbxContent>{p('{{ a2 }}')}</w:txbxContent></w:pict>"
    body = p("首段") + tbl(tr("乙", "{{ a1 }}")) + f"<w:p><w:r><w:t>有框</w:t></w:r><w:r>{box}</w:r></w:p>"
    data = made.docx(body + p("｛｛ name ｝｝"), header=p("{{ a3 }}"))
    result = annotated.annotate(data, "模板.docx", judged(data))
    assert comments(result) == [
        (f"错误：没有名为 a1 的取值\n{HINT}", "{{ a1 }}"),
        (f"错误：没有名为 a2 的取值\n{HINT}", "有框{{ a2 }}"),
        ("错误：标签的括号是全角，会原样印出\n改法：改为半角：{{ name }}", "｛｛ name ｝｝"),
        (f"{ONE}页眉第1段“{{{{ a3 }}}}”：错误：没有名为 a3 的取值；{HINT}", "首段"),
    ]
    opened = docx.Document(io.BytesIO(result))
    assert {(one.author, one.initials) for one in opened.comments} == {("模板检查", "检")}
    assert text.text(result) == text.text(data)


def test_a_problem_told_of_both_forms_of_a_text_box_is_one_comment() -> None:
    box = f"<w:pict><w:txbxContent>{p('{{ a2 }}')}</w:txbxContent></w:pict>"
    data = made.docx(f"<w:p><w:r>{box}</w:r><w:r>{box}</w:r></w:p>")
    assert len(comments(annotated.annotate(data, "模板.docx", judged(data)))) == 1


def test_comments_that_are_there_stay_and_numbers_go_on() -> None:
    once = annotated.annotate(made.docx(p("甲")), "", [Problem("warning", "", "一", spot=Spot(MAIN, 0))])
    twice = annotated.annotate(once, "", [error("", "二")])
    assert [words for words, _ in comments(twice)] == ["提示：一", f"{ONE}错误：二"]
    assert made.names(twice).count("word/comments.xml") == 1
    assert [one.comment_id for one in docx.Document(io.BytesIO(twice)).comments] == [0, 1]


def test_what_has_signs_of_xml_is_told_as_it_is() -> None:
    found = [Problem("error", "", "<a> & “b”", spot=Spot(MAIN, 0))]
    assert comments(annotated.annotate(made.docx(p("甲")), "", found))[0][0] == "错误：<a> & “b”"


def test_a_place_that_is_not_there_goes_to_the_list() -> None:
    found = [Problem("error", "", "错", spot=Spot(MAIN, number)) for number in (0, 1)]
    result = annotated.annotate(made.docx(p("甲")), "", found)
    assert len(comments(result)) == 1  # the same words twice: a problem is told once
    found = [Problem("error", "", word, spot=Spot(MAIN, number)) for number, word in enumerate("甲乙")]
    said = [words for words, _ in comments(annotated.annotate(made.docx(p("甲")), "", found))]
    assert said == ["错误：甲", f"{ONE}错误：乙"]


def test_a_text_without_a_paragraph_gets_one() -> None:
    result = annotated.annotate(made.docx(""), "", [error("", "错")])
    assert comments(result) == [(f"{ONE}错误：错", "")]


def test_without_problems_the_text_stays_and_what_is_no_word_file_is_refused() -> None:
    data = made.docx(p("甲"))
    assert comments(annotated.annotate(data, "", ())) == []
    with pytest.raises(TemplateError):
        annotated.annotate(b"PK", "坏.docx", ())


def test_a_file_that_no_document_may_be_made_of_is_annotated_all_the_same() -> None:
    link = made.relationship("rId9", "hyperlink", "file:///c:/cmd.exe", "External")
    body = f'<w:p><w:hyperlink r:id="rId9">{made.p("公示网页")[5:-6]}</w:hyperlink></w:p>'
    data = made.docx(p("甲") + body, more={"word/_rels/document.xml.rels": made.relationships(link)})
    ((said, words),) = comments(annotated.annotate(data, "模板.docx", judged(data)))
    assert said.startswith("错误：模板里有指向文件、脚本或程序的链接") and words == "公示网页"
