"""Whether a document is as it was issued, and by which template: a check against mistakes, no signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator import proofing
from generator.bundles import home as homes
from generator.delivery import digest
from generator.library import Deliverable, Library, built_in, catalogue
from generator.proofing import folder
from generator.word import provenance, stamped

Kind = Literal["document", "template"]
State = Literal["unchanged", "changed", "unmarked"]
_MARKS = (provenance.TEMPLATE, provenance.SHA256, provenance.VALUES)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about a Word file.

    ``unmarked`` is one that tells nothing: it is another program's, older than these marks, or has lost them.
    ``known`` says where on this machine the template lies by which it was made, "" where it does not;
    ``values`` and ``code`` are "" of a template.
    """

    kind: Kind
    state: State
    template: str
    title: str
    version: str
    sha256: str
    known: str
    values: str
    code: str


def verify(file: Path, library: Library, home: Path, own: Path | None = None) -> Verdict:
    """What a Word file tells, held against its parts and against the templates of this machine.

    TemplateError where it cannot be read or is no Word document. ``home`` is where bundles are installed,
    ``own`` a folder of own templates.
    """
    told = stamped.read(proofing.read(file), str(file))
    given = told.properties
    name, sha256, values = (given.get(key, "") for key in _MARKS)
    place = homes.Home(home)
    return Verdict(
        kind="template" if name and not values else "document",
        state=_state(given, told.parts),
        template=name,
        title=_title(name, library, place) if name else "",
        version=given.get(provenance.VERSION, ""),
        sha256=sha256,
        known=next(_known(name, sha256, library, place, own), "") if sha256 else "",
        values=values,
        code=provenance.code(sha256, values) if values else "",
    )


def _title(name: str, library: Library, home: homes.Home) -> str:
    """What a deliverable is called in the library, else in a bundle that is installed; "" in neither."""
    for one in (library, *_libraries(home)):
        if found := catalogue.find(name, one):
            return found.title
    return ""


def _libraries(home: homes.Home) -> Iterator[Library]:
    """The library with each installed bundle alone."""
    for _, place in _bundles(home):
        yield Library((place, *built_in().layers))


def _state(given: Mapping[str, str], parts: str) -> State:
    mark = given.get(provenance.PARTS)
    if not mark or not given.get(provenance.TEMPLATE):
        return "unmarked"
    return "unchanged" if mark == parts else "changed"


def _known(name: str, sha256: str, library: Library, home: homes.Home, own: Path | None) -> Iterator[str]:
    """Where the template of that digest lies, the nearest first."""
    yield from _in_libraries(name, sha256, library)
    if own:
        yield from _own(own, library, sha256)
    yield from _installed(sha256, home)


def _in_libraries(name: str, sha256: str, library: Library) -> Iterator[str]:
    for one in (built_in(), library):
        if (entry := catalogue.find(name, one)) and _has(one, entry, sha256):
            yield f"内置的{entry.title}模板" if one is built_in() else str(one.path(entry.template))


def _own(own: Path, library: Library, sha256: str) -> Iterator[str]:
    for path in folder.used(own, library).values():
        if _is(path, sha256):
            yield f"自有模板 {path}"


def _has(library: Library, entry: Deliverable, sha256: str) -> bool:
    return entry.kind == "word" and proofing.find(entry.id, library).hash == sha256


def _installed(sha256: str, home: homes.Home) -> Iterator[str]:
    for name, place in _bundles(home):
        if _is_among(place.glob("*/*.docx"), sha256):
            yield f"已安装的模板包 {name}"
    if _is_among(home.mixed.glob("*/*/*.docx"), sha256):
        yield "由已安装的几个模板包合编的模板"


def _is_among(paths: Iterable[Path], sha256: str) -> bool:
    return any(_is(path, sha256) for path in paths)


def _bundles(home: homes.Home) -> Iterator[tuple[str, Path]]:
    """Every installed version of every bundle by id and version, with its folder."""
    for name, use in homes.state(home).items():
        yield from ((f"{name} {version}", home.bundle(name, version)) for version in use.digests)


def _is(path: Path, sha256: str) -> bool:
    try:
        return digest(path.read_bytes()) == sha256
    except OSError:
        return False
