"""What differs between two bundles, each over the built-in library: files, rows, templates, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from generator.authoring import difference
from generator.authoring.difference import Documents, Lines
from generator.bundles import manifest
from generator.errors import BundleError
from generator.library import CATALOGUE, EDITION, Library, built_in, catalogue
from generator.problems import Keys, error
from generator.proofing import folder as own
from generator.schema import Shape, reference, shape
from generator.word import compared, passages

_NOTHING = (
    "文件夹里没有模板包的文件，也没有 Word 模板",
    "写放着 edition.yaml 或者 .docx 的那个文件夹",
)
_TOLD = (".yaml", ".md")
_FILES = "files"  # of an edition: told file by file
_IDS = ("id", "code", "name")
_SAID = ("title", "name", "description", "label")
_SHOWN, _MOST = 40, 6


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a file: added, dropped or changed; ``changes`` say what of it, a line each."""

    key: str
    title: str
    kind: str
    changes: Lines = ()
    breaking: str = ""

    def __str__(self) -> str:
        more = f"：{'；'.join(self.changes)}" if self.changes else ""
        return f"{self.kind} {self._called}{more}{difference.because(self.breaking)}"

    @property
    def _called(self) -> str:
        return f"{self.key}（{self.title}）" if self.title not in ("", self.key) else self.key


@dataclass(frozen=True, slots=True)
class File:
    """A file that differs: ``kind`` is 增加, 删去 or 改动, the rest what of it as far as it can be told."""

    path: str
    title: str
    kind: str
    rows: tuple[Row, ...] = ()
    text: Lines = ()
    document: Documents | None = None

    @property
    def breaking(self) -> Lines:
        """Why what was made with the first bundle cannot be made with the second, a line each."""
        own = self.document.breaking if self.document else ()
        return (*own, *(str(row) for row in self.rows if row.breaking))


def bundles(old: Path, new: Path) -> tuple[File, ...]:
    """The differences of two bundle folders: what the tool would read with each of them.

    A file that only one of them has is set against the built-in one. BundleError for a folder with nothing
    of a bundle; CatalogueError and TemplateError where a file cannot be read.
    """
    before, after = _Side.of(old), _Side.of(new)
    paths = sorted(before.paths | after.paths, key=_order)
    return tuple(filter(None, (_file(path, before, after) for path in paths)))


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two bundles: the library with it, and the files that it has."""

    library: Library
    paths: frozenset[str]

    @classmethod
    def of(cls, folder: Path) -> _Side:
        """The bundle of a folder; BundleError for one with nothing of a bundle."""
        paths = frozenset(_files(folder))
        if not paths:
            raise BundleError(error(str(folder), *_NOTHING))
        return cls(Library((folder, *built_in().layers)), paths)


def _order(path: str) -> tuple[bool, bool, str]:
    """First what a bundle says of itself, then the catalogue."""
    return path != EDITION, path != CATALOGUE, path


def _files(folder: Path) -> Iterator[str]:
    """The files of a bundle by their paths, own templates among them; samples only follow from the others."""
    for path in _parts(folder):
        if _is_told(path):
            yield path.relative_to(folder).as_posix()


def _parts(folder: Path) -> Iterator[Path]:
    """What lies where files of a bundle do."""
    yield from (folder / EDITION, folder / CATALOGUE, *folder.glob("*.docx"))
    for name in own.FOLDERS:
        if name != manifest.SAMPLES:
            yield from (folder / name).rglob("*")


def _is_told(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "~$"))


def _file(path: str, before: _Side, after: _Side) -> File | None:
    """What differs of a file; None where both libraries say the same."""
    old, new = _bytes(before.library, path), _bytes(after.library, path)
    if old == new:
        return None
    found = File(path, _title(path, after.library), _kind(path, before, after))
    if old is None or new is None:
        return found
    more = _compared(path, (old, new), (before.library, after.library))
    remarks_alone = path.endswith(_TOLD) and not any(more.values())
    return None if remarks_alone else replace(found, **more)


def _kind(path: str, before: _Side, after: _Side) -> str:
    if path not in after.paths:
        return "删去"
    return "改动" if path in before.paths else "增加"


def _compared(path: str, data: tuple[bytes, bytes], libraries: tuple[Library, Library]) -> dict[str, Any]:
    """What of a file that both libraries have differs, as fields of `File`."""
    if path.endswith(".docx"):
        return {"document": _document(path, data, libraries[1])}
    if path.endswith(".md"):
        return {"text": tuple(_lines(*data))}
    return {"rows": tuple(_rows(path, *libraries))} if reference.name(path) else {}


def _document(path: str, data: tuple[bytes, bytes], library: Library) -> Documents:
    old, new = ((path, one) for one in data)
    entry = difference.entry_of(PurePosixPath(path), library)
    return difference.documents(old, new, entry, library)


def _bytes(library: Library, path: str) -> bytes | None:
    """The bytes that a library has for a path; for an agency's own template that is not there those of the
    one whose place it takes."""
    for place in (path, _stands_for(path, library)):
        if library.path(place).is_file():
            return library.data(place)
    return None


def _stands_for(path: str, library: Library) -> str:
    """The template whose place an agency's own one takes; any other path stands for itself."""
    is_own = path.endswith(".docx") and "/" not in path
    entry = catalogue.find(PurePosixPath(path).stem, library) if is_own else None
    return entry.template if entry else path


def _title(path: str, library: Library) -> str:
    """What a file is called: its deliverable, its table; "" for others."""
    place = PurePosixPath(path)
    entry = catalogue.find(difference.entry_of(place, library), library)
    return entry.title if entry else _table(path)


def _table(path: str) -> str:
    """What the table of a file is called; "" where it has none."""
    kind = reference.name(path)
    return str(reference.source(kind).get("title", "")) if kind else ""


def _lines(old: bytes, new: bytes) -> Iterator[str]:
    """The lines of a text or unit that differ."""
    pairs = compared.pairs(_passages(old), _passages(new))
    return (compared.told(*pair) for pair in pairs)


def _passages(data: bytes) -> list[passages.Passage]:
    lines = map(str.strip, data.decode("utf-8", "replace").splitlines())
    return [passages.Passage(line) for line in lines if line]


def _rows(path: str, before: Library, after: Library) -> Iterator[Row]:
    """The entries of a file that differ: those that are gone, then those of the new one in their order."""
    old, new = _by_key(before.read(path)), _by_key(after.read(path))
    known = shape.of(reference.source(reference.name(path)))
    dropped = "做不出这件交付件了" if path == CATALOGUE else ""
    for key in old:
        if key not in new:
            yield Row(key, _said(old[key], _of_entry(known, key)), "删去", breaking=dropped)
    for key, value in new.items():
        if (path, key) != (EDITION, _FILES):
            yield from _row(key, old, value, _of_entry(known, key))


def _of_entry(known: Shape, key: str) -> Shape:
    """The shape of an entry of a file, one of its rows or what it says under a key."""
    return known.items or known.child(key)


def _row(key: str, old: Mapping[str, Any], value: Any, known: Shape) -> Iterator[Row]:
    """An entry that is new or has changed."""
    if key not in old:
        yield Row(key, _said(value, known), "增加")
    elif old[key] != value:
        yield Row(key, _said(value, known), "改动", tuple(_changes(old[key], value, known)))


def _by_key(content: Any) -> Mapping[str, Any]:
    """The entries of a file: of a mapping by key, of rows by what they are known by, else by their number."""
    if isinstance(content, dict):
        return {str(key): value for key, value in content.items()}
    return _by_name(content if isinstance(content, list) else [content])


def _by_name(rows: list[Any]) -> Mapping[str, Any]:
    name = next((one for one in _IDS if _all_have(rows, one)), "")
    return {str(row[name]) if name else f"第 {number} 行": row for number, row in enumerate(rows, 1)}


def _all_have(rows: list[Any], name: str) -> bool:
    return all(isinstance(row, dict) and name in row for row in rows)


def _said(row: Any, known: Shape) -> str:
    """What a row is called: by itself, else by the schema; "" for neither."""
    named = (row.get(name) for name in _SAID) if isinstance(row, dict) else ()
    return next((name for name in named if isinstance(name, str) and name), known.title)


def _changes(old: Any, new: Any, row: Shape) -> Iterator[str]:
    """What of a row differs, the first few."""
    found = [*_leaves(old, new, ())]
    yield from (_changed(row, *one) for one in found[:_MOST])
    if len(found) > _MOST:
        yield f"等 {len(found)} 处"


def _changed(row: Shape, keys: Keys, before: Any, after: Any) -> str:
    return f"{row.label(keys)} {_shown(before)} → {_shown(after)}".strip()


def _leaves(old: Any, new: Any, keys: Keys) -> Iterator[tuple[Keys, Any, Any]]:
    """The values in a row that differ, each with its keys."""
    names = _names(old, new)
    if names is None:
        yield keys, old, new
        return
    for name in names:
        before, after = _inner(old, name), _inner(new, name)
        if before != after:
            yield from _leaves(before, after, (*keys, name))


def _names(old: Any, new: Any) -> Iterable[str | int] | None:
    """What stands in two values that can be gone into together; None for any others."""
    if isinstance(old, dict) and isinstance(new, dict):
        return dict.fromkeys((*old, *new))
    return range(len(old)) if _are_as_long(old, new) else None


def _are_as_long(old: Any, new: Any) -> bool:
    """Whether both are lists, of one length."""
    return isinstance(old, list) and isinstance(new, list) and len(old) == len(new)


def _inner(outer: Any, name: str | int) -> Any:
    return outer.get(name) if isinstance(outer, dict) else outer[name]


def _shown(value: Any) -> str:
    """A value in a few words."""
    if value is None or value in ("", [], {}):
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (list, dict)):
        return f"{len(value)} 项"
    return _begun(" ".join(str(value).split()))


def _begun(words: str) -> str:
    """As much of a text as is shown."""
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
