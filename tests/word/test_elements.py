"""The elements around the tags: what is passed in one step is followed as if each tag were looked at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.errors import TemplateError
from generator.word import elements, outline, render, rewrite, structure, template, values
from generator.word.package import open_package
from generator.word.program import Node
from tests.conftest import ROOT
from tests.word import made
from tests.word.made import p, tbl, tc, tr

SHIPPED = sorted((ROOT / "templates" / "word").glob("*.docx"))
ONE_BY_ONE = re.compile(r"(?P<tag><[^>]*>?)")


def _followed(source: str) -> tuple[tuple[Node, ...], set[int]] | None:
    """Operations with neighbouring texts joined, and what is unsure; None where the XML is not balanced."""
    builder = structure.Builder([], ())
    try:
        return _joined(builder.build(outline.read(source))), builder.unsure
    except TemplateError:
        return None


def _joined(operations: tuple[Node, ...]) -> tuple[Node, ...]:
    found: list[Node] = []
    for operation in operations:
        if operation[0] == "text" and found and found[-1][0] == "text":
            found[-1] = ("text", found[-1][1] + operation[1])
        elif operation[0] == "if":
            branches = tuple((test, _joined(body), place) for test, body, place in operation[1])
            found.append(("if", branches, _joined(operation[2])))
        elif operation[0] == "for":
            _, name, items, body, other, place = operation
            found.append(("for", name, items, _joined(body), _joined(other), place))
        else:
            found.append(operation)
    return tuple(found)


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_shipped_templates_are_followed_as_tag_by_tag(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = open_package(path.read_bytes(), path.name)
    sources = [rewrite.source(package.tree(part)) for part, _ in package.rendered()]
    at_once = [_followed(source) for source in sources]
    assert None not in at_once
    monkeypatch.setattr(elements, "_TOKEN", ONE_BY_ONE)
    assert at_once == [_followed(source) for source in sources]


@pytest.mark.parametrize(
    ("source", "sound"),
    [
        ("<w:p/>", True),
        ('<w:p w:a="1"/>', True),
        ('<w:p w:a="1"/></w:p>', False),
        ('<w:p w:a="1"/><w:r></w:r></w:p>', False),
        ('<w:p><w:r w:a="1"/><w:t>甲</w:t></w:r></w:p>', False),
        ('<w:p><w:r><w:t w:a="1"/>甲</w:t></w:r></w:p>', False),
        ("<w:p><w:pPr><w:b/></w:p></w:pPr>", False),
        ("<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>", True),
        ("<w:p><w:r><w:rPr><w:b></w:rPr></w:b></w:r></w:p>", False),
        ("<w:tc><w:tcPr><w:tcW/></w:tcPr><w:p><w:pPr/></w:p></w:tc>", True),
        ("<w:tc><w:tcPr><w:tcW/></w:tc></w:tcPr>", False),
        ("<w:tc><w:p></w:p><w:tbl><w:tr><w:tc></w:tc></w:tr></w:tbl></w:tc>", True),
        ("<w:tc>{% if x %}<w:p><w:r></w:r></w:p>{% endif %}</w:tc>", True),
        ("<w:tc><w:p></w:p>{% if x %}<w:tbl></w:tbl>{% endif %}</w:tc>", True),
        ("{% for a in x %}<w:p><w:bookmarkStart w:id='1'/><w:r></w:r></w:p>{% endfor %}", True),
        ("<w:p><w:r><w:drawing><wp:docPr id=\"1\" name=\"甲\"/></w:drawing></w:r></w:p>", True),
        ("<w:p><w:r><w:drawing><wp:docPr id=\"1\"><a:x/></wp:docPr></w:drawing></w:r></w:p>", True),
        ('<w:p><w:r><w:t xml:space="{% if x %}preserve{% endif %}">甲</w:t></w:r></w:p>', True),
        ('<w:p><w:r><w:t xml:space="{% if x %}"{% endif %}">甲</w:t></w:r></w:p>', False),
        ("<!-- <w:p> --><?x y?><w:p></w:p>", True),
        ("<w:p>", False),
        ("</w:p>", False),
        ("<w:p", False),
    ],
)  # fmt: skip
def test_every_source_is_followed_as_tag_by_tag(
    source: str, sound: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = _followed(source)
    assert (at_once is not None) == sound
    monkeypatch.setattr(elements, "_TOKEN", ONE_BY_ONE)
    assert at_once == _followed(source)


def test_a_value_in_the_tag_of_a_row_is_refused() -> None:
    """What cuts an empty row would stand amid its tag."""
    row = tr("{{ x }}", "乙").replace("<w:tr>", '<w:tr w:x="{{ x }}">')
    with pytest.raises(TemplateError, match="位置不对应"):
        template.load(made.docx(tbl("".join(row)) + p("完")), "t")
    cell = tc("{{ x }}").replace("<w:p>", '<w:p w:x="{{ x }}">')
    loaded = template.load(made.docx(tbl(f"<w:tr>{cell}</w:tr>", columns=1) + p("完")), "t")
    assert '<w:p w:x="1">' in made.read(render.render(loaded, values.prepare({"x": "1"}, {})))


def test_long_runs_of_broken_elements_are_told_quickly() -> None:
    """No expression goes back over what it has passed."""
    many = 10_000
    for piece in ("<w:p>", "<w:p><w:pPr>", "<w:r>", "<w:p><w:r><w:t>", "<w:t", "<w:tcPr><w:a/>", "<w:x/>"):
        assert _followed(piece * many) is None or piece == "<w:x/>"
    assert _followed("<w:p>" + "<w:r><w:t>甲</w:t></w:r>" * many) is None
