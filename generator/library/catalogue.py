"""The catalogue: every deliverable of the pack, and which of them apply to one client."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from generator.domain import Life
from generator.errors import CatalogueError
from generator.library.edition import Library
from generator.names import key, safe_name
from generator.problems import error

CATALOGUE = "catalogue.yaml"
_BRACES = re.compile(r"\{([a-z_.]+)\}")


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One row of the catalogue.

    ``basis`` cites the article of the self-discipline measures; ``life`` is how its documents live and
    ``act`` the dotted day that they bear ("" = none), the item's where there are several; ``when`` is a
    dotted yes/no fact ("" = always) and ``why`` the words for its absence; ``kind`` says who makes it and
    ``suffix`` what kind of file it is; ``each``, as ``sheet in service.visits``, asks for a file for each
    item of a list, and where it ``stays`` for one of each that is there no more, as of its last day;
    ``folder`` and ``file`` name the file with dotted facts in braces, the item's among them;
    ``source`` and ``layout`` say what the template is compiled from.
    """

    id: str
    title: str
    basis: str
    folder: str
    file: str
    life: Life = Life.CURRENT  # of a bundle's row that does not tell
    act: str = ""
    source: str = ""
    layout: str = ""
    when: str = ""
    why: str = ""
    kind: str = "word"
    suffix: str = ".docx"
    each: str = ""
    stays: bool = False

    @property
    def form(self) -> bool:
        """Whether the source is drawn in Word and is its own template, without text and layout."""
        return self.source.startswith("form/")

    @property
    def template(self) -> str:
        """Where the Word template lies below a layer."""
        return self.source if self.form else f"word/{self.id}.docx"

    @property
    def item(self) -> str:
        """What an item of the list is called; "" for a deliverable that is one file."""
        return self.each.partition(" in ")[0]

    @property
    def items(self) -> str:
        """The dotted name of the list; "" for a deliverable that is one file."""
        return self.each.partition(" in ")[2]


@dataclass(frozen=True, slots=True)
class Named:
    """A file of a deliverable: its key among them ("" for a single one), its path, its item of the list."""

    key: str
    path: str
    item: object


@dataclass(frozen=True, slots=True)
class Selection:
    """What applies to a client, and what does not with the reason, both in delivery order."""

    chosen: tuple[Deliverable, ...]
    left: tuple[tuple[Deliverable, str], ...]


def load(library: Library) -> tuple[Deliverable, ...]:
    """All deliverables in delivery order, of rows that fit the schema."""
    return library.once(_load)


def _load(library: Library) -> tuple[Deliverable, ...]:
    return tuple(
        Deliverable(**{**row, "life": Life(row.get("life", Life.CURRENT))}) for row in library.read(CATALOGUE)
    )


def find(name: str, library: Library) -> Deliverable | None:
    """The deliverable with that id."""
    return next((deliverable for deliverable in load(library) if deliverable.id == name), None)


def select(deliverables: tuple[Deliverable, ...], facts: object, held: Collection[str] = ()) -> Selection:
    """Split the deliverables into those that apply to the client and those that do not.

    ``held`` are ids of which the pack has files anyway: what was issued stays when its item is gone.
    """
    chosen = tuple(entry for entry in deliverables if entry.id in held or applies(entry, facts))
    left = tuple((entry, entry.why) for entry in deliverables if entry not in chosen)
    return Selection(chosen, left)


def applies(entry: Deliverable, facts: object) -> bool:
    """Whether a deliverable is one for this client."""
    return not entry.when or bool(dotted(facts, entry.when, entry.id))


def dotted(facts: object, name: str, entry: str) -> object:
    """The fact of a dotted name; CatalogueError when the catalogue names one that does not exist."""
    value = facts
    for part in name.split("."):
        if part.startswith("_") or not hasattr(value, part):
            raise CatalogueError(error(f"templates/{CATALOGUE} {entry}", f"没有取值“{name}”"))
        value = getattr(value, part)
    return value


def paths(entry: Deliverable, facts: object) -> tuple[str, ...]:
    """The path of each file inside the pack, safe on Windows: ``01 服务方案/……安全生产技术服务方案.docx``."""
    return tuple(file.path for file in named(entry, facts))


def named(entry: Deliverable, facts: object) -> tuple[Named, ...]:
    """The files of a deliverable by their names.

    A deliverable with a list has as many as the list has items, in that order; equal names are numbered.
    """
    if not entry.each:
        return (Named("", _path(entry, facts, None, ""), None),)
    items = _items(entry, facts)
    keys = _distinct((partial(_own, entry, item) for item in items), "-{}")
    found = _distinct((partial(_path, entry, facts, item) for item in items), "（{}）")
    return tuple(Named(*made) for made in zip(keys, found, items, strict=True))


def _items(entry: Deliverable, facts: object) -> tuple[object, ...]:
    """What there is a file for each of; CatalogueError where that is no list."""
    items = dotted(facts, entry.items, entry.id)
    if not isinstance(items, tuple):
        raise CatalogueError(error(f"templates/{CATALOGUE} {entry.id}", f"取值“{entry.items}”不是列表"))
    return items


def _distinct(names: Iterable[Callable[[str], str]], form: str) -> Iterator[str]:
    """Names, each made with a tail; of equal ones the second and further ones bear a number as their tail."""
    taken: set[str] = set()
    last: dict[str, int] = {}  # by name the number given last: equal names are numbered in linear time
    for name in names:
        first = made = name("")
        number = last.get(key(first), 1)
        while key(made) in taken:
            number += 1
            made = name(form.format(number))
        last[key(first)] = number
        taken.add(key(made))
        yield made


def _own(entry: Deliverable, item: object, tail: str) -> str:
    """What the name of a file says of its item alone."""
    rests = (name.partition(".")[2] for name in _BRACES.findall(entry.file) if _of_item(entry, name))
    return "-".join(str(dotted(item, rest, entry.id)) for rest in rests) + tail


def _of_item(entry: Deliverable, name: str) -> bool:
    return bool(entry.item) and name.partition(".")[0] == entry.item


def _path(entry: Deliverable, facts: object, item: object, tail: str) -> str:
    def fill(match: re.Match[str]) -> str:
        if _of_item(entry, match[1]):
            return str(dotted(item, match[1].partition(".")[2], entry.id))
        return str(dotted(facts, match[1], entry.id))

    def fill_folder(match: re.Match[str]) -> str:
        return safe_name(fill(match))

    folder = _BRACES.sub(fill_folder, entry.folder)
    return f"{folder}/{safe_name(_BRACES.sub(fill, entry.file))}{tail}{entry.suffix}"
