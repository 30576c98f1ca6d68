"""One edition of what the tool knows, as a value: it is passed in from the top."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, reduce
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn, TypeVar, TypeVarTuple

from generator import trees
from generator.errors import CatalogueError
from generator.kept import NOWHERE, Shelf
from generator.library import home, yaml_data
from generator.library.heads import split
from generator.problems import error

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

BUNDLES = "bundles"  # where they lie in the home
_SHELF = 64 * 1024 * 1024
_REMEMBERED = 4096
_LIMITS = "reference/limits.yaml"
_EXTINGUISHERS = "reference/extinguishers.yaml"
EDITION = "edition.yaml"
_ROW_NAMES = ("id", "code", "name")
_TABLES = frozenset({_LIMITS, _EXTINGUISHERS})  # they hold the numbers and cite none
# A number that stands in a table of its own: {{ limit.wind.value }}, {{ extinguishers.干粉灭火器.first }} in
# years and {{ extinguishers.干粉灭火器.first_months }}.
CITED = re.compile(
    r"\{\{ ?(?:limit\.(?P<limit>\w+)\.value"
    r"|extinguishers\.(?P<kind>\w+)\.(?P<step>first|again|scrap)(?P<months>_months)?) ?\}\}"
)


class Library:
    """One edition of what the tool knows: layers of folders, the first that has a file or a row wins.

    Each layer has the tree of templates/ or a part of it; the last is the built-in one, which is whole.
    Of a mapping a layer replaces or adds whole entries by key, of a list of rows whole rows by their id, code
    or name; any other file replaces the one below. Files are read once and what is derived from them is kept
    with the library, so that two editions can live in one process. Nobody may change what a library returns.
    What the parser found in files is kept on the ``shelf`` for other processes. ``home`` is the user's folder
    of installed bundles, of which a client's agency may name one (`bundles.choice`); None for none.
    """

    def __init__(self, layers: tuple[Path, ...], shelf: Shelf = NOWHERE, home: Path | None = None) -> None:
        self.layers, self.home, self._shelf = layers, home, shelf
        self._kept: dict[tuple[object, ...], Any] = {}
        self._lately = lru_cache(_REMEMBERED)(self._made)

    def __reduce__(self) -> tuple[type[Library], tuple[tuple[Path, ...], Shelf, Path | None]]:
        """Another process gets the layers and reads them itself: nothing that was derived travels."""
        return Library, (self.layers, self._shelf, self.home)

    def keeping(self, cache: Path | None, home: Path | None = None) -> Library:
        """The same library, with all that this one knows, that keeps what it reads in the cache folder.

        With ``home`` the agencies of clients may name bundles that are installed there.
        """
        if cache is None and home is None:
            return self
        shelf = Shelf(cache / "library", _SHELF) if cache else self._shelf
        found = Library(self.layers, shelf, home or self.home)
        found._kept, found._lately = self._kept, self._lately
        return found

    def relaid(self, layers: tuple[Path, ...]) -> Library:
        """The library of other layers, made once, that keeps what it reads and knows bundles as this does."""
        return self if layers == self.layers else self.once(Library._relaid, layers, self.home)

    def is_installed(self, path: Path) -> bool:
        """Whether a file is an installed bundle's: proven when it came in, compared when it is used."""
        return self.home is not None and path.is_relative_to(self.home / BUNDLES)

    @property
    def edition(self) -> str:
        """The number of the uppermost bundle over the built-in library (2026.11); "" without one."""
        bundles = any((layer / EDITION).is_file() for layer in self.layers[:-1])
        return str(self.read(EDITION)["edition"]) if bundles else ""

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over all files of all layers: two libraries of one digest say the same."""
        return self.once(Library._digested)

    def table(self, name: str) -> Any:
        """The reference data of that name (``laws``, ``fees``): lists and mappings, the limits filled in.

        CatalogueError when there is none or it cannot be read.
        """
        return self.once(Library._tabled, name)

    def gather(self, folder: str) -> dict[str, Any]:
        """The entries of all files of reference/<folder>/ by key, file after file in the order of names."""
        return self.once(Library._gathered, folder)

    def files(self, folder: str, suffix: str) -> tuple[str, ...]:
        """The names of the files of a folder under templates/ that end so, of all layers, in order."""
        found = {path.name for layer in self.layers for path in (layer / folder).glob(f"*{suffix}")}
        return tuple(sorted(found))

    def read(self, path: str) -> Any:
        """The content of a YAML or JSON file, or the head of a unit, by its path under templates/.

        CatalogueError when unusable.
        """
        return self.once(Library._merged, path)

    def data(self, path: str) -> bytes:
        """The bytes of a file by its path under templates/, such as a Word template; OSError as it comes."""
        return self.path(path).read_bytes()

    def path(self, path: str) -> Path:
        """Where the file of that path under templates/ lies: in the first layer that has it."""
        return next(self._having(path), self.layers[-1]) / path

    def place(self, path: str) -> str:
        """The same for messages: a built-in file by its path under templates/, another as it lies on disk."""
        return self._place(next(self._having(path), self.layers[-1]), path)

    def version(self, path: str) -> str:
        """Id and edition of the layer that has the file of that path: 内置 2026.11; "" where none is told."""
        return self.once(Library._versioned, next(self._having(path), self.layers[-1]))

    def once(self, make: Callable[[Library, *Ts], T], *given: *Ts) -> T:
        """What ``make(library, *given)`` returns, computed once for each ``given`` and kept here.

        ``make`` is a function of a module, never a lambda: it is the name under which the result is kept.
        """
        key = (make, *given)
        if key not in self._kept:
            # Two threads may both compute it; both then get what the first one kept.
            self._kept.setdefault(key, make(self, *given))
        return self._kept[key]  # type: ignore[no-any-return]

    def shelved(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What ``make`` gives, kept for other processes under a key that tells all it rests on."""
        return self._shelf.once(key, make)

    def remembered(self, make: Callable[[Library, *Ts], T], *given: *Ts) -> T:
        """As `once`, where ``given`` are words of clients, of which there is no end: the last are kept."""
        return self._lately(make, *given)  # type: ignore[no-any-return]

    def _made(self, make: Callable[[Library, *Ts], T], *given: *Ts) -> T:
        return make(self, *given)

    def _relaid(self, layers: tuple[Path, ...], home: Path | None) -> Library:
        return Library(layers, self._shelf, home)

    def _digested(self) -> str:
        return sha256("".join(map(trees.digest, self.layers)).encode()).hexdigest()

    def _versioned(self, layer: Path) -> str:
        told = self._parsed(layer, EDITION) if (layer / EDITION).is_file() else {}
        return " ".join(filter(None, (told.get("id"), told.get("edition"))))

    def _tabled(self, name: str) -> Any:
        json_name = f"reference/{name}.json"
        return self.read(json_name if self.path(json_name).is_file() else f"reference/{name}.yaml")

    def _having(self, path: str) -> Iterator[Path]:
        return (layer for layer in self.layers if (layer / path).is_file())

    def _place(self, layer: Path, path: str) -> str:
        return f"templates/{path}" if layer == self.layers[-1] else str(layer / path)

    def _gathered(self, folder: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for layer in reversed(self.layers):
            # An entry may stand in another file than below: it is known by its key alone.
            for file in sorted((layer / "reference" / folder).glob("*.yaml")):
                found |= self._parsed(layer, f"reference/{folder}/{file.name}")
        return found

    def _merged(self, path: str) -> Any:
        layers = [*self._having(path)] or [self.layers[-1]]
        if path.endswith(".md"):
            return self._parsed(layers[0], path)
        contents = [self._parsed(layer, path) for layer in reversed(layers)]
        return reduce(over, contents)

    def _parsed(self, layer: Path, path: str) -> Any:
        where = self._place(layer, path)
        try:
            text = (layer / path).read_text(encoding="utf-8")
            text = split(text)[0] if path.endswith(".md") else text
            text = text if path in _TABLES else CITED.sub(lambda found: self._cited(found, where), text)
            return json.loads(text) if path.endswith(".json") else yaml_data.read(text, self._shelf)
        except (OSError, ValueError, yaml_data.YAMLError) as exc:
            raise CatalogueError(error(where, f"参考数据文件无法读取：{exc}", "请重新安装本工具")) from exc

    def _cited(self, found: re.Match[str], where: str) -> str:
        """The number that a tag in reference data stands for."""
        if found["limit"]:
            limit = self.read(_LIMITS).get(found["limit"])
            return str(limit["value"]) if limit else self._unknown(found, where)
        years = self.read(_EXTINGUISHERS).get(found["kind"])
        if not years:
            return self._unknown(found, where)
        return str(years[found["step"]] * (12 if found["months"] else 1))

    def _unknown(self, found: re.Match[str], where: str) -> NoReturn:
        table = "limits" if found["limit"] else "extinguishers"
        name = f"limit.{found['limit']}" if found["limit"] else str(found["kind"])
        line = found.string.count("\n", 0, found.start()) + 1
        message, hint = f"{table}.yaml 里没有 {name}", "先登记数值、依据和来源"
        raise CatalogueError(error(f"{where}:{line}", message, hint))


def over(below: Any, above: Any) -> Any:
    """The content of a file with that of the same file in the layer above it."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **above}
    name = _row_name(below) if isinstance(below, list) else ""
    if not name or name != _row_name(above):
        return above
    rows = {row[name]: row for row in (*below, *above)}
    return list(rows.values())


def _row_name(rows: Any) -> str:
    """What the rows of a list are known by: id, code or name; "" where they are not."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return ""
    return next((name for name in _ROW_NAMES if all(name in row for row in rows)), "")


@cache
def built_in() -> Library:
    """The edition that is shipped with the tool, alone."""
    return Library((home.templates(),))
