"""One drawn card, spread over a board: few advisors stand large, many small, always on the same area.

An author draws a row of exact height over the whole table, with one card as large as it can be::

    | {%tr for line in board.lines %}                                          |
    | {%tc for one in line.advisors %} | photo | name, phone … | {%tc endfor %} |
    | {%tr endfor %}                                                           |

Before anything else looks at the template, these rows become one stretch for each variant (3x2: three beside
each other in two rows) and each size of letters, each under its condition: ``board.variant`` and
``board.card_size``. A card has its share of the area, so lengths and letters shrink by the root of it, and
letters no further than can be read. In a place higher than wide the cells of the card stand below each other.
What the cells of a card leave of its place is left on both sides, as the cells with the tags of the loop
leave it where the card is drawn.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from generator.errors import TemplateError
from generator.problems import error, standing
from generator.word import scan, tree
from generator.word.card_tables import COLUMNS, Drawing, equal_columns, loops_over_cards, table_width, tagged
from generator.word.cards import Card, Size
from generator.word.package import Package
from generator.word.scan import Paragraph, Paragraphs
from generator.word.styled import Styles
from generator.word.tags import Tag
from generator.word.tree import Element, below, count, given, serialise, w

# The list of rows and that of the cards in a row, in either language.
_OF_ROWS = {"lines": "advisors", "辅导员各排": "本排辅导员"}
LISTS = tuple(_OF_ROWS)
GRIDS = ((1, 1), (2, 1), (3, 1), (2, 2), (3, 2), (4, 2), (3, 3), (4, 3))
# Each size of letters, the factors of lengths and of letters, the half-points below which no letter shrinks.
SIZES = {"large": Size(1.0, 1.0, 29), "middle": Size(0.8, 0.65, 22), "small": Size(0.8, 0.35, 12)}
_NAMED = tuple(f".{name}".encode() for name in LISTS)
_EXACT = b'w:hRule="exact"'
_MARKUP = re.compile(rb"<[^>]*>")
_PARAGRAPH = w("p")
_DRAWN = w("rsidDrawn")  # which paragraph this was when it was drawn; taken out with Word's own notes
_ROW = (
    f'<w:tr xmlns:w="{tree.W}"><w:tc><w:tcPr><w:gridSpan w:val="{COLUMNS}"/></w:tcPr>'
    "<w:p><w:r><w:t/></w:r></w:p></w:tc></w:tr>"
)
_MOST, _MOST_CELLS, _MOST_DRAWINGS = 300, 12, 4  # paragraphs and cells of a card, cards of a template
_HINT = (
    "画成三行：{{%tr for 排 in {rows} %}}；{{%tc for 人员 in 排.{cards} %}}、卡片各格、{{%tc endfor %}}，"
    "行高设为固定值；{{%tr endfor %}}"
)


def expanded(package: Package) -> Package:
    """The same template with drawn cards spread; TemplateError where they are not drawn as they must be."""
    part = package.main
    if not _may_draw(package.parts[part]):
        return package
    root = _numbered(package.tree(part))
    styles = Styles(package.parts.get("word/styles.xml", b""))
    for drawing in _few(root, package):
        _spread(drawing, styles)
    return _drawn_as(package, root)


def _drawn_as(package: Package, root: Element) -> Package:
    """The package with another tree as its main part, which knows as what it was drawn."""
    part = package.main
    trees = package.given(package.parts) | {part: root}
    return replace(package, parts={**package.parts, part: serialise(root)}, drawn=package, _trees=trees)


def _numbered(given: Element) -> Element:
    """A copy of a part in which each paragraph bears its number."""
    root = copy.deepcopy(given)
    for place, paragraph in enumerate(root.iter(_PARAGRAPH)):
        paragraph.set(_DRAWN, str(place))
    return root


def _few(root: Element, package: Package) -> list[Drawing]:
    """The drawings of the main part; TemplateError where there are more than anybody draws."""
    found = [one for table in root.iter(w("tbl")) for one in _drawings(table, package)]
    if len(found) > _MOST_DRAWINGS:
        raise _misdrawn(found[_MOST_DRAWINGS].loop, package)
    return found


def _may_draw(data: bytes) -> bool:
    """Whether a part names a list of cards, at a glance.

    A tag may be torn into runs, so its words are looked for without the markup where a row has a height.
    """
    if not (_EXACT in data or _names_a_list(data)):
        return False
    return _names_a_list(_MARKUP.sub(b"", data))


def _names_a_list(data: bytes) -> bool:
    return any(word in data for word in _NAMED)


def placed(paragraphs: Paragraphs, package: Package) -> Iterator[Paragraph]:
    """The paragraphs of a template that `expanded` made, each said to stand where it is drawn."""
    if package.drawn is None:
        yield from paragraphs
        return
    part, places = package.main, _places(package, package.drawn)
    for one in paragraphs:
        is_spread = one.part == part and one.number is not None
        yield _as_drawn(one, places[one.number or 0]) if is_spread else one


def _places(package: Package, drawn: Package) -> list[Paragraph]:
    """For each paragraph of the main part the one that it is drawn as."""
    part = package.main
    given = [one for one in scan.paragraphs(drawn) if one.part == part and not one.aside]
    marks = (paragraph.get(_DRAWN, "0") for paragraph in package.tree(part).iter(_PARAGRAPH))
    return [given[int(mark)] for mark in marks]


def _as_drawn(one: Paragraph, drawn: Paragraph) -> Paragraph:
    """A paragraph, or a text aside in one, said to stand where that paragraph is drawn."""
    if one.aside:
        return one._replace(place=f"{drawn.place}的{one.aside}", number=drawn.number)
    return one._replace(place=drawn.place, text=drawn.text, number=drawn.number)


def _rows(tag: Tag) -> str:
    """The list of a loop over rows as it is called; "" for any other tag."""
    if (tag.prefix, tag.word) != ("tr", "for"):
        return ""
    rows = tag.rest.rpartition(" ")[2]
    base, _, name = rows.rpartition(".")
    return rows if base and name in LISTS else ""


def _named(loop: Element) -> str:
    """The list that a row begins to go through; "" for any other row."""
    return next(filter(None, map(_rows, tagged(loop))), "")


def _drawings(table: Element, package: Package) -> Iterator[Drawing]:
    rows = table.findall(w("tr"))
    for at, loop in enumerate(rows):
        if name := _named(loop):
            drawing = _drawing(table, rows[at : at + 3], name.rpartition(".")[0])
            if drawing is None:
                raise _misdrawn(loop, package)
            yield drawing


def _misdrawn(loop: Element, package: Package) -> TemplateError:
    place = _drawn_at(int(_mark(loop)), package)
    problem = error(place.where, "辅导员卡片没有画成能按人数排列的样子", _hint(_named(loop)))
    return TemplateError(standing((problem,), place.spot))


def _drawn_at(number: int, package: Package) -> Paragraph:
    """The paragraph of the main part of that number."""
    wanted = (package.main, number)
    return next(one for one in scan.paragraphs(package) if (one.part, one.number) == wanted)


def _hint(rows: str) -> str:
    """How cards are drawn that a list of rows holds."""
    return _HINT.format(rows=rows, cards=_OF_ROWS[rows.rpartition(".")[2]])


def _mark(row: Element) -> str:
    """Which paragraph the first one of a row was when it was drawn."""
    return next((paragraph.get(_DRAWN, "0") for paragraph in row.iter(_PARAGRAPH)), "0")


def _drawing(table: Element, rows: list[Element], base: str) -> Drawing | None:
    """The rows as they are spread; None where they are drawn in another way."""
    if len(rows) < 3 or not any(tag.word == "endfor" for tag in tagged(rows[2])):
        return None
    loop, row, end = rows
    height = _exact_height(row)
    fits = height and _is_card(row) and table_width(table)
    return Drawing(table, loop, row, end, base, height) if fits else None


def _exact_height(row: Element) -> int:
    """The height of a row in twentieths of a point; 0 where it goes by what is in it."""
    height = below(row, "trPr", "trHeight")
    return max(0, count(given(height))) if given(height, "hRule") == "exact" else 0


def _is_card(row: Element) -> bool:
    """Whether a row is the loop over cards: a cell for each of its two tags, and what is repeated between."""
    words = [tag.word for tag in tagged(row) if tag.prefix == "tc"]
    loops = [*map(loops_over_cards, row.findall(w("tc")))]
    return words == ["for", "endfor"] and _is_between(loops) and _is_short(row)


def _is_between(loops: list[bool]) -> bool:
    """Whether cells lie between the two that hold tags, and not more than anybody draws."""
    return loops.count(True) == 2 and len(loops) <= _MOST_CELLS and not loops[loops.index(True) + 1]


def _is_short(row: Element) -> bool:
    """Whether a row has no more paragraphs than anybody draws."""
    return sum(1 for _ in row.iter(_PARAGRAPH)) <= _MOST


def _spread(drawing: Drawing, styles: Styles) -> None:
    """Put the variants in place of what is drawn."""
    width, starts = equal_columns(drawing)
    made = (_variant(Card(drawing, width, starts, *grid), styles) for grid in GRIDS)
    for row in [row for rows in made for row in rows]:
        drawing.loop.addprevious(row)
    for row in (drawing.loop, drawing.row, drawing.end):
        drawing.table.remove(row)


def _variant(card: Card, styles: Styles) -> Iterator[Element]:
    """The rows of one variant under its condition."""
    yield _told(card.drawing, f'if {card.drawing.base}.variant == "{card.across}x{card.down}"')
    yield from _sized(card, styles)
    yield _told(card.drawing, "endif")


def _sized(card: Card, styles: Styles) -> Iterator[Element]:
    """The rows of one variant, for each size of letters under its condition."""
    drawing = card.drawing
    for name, size in SIZES.items():
        yield _told(drawing, f'if {drawing.base}.card_size == "{name}"')
        yield copy.deepcopy(drawing.loop)
        yield card.row(size, styles)
        yield copy.deepcopy(drawing.end)
        yield _told(drawing, "endif")


def _told(drawing: Drawing, words: str) -> Element:
    """A row of one tag, said to be drawn where the loop is."""
    row = etree.fromstring(_ROW)
    next(row.iter(_PARAGRAPH)).set(_DRAWN, _mark(drawing.loop))
    next(row.iter(w("t"))).text = f"{{%tr {words} %}}"
    return row
