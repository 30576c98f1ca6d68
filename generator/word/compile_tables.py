"""Paragraphs and tables of the dialect as WordprocessingML, with docxtpl tags inside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from xml.sax.saxutils import escape

from generator.word.keeping import closed, kept_rows
from generator.word.layout import Layout
from generator.word.source_inline import Break, Line, Picture, Piece, Tag, Text, Value
from generator.word.source_tables import Cell, Column, Row, Table
from generator.word.widths import columns, share

TWIPS_PER_MM = 1440 / 25.4
KEEP = "<w:keepNext/>"
WHOLE = "<w:keepLines/>"  # in the order of the schema: after KEEP
_HINT = '<w:rFonts w:hint="eastAsia"/>'
_TABLE_LOOK = (
    '<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
    'w:noHBand="1" w:noVBand="1"/>'
)


def run(text: str, *, bold: bool = False) -> str:
    """A run of text; ambiguous signs take the Chinese font."""
    marks = "<w:b/>" if bold else ""
    return f'<w:r><w:rPr>{_HINT}{marks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: str, content: str, extra: str = "") -> str:
    """A paragraph of a style id, with further properties in schema order after the style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{escape(style)}"/>{extra}</w:pPr>{content}</w:p>'


def tag_paragraph(layout: Layout, body: str) -> str:
    """A paragraph that holds one control tag and vanishes when rendered."""
    return paragraph(layout.styles["mark"], run(f"{{%p {body} %}}"))


def runs(line: Line, *, blanks: bool) -> str:
    """The runs of a line; with blanks, an empty value prints a line to write on."""
    parts = [(_words(piece, blanks), piece) for piece in line]
    made: list[str] = []
    for bold, group in groupby(parts, key=_weight):
        if bold is None:
            made += [_object(piece) for _, piece in group]
        else:
            made.append(run("".join(words or "" for words, _ in group), bold=bold))
    return "".join(made)


def _weight(part: tuple[str | None, Piece]) -> bool | None:
    """Whether a piece of words is bold; None for a break or a picture, which are runs of their own."""
    words, piece = part
    return None if words is None or isinstance(piece, (Break, Picture)) else piece.bold


def _words(piece: object, blanks: bool) -> str | None:
    if isinstance(piece, Text):
        return piece.text
    if isinstance(piece, Value):
        return f"{{{{ {piece.name}|blank }}}}" if blanks else f"{{{{ {piece.name} }}}}"
    return f"{{% {piece.body} %}}" if isinstance(piece, Tag) else None


def _object(piece: object) -> str:
    if isinstance(piece, Picture):
        return run(f"{{{{ {piece.name}|picture({piece.width},{piece.height}) }}}}")
    return "<w:r><w:br/></w:r>"


def table(layout: Layout, source: Table, width: int, *, followed: bool = False, last: bool = False) -> str:
    """A table and a small gap after it; where its text may be small, both sizes.

    ``followed``: its end stays with what comes next; ``last``: a new page comes next, on which the gap
    after a full page would leave an empty one.
    """
    if source.options.small:
        return _either_size(layout, source, width, followed=followed, last=last)
    widths = columns(source, width, layout.letters[source.options.size])
    followed = followed or source.options.keep == "next"
    source = closed(source) if followed else source
    held = kept_rows(source, followed=followed)
    rows = "".join(_row(layout, source, row, widths, at in held) for at, row in enumerate(source.rows))
    style = layout.styles[f"table_{source.options.style}"]
    gap = "" if last else paragraph(layout.styles["gap"], "", KEEP if followed else "")
    return frame(style, widths, rows) + gap


def _either_size(layout: Layout, source: Table, width: int, *, followed: bool, last: bool) -> str:
    """The table in small and in normal letters, between the tags that choose one of them."""
    name = source.options.small

    def of_size(size: str) -> str:
        options = replace(source.options, size=size, small="")
        return table(layout, replace(source, options=options), width, followed=followed, last=last)

    first, other, end = (tag_paragraph(layout, body) for body in (f"if {name}", "else", "endif"))
    return f"{first}{of_size('small')}{other}{of_size('normal')}{end}"


def frame(style: str, widths: Sequence[int], rows: str) -> str:
    """The shell of a table around its rows."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{escape(style)}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>{_TABLE_LOOK}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def table_row(cells: Iterable[str], *, height: int = 0, header: bool = False) -> str:
    """A row that does not break; height in millimetres, at least."""
    least = f'<w:trHeight w:val="{round(height * TWIPS_PER_MM)}" w:hRule="atLeast"/>' if height else ""
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def table_cell(content: str, width: int, *, span: int = 1, fill: str = "") -> str:
    """A cell around its paragraph."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shade}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _row(layout: Layout, source: Table, row: Row | Tag, widths: Sequence[int], kept: bool) -> str:
    if isinstance(row, Tag):
        mark = paragraph(layout.styles["mark"], run(f"{{%tr {row.body} %}}"))
        return table_row([table_cell(mark, sum(widths), span=len(widths))])
    cells = []
    at = 0
    for cell in row.cells:
        width = sum(widths[at : at + cell.span])
        column = source.columns[at]
        cells.append(_cell(layout, source, cell, column, width, header=row.header, kept=kept))
        at += cell.span
    return table_row(cells, height=source.options.height, header=row.header)


def _cell(
    layout: Layout, source: Table, cell: Cell, column: Column, width: int, *, header: bool, kept: bool
) -> str:
    heading = header or cell.label
    style = _cell_style(cell, heading=heading, small=source.options.size == "small")
    centred_by_style = heading or style == "cell_picture"
    align = "" if centred_by_style else f'<w:jc w:val="{column.align}"/>'
    # A header left alone at the foot of a page looks wrong, and LibreOffice then loses the rows below it.
    keep = KEEP if header or kept else ""
    content = paragraph(layout.styles[style], runs(cell.line, blanks=False), keep + align)
    shaded = heading and source.options.style == "grid"
    return table_cell(content, width, span=cell.span, fill=layout.shade if shaded else "")


def _cell_style(cell: Cell, *, heading: bool, small: bool) -> str:
    if any(isinstance(piece, Picture) for piece in cell.line):
        return "cell_picture"
    return ("label" if heading else "cell") + ("_small" if small else "")


def sign_table(layout: Layout, labels: Sequence[Line], width: int) -> str:
    """A bordered block: for each signer a label, a space to sign, and a date to fill."""
    widths = share(width, [26, 36, 12, 26])
    rows = ""
    for label in labels:
        cells = (
            table_cell(_label(layout, runs(label, blanks=False)), widths[0], fill=layout.shade),
            table_cell(paragraph(layout.styles["cell"], ""), widths[1]),
            table_cell(_label(layout, run("日期")), widths[2], fill=layout.shade),
            table_cell(_date(layout), widths[3]),
        )
        rows += table_row(cells, height=12)
    return frame(layout.styles["table_grid"], widths, rows) + paragraph(layout.styles["gap"], "")


def _label(layout: Layout, content: str) -> str:
    return paragraph(layout.styles["label"], content, KEEP)


def _date(layout: Layout) -> str:
    return paragraph(layout.styles["cell"], run("　　年　　月　　日"), '<w:jc w:val="center"/>')
