"""The looks of cells, gathered while sheets are written, as the workbook's styles."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

FORMATS = {"": 0, "#,##0.00": 4, "@": 49, "0.0%": 164, "yyyy-mm-dd": 165, "yyyy-mm": 166}
_OF_KIND = {
    "money": "#,##0.00",
    "percent": "0.0%",
    "date": "yyyy-mm-dd",
    "month": "yyyy-mm-dd",
    "until": "yyyy-mm-dd",
    "code": "@",
}
_ALIGN = {"money": "right", "text": "left"}
_FONTS = {"body": (10, "", "宋体"), "head": (10, "<b/>", "宋体"), "title": (16, "<b/>", "黑体")}
_FILLS = {"head": "FFE4E8EE", "counted": "FFF5F5F5"}
_SOFT = {"red": ("FFFFC7CE", "FF9C0006"), "yellow": ("FFFFEB9C", "FF7F6000")}
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks: font, fill, number format, alignment, borders, and text that is no formula.

    ``wrapped`` text makes its row as high as it needs.
    """

    font: str = "body"
    fill: str = ""
    format: str = ""
    align: str = "center"
    border: bool = True
    quoted: bool = False
    wrapped: bool = True


@dataclass(slots=True)
class Styles:
    """The looks in use, each with its number, in the order of first use."""

    looks: dict[Look, int] = field(default_factory=lambda: {Look(align="left", border=False): 0})
    marks: dict[str, int] = field(default_factory=dict)

    def number(self, look: Look) -> int:
        """The number of a look."""
        return self.looks.setdefault(look, len(self.looks))

    def mark(self, colour: str) -> int:
        """The number of a colour that a condition gives."""
        return self.marks.setdefault(colour, len(self.marks))

    def xml(self) -> str:
        """The styles part."""
        fills = "".join(map(_fill, _FILLS.values()))
        side = "".join(f'<{side} style="thin"/>' for side in ("left", "right", "top", "bottom"))
        looks = "".join(map(_look, self.looks))
        marks = "".join(map(_mark, self.marks))
        return (
            f'<styleSheet xmlns="{_MAIN}"><numFmts count="3">{_formats()}</numFmts>'
            f'<fonts count="{len(_FONTS)}">{_fonts()}</fonts>'
            f'<fills count="{len(_FILLS) + 2}"><fill><patternFill patternType="none"/></fill>'
            f'<fill><patternFill patternType="gray125"/></fill>{fills}</fills>'
            '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
            f"<border>{side}<diagonal/></border></borders>"
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self.looks)}">{looks}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>'
            f'<dxfs count="{len(self.marks)}">{marks}</dxfs></styleSheet>'
        )


@cache
def of_kind(
    kind: str, *, month: bool = False, fill: str = "", border: bool = True, quoted: bool = False
) -> Look:
    """The look of a cell of a column's kind."""
    code = "yyyy-mm" if month else _OF_KIND.get(kind, "")
    return Look("body", fill, code, _ALIGN.get(kind, "center"), border, quoted)


def _formats() -> str:
    """The formats of our own, which have numbers above those that Excel knows."""
    return "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code.replace("-", "&quot;-&quot;")}"/>'
        for code, number in FORMATS.items()
        if number > 163
    )


def _fonts() -> str:
    return "".join(
        f'<font>{bold}<sz val="{size}"/><name val="{name}"/><charset val="134"/></font>'
        for size, bold, name in _FONTS.values()
    )


def _fill(colour: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/></patternFill></fill>'


def _look(look: Look) -> str:
    font = list(_FONTS).index(look.font)
    fill = list(_FILLS).index(look.fill) + 2 if look.fill else 0
    quoted = ' quotePrefix="1"' if look.quoted else ""
    wrapped = ' wrapText="1"' if look.wrapped else ""
    return (
        f'<xf numFmtId="{FORMATS[look.format]}" fontId="{font}" fillId="{fill}" '
        f'borderId="{int(look.border)}" xfId="0"{quoted} applyNumberFormat="1" applyFont="1" '
        f'applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<alignment horizontal="{look.align}" vertical="center"{wrapped}/></xf>'
    )


def _mark(colour: str) -> str:
    fill, ink = _SOFT.get(colour) or (f"FF{colour[1:]}", _ink(colour))
    return (
        f'<dxf><font><b/><color rgb="{ink}"/></font><fill><patternFill patternType="solid">'
        f'<fgColor rgb="{fill}"/><bgColor rgb="{fill}"/></patternFill></fill></dxf>'
    )


def _ink(colour: str) -> str:
    """White or black, whichever reads on the colour."""
    return "FFFFFFFF" if _brightness(colour) < 110_000 else "FF000000"


def _brightness(colour: str) -> int:
    """How bright a colour is to the eye, up to 255,000."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red * 299 + green * 587 + blue * 114
