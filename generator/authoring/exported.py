"""A template of the library as an author gets it: as it is in force, and telling what it is."""

from __future__ import annotations

from generator import proofing
from generator.library import Library
from generator.word import provenance, stamped


def export(name: str, library: Library) -> bytes:
    """The Word template of a deliverable with its id, version and digest in its properties.

    No document made by it is given them: it tells its own.
    """
    source = proofing.find(name, library)
    told = {
        provenance.TEMPLATE: source.id,
        provenance.VERSION: source.version,
        provenance.SHA256: source.hash,
    }
    return stamped.copy(source.data, told, source.place)
