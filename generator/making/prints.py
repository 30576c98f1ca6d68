"""What files other than Word documents print: names of values, each with a digest of the value.

Names are those of the contract where the value comes from there (``enterprise.name``, ``hazards[].level``),
else the file's own: ``site`` and ``zones`` of a map, the fields of a badge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator import domain
from generator.library import Ledger, Sheet, guarded
from generator.pictures import UnreadableError, photos
from generator.riskmap import Beneath, Site
from generator.word import lines, printed

_WHOSE = ("year", "enterprise.uscc")  # stand above the hidden keys of a ledger's rows


def of_ledger(ledger: Ledger, context: Mapping[str, object], known: printed.Known) -> dict[str, str]:
    """What a workbook prints, by the names in its definition."""
    return printed.digests(dict.fromkeys(_named(ledger)), context, known)


def _named(ledger: Ledger) -> Iterator[str]:
    if not all(sheet.fixed for sheet in ledger.sheets):
        yield "blank_rows"
    if any(sheet.into for sheet in ledger.sheets):
        yield from _WHOSE
    for sheet in ledger.sheets:
        yield from _of_sheet(sheet)
    for text in texts(ledger):
        yield from (name for name, _ in printed.asked(lines.operations(guarded(text))))


def _of_sheet(sheet: Sheet) -> Iterator[str]:
    yield from filter(None, (sheet.when, *sheet.rows.values()))
    for rows in sheet.rows.values():
        yield from (f"{rows}[].{column.value}" for column in sheet.columns if column.value)


def texts(ledger: Ledger) -> Iterator[str]:
    """Every text in which tags may stand."""
    yield from (text for _, text in ledger.head)
    yield from (*ledger.notes, *ledger.hints)
    for sheet in ledger.sheets:
        yield from (cell.text for line in sheet.lines for cell in line)


def of_site(site: Site) -> dict[str, str]:
    """What a map prints: its zones, its greatest risks, and all else of the plan."""
    rest = replace(site, zones=(), top_risks=(), beneath=None)
    about = (rest, _ground(site.beneath) if site.beneath else ())
    return of_fields({"zones": site.zones, "top_risks": site.top_risks, "site": about})


def _ground(beneath: Beneath) -> tuple[object, ...]:
    """The picture beneath by its own digest: it may have many millions of bytes."""
    return (printed.digest(beneath.data), beneath.pixels, beneath.strength)


def of_badge(badge: domain.Badge) -> dict[str, str]:
    """What an electronic badge prints: its fields, the photo by its bytes."""
    return of_fields({name: _told(getattr(badge, name)) for name in domain.printing.forms(domain.Badge)})


def _told(value: object) -> object:
    return _photo(value) if isinstance(value, domain.Photo) else value


def _photo(photo: domain.Photo) -> str:
    try:
        return photos.digest(photo.asset)
    except UnreadableError:
        return ""


def of_fields(fields: Mapping[str, object]) -> dict[str, str]:
    """A digest for each value: of a text the text, of anything else how Python writes it."""
    return {name: printed.digest(_written(value).encode()) for name, value in fields.items()}


def _written(value: object) -> str:
    return value if isinstance(value, str) else repr(value)
