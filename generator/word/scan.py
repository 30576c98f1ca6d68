"""Every paragraph of a template as a person sees it: its place, its text and the tags in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from generator.word.package import Package
from generator.word.tree import W, local, parse, quoted

# A tag ends before the next one begins: an unclosed one swallows nothing, and matching stays linear.
TAG = re.compile(r"(?s)\{#(?:(?!\{#|#\}).)*#\}|\{\{(?:(?!\{[{%#]|\}\}).)*\}\}|\{%(?:(?!\{[{%#]|%\}).)*%\}")
_PARTS = re.compile(r"(?s)\{([{%#])(-?)((?:tr|tc|p|r)(?=\s))?(.*?)(-?)[}%#]\}")
_SCOPES = ("tc", "tr", "tbl", "hdr", "ftr", "body", "footnote", "endnote", "txbxContent")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: mark is {, % or #, prefix p, tr, tc, r or "", word the first word of a statement."""

    source: str
    mark: str
    prefix: str
    body: str
    dashed: bool

    @property
    def word(self) -> str:
        found = re.match(r"\w+", self.body) if self.mark == "%" else None
        return found[0] if found else ""

    @property
    def rest(self) -> str:
        return self.body[len(self.word) :].strip()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, the chain of what it stands in (innermost first), and the words around its tags."""

    part: str
    place: str
    text: str
    tags: tuple[Tag, ...]
    outside: str
    scopes: tuple[tuple[str, int], ...]
    row_text: str = ""
    cell_text: str = ""

    @property
    def where(self) -> str:
        return quoted(self.place, self.text)

    def scope(self, kind: str) -> int:
        """The innermost thing of that kind around the paragraph; 0 when there is none."""
        return next((identity for name, identity in self.scopes if name == kind), 0)


@dataclass(slots=True)
class _Place:
    """Counts what was passed on the way through a part."""

    label: str
    paragraphs: int = 0
    tables: int = 0
    counts: dict[etree._Element, int] = field(default_factory=dict)


def paragraphs(package: Package) -> Iterator[Paragraph]:
    """The paragraphs of all parts that may hold tags, in order."""
    for part, label in package.rendered():
        root = parse(package.parts[part])
        if package.is_core(part):
            yield from _properties(root, part, label)
        else:
            yield from _paragraphs(root, part, label)


def _properties(root: etree._Element, part: str, label: str) -> Iterator[Paragraph]:
    for element in root:
        if isinstance(element.tag, str) and element.text:
            yield _made(part, f"{label} {local(element)} ", element.text, ())


def _paragraphs(root: etree._Element, part: str, label: str) -> Iterator[Paragraph]:
    place = _Place(label)
    words: dict[int, str] = {}
    numbers = {element: number for number, element in enumerate(root.iter(), 1)}
    for element in root.iter(f"{{{W}}}p", f"{{{W}}}tbl"):
        if local(element) == "tbl":
            if not any(local(above) == "tc" for above in element.iterancestors()):
                place.tables += 1
            continue
        chain = [above for above in element.iterancestors() if local(above) in _SCOPES]
        scopes = tuple((local(above), numbers[above]) for above in chain)
        if not any(name == "tc" for name, _ in scopes):
            place.paragraphs += 1
        around = [_around(above, numbers, words) for above in chain if local(above) in ("tr", "tc")]
        cell, row = around[:2] if len(around) > 1 else ("", "")
        yield _made(part, _where(place, chain), text_of(element), scopes, row, cell)


def _around(element: etree._Element, numbers: dict[etree._Element, int], words: dict[int, str]) -> str:
    """The text of a cell or row, once."""
    number = numbers[element]
    if number not in words:
        words[number] = "".join(text_of(item) for item in element.iter(f"{{{W}}}p"))
    return words[number]


def _where(place: _Place, chain: list[etree._Element]) -> str:
    rows = [above for above in chain if local(above) == "tr"]
    if not rows:
        return f"{place.label}第{place.paragraphs}段"
    row, cell = rows[-1], [above for above in chain if local(above) == "tc"][-1]
    for kind, item, above in (("tr", row, "tbl"), ("tc", cell, "tr")):
        if item not in place.counts:
            parent = next(outer for outer in item.iterancestors() if local(outer) == above)
            place.counts.update(_counted(parent, kind, above))
    return f"{place.label}表{place.tables}第{place.counts[row]}行第{place.counts[cell]}列"


def _counted(parent: etree._Element, kind: str, above: str) -> Iterator[tuple[etree._Element, int]]:
    """The rows of a table or cells of a row, from 1, without those of nested tables."""
    number = 0
    for item in parent.iter(f"{{{W}}}{kind}"):
        if next(outer for outer in item.iterancestors() if local(outer) == above) is parent:
            number += 1
            yield item, number


def text_of(element: etree._Element) -> str:
    """The words of a paragraph, without those of text boxes in it."""
    found = []
    for item in element.iter(f"{{{W}}}t", f"{{{W}}}tab", f"{{{W}}}br"):
        above = item.getparent()
        if above is not None and local(above) == "r" and next(item.iterancestors(f"{{{W}}}p")) is element:
            name = local(item)
            found.append((item.text or "") if name == "t" else " " if name == "br" else "\t")
    return "".join(found)


def _made(
    part: str,
    place: str,
    text: str,
    scopes: tuple[tuple[str, int], ...],
    row: str = "",
    cell: str = "",
) -> Paragraph:
    tags = tuple(_tag(source) for source in TAG.findall(text))
    return Paragraph(part, place, text, tags, TAG.sub("", text), scopes, row, cell)


def _tag(source: str) -> Tag:
    found = _PARTS.fullmatch(source)
    if found is None:
        return Tag(source, source[1], "", source[2:-2].strip(), False)
    mark, left, prefix, body, right = found.groups()
    return Tag(source, mark, prefix or "", body.strip().translate(_STRAIGHT), bool(left or right))


def without_tags(text: str) -> str:
    """The words of a text beside its tags."""
    return TAG.sub("", text)
