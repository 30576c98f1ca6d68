"""Templates that carry active content, reach outside or wear the engine down: each refused with its place.

A file of tests/refused/packages says what is expected, then what is put into a small sound Word file.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.errors import TemplateError
from generator.problems import errors_in
from generator.word import archive, budget, lint, structure, template
from tests.conftest import ROOT
from tests.rows import each
from tests.word import made
from tests.word.made import p, tbl, tc, tr

BAD = sorted((ROOT / "tests/refused/packages").glob("*.txt"))
FACTS = {"name": "text", "flag": "flag", "count": "number", "rows": [{"name": "text"}]}
_NS = f'xmlns:w="{made.W}" xmlns:r="{made.R}"'


def sections(text: str) -> Iterator[tuple[list[str], str]]:
    """What stands behind each line with ==: its words and the lines below."""
    for found in re.finditer(r"(?ms)^== (.*?)\n(.*?)(?=^== |\Z)", text):
        yield found[1].split(), found[2].strip()


def packed(text: str) -> bytes:
    """The Word file that a text describes."""
    body, header = p("文字"), ""
    for words, content in sections(text):
        body = content if words == ["body"] else body
        header = content if words == ["header"] else header
    parts = made.parts(body, header=header)
    for words, content in sections(text):
        if words[0] == "part":
            parts[words[1]] = content.replace("NS>", f"{_NS}>").replace("NS/>", f"{_NS}/>")
            override = f'<Override PartName="/{words[1]}" ContentType="{words[2]}"/></Types>'
            parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", override)
        elif words[0] == "rels":
            _relate(parts, words[1] if len(words) > 1 else "", content)
        elif words[0] == "without":
            del parts[words[1]]
    return made.packed(parts)


def _relate(parts: dict[str, str], owner: str, rows: str) -> None:
    folder, _, file = owner.rpartition("/")
    name = f"{folder}/_rels/{file}.rels".lstrip("/")
    added = "".join(_relationship(*row.split(" ")) for row in rows.splitlines())
    before = parts.get(name, made.relationships(""))
    parts[name] = before.replace("</Relationships>", added + "</Relationships>")


def _relationship(identity: str, kind: str, target: str, mode: str = "") -> str:
    row = made.relationship(identity, kind, target, mode)
    return row.replace(f'Type="{made.R}/http', 'Type="http')


def faults(data: bytes) -> tuple[str, ...]:
    return tuple(str(problem) for problem in errors_in(lint.lint(data, "模板.docx", FACTS, {})))


@each(BAD)
def test_active_content_is_refused_with_its_place(path: Path) -> None:
    expected, _, text = path.read_text("utf-8").partition("\n")
    data = packed(text)
    assert any(re.search(expected, message) for message in faults(data)), faults(data)
    assert all(message.startswith("模板.docx") and "；" in message for message in faults(data))
    with pytest.raises(TemplateError, match=expected):
        template.load(data, "模板.docx")


def field(code: str) -> str:
    return f"<w:p><w:r><w:t>甲</w:t></w:r><w:fldSimple w:instr='{code}'/></w:p>"


@each(
    [
        *(
            "INCLUDE x",
            "INCLUDETEXT x",
            "INCLUDEPICTURE x",
            "RD x",
            "PRINT x",
            "EMBED x",
            "ADDIN x",
            "LINK x",
        ),
        *("HTMLACTIVEX", r"FILENAME \p", "USERNAME", "USERADDRESS", "DDE x", "DDEAUTO x", "MACROBUTTON x y"),
        *(
            "DATABASE",
            "ASK x y",
            "FILLIN x",
            "AUTOTEXT x",
            "QUOTE 68",
            "MERGEFIELD x",
            "PRIVATE",
            "NOBODYSFIELD",
        ),
    ]
)
def test_fields_that_are_not_on_the_list(code: str) -> None:
    (message,) = faults(made.docx(field(code)))
    assert message.startswith("模板.docx 正文第1段“甲”")
    assert code.split()[0] in message


@each(
    [
        *(
            "PAGE",
            r" NUMPAGES  \* MERGEFORMAT",
            r'TOC \o "1-3" \h \z \u',
            r"PAGEREF _Toc1 \h",
            "REF a",
            "SEQ 表",
        ),
        *("=SUM(ABOVE)", r"EQ \f(1,2)", "FORMTEXT", r'STYLEREF "标题 1"', "page", "SECTIONPAGES"),
        *('HYPERLINK "https://example.org/a b"', r'HYPERLINK \l "_Toc1"', "HYPERLINK mailto:a@example.org"),
        *(r'HYPERLINK "http://example.org" \o "C:\提示" \t "_blank"', r"HYPERLINK http://example.org \l a"),
    ]
)
def test_fields_of_ordinary_documents(code: str) -> None:
    assert faults(made.docx(field(code))) == ()


@pytest.mark.parametrize("code", ["DATE", "SAVEDATE", "AUTHOR", "DOCPROPERTY Company"])
def test_fields_that_print_the_template_are_told(code: str) -> None:
    (problem,) = lint.lint(made.docx(field(code)), "t", FACTS, {})
    assert (problem.severity, code.split()[0] in problem.message) == ("warning", True)


def test_links_and_pictures_of_ordinary_documents() -> None:
    link = '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>网址</w:t></w:r></w:hyperlink></w:p>'
    for target in ("https://example.org/", "HTTP://example.org", "mailto:a@example.org", "#书签"):
        mode = "" if target.startswith("#") else "External"
        data = packed(f"== body\n{link}\n== rels word/document.xml\nrId9 hyperlink {target} {mode}\n")
        assert faults(data) == (), target
    shapes = "<use href=\"#a\"/><rect fill='url(\"#b\")'/><rect fill='url( #b)'/>"
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg">{shapes}</svg>'
    assert faults(packed(f"== part word/media/a.svg image/svg+xml\n{drawn}\n")) == ()


def nested(depth: int) -> str:
    body = p("甲")
    for _ in range(depth):
        body = tbl(tr(tc(body, p("乙"))), columns=1)
    return body + p("完")


def styles(chain: int) -> dict[str, str]:
    rows = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{number}"><w:basedOn w:val="S{number - 1}"/></w:style>'
        for number in range(1, chain + 1)
    )
    return {"word/styles.xml": made.STYLES.replace("</w:styles>", rows + "</w:styles>")}


def elifs(count: int) -> str:
    return p("{%p if flag %}") + p("{%p elif flag %}") * count + p("{%p endif %}")


def loops(count: int, items: str) -> str:
    starts = "".join(p(f"{{%p for a{number} in {items} %}}") for number in range(count))
    return starts + p("甲") + p("{%p endfor %}") * count


def chained(count: int) -> str:
    """Loops each over what the one around it gives."""
    names = ["rows", *(f"a{number}.rows" for number in range(count))]
    starts = "".join(p(f"{{%p for a{number} in {names[number]} %}}") for number in range(count))
    return starts + p("甲") + p("{%p endfor %}") * count


_T, _P = budget.MAX_TAGS_TOGETHER, budget.MAX_PARAGRAPHS
EDGES: dict[str, tuple[Callable[[int], bytes], int, str]] = {
    "tags in a paragraph": (
        lambda n: made.docx(p("{{ name }}" * n)),
        _T,
        "正文第1段“{{ name }}.*一段里的标签过多",
    ),
    "tags": (lambda n: made.docx(p("{{ name }}") * n), budget.MAX_TAGS, "正文第5001段.*标签过多"),
    "paragraphs": (lambda n: made.docx("<w:p/>" * n), _P, "正文：段落过多"),
    "tables": (lambda n: made.docx(nested(n)), budget.MAX_TABLES, "正文：表格套表格过深"),
    "styles": (lambda n: made.docx(p("甲"), more=styles(n)), budget.MAX_BASED_ON, "样式 S.*套用过深"),
    "elif": (lambda n: made.docx(elifs(n)), budget.MAX_ELIF, "正文第52段.*elif 过多"),
    "free loops": (
        lambda n: made.docx(loops(n, "rows")),
        structure.MAX_FREE_LOOPS,
        "正文第3段.*循环嵌套过深",
    ),
    "loops": (lambda n: made.docx(chained(n)), structure.MAX_LOOPS, "正文第6段.*循环嵌套过深"),
    "attributes": (
        lambda n: made.docx("<w:p><w:r " + " ".join(f'w:a{i}="1"' for i in range(n)) + "/></w:p>"),
        archive.MAX_ATTRIBUTES,
        "部件 word/document.xml 里一个元素的属性过多",
    ),
    "not": (lambda n: made.docx(p("{% if " + "not " * n + "flag %}{% endif %}")), 39, "正文第1段.*太长"),
    "dots": (lambda n: made.docx(p("{{ name" + ".b" * n + " }}")), 39, "正文第1段.*太长"),
}


@pytest.mark.parametrize("name", EDGES)
def test_the_budget_is_counted(name: str) -> None:
    make, most, expected = EDGES[name]
    for count in (most, most + 1):
        data = make(count)
        try:
            template.load(data, "模板.docx")
            told = ""
        except TemplateError as exc:
            told = str(exc)
        assert bool(re.search(f"模板.docx[ ：]{expected}", told)) == (count > most), (count, told[:200])


@pytest.mark.parametrize(
    "data",
    [
        made.docx(p("{{ name }}" * 20_000)),
        made.docx(p("甲"), more=styles(30_000)),
        made.docx(loops(15, "rows")),
        made.docx(elifs(2_000)),
        made.docx("<w:p/>" * 140_000),
        made.docx(nested(80)),
        made.docx(p("{% if flag %}甲{% endif %}") * 2_500),
    ],
    ids=["tags", "styles", "loops", "elif", "paragraphs", "tables", "whole budget"],
)
def test_what_wore_the_lint_down_is_soon_judged(data: bytes) -> None:
    start = time.process_time()
    lint.lint(data, "模板.docx", FACTS, {})
    assert time.process_time() - start < 5


@each(
    [
        ("{{ 1e999 }}", "正文第1段“{{ 1e999 }}”：标签里的数字太大"),
        ("{% if count == " + "9" * 1900 + " %}甲{% endif %}", "正文第1段.*数字太大"),
        ("{% if count == 1e15 %}甲{% endif %}", "正文第1段.*数字太大"),
        ("甲{# 乙", "正文第1段“甲{# 乙”：说明标签 {# 没有写完整"),
        ("{% if " + "not " * 250 + "flag %}甲{% endif %}", "正文第1段.*太长"),
        ("{{ name" + ".b" * 900 + " }}", "正文第1段.*太长"),
        ("{{ " + "(" * 900 + " }}", "正文第1段.*写法不对"),
    ]
)
def test_tags_that_broke_the_lint_are_one_problem(body: str, expected: str) -> None:
    told = faults(made.docx(p(body)))
    assert len(told) == 1
    assert re.match(f"模板.docx {expected}", told[0]), told
    assert re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", told[0].partition("：")[2]) is None


@each(
    [
        ("{{ 1 + }}", "标签写法不对：1 +；"),
        *(
            (tags, "标签写法不对；")
            for tags in ("{% if x %}", "{% endif %}", "{% raw %}", "{{ x", "{# x", "{% else x %}")
        ),
        *(
            (f"{{% if x %}}{tags}{{% endif %}}", "标签写法不对；")
            for tags in ("{% endfor %}", "{% else %}{% else %}")
        ),
        ("{% for x in y %}{% elif x %}{% endfor %}", "标签写法不对；"),
        ("{{ x }}", "取值标签的位置不对"),
    ]
)
def test_tags_where_no_words_stand_are_told_in_chinese(tags: str, message: str) -> None:
    math = f'<w:p><m:oMath xmlns:m="urn:m"><m:r><m:t>{tags}</m:t></m:r></m:oMath></w:p>'
    (told,) = faults(made.docx(math))
    assert told.startswith(f"模板.docx 正文：{message}")
