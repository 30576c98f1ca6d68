"""Examples as entry books, saved by LibreOffice: the same data and the same pictures must come back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator import intake
from generator.assets import Folder
from generator.entrybook import choices, filled, layout, reading, writing
from generator.entrybook.layout import BookKind
from generator.entrybook.reading import Reading
from generator.library import built_in

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = built_in()
MOST = 64 * 1024 * 1024
Book = tuple[BookKind, Path, Mapping[str, Any]]


def main(target: Path) -> int:
    """Write the books, let LibreOffice save them, and compare what each says before and after."""
    made, saved = target / "made", target / "saved"
    made.mkdir(parents=True)
    books = dict(_books())
    for name, (kind, folder, data) in books.items():
        pages = filled.of_data(data, layout.of(kind, LIBRARY), choices.words(LIBRARY))
        (made / name).write_bytes(writing.write(pages, LIBRARY, Folder(folder)))
    profile = f"-env:UserInstallation={(target / 'profile').resolve().as_uri()}"
    form = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved)]
    subprocess.run(
        ["soffice", profile, "--headless", *form, *made.iterdir()], check=True, capture_output=True
    )
    pictures = 0
    faults: list[str] = []
    for name, (kind, folder, _) in books.items():
        before, after = (_read(path / name, kind) for path in (made, saved))
        pictures += len(after.pictures)
        faults += _faults(name, folder, before, after)
    sys.stdout.write("\n".join([*faults, f"{len(books)} entry books and {pictures} pictures saved anew", ""]))
    return 1 if faults or not pictures else 0


def _read(file: Path, kind: BookKind) -> Reading:
    return reading.read(file.read_bytes(), file.name, layout.of(kind, LIBRARY))


def _books() -> Iterator[tuple[str, Book]]:
    """The data of two examples and of the agency, without what lies in files beside it."""
    for name in ("muyun-furniture", "xuehe-frozen"):
        file = ROOT / "examples" / name / "client.yaml"
        data = intake.own(file, records=False).data
        yield f"{name}.xlsx", ("client", file.parent, data)
    agency = ROOT / "examples" / "agency.yaml"
    yield "agency.xlsx", ("agency", agency.parent, intake.agency(agency).data)


def _faults(name: str, folder: Path, before: Reading, after: Reading) -> Iterator[str]:
    """What differs from what was written, and whatever is told of a book that nobody changed."""
    yield from map(str, (*after.problems, *after.notes))
    keys = {**before.content, **after.content}
    if other := [key for key in keys if before.content.get(key) != after.content.get(key)]:
        yield f"{name}: other data at {'、'.join(other)}"
    for photo in {**before.pictures, **after.pictures}:
        file = after.pictures.get(photo)
        if not file or file.read(MOST) != (folder / photo).read_bytes():
            yield f"{name}: not the same picture as {photo}"


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
