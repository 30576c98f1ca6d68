"""Lays out an entry book: a place for every leaf of the schema, in the order that entry_book.yaml tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.entrybook import columns
from generator.entrybook.columns import Leaf
from generator.entrybook.layout import BookKind, Column, Form, Layout, Path, Section, Sheet, Table
from generator.schema import Shape, shape

_LINKED = "agency"  # of a client: the path of a file, or the agency's data themselves
_REST = "其他"
_TOP = "先填这些"


def laid(kind: BookKind, book: Mapping[str, Any], root: Shape | None = None) -> Layout:
    """The layout of a book; ``root`` in the stead of the shipped schema."""
    if kind == "agency":
        whole = root or shape.agency()
        return Layout(kind, whole, _Plan(book[kind], whole, set()).sheets(), _parts(book[kind]))
    whole = root or shape.client()
    linked, pointed = whole.properties[_LINKED], columns.targets(whole)
    path = Shape(f"{linked.title}文件", linked.description, linked.example, text=True, types=("string",))
    named = replace(whole, properties={**whole.properties, _LINKED: path})
    own = _Plan(book[kind], named, pointed).sheets()
    inline = _Plan(book["agency"], linked, pointed, (_LINKED,)).sheets()
    return Layout(kind, whole, (*own, *inline), {**_parts(book["client"]), **_parts(book["agency"])})


def _parts(parts: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {**{str(part["part"]): str(part["about"]) for part in parts}, _REST: ""}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One sheet as entry_book.yaml has it, or as it is made for what that does not name."""

    name: str
    part: str
    form: tuple[Path, ...] = ()
    top: tuple[Path, ...] = ()
    rows: Path = ()
    prefix: str = ""
    key: str = ""
    shown: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class _Plan:
    """Brings together what the schema has and what entry_book.yaml says of it."""

    def __init__(self, parts: Sequence[Mapping[str, Any]], root: Shape, pointed: set[str], base: Path = ()):
        """``pointed`` are the dotted paths of the lists that values point at; ``base`` leads to the root."""
        self._root, self._pointed, self._base = root, pointed, base
        self._leaves = tuple(columns.leaves(root, root.asked))
        self._lists = dict(columns.lists(root))
        self._entries = [_entry(part["part"], sheet) for part in parts for sheet in part["sheets"]]
        self._entries += self._unnamed()

    def sheets(self) -> tuple[Sheet, ...]:
        """Every sheet that the book names and after them those that it does not."""
        return tuple(
            self._table(entry, number) if entry.rows else self._form(entry)
            for number, entry in enumerate(self._entries, 1)
        )

    def _unnamed(self) -> list[_Entry]:
        """Sheets of their own for lists and single values that the book does not name."""
        taken = {entry.name for entry in self._entries}
        named = {entry.rows for entry in self._entries}
        rows = [path for path in self._lists if path not in named]
        forms = dict.fromkeys(leaf.keys[:1] for leaf in self._leaves if not self._home(leaf))
        made = [_Entry(_free(self._lists[path].title, taken), _REST, rows=path) for path in rows]
        return made + [_Entry(_free(self._root.at(keys).title, taken), _REST, form=(keys,)) for keys in forms]

    def _home(self, leaf: Leaf) -> tuple[str, int] | None:
        """The form whose path leads farthest to a leaf, and which of its paths that is."""
        fit = [
            (len(path), entry.name, number)
            for entry in self._entries
            for number, path in enumerate(entry.form)
            if leaf.keys[: len(path)] == path
        ]
        return max(fit)[1:] if fit else None

    def _form(self, entry: _Entry) -> Form:
        """The leaves of a form by the objects that hold them, those for its top before all others."""
        homes = {leaf.keys: self._home(leaf) for leaf in self._leaves}
        own = [
            leaf
            for n in range(len(entry.form))
            for leaf in self._leaves
            if homes[leaf.keys] == (entry.name, n)
        ]
        made = columns.of_form(own, self._base)
        groups: dict[Path | None, list[Column]] = {None: [made[keys] for keys in entry.top]}
        for leaf in own:
            if leaf.keys not in entry.top:
                groups.setdefault(leaf.group, []).append(made[leaf.keys])
        found = tuple(self._section(group, lines, entry) for group, lines in groups.items() if lines)
        return Form(entry.name, entry.part, found, bool(self._base))

    def _section(self, group: Path | None, lines: list[Column], entry: _Entry) -> Section:
        if group is None:
            return Section(_TOP, "", tuple(lines))
        shape = self._root.at(group) if group else Shape(title=entry.name)
        return Section(shape.title, shape.description, tuple(lines))

    def _table(self, entry: _Entry, number: int) -> Table:
        path, row = entry.rows, self._lists[entry.rows]
        owner = self._owner(path)
        key = entry.key if entry.key or self._is_pointed_at(path) else None
        made = columns.of_table(row, key, self._lists[owner].title if owner else "", entry.shown)
        return Table(
            name=entry.name,
            part=entry.part,
            path=(*self._base, *path),
            owner=(*self._base, *owner) if owner else None,
            below=path[len(owner) :] if owner else (*self._base, *path),
            title=row.title,
            about=self._root.at(_into(path, self._lists)).description,
            columns=tuple(made),
            key=None if key is None else columns.key(made, key),
            caption=columns.caption(made),
            prefix=entry.prefix or f"T{number}-",
            inline=bool(self._base),
        )

    def _owner(self, path: Path) -> Path:
        """The list in whose rows a list lies; () for one that lies in no row."""
        around = [one for one in self._lists if one != path and path[: len(one)] == one]
        return max(around, key=len, default=())

    def _is_pointed_at(self, path: Path) -> bool:
        """Whether other rows lie in rows of this list, or values point at them."""
        below = any(path == one[: len(path)] and path != one for one in self._lists)
        return below or ".".join((*self._base, *path)) in self._pointed


def _into(path: Path, known: Mapping[Path, Shape]) -> tuple[str | int, ...]:
    """The key path of a list with the first row of each list on the way."""
    keys: list[str | int] = []
    for end, key in enumerate(path, 1):
        keys.append(key)
        if end < len(path) and path[:end] in known:
            keys.append(0)
    return tuple(keys)


def _entry(part: str, sheet: Mapping[str, Any]) -> _Entry:
    return _Entry(
        name=sheet["sheet"],
        part=part,
        form=tuple(map(_path, sheet.get("form", ()))),
        top=tuple(map(_path, sheet.get("top", ()))),
        rows=_path(sheet.get("rows", "")),
        prefix=sheet.get("prefix", ""),
        key=sheet.get("key", ""),
        shown=sheet.get("shown", {}),
    )


def _path(dotted: str) -> Path:
    return tuple(dotted.split(".")) if dotted else ()


def _free(name: str, taken: set[str]) -> str:
    """A name for a sheet that no other has; Excel allows 31 characters."""
    number, found = 1, name[:28]
    while found in taken:
        number += 1
        found = f"{name[:28]}{number}"
    taken.add(found)
    return found
