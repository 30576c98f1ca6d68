"""A workbook of a ledger: its sheets, a sheet of notes, and the parts that hold them together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any

from generator import zipped
from generator.library import Ledger, Sheet, guarded
from generator.word import lines
from generator.workbooks import page
from generator.workbooks.cells import height, words, written
from generator.workbooks.keys import Mark
from generator.workbooks.places import Place, quoted
from generator.workbooks.rows import Rows
from generator.workbooks.styles import Look, Styles

Context = Mapping[str, object]
NOTES = "填写说明"
_BLANK = "＿＿＿＿＿"
_NOTES_WIDTH = (18, 100)
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
    head = [(label, lines.fill(guarded(text), context)) for label, text in ledger.head]
    styles = Styles()
    sheets = [
        _sheet(ledger, place, places, styles, context, head, not number)
        for number, place in enumerate(places.values())
    ]
    sheets.append(_notes(ledger, head, styles, context))
    parts = _parts(ledger.title, places, sheets, styles)
    return zipped.pack(zipped.deflated(name, (_XML + text).encode()) for name, text in parts.items())


def _parts(title: str, places: Mapping[str, Place], sheets: list[str], styles: Styles) -> dict[str, str]:
    """The parts of the workbook by name; all sheets are written, so that their styles are known."""
    return {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relations(),
        "docProps/core.xml": _core(title),
        "docProps/app.xml": _app(),
        "xl/workbook.xml": _book(places),
        "xl/_rels/workbook.xml.rels": _links(len(sheets)),
        "xl/styles.xml": styles.xml(),
        **{f"xl/worksheets/sheet{number}.xml": text for number, text in enumerate(sheets, 1)},
    }


def _shown(ledger: Ledger, facts: object) -> Iterator[Sheet]:
    return (sheet for sheet in ledger.sheets if not sheet.when or attrgetter(sheet.when)(facts))


def _place(ledger: Ledger, sheet: Sheet, facts: object) -> Place:
    listed = sheet.rows.get(1)
    rows = attrgetter(listed)(facts) if listed else ()
    blank = () if sheet.fixed else attrgetter("blank_rows")(facts)
    return Place(sheet, tuple(rows), len(blank), _mark(ledger, sheet, facts) if sheet.into else None)


def _mark(ledger: Ledger, sheet: Sheet, facts: Any) -> Mark:
    """What stands above the keys of a sheet whose rows can be read back."""
    titles = tuple(column.title for column in sheet.typed)
    return Mark(ledger.id, sheet.name, facts.year, facts.enterprise.uscc, titles)


def _sheet(
    ledger: Ledger,
    place: Place,
    places: Mapping[str, Place],
    styles: Styles,
    context: Context,
    head: list[tuple[str, str]],
    active: bool,
) -> str:
    line = "　　".join(f"{label}：{text or _BLANK}" for label, text in head)
    title = f"{ledger.title}（{place.sheet.name}）"
    return "".join(
        (
            page.before(place, styles, active),
            *Rows(place, places, styles, context).xml(title, line),
            page.after(place, places, styles, title),
        )
    )


def _notes(ledger: Ledger, head: list[tuple[str, str]], styles: Styles, context: Context) -> str:
    """The last sheet: head, and notes on how to fill in."""
    notes = enumerate((*ledger.notes, *ledger.hints), 1)
    listed = [*head, *((str(number), lines.fill(guarded(note), context)) for number, note in notes)]
    rows = _note_rows(listed, styles)
    title = written("A1", styles.number(Look("title", border=False)), f"{ledger.title}（{NOTES}）")
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(_NOTES_WIDTH, 1)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="20"/>'
        f'<cols>{columns}</cols><sheetData><row r="1" ht="32">{title}</row>{rows}</sheetData>'
        f'<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>{page.printing(ledger.title, 0)}'
        "</worksheet>"
    )


def _note_rows(listed: list[tuple[str, str]], styles: Styles) -> str:
    """A row for each label or number with its text, from the second row on."""
    label, value = (styles.number(look) for look in (Look("head", "head"), Look(align="left")))
    return "".join(
        f'<row r="{at}" ht="{height([(text, _NOTES_WIDTH[1])]):g}">'
        f"{written(f'A{at}', label, name)}{written(f'B{at}', value, text)}</row>"
        for at, (name, text) in enumerate(listed, 2)
    )


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
    sheets = "".join(
        f'<Relationship Id="rId{number}" Type="{_REL}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, count + 1)
    )
    styles = f'<Relationship Id="rId{count + 1}" Type="{_REL}/styles" Target="styles.xml"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{sheets}{styles}</Relationships>'


def _book(places: Mapping[str, Place]) -> str:
    """The list of sheets; what each repeats and prints; everything is counted anew when it is opened."""
    sheets = "".join(
        f'<sheet name="{words(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate((*places, NOTES), 1)
    )
    names = "".join(
        f'<definedName name="_xlnm.Print_Area" localSheetId="{at}">{quoted(name)}!$A$1:${place.right}$'
        f'{place.printed}</definedName><definedName name="_xlnm.Print_Titles" localSheetId="{at}">'
        f"{quoted(name)}!$1:${place.head}</definedName>"
        for at, (name, place) in enumerate(places.items())
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets><definedNames>{names}</definedNames>"
        '<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>'
    )


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
