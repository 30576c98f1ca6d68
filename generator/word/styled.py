"""What runs and paragraphs look like: by their own properties, else those of their styles or the document."""

from __future__ import annotations

from collections.abc import Iterator

from generator.word import tree
from generator.word.tree import Element, w

_USUAL = 20  # half-points, where nothing says otherwise


class Styles:
    """The styles of a document; ``data`` is the part that holds them, b"" for none."""

    def __init__(self, data: bytes) -> None:
        root = tree.parse(data) if data else None
        self._styles: dict[str, Element] = {}
        self._defaults: dict[str, Element] = {}
        self._usual = ""
        for item in () if root is None else root.iter(w("style"), w("rPrDefault"), w("pPrDefault")):
            if item.tag == w("style"):
                self._know(item)
            else:
                self._defaults.update({str(child.tag): child for child in item})

    def _know(self, style: Element) -> None:
        name = style.get(w("styleId"), "")
        self._styles[name] = style
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
            self._usual = name

    def of_run(self, run: Element, name: str) -> Element | None:
        """The property of that name that holds for a run; None where nobody gives one."""
        paragraph = next(run.iterancestors(w("p")), None)
        return next(self._given(w("rPr"), name, self._of_run(run, paragraph)), None)

    def said(self, run: Element, name: str, *attributes: str) -> str:
        """What holds for a run of a property's attributes: the first that the nearest to give any gives."""
        paragraph = next(run.iterancestors(w("p")), None)
        given = self._given(w("rPr"), name, self._of_run(run, paragraph))
        values = (item.get(w(attribute)) for item in given for attribute in attributes)
        return next((value for value in values if value), "")

    def _of_run(self, run: Element, paragraph: Element | None) -> Iterator[Element]:
        yield run
        yield from self._chain(_style(run, "rPr", "rStyle"))
        if paragraph is not None:
            yield from self._chain(_style(paragraph, "pPr", "pStyle") or self._usual)

    def of_paragraph(self, paragraph: Element, name: str) -> dict[str, str]:
        """The attributes of a paragraph's property, each from the nearest that gives it."""
        style = _style(paragraph, "pPr", "pStyle") or self._usual
        found: dict[str, str] = {}
        for item in self._given(w("pPr"), name, [paragraph, *self._chain(style)]):
            found = {str(key): str(value) for key, value in item.attrib.items()} | found
        return found

    def size(self, run: Element) -> int:
        """The size of a run's letters in half-points."""
        given = self.of_run(run, "sz")
        written = "" if given is None else given.get(w("val"), "")
        return int(written) if written.isdecimal() else _USUAL

    def _given(self, kind: str, name: str, holders: list[Element] | Iterator[Element]) -> Iterator[Element]:
        """The property as each of the holders gives it, the nearest first, the document's last."""
        for holder in holders:
            properties = holder.find(kind)
            if properties is not None and (found := properties.find(w(name))) is not None:
                yield found
        last = self._defaults.get(kind)
        if last is not None and (found := last.find(w(name))) is not None:
            yield found

    def _chain(self, name: str) -> Iterator[Element]:
        """A style and those that it is based on."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            based = self._styles[name].find(w("basedOn"))
            name = "" if based is None else based.get(w("val"), "")


def _style(holder: Element, properties: str, name: str) -> str:
    found = holder.find(f"{w(properties)}/{w(name)}")
    return "" if found is None else found.get(w("val"), "")
