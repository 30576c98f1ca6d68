"""Count every workbook of the examples anew with LibreOffice; fail unless it finds what the facts say."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import product
from operator import attrgetter
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from generator import facts, intake, readback, workbooks
from generator.domain import ROW, Facts, RiskPoint, printing
from generator.entrybook.cells import open_book
from generator.facts import grading
from generator.library import built_in, catalogue, ledgers
from generator.library.ledgers import Ledger, Sheet
from generator.readback import Asked
from generator.record import Record
from generator.word import values
from generator.workbooks import cells

ROOT = Path(__file__).resolve().parent.parent
DAY = datetime.date(2026, 11, 23)
CLOSED = datetime.date(2026, 12, 31)
SPENDING, CLOSING = "reference/ledgers.yaml#spending", "年度结账"
PRECISION = 6
LIBRARY = built_in()


def main(target: Path) -> int:
    """Make the workbooks, let LibreOffice read and write them and print them, then compare."""
    made, bare, counted, printed = (target / name for name in ("made", "bare", "counted", "printed"))
    made.mkdir(parents=True)
    bare.mkdir()
    clients = {path.parent.name: path.parent for path in (ROOT / "examples").glob("*/client.yaml")}
    records = {name: intake.read(path) for name, path in clients.items()}
    derived = {name: facts.derive(record, DAY, LIBRARY) for name, record in records.items()}
    wanted = [
        (f"{name} {entry.id}.xlsx", ledgers.find(entry.source, LIBRARY), about)
        for name, about in sorted(derived.items())
        for entry in catalogue.load(LIBRARY)
        if entry.kind == "workbook"
    ]
    graded = [one for one in wanted if any("risk_list" in sheet.rows.values() for sheet in one[1].sheets)]
    wanted += [(f"grades {name}", definition, _graded(about)) for name, definition, about in graded[:1]]
    spending = ledgers.find(SPENDING, LIBRARY)
    over = {name: facts.derive(record, CLOSED, LIBRARY, CLOSED.year) for name, record in records.items()}
    wanted += [(f"closed {name}.xlsx", spending, about) for name, about in over.items()]
    for name, definition, about in wanted:
        (made / name).write_bytes(workbooks.build(definition, about, values.prepare(about, {})))
        _strip(made / name, bare / name)
    _convert(bare, counted, "xlsx:Calc MS Excel 2007 XML", target)
    _convert(made, printed, "pdf", target)
    faults = [
        f"{name}: {fault}"
        for name, definition, about in wanted
        for fault in (*_compare(made / name, counted / name, definition, about), *_printed(printed, name))
    ]
    for name, record in records.items():
        faults += _read_back(sorted(counted.glob(f"{name} ledger_*.xlsx")), record, derived[name])
    sys.stdout.write("\n".join([*faults, f"{len(wanted)} workbooks counted anew", ""]))
    return 1 if faults or not wanted else 0


def _read_back(files: list[Path], record: Record, about: Facts) -> Iterator[str]:
    """What another program saved and nobody changed tells nothing when it is read back."""
    for file in files:
        asked = Asked(record, LIBRARY, lambda _: about, DAY, DAY)
        back = readback.read(open_book(file.read_bytes(), file.name), asked)
        if back.rows.count or back.differences or back.problems or not back.same:
            yield f"{file.name}: read back {back.rows.data} {back.differences} {back.problems}"
    if not files:
        yield "no ledger was read back"


def _graded(about: Facts) -> Facts:
    """The facts with a risk point for every combination of values, and one that is judged directly."""
    by_products, by_sums = grading.methods(LIBRARY)
    given = [dict(zip(by_products.scale, one, strict=True)) for one in product(*by_products.scale.values())]
    given += [{"LS": dict(zip(by_sums.scale, one, strict=True))} for one in product(*by_sums.scale.values())]
    like = about.risk_list[0]
    return replace(about, risk_list=tuple(_point(like, row) for row in (*given, {"direct": "理由"})))


def _point(like: RiskPoint, row: dict[str, Any]) -> RiskPoint:
    found = grading.graded(row, LIBRARY)
    level = grading.level(found.grade, LIBRARY)
    return replace(
        like,
        method=found.method,
        score=found.score,
        grade=found.grade,
        color=level.color,
        control_level=level.control,
        reason=found.reason,
        **{letter: found.values.get(letter.upper()) for letter in "lecs"},
    )


def _strip(source: Path, target: Path) -> None:
    """The workbook without the values of its formulas: LibreOffice would believe them."""
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            written.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", read.read(name)))


def _convert(source: Path, out: Path, kind: str, target: Path) -> None:
    profile = f"-env:UserInstallation={(target / 'profile').resolve().as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        out,
        *sorted(source.iterdir()),
    ]
    environment = os.environ | {"FONTCONFIG_FILE": str(ROOT / "tests" / "fonts.conf")}
    subprocess.run(command, check=True, env=environment, capture_output=True)


def _compare(made: Path, counted: Path, definition: Ledger, about: Facts) -> Iterator[str]:
    """Every formula has a value and no error; the value is the one that the facts know."""
    ours = openpyxl.load_workbook(made, data_only=True)
    formulas = openpyxl.load_workbook(made)
    theirs = openpyxl.load_workbook(counted, data_only=True)
    if ours.sheetnames != theirs.sheetnames:
        yield f"sheets {theirs.sheetnames}"
        return
    for sheet in formulas.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            found, known = (
                theirs[sheet.title][cell.coordinate].value,
                ours[sheet.title][cell.coordinate].value,
            )
            if str(found).startswith(("#", "Err:")):
                yield f"{sheet.title}!{cell.coordinate}: {found}"
                continue
            places = 3 if "%" in cell.number_format else PRECISION  # a fact has one decimal of a share
            told = known is not None and "TODAY()" not in cell.value
            if told and _plain(found, places) != _plain(known, places):
                yield f"{sheet.title}!{cell.coordinate}: {found}, the facts say {known}"
    if CLOSING in theirs.sheetnames:
        yield from _closing(theirs[CLOSING], about)
    for one in definition.sheets:
        if one.printed and one.name in theirs.sheetnames:
            yield from _summary(one, theirs[one.name], about)


def _closing(counted: Worksheet, about: Facts) -> Iterator[str]:
    """What a closed year leaves is what the facts say that Word prints."""
    *_, line = counted.iter_rows(values_only=True)
    closing = about.records.spending_total.closing
    for found, known in zip(line, (getattr(closing, one.name) for one in fields(closing)), strict=False):
        if abs((found or 0) - float(known or 0)) > 0.001:
            yield f"{counted.title}: {found}, the facts say {known}"


def _summary(sheet: Sheet, counted: Worksheet, about: Facts) -> Iterator[str]:
    """Fixed lines say what the facts say that Word prints in their place."""
    lines: dict[Any, Any] = {row[0]: row for row in counted.iter_rows(values_only=True)}
    listed = attrgetter(sheet.printed)(about)
    for row in listed:
        for at, column in enumerate(sheet.columns):
            if not column.value:
                continue
            form = printing.forms(type(row)).get(column.value)
            known = cells.read(getattr(row, column.value), column.type, form or ROW)
            wanted = float(known.text) if isinstance(known, cells.Number) else known
            found = lines.get(printing.printed(row, sheet.columns[0].value), ())[at : at + 1]
            places = 3 if column.type == "percent" else PRECISION
            if not found or _plain(found[0], places) != _plain(wanted):
                yield f"{sheet.name} {row}: {column.title} is {found}"


def _plain(value: object, places: int = PRECISION) -> object:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (int, float)):
        return round(float(value), places) or ""
    return value or ""


def _printed(folder: Path, name: str) -> Iterator[str]:
    """The printed pages have text, and no column too narrow for its numbers."""
    pdf = folder / name.replace(".xlsx", ".pdf")
    read = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True)
    text = read.stdout.decode()
    if len(text.strip()) < 100:
        yield "no text"
    if "###" in text:
        yield "a column is too narrow"


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
