"""The files of one pack in memory: each kind of deliverable by its own maker, every fault told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

from generator import domain, proofing, sheets
from generator.delivery import File
from generator.errors import CatalogueError, DataError, GeneratorError, TemplateError
from generator.library import Deliverable, Library, catalogue, ledgers
from generator.making import compliance, contract, display, drawing, ecard, signage, webmap
from generator.pictures import UnreadableError
from generator.problems import Problem, error, errors_in
from generator.proofing import folder
from generator.record import Record
from generator.word import render, template, values

_THREADS = 2


class Job:
    """One client to make files for by a library, and the folders of own templates and of compiled ones."""

    def __init__(
        self,
        record: Record,
        facts: domain.Facts,
        library: Library,
        templates: Path | None = None,
        cache: Path | None = None,
    ) -> None:
        self.record = record
        self.facts = facts
        self.library = library
        self.templates = templates
        self.cache = cache
        self.drawn = drawing.Drawing(record, facts)

    @cached_property
    def context(self) -> Mapping[str, object]:
        """What templates print: the facts, and the pictures that are drawn from them."""
        maps = [{"map": picture, "title": picture.alt} for picture in self.drawn.pictures()]
        first = maps[0]["map"] if maps else ""
        pictures = {"site_map": first, "site_maps": maps}
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
    """Every file of the pack; all faults of all templates in one TemplateError."""
    if job.templates and (problems := errors_in(folder.account(job.templates, job.library))):
        raise TemplateError(problems)
    if any(entry.kind == "word" for entry in chosen):
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
    """Word documents from the template, the agency's own first."""
    found = proofing.find(entry.id, job.library, job.templates)
    source = proofing.approve(found, job.library, job.cache)
    loaded = template.load(source.data, source.place, job.cache)
    for path, item in zip(catalogue.paths(entry, job.facts), job.items(entry), strict=True):
        given = job.forms if entry.form else job.context
        context = {**given, entry.item: item} if entry.each else given
        yield File(path, render.render(loaded, context), entry.id, source.origin, source.hash)


def _map(entry: Deliverable, job: Job) -> Iterator[File]:
    """The four-colour maps as pictures or drawings, one for each map page."""
    for number, path in enumerate(catalogue.paths(entry, job.facts)):
        data = job.drawn.png(number) if entry.suffix == ".png" else job.drawn.file(number, entry.suffix[1:])
        yield File(path, data, entry.id)


def _sheets(entry: Deliverable, job: Job) -> Iterator[File]:
    """A workbook from the definition that the source names."""
    (path,) = catalogue.paths(entry, job.facts)
    yield File(path, sheets.build(ledgers.find(entry.source, job.library), job.facts), entry.id)


def _page(entry: Deliverable, job: Job) -> Iterator[File]:
    """The four-colour maps as one page to tap."""
    (path,) = catalogue.paths(entry, job.facts)
    sites = [page.site for page in job.drawn.pages]
    yield File(path, webmap.page(job.facts, sites, job.library), entry.id)


def _card(entry: Deliverable, job: Job) -> Iterator[File]:
    """Electronic badges as pictures, one for each advisor."""
    if problems := ecard.problems(job.record, job.facts):
        raise DataError(problems)
    for path, badge in zip(catalogue.paths(entry, job.facts), job.facts.badges, strict=True):
        try:
            yield File(path, ecard.draw(badge), entry.id)
        except UnreadableError as exc:
            raise TemplateError(error(path, f"照片{exc}", "请更换照片后重试")) from exc


def _data(entry: Deliverable, job: Job) -> Iterator[File]:
    """The contract's fields for the platform."""
    (path,) = catalogue.paths(entry, job.facts)
    yield File(path, contract.data(job.facts, entry.suffix, job.library), entry.id)


_MAKERS: Mapping[str, Callable[[Deliverable, Job], Iterator[File]]] = {
    "word": _word,
    "map": _map,
    "sheets": _sheets,
    "page": _page,
    "data": _data,
    "card": _card,
}
