"""Boards and badges with few and many advisors through LibreOffice: pages and their size in mm."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from convert import main as convert

from tests.boards import LONG, client, made

SIZES = {
    "board_large": (300, 450),
    "board_a3": (297, 420),
    "badge_cards": (210, 297),
    "badge_tags": (210, 297),
}
PLACES = {"badge_cards": 10, "badge_tags": 4}


def main(target: Path) -> int:
    """Make, convert and measure; a board is one page, a sheet of badges two."""
    documents = target / "forms"
    documents.mkdir(parents=True)
    wanted = {}
    for form in SIZES:
        for count in (1, 2, 3, 4, 6, 7, 12):
            for bare in (False, True):
                name = f"{form}-{count}-{'bare' if bare else 'full'}"
                (documents / f"{name}.docx").write_bytes(made(form, client(count, bare=bare, name=LONG)))
                wanted[name] = 2 * -(-count // PLACES[form]) if form in PLACES else 1
    if convert(documents, target / "pdf"):
        return 1
    faults = [fault for name, pages in wanted.items() if (fault := _fault(target / "pdf", name, pages))]
    sys.stdout.write("\n".join([*faults, f"{len(wanted)} forms measured", ""]))
    return 1 if faults else 0


def _fault(folder: Path, name: str, pages: int) -> str:
    (pdf,) = folder.glob(f"* {name}.pdf")
    told = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    count = int(re.findall(r"Pages:\s+(\d+)", told)[0])
    size = tuple(float(side) * 25.4 / 72 for side in re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", told)[0])
    wide, high = SIZES[name.partition("-")[0]]
    if count != pages or abs(size[0] - wide) > 0.1 or abs(size[1] - high) > 0.1:
        return f"{name}: {count} pages of {size[0]:.1f} x {size[1]:.1f} mm, not {pages} of {wide} x {high}"
    return ""


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
