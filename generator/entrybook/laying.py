"""Lays out an entry book: a place for every leaf of the schema, in the order that entry_book.yaml tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.entrybook import columns
from generator.entrybook.columns import Leaf
from generator.entrybook.layout import BookKind, Column, Form, Layout, Path, Section, Sheet, Table
from generator.schema import Shape, shape

_LINKED = "agency"  # of a client: the path of a file, or the agency's data themselves
_REST = "其他"
_TOP = "先填这些"
_Home = tuple[str, int]  # a form, and which of its paths leads to a leaf


def laid(kind: BookKind, book: Mapping[str, Any], root: Shape | None = None) -> Layout:
    """The layout of a book; ``root`` in the stead of the shipped schema."""
    if kind == "agency":
        whole = root or shape.agency()
        return Layout(kind, whole, _Plan(book[kind], whole, set()).sheets(), _parts(book[kind]))
    whole = root or shape.client()
    linked, pointed = whole.properties[_LINKED], columns.targets(whole)
    own = _Plan(book[kind], _named(whole), pointed).sheets()
    inline = _Plan(book["agency"], linked, pointed, (_LINKED,)).sheets()
    return Layout(kind, whole, (*own, *inline), {**_parts(book["client"]), **_parts(book["agency"])})


def _named(whole: Shape) -> Shape:
    """What the schema says of a client, whose agency's data stand in a file of their own."""
    linked = whole.properties[_LINKED]
    path = Shape(f"{linked.title}文件", linked.description, linked.example, text=True, types=("string",))
    return replace(whole, properties={**whole.properties, _LINKED: path})


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
        self._entries += [*self._unnamed()]

    def sheets(self) -> tuple[Sheet, ...]:
        """Every sheet that the book names and after them those that it does not."""
        return tuple(
            self._table(one, at) if one.rows else self._form(one) for at, one in enumerate(self._entries, 1)
        )

    def _unnamed(self) -> Iterator[_Entry]:
        """Sheets of their own for lists and single values that the book does not name."""
        taken = {entry.name for entry in self._entries}
        named = {entry.rows for entry in self._entries}
        forms = dict.fromkeys(leaf.keys[:1] for leaf in self._leaves if not self._home(leaf))
        for path in [one for one in self._lists if one not in named]:
            yield _Entry(_free(self._lists[path].title, taken), _REST, rows=path)
        for keys in forms:
            yield _Entry(_free(self._root.at(keys).title, taken), _REST, form=(keys,))

    def _home(self, leaf: Leaf) -> _Home | None:
        """The form whose path leads farthest to a leaf, and which of its paths that is."""
        fit = (one for entry in self._entries for one in _leading(entry, leaf))
        return max(fit, default=(0, None))[1]

    def _form(self, entry: _Entry) -> Form:
        """The leaves of a form by the objects that hold them, those for its top before all others."""
        own = self._own(entry)
        made = columns.of_form(own, self._base)
        groups: dict[Path | None, list[Column]] = {None: [made[keys] for keys in entry.top]}
        for leaf in own:
            if leaf.keys not in entry.top:
                groups.setdefault(leaf.group, []).append(made[leaf.keys])
        found = tuple(self._section(group, lines, entry) for group, lines in groups.items() if lines)
        return Form(entry.name, entry.part, found, bool(self._base))

    def _own(self, entry: _Entry) -> list[Leaf]:
        """The leaves of a form, path by path."""
        homes = [(self._home(leaf), leaf) for leaf in self._leaves]
        wanted = [(entry.name, number) for number in range(len(entry.form))]
        return [leaf for one in wanted for home, leaf in homes if home == one]

    def _section(self, group: Path | None, lines: list[Column], entry: _Entry) -> Section:
        if group is None:
            return Section(_TOP, "", tuple(lines))
        shape = self._root.at(group) if group else Shape(title=entry.name)
        return Section(shape.title, shape.description, tuple(lines))

    def _table(self, entry: _Entry, number: int) -> Table:
        path, row, base = entry.rows, self._lists[entry.rows], self._base
        owner = self._owner(path)
        key = entry.key if entry.key or self._is_pointed_at(path) else None
        made = columns.of_table(row, key, self._lists[owner].title if owner else "", entry.shown)
        found = Table(
            name=entry.name,
            part=entry.part,
            path=(*base, *path),
            owner=None,
            below=(*base, *path),
            title=row.title,
            about=self._root.at(_into(path, self._lists)).description,
            columns=tuple(made),
            key=None if key is None else columns.key(made, key),
            caption=columns.caption(made),
            prefix=entry.prefix or f"T{number}-",
            inline=bool(base),
        )
        return replace(found, owner=(*base, *owner), below=path[len(owner) :]) if owner else found

    def _owner(self, path: Path) -> Path:
        """The list in whose rows a list lies; () for one that lies in no row."""
        around = [one for one in self._lists if _is_below(path, one)]
        return max(around, key=len, default=())

    def _is_pointed_at(self, path: Path) -> bool:
        """Whether other rows lie in rows of this list, or values point at them."""
        return (
            any(_is_below(one, path) for one in self._lists)
            or ".".join((*self._base, *path)) in self._pointed
        )


def _into(path: Path, known: Mapping[Path, Shape]) -> tuple[str | int, ...]:
    """The key path of a list with the first row of each list on the way."""
    keys: list[str | int] = []
    for end, key in enumerate(path):
        keys += [0] if path[:end] in known else []
        keys.append(key)
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
    found = next(one for one in _names(name[:28], len(taken) + 1) if one not in taken)
    taken.add(found)
    return found


def _names(short: str, count: int) -> tuple[str, ...]:
    """A name and what else it may become: 名称, 名称2, 名称3 and so on."""
    return (short, *(f"{short}{number}" for number in range(2, count + 1)))


def _is_below(path: Path, above: Path) -> bool:
    return path != above and path[: len(above)] == above


def _leading(entry: _Entry, leaf: Leaf) -> Iterator[tuple[int, _Home]]:
    """How long the paths of a form are that lead to a leaf, and which they are."""
    for number, path in enumerate(entry.form):
        if leaf.keys[: len(path)] == path:
            yield len(path), (entry.name, number)
