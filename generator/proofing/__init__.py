"""Word templates as things: the agency's own first, the built-in second; export and check."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator import sidefile
from generator.delivery import digest
from generator.errors import TemplateError
from generator.library import Deliverable, Library, catalogue
from generator.problems import Problem, error, errors_in, warning
from generator.proofing import contract, folder, verdicts
from generator.word import parsed, printed, shapes, template

_TOLD = 8
_LARGEST = 64 * 1024 * 1024
OWN = "自有"  # the version of a template that an agency keeps for itself


@dataclass(frozen=True, slots=True)
class Source:
    """A template found: the deliverable's id, its bytes and their SHA-256.

    ``origin`` is its name in its folder, as the manifest says it; ``place`` is where messages say it lies;
    ``version`` is that of the library's layer that it is from, or `OWN`.
    """

    id: str
    data: bytes
    origin: str
    place: str
    hash: str
    own: bool
    version: str


def find(name: str, library: Library, own: Path | None = None) -> Source:
    """The template of a deliverable: the one in the folder ``own``, else that of the library."""
    mine = folder.used(own, library).get(name) if own else None
    if mine:
        data = read(mine)
        return Source(name, data, mine.name, str(mine), digest(data), True, OWN)
    return library.once(_of_library, name)


def _of_library(library: Library, name: str) -> Source:
    """The template of the library's first layer that has it."""
    entry = catalogue.find(name, library)
    origin = entry.template if entry else f"word/{name}.docx"
    data = _data(origin, library)
    # A bundle's template is somebody's own: what the lint says of it is kept, and asked for again.
    path = library.path(origin)
    is_own = not path.is_relative_to(library.layers[-1])
    place = str(path) if is_own else origin
    return Source(name, data, origin, place, digest(data), is_own, library.version(origin))


def _data(origin: str, library: Library) -> bytes:
    """The bytes of a template of the library; TemplateError where they cannot be had."""
    try:
        return library.data(origin)
    except OSError as exc:
        hint = "请重新安装本工具，或运行 tuoguan template compile"
        raise TemplateError(error(origin, "无法读取 Word 模板", hint)) from exc


def read(path: Path) -> bytes:
    """The bytes of somebody's own template; TemplateError for what is no file or would never end."""
    try:
        return sidefile.read(path, _LARGEST)
    except sidefile.SideFileError as exc:
        raise TemplateError(error(str(path), exc.message, exc.hint)) from exc


def check(data: bytes, name: str, place: str, library: Library) -> tuple[Problem, ...]:
    """Everything wrong with the template of a deliverable; ``place`` stands in the messages."""
    entry, found = catalogue.find(name, library), slips(data, name, place, library)
    if entry is None or errors_in(found):
        return found
    return (*found, *_unfit(data, entry, place, library))


def _unfit(data: bytes, entry: Deliverable, place: str, library: Library) -> Iterator[Problem]:
    """What a sound template hides or leaves out, and what keeps it from its one page."""
    from generator.proofing import required  # only here: a pack from built-in templates never loads it
    from generator.word import onepage

    made = template.load(data, place, names=contract.spoken(entry.id, library))
    yield from required.check(made, place, entry, contract.known(entry, library), library)
    yield from onepage.check(data, place)


def slips(data: bytes, name: str, place: str, library: Library) -> tuple[Problem, ...]:
    """What of it is wrong in itself, not what the Measures list and it does not show."""
    from generator.word import lint  # only here: a pack from built-in templates never loads docxtpl

    return lint.judge(data, place, contract.spoken(name, library).known())


def loaded(source: Source, library: Library, cache: Path | None = None) -> template.Template:
    """A template compiled; one of somebody's own may call values by their Chinese names."""
    if source.own:
        return template.load(source.data, source.place, cache, contract.spoken(source.id, library))
    ready = partial(parsed.read, library.layers[-1], source.origin, source.data)
    return template.load(source.data, source.place, cache, ready=ready)


def unprinted(data: bytes, name: str, place: str, library: Library) -> tuple[Problem, ...]:
    """One hint that names what the built-in template prints and this one, without fault, does not."""
    entry, shipped = catalogue.find(name, library), find(name, library)
    mine = replace(shipped, data=data, place=place, own=True)
    missing = sorted(_printed(shipped, library) - _printed(mine, library))
    if not missing or entry is None:
        return ()
    told = _told(missing, entry, library)
    return (warning(place, f"内置模板印出、这份模板没有印的取值：{told}", _on_purpose(entry)),)


def _on_purpose(entry: Deliverable) -> str:
    """What to make sure of where a template prints less."""
    return f"确认不是误删；{entry.basis}要求写明的内容不能少" if entry.basis else "确认不是误删"


def _printed(source: Source, library: Library) -> AbstractSet[str]:
    """The values that a template prints."""
    return printed.names(loaded(source, library))


def _told(names: list[str], entry: Deliverable, library: Library) -> str:
    """The first few values by name, with the number of all where some are left out."""
    told = "、".join(_named(one, entry, library) for one in names[:_TOLD])
    return f"{told} 等 {len(names)} 项" if len(names) > _TOLD else told


def _named(name: str, entry: Deliverable, library: Library) -> str:
    """A value as the contract sheet calls it, else in an author's words, with its name in templates."""
    label = library.once(_labels).get(name)
    label = label or shapes.chinese(name, contract.spoken(entry.id, library).known())
    return f"{label}（{name}）" if label != name else name


def _labels(library: Library) -> dict[str, str]:
    """What values are called on the contract sheet, by the first of their rows."""
    return {name: label for label, name in reversed(library.table("contract_fields"))}


def judge(own: Path, library: Library, cache: Path) -> None:
    """Lint and compile every own template once, so that other processes find both kept."""
    for name in folder.used(own, library):
        with suppress(TemplateError):
            source = approve(find(name, library, own), library, cache)
            loaded(source, library, cache)


def approve(source: Source, library: Library, cache: Path | None = None) -> Source:
    """The same source, checked when it is somebody's own; TemplateError with every fault.

    That of an installed bundle was proven when it came in.
    """
    is_new = source.own and not library.is_installed(Path(source.place))
    if is_new and (faults := errors_in(judged(source, library, cache))):
        raise TemplateError(faults)
    return source


def judged(source: Source, library: Library, cache: Path | None = None) -> tuple[Problem, ...]:
    """All that `check` says of a template, asked once for its bytes, told with its place."""
    key = verdicts.key(source.hash, source.id, library)
    found = verdicts.remembered(key, cache, lambda: check(source.data, source.id, "", library))
    return tuple(_placed(one, source) for one in found)


def _placed(problem: Problem, source: Source) -> Problem:
    return replace(problem, where=f"{source.place} {problem.where}".strip())
