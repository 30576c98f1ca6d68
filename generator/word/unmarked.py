"""The tags of an exported template made plain again, as an author types them: see `marked`."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from generator import zipped
from generator.word.marked import PIECE, PROPERTIES, RUN, STYLED, STYLES, TEXT, WRITTEN, remove, style_ids
from generator.word.package import Package, Parts
from generator.word.tree import Element, serialise, w


def plain(package: Package) -> Package:
    """The same template without the style, runs that were split for it joined again."""
    ids = set(style_ids(package.parts.get(STYLES, b"")))
    if not ids:
        return package
    trees = {part: _unmarked(package.tree(part), ids) for part in _using(package, ids)}
    changed = {part: serialise(root) for part, root in trees.items()}
    changed[STYLES] = _without(package.parts[STYLES], ids)
    return _changed(package, changed, trees)


def _changed(package: Package, changed: Parts, trees: Mapping[str, Element]) -> Package:
    """The package with these parts in place of its own, of which some are trees already."""
    members = tuple(zipped.replaced(package.members, changed))
    kept = {part: root for part, root in package.given(package.parts).items() if part not in changed}
    parts = {**package.parts, **changed}
    return replace(package, members=members, parts=parts, _trees={**kept, **trees})


def _using(package: Package, ids: set[str]) -> Iterator[str]:
    """The parts that name one of the styles."""
    for part, _ in package.rendered():
        if _names_one(package.parts[part], ids):
            yield part


def _names_one(data: bytes, ids: set[str]) -> bool:
    return any(f'"{name}"'.encode() in data for name in ids)


def _without(styles: bytes, ids: set[str]) -> bytes:
    for name in ids:
        pattern = rb'<w:style\b[^>]*\bw:styleId="%b"[^>]*>.*?</w:style>' % re.escape(name.encode())
        styles = re.sub(pattern, b"", styles, flags=re.DOTALL)
    return styles


def _unmarked(given: Element, ids: set[str]) -> Element:
    root = copy.deepcopy(given)
    for style in list(root.iter(STYLED)):
        if style.get(w("val")) in ids:
            _unstyle(style)
    _join_all(root)
    return root


def _join_all(root: Element) -> None:
    """Join the runs that were one."""
    for run in list(root.iter(RUN)):
        before = run.getprevious()
        if before is not None and _are_pieces(before, run):
            _join(before, run)


def _unstyle(style: Element) -> None:
    """Take a style from a run, and its properties where nothing is left of them."""
    properties = style.getparent()
    if properties is not None:
        properties.remove(style)
        if not len(properties):
            remove(properties)


def _are_pieces(before: Element, run: Element) -> bool:
    """Whether two runs were one."""
    mark = run.get(WRITTEN, "")
    if before.tag != RUN or before.get(WRITTEN) != mark or not mark.startswith(PIECE[:2]):
        return False
    return _look(before) == _look(run)


def _look(run: Element) -> bytes:
    """The properties of a run, however they are written; b"" for none."""
    look = run.find(PROPERTIES)
    return b"" if look is None else etree.tostring(look, method="c14n")


def _join(before: Element, run: Element) -> None:
    """Put what is in the first run before what is in the second, and let the first go."""
    content = [child for child in run if child.tag != PROPERTIES]
    if content and len(before) and before[-1].tag == content[0].tag == TEXT:
        before[-1].text = (before[-1].text or "") + (content[0].text or "")
        content = content[1:]
    before.extend(content)
    # The joined run takes the place of the second, so that the next of the loop finds it before itself.
    run[:] = list(before)
    remove(before)
