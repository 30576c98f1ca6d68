"""A card drawn once is spread over a board: sizes, places, docxtpl as the oracle, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from lxml import etree

from generator.errors import TemplateError
from generator.word import assemble, lint, opening, render, template, text, values, variants
from generator.word.styled import Styles
from tests import depth
from tests.word import made, oracle
from tests.word.made import p

W = f"{{{made.W}}}"
FOR, END = "{%tr for line in board.lines %}", "{%tr endfor %}"
ADVISOR = {"name": "text", "photo": "picture"}
CONTRACT = {"board": {"variant": "text", "card_size": "text", "lines": [{"advisors": [ADVISOR]}]}}


def cell(words: str, columns: int) -> str:
    wide = f'<w:tcW w:w="{columns * 100}" w:type="dxa"/><w:gridSpan w:val="{columns}"/>'
    return f"<w:tc><w:tcPr>{wide}</w:tcPr>{words if words.startswith('<') else p(words)}</w:tc>"


def row(*cells: str, height: str = 'w:val="6000" w:hRule="exact"') -> str:
    return f"<w:tr><w:trPr><w:trHeight {height}/></w:trPr>{''.join(cells)}</w:tr>"


def letters(words: str, size: int) -> str:
    return f'<w:p><w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t>{words}</w:t></w:r></w:p>'


def card(name: str = "{{ one.name }}", loop: str = FOR, **given: str) -> str:
    """A table of 24 columns whose third to fifth rows are a drawn card."""
    photo = letters("{{ one.photo|picture(60,80) }}", 12)
    cells = (
        cell("{%tc for one in line.advisors %}", 2),
        cell(photo, 8),
        cell(letters(name, 96), 12),
        cell("{%tc endfor %}", 2),
    )
    rows = [
        row(cell("牌", 24)),
        row(cell("题", 6), cell("目", 18)),
        row(cell(loop, 24)),
        row(*cells, **given),
    ]
    grid = '<w:gridCol w:w="100"/>' * 24
    body = "".join((*rows, row(cell(END, 24)), row(cell("尾", 24))))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>{p('完')}"


def board(across: int, down: int, size: str = "large") -> Mapping[str, object]:
    people = [{"name": f"某{number}", "photo": ""} for number in range(across * down)]
    lines = [{"advisors": people[at * across : (at + 1) * across]} for at in range(down)]
    given = {"variant": f"{across}x{down}", "card_size": size, "lines": lines}
    return values.prepare({"board": given}, {})


def spread(data: bytes) -> bytes:
    """The file as it is compiled, for docxtpl."""
    opened = assemble.opened(opening.open_package(data, "t"))
    content = {name: made.read(data, name) for name in made.names(data)}
    return made.packed({**content, "word/document.xml": opened.parts["word/document.xml"].decode()})


@pytest.mark.parametrize(("across", "down"), depth.some(variants.GRIDS, desk=3))
def test_docxtpl_makes_the_same_of_what_is_spread(across: int, down: int) -> None:
    data = made.docx(card())
    for size in ("large", "small"):
        ours = render.render(template.load(data, "t"), board(across, down, size))
        theirs = oracle.by_docxtpl(spread(data), board(across, down, size))
        assert oracle.pictureless(text.text(ours)) == oracle.pictureless(text.text(theirs))
        assert oracle.structure(ours, "word/document.xml") == oracle.structure(theirs, "word/document.xml")


def rendered(data: bytes, across: int, down: int, size: str = "large") -> etree._Element:
    document = render.render(template.load(data, "t"), board(across, down, size))
    return etree.fromstring(made.read(document, "word/document.xml").encode())


@pytest.mark.parametrize(("across", "down"), variants.GRIDS)
def test_every_variant_takes_the_same_place_and_shrinks_no_letter_too_far(across: int, down: int) -> None:
    tree = rendered(made.docx(card()), across, down)
    rows = tree.findall(f".//{W}tr")
    heights = [int(item.get(f"{W}val", "0")) for item in tree.iter(f"{W}trHeight")]
    assert 5_990 <= sum(heights[2:-1]) <= 6_000
    assert len(rows) == 3 + down
    for item in rows:
        assert sum(int(span.get(f"{W}val", "0")) for span in item.iter(f"{W}gridSpan")) == 60
    named = next(run for run in tree.iter(f"{W}r") if "".join(run.itertext()) == "某0")
    size = int(named.find(f".//{W}sz").get(f"{W}val"))  # type: ignore[union-attr]
    assert size == 96 if across * down == 1 else 29 <= size < 96
    small = rendered(made.docx(card()), across, down, "small")
    sizes = [int(item.get(f"{W}val", "0")) for item in small.iter(f"{W}sz")]
    assert min(size for size in sizes if size) == 12


def test_letters_go_by_the_styles_where_the_run_says_nothing() -> None:
    styles = Styles(
        f'<w:styles xmlns:w="{made.W}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="30"/></w:rPr>'
        '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="a"><w:rPr><w:sz w:val="80"/>'
        '</w:rPr></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        "</w:styles>".encode()
    )
    for style, own, size in (("b", "", 80), ("b", '<w:sz w:val="20"/>', 20), ("c", "", 30)):
        found = etree.fromstring(
            f'<w:p xmlns:w="{made.W}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            f"<w:r><w:rPr>{own}</w:rPr></w:r></w:p>"
        )
        assert styles.size(found[1]) == size


def test_indents_and_lines_of_styles_shrink_too() -> None:
    given = '<w:spacing w:line="5000" w:lineRule="exact"/><w:ind w:left="400" w:right="300"/>'
    style = f'<w:style w:type="paragraph" w:styleId="Box"><w:pPr>{given}</w:pPr></w:style></w:styles>'
    body = card().replace("<w:p><w:r><w:rPr>", f"<w:p><w:pPr>{made.style('Box')}</w:pPr><w:r><w:rPr>")
    data = made.docx(body, more={"word/styles.xml": made.STYLES.replace("</w:styles>", style)})
    found = rendered(data, 2, 2).findall(f".//{W}ind")
    # The place is upright: what stood beside is below, and as wide as it was drawn.
    assert {(item.get(f"{W}left"), item.get(f"{W}right")) for item in found} == {
        ("220", "165"),
        ("600", "545"),
    }
    lines = {item.get(f"{W}line") for item in rendered(data, 2, 2).findall(f".//{W}spacing")}
    assert lines == {"2750"}


def test_a_problem_names_the_drawn_cell_and_is_told_once() -> None:
    data = made.docx(card("{{ one.nobody }}") + p("{{ nothing }}"))
    inside, outside = lint.lint(data, "t", CONTRACT, {})
    assert "表格1 第4行第3列" in inside.where
    assert (inside.spot, outside.spot) and inside.spot and outside.spot
    drawn = list(etree.fromstring(made.read(data).encode()).iter(f"{W}p"))
    assert "".join(drawn[inside.spot.paragraph or 0].itertext()) == "{{ one.nobody }}"
    assert "".join(drawn[outside.spot.paragraph or 0].itertext()) == "{{ nothing }}"


@pytest.mark.parametrize(
    "body",
    [
        card(height='w:val="6000"'),
        card(height='w:val="6000" w:hRule="atLeast"'),
        card().replace("{%tc for one in line.advisors %}", "").replace("{%tc endfor %}", ""),
        card().replace(row(cell(END, 24)), row(cell("", 24)) + row(cell(END, 24))),
        card(p("甲") * 400),
        card()
        .replace("{%tc endfor %}", "", 1)
        .replace("{%tc for one in line.advisors %}", "甲{%tc endfor %}"),
        card() * 5,
    ],
    ids=["no height", "at least", "no cells", "two rows", "too much", "no loop", "too many"],
)
def test_a_card_drawn_in_another_way_is_refused_with_the_mend(body: str) -> None:
    problem = lint.lint(made.docx(body), "t", CONTRACT, {})[0]
    assert "没有画成能按人数排列的样子" in problem.message
    assert "第3行第1列" in problem.where
    assert "{%tc for 人员 in 排.advisors %}" in problem.hint
    with pytest.raises(TemplateError, match="能按人数排列"):
        template.load(made.docx(body), "t")


def test_the_mend_of_a_card_speaks_the_language_of_its_tags() -> None:
    body = card(height='w:val="6000"')
    chinese = body.replace("board.lines", "公示牌.辅导员各排")
    with pytest.raises(TemplateError, match=r"排 in 公示牌\.辅导员各排 %.*排\.本排辅导员 %"):
        template.load(made.docx(chinese), "t")
    with pytest.raises(TemplateError, match=r"排 in board\.lines %.*排\.advisors %"):
        template.load(made.docx(body), "t")


def test_a_card_of_wide_cells_keeps_all_of_them_in_its_place() -> None:
    wide = card().replace(cell("{%tc endfor %}", 2), cell("甲", 6) * 4 + cell("{%tc endfor %}", 2))
    for across, down in variants.GRIDS:
        rows = rendered(made.docx(wide), across, down).findall(f".//{W}tr")
        spans = [int(span.get(f"{W}val", "0")) for span in rows[2].iter(f"{W}gridSpan")]
        assert min(spans) > 0
        assert sum(spans) == 60


def test_other_lists_of_lists_are_left_as_they_are() -> None:
    data = made.docx(card(loop="{%tr for line in board.rows %}"))
    assert "variant" not in spread(data).decode("latin-1")
    assert template.load(data, "t").asked == (
        "board.rows",
        "board.rows[].advisors",
        *[f"board.rows[].advisors[].{name}" for name in ("name", "photo")],
    )


def test_a_picture_in_torn_pieces_shrinks_too() -> None:
    torn = card().replace("<w:t>{{ one.photo|pict", "<w:t>{{ one.photo|pict</w:t></w:r><w:r><w:t>")
    found = re.findall(r"picture\(([\d.,]+)\)", made.read(spread(made.docx(torn))))
    assert len(found) == len(variants.GRIDS) * 3
    assert "60,80" in found and "30,40" not in found and "33,44" in found
