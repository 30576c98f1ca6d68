"""read(path): a client's file or folder, with its agency's file, becomes a Record."""

from __future__ import annotations

import hashlib
import os.path
from collections import ChainMap
from collections.abc import MutableMapping
from pathlib import Path, PureWindowsPath
from typing import Any, cast

from generator.errors import IntakeError
from generator.intake.document import Document, load
from generator.intake.whereabouts import SUFFIXES, client_file, missing, near
from generator.problems import Origin, Problem, error
from generator.record import Keys, Record
from generator.schema import shape

__all__ = ["missing", "read"]


def read(path: Path) -> Record:
    """The record of one client; raises IntakeError with every place that cannot be read."""
    file = client_file(path)
    client = load(file, str(file), shape.client(), ())
    documents, problems = [client], list(client.problems)
    link = client.data.get("agency")
    if isinstance(link, str) and "【" not in link:
        agency = _agency(file, link, client, problems)
        if agency:
            documents.append(agency)
            problems += agency.problems
    if problems:
        raise IntakeError(problems)
    return _record(documents)


def _record(documents: list[Document]) -> Record:
    client, *agencies = documents
    data: dict[str, Any] = dict(client.data)
    origins = ChainMap(*(cast("MutableMapping[Keys, Origin]", one.origins) for one in reversed(documents)))
    for agency in agencies:
        data["agency"] = agency.data
    sources = {document.name: document.path for document in documents}
    digest = hashlib.sha256(b"".join(document.raw for document in documents))
    notes = tuple(note for document in documents for note in document.notes)
    return Record(data, origins, sources, digest.hexdigest(), notes)


def _agency(file: Path, link: str, client: Document, problems: list[Problem]) -> Document | None:
    """The agency's file, or None with the reason added to the problems."""
    message = _link_fault(link)
    path = Path(os.path.normpath(file.parent / link))
    if not message and not path.is_file():
        message = f"找不到服务机构文件：{link}{near(path)}"
    if message:
        keys = ("agency",)
        hint = "请写服务机构文件的相对路径，例如 ../agency.yaml，用 / 分隔"
        problems.append(error(shape.label(keys), message, hint, client.origins.get(keys), keys))
        return None
    return load(path, str(path), shape.agency(), ("agency",))


def _link_fault(link: str) -> str:
    if "\\" in link or Path(link).is_absolute() or PureWindowsPath(link).drive:
        return f"应为相对路径：{link}"
    if Path(link).suffix.lower() not in SUFFIXES:
        return f"不认识的服务机构文件类型：{link}"
    return ""
