"""The columns of a sheet, as the schema describes the values that they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.entrybook import kinds
from generator.entrybook.kinds import Kind
from generator.entrybook.layout import KEY, MARKS, Column, Path, Reference, Role
from generator.schema import Shape

_LIBRARY = "library"
_JOINT = "·"
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


def leaves(shape: Shape, asked: Sequence[str] = ()) -> Iterator[Leaf]:
    """The values of an object that a cell each holds, those of objects in it among them, no lists of rows.

    ``asked`` are keys that are required beside those that the shape itself requires.
    """
    held = replace(shape, required=(*shape.required, *asked))
    return _leaves(held, (), (), (), True)


def _leaves(shape: Shape, keys: Path, group: Path, titles: tuple[str, ...], held: bool) -> Iterator[Leaf]:
    """``held``: whatever is to hold the object is no good without it."""
    lone = _lone(shape)
    for key, child in shape.properties.items():
        own, required = (*keys, key), held and key in shape.required
        named = (*titles, child.title or key)
        if found := kinds.of(child):
            leaf = Leaf(own, group, named, child, *found, required, key in shape.required, key == lone)
            yield _about(leaf, shape) if leaf.short and keys else leaf
        elif child.items is None:
            # The reason of a yes stands among the yeses, no section of its own.
            yield from _leaves(child, own, group if _lone(child) else own, named, required)


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
    choices = [(_name(leaf, 1), _name(leaf, 2), _name(leaf, len(leaf.titles))) for leaf in found]
    counts = [Counter(names) for names in zip(*choices, strict=True)]
    made = {}
    for leaf, names in zip(found, choices, strict=True):
        depth = next((depth for depth in (0, 1) if counts[depth][names[depth]] == 1), 2)
        made[leaf.keys] = _column(leaf, names[depth], (*base, *leaf.keys))
    return made


def of_table(row: Shape, key: str | None, owner: str, shown: Mapping[str, Mapping[str, str]]) -> list[Column]:
    """The columns of the rows of a list in writing order.

    ``key`` is the field that rows are known by, "" for numbers of the workbook's own, None for neither;
    ``owner`` is what a row's owner is called, "" for none.
    """
    made = [Column(KEY, role=Role.KEY)] if key == "" else []
    if owner:
        made.append(Column(f"所属{owner}", role=Role.OWNER, required=True))
    for leaf in leaves(row):
        made.append(_column(leaf, _name(leaf, len(leaf.titles)), leaf.keys))
        brought = shown.get(".".join(leaf.keys), {})
        made += [Column(title, leaf.keys, Role.SHOWN, shown=field) for title, field in brought.items()]
    if key == "":
        made[1:] = [_apart(column, row.title) for column in made[1:]]
    return [*made, Column(MARKS, role=Role.MARKS)]


def caption(columns: Sequence[Column]) -> Path:
    """The keys of the value that a person knows a row by."""
    fields = [column for column in columns if column.role is Role.FIELD and not column.many]
    known = {column.keys: column for column in fields}
    likely = ((key,) for key in _CAPTIONS)
    required = (column.keys for column in fields if column.required)
    return next((keys for keys in likely if keys in known), None) or next(required, fields[0].keys)


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


def _column(leaf: Leaf, heading: str, keys: Path) -> Column:
    inner = leaf.shape.items if leaf.many and leaf.shape.items else leaf.shape
    full = _name(leaf, len(leaf.titles))
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
    paths = [one.rpartition(".") for one in shape.refers]
    for path, _, _ in paths:
        if path.startswith(f"{_LIBRARY}."):
            return (), path.removeprefix(f"{_LIBRARY}.")
    return tuple(Reference(tuple(path.split(".")), field) for path, _, field in paths), ""
