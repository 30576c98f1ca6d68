"""The names that texts and templates may use: the facts, and what is drawn or counted beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator import domain
from generator.library import Deliverable, Library, catalogue, knowledge, limits
from generator.proofing import aliases, verdicts
from generator.word import shapes
from generator.word import spoken as words

Shapes = Mapping[str, shapes.Shape]

_CARD = {"badge": domain.Badge, "code": "picture", "band": "text"}
_CARDS = [{"rows": [{"left": _CARD, "right": _CARD}]}]
EXTRA: Mapping[str, object] = {
    "control": domain.Control,
    "stamp": domain.Stamp,
    "site_map": "picture",
    "site_maps": [{"map": "picture", "title": "text"}],
    "board_code": "picture",
    "card_sheets": _CARDS,
    "tag_sheets": _CARDS,
    "contract_fields": [{"label": "text", "value": "text"}],
    "duties": tuple[domain.Duty, ...],
    "index": tuple[domain.IndexRow, ...],
}


def keys(library: Library) -> Mapping[str, Collection[str]]:
    """What the mappings among the facts hold: the rows of the library's tables."""
    return {
        "law": tuple(library.table("laws")),
        "limit": tuple(limits.load(library)),
        "here": tuple(library.table("evidence")),
        "cited": tuple(library.table("laws")),
        "unit": tuple(knowledge.heads(library)),
    }


def names(library: Library) -> Shapes:
    """Every name with what it stands for; those of an item of a list stand below it."""
    return library.once(_names)


def _names(library: Library) -> Shapes:
    return shapes.names(domain.Facts, EXTRA, keys=keys(library))


def known(entry: Deliverable, library: Library) -> Shapes:
    """The names that a Word template of a deliverable may use."""
    items = {entry.item: entry.items} if entry.each else {}
    return shapes.names(domain.Facts, EXTRA, keys=keys(library), items=items)


def spoken(name: str, library: Library) -> words.Names:
    """What names mean in a Word template of a deliverable, in either language."""
    entry = catalogue.find(name, library)
    item = (entry.item, entry.items) if entry and entry.each else ("", "")
    return words.Names(verdicts.contract(library), lambda: library.once(_spoken, *item))


def _spoken(library: Library, item: str, items: str) -> shapes.Shape:
    known = shapes.names(domain.Facts, EXTRA, keys=keys(library), items={item: items} if item else {})
    return shapes.aliased(known, aliases.of_items(item, library) if item else aliases.of(library))
