"""The columns of a sheet, as the schema describes the values that they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from generator.entrybook import kinds
from generator.entrybook.kinds import Kind
from generator.entrybook.layout import KEY, MARKS, Column, Path, Reference, Role
from generator.schema import Shape

_LIBRARY = "library."
_JOINT = "·"
_Leaves = Iterator["Leaf"]
_SHORTER = (1, 2)  # titles of a heading that are tried before all of them
Shown = Mapping[str, Mapping[str, str]]  # what is brought out beside codes: dotted path → heading → field

# By which of its values a person knows a thing, the likeliest first; else the first that is required.
_CAPTIONS = ("name", "location", "subject", "topic", "kind")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that one cell holds; ``group`` is the object under which a form lists it.

    ``titles`` are those of the objects on the way and its own.
    """

    keys: Path
    group: Path
    titles: tuple[str, ...]
    shape: Shape
    kind: Kind
    many: bool
    required: bool
    needed: bool
    short: bool

    @property
    def single(self) -> Shape:
        """What the schema says of one value, in a cell of many of an item."""
        return self.shape.items if self.many and self.shape.items else self.shape


def leaves(shape: Shape, asked: Sequence[str] = ()) -> _Leaves:
    """The values of an object that a cell each holds, those of objects in it among them, no lists of rows.

    ``asked`` are keys that are required beside those that the shape itself requires.
    """
    held = replace(shape, required=(*shape.required, *asked))
    return _leaves(_Object(held, (), (), (), True))


@dataclass(frozen=True, slots=True)
class _Object:
    """An object on the way to its leaves; ``held``: whatever is to hold it is no good without it."""

    shape: Shape
    keys: Path
    group: Path
    titles: tuple[str, ...]
    held: bool

    def inner(self, key: str, child: Shape) -> _Object:
        """An object in it; the reason of a yes stands among the yeses, no section of its own."""
        own = (*self.keys, key)
        group = self.group if _lone(child) else own
        return _Object(child, own, group, self._titled(key, child), self.held and key in self.shape.required)

    def leaf(self, key: str, child: Shape, kind: Kind, many: bool) -> Leaf:
        """A leaf in it."""
        keys, named, needed = (*self.keys, key), self._titled(key, child), key in self.shape.required
        is_short = key == _lone(self.shape)
        found = Leaf(keys, self.group, named, child, kind, many, self.held and needed, needed, is_short)
        return _about(found, self.shape) if is_short and self.keys else found

    def _titled(self, key: str, child: Shape) -> tuple[str, ...]:
        return (*self.titles, child.title or key)


def _leaves(whole: _Object) -> _Leaves:
    for key, child in whole.shape.properties.items():
        if found := kinds.of(child):
            yield whole.leaf(key, child, *found)
        elif child.items is None:
            yield from _leaves(whole.inner(key, child))


def _about(leaf: Leaf, shape: Shape) -> Leaf:
    """A yes under the name of what it is about: 可燃性粉尘, not 适用."""
    told = replace(leaf.shape, title=shape.title, description=shape.description)
    return replace(leaf, titles=leaf.titles[:-1], shape=told)


def _lone(shape: Shape) -> str:
    """The key of the value that may stand for the whole object; "" where none may."""
    return shape.required[0] if "object" in shape.types and len(shape.types) > 1 else ""


def lists(shape: Shape, keys: Path = ()) -> Iterator[tuple[Path, Shape]]:
    """The lists of objects that are rows of a sheet of their own, with the shape of a row."""
    for key, child in shape.properties.items():
        if kinds.of(child):
            continue
        if child.items:
            yield (*keys, key), child.items
        yield from lists(child.items or child, (*keys, key))


def targets(shape: Shape) -> set[str]:
    """The dotted paths of the lists that values below point at."""
    found = {one.rpartition(".")[0] for one in shape.refers}
    for child in (*shape.properties.values(), *filter(None, (shape.items,))):
        found |= targets(child)
    return found


def of_form(found: Sequence[Leaf], base: Path) -> dict[Path, Column]:
    """The lines of a form by the keys of their leaves, each with the shortest heading that no other has."""
    counts = [Counter(_name(leaf, depth) for leaf in found) for depth in _SHORTER]
    made = {}
    for leaf in found:
        names = [_name(leaf, depth) for depth in _SHORTER]
        alone = (name for name, counted in zip(names, counts, strict=True) if counted[name] == 1)
        heading = next(alone, _full(leaf))
        made[leaf.keys] = _column(leaf, heading, (*base, *leaf.keys))
    return made


def of_table(row: Shape, key: str | None, owner: str, shown: Shown) -> list[Column]:
    """The columns of the rows of a list in writing order.

    ``key`` is the field that rows are known by, "" for numbers of the workbook's own, None for neither;
    ``owner`` is what a row's owner is called, "" for none.
    """
    made = [Column(f"所属{owner}", role=Role.OWNER, required=True)] if owner else []
    for leaf in leaves(row):
        made += _with_shown(leaf, shown)
    if key == "":
        made = [Column(KEY, role=Role.KEY), *(_apart(column, row.title) for column in made)]
    return [*made, Column(MARKS, role=Role.MARKS)]


def _with_shown(leaf: Leaf, shown: Shown) -> Iterator[Column]:
    """The column of a leaf, and those of what is brought out beside its code."""
    yield _column(leaf, _full(leaf), leaf.keys)
    for title, field in shown.get(".".join(leaf.keys), {}).items():
        yield Column(title, leaf.keys, Role.SHOWN, shown=field)


def caption(columns: Sequence[Column]) -> Path:
    """The keys of the value that a person knows a row by."""
    fields = [column for column in columns if column.role is Role.FIELD and not column.many]
    required = (column.keys for column in fields if column.required)
    return next(chain(_likely(fields), required), fields[0].keys)


def _likely(fields: Sequence[Column]) -> Iterator[Path]:
    """Those of the values by which a person mostly knows a thing."""
    known = {column.keys for column in fields}
    return ((key,) for key in _CAPTIONS if (key,) in known)


def key(columns: Sequence[Column], field: str) -> Column:
    """The column that rows are known by."""
    return next(
        column for column in columns if column.role is Role.KEY or (field and column.keys == (field,))
    )


def _apart(column: Column, title: str) -> Column:
    """A number of the data beside the workbook's own: 隐患编号."""
    return replace(column, heading=f"{title}{KEY}", names=(KEY,)) if column.heading == KEY else column


def _name(leaf: Leaf, depth: int) -> str:
    """The title of a leaf after those of as many objects, its own counted."""
    return _JOINT.join(leaf.titles[-depth:])


def _full(leaf: Leaf) -> str:
    """The title of a leaf after those of all objects on the way."""
    return _name(leaf, len(leaf.titles))


def _column(leaf: Leaf, heading: str, keys: Path) -> Column:
    inner, full = leaf.single, _full(leaf)
    refers, library = _referred(inner)
    return Column(
        heading=heading,
        keys=keys,
        kind=leaf.kind,
        many=leaf.many,
        shape=leaf.shape,
        choices=inner.choices,
        refers=refers,
        names=() if full == heading else (full,),
        required=leaf.required,
        needed=leaf.needed,
        prose=leaf.kind is Kind.TEXT and kinds.is_prose(inner),
        short=leaf.short,
        library=library,
    )


def _referred(shape: Shape) -> tuple[tuple[Reference, ...], str]:
    """The lists of the data that a value points at, or the reference data whose code it is."""
    for one in shape.refers:
        if one.startswith(_LIBRARY):
            return (), one.rpartition(".")[0].removeprefix(_LIBRARY)
    return tuple(map(_reference, shape.refers)), ""


def _reference(dotted: str) -> Reference:
    """The list and the field that a dotted path names."""
    path, _, field = dotted.rpartition(".")
    return Reference(tuple(path.split(".")), field)
