"""What an author sets side by side: two Word files, or two bundles (folders, files, installed versions)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from generator import proofing
from generator.authoring import difference, layers, meant
from generator.authoring.difference import Documents, Lines
from generator.authoring.layers import File
from generator.bundles import home as homes
from generator.bundles import installed, sealed
from generator.delivery import put, temporary
from generator.errors import BundleError
from generator.library import Library
from generator.problems import Problems, error

_INSTALLED = re.compile(r"(?P<id>[^@/\\]+)@(?P<version>[0-9]+(?:\.[0-9]+)*)(?:#[0-9a-f]*)?")
_BUILT_IN = {"改动": "", "增加": "，原来用内置的", "删去": "，改用内置的"}
_WAYS = "写 .docx 文件、模板包的文件夹或文件，或者已安装的 编号@版次"
_Lines = Iterator[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs: of two Word files ``document``, of two bundles ``files``; the other is None."""

    document: Documents | None
    files: tuple[File, ...] | None

    @property
    def breaking(self) -> Lines:
        """Why what was made with the first cannot be made with the second, a line each."""
        if self.document is not None:
            return self.document.breaking
        return tuple(line for file in self.files or () for line in file.breaking)

    @property
    def unread(self) -> Problems:
        """The faults of templates whose values could not be compared."""
        return tuple(fault for one in self._documents() for fault in one.unread)

    def _documents(self) -> Iterator[Documents]:
        """What was found out of Word files, one by one."""
        found = [self.document, *(file.document for file in self.files or ())]
        yield from filter(None, found)

    def __bool__(self) -> bool:
        return bool(self.document or self.files)


def compare(old: str, new: str, entry: str, library: Library, home: Path) -> Comparison:
    """The differences of two things as they are named on a command line.

    ``entry`` is the deliverable whose template a Word file is, "" to go by the files' marks and names;
    in ``home`` lie the installed bundles. BundleError for what is neither or is not installed, and for one
    of each; TemplateError and CatalogueError where something cannot be read.
    """
    with ExitStack() as stack:
        before, after = (_folder(given, home, stack) for given in (old, new))
        if before and after:
            return Comparison(None, layers.bundles(before, after))
    if before or after:
        message = f"一个是模板包，一个不是，不能比较：{old}、{new}"
        raise BundleError(error("", message, "两个都写 Word 文件，或者两个都写模板包"))
    name = _meant(old, new, entry, library)
    return Comparison(difference.documents(_read(old), _read(new), name, library), None)


def _read(given: str) -> difference.Named:
    return given, proofing.read(Path(given))


def _meant(old: str, new: str, entry: str, library: Library) -> str:
    """The deliverable that two Word files are templates of, the new one asked first; "" for none."""
    if entry:
        return meant.named(entry, library).id
    found = meant.told(Path(new), library) or meant.told(Path(old), library)
    return found.id if found else ""


def _folder(given: str, home: Path, stack: ExitStack) -> Path | None:
    """The bundle that is meant as a folder; None for a Word file."""
    path = Path(given)
    if path.is_dir():
        return path
    if path.suffix.lower() == ".docx" and path.is_file():
        return None
    if path.is_file():
        return _unpacked(sealed.read(path), stack)
    return _installed(given, home)


def _installed(given: str, home: Path) -> Path:
    """The folder of an installed version that is named by its id and number."""
    found = _INSTALLED.fullmatch(given)
    if not found:
        raise BundleError(error(given, "没有这个文件或者文件夹", _WAYS))
    return _version(found["id"], found["version"], home)


def _unpacked(bundle: sealed.Sealed, stack: ExitStack) -> Path:
    """The files of a bundle in a folder that is there for as long as the stack is open."""
    folder = stack.enter_context(temporary())
    for name, data in bundle.files.items():
        put(folder / name, data)
    return folder


def _version(name: str, number: str, home: Path) -> Path:
    """The folder of an installed version, every file as it was signed."""
    place = homes.Home(home)
    use = homes.state(place).get(name)
    if use is None or number not in use.digests:
        raise _not_installed(name, number, [*use.digests] if use else [])
    return installed.sound(installed.version(place, name, number, use), use).folder


def _not_installed(name: str, number: str, others: Sequence[str]) -> BundleError:
    there = "、".join(f"{name}@{one}" for one in others)
    hint = f"装了的有 {there}" if there else "装了哪些，用 tuoguan template list 查看"
    return BundleError(error(f"{name}@{number}", "没有安装这个版次的模板包", hint))


def lines(found: Comparison) -> _Lines:
    """All of it for a terminal, a line each; what is about a file stands under its name."""
    if found.document is not None:
        yield from _document(found.document, "")
    for file in found.files or ():
        yield from _file(file)


def _file(file: File) -> _Lines:
    yield _heading(file)
    yield from (f"  {line}" for line in (*file.rows, *file.text))
    if file.document:
        yield from _document(file.document, "  ")


def _heading(file: File) -> str:
    """A file and what became of it; one that only one of the bundles has is set against the built-in one."""
    title = f"（{file.title}）" if file.title else ""
    has_more = file.rows or file.text or file.document
    return f"{file.kind} {file.path}{title}{_BUILT_IN[file.kind] if has_more else ''}"


def _document(found: Documents, before: str) -> _Lines:
    yield from (f"{before}{line}" for line in (*found.fields, *found.text))
    yield from (f"{before}样子 {line}" for line in found.look)
    if found.unread:
        yield f"{before}取值没有比较：{_first(found.unread)}"


def _first(faults: Problems) -> str:
    several = f"（等 {len(faults)} 处错误）" if len(faults) > 1 else ""
    return f"{faults[0]}{several}"
