"""Tags stand in a character style in Word, and nothing of it goes into a document."""

from __future__ import annotations

import re

from generator.word import marked, opening, render, template, unmarked
from tests.rows import each
from tests.word import made
from tests.word.made import p

CONTEXT = {"name": "甲", "yes": True, "rows": ({"name": "乙"},)}
_RUN = re.compile(r"<w:r[ >].*?</w:r>")


def shown(body: str, said: dict[str, str] | None = None) -> bytes:
    """A template with its tags marked, and said anew."""
    return marked.shown(made.docx(body), "t", lambda: lambda tag: (said or {}).get(tag, tag))


def runs(data: bytes) -> list[tuple[str, bool]]:
    """The words of each run, and whether it has the style."""
    found = _RUN.findall(made.read(data))
    return [("".join(re.findall(r"<w:t[^>]*>([^<]*)<", run)), "TemplateTag" in run) for run in found]


BODIES = {
    "one": p("{{ name }}"),
    "between": p("前{{ name }}中{% if yes %} 有 {% endif %}后", bold=True),
    "two": p("{{ name }}{{ name }}"),
    "comment": p("前{# 说明 #}后{{ name }}"),
    "rows": made.tbl(
        made.tr("{%tr for x in rows %}", ""), made.tr("甲 {{ x.name }}", "乙"), made.tr("{%tr endfor %}", "")
    )
    + p("尾"),
    "neighbours": "<w:p><w:r><w:t>甲{{ name }}</w:t></w:r><w:r><w:t>{{ name }}乙</w:t></w:r></w:p>",
    "break": "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>甲{{ name }}</w:t><w:br/><w:t>{{ name }}</w:t></w:r></w:p>",
    "alone": "<w:p><w:r><w:t>{{ name }}</w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p>",
    "styled": '<w:p><w:r><w:rPr><w:rStyle w:val="Normal"/></w:rPr><w:t>甲{{ name }}</w:t></w:r></w:p>',
    "torn": "<w:p><w:r><w:t>甲{{ na</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>me }}乙</w:t></w:r></w:p>",
}


@each([(name,) for name in BODIES if name != "torn"])
def test_documents_are_the_same_with_and_without_marks(name: str) -> None:
    ours, theirs = shown(BODIES[name]), made.docx(BODIES[name])
    document, plain = (render.render(template.load(data, "t"), CONTEXT) for data in (ours, theirs))
    assert [made.read(document, part) for part in made.names(document)] == [
        made.read(plain, part) for part in made.names(plain)
    ]


@each(
    [
        ("one", [("{{ name }}", True)]),
        (
            "between",
            [("前", False), ("{{ name }}", True), ("中", False), ("{% if yes %}", True), (" 有 ", False),
             ("{% endif %}", True), ("后", False)],
        ),
        ("comment", [("前", False), ("{# 说明 #}", True), ("后", False), ("{{ name }}", True)]),
        ("neighbours", [("甲", False), ("{{ name }}", True), ("{{ name }}", True), ("乙", False)]),
        ("break", [("甲", False), ("{{ name }}", True), ("", False), ("{{ name }}", True)]),
        ("styled", [("甲{{ name }}", False)]),
        ("torn", [("甲", False), ("{{ name }}", True), ("乙", False)]),
    ]
)  # fmt: skip
def test_each_tag_is_a_run_in_the_style(name: str, expected: list[tuple[str, bool]]) -> None:
    assert runs(shown(BODIES[name])) == expected


def test_formatting_stays_with_every_piece() -> None:
    made_ = made.read(shown(BODIES["between"]))
    assert made_.count("<w:b/>") == 7
    assert made_.count('<w:rPr><w:rStyle w:val="TemplateTag"/><w:b/></w:rPr>') == 3


def test_a_tag_that_was_torn_is_said_whole_where_it_begins() -> None:
    assert runs(shown(BODIES["torn"], {"{{ name }}": "{{ 名称 }}"}))[:2] == [
        ("甲", False),
        ("{{ 名称 }}", True),
    ]
    document = made.read(render.render(template.load(shown(BODIES["torn"]), "t"), CONTEXT))
    assert "".join(re.findall(r"<w:t[^>]*>([^<]*)<", document)) == "甲甲乙"


def test_the_style_is_known_by_its_name_whatever_a_program_calls_it() -> None:
    data = shown(BODIES["between"])
    parts = {name: made.read(data, name).replace("TemplateTag", "Style10") for name in made.names(data)}
    document = render.render(template.load(made.packed(parts), "t"), CONTEXT)
    assert "Style10" not in "".join(made.read(document, name) for name in made.names(document))


def test_other_styles_and_authors_marks_stay() -> None:
    body = '<w:p><w:r><w:rPr><w:rStyle w:val="Normal"/></w:rPr><w:t>甲</w:t></w:r></w:p>'
    document = made.read(render.render(template.load(shown(body + BODIES["one"]), "t"), CONTEXT))
    assert document.count('<w:rStyle w:val="Normal"/>') == 1


def test_what_has_no_such_style_is_not_looked_into() -> None:
    opened = opening.open_package(made.docx(BODIES["between"]), "t")
    assert unmarked.plain(opened) is opened
