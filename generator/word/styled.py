"""What runs and paragraphs look like: by their own properties, else those of their styles or the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.word import lineage, tree
from generator.word.tree import Element, below, given, w

_USUAL = 20  # half-points, where nothing says otherwise
_STYLE, _OF_RUN = w("style"), w("rPr")


class Styles:
    """The styles of a document; ``data`` is the part that holds them, b"" for none."""

    def __init__(self, data: bytes) -> None:
        self._styles: dict[str, Element] = {}
        self._defaults: dict[str, Element] = {}
        self._usual = ""
        for item in tree.parse(data).iter(_STYLE, w("rPrDefault"), w("pPrDefault")) if data else ():
            if item.tag == _STYLE:
                self._know(item)
            else:
                self._defaults.update({str(child.tag): child for child in item})

    def _know(self, style: Element) -> None:
        name = given(style, "styleId")
        self._styles[name] = style
        if given(style, "type") == "paragraph" and given(style, "default") in ("1", "true", "on"):
            self._usual = name

    def of_run(self, run: Element, name: str) -> Element | None:
        """The property of that name that holds for a run; None where nobody gives one."""
        return next(self._given(_OF_RUN, name, self._of_run(run)), None)

    def said(self, run: Element, name: str, *attributes: str) -> str:
        """What holds for a run of a property's attributes: the first that the nearest to give any gives."""
        found = self._given(_OF_RUN, name, self._of_run(run))
        values = (given(item, attribute) for item in found for attribute in attributes)
        return next(filter(None, values), "")

    def _of_run(self, run: Element) -> Iterator[Element]:
        """What may say how a run looks: itself, its style, the style of its paragraph."""
        yield run
        yield from lineage.styles(given(below(run, "rPr", "rStyle")), self._styles)
        paragraph = next(run.iterancestors(w("p")), None)
        if paragraph is not None:
            yield from lineage.styles(self._style(paragraph), self._styles)

    def _style(self, paragraph: Element) -> str:
        return given(below(paragraph, "pPr", "pStyle")) or self._usual

    def of_paragraph(self, paragraph: Element, name: str) -> dict[str, str]:
        """The attributes of a paragraph's property, each from the nearest that gives it."""
        holders = (paragraph, *lineage.styles(self._style(paragraph), self._styles))
        found: dict[str, str] = {}
        for item in self._given(w("pPr"), name, holders):
            found = {str(key): str(value) for key, value in item.attrib.items()} | found
        return found

    def size(self, run: Element) -> int:
        """The size of a run's letters in half-points."""
        written = given(self.of_run(run, "sz"))
        return int(written) if written.isdecimal() else _USUAL

    def _given(self, kind: str, name: str, holders: Iterable[Element]) -> Iterator[Element]:
        """The property as each of the holders gives it, the nearest first, the document's last."""
        for holder in holders:
            if (found := below(holder.find(kind), name)) is not None:
                yield found
        if (found := below(self._defaults.get(kind), name)) is not None:
            yield found
