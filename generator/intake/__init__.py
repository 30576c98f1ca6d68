"""A client's data with its agency's, from a folder, a file or memory, becomes a Record."""

from __future__ import annotations

import hashlib
import os.path
from collections import ChainMap
from collections.abc import MutableMapping
from pathlib import Path, PureWindowsPath
from typing import Any, cast

from generator.errors import IntakeError
from generator.intake.document import Document, load
from generator.intake.source import Source, of_file
from generator.intake.whereabouts import NAMES, SUFFIXES, client_file, missing, near
from generator.problems import Keys, Origin, Problem, error
from generator.record import Record
from generator.schema import shape

__all__ = ["NAMES", "Source", "client_file", "missing", "read"]

_AGENCY: Keys = ("agency",)


def read(client: Path | Source, agency: Source | None = None) -> Record:
    """The record of one client; raises IntakeError with every place that cannot be read.

    A path is the client's folder or data file, which names the file of its agency. A client from memory has
    its agency's data within, or is given it; ``agency`` counts before what the client's data says, and has a
    name of its own (ValueError), by which its places and photos are known.
    """
    file = client_file(client) if isinstance(client, Path) else None
    source = of_file(file) if file else cast(Source, client)
    first = load(source, shape.client(), ())
    documents, problems = [first], list(first.problems)
    if agency and agency.name == first.name:
        raise ValueError(f"client and agency have one name: {first.name}")
    if found := agency or _linked(file, first, problems):
        second = load(found, shape.agency(), _AGENCY)
        documents.append(second)
        problems += second.problems
    if problems:
        raise IntakeError(problems)
    return _record(documents)


def _record(documents: list[Document]) -> Record:
    client, *agencies = documents
    data: dict[str, Any] = dict(client.data)
    origins = ChainMap(*(cast("MutableMapping[Keys, Origin]", one.origins) for one in reversed(documents)))
    for agency in agencies:
        data["agency"] = agency.data
    sources = {document.name: document.assets for document in documents}
    digest = hashlib.sha256(b"".join(document.raw for document in documents))
    notes = tuple(note for document in documents for note in document.notes)
    return Record(data, origins, sources, digest.hexdigest(), notes)


def _linked(file: Path | None, client: Document, problems: list[Problem]) -> Source | None:
    """The agency's file that the client's data names; None for no name, or for a fault among the problems."""
    link = client.data.get("agency")
    if not isinstance(link, str) or "【" in link:
        return None
    # Beside a file only: memory has no folder in which a link could be followed.
    path = Path(os.path.normpath(file.parent / link)) if file else None
    message = _link_fault(link) or _absence(link, path)
    if path and not message:
        return of_file(path)
    hint = "请写服务机构文件的相对路径，例如 ../agency.yaml，用 / 分隔"
    place = client.origins.get(_AGENCY) or client.origins.get(())
    problems.append(error(shape.label(_AGENCY), message, hint, place, _AGENCY))
    return None


def _link_fault(link: str) -> str:
    if "\\" in link or Path(link).is_absolute() or PureWindowsPath(link).drive:
        return f"应为相对路径：{link}"
    if Path(link).suffix.lower() not in SUFFIXES:
        return f"不认识的服务机构文件类型：{link}"
    return ""


def _absence(link: str, path: Path | None) -> str:
    if path and path.is_file():
        return ""
    return f"找不到服务机构文件：{link}{near(path) if path else ''}"
