"""Colour that alone carries meaning: in black and white, or for who cannot tell colours, nothing is left."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator

from generator.problems import Problem, standing, warning
from generator.word import scan
from generator.word.package import Package
from generator.word.scan import Paragraph
from generator.word.tree import Element, w

_FILLED = re.compile(rb'<w:shd [^>]*w:fill="([0-9A-Fa-f]{6})"')
_TC, _TR, _P, _T = w("tc"), w("tr"), w("p"), w("t")
_SEEN = tuple(map(w, ("t", "drawing", "pict", "object", "sym")))
_SATURATED, _BRIGHT = 0.45, 0.45
_HINT = "在有颜色的单元格里写上文字，如“重大风险”"


def check(package: Package, paragraphs: tuple[Paragraph, ...]) -> Iterator[Problem]:
    """Cells of different colours without words in them or beside them."""
    yield from _by_tags(paragraphs)
    for part, _ in package.rendered():
        if len({_hue(fill.decode()) for fill in _FILLED.findall(package.parts[part])} - {None}) > 1:
            own = {element: one for one, element in scan.with_elements(package, part, paragraphs)}
            yield from _in_part(package.tree(part), own)


def _by_tags(paragraphs: tuple[Paragraph, ...]) -> Iterator[Problem]:
    """Cells that a tag colours, where no word stands in the row."""
    for paragraph in paragraphs:
        if any(tag.word == "cellbg" for tag in paragraph.tags) and _is_silent(paragraph.row_text):
            fault = warning(paragraph.where, "单元格只有颜色没有文字", _HINT)
            yield from standing([fault], paragraph.spot)


def _is_silent(row: str) -> bool:
    """Whether nothing but the colours of cells is said in a row."""
    return not re.sub(r"\{%.*?%\}", "", row).strip()


def _in_part(root: Element, paragraphs: dict[Element, Paragraph]) -> Iterator[Problem]:
    for table in root.iter(w("tbl")):
        rows = [[*row.iterchildren(_TC)] for row in table.iterchildren(_TR)]
        mute = [cell for at in range(len(rows)) for cell in _mute(rows, at)]
        if len({_hue(_fill(cell)) for cell in mute}) > 1:
            paragraph = next((paragraphs[one] for one in mute[0].iter(_P)), None)
            if paragraph:
                fault = warning(paragraph.where, "几个单元格只用颜色区分，没有文字", _HINT)
                yield from standing([fault], paragraph.spot)


def _mute(rows: list[list[Element]], at: int) -> Iterator[Element]:
    """The coloured cells of a row without words in the row, above or below."""
    if any(_says(cell) for cell in rows[at]):
        return
    around = [rows[other] for other in (at - 1, at + 1) if 0 <= other < len(rows)]
    for place, cell in enumerate(rows[at]):
        near = [row[place] for row in around if place < len(row)]
        if _hue(_fill(cell)) is not None and not any(map(_says, near)):
            yield cell


def _says(cell: Element) -> bool:
    """Whether something is to be read or seen in a cell."""
    return any(one.tag != _T or (one.text or "").strip() for one in cell.iter(*_SEEN))


def _fill(cell: Element) -> str:
    """The colour of a cell as it is written; "" for none."""
    shade = cell.find(f"{w('tcPr')}/{w('shd')}")
    return "" if shade is None else shade.get(w("fill")) or ""


def _hue(fill: str) -> int | None:
    """Which of twelve hues a colour has; None for white, grey and what is pale or dark, and for no colour."""
    if not re.fullmatch("[0-9A-Fa-f]{6}", fill):
        return None
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    return round(hue * 12) % 12 if saturation > _SATURATED and value > _BRIGHT else None
