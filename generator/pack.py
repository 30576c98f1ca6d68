"""One client's pack: read, check, derive, select, render everything, then write once."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from generator import __version__, delivery, domain, facts, intake, making, names, schema
from generator.delivery import Report, Terms
from generator.errors import CatalogueError, DataError, TemplateError
from generator.library import Deliverable, Library, built_in, catalogue
from generator.making import Job, album, drawing, ecard
from generator.problems import Problem, error, errors_in
from generator.record import Record


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the day, the folder for packs, and the choices of the command line."""

    day: datetime.date
    out: Path
    only: tuple[str, ...] = ()
    force: bool = False
    strict: bool = False
    templates: Path | None = None
    cache: Path | None = None
    library: Library = field(default_factory=built_in)


@dataclass(frozen=True, slots=True)
class Client:
    """A client's data, checked, with everything derived from it and what there is to warn of."""

    record: Record
    facts: domain.Facts
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as delivered: its report, what did not apply with the reason, and the warnings of the data."""

    name: str
    report: Report
    left: tuple[tuple[str, str], ...]
    warnings: tuple[Problem, ...]


def check(
    path: Path, day: datetime.date, library: Library | None = None
) -> tuple[Client | None, tuple[Problem, ...]]:
    """Every problem of a client's data at once, photos opened; no client when an error stands among them."""
    client, found = _prepare(path, day, library or built_in())
    unseen = _unseen(client) if client else ()
    return (None if errors_in(unseen) else client), unseen + found


def _unseen(client: Client) -> tuple[Problem, ...]:
    """What only opening the photos, laying out the maps and looking into the fonts tells."""
    return (
        album.problems(client.record)
        + drawing.problems(client.record, client.facts)
        + ecard.problems(client.record, client.facts)
    )


def _prepare(path: Path, day: datetime.date, library: Library) -> tuple[Client | None, tuple[Problem, ...]]:
    record = intake.read(path)
    found = schema.check(record, library)
    if errors_in(found):
        return None, found
    derived = facts.derive(record, day, library)
    found += facts.warnings(record, derived, day, library)
    return Client(record, derived, found), found


def build(path: Path, order: Order) -> Pack:
    """Make and write one client's pack; GeneratorError when anything stands in the way, nothing written."""
    client, found = _prepare(path, order.day, order.library)
    if client is None or (order.strict and found):
        raise DataError(found)
    try:
        return _build(client, order)
    except TemplateError as exc:
        # Rendering opens each photo anyway: only a failure is traced back to the data's lines.
        raise DataError(photos) if (photos := album.problems(client.record)) else exc from None


def _build(client: Client, order: Order) -> Pack:
    chosen, left = _select(client, order.only, order.library)
    job = Job(client.record, client.facts, order.library, order.templates, order.cache)
    files = making.make(job, chosen)
    name = names.safe_name(client.facts.enterprise.name)
    about = {
        "tool": f"tuoguan {__version__}",
        "day": order.day.isoformat(),
        "client": client.facts.enterprise.name,
        "uscc": client.facts.enterprise.uscc,
        "input_sha256": client.record.source_hash,
    }
    terms = Terms(order.day.isoformat(), order.force, not order.only)
    report = delivery.deliver(order.out / name, files, about, terms)
    told = tuple(one for one in job.drawn.problems if one.severity == "warning")
    return Pack(name, report, left, client.warnings + told)


def _select(
    client: Client, only: tuple[str, ...], library: Library
) -> tuple[tuple[Deliverable, ...], tuple[tuple[str, str], ...]]:
    """The deliverables to make, and the others that do not apply; CatalogueError for a wrong --only."""
    everything = catalogue.load(library)
    unknown = [name for name in only if not catalogue.find(name, library)]
    if unknown:
        hint = "可用 tuoguan list 查看交付件编号"
        raise CatalogueError([error("--only", f"没有编号为“{name}”的交付件", hint) for name in unknown])
    selection = catalogue.select(everything, client.facts)
    left = tuple((entry.title, why) for entry, why in selection.left if not only or entry.id in only)
    if only and left:
        raise CatalogueError([error("--only", f"“{title}”不适用于该企业", why) for title, why in left])
    return tuple(entry for entry in selection.chosen if not only or entry.id in only), left
