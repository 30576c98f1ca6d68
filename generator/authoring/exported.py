"""A template of the library as an author gets it: with tags that can be seen, telling what it is."""

from __future__ import annotations

from generator import proofing
from generator.library import Library
from generator.proofing import contract
from generator.word import marked, provenance, stamped, translated


def export(name: str, library: Library, *, chinese: bool = False) -> bytes:
    """The Word template of a deliverable with its id, version and digest in its properties.

    Its tags stand in the character style `marked.STYLE`, their names in Chinese where that is asked for. No
    document made by it has anything of this: it is the same as before.
    """
    source = proofing.find(name, library)
    known = contract.spoken(source.id, library).known() if chinese else None
    data = marked.shown(source.data, source.place, lambda: translated.Speaker(known).said if known else str)
    return stamped.copy(data, _told(source), source.place)


def _told(source: proofing.Source) -> dict[str, str]:
    return {
        provenance.TEMPLATE: source.id,
        provenance.VERSION: source.version,
        provenance.SHA256: source.hash,
    }
