"""Of so many Word files those which together hold every construct: their paths, each ended by NUL.

A construct is an element as a schema judges it: what it stands in, its attributes, what follows what in it.
Of numbers and names in attributes only their form counts, of texts nothing. Where a file differs in no more
than that from others, the Open XML SDK, which takes a second for each, need not be asked again; that numbers
are given once and references lead somewhere the tests hold for every file (`tests/word/check.py`).
Usage: constructs.py FILE…
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from lxml import etree

_NUMBER, _LETTERS = re.compile(r"\d"), re.compile(r"[^\W\d_]+")


def main(files: list[Path]) -> int:
    """Tell which files are to be judged; on the other stream, of how many."""
    chosen = list(_chosen({path: frozenset(_constructs(path)) for path in files}))
    sys.stdout.write("".join(f"{path}\0" for path in chosen))
    sys.stderr.write(f"{len(chosen)} of {len(files)} Word files hold every construct\n")
    return 0 if chosen else 1


def _chosen(held: dict[Path, frozenset[int]]) -> Iterator[Path]:
    """Each time the one that adds most to those before it, until none adds anything."""
    left = dict(held)
    while left:
        richest = max(left, key=lambda path: len(left[path]))
        added = left.pop(richest)
        if not added:
            return
        yield richest
        left = {path: constructs - added for path, constructs in left.items()}


def _constructs(path: Path) -> Iterator[int]:
    """The constructs of every part of a file, by a number each; the list of its parts is one as well."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    yield hash((path.suffix, tuple(sorted({_form(name) for name in parts}))))
    for data in parts.values():
        for element in etree.fromstring(data).iter(etree.Element):
            yield hash(_construct(element))


def _construct(element: etree._Element) -> tuple[object, ...]:
    above = tuple(one.tag for one in element.iterancestors())[:2]
    attributes = frozenset((name, _form(value)) for name, value in element.items())
    within = ["", *(child.tag for child in element if isinstance(child.tag, str)), ""]
    return (*above, element.tag, attributes, frozenset(pairwise(within)))


def _form(value: str) -> str:
    """A value without what does not matter: which digits and letters; a word of few letters is kept whole."""
    if _NUMBER.search(value) or not value.isascii():
        return _LETTERS.sub("a", _NUMBER.sub("0", value))
    return value


if __name__ == "__main__":
    raise SystemExit(main([Path(name) for name in sys.argv[1:]]))
