"""The walk of one client: read → check → derive → select → find → make → plan → write, a function a step.

The day, the folders and the library come in here; nothing in it reads a clock, the working folder or the
environment.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator import (
    batch,
    delivery,
    domain,
    facts,
    garbage,
    intake,
    issued,
    making,
    names,
    proofing,
    schema,
)
from generator.api import head, selected
from generator.bundles import choice
from generator.delivery import File, Report, Terms
from generator.errors import DataError, TemplateError
from generator.intake import Source, glance
from generator.kept import NOWHERE, Shelf
from generator.library import Library, Selection, built_in
from generator.making import Job, Past, Template, album, drawing, ecard
from generator.problems import Problems, errors_in
from generator.proofing import folder as own_folder
from generator.proofing import titles
from generator.record import Record
from generator.schema import in_cells


@dataclass(frozen=True, slots=True)
class Order:
    """What documents are asked for.

    ``day`` is the day of the build: what no act and no closed year governs is as known on it. ``only`` are
    ids of deliverables, () for all that apply. With ``strict`` a warning counts as an error. ``templates`` is
    a folder of own Word templates, ``cache`` one where compiled templates and pictures are kept between runs;
    both may be None. ``library`` is the edition to work by; where it has a home, the agency of a client may
    name a bundle of its own. ``threads`` make the files of a client; ``wait`` are the seconds that a pack is
    waited for which another program is writing.
    """

    day: datetime.date
    only: tuple[str, ...] = ()
    strict: bool = False
    templates: Path | None = None
    cache: Path | None = None
    library: Library = field(default_factory=built_in)
    threads: int = 2
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Client:
    """A client's data, checked, with everything derived from it and what there is to warn of.

    ``library`` is its own: with the bundle that its agency names.
    """

    record: Record
    facts: domain.Facts
    warnings: Problems
    library: Library = field(default_factory=built_in)


@dataclass(frozen=True, slots=True)
class Pack:
    """The documents of one client in memory.

    ``name`` is its folder's name; ``about`` heads the manifest; ``left`` are the titles of what does not
    apply, each with the reason; ``warnings`` are of the data. ``whole`` unless only some were asked for.
    """

    name: str
    files: tuple[File, ...]
    about: dict[str, object]
    left: tuple[tuple[str, str], ...]
    warnings: Problems
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Built:
    """A pack as delivered: its report, what did not apply with the reason, and the warnings of the data."""

    name: str
    report: Report
    left: tuple[tuple[str, str], ...]
    warnings: Problems


@garbage.left()
def load(client: Path | Source, agency: Source | None = None) -> Record:
    """Read a client's data with its agency's.

    ``client`` is a folder with client.yaml, a data file, or a `Source`: bytes of YAML or JSON, or ready
    values, with the photos as `InMemory` bytes or a `Folder`. IntakeError with every unreadable place.
    """
    return intake.read(client, agency)


def check(
    record: Record, day: datetime.date, library: Library | None = None, cache: Path | None = None
) -> Problems:
    """Everything that is wrong (severity ``error``) or doubtful (``warning``) on that day, photos opened.

    ``cache`` as in `Order`: a photo or map that was found sound before is not looked at again.
    """
    return examine(record, day, library, cache)[1]


@garbage.left()
def examine(
    record: Record, day: datetime.date, library: Library | None = None, cache: Path | None = None
) -> tuple[Client | None, Problems]:
    """The same with what was derived; no client when an error stands among the problems."""
    client, found = _derived(record, day, choice.of(record, library or built_in()))
    unseen = in_cells.told(_unseen(client, _shelf(cache))) if client else ()
    return (None if errors_in(unseen) else client), unseen + found


def known(
    record: Record, day: datetime.date, library: Library | None = None, cache: Path | None = None
) -> Client:
    """What is derived of sound data; DataError with every problem when there is an error among them."""
    client, problems = examine(record, day, library, cache)
    if client is None:
        raise DataError(problems)
    return client


def _unseen(client: Client, shelf: Shelf) -> Problems:
    """What only opening the photos, laying out the maps and looking into the fonts tells."""
    return (
        album.problems(client.record, shelf)
        + drawing.problems(client.record, client.facts, shelf)
        + ecard.problems(client.record, client.facts, shelf)
    )


def _shelf(cache: Path | None) -> Shelf:
    """Where pictures are kept between runs, beside the compiled templates."""
    return Shelf(cache / "pictures") if cache else NOWHERE


def _derived(record: Record, day: datetime.date, chosen: choice.Choice) -> tuple[Client | None, Problems]:
    """The client, where its data are sound; all that is told of them, in words that suit its place."""
    derived, found = _judged(record, day, chosen)
    told = in_cells.told(found)
    return Client(record, derived, told, chosen.library) if derived else None, told


def _judged(
    record: Record, day: datetime.date, chosen: choice.Choice
) -> tuple[domain.Facts | None, Problems]:
    found = _faults(record, chosen)
    if errors_in(found):
        return None, found
    derived = facts.derive(record, day, chosen.library)
    found += facts.warnings(record, derived, day, chosen.library)
    return None if errors_in(found) else derived, found


def _faults(record: Record, chosen: choice.Choice) -> Problems:
    """What is told before anything is derived: of the data, where these have no error of what was issued."""
    found = chosen.problems + schema.check(record, chosen.library)
    return found if errors_in(found) else found + issued.problems(record)


@garbage.left()
def make(record: Record, order: Order, past: Past | None = None) -> Pack:
    """Make every document of a client in memory: check → derive → select → find → make; no disk is written.

    ``past`` are the files of the pack that is there: a document keeps its day while it tells the same.
    DataError for faulty data, TemplateError for faulty own templates, CatalogueError for an ``only`` that is
    unknown or does not apply; each with all its problems.
    """
    return _pack(record, order, lambda _: past or {})


def job(client: Client, order: Order, past: Past | None = None) -> Job:
    """What makes the client's files one by one, for the rooms that issue papers and tell how they stand."""
    library, templates = client.library, partial(_found, order=replace(order, library=client.library))
    return Job(client.record, order.day, library, templates, past, client.facts, _shelf(order.cache))


def _pack(record: Record, order: Order, past: Callable[[str], Past]) -> Pack:
    """The pack of a client; ``past`` gives what is there of it by its name."""
    chosen = choice.of(record, order.library)
    order = replace(order, library=chosen.library)
    by = head.made_by(order)
    client = _fit(record, order, chosen)
    name = names.safe_name(client.facts.enterprise.name)
    work = job(client, order, past(name))
    selection = selected.selected(work.selection, order.only, order.library)
    files = _files(work, order)
    about = head.of(client, order, by, work.fonts)
    return Pack(name, files, about, _left(selection), _warnings(client, work), whole=not order.only)


def _fit(record: Record, order: Order, chosen: choice.Choice) -> Client:
    """The client that documents can be made of; DataError for an error, with ``strict`` for a hint too."""
    client, found = _derived(record, order.day, chosen)
    if client is None or (order.strict and found):
        raise DataError(found)
    return client


def _left(selection: Selection) -> tuple[tuple[str, str], ...]:
    return tuple((entry.title, why) for entry, why in selection.left)


def _warnings(client: Client, work: Job) -> Problems:
    """What there is to warn of, the drawing of maps included."""
    drawn = (one for one in work.now.drawn.problems if one.severity == "warning")
    return (*client.warnings, *drawn)


def _found(name: str, order: Order) -> Template:
    """The template of a deliverable, ready to render: the agency's own one, approved, before the built-in."""
    source = proofing.find(name, order.library, order.templates)
    approved = proofing.approve(source, order.library, order.cache)
    loaded = proofing.loaded(approved, order.library, order.cache)
    return Template(approved.origin, approved.version, approved.hash, loaded)


def _files(job: Job, order: Order) -> tuple[File, ...]:
    """The files; rendering opens each photo anyway, so only a failure is traced back to the data's lines."""
    try:
        return _made(job, order)
    except TemplateError as exc:
        photos = in_cells.told(album.problems(job.record, _shelf(order.cache)))
        raise DataError(photos) if photos else exc from None


def _made(job: Job, order: Order) -> tuple[File, ...]:
    if order.templates and (problems := errors_in(own_folder.account(order.templates, order.library))):
        raise TemplateError(problems)
    return making.make(job, order.only, order.threads)


def deliver(pack: Pack, place: Path, day: datetime.date, force: bool = False, wait: float = 0.0) -> Report:
    """Write a pack to the folder ``place``; PackError when nothing could be written.

    A file that somebody edited stays, the new version is laid beside it, and what gives way goes to a folder
    named after ``day``; with ``force`` the edited file goes there. The report tells what became of each file.
    ``wait`` as in `Order`.
    """
    terms = Terms(str(day), force, pack.whole, titles.title, wait)
    return delivery.deliver(place, pack.files, pack.about, terms)


def preview(pack: Pack, place: Path, day: datetime.date, force: bool = False) -> Report:
    """The plan: what `deliver` would do to each file and why, found out without touching the disk."""
    return delivery.preview(place, pack.files, pack.about, Terms(str(day), force, pack.whole, titles.title))


@garbage.left()
def build(
    record: Record, out: Path, order: Order, force: bool = False, dry_run: bool = False, folder: str = ""
) -> Built:
    """Make a pack and write it into its folder in ``out``; nothing when anything stands in the way.

    ``folder`` is the name of that folder where a plan has settled it; else it is the one whose manifest bears
    the client's code, or a new one. With ``dry_run`` nothing is written at all, and the report tells what
    would be.
    """
    settled = batch.Place(folder) if folder else _place(record, out)
    pack = _pack(record, order, lambda name: issued.past(record, out / (settled.folder or name), force))
    place = out / (settled.folder or pack.name)
    if dry_run:
        report = preview(pack, place, order.day, force)
    else:
        report = deliver(pack, place, order.day, force, order.wait)
    return Built(place.name, report, pack.left, (*settled.told, *pack.warnings))


def _place(record: Record, out: Path) -> batch.Place:
    """Where the client's pack goes; nowhere yet where its data tell no name, which making it tells."""
    seen = glance.of(record.data)
    return batch.folder(out, next(iter(record.sources)), seen) if seen.name else batch.Place("")
