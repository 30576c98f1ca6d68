"""Which files of a pack, posted as they are, bear another style than the committee's in force or coming."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.bundles import committee, home, installed
from generator.delivery import Row, digest
from generator.errors import GeneratorError
from generator.library import Library, catalogue
from generator.making import Job
from generator.status.model import Style

_UNMARKED = "没有标识的旧样式"


@dataclass(frozen=True, slots=True)
class _Due:
    """A version of the committee's, the day from which it applies (None: ever), its templates by digest."""

    version: installed.Version
    day: datetime.date | None
    templates: Mapping[str, str] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """Title and version."""
        title = self.version.about.title if self.version.about else self.version.id
        return f"{title} {self.version.version}"


def outdated(job: Job, rows: Iterable[Row], pack: Path) -> tuple[Style, ...]:
    """The files of a pack that are to be made and posted anew, by the rows of its manifest.

    What was issued stays as it is, and what is made by an agency's own template has the style that it chose.
    BundleError where an installed bundle is damaged.
    """
    bundle = _bundle(job.library)
    if bundle is None:
        return ()
    now, coming = _in_force(bundle, job), _coming(bundle, job)
    judged = [(row, _missing(job, row, now, coming)) for row in _loose(rows)]
    return tuple(_told(row, due, pack) for row, due in judged if due)


def _bundle(library: Library) -> installed.Bundle | None:
    """The committee's bundle, where one is installed."""
    return committee.bundle(home.Home(library.home)) if library.home else None


def _loose(rows: Iterable[Row]) -> Iterable[Row]:
    """The files that are made anew by a template with each build, each once."""
    return {row.path: row for row in rows if not row.frozen and row.template_hash}.values()


def _missing(job: Job, row: Row, now: _Due | None, coming: _Due | None) -> _Due | None:
    """The style that a file should have and has not; None where there is none."""
    present, following = _of(now, row), _of(coming, row)
    if not (present or following) or _is_own(job, row.id):
        return None
    if present and row.template_hash != job.template(row.id).hash:
        return now
    return coming if following not in ("", present, row.template_hash) else None


def _of(due: _Due | None, row: Row) -> str:
    """The digest of the template for a row; "" where a version has none."""
    return due.templates.get(row.id, "") if due else ""


def _is_own(job: Job, name: str) -> bool:
    """Whether today the document would be made by a template of the agency's folder."""
    entry = catalogue.find(name, job.library)
    return entry is None or job.template(name).origin != entry.template


def _told(row: Row, due: _Due, pack: Path) -> Style:
    title = PurePosixPath(row.path).stem
    return Style(row.id, row.key, title, row.path, _borne(pack / row.path), due.called, due.day)


def _borne(file: Path) -> str:
    """The version of the template that a document says it was made by, in words."""
    from generator import proofing  # only here: most files have the right style
    from generator.word import provenance, stamped

    try:
        found = stamped.read(proofing.read(file), str(file)).properties
    except GeneratorError:
        return _UNMARKED
    return found.get(provenance.VERSION) or _UNMARKED


def _in_force(bundle: installed.Bundle, job: Job) -> _Due | None:
    found = bundle.in_force(job.day)
    since = found.about.applies_from if found and found.about else None
    return _due(found, since, job)


def _coming(bundle: installed.Bundle, job: Job) -> _Due | None:
    day, found = committee.coming(bundle, job.day) or (None, None)
    return _due(found, day, job)


def _due(found: installed.Version | None, day: datetime.date | None, job: Job) -> _Due | None:
    return _Due(found, day, dict(_templates(found, job.library))) if found else None


def _templates(found: installed.Version, library: Library) -> Iterator[tuple[str, str]]:
    """The deliverables that a version has a Word template of, each with the SHA-256 of that."""
    for entry in catalogue.load(library):
        path = found.folder / entry.template
        if entry.kind == "word" and path.is_file():
            yield entry.id, digest(path.read_bytes())
