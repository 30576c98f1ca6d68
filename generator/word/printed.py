"""What a document prints: the names of its values as the contract calls them, and a digest of each value.

A name goes from the contract of facts downwards: ``enterprise.name``. ``hazards`` alone stands for how many
items the list has; ``hazards[].level`` for that field of all its items, in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from generator.assets import Asset
from generator.pictures import Picture, UnreadableError, photos
from generator.word import program
from generator.word.escaped import UnprintableError, listed
from generator.word.program import Context, Node, Operations
from generator.word.template import Template
from generator.word.values import is_photo

_HEX = 12
_REMEMBERED = 16384  # names: more than all templates print
# No text has these: escaped.text takes them out.
_BETWEEN, _MISSING = "\x1f", "\x1e"
DRAWN = "drawn"
Loops = Mapping[str, str]  # by the name that a loop gives: what it goes through, from the contract downwards
Digests = dict[str, str]  # of values by their names
Asked = tuple[str, bool]  # a name, and whether it is printed


@dataclass(frozen=True, slots=True)
class Known:
    """The digests of one client's values between its documents, so that each is made once.

    ``names`` are those of values by name, with the value of the name's first word that they were made from,
    and beside each that of how the pictures among them are drawn;
    ``photos`` those of photos that were read already, by `render` as a rule, so that none is read twice.
    """

    names: dict[str, tuple[object, str, str]] = field(default_factory=dict)
    photos: dict[Asset, str] = field(default_factory=dict)

    def apart(self) -> Known:
        """For a document with values of its own: the same photos, no names."""
        return Known({}, self.photos)


def names(template: Template) -> frozenset[str]:
    """The dotted names of all values that any part prints; an item of a list is called as its list is."""
    return frozenset(name.replace("[]", "") for name in template.printed)


def values(template: Template, context: Context, known: Known | None = None) -> Digests:
    """A digest of 12 hex digits for each name that the template prints, asks for or repeats over.

    ``context`` is what the document is rendered with. ``known`` holds the digests between the documents of
    one client, so that each value is digested once. All branches count, whether they are taken or not; a
    name that the context does not have (only a branch not taken may ask for it) is left out. The digests
    are the same in every process and on every machine: of a photo its bytes count, not where it lies; of a
    picture that is drawn when it is shown, its size and the words that stand for it; from what it is drawn
    has a name of its own (``site_map.drawn``).
    """
    return digests(template.asked, context, Known() if known is None else known)


def digests(names: Iterable[str], context: Context, known: Known) -> Digests:
    """The digests of the values of these names, as `values` tells them."""
    found = {}
    for name in names:
        root = context.get(_steps(name)[0][0])
        held = known.names.get(name)
        if held is None or held[0] is not root:
            held = known.names[name] = (root, *_digested(context, name, known.photos))
        _, value, drawn = held
        if value:
            found[name] = value
        if drawn:
            found[f"{name}.{DRAWN}"] = drawn
    return found


@lru_cache(_REMEMBERED)
def _steps(name: str) -> tuple[tuple[str, int], ...]:
    """The fields that a name goes through, each with how many lists stand there in each other."""
    return tuple((step.partition("[")[0], step.count("[]")) for step in name.split("."))


def _digested(context: Context, name: str, seen: dict[Asset, str]) -> tuple[str, str]:
    """The digest of what stands under a name, and of how its pictures are drawn; "" where nothing does."""
    found = _found(context, name)
    if found is None:
        return "", ""
    try:
        words = _BETWEEN.join([_written(value, seen) for value in found])
    except UnreadableError:
        return "", ""
    return digest(words.encode()), _drawn(found)


def _found(context: Context, name: str) -> list[object] | None:
    """The values of a name, one for each item of the lists on its way; None where there are none."""
    try:
        return _all(context, name)
    except (KeyError, TypeError, UnprintableError):
        return (_some(context, name) or None) if "[" in name else None


def _drawn(found: Iterable[object]) -> str:
    """The digest of how the pictures among values are drawn; "" where none is."""
    drawn = [value.drawn() for value in found if isinstance(value, Picture) and value.drawn]
    return digest(_BETWEEN.join(drawn).encode()) if drawn else ""


def digest(data: bytes) -> str:
    """Twelve hex digits for bytes, the same everywhere."""
    return blake2b(data, digest_size=_HEX // 2).hexdigest()


def _all(context: Context, name: str) -> list[object]:
    """The values of a name, one for each item of the lists on its way."""
    found: list[object] = [context]
    for key, lists in _steps(name):
        found = [value[key] for value in found]  # type: ignore[index]
        for _ in range(lists):
            found = [item for value in found for item in listed(value)]
    return found


def _some(context: Context, name: str) -> list[object]:
    """The same where some items lack what others have; none where all of them do."""
    found: list[object] = [context]
    for key, lists in _steps(name):
        found = [_within(value, key) for value in found]
        for _ in range(lists):
            found = [item for value in found for item in _listed(value)]
    return [] if all(value is _MISSING for value in found) else found


def _within(value: Any, key: str) -> object:
    try:
        return value[key]
    except (KeyError, TypeError):
        return _MISSING


def _listed(value: object) -> Iterable[object]:
    try:
        return listed(value)
    except UnprintableError:
        return (_MISSING,)


def _written(value: object, seen: dict[Asset, str]) -> str:
    """A value as its digest knows it; of a list or record asked for as a whole: how many there are."""
    if isinstance(value, str):
        return value
    if isinstance(value, (Mapping, tuple, list)):
        return str(len(value))
    if isinstance(value, Picture):
        return value.mark
    if is_photo(value):
        return f"{_photo(value.asset, seen)} {value.caption}"
    return str(value)


def _photo(asset: Asset, seen: dict[Asset, str]) -> str:
    if asset not in seen:
        seen[asset] = photos.digest(asset)
    return seen[asset]


def asked(operations: Operations) -> Iterator[Asked]:
    """Every name in the operations of a part, and whether it is printed."""
    return _walked(operations, {})


def _walked(operations: Operations, loops: Loops) -> Iterator[Asked]:
    for operation in operations:
        kind = operation[0]
        if kind in ("print", "blank", "picture"):
            yield from ((name, True) for name in _named(operation[1], loops))
        elif kind == "if":
            yield from _judged(operation, loops)
        elif kind == "for":
            yield from _repeated(operation, loops)


def _judged(operation: Node, loops: Loops) -> Iterator[Asked]:
    """What a condition asks for, and what its branches ask."""
    _, branches, other = operation
    for test, body, _ in branches:
        yield from ((name, False) for name in _named(test, loops))
        yield from _walked(body, loops)
    yield from _walked(other, loops)


def _repeated(operation: Node, loops: Loops) -> Iterator[Asked]:
    """The list of a loop, and what its body asks of each item."""
    _, name, items, body, other, _ = operation
    listed = next(_named(items, loops), "")
    if listed:
        yield listed, False
    yield from _walked(body, {**loops, name: listed and f"{listed}[]"})
    yield from _walked(other, loops)


def _named(node: Node, loops: Loops) -> Iterator[str]:
    """The names of an expression, each from the contract downwards; what counts a loop is none."""
    for name in program.names(node):
        first, dot, rest = name.partition(".")
        whole = loops.get(first, first)
        if whole and first != "loop":
            yield whole + dot + rest
