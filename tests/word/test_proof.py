"""The proof at compile: no branch, row or value taken or left out can make the XML unsound."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from xml.parsers import expat

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
        (_text("<a><!-- b & c < d --><?in b & c > ?>"), _if("<b/>"), _text("<![CDATA[& < > ]]></a>")),
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
        (_text('<a b="&am'), _if("p;"), _text('甲"/>')),
        (_text('<a b="&#6'), ("identity",), _text(';"/>')),
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


FRAGMENTS = (
    "<a>",
    "</a>",
    "<b>",
    "</b>",
    "<c/>",
    "</a><a>",
    "甲",
    "&amp;",
    "&",
    "amp;",
    "]]",
    "]",
    ">",
    "&gt;",
)
FRAGMENTS += ('<a d="', '"', '"/>', "<!--", "-->", "'", "e='1'", " ")
VALUES = ("", "]]", "]", "&gt;", "&amp;", "amp;", "&#34;", "--")


def _some(random: Random, depth: int) -> tuple[Node, ...]:
    """A few operations, most of which make no document."""
    found: list[Node] = []
    for _ in range(random.choice((1, 1, 2, 3))):
        kind = random.choice(
            ("text", "text", "whole", "print", "if", "for", "cut") if depth else ("text", "whole")
        )
        inner = _some(random, depth - 1) if depth else ()
        if kind == "text":
            found.append(_text(random.choice(FRAGMENTS)))
        elif kind == "whole":
            found += [_text("<a>"), *inner, _text("</a>")]
        elif kind == "print":
            found.append(_print(random.choice((" ", "</a><a>", "]"))))
        elif kind == "cut":
            number = random.randint(1, 10**9)
            found += [("open", number), *inner, ("cut", number, 0, 1)]
        else:
            other = _some(random, depth - 1)
            branches = ("if", ((TEST, inner, ""),), other)
            found.append(branches if kind == "if" else ("for", "x", TEST, inner, other, ""))
    return tuple(found)


def _written(operations: tuple[Node, ...], random: Random) -> Iterator[str]:
    """What a document made of them may be."""
    for operation in operations:
        kind = operation[0]
        if kind == "text":
            yield operation[1]
        elif kind == "print":
            yield operation[2].join(random.choices(VALUES, k=random.randint(1, 3)))
        elif kind in ("if", "for"):
            body = operation[1][0][1] if kind == "if" else operation[3]
            times = random.randint(0, 1 if kind == "if" else 3)
            for _ in range(times):
                yield from _written(body, random)
            if not times:
                yield from _written(operation[2] if kind == "if" else operation[4], random)
        elif kind == "open" and random.random() < 0.5:
            end = operations.index(("cut", operation[1], 0, 1))
            yield from _written(operations[end + 1 :], random)
            return


def test_whatever_is_proved_is_well_formed_whichever_way_it_goes() -> None:
    random, proved = Random(15), 0
    for _ in range(6000):
        operations = (_text("<r>"), *_some(random, 3), _text("</r>"))
        try:
            proof.prove(operations)
        except proof.UnsoundError:
            continue
        proved += 1
        for _ in range(6):
            document = "".join(_written(operations, random))
            try:
                expat.ParserCreate().Parse(document, True)
            except expat.ExpatError:
                pytest.fail(f"{operations} proved, but {document}")
    assert proved > 300


def test_a_slip_of_the_builder_is_noticed_when_a_template_is_compiled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The net under ``structure``: what it built is never taken at its word."""
    monkeypatch.setattr(
        program, "prune", lambda *_: (_text("<w:document><w:p>"), _print(), _text("</w:document>"))
    )
    with pytest.raises(TemplateError, match="正文.*不是完好的 XML"):
        template.load(made.docx(made.p("{{ a }}")), "模板.docx")
