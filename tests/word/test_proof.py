"""The proof at compile: no branch, row or value taken or left out can make the XML unsound."""

from __future__ import annotations

import pytest

from generator.errors import TemplateError
from generator.word import program, proof, structure, template
from generator.word.program import Node
from tests.word import made

TEST = ("name", "a")


def _text(data: str) -> Node:
    return ("text", data)


def _if(*branches: str, other: str = "") -> Node:
    return ("if", tuple((TEST, (_text(body),), "") for body in branches), (_text(other),) if other else ())


def _for(body: str, other: str = "") -> Node:
    return ("for", "x", TEST, (_text(body),), (_text(other),) if other else (), "")


def _print(separator: str = " ") -> Node:
    return ("print", TEST, separator, "")


PICTURE = ("picture", TEST, 9, 9, structure.BREAK, "")
BREAK = _print(structure.BREAK)


@pytest.mark.parametrize(
    "operations",
    [
        (_text("<a>甲&amp;&#60;</a>"),),
        (_text("<a><b>"), _print(), _text("</b></a>")),
        (_text('<a b="'), _print(), _text('" id="'), ("identity",), _text('"/>')),
        (_text("<a>"), _if("<b/>", "甲", other="<c></c>"), _text("</a>")),
        (_text("<a><b>"), _for("</b><b>"), _text("</b></a>")),
        (_text('<a b="'), _if("it's", other="c=d"), _text('"/>')),
        (_text("<w:p><w:t>"), BREAK, PICTURE, _text("</w:t></w:p>")),
        (_text("<a>"), ("open", 1), _text("<b/>"), ("cut", 1, 0, 1), ("fill", 2), _text("</a>")),
        (_text("<a>"), _text("]]"), _if("&gt;"), _text("</a>")),
    ],
)
def test_what_is_sound_on_every_branch_is_let_through(operations: tuple[Node, ...]) -> None:
    proof.prove(operations)


@pytest.mark.parametrize(
    "operations",
    [
        (_text("<a>"),),
        (_text("<a></b>"),),
        (_text("<a/><a/>"),),
        (_if("<a/>"),),  # without it there is no document
        (_text("<a>"), _if("<b>"), _if("</b>"), _text("</a>")),  # together they would fit
        (_text("<a>"), _for("<b>", "</b>"), _text("</a>")),
        (_text("<a><b>"), _if("</b><c>"), _text("</c></a>")),
        (_text("<a>"), _if("<b>", other="</b>"), _text("</a>")),
        (_text("<a>"), ("open", 1), _text("<b>"), ("cut", 1, 0, 1), _text("</b></a>")),
        (_text('<a b="'), _if('" c="'), _text('"/>')),
        (_text("<a "), _for("b='1' "), _text("/>")),  # twice would be one attribute twice
        (_text("<a "), _print(), _text("/>")),
        (_text('<a b="'), _if("<"), _text('"/>')),
        (_text("<a>&am"), _if("p;"), _text("p;</a>")),
        (_text("<a>&#6"), _print(), _text("0;</a>")),
        (_text("<a>]]"), _if("甲"), _text("></a>")),
        (_text("<a>"), _print("]"), _text("]></a>")),
        (_text("<a><![CDATA["), _if("甲"), _text("]]></a>")),
        (_text("<a>"), BREAK, _text("</a>")),
        (_text("<a>"), PICTURE, _text("</a>")),
        (_text('<a b="'), PICTURE, _text('"/>')),
    ],
)
def test_what_some_branch_would_break_is_refused(operations: tuple[Node, ...]) -> None:
    with pytest.raises(proof.UnsoundError):
        proof.prove(operations)


def test_a_slip_of_the_builder_is_noticed_when_a_template_is_compiled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The net under ``structure``: what it built is never taken at its word."""
    monkeypatch.setattr(
        program, "prune", lambda *_: (_text("<w:document><w:p>"), _print(), _text("</w:document>"))
    )
    with pytest.raises(TemplateError, match="正文.*不是完好的 XML"):
        template.load(made.docx(made.p("{{ a }}")), "模板.docx")
