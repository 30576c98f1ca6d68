"""A workbook of a ledger: its sheets, a sheet of notes, and the parts that hold them together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from generator import zipped
from generator.library import Ledger, Sheet, guarded
from generator.word import lines
from generator.workbooks import page
from generator.workbooks.cells import height, words, written
from generator.workbooks.keys import Mark
from generator.workbooks.places import Place, Places, quoted
from generator.workbooks.rows import Rows
from generator.workbooks.styles import Look, Styles

Context = Mapping[str, object]
NOTES = "填写说明"
_BLANK = "＿＿＿＿＿"
_NOTES_WIDTH = (18, 100)
_NOTES_COLUMNS = "".join(
    f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
    for at, width in enumerate(_NOTES_WIDTH, 1)
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MOMENT = "2026-01-01T00:00:00Z"


def build(ledger: Ledger, facts: object, context: Context) -> bytes:
    """The .xlsx of a ledger about one client, the same bytes every time.

    Rows are typed values of the facts; texts with tags print what Word templates print, from ``context``.
    """
    places = {sheet.name: _place(ledger, sheet, facts) for sheet in _shown(ledger, facts)}
    head = [(label, _filled(text, context)) for label, text in ledger.head]
    book = _Book(ledger.title, head, places, Styles(), context)
    sheets = [*map(book.sheet, places.values()), _notes(ledger, book)]
    parts = _parts(book, sheets)
    return zipped.pack(zipped.deflated(name, (_XML + text).encode()) for name, text in parts.items())


Head = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets share: ``head`` are labels with their texts, ``styles`` gathers the looks in use."""

    title: str
    head: Head
    places: Places
    styles: Styles
    context: Context

    def sheet(self, place: Place) -> str:
        """The XML of a sheet of rows; the first one is that which is open."""
        title = f"{self.title}（{place.sheet.name}）"
        is_first = place is next(iter(self.places.values()))
        before = page.before(place, self.styles, is_first)
        rows = Rows(place, self.places, self.styles, self.context).xml(title, self._line())
        return "".join((before, *rows, page.after(place, self.places, self.styles, title)))

    def _line(self) -> str:
        """The line under the title."""
        return "　　".join(f"{label}：{text or _BLANK}" for label, text in self.head)


def _parts(book: _Book, sheets: list[str]) -> dict[str, str]:
    """The parts of the workbook by name; all sheets are written, so that their styles are known."""
    return {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relations(),
        "docProps/core.xml": _core(book.title),
        "docProps/app.xml": _app(),
        "xl/workbook.xml": _book(book.places),
        "xl/_rels/workbook.xml.rels": _links(len(sheets)),
        "xl/styles.xml": book.styles.xml(),
        **{f"xl/worksheets/sheet{number}.xml": text for number, text in enumerate(sheets, 1)},
    }


def _shown(ledger: Ledger, facts: object) -> Iterator[Sheet]:
    return (sheet for sheet in ledger.sheets if not sheet.when or attrgetter(sheet.when)(facts))


def _place(ledger: Ledger, sheet: Sheet, facts: object) -> Place:
    blank = () if sheet.fixed else attrgetter("blank_rows")(facts)
    mark = _mark(ledger, sheet, facts) if sheet.into else None
    return Place(sheet, _rows(sheet, facts), len(blank), mark)


def _rows(sheet: Sheet, facts: object) -> tuple[Any, ...]:
    """The facts that a sheet shows."""
    listed = sheet.rows.get(1)
    return tuple(attrgetter(listed)(facts)) if listed else ()


def _mark(ledger: Ledger, sheet: Sheet, facts: Any) -> Mark:
    """What stands above the keys of a sheet whose rows can be read back."""
    titles = tuple(column.title for column in sheet.typed)
    return Mark(ledger.id, sheet.name, facts.year, facts.enterprise.uscc, titles)


def _notes(ledger: Ledger, book: _Book) -> str:
    """The last sheet: head, and notes on how to fill in."""
    rows = "".join(_note_rows([*book.head, *_numbered(ledger, book.context)], book.styles))
    title = written("A1", book.styles.number(Look("title", border=False)), f"{ledger.title}（{NOTES}）")
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="20"/>'
        f'<cols>{_NOTES_COLUMNS}</cols><sheetData><row r="1" ht="32">{title}</row>{rows}</sheetData>'
        f'<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>{page.printing(ledger.title, 0)}'
        "</worksheet>"
    )


def _numbered(ledger: Ledger, context: Context) -> Head:
    """The notes with their numbers."""
    notes = enumerate((*ledger.notes, *ledger.hints), 1)
    return [(str(number), _filled(note, context)) for number, note in notes]


def _filled(text: str, context: Context) -> str:
    return lines.fill(guarded(text), context)


def _note_rows(listed: Head, styles: Styles) -> Iterator[str]:
    """A row for each label or number with its text, from the second row on."""
    label, value = styles.number(Look("head", "head")), styles.number(Look(align="left"))
    for at, (name, text) in enumerate(listed, 2):
        cells = written(f"A{at}", label, name) + written(f"B{at}", value, text)
        yield f'<row r="{at}" ht="{height([(text, _NOTES_WIDTH[1])]):g}">{cells}</row>'


def _types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for number in range(1, count + 1)
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    app = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{sheets}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>'
        f'<Override PartName="/docProps/app.xml" ContentType="{app}"/></Types>'
    )


def _relations() -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        f'Target="docProps/core.xml"/><Relationship Id="rId3" Type="{_REL}/extended-properties" '
        'Target="docProps/app.xml"/></Relationships>'
    )


def _links(count: int) -> str:
    numbers = range(1, count + 1)
    sheets = "".join(_link(one, "worksheet", f"worksheets/sheet{one}.xml") for one in numbers)
    styles = _link(count + 1, "styles", "styles.xml")
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{sheets}{styles}</Relationships>'


def _link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_REL}/{kind}" Target="{target}"/>'


def _book(places: Places) -> str:
    """The list of sheets; what each repeats and prints; everything is counted anew when it is opened."""
    sheets = "".join(
        f'<sheet name="{words(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate((*places, NOTES), 1)
    )
    names = "".join(_print_names(at, place) for at, place in enumerate(places.values()))
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets><definedNames>{names}</definedNames>"
        '<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>'
    )


def _print_names(at: int, place: Place) -> str:
    """Which cells of a sheet are printed, and which rows on every page."""
    name = quoted(place.sheet.name)
    area = _defined("Print_Area", at, f"{name}!$A$1:${place.right}${place.printed}")
    return area + _defined("Print_Titles", at, f"{name}!$1:${place.head}")


def _defined(kind: str, at: int, cells: str) -> str:
    return f'<definedName name="_xlnm.{kind}" localSheetId="{at}">{cells}</definedName>'


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{words(title)}</dc:title>'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_MOMENT}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_MOMENT}</dcterms:modified></cp:coreProperties>'
    )


def _app() -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'<Properties xmlns="{space}"><Application>tuoguan</Application></Properties>'
