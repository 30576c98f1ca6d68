"""Where a document is from: the template by which it was made, and whether it is as it was issued."""

from __future__ import annotations

from pathlib import Path

from generator.authoring import verify
from generator.library import Library

__all__ = ["Verdict", "verified"]

Verdict = verify.Verdict


def verified(file: Path, library: Library, home: Path, templates: Path | None = None) -> Verdict:
    """What a Word file tells of its making, held against its parts and the templates of this machine.

    ``library`` names deliverables, ``home`` is where bundles are installed, ``templates`` a folder of own
    ones. TemplateError where the file cannot be read or is no Word document. It finds mistakes: whoever wants
    to can write these marks anew, they are no signature.
    """
    return verify.verify(file, library, home, templates)
