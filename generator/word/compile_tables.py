"""Paragraphs and tables of the dialect as WordprocessingML, with docxtpl tags inside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from xml.sax.saxutils import escape

from generator.word.keeping import closed, kept_rows
from generator.word.layout import Layout
from generator.word.source_inline import Break, Line, Picture, Piece, Tag, Text, Value
from generator.word.source_tables import Align, Cell, Row, Table
from generator.word.widths import columns, share

TWIPS_PER_MM = 1440 / 25.4
KEEP = "<w:keepNext/>"
WHOLE = "<w:keepLines/>"  # in the order of the schema: after KEEP
_HINT = '<w:rFonts w:hint="eastAsia"/>'
_Part = tuple[str | None, Piece]  # a piece of a line and its words, None where it has none
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
    return "".join(_grouped(bold, group) for bold, group in groupby(parts, key=_weight))


def _grouped(bold: bool | None, group: Iterable[_Part]) -> str:
    """Pieces of one weight as one run, those that are no words as runs of their own."""
    if bold is None:
        return "".join(_object(piece) for _, piece in group)
    return run("".join(words or "" for words, _ in group), bold=bold)


def _weight(part: _Part) -> bool | None:
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
    followed = followed or source.options.keep == "next"
    made = _framed(layout, closed(source) if followed else source, width, followed=followed)
    return made if last else made + paragraph(layout.styles["gap"], "", KEEP if followed else "")


def _framed(layout: Layout, source: Table, width: int, *, followed: bool) -> str:
    """The table alone, of one size."""
    widths = columns(source, width, layout.letters[source.options.size])
    held = kept_rows(source, followed=followed)
    rows = (_row(layout, source, row, widths, at in held) for at, row in enumerate(source.rows))
    return frame(layout.styles[f"table_{source.options.style}"], widths, "".join(rows))


def _either_size(layout: Layout, source: Table, width: int, *, followed: bool, last: bool) -> str:
    """The table in small and in normal letters, between the tags that choose one of them."""
    first, other, end = (
        tag_paragraph(layout, body) for body in (f"if {source.options.small}", "else", "endif")
    )
    small, normal = (
        table(layout, _of_size(source, size), width, followed=followed, last=last)
        for size in ("small", "normal")
    )
    return f"{first}{small}{other}{normal}{end}"


def _of_size(source: Table, size: str) -> Table:
    return replace(source, options=replace(source.options, size=size, small=""))


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
        return _tag_row(layout, row, widths)
    setting = _Setting(layout, source, row.header, kept)
    cells = []
    at = 0
    for cell in row.cells:
        cells.append(setting.cell(cell, source.columns[at].align, sum(widths[at : at + cell.span])))
        at += cell.span
    return table_row(cells, height=source.options.height, header=row.header)


def _tag_row(layout: Layout, row: Tag, widths: Sequence[int]) -> str:
    mark = paragraph(layout.styles["mark"], run(f"{{%tr {row.body} %}}"))
    return table_row([table_cell(mark, sum(widths), span=len(widths))])


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the cells of a row are set."""

    layout: Layout
    source: Table
    header: bool
    kept: bool

    def cell(self, cell: Cell, align: Align, width: int) -> str:
        """A cell of the row with its paragraph."""
        heading = self.header or cell.label
        style = _cell_style(cell, heading=heading, small=self.source.options.size == "small")
        centred_by_style = heading or style == "cell_picture"
        aligned = "" if centred_by_style else f'<w:jc w:val="{align}"/>'
        words = runs(cell.line, blanks=False)
        content = paragraph(self.layout.styles[style], words, self._keep() + aligned)
        return table_cell(content, width, span=cell.span, fill=self._fill(heading))

    def _keep(self) -> str:
        # A header left alone at the foot of a page looks wrong, and LibreOffice then loses the rows below it.
        return KEEP if self.header or self.kept else ""

    def _fill(self, heading: bool) -> str:
        shaded = heading and self.source.options.style == "grid"
        return self.layout.shade if shaded else ""


def _cell_style(cell: Cell, *, heading: bool, small: bool) -> str:
    if any(isinstance(piece, Picture) for piece in cell.line):
        return "cell_picture"
    return ("label" if heading else "cell") + ("_small" if small else "")


def sign_table(layout: Layout, labels: Sequence[Line], width: int) -> str:
    """A bordered block: for each signer a label, a space to sign, and a date to fill."""
    widths = share(width, [26, 36, 12, 26])
    rows = "".join(_sign_row(layout, runs(label, blanks=False), widths) for label in labels)
    return frame(layout.styles["table_grid"], widths, rows) + paragraph(layout.styles["gap"], "")


def _sign_row(layout: Layout, label: str, widths: Sequence[int]) -> str:
    cells = (
        table_cell(_label(layout, label), widths[0], fill=layout.shade),
        table_cell(paragraph(layout.styles["cell"], ""), widths[1]),
        table_cell(_label(layout, run("日期")), widths[2], fill=layout.shade),
        table_cell(_date(layout), widths[3]),
    )
    return table_row(cells, height=12)


def _label(layout: Layout, content: str) -> str:
    return paragraph(layout.styles["label"], content, KEEP)


def _date(layout: Layout) -> str:
    return paragraph(layout.styles["cell"], run("　　年　　月　　日"), '<w:jc w:val="center"/>')
