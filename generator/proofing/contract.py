"""The names that texts and templates may use: the facts, and what is drawn or counted beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator import domain
from generator.library import Library, knowledge, limits
from generator.word import shapes

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


def names(library: Library) -> Mapping[str, shapes.Shape]:
    """Every name with what it stands for; those of an item of a list stand below it."""
    return library.once(_names)


def _names(library: Library) -> Mapping[str, shapes.Shape]:
    from generator.word import lint  # only here: a pack from built-in templates never loads docxtpl

    return lint.names(domain.Facts, EXTRA, keys=keys(library))
