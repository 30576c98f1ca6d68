"""A client's data with its agency's, its records and what was issued, becomes a Record."""

from __future__ import annotations

import datetime
import hashlib
import os.path
from collections import ChainMap
from collections.abc import Iterator, Mapping, MutableMapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Any, NamedTuple, cast

from generator.errors import IntakeError
from generator.intake import beside, book
from generator.intake.beside import INDEX, SIDE, Beside, listed
from generator.intake.document import OF_CLIENTS, Document, load
from generator.intake.inputs import Input, digest, inputs, named
from generator.intake.joined import Joined
from generator.intake.source import Source, of_file
from generator.intake.whereabouts import (
    AGENCIES,
    BOOK,
    BOOKS,
    LOCKS,
    NAMES,
    RECORDS,
    SUFFIXES,
    client_file,
    is_book,
    missing,
    near,
    usual,
)
from generator.problems import Keys, Origin, Problem, error
from generator.record import ISSUED, Record
from generator.schema import shape

__all__ = [
    "AGENCIES", "BOOK", "BOOKS", "INDEX", "ISSUED", "Input", "LOCKS", "NAMES", "RECORDS", "SIDE", "SUFFIXES",
    "Source", "Tried", "agency", "client_file", "digest", "index", "inputs", "is_agency", "is_book", "listed",
    "missing", "named", "own", "read", "tried", "usual",
]  # fmt: skip

Documents = list[Document]

_AGENCY: Keys = ("agency",)
_LISTS = "请写列表，例如 hazards: 换行后每项以“- ”开头；没有内容的删去这个文件"


def read(client: Path | Source, agency: Source | None = None, more: tuple[Source, ...] = ()) -> Record:
    """The record of one client; raises IntakeError with every place that cannot be read.

    A path is the client's folder or data file, which names the file of its agency; its records and what was
    issued lie beside it. A client from memory has its agency's data within, or is given it; ``agency`` counts
    before what the client's data says. Sources of one client have names of their own (ValueError), by which
    their places and photos are known. ``more`` are files of records read as if they lay there already.
    """
    found = tried(client, agency, more)
    if found.problems:
        raise IntakeError(found.problems)
    return found.record


class Tried(NamedTuple):
    """A record as far as it can be read, and every place that cannot be, as `read` tells them.

    ``unread`` are the key paths at which something was written that the record has not.
    """

    record: Record
    problems: tuple[Problem, ...]
    unread: frozenset[Keys]


def tried(client: Path | Source, agency: Source | None = None, more: tuple[Source, ...] = ()) -> Tried:
    """What can be read of a client; IntakeError where there is not even that much."""
    given = _given(client)
    there = _beside(given, more)
    first = load(given.source, shape.client(), ())
    problems = list(first.problems)
    second = agency or _linked(given.file, first, problems)
    _apart([one.name for one in (given.source, second, *there.records, there.issued) if one])
    agencies = [_agency(second)] if second else []
    record, told = _whole(first, agencies, there)
    problems += told
    return Tried(record, tuple(problems), _unread(problems, [first, *agencies]))


class _Given(NamedTuple):
    """A client's data, and the file that it is; None for data from memory."""

    source: Source
    file: Path | None


def _given(client: Path | Source) -> _Given:
    if isinstance(client, Source):
        return _Given(client, None)
    file = client_file(client)
    return _Given(of_file(file), file)


def _beside(given: _Given, more: tuple[Source, ...] = ()) -> Beside:
    """What lies beside a client's file, or is brought along, and further records."""
    there = beside.of(given.file) if given.file else beside.of_memory(given.source)
    return replace(there, records=beside.in_order((*there.records, *more))) if more else there


def _agency(source: Source) -> Document:
    """An agency's data as a part of a client's."""
    return load(source, shape.agency(), _AGENCY)


def _unread(problems: list[Problem], documents: list[Document]) -> frozenset[Keys]:
    """The key paths at which something stands that is not in the data."""
    told = frozenset(one.keys for one in problems)
    return told.union(*(one.unread for one in documents)) - {()}


def _whole(client: Document, agencies: list[Document], there: Beside) -> tuple[Record, list[Problem]]:
    """The record of all documents, and what is wrong with those beside the client's."""
    problems = list(_misplaced(client))
    records = list(_records(there, problems))
    index = [_issued(there.issued)] if there.issued else []
    others = [*agencies, *records, *index]
    problems += [problem for one in others for problem in one.problems]
    joined = _joined(client, agencies, records, index)
    return _record([client, *others], joined, there), problems + joined.problems


def own(client: Path | Source, records: bool = True) -> Record:
    """A client's data by itself, its agency as it is named there; its records are joined to it or left out.

    IntakeError as of `read`.
    """
    given = _given(client)
    there = _beside(given) if records else Beside()
    first = load(given.source, shape.client(), ())
    record, told = _whole(first, [], replace(there, issued=None))
    if problems := [*first.problems, *told]:
        raise IntakeError(problems)
    return record


def agency(file: Path | Source) -> Record:
    """An agency's data by itself; IntakeError where it cannot be read."""
    source = of_file(client_file(file)) if isinstance(file, Path) else file
    return _alone(source, load(source, shape.agency(), ()))


def is_agency(file: Path) -> bool:
    """Whether a file has fields that only an agency's data has, and none that only a client's has.

    IntakeError where it cannot be read so far.
    """
    source = of_file(file)
    if source.form == "xlsx" and isinstance(source.content, bytes):
        return book.kind(source.name, source.content) == "agency"
    return _are_of_agency(load(source, shape.client(), ()).data.keys())


def _are_of_agency(keys: AbstractSet[str]) -> bool:
    """Whether keys are those of an agency's data."""
    client, agency = shape.client().properties.keys(), shape.agency().properties.keys()
    return bool(keys & (agency - client)) and not keys & (client - agency)


def index(source: Source) -> Record:
    """An index of what was issued, as the one part of a record; IntakeError where it cannot be read."""
    return _alone(source, _issued(source))


def _issued(source: Source) -> Document:
    return load(source, shape.record(), (), ISSUED)


def _alone(source: Source, document: Document) -> Record:
    if document.problems:
        raise IntakeError(document.problems)
    own = {source.name: source.assets}
    return Record(document.data, document.origins, own, _digest([document]), document.notes)


def _apart(names: list[str]) -> None:
    if twice := [name for number, name in enumerate(names) if name in names[:number]]:
        raise ValueError(f"two sources have one name: {twice[0]}")


def _records(there: Beside, problems: list[Problem]) -> Iterator[Document]:
    """The files of records, each that can be read; what is wrong with the others goes to the problems."""
    for source in there.records:
        if not beside.day(source.name):
            problems.append(_of_no_day(source.name))
            continue
        try:
            yield load(source, shape.client(), ())
        except IntakeError as exc:
            problems += map(_of_records, exc.problems)


def _of_no_day(name: str) -> Problem:
    hint = "请改名为 年-月-日 开头，例如 2026-11-26-到场.yaml"
    return error("", "记录文件的名称应以日期开头", hint, Origin(name))


def _of_records(problem: Problem) -> Problem:
    """What is wrong with a file of records, which holds lists and not the whole of a client's data."""
    return replace(problem, hint=_LISTS) if problem.hint in OF_CLIENTS else problem


def _misplaced(client: Document) -> Iterator[Problem]:
    """The index of what was issued is no part of a client's data."""
    if ISSUED in client.data:
        hint = "由 tuoguan issue 写入 issued/index.yaml；请从这里删去"
        yield error("", "没有“issued”这一项", hint, client.origins.get((ISSUED,)), (ISSUED,))


def _joined(client: Document, agencies: Documents, records: Documents, index: Documents) -> Joined:
    """The data of all documents in one."""
    data: dict[str, Any] = dict(client.data)
    for agency in agencies:
        data["agency"] = agency.data
    joined = Joined(data, _places([client, *agencies]))
    for document in records:
        joined.add(document)
    for document in index:
        data[ISSUED] = document.data.get(ISSUED, [])
        joined.moves[(ISSUED,)] = document.origins, (ISSUED,)
    return joined


def _places(documents: list[Document]) -> Mapping[Keys, Origin]:
    return ChainMap(*(cast("MutableMapping[Keys, Origin]", one.origins) for one in reversed(documents)))


def _record(documents: Documents, joined: Joined, there: Beside) -> Record:
    sources = {document.name: document.assets for document in documents}
    notes = tuple(note for document in documents for note in document.notes) + there.notes
    return Record(joined.data, joined.places, sources, _digest(documents), notes, _days(there))


def _digest(documents: Documents) -> str:
    """SHA-256 (hex) over all that the documents were read from."""
    return hashlib.sha256(b"".join(document.raw for document in documents)).hexdigest()


def _days(there: Beside) -> dict[str, datetime.date]:
    """The day that begins the name of each file of records."""
    return {one.name: day for one in there.records if (day := beside.day(one.name))}


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
    problems.append(_no_agency(client, message))
    return None


def _no_agency(client: Document, message: str) -> Problem:
    hint = "请写服务机构文件的相对路径，例如 ../agency.yaml 或 ../agency.xlsx，用 / 分隔"
    place = client.origins.get(_AGENCY) or client.origins.get(())
    return error(shape.label(_AGENCY), message, hint, place, _AGENCY)


def _link_fault(link: str) -> str:
    if _is_absolute(link):
        return f"应为相对路径：{link}"
    if Path(link).suffix.lower() not in SUFFIXES:
        return f"不认识的服务机构文件类型：{link}"
    return ""


def _is_absolute(link: str) -> bool:
    return "\\" in link or Path(link).is_absolute() or bool(PureWindowsPath(link).drive)


def _absence(link: str, path: Path | None) -> str:
    if path and path.is_file():
        return ""
    return f"找不到服务机构文件：{link}{near(path) if path else ''}"
