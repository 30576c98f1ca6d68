"""What a Word template becomes: with the examples that are at hand, and with extreme data."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import proofing
from generator.api import walk
from generator.authoring import meant, pictured
from generator.authoring import preview as extremes
from generator.delivery import put_folder, temporary
from generator.errors import GeneratorError, PackError, TemplateError
from generator.library import Deliverable, Library, home
from generator.problems import Problem, error, errors_in

__all__ = ["Preview", "preview", "write"]


@dataclass(frozen=True, slots=True)
class Preview:
    """The files of a preview by name, and what could not be shown."""

    files: Mapping[str, bytes]
    notes: tuple[Problem, ...]

    def count(self, suffix: str) -> int:
        """How many of the files are of a kind."""
        return sum(name.endswith(suffix) for name in self.files)


def preview(file: Path, name: str, library: Library, day: datetime.date, office: str = "") -> Preview:
    """A Word template of the deliverable ``name`` filled in, as docx, PDF and PNG where that can be made.

    ``name`` may be "" where the file tells it by its mark or its name. ``office`` is LibreOffice's program,
    looked for where it is not given. CatalogueError for an unknown deliverable, TemplateError with every
    fault of the template; nothing is written.
    """
    entry = meant.entry(file, name, library)
    data = proofing.read(file)
    if faults := errors_in(proofing.check(data, entry.id, str(file), library)):
        raise TemplateError(faults)
    documents = dict(_examples(data, entry, library, day))
    documents |= dict(extremes.documents(data, str(file), entry, library, day))
    shown, notes = pictured.pages(documents, office)
    return Preview({**{f"{one}.docx": made for one, made in documents.items()}, **shown}, tuple(notes))


def write(file: Path, name: str, library: Library, day: datetime.date, out: Path) -> Preview:
    """The same in a new folder; PackError where something is there or it cannot be written."""
    if out.exists():
        raise PackError(error(str(out), "已存在，未改动", "请换一个文件夹名"))
    made = preview(file, name, library, day)
    put_folder(out, made.files)
    return made


def _examples(
    data: bytes, entry: Deliverable, library: Library, day: datetime.date
) -> Iterator[tuple[str, bytes]]:
    """The first document of each example client of the checkout to which the deliverable applies."""
    clients = sorted(path.parent for path in (home.templates().parent / "examples").glob("*/client.yaml"))
    with temporary() as own:
        (own / f"{entry.id}.docx").write_bytes(data)
        for client in clients:
            order = walk.Order(day, (entry.id,), templates=own, library=library)
            try:
                made = walk.make(walk.load(client), order).files
            except GeneratorError:
                continue  # it does not apply to that client
            if made:
                yield f"示例 {client.name}", made[0].data
