"""A part made into a source: tags rewritten as docxtpl does it, whichever way they are rewritten."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from lxml import etree

from generator.word import rewrite
from generator.word.opening import open_package
from tests import depth
from tests.conftest import ROOT
from tests.rows import each

SHIPPED = sorted((ROOT / "templates" / "word").glob("*.docx"))
RUN = '<w:r><w:t xml:space="preserve">'
END = "</w:t></w:r>"


@each(
    [
        (f"<w:p>{RUN}{{{{ a }}}}{END}</w:p>", f"<w:p>{RUN}{{{{ a }}}}{END}</w:p>"),
        (f"<w:p>{RUN}{{{END}{RUN}{{ a{END}{RUN}.b }}}}{END}</w:p>", f"<w:p>{RUN}{{{{ a.b }}}}{END}</w:p>"),
        ("<w:p><w:r><w:t>甲{{ a }}</w:t></w:r></w:p>", f"<w:p>{RUN}甲{{{{ a }}}}{END}</w:p>"),
        (f"<w:p>{RUN}{{%p if a %}}{END}</w:p>", "{% if a %}"),
        (f"<w:tr><w:tc><w:p>{RUN}{{%tr for a in b %}}{END}</w:p></w:tc></w:tr>", "{% for a in b %}"),
        (f"<w:tc><w:p>{RUN}{{%tc endfor %}}{END}</w:p></w:tc>", "{% endfor %}"),
        (
            f"<w:p>{RUN}{{% if a &gt; 1 and b == “甲” %}}{END}</w:p>",
            f'<w:p>{RUN}{{% if a > 1 and b == "甲" %}}{END}</w:p>',
        ),
        (
            f'<w:tc><w:tcPr><w:shd w:fill="x"/></w:tcPr><w:p>{RUN}{{% cellbg c %}}甲{END}</w:p></w:tc>',
            '<w:tc><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{{c }}"/></w:tcPr>'
            f"<w:p>{RUN}甲{END}</w:p></w:tc>",
        ),
    ]
)
def test_the_tag_rewriting_of_docxtpl_is_what_we_build_on(source: str, patched: str) -> None:
    assert re.sub(r"\s+(?=%})", " ", rewrite.patched(source)) == patched


@pytest.mark.parametrize("path", depth.some(SHIPPED, desk=12), ids=lambda path: path.stem)
def test_shipped_templates_are_rewritten_as_docxtpl_does_it(path: Path) -> None:
    package = open_package(path.read_bytes(), path.name)
    for part, _ in package.rendered():
        text = etree.tostring(etree.fromstring(package.parts[part]), encoding="unicode")
        assert rewrite._plainly(text) == rewrite.by_docxtpl(text)


WORDS = [
    *(
        "{{ a }}{{ b|blank }}",
        "{% if a &lt; 1 and b == “甲” %}",
        "{%p if a %}",
        "{%tc if a %}",
        "{%tr for a in b %}",
    ),
    *("{ 甲 }", "5%", "#1", "“甲”"),
    *(
        "{%p if a %}{%p endif %}",
        "{{{ a }}",
        "{{ a }}}",
        "{",
        "}",
        "{# 甲 #}",
        "{#p 甲 #}",
        "{{",
        "%}",
        "{{ a\nb }}",
    ),
    *(
        "{{r a }}",
        "{%r if a %}",
        "{%- if a %}",
        "{% if a -%}",
        "{{p a }}",
        "{% if a == '%' %}",
        "{%p\tif a %}",
    ),
    *("{% colspan a %}", "{% cellbg a %}", "{% vm %}", "{% hm %}", "{% if colspan %}"),
]


@each(product(WORDS, ("", "{% endif %}", "}", "{")))
def test_every_text_is_rewritten_as_docxtpl_does_it(words: str, after: str) -> None:
    """Whole tags of the usual kinds at once, others by docxtpl itself; the cell before holds nothing."""
    cells = "".join(
        f"<w:tc><w:tcPr></w:tcPr><w:p><w:r><w:t{space}>{text}</w:t></w:r></w:p></w:tc>"
        for space, text in (("", ""), ("", words), (' xml:space="preserve"', after), ("", "甲"))
    )
    text = f"<w:tbl><w:tr><w:trPr/>{cells}</w:tr><w:tr a='b'>{cells}</w:tr></w:tbl>"
    assert rewrite.rewritten(text) == rewrite.by_docxtpl(text)


def test_the_rewriting_of_merged_cells() -> None:
    cell = rewrite.patched(f"<w:tc><w:tcPr></w:tcPr><w:p>{RUN}{{% vm %}}甲{END}</w:p></w:tc>")
    assert '<w:vMerge w:val="{% if loop.first %}restart{% else %}continue{% endif %}"/>' in cell
    assert "{% if loop.first %}甲{% endif %}" in cell
