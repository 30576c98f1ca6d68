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
from generator.library import Deliverable, Library, built_in, catalogue, home
from generator.problems import Problem, error, errors_in, warning

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
    office = office or pictured.found()
    documents = _documents(data, str(file), entry, library, day)
    shown, notes = pictured.pages(documents, office)
    pages = {one: pictured.length(shown[f"{one}.pdf"]) for one in documents if f"{one}.pdf" in shown}
    longer = _longer(pages, data, entry, day, office) if pages else ()
    written = {f"{one}.docx": made for one, made in documents.items()}
    return Preview({**written, **shown}, (*notes, *longer))


def write(file: Path, name: str, library: Library, day: datetime.date, out: Path) -> Preview:
    """The same in a new folder; PackError where something is there or it cannot be written."""
    if out.exists():
        raise PackError(error(str(out), "已存在，未改动", "请换一个文件夹名"))
    made = preview(file, name, library, day)
    put_folder(out, made.files)
    return made


def _documents(
    data: bytes, place: str, entry: Deliverable, library: Library, day: datetime.date
) -> dict[str, bytes]:
    """All documents of a template, by how it is filled in."""
    found = dict(_examples(data, entry, library, day))
    return found | dict(extremes.documents(data, place, entry, library, day))


def _longer(
    pages: Mapping[str, int], data: bytes, entry: Deliverable, day: datetime.date, office: str
) -> Iterator[Problem]:
    """A hint at each document with more ``pages`` than the built-in template has, filled in the same."""
    shipped = catalogue.find(entry.id, built_in())
    source = proofing.find(entry.id, built_in()) if shipped else None
    if not source or source.data == data:
        return
    usual = _documents(source.data, source.place, entry, built_in(), day)
    pdfs, _ = pictured.converted({one: made for one, made in usual.items() if one in pages}, office)
    for one, pdf in pdfs.items():
        if pages[one] > (few := pictured.length(pdf)):
            message = f"有 {pages[one]} 页，内置模板同样填写是 {few} 页"
            yield warning(one, message, "看看多出来的是不是想要的，不是就收紧文字、字号或行距")


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
