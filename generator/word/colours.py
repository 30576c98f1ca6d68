"""Colour that alone carries meaning: in black and white, or for who cannot tell colours, nothing is left."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator, Mapping

from generator.problems import Problem, standing, warning
from generator.word import scan
from generator.word.package import Package
from generator.word.scan import Paragraph, Paragraphs
from generator.word.tree import Element, below, given, w

_FILLED = re.compile(rb'<w:shd [^>]*w:fill="([0-9A-Fa-f]{6})"')
_COLOUR = re.compile("[0-9A-Fa-f]{6}")
_TC, _TR, _P, _T = w("tc"), w("tr"), w("p"), w("t")
_SEEN = tuple(map(w, ("t", "drawing", "pict", "object", "sym")))
_SATURATED, _BRIGHT = 0.45, 0.45
_HINT = "在有颜色的单元格里写上文字，如“重大风险”"


def check(package: Package, paragraphs: Paragraphs) -> Iterator[Problem]:
    """Cells of different colours without words in them or beside them."""
    yield from _by_tags(paragraphs)
    for part, _ in package.rendered():
        if _is_coloured(package.parts[part]):
            yield from _in_part(package.tree(part), _known(package, part, paragraphs))


def _known(package: Package, part: str, paragraphs: Paragraphs) -> dict[Element, Paragraph]:
    """The paragraphs of a part by the elements that they were read from."""
    return {element: one for one, element in scan.with_elements(package, part, paragraphs)}


def _is_coloured(part: bytes) -> bool:
    """Whether a part has shadings of several hues."""
    return len({_hue(fill.decode()) for fill in _FILLED.findall(part)} - {None}) > 1


def _by_tags(paragraphs: Paragraphs) -> Iterator[Problem]:
    """Cells that a tag colours, where no word stands in the row."""
    for paragraph in paragraphs:
        if any(tag.word == "cellbg" for tag in paragraph.tags) and _is_silent(paragraph.row_text):
            yield from _told(paragraph, "单元格只有颜色没有文字")


def _told(paragraph: Paragraph, message: str) -> Iterator[Problem]:
    yield from standing([warning(paragraph.where, message, _HINT)], paragraph.spot)


def _is_silent(row: str) -> bool:
    """Whether nothing but the colours of cells is said in a row."""
    return not re.sub(r"\{%.*?%\}", "", row).strip()


def _in_part(root: Element, paragraphs: Mapping[Element, Paragraph]) -> Iterator[Problem]:
    for mute in map(_of_table, root.iter(w("tbl"))):
        if _differ(mute):
            paragraph = next((paragraphs[one] for one in mute[0].iter(_P)), None)
            if paragraph:
                yield from _told(paragraph, "几个单元格只用颜色区分，没有文字")


def _differ(cells: list[Element]) -> bool:
    """Whether cells have several hues."""
    return len({_hue(_fill(cell)) for cell in cells}) > 1


def _of_table(table: Element) -> list[Element]:
    """The coloured cells of a table that no words explain."""
    rows = [[*row.iterchildren(_TC)] for row in table.iterchildren(_TR)]
    return [cell for at in range(len(rows)) for cell in _mute(rows, at)]


def _mute(rows: list[list[Element]], at: int) -> Iterator[Element]:
    """The coloured cells of a row without words in the row, above or below."""
    if any(map(_says, rows[at])):
        return
    around = rows[max(at - 1, 0) : at] + rows[at + 1 : at + 2]
    for place, cell in enumerate(rows[at]):
        near = (row[place] for row in around if place < len(row))
        if _has_hue(cell) and not any(map(_says, near)):
            yield cell


def _has_hue(cell: Element) -> bool:
    return _hue(_fill(cell)) is not None


def _says(cell: Element) -> bool:
    """Whether something is to be read or seen in a cell."""
    return any(one.tag != _T or (one.text or "").strip() for one in cell.iter(*_SEEN))


def _fill(cell: Element) -> str:
    """The colour of a cell as it is written; "" for none."""
    return given(below(cell, "tcPr", "shd"), "fill")


def _hue(fill: str) -> int | None:
    """Which of twelve hues a colour has; None for white, grey and what is pale or dark, and for no colour."""
    if not _COLOUR.fullmatch(fill):
        return None
    hue, saturation, value = _hsv(fill)
    return round(hue * 12) % 12 if saturation > _SATURATED and value > _BRIGHT else None


def _hsv(fill: str) -> tuple[float, float, float]:
    """Hue, saturation and value of a colour that is written as RRGGBB."""
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return colorsys.rgb_to_hsv(red, green, blue)
