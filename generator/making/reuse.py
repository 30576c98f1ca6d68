"""What need not be made again: a file whose bytes follow from what the pack has on record of it."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from generator import tool
from generator.delivery import File, Row
from generator.library import Library
from generator.making.job import Template

_HEX = 12
_NO_DAY = {"day": "", "control.dated": ""}


def by(library: Library, fonts: Mapping[str, str], template: Template | None) -> str:
    """A short digest (12 hex digits) of what makes a file besides values and the bytes of its template.

    A Word document prints what its template asks for alone, and tells the template's version; all others read
    the library as they are made. ``fonts`` are those of the machine that have a say in what is drawn in it,
    by their characters.
    """
    made_by = tool.digest() + (template.version if template else library.digest) + _drawn_by(fonts)
    return sha256(made_by.encode()).hexdigest()[:_HEX]


def _drawn_by(fonts: Mapping[str, str]) -> str:
    return "".join(f" {char} {font}" for char, font in sorted(fonts.items()))


def follows(file: File, past: Row) -> bool:
    """Whether a file has the bytes that the pack has on record: all that decides them is the same."""
    return _decides(file) == _decides(past)


def _decides(made: File | Row) -> tuple[object, ...]:
    return (made.by, made.template_hash, made.day, made.values)


def same(told: Mapping[str, str], past: Row) -> bool:
    """Whether a file prints the same as it did, but for the day of each.

    A tool that did not tell yet by what it made a file told fewer names.
    """
    return _alike(told, past.values) if past.by else agrees(told, past)


def agrees(told: Mapping[str, str], past: Row) -> bool:
    """Whether two files say the same of what both print: a later template may print more, or less."""
    shared = told.keys() & past.values.keys()
    return bool(shared) and _alike(
        {name: told[name] for name in shared}, {name: past.values[name] for name in shared}
    )


def _alike(told: Mapping[str, str], past: Mapping[str, str]) -> bool:
    return {**told, **_NO_DAY} == {**past, **_NO_DAY}
