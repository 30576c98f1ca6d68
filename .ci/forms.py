"""Boards and badges with few and many advisors through LibreOffice: their pages, and nothing cut off."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from convert import main as convert

from generator import domain
from tests.boards import BOARDS, CELLS, LONG, client, made, worded

SIZES = {
    "board_large": (300, 450),
    "board_a3": (297, 420),
    "badge_cards": (210, 297),
    "badge_tags": (210, 297),
}
PLACES = {"badge_cards": 10, "badge_tags": 4}
FEW_TO_MANY = {True: range(14), False: (1, 2, 3, 4, 6, 7, 12)}
VARIANTS = (1, 2, 3, 4, 6, 8, 9, 12)
# The longest that a card of large letters holds, of middle ones, and that the schema lets be.
WORDS = {"large": (14, 16), "middle": (40, 32), "small": (200, 60)}
MM = 72 / 25.4
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')


class Box(NamedTuple):
    """A place on the page, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def has(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether a word stands in it, to a point."""
        return (
            self.left - 1 < left
            and right < self.right + 1
            and self.top - 1 < top
            and bottom < self.bottom + 1
        )


@dataclass(frozen=True)
class Form:
    """A form made of a client, the pages that it should have, and whether its cards are looked at."""

    kind: str
    given: domain.Facts
    pages: int

    def places(self) -> Iterator[tuple[Box, tuple[str, ...]]]:
        """Where on the page, in points from above on the left, which words must stand whole."""
        across, down = map(int, self.given.board.variant.split("x"))
        with zipfile.ZipFile(io.BytesIO(made(self.kind, self.given))) as archive:
            xml = archive.read("word/document.xml").decode()
        heights = [int(height) / 20 for height in re.findall(r'trHeight w:val="(\d+)"', xml)]
        width = int(re.findall(r'<w:tblW w:w="(\d+)"', xml)[0]) / 20
        left = (SIZES[self.kind][0] * MM - width) / 2
        top = int(re.findall(r'w:top="(\d+)"', xml)[0]) / 20
        edges = [top + sum(heights[:count]) for count in range(len(heights) + 1)]
        for number, one in enumerate(self.given.advisors[: across * down]):
            row, column = divmod(number, across)
            yield (
                Box(
                    left + width / across * column,
                    edges[row - down - 5],
                    left + width / across * (column + 1),
                    edges[row - down - 4],
                ),
                (one.name, one.phone),
            )
        for row, start, end, words in self._cells():
            yield Box(left + width * start, edges[row], left + width * end, edges[row + 1]), words

    def _cells(self) -> Iterator[tuple[int, float, float, tuple[str, ...]]]:
        """The rows above and below the advisors, where in their width, and what stands there."""
        client, agency, regulator = self.given.enterprise, self.given.agency, self.given.regulator
        yield 1, 1 / 6, 1, (client.name,)
        yield 2, 1 / 6, 1 / 2, (client.principal.name, client.principal.phone)
        yield 2, 2 / 3, 1, (client.contact.name, client.contact.phone)
        yield 3, 1 / 6, 1, (agency.name,)
        yield 4, 1 / 6, 1 / 2, (agency.principal.name, agency.principal.phone)
        yield -5, 1 / 6, 2 / 3, (agency.complaint_phone,)
        yield -4, 1 / 6, 2 / 3, (regulator.name, regulator.phone, regulator.report_phone)


def main(target: Path) -> int:
    """Make, convert and measure; a board is one page, a sheet of badges two."""
    documents = target / "forms"
    documents.mkdir(parents=True)
    forms = dict(_forms())
    for name, form in forms.items():
        (documents / f"{name}.docx").write_bytes(made(form.kind, form.given))
    if convert(documents, target / "pdf"):
        return 1
    faults = [fault for name, form in forms.items() for fault in _faults(target / "pdf", name, form)]
    sys.stdout.write("\n".join([*faults, f"{len(forms)} forms measured", ""]))
    return 1 if faults else 0


def _forms() -> Iterator[tuple[str, Form]]:
    for kind in SIZES:
        for count in FEW_TO_MANY[kind in BOARDS]:
            pages = 2 * -(-count // PLACES[kind]) if kind in PLACES else 1
            for bare in (False, True):
                given = client(count, bare=bare, name=LONG)
                yield f"{kind}-{count}-{'bare' if bare else 'full'}", Form(kind, given, pages)
            for size in CELLS if kind in BOARDS else ():
                yield f"{kind}-cells-{size}", Form(kind, worded(size), pages)
            for size, lengths in WORDS.items() if kind in BOARDS and count in VARIANTS else ():
                yield f"{kind}-{count}-{size}", Form(kind, client(count, lengths=lengths), pages)


def _faults(folder: Path, name: str, form: Form) -> Iterator[str]:
    (pdf,) = folder.glob(f"* {name}.pdf")
    told = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    count = int(re.findall(r"Pages:\s+(\d+)", told)[0])
    size = tuple(float(side) * 25.4 / 72 for side in re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", told)[0])
    wide, high = SIZES[form.kind]
    if count != form.pages or abs(size[0] - wide) > 0.1 or abs(size[1] - high) > 0.1:
        found = f"{count} pages of {size[0]:.1f} x {size[1]:.1f} mm"
        yield f"{name}: {found}, not {form.pages} of {wide} x {high}"
    elif form.kind in BOARDS and form.given.advisors:
        yield from _cut_off(pdf, name, form)


def _cut_off(pdf: Path, name: str, form: Form) -> Iterator[str]:
    """Names and phones that do not stand whole in the place of their card or cell."""
    told = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    words = [(*map(float, found[:4]), found[4]) for found in WORD.findall(told)]
    for box, wanted in form.places():
        inside = [
            (round((y0 + y1) / 4), x0, text) for x0, y0, x1, y1, text in words if box.has(x0, y0, x1, y1)
        ]
        said = "".join(text for _, _, text in sorted(inside))
        for what in wanted:
            if what not in said:
                yield f"{name}: {what[:20]} is cut off, there stands {said[:60]}"


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
