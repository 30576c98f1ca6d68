"""What differs between two bundles, each over the built-in library: files, rows, templates, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from generator.authoring import difference
from generator.authoring.difference import Documents
from generator.bundles import manifest
from generator.errors import BundleError
from generator.library import CATALOGUE, EDITION, Library, built_in, catalogue
from generator.problems import Keys, error
from generator.proofing import folder as own
from generator.schema import Shape, reference, shape
from generator.word import compared, passages

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
    changes: tuple[str, ...] = ()
    breaking: str = ""

    def __str__(self) -> str:
        said = f"{self.key}（{self.title}）" if self.title and self.title != self.key else self.key
        more = f"：{'；'.join(self.changes)}" if self.changes else ""
        return f"{self.kind} {said}{more}{f'——不兼容：{self.breaking}' if self.breaking else ''}"


@dataclass(frozen=True, slots=True)
class File:
    """A file that differs: ``kind`` is 增加, 删去 or 改动, the rest what of it as far as it can be told."""

    path: str
    title: str
    kind: str
    rows: tuple[Row, ...] = ()
    text: tuple[str, ...] = ()
    document: Documents | None = None

    @property
    def breaking(self) -> tuple[str, ...]:
        """Why what was made with the first bundle cannot be made with the second, a line each."""
        own = self.document.breaking if self.document else ()
        return (*own, *(str(row) for row in self.rows if row.breaking))


def bundles(old: Path, new: Path) -> tuple[File, ...]:
    """The differences of two bundle folders: what the tool would read with each of them.

    A file that only one of them has is set against the built-in one. BundleError for a folder with nothing
    of a bundle; CatalogueError and TemplateError where a file cannot be read.
    """
    before, after = (Library((folder, *built_in().layers)) for folder in (old, new))
    listed = [frozenset(_files(folder)) for folder in (old, new)]
    for folder, names in zip((old, new), listed, strict=True):
        if not names:
            message = "文件夹里没有模板包的文件，也没有 Word 模板"
            raise BundleError(error(str(folder), message, "写放着 edition.yaml 或者 .docx 的那个文件夹"))
    order = sorted(listed[0] | listed[1], key=lambda path: (path != EDITION, path != CATALOGUE, path))
    found = (_file(path, before, after, path in listed[0], path in listed[1]) for path in order)
    return tuple(file for file in found if file)


def _files(folder: Path) -> Iterator[str]:
    """The files of a bundle by their paths, own templates among them; samples only follow from the others."""
    folders = [name for name in own.FOLDERS if name != manifest.SAMPLES]
    tops = [folder / EDITION, folder / CATALOGUE, *folder.glob("*.docx")]
    for path in (*tops, *(path for name in folders for path in (folder / name).rglob("*"))):
        if path.is_file() and not path.name.startswith((".", "~$")):
            yield path.relative_to(folder).as_posix()


def _file(path: str, before: Library, after: Library, in_old: bool, in_new: bool) -> File | None:
    """What differs of a file; None where both libraries say the same."""
    old, new = _bytes(before, path), _bytes(after, path)
    if old == new:
        return None
    kind = "改动" if in_old and in_new else "增加" if in_new else "删去"
    found = File(path, _title(path, after), kind)
    if old is None or new is None:
        return found
    found = replace(found, **_compared(path, (old, new), (before, after)))
    remarks_alone = path.endswith(_TOLD) and not (found.rows or found.text)
    return None if remarks_alone else found


def _compared(path: str, data: tuple[bytes, bytes], libraries: tuple[Library, Library]) -> dict[str, Any]:
    """What of a file that both libraries have differs, as fields of `File`."""
    if path.endswith(".docx"):
        entry = difference.entry_of(PurePosixPath(path), libraries[1])
        old, new = ((path, one) for one in data)
        return {"document": difference.documents(old, new, entry, libraries[1])}
    if path.endswith(".md"):
        return {"text": tuple(_lines(*data))}
    return {"rows": tuple(_rows(path, *libraries))} if reference.name(path) else {}


def _bytes(library: Library, path: str) -> bytes | None:
    """The bytes that a library has for a path; for an agency's own template that is not there those of the
    one whose place it takes."""
    entry = catalogue.find(PurePosixPath(path).stem, library) if path.endswith(".docx") else None
    for place in (path, entry.template if entry and "/" not in path else path):
        if library.path(place).is_file():
            return library.data(place)
    return None


def _title(path: str, library: Library) -> str:
    """What a file is called: its deliverable, its table; "" for others."""
    place = PurePosixPath(path)
    entry = catalogue.find(difference.entry_of(place, library), library)
    if entry:
        return entry.title
    kind = reference.name(path)
    return str(reference.source(kind).get("title", "")) if kind else ""


def _lines(old: bytes, new: bytes) -> Iterator[str]:
    """The lines of a text or unit that differ."""
    before, after = (
        [
            passages.Passage(line.strip())
            for line in data.decode("utf-8", "replace").splitlines()
            if line.strip()
        ]
        for data in (old, new)
    )
    return (compared.told(*pair) for pair in compared.pairs(before, after))


def _rows(path: str, before: Library, after: Library) -> Iterator[Row]:
    """The entries of a file that differ: those that are gone, then those of the new one in their order."""
    old, new = _by_key(before.read(path)), _by_key(after.read(path))
    known = shape.of(reference.source(reference.name(path)))
    dropped = "做不出这件交付件了" if path == CATALOGUE else ""
    for key in (one for one in old if one not in new):
        yield Row(key, _said(old[key], known.items or known.child(key)), "删去", breaking=dropped)
    for key, value in new.items():
        if (path, key) != (EDITION, _FILES):
            yield from _row(key, old, value, known.items or known.child(key))


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
    rows = content if isinstance(content, list) else [content]
    name = next((one for one in _IDS if all(isinstance(row, dict) and one in row for row in rows)), "")
    return {str(row[name]) if name else f"第 {number} 行": row for number, row in enumerate(rows, 1)}


def _said(row: Any, known: Shape) -> str:
    """What a row is called: by itself, else by the schema; "" for neither."""
    named = (row.get(name) for name in _SAID) if isinstance(row, dict) else ()
    return next((name for name in named if isinstance(name, str) and name), known.title)


def _changes(old: Any, new: Any, row: Shape) -> Iterator[str]:
    """What of a row differs, the first few."""
    found = [*_leaves(old, new, ())]
    for keys, before, after in found[:_MOST]:
        yield f"{row.label(keys)} {_shown(before)} → {_shown(after)}".strip()
    if len(found) > _MOST:
        yield f"等 {len(found)} 处"


def _leaves(old: Any, new: Any, keys: Keys) -> Iterator[tuple[Keys, Any, Any]]:
    """The values in a row that differ, each with its keys."""
    names: Iterable[str | int] = ()
    if isinstance(old, dict) and isinstance(new, dict):
        names = dict.fromkeys((*old, *new))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        names = range(len(old))
    else:
        yield keys, old, new
    for name in names:
        before, after = (one.get(name) if isinstance(one, dict) else one[name] for one in (old, new))
        if before != after:
            yield from _leaves(before, after, (*keys, name))


def _shown(value: Any) -> str:
    """A value in a few words."""
    if value is None or value in ("", [], {}):
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (list, dict)):
        return f"{len(value)} 项"
    words = " ".join(str(value).split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
