"""Publishing a bundle: compiled, proven whole as any agency will open it, signed, one file at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import delivery, proofing, sidefile
from generator.authoring import meant, preview
from generator.authoring.drafts import Draft
from generator.bundles import manifest, sealed
from generator.errors import BundleError, GeneratorError
from generator.library import EDITION, Deliverable, Library, built_in, catalogue
from generator.problems import Problem, Problems, error, renamed
from generator.proofing import bundle, compiling
from generator.signing import SecretKey

# Makes samples of deliverables by a library: their files by path below a bundle.
Sampled = Callable[[Library, tuple[str, ...]], Mapping[str, bytes]]
_Paths = Collection[str]  # below the folder of the bundle
_Proven = tuple[dict[str, bytes], Problems]  # the files, and what the lint said


@dataclass(frozen=True, slots=True)
class Terms:
    """On what day it is published; ``cache`` keeps what the lint said."""

    day: datetime.date
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A bundle that is ready to be written: its bytes, its manifest, and the warnings that do not stop it.

    ``key`` is the number of the key that signed it, ``line`` what ``agency.yaml`` writes to use it.
    """

    data: bytes
    about: manifest.Manifest
    key: str
    line: str
    told: Problems


def publish(draft: Draft, key: SecretKey, terms: Terms, sampled: Sampled) -> Published:
    """Compile, prove and sign; BundleError with every fault where the author finds it. Nothing is written.

    ``sampled`` makes the samples.
    """
    if draft.about.next_key == key.public.line:
        raise BundleError(error("--next-key", "预告的公钥就是现在这一把", "换密钥时才写"))
    with delivery.temporary() as place:
        stage = _Stage(place, draft)
        files, told = stage.tried(terms, sampled)
        about = stage.about(files, told)
        data = sealed.sealed(about, files, key)
        found = sealed.parsed(data, sealed.file_name(about))
        given = (*draft.late(terms.day), *map(stage.as_given, told))
        return Published(data, found.manifest, key.public.number, found.line, given)


@dataclass(frozen=True, slots=True)
class _Stage:
    """A copy of the bundle in a folder of our own: what is proven is what is signed, whoever edits it."""

    folder: Path
    draft: Draft

    def tried(self, terms: Terms, sampled: Sampled) -> _Proven:
        """As `proven`; BundleError with every fault where the author finds it."""
        try:
            return self.proven(terms, sampled)
        except GeneratorError as exc:
            raise BundleError([*map(self.as_given, exc.problems)]) from exc

    def proven(self, terms: Terms, sampled: Sampled) -> _Proven:
        """The files of the bundle, those made here too, and the warnings; GeneratorError with every fault."""
        given = self._given()
        self._put(given)
        library = self._opened(terms)
        compiled = compiling.completed(library)
        if compiled:
            self._put(compiled)
            library = Library(library.layers).keeping(terms.cache)
        samples = sampled(library, self._shown({*given, *compiled}, library))
        files = {**samples, **compiled, **given}  # a sample that the author gave stays
        files[EDITION] = self.draft.edition([*files])
        self._put({path: files[path] for path in (*samples, EDITION)})
        return files, self._told(files, self._opened(terms))

    def _told(self, files: _Paths, library: Library) -> Problems:
        """The warnings of the whole bundle, whose templates can be filled in."""
        self._fill(library)
        return tuple(_linted(files, library))

    def about(self, files: _Paths, told: Problems) -> manifest.Manifest:
        """The manifest with the samples among the files and what the lint said."""
        rows = tuple(_row(self.as_below(problem)) for problem in told)
        return replace(self.draft.about, samples=_samples(files), lint=rows)

    def _given(self) -> dict[str, bytes]:
        """What the author gave, with an edition.yaml where he wrote none."""
        files = {path: _read(file) for path, file in self.draft.sources.items()}
        return files if EDITION in files else {**files, EDITION: self.draft.edition([*files])}

    def _fill(self, library: Library) -> None:
        """Fill in what the author drew as hard as it can be; TemplateError where that fails."""
        for entry, source in _sources(self.draft.sources, library):
            for _ in preview.documents(source.data, source.place, entry, library):
                pass

    def _shown(self, files: _Paths, library: Library) -> tuple[str, ...]:
        """What samples are made of: what the author drew or wrote, of what else changes one by layout."""
        entries = _templates(files, library)
        first = _first(entries)
        return tuple(entry.id for entry in entries if entry.id in first or self._is_own(entry))

    def _is_own(self, entry: Deliverable) -> bool:
        """Whether the author drew the template, or wrote the text that it is compiled of."""
        return bool(set(self.draft.sources) & {entry.template, entry.source.partition("#")[0]})

    def _put(self, files: Mapping[str, bytes]) -> None:
        for path, data in files.items():
            delivery.put(self.folder / path, data)

    def _opened(self, terms: Terms) -> Library:
        """The library with the copy, proven for the first day on which the bundle applies."""
        return bundle.opened(self.folder, self.draft.about.usable(terms.day), terms.cache)

    def as_given(self, problem: Problem) -> Problem:
        """A problem of the copy, told of the file that the author gave."""
        own = {f"{self.folder}/": "", str(self.folder): self.draft.about.id}
        return renamed(problem, {**self._places(), **own})

    def _places(self) -> dict[str, str]:
        """Where each file of the copy was given."""
        return {str(self.folder / path): str(file) for path, file in self.draft.sources.items()}

    def as_below(self, problem: Problem) -> Problem:
        """The same, told by paths below the bundle."""
        return renamed(problem, {f"{self.folder}/": ""})


def _samples(files: Iterable[str]) -> tuple[str, ...]:
    return tuple(path for path in sorted(files) if path.startswith(f"{manifest.SAMPLES}/"))


def _read(file: Path) -> bytes:
    try:
        return sidefile.read(file, sealed.LARGEST)
    except sidefile.SideFileError as exc:
        raise BundleError(error(str(file), exc.message, exc.hint)) from exc


def _templates(files: _Paths, library: Library) -> tuple[Deliverable, ...]:
    """The deliverables whose Word templates are among files."""
    return tuple(entry for entry in meant.words(library) if entry.template in files)


def _sources(files: _Paths, library: Library) -> Iterator[tuple[Deliverable, proofing.Source]]:
    """The same deliverables, each with its template."""
    for entry in _templates(files, library):
        yield entry, proofing.find(entry.id, library)


def _first(entries: Sequence[Deliverable]) -> _Paths:
    """The first deliverable of each layout."""
    return {entry.layout: entry.id for entry in reversed(entries)}.values()


def _linted(files: _Paths, library: Library) -> Iterator[Problem]:
    """All that the lint says of the bundle's templates, and what they leave out of the built-in ones."""
    for _, source in _sources(files, library):
        yield from proofing.judged(source, library)
        yield from _unprinted(source)


def _unprinted(source: proofing.Source) -> Problems:
    """What a template leaves out of the built-in one."""
    if not catalogue.find(source.id, built_in()):
        return ()
    return proofing.unprinted(source.data, source.id, source.place, built_in())


def _row(problem: Problem) -> dict[str, str]:
    """A warning as the manifest keeps it."""
    where = " ".join(part for part in (str(problem.origin or ""), problem.where) if part)
    return {"severity": "warning", "where": where, "message": problem.message, "hint": problem.hint}
