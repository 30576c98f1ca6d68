"""The files of one pack in memory: each kind of deliverable by its own maker, every fault told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator import domain, workbooks
from generator.delivery import File
from generator.errors import CatalogueError, DataError, GeneratorError, TemplateError
from generator.library import Deliverable, Library, catalogue, ledgers
from generator.making import compliance, contract, display, drawing, ecard, prints, signage, webmap
from generator.pictures import UnreadableError
from generator.problems import Problem, error
from generator.record import Record
from generator.word import printed, render, template, values

_THREADS = 2


@dataclass(frozen=True, slots=True)
class Template:
    """A template found and approved: its name, the SHA-256 of its file, and itself, ready to render."""

    origin: str
    hash: str
    loaded: template.Template


class Job:
    """One client to make files for by a library; ``templates`` gives the template of an id."""

    def __init__(
        self,
        record: Record,
        facts: domain.Facts,
        library: Library,
        templates: Callable[[str], Template],
    ) -> None:
        self.record = record
        self.facts = facts
        self.library = library
        self.templates = templates
        # Digests of values that several documents print: threads may both compute one, both alike.
        self.printed = printed.Known()
        self.drawn = drawing.Drawing(record, facts)

    @cached_property
    def context(self) -> Mapping[str, object]:
        """What templates print: the facts, and the pictures that are drawn from them."""
        maps = [{"map": picture, "title": picture.alt} for picture in self.drawn.pictures()]
        first = maps[0]["map"] if maps else ""
        control = domain.Control(version="A/0", dated=None)
        pictures = {"site_map": first, "site_maps": maps, "control": control}
        duties = compliance.context(self.facts, self.library)
        fields = contract.context(self.facts, self.library)
        context = values.prepare(self.facts, {**pictures, **duties, **fields})
        return signage.join(context, [page.site for page in self.drawn.pages], self.library)

    @cached_property
    def forms(self) -> Mapping[str, object]:
        """The same, and what only forms print: drawing codes takes longer than most documents."""
        return {**self.context, **values.prepare(display.context(self.facts), {})}

    def items(self, entry: Deliverable) -> tuple[Any, ...]:
        """The items that a deliverable has a file for, as templates print them; None for a single file."""
        if not entry.each:
            return (None,)
        found: Any = self.context
        for name in entry.items.split("."):
            found = found[name]
        return tuple(found)


def make(job: Job, chosen: tuple[Deliverable, ...]) -> tuple[File, ...]:
    """Every file of the pack with what it prints; all faults of all templates in one TemplateError."""
    if any(entry.kind in ("word", "workbook") for entry in chosen):
        _ = job.context  # made once, before the threads share it
    with ThreadPoolExecutor(_THREADS) as threads:  # photos are decoded and scaled beside the interpreter
        made = list(threads.map(lambda entry: _made(entry, job), chosen))
    faults = [problem for _, problems in made for problem in problems]
    if faults:
        raise TemplateError(faults)
    return tuple(file for files, _ in made for file in files)


def _made(entry: Deliverable, job: Job) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """The files of one deliverable, or what stands in their way."""
    try:
        return tuple(_maker(entry)(entry, job)), ()
    except GeneratorError as exc:
        return (), exc.problems


def _maker(entry: Deliverable) -> Callable[[Deliverable, Job], Iterator[File]]:
    if entry.kind not in _MAKERS:
        raise CatalogueError(error(f"templates/catalogue.yaml {entry.id}", f"没有这一类交付件：{entry.kind}"))
    return _MAKERS[entry.kind]


def _word(entry: Deliverable, job: Job) -> Iterator[File]:
    """Word documents from their template."""
    found = job.templates(entry.id)
    for path, item in zip(catalogue.paths(entry, job.facts), job.items(entry), strict=True):
        given = job.forms if entry.form else job.context
        context = {**given, entry.item: item} if entry.each else given
        # What is printed of an item is this file's own: only the client's values are shared.
        known = job.printed.apart() if entry.each else job.printed
        data = render.render(found.loaded, context, known.photos)
        told = printed.values(found.loaded, context, known)
        yield File(path, data, entry.id, found.origin, found.hash, told)


def _map(entry: Deliverable, job: Job) -> Iterator[File]:
    """The four-colour maps as pictures or drawings, one for each map page."""
    for number, path in enumerate(catalogue.paths(entry, job.facts)):
        data = job.drawn.png(number) if entry.suffix == ".png" else job.drawn.file(number, entry.suffix[1:])
        yield File(path, data, entry.id, values=prints.of_site(job.drawn.pages[number].site))


def _workbook(entry: Deliverable, job: Job) -> Iterator[File]:
    """A workbook from the definition that the source names."""
    (path,) = catalogue.paths(entry, job.facts)
    ledger = ledgers.find(entry.source, job.library)
    told = prints.of_ledger(ledger, job.context, job.printed)
    yield File(path, workbooks.build(ledger, job.facts, job.context), entry.id, values=told)


def _page(entry: Deliverable, job: Job) -> Iterator[File]:
    """The four-colour maps as one page to tap."""
    (path,) = catalogue.paths(entry, job.facts)
    sites = [page.site for page in job.drawn.pages]
    shown = webmap.shown(job.facts, sites)
    yield File(path, webmap.page(shown, job.library), entry.id, values=prints.of_fields(shown))


def _card(entry: Deliverable, job: Job) -> Iterator[File]:
    """Electronic badges as pictures, one for each advisor."""
    if problems := ecard.problems(job.record, job.facts):
        raise DataError(problems)
    for path, badge in zip(catalogue.paths(entry, job.facts), job.facts.badges, strict=True):
        try:
            yield File(path, ecard.draw(badge), entry.id, values=prints.of_badge(badge))
        except UnreadableError as exc:
            raise TemplateError(error(path, f"照片{exc}", "请更换照片后重试")) from exc


def _data(entry: Deliverable, job: Job) -> Iterator[File]:
    """The contract's fields for the platform."""
    (path,) = catalogue.paths(entry, job.facts)
    fields = contract.fields(job.facts, job.library)
    yield File(path, contract.data(fields, entry.suffix), entry.id, values=prints.of_fields(fields))


_MAKERS: Mapping[str, Callable[[Deliverable, Job], Iterator[File]]] = {
    "word": _word,
    "map": _map,
    "workbook": _workbook,
    "page": _page,
    "data": _data,
    "card": _card,
}
