"""The elements around the tags: what is passed in one step is followed as if each tag were looked at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.errors import TemplateError
from generator.word import elements, outline, program, render, rewrite, structure, template, values
from generator.word.opening import open_package
from generator.word.program import Node
from tests import depth
from tests.conftest import ROOT
from tests.word import made
from tests.word.made import p, tbl, tc, tr

SHIPPED = sorted((ROOT / "templates" / "word").glob("*.docx"))
CELL = '<w:tc w:a="1"><w:tcPr><w:tcW/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p></w:p></w:tc>'
ROW = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{CELL}<w:tc><w:p></w:p></w:tc></w:tr>"
TORN = "<w:tr><w:tc><w:p></w:p></w:tc>"
ONE_BY_ONE = re.compile(r"(?P<tag><[^>]*>?)")


def _followed(source: str) -> tuple[tuple[Node, ...], set[int]] | None:
    """The operations that are kept, and what is unsure; None where the XML is not balanced."""
    builder = structure.Builder([], ())
    try:
        return program.prune(builder.build(outline.read(source)), builder.unsure), builder.unsure
    except TemplateError:
        return None


@pytest.mark.parametrize("path", depth.some(SHIPPED, desk=12), ids=lambda path: path.stem)
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
        (f"<w:tbl>{ROW}{ROW}</w:tbl>", True),
        (f"<w:tbl>{ROW}{{% if x %}}{ROW}{{% endif %}}</w:tbl>", True),
        (f"<w:tbl>{{% for a in x %}}{ROW}{{% endfor %}}</w:tbl>", True),
        (f"<w:tc>{{% for a in x %}}<w:tbl>{{% if y %}}{ROW}{{% endif %}}</w:tbl>{{% endfor %}}</w:tc>", True),
        (f"<w:tbl><w:tr>{CELL}{{% if x %}}{CELL}{{% endif %}}</w:tr></w:tbl>", True),
        (f"<w:tbl><w:tr>{{% for a in x %}}{CELL}{{% endfor %}}</w:tr></w:tbl>", True),
        (f"<w:tbl><w:tr>{CELL}<w:tc></w:tc></w:tr>{{% if x %}}{ROW}{{% endif %}}</w:tbl>", True),
        (f"<w:tbl><w:tr>{CELL}<w:tc><w:tbl>{ROW}</w:tbl></w:tc></w:tr></w:tbl>", True),
        (f"<w:tbl><w:tr>{CELL}<w:bookmarkEnd w:id='1'/></w:tr>{ROW}</w:tbl>", True),
        (f"<w:tbl>{{% if x %}}<w:tr></w:tr>{{% endif %}}{ROW}</w:tbl>", True),
        (f"<w:tbl>{ROW}</w:tr></w:tbl>", False),
        (f"<w:tbl><w:tr>{CELL}</w:tc></w:tr></w:tbl>", False),
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
    for piece in (
        "<w:p>",
        "<w:p><w:pPr>",
        "<w:r>",
        "<w:p><w:r><w:t>",
        "<w:t",
        "<w:tcPr><w:a/>",
        "<w:tr>",
        TORN,
        "<w:x/>",
    ):
        assert _followed(piece * many) is None or piece == "<w:x/>"
    assert _followed("<w:p>" + "<w:r><w:t>甲</w:t></w:r>" * many) is None
    assert _followed("<w:tr>" + CELL * many) is None
    assert _followed("<w:tc>" + "<w:p></w:p>" * many) is None
