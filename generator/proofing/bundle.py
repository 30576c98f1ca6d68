"""A bundle: a layer of the library in a folder. It is whole and sound, or nothing is built by it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from generator import proofing
from generator.errors import CatalogueError, GeneratorError
from generator.library import (
    CATALOGUE,
    EDITION,
    Deliverable,
    Library,
    built_in,
    catalogue,
    duties,
    knowledge,
    ledgers,
    limits,
)
from generator.problems import Problem, error, errors_in
from generator.proofing import brought, compiled, compiling, files, hazards, reading, signboards, tables
from generator.proofing.folder import FOLDERS, is_part
from generator.proofing.reading import Content

# What this version of the tool understands; a bundle says the lowest that it needs.
FORMAT = 2

Parts = Collection[PurePosixPath]

_DATA = (".yaml", ".json")
_SAMPLES = "samples"
_UNITS = PurePosixPath(knowledge.FOLDER)
# Read before any bundle is known: an entry book and a registry are opened to learn whose client it is.
_BUILT_IN_ALONE = ("reference/entry_book.yaml", "reference/registry.yaml")


def opened(
    folder: Path | None, day: datetime.date, cache: Path | None = None, below: Library | None = None
) -> Library:
    """The built-in library, or the one ``below``, with the bundle of a folder over it, if there is one.

    CatalogueError with every fault of the bundle, each with file and line: parts that are missing, a newer
    edition than this tool understands, rows that do not fit the schema or name what there is not. Laws must
    hold on ``day``; ``cache`` keeps what the lint said of Word templates.
    """
    if folder is None or not any(map(is_part, folder.glob("*"))):
        return below or built_in().keeping(cache)
    _refuse(_edition(folder))
    below = below or built_in()
    library = Library((folder, *below.layers)).keeping(cache, below.home)
    _prove(folder, library, day, cache)
    return library


def _prove(folder: Path, library: Library, day: datetime.date, cache: Path | None) -> None:
    """CatalogueError with the faults of the data, else of the layers together, else of Word templates."""
    listed = [*_parts(folder)]
    _refuse(problem for part in listed if _is_data(part) for problem in _data(folder, part, library))
    _refuse(_together(folder, library, day))
    _refuse(problem for part in listed if _is_template(part) for problem in _word(part, library, cache))


def _refuse(found: Iterable[Problem]) -> None:
    if faults := errors_in(tuple(dict.fromkeys(found))):
        raise CatalogueError(faults)


def _edition(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with the bundle as a whole: its edition, and the files that should be there."""
    path = folder / EDITION
    if not path.is_file():
        return (error(str(path), "没有这个文件，模板包没有拷全", "重新拷贝整个模板包"),)
    content = reading.read(path, str(path))
    found = files.check(path, EDITION, str(path), built_in())
    if errors_in(found):
        return found
    return tuple(_too_new(content)) or tuple(_missing(folder, content))


def _too_new(content: Content) -> Iterator[Problem]:
    """A format that only later versions of the tool understand."""
    needs = content.top.at("needs")
    if needs.value > FORMAT:
        message = f"模板包要求格式 {needs.value}，本工具只认到 {FORMAT}"
        yield needs.fault(message, "请升级工具，或者换用较早版次的模板包")


def _missing(folder: Path, content: Content) -> Iterator[Problem]:
    """Files that the bundle lists and lacks, and that it has and does not list, but for what was compiled."""
    there = {*_parts(folder)}
    yield from _lost(content, there)
    known = map(PurePosixPath, (*content.data["files"], *compiled.files(folder)))
    yield from (_unlisted(folder / path) for path in sorted(there.difference(known)))


def _lost(content: Content, there: Parts) -> Iterator[Problem]:
    for name in content.top.below("files"):
        if PurePosixPath(name.value) not in there:
            yield name.fault(f"缺少文件 {name.value}，模板包没有拷全", "重新拷贝整个模板包")


def _unlisted(path: Path) -> Problem:
    return error(str(path), "没有列在 edition.yaml 的 files 里", "补列这个文件，或者移出模板包")


def _parts(folder: Path) -> Iterator[PurePosixPath]:
    """The files of a bundle by their paths, without its edition and what systems leave lying about."""
    found = [folder / CATALOGUE, *(path for name in FOLDERS for path in (folder / name).rglob("*"))]
    for path in filter(_is_meant, sorted(found)):
        yield PurePosixPath(path.relative_to(folder).as_posix())


def _is_meant(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "~$"))


def _is_data(part: PurePosixPath) -> bool:
    """Whether a file is checked as data; samples are looked at by nobody but people."""
    if str(part) == compiled.RECORD or part.parts[0] == _SAMPLES:
        return False
    return part.suffix in _DATA or part.parts[0] == knowledge.FOLDER


def _is_template(part: PurePosixPath) -> bool:
    return part.suffix == ".docx" and part.parts[0] not in (_SAMPLES, brought.LAYOUTS)


def _data(folder: Path, part: PurePosixPath, library: Library) -> Iterator[Problem]:
    path = folder / part
    if str(part) in _BUILT_IN_ALONE:
        yield _never_used(path)
    else:
        yield from _of_file(path, part, library)


def _never_used(path: Path) -> Problem:
    hint = "移出模板包，在 edition.yaml 的 files 里也删去"
    return error(str(path), "填报簿、名册只用内置的这一份，模板包里的不会使用", hint)


def _of_file(path: Path, part: PurePosixPath, library: Library) -> Iterator[Problem]:
    """What a file says that does not fit, else what it names that is not there."""
    found = files.check(path, str(part), str(path), library, whole=part.parent == _UNITS)
    yield from found
    if not errors_in(found) and tables.looks_into(str(part)):
        yield from tables.check_file(path, str(path), library)


def _together(folder: Path, library: Library, day: datetime.date) -> Iterator[Problem]:
    """What only the layers together show: laws in force, signs, templates and lists that rows point to."""
    yield from _loaded(library)
    yield from signboards.check(library)
    yield from _hazards(folder / hazards.FILE, library, day)
    yield from _ledgers(folder, library)
    yield from brought.check(folder, library, day)
    if (folder / CATALOGUE).is_file():
        yield from _deliverables(folder / CATALOGUE, library)


def _hazards(path: Path, library: Library, day: datetime.date) -> Iterator[Problem]:
    """The faults of the bundle's own hazard catalogue, if it has one."""
    if path.is_file():
        yield from hazards.check(path, str(path), day, library)


def _loaded(library: Library) -> Iterator[Problem]:
    """What cannot be read over all layers of limits, duties and scene plans."""
    for load in (limits.load, duties.load, knowledge.scenes):
        with _told() as problems:
            load(library)
        yield from problems


@contextmanager
def _told() -> Iterator[list[Problem]]:
    """The problems of what goes wrong inside."""
    problems: list[Problem] = []
    try:
        yield problems
    except GeneratorError as exc:
        problems += exc.problems


def _ledgers(folder: Path, library: Library) -> Iterator[Problem]:
    """Ledgers of the catalogue that the bundle's file has lost."""
    for entry in catalogue.load(library):
        path, _, name = entry.source.partition("#")
        if _is_own(entry, folder) and name not in ledgers.load(library, path):
            message = f"没有交付目录要的台账“{entry.title}”（{name}）"
            yield error(str(folder / path), message, "ledgers 下要写全各份台账，没有改的照抄内置的")


def _is_own(entry: Deliverable, folder: Path) -> bool:
    """Whether a deliverable is a ledger that a file of the bundle should define."""
    path, _, name = entry.source.partition("#")
    return entry.kind == "word" and bool(name) and (folder / path).is_file()


def _deliverables(path: Path, library: Library) -> Iterator[Problem]:
    """Rows of the catalogue whose template is in no layer and cannot be compiled."""
    for row in reading.read(path, str(path)):
        name = row.at("id")
        entry = catalogue.find(name.value, library)
        if entry and _is_uncompiled(entry, library):
            yield from (name.fault(*said) for said in _lacking(entry, library))


def _is_uncompiled(entry: Deliverable, library: Library) -> bool:
    return entry.kind == "word" and not library.path(entry.template).is_file()


def _lacking(entry: Deliverable, library: Library) -> Iterator[tuple[str, str]]:
    """What a row without a template lacks to be compiled: what is said and the mend."""
    layout = f"{brought.LAYOUTS}/{entry.layout}.docx"
    if entry.form or not compiling.has_source(entry, library):
        hint = "补上这个文件，或者写正文 source 和版式 layout，或者删去这一行"
        yield f"没有 {entry.id} 的 Word 模板 {entry.template}", hint
    elif not library.path(layout).is_file():
        yield f"没有 {entry.id} 的版式 {layout}", "layout 写 layout/ 里有的版式，如 record"


def _word(part: PurePosixPath, library: Library, cache: Path | None) -> Iterator[Problem]:
    """The faults of a Word template."""
    name = _whose(str(part), library)
    if name is None:
        yield _of_nobody(library.path(str(part)))
        return
    with _told() as problems:
        proofing.approve(proofing.find(name, library), library, cache)
    yield from problems


def _of_nobody(path: Path) -> Problem:
    return error(str(path), "不是任何交付件的模板", "文件名用交付件编号，可用 tuoguan list 查看")


def _whose(path: str, library: Library) -> str | None:
    """The deliverable whose template lies there; None for nobody's."""
    known = {entry.template: entry.id for entry in catalogue.load(library) if entry.kind == "word"}
    return known.get(path)
