"""What a Word template becomes: with the examples that are at hand, and with extreme data."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import proofing
from generator.api import walk
from generator.authoring import meant, pictured
from generator.authoring import preview as extremes
from generator.delivery import File, put_folder, temporary
from generator.errors import GeneratorError, PackError, TemplateError
from generator.library import Deliverable, Library, built_in, catalogue, home
from generator.problems import Problem, Problems, error, errors_in, warning

__all__ = ["Preview", "preview", "write"]


@dataclass(frozen=True, slots=True)
class Preview:
    """The files of a preview by name, and what could not be shown."""

    files: Mapping[str, bytes]
    notes: Problems

    def count(self, suffix: str) -> int:
        """How many of the files are of a kind."""
        return sum(name.endswith(suffix) for name in self.files)


@dataclass(frozen=True, slots=True)
class _Given:
    """A template of a deliverable, by which library and as of what day it is filled in."""

    data: bytes
    place: str
    entry: Deliverable
    library: Library
    day: datetime.date

    def documents(self) -> dict[str, bytes]:
        """All documents of it, by how it is filled in."""
        found = dict(self._examples())
        return found | dict(extremes.documents(self.data, self.place, self.entry, self.library, self.day))

    def _examples(self) -> Iterator[tuple[str, bytes]]:
        """The first document of each example client of the checkout to which the deliverable applies."""
        with temporary() as own:
            (own / f"{self.entry.id}.docx").write_bytes(self.data)
            order = walk.Order(self.day, (self.entry.id,), templates=own, library=self.library)
            for client in _clients():
                if made := _files(client, order):
                    yield f"示例 {client.name}", made[0].data


def _files(client: Path, order: walk.Order) -> tuple[File, ...]:
    try:
        return walk.make(walk.load(client), order).files
    except GeneratorError:
        return ()  # it does not apply to that client


def preview(file: Path, name: str, library: Library, day: datetime.date, office: str = "") -> Preview:
    """A Word template of the deliverable ``name`` filled in, as docx, PDF and PNG where that can be made.

    ``name`` may be "" where the file tells it by its mark or its name. ``office`` is LibreOffice's program,
    looked for where it is not given. CatalogueError for an unknown deliverable, TemplateError with every
    fault of the template; nothing is written.
    """
    given = _sound(file, meant.entry(file, name, library), library, day)
    office = office or pictured.found()
    documents = given.documents()
    shown, notes = pictured.pages(documents, office)
    pages = _lengths(documents, shown)
    longer = _longer(pages, given, office) if pages else ()
    written = {f"{one}.docx": made for one, made in documents.items()}
    return Preview({**written, **shown}, (*notes, *longer))


def _lengths(names: Iterable[str], shown: Mapping[str, bytes]) -> dict[str, int]:
    """How many pages each document has of which there is a PDF."""
    return {name: pictured.length(shown[pdf]) for name in names if (pdf := f"{name}.pdf") in shown}


def _sound(file: Path, entry: Deliverable, library: Library, day: datetime.date) -> _Given:
    """A Word template that can be filled in; TemplateError with every fault of one that cannot."""
    data = proofing.read(file)
    if faults := errors_in(proofing.check(data, entry.id, str(file), library)):
        raise TemplateError(faults)
    return _Given(data, str(file), entry, library, day)


def write(file: Path, name: str, library: Library, day: datetime.date, out: Path) -> Preview:
    """The same in a new folder; PackError where something is there or it cannot be written."""
    _refuse_existing(out)
    made = preview(file, name, library, day)
    put_folder(out, made.files)
    return made


def _refuse_existing(out: Path) -> None:
    if out.exists():
        raise PackError(error(str(out), "已存在，未改动", "请换一个文件夹名"))


def _longer(pages: Mapping[str, int], given: _Given, office: str) -> Iterator[Problem]:
    """A hint at each document with more ``pages`` than the built-in template has, filled in the same."""
    usual = _built_in(given)
    if not usual:
        return
    made = {one: data for one, data in usual.documents().items() if one in pages}
    pdfs, _ = pictured.converted(made, office)
    for one, pdf in pdfs.items():
        if pages[one] > (few := pictured.length(pdf)):
            yield _too_long(one, pages[one], few)


def _too_long(name: str, pages: int, few: int) -> Problem:
    message = f"有 {pages} 页，内置模板同样填写是 {few} 页"
    return warning(name, message, "看看多出来的是不是想要的，不是就收紧文字、字号或行距")


def _built_in(given: _Given) -> _Given | None:
    """The built-in template of the same deliverable, where it is another one."""
    library, name = built_in(), given.entry.id
    source = proofing.find(name, library) if catalogue.find(name, library) else None
    if not source or source.data == given.data:
        return None
    return replace(given, data=source.data, place=source.place, library=library)


def _clients() -> list[Path]:
    """The example clients of the checkout."""
    examples = home.templates().parent / "examples"
    return sorted(path.parent for path in examples.glob("*/client.yaml"))
