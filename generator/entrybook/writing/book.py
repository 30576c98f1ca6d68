"""The workbook that is being written, with what all its sheets share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from generator.entrybook.choices import Codes
from generator.entrybook.filled import Pages
from generator.entrybook.layout import GUIDE, HEADINGS, HIDDEN
from generator.entrybook.pasting import Pasting
from generator.entrybook.writing import remarks as marked
from generator.entrybook.writing.dropdowns import Dropdowns
from generator.entrybook.writing.remarks import Remark
from generator.entrybook.writing.styles import FONT, TABS, Styles

_NOTE = {"font_name": FONT, "font_size": 9, "color": "#FFFBE6"}
_LINE = 19  # pixels of a line of text
_LINES = 15  # characters of a note's line
_HIGH, _WIDE = 19, 230  # pixels of a note's line, and of the note


class Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet whose rows may have a height and yet grow with what is written into them."""

    def __init__(self) -> None:
        super().__init__()
        self._growing: set[int] = set()

    def lines(self, row: int, count: int) -> None:
        """Make a row as high as its text is now; a program that changes it fits it anew."""
        if count > 1:
            self.set_row_pixels(row, count * _LINE + 4)
            self._growing.add(row)

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[tuple[str, object]] = ()) -> None:
        if tag == "row" and int(str(attributes[0][1])) - 1 in self._growing:
            attributes = [one for one in attributes if one[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)

    def _prepare_formula(self, formula: str, _expanded: bool = False) -> str:
        """Ours as they are: to look in them for the names of new functions is half of all the work."""
        return formula.removeprefix("=")


class Book:
    """An open workbook and what its sheets need: styles, words, lists, pictures, and what is to be marked."""

    def __init__(
        self,
        file: xlsxwriter.Workbook,
        pages: Pages,
        codes: Mapping[str, Codes],
        pasting: Pasting,
        remarks: Sequence[Remark] = (),
        guided: bool = True,
    ) -> None:
        """``guided``: there is a first sheet to which the others lead back."""
        self.guided = guided
        self.file, self.pages, self.codes, self.pasting = file, pages, codes, pasting
        self.all_remarks = remarks
        self.styles = Styles(file)
        self.dropdowns = Dropdowns(file, pages, codes)

    def sheet(self, name: str, part: str = "") -> Sheet:
        """A new sheet, its tab in the colour of its part."""
        sheet: Sheet = self.file.add_worksheet(name, Sheet)
        parts = list(self.pages.layout.parts)
        if part in parts:
            sheet.set_tab_color(TABS[parts.index(part) % len(TABS)])
        return sheet

    def close(self, told: Sequence[Sequence[str]]) -> None:
        """Write the hidden sheet, with what the book says of itself, and end the file."""
        hidden = self.sheet(HIDDEN)
        hidden.very_hidden()
        self.dropdowns.put(hidden, told)
        self.file.close()

    def head(self, sheet: Worksheet, about: str) -> None:
        """The line above the headings: the way back to the first sheet, and what this one is about."""
        sheet.set_row_pixels(0, 24)
        if self.guided:
            sheet.write_url(0, 0, f"internal:'{GUIDE}'!A1", self.styles.named("link"), f"← {GUIDE}")
        sheet.write_string(0, 1, about, self.styles.named("about"))

    def note(self, sheet: Worksheet, row: int, column: int, text: str) -> None:
        """A note at a cell, as large as its text asks for."""
        if text:
            place = {"start_row": row + 1} if row <= HEADINGS else {}
            sheet.write_comment(row, column, text, {**_NOTE, **_size(text), **place})

    def remarks(self, name: str) -> Mapping[marked.Place, str]:
        """What is to be marked on a sheet."""
        return marked.of_sheet(self.all_remarks, name)


def _size(text: str) -> dict[str, int]:
    """The size of a note with a text."""
    lines = sum(1 + len(line) // _LINES for line in text.split("\n"))
    return {"width": _WIDE, "height": _HIGH * (lines + 1)}
