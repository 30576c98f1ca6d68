"""The workshop of Word templates: export one, judge a file of one's own, compile and check the built-in ones.

No part of a client's walk, so only those who import this module load what compiles and judges.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from generator import proofing
from generator.errors import CatalogueError
from generator.library import Deliverable, Library, catalogue
from generator.problems import Problem, error, errors_in
from generator.proofing import files, names, whole

__all__ = ["LIST", "check_all", "compile_all", "export", "lint", "list_names"]

LIST = names.FILE  # the list of names for authors of templates, below the library's folder


def export(name: str, library: Library) -> bytes:
    """The library's Word template of a deliverable; CatalogueError when no Word deliverable has that id."""
    return proofing.find(_word(name, library).id, library).data


def lint(file: Path, name: str, library: Library) -> tuple[Problem, ...]:
    """What is wrong with or left out of a file of one's own, before it is used.

    A Word template is judged as that of the deliverable ``name``; a file of reference data (.yaml, .json) or
    a unit of knowledge (.md) is known by its own name, ``name`` is not looked at. CatalogueError for an
    unknown deliverable, TemplateError for a Word template that cannot be read.
    """
    if file.suffix.lower() in (".yaml", ".json", ".md"):
        is_unit = file.suffix.lower() == ".md"
        return files.check(file, files.below(file), str(file), library, whole=is_unit)
    return _template(file, _word(name, library), library)


def _template(file: Path, entry: Deliverable, library: Library) -> tuple[Problem, ...]:
    """The faults of a Word template; without any, what it leaves out."""
    data = proofing.read(file)
    found = proofing.check(data, entry.id, str(file), library)
    return found if errors_in(found) else found + proofing.unprinted(data, entry.id, str(file), library)


def _word(name: str, library: Library) -> Deliverable:
    """The Word deliverable of that id; CatalogueError when there is none."""
    entry = catalogue.find(name, library)
    if not entry or entry.kind != "word":
        raise CatalogueError(error(name, "没有这个编号的 Word 交付件", "可用 tuoguan list 查看"))
    return entry


def check_all(day: datetime.date, library: Library) -> tuple[Problem, ...]:
    """Everything stale, unknown or unproven in the library's own files; laws must hold on ``day``."""
    return whole.check(library, day)


def compile_all(library: Library) -> tuple[str, ...]:
    """Compile the Word templates whose text or layout has changed; their ids."""
    return whole.refresh(library)


def list_names(library: Library) -> bool:
    """Write the list of names (`LIST`) anew where it is stale; whether it was."""
    return names.refresh(library)
