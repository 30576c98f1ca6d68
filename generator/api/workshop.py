"""The workshop of Word templates: export one, judge a file of one's own, compile and check the built-in ones.

No part of a client's walk, so only those who import this module load what compiles and judges.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from generator import proofing
from generator.authoring import exported, meant, parts
from generator.library import Deliverable, Library
from generator.problems import Problems, errors_in
from generator.proofing import files, handwritten, names, whole
from generator.word import annotated, mended

__all__ = [
    "DATA", "LIST", "Fixed", "Mended", "annotate", "check_all", "compile_all", "export", "fix",
    "lint", "list_names", "parse_all", "read",
]  # fmt: skip

Mended = mended.Mended

DATA = (".yaml", ".json", ".md")  # of a library, read as text and not as Word
LIST = names.FILE  # the list of names for authors of templates, below the library's folder


def export(name: str, library: Library, *, chinese: bool = False) -> bytes:
    """The library's Word template of a deliverable, telling its id, version and digest in its properties.

    Its tags can be seen in Word; ``chinese`` says their names in Chinese. No document by it is another one.
    CatalogueError when no Word deliverable has that id.
    """
    return exported.export(meant.named(name, library).id, library, chinese=chinese)


def lint(file: Path, name: str, library: Library, day: datetime.date | None = None) -> Problems:
    """What is wrong with or left out of a file of one's own, before it is used; laws are judged on ``day``.

    With a day a folder is judged as a bundle, a text below text/ and a layout in layout/ as parts of one.
    Any other Word file is judged as the template of the deliverable ``name``, "" for the one that
    the file tells by its mark or its name; a file of reference data or a
    unit of knowledge is known by its own name, ``name`` is not looked at. CatalogueError for an unknown
    deliverable, TemplateError for a Word template that cannot be read.
    """
    if day and (found := parts.judge(file, library, day)) is not None:
        return found
    suffix = file.suffix.lower()
    if suffix in DATA:
        return files.check(file, files.below(file), str(file), library, whole=suffix == ".md")
    entry = meant.entry(file, name, library)
    return _judged(proofing.read(file), entry, str(file), library, day)


def _judged(
    data: bytes, entry: Deliverable, place: str, library: Library, day: datetime.date | None
) -> Problems:
    """The faults of a Word template; without any, what it leaves out and which laws it names by hand."""
    found = proofing.check(data, entry.id, place, library)
    if errors_in(found):
        return found
    cited = handwritten.check(data, place, day, library) if day else ()
    return found + cited + proofing.unprinted(data, entry.id, place, library)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A Word template with its safe mends: its bytes, what was mended, and what is left to a person."""

    data: bytes
    mended: tuple[Mended, ...]
    left: Problems


def fix(file: Path, name: str, library: Library, day: datetime.date | None = None) -> Fixed:
    """A Word template of the deliverable ``name`` with all that can be mended in one way only; see `lint`.

    The file is not touched. CatalogueError and TemplateError as of `lint`, also where it is no Word template.
    """
    entry, place = meant.entry(file, name, library), str(file)
    data, done = mended.mend(
        proofing.read(file), place, lambda one: proofing.slips(one, entry.id, place, library)
    )
    return Fixed(data, done, _judged(data, entry, place, library, day))


def read(file: Path) -> bytes:
    """The bytes of somebody's own template; TemplateError for what is no file or would never end."""
    return proofing.read(file)


def annotate(data: bytes, place: str, problems: Problems) -> bytes:
    """A copy of a Word template with a comment at each problem that `lint` or `fix` told of it."""
    return annotated.annotate(data, place, problems)


def check_all(day: datetime.date, library: Library) -> Problems:
    """Everything stale, unknown or unproven in the library's own files; laws must hold on ``day``."""
    return whole.check(library, day)


def compile_all(library: Library) -> tuple[str, ...]:
    """Compile the Word templates whose text or layout has changed; their ids."""
    return whole.refresh(library)


def parse_all(library: Library) -> tuple[str, ...]:
    """Write anew what is read of the library's Word templates where it is stale; the files written."""
    return whole.parse(library)


def list_names(library: Library) -> bool:
    """Write the list of names (`LIST`) anew where it is stale; whether it was."""
    return names.refresh(library)
