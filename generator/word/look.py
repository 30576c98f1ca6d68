"""What a Word file looks like, in words: pages, how its paragraphs are set, heights of rows, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.word.look_styles import FILL, PLAIN, Set, Styles, colour, millimetres
from generator.word.opening import open_package
from generator.word.tree import FALLBACK, Element, W, below, count, given, said

_W = f"{{{W}}}"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_EMU = 36000  # to a millimetre
_PAPERS = {(297, 420): "A3", (210, 297): "A4", (148, 210): "A5", (176, 250): "B5", (184, 260): "16 开"}
_RULES = {"exact": "固定 ", "auto": "约 "}  # of the height of a row
_MARGINS = {"top": "上", "bottom": "下", "left": "左", "right": "右", "header": "页眉", "footer": "页脚"}


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph with words: its style, and what its words are set in, several joined in their order."""

    words: str
    style: str
    set: Set


@dataclass(frozen=True, slots=True)
class Look:
    """All of it: a mapping for each section, the styles by name, a paragraph each, the heights of the rows of
    each table, the sizes of pictures in their order."""

    sections: tuple[Mapping[str, str], ...]
    styles: Mapping[str, Set]
    paragraphs: tuple[Words, ...]
    tables: tuple[tuple[str, ...], ...]
    pictures: tuple[str, ...]


def read(data: bytes, name: str) -> Look:
    """The look of a Word file; TemplateError where the file of that name cannot be opened."""
    package = open_package(data, name)
    styles = Styles(package.parts.get("word/styles.xml"))
    roots = [package.tree(part) for part, _ in package.rendered() if not package.is_core(part)]
    body = roots[0]
    return Look(
        tuple(map(_section, body.iter(f"{_W}sectPr"))),
        styles.named(),
        tuple(one for root in roots for one in _paragraphs(root, styles)),
        tuple(map(_heights, body.iter(f"{_W}tbl"))),
        tuple(_extent(one) for root in roots for one in root.iter(_EXTENT)),
    )


def _heights(table: Element) -> tuple[str, ...]:
    return tuple(map(_height, table.findall(f"{_W}tr")))


def _section(element: Element) -> Mapping[str, str]:
    """Paper, direction and margins of a section."""
    size, margins = below(element, "pgSz"), below(element, "pgMar")
    paper = {} if size is None else _paper([_round(given(size, side)) for side in ("w", "h")])
    return paper if margins is None else {**paper, **_margins(margins)}


def _margins(margins: Element) -> dict[str, str]:
    return {f"{said}边距": millimetres(given(margins, side)) for side, said in _MARGINS.items()}


def _paper(sides: list[int]) -> dict[str, str]:
    direction = "横向" if sides[0] > sides[1] else "纵向"
    return {"纸张": _called(sides), "方向": direction}


def _called(sides: list[int]) -> str:
    """The name of a size of paper, its measures where it has none."""
    known = next((name for paper, name in _PAPERS.items() if _near(sides, paper)), "")
    return known or f"{min(sides)}×{max(sides)} 毫米"


def _round(twentieths: str | None) -> int:
    return round(count(twentieths) * 25.4 / 1440)


def _near(sides: list[int], paper: tuple[int, int]) -> bool:
    return all(abs(one - other) <= 1 for one, other in zip(sorted(sides), paper, strict=True))


def _paragraphs(root: Element, styles: Styles) -> Iterator[Words]:
    for element in root.iter(f"{_W}p"):
        if next(element.iterancestors(FALLBACK), None) is None:
            yield from _words(element, styles)


def _words(element: Element, styles: Styles) -> Iterator[Words]:
    """The paragraph, where it has words of its own."""
    key, around = styles.paragraph(element)
    around = {**around, FILL: _fill(element)}
    runs = list(_runs(element))
    if runs:
        told = " ".join("".join(words for _, words in runs).split())
        yield Words(told, styles.name(key), _joined([styles.run(run, around) for run, _ in runs]))


def _runs(element: Element) -> Iterator[tuple[Element, str]]:
    """The runs of a paragraph that say something, with their words."""
    for run in element.iter(f"{_W}r"):
        words = _said(run, element)
        if words.strip():
            yield run, words


def _said(run: Element, paragraph: Element) -> str:
    """What a run says; "" for one of a text box in the paragraph."""
    if next(run.iterancestors(f"{_W}p")) is not paragraph:
        return ""
    return said(run.findall(f"{_W}t"))


def _joined(sets: list[Set]) -> Set:
    """What words are set in one after the other."""
    return {name: "、".join(dict.fromkeys(one[name] for one in sets)) for name in PLAIN}


def _fill(element: Element) -> str:
    """The shading of the cell around a paragraph."""
    cell = next(element.iterancestors(f"{_W}tc"), None)
    written = given(below(cell, "tcPr", "shd"), "fill")
    return colour(written) if written and written.lower() != "auto" else PLAIN[FILL]


def _height(row: Element) -> str:
    """The height of a row: as it is fixed, at least so much, or as its words need."""
    found = below(row, "trPr", "trHeight")
    if found is None:
        return "随内容"
    return _RULES.get(given(found, "hRule"), "至少 ") + millimetres(given(found))


def _extent(element: Element) -> str:
    """Width and height of a picture."""
    sides = (round(count(element.get(side)) / _EMU) for side in ("cx", "cy"))
    return "×".join(map(str, sides)) + " 毫米"
