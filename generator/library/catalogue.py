"""The catalogue: every deliverable of the pack, and which of them apply to one client."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.domain import Life
from generator.errors import CatalogueError
from generator.library.edition import Library
from generator.names import key, safe_name
from generator.problems import error

_NAME = "catalogue.yaml"


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One row of the catalogue.

    ``basis`` cites the article of the self-discipline measures; ``life`` is how its documents live and
    ``act`` the dotted day that they bear ("" = none), the item's where there are several; ``when`` is a
    dotted yes/no fact ("" = always) and ``why`` the words for its absence; ``kind`` says who makes it and
    ``suffix`` what kind of file it is; ``each``, as ``sheet in service.visits``, asks for a file for each
    item of a list; ``file`` names the file with dotted facts in braces, the item's among them; ``source``
    and ``layout`` say what the template is compiled from.
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
class Selection:
    """What applies to a client, and what does not with the reason, both in delivery order."""

    chosen: tuple[Deliverable, ...]
    left: tuple[tuple[Deliverable, str], ...]


def load(library: Library) -> tuple[Deliverable, ...]:
    """All deliverables in delivery order, of rows that fit the schema."""
    return library.once(_load)


def _load(library: Library) -> tuple[Deliverable, ...]:
    return tuple(
        Deliverable(**{**row, "life": Life(row.get("life", Life.CURRENT))}) for row in library.read(_NAME)
    )


def find(name: str, library: Library) -> Deliverable | None:
    """The deliverable with that id."""
    return next((deliverable for deliverable in load(library) if deliverable.id == name), None)


def select(deliverables: tuple[Deliverable, ...], facts: object) -> Selection:
    """Split the deliverables into those that apply to the client and those that do not."""
    chosen = tuple(entry for entry in deliverables if not entry.when or dotted(facts, entry.when, entry.id))
    left = tuple((entry, entry.why) for entry in deliverables if entry not in chosen)
    return Selection(chosen, left)


def dotted(facts: object, name: str, entry: str) -> object:
    """The fact of a dotted name; CatalogueError when the catalogue names one that does not exist."""
    value = facts
    for part in name.split("."):
        if part.startswith("_") or not hasattr(value, part):
            raise CatalogueError(error(f"templates/{_NAME} {entry}", f"没有取值“{name}”"))
        value = getattr(value, part)
    return value


def paths(entry: Deliverable, facts: object) -> tuple[str, ...]:
    """The path of each file inside the pack, safe on Windows: ``01 服务方案/……安全生产技术服务方案.docx``.

    A deliverable with a list has as many as the list has items, in that order; equal names are numbered.
    """
    if not entry.each:
        return (_path(entry, facts, ""),)
    items = dotted(facts, entry.items, entry.id)
    if not isinstance(items, tuple):
        raise CatalogueError(error(f"templates/{_NAME} {entry.id}", f"取值“{entry.items}”不是列表"))
    return _numbered(entry, facts, items)


def _numbered(entry: Deliverable, facts: object, items: tuple[object, ...]) -> tuple[str, ...]:
    """A path for each item; of equal names the second and further ones bear a number."""
    found: list[str] = []
    taken: set[str] = set()
    last: dict[str, int] = {}  # by name the number given last: equal names are numbered in linear time
    for item in items:
        name = path = _path(entry, facts, "", item)
        number = last.get(key(name), 1)
        while key(path) in taken:
            number += 1
            path = _path(entry, facts, f"（{number}）", item)
        last[key(name)] = number
        taken.add(key(path))
        found.append(path)
    return tuple(found)


def _path(entry: Deliverable, facts: object, tail: str, item: object = None) -> str:
    def fill(match: re.Match[str]) -> str:
        first, _, rest = match[1].partition(".")
        if entry.item and first == entry.item:
            return str(dotted(item, rest, entry.id))
        return str(dotted(facts, match[1], entry.id))

    filled = re.sub(r"\{([a-z_.]+)\}", fill, entry.file)
    return f"{entry.folder}/{safe_name(filled)}{tail}{entry.suffix}"
