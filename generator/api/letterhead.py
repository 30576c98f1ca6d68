"""An agency's own look: a bundle of layouts with its logo, name and fonts."""

from __future__ import annotations

from generator.authoring import letterhead

__all__ = ["FONTS", "make"]

FONTS, make = letterhead.FONTS, letterhead.make
