"""Data before it is read: bytes or ready values under a name, with the files that it may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from generator.assets import Assets, Folder, InMemory
from generator.intake.whereabouts import BOOKS, is_book, refusal
from generator.problems import Keys, Origin, Problem
from generator.sidefile import SideFileError

LARGEST = 20 * 1024 * 1024  # bytes of one data file
LARGEST_BOOK = 300 * 1024 * 1024  # bytes of a workbook with its pictures

Form = Literal["yaml", "json", "xlsx"]


@dataclass(frozen=True, slots=True)
class Source:
    """One document of data: a client's or an agency's.

    ``name`` stands in the place of every problem. ``content`` is the bytes of YAML, JSON or an entry book,
    told apart by ``format`` (by the ending of the name where that is ""), or the values themselves as a form
    has them: a mapping of mappings, lists, texts, numbers, dates and booleans. ``origins`` are the places of
    such values by key path, as far as they are known: cells of a workbook, say; ``problems`` and ``notes``
    what reading such values told already, with the keys of this document, an error or a doubt each.
    ``assets`` are the photos and plans that the data names.

    A client's data may bring along ``records``, the files of its year: each has the form of a client's data,
    lists only, and the last part of its name begins with its day (2026-11-26-到场.yaml). ``issued`` is the
    index of the papers that were issued, bytes of YAML or ``{"issued": [...]}``; its assets are those papers.
    Every source of a client has a name of its own.
    """

    name: str
    content: bytes | Mapping[str, Any]
    format: Form | Literal[""] = ""
    assets: Assets = field(default_factory=InMemory)
    origins: Mapping[Keys, Origin] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    records: tuple[Source, ...] = ()
    issued: Source | None = None

    @property
    def form(self) -> Form:
        """As what bytes are to be read."""
        return self.format or _form(self.name.lower())


def _form(name: str) -> Form:
    """What the ending of a name says."""
    if name.endswith(BOOKS):
        return "xlsx"
    return "json" if name.endswith(".json") else "yaml"


def of_file(path: Path) -> Source:
    """A file of the disk with the folder that it lies in; IntakeError when it cannot be read."""
    folder = Folder(path.absolute().parent)
    try:
        content = folder.find(path.name).read(LARGEST_BOOK if is_book(path) else LARGEST)
    except SideFileError as exc:
        raise refusal(path, exc.message, exc.hint) from exc
    return Source(str(path), content, assets=folder)
