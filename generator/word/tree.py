"""A part as a tree of elements, and where in it something stands, in words that a person can search for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from generator.problems import Problem, Spot

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Element = etree._Element
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# The second of two ways in which a drawing is shown.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH = f"{{{W}}}p"
_SHOWN = 36
_COUNT = re.compile(r"-?[0-9]{1,12}")


def parse(data: bytes) -> Element:
    """An XML part as a tree, nothing fetched and nothing expanded."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def limited() -> etree.XMLParser:
    """The same parser with libxml2's own limits of depth and length, for what nobody has looked at yet."""
    return etree.XMLParser(resolve_entities=False, no_network=True)


def serialise(root: Element) -> bytes:
    """The bytes of an XML part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def count(written: str | None) -> int:
    """A whole number as it is written in an attribute; 0 for anything else."""
    return int(written) if written and _COUNT.fullmatch(written) else 0


def properties(holder: Element, name: str) -> Element:
    """The properties of a run, paragraph, cell or row, made where it has none; they stand before all else."""
    found = holder.find(w(name))
    if found is None:
        found = holder.makeelement(w(name), {})
        holder.insert(0, found)
    return found


def child(holder: Element, name: str, behind: Iterable[str]) -> Element:
    """A property, made before those that the schema wants ``behind`` it where it is not there."""
    found = holder.find(w(name))
    if found is None:
        found = holder.makeelement(w(name), {})
        holder.insert(_first_of(holder, behind), found)
    return found


def _first_of(holder: Element, names: Iterable[str]) -> int:
    """The place of the first of these in an element, the end where it has none of them."""
    later = [w(item) for item in names]
    return next((place for place, item in enumerate(holder) if item.tag in later), len(holder))


def below(element: Element | None, *names: str) -> Element | None:
    """The element that is come to by these names, each in the one before; None where one is missing."""
    return None if element is None else element.find("/".join(map(w, names)))


def said(texts: Iterable[Element]) -> str:
    """What elements say, one after the other."""
    return "".join([text.text or "" for text in texts])


def given(element: Element | None, name: str = "val") -> str:
    """An attribute as it is written; "" where it, or the element, is not there."""
    return "" if element is None else element.get(w(name)) or ""


def put(element: Element, name: str, value: object) -> None:
    """Write an attribute."""
    element.set(w(name), str(value))


def is_in_run(element: Element) -> bool:
    """Whether an element stands in a run, as words do."""
    above = element.getparent()
    return above is not None and str(above.tag).endswith("}r")


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def near(element: Element, label: str) -> str:
    """The place of an element: its part, and the words of the paragraph around it."""
    around = _around(element)
    return quoted(label, "" if around is None else said(around.iter(w("t"))))


def spotted(problems: Iterable[Problem], element: Element) -> Iterator[Problem]:
    """The problems of an element with the paragraph that it stands in; who knows the part's name adds it."""
    return (replace(problem, spot=Spot("", number(element))) for problem in problems)


def using(identity: str, root: Element) -> Element | None:
    """The first element of a part that names a relationship; None where none does."""
    return next((one for one in root.iter() if identity in one.attrib.values()), None)


def number(element: Element) -> int | None:
    """Which paragraph of its part an element stands in or is, from 0; None outside of all."""
    paragraph = element if element.tag == _PARAGRAPH else _around(element)
    every = enumerate(element.getroottree().iter(_PARAGRAPH))
    return next((place for place, one in every if one is paragraph), None)


def _around(element: Element) -> Element | None:
    """The paragraph that an element stands in."""
    return next(element.iterancestors(_PARAGRAPH), None)


def quoted(place: str, words: str) -> str:
    """A place with the first words that stand there."""
    shown = " ".join(words[: _SHOWN * 8].split())
    return f"{place}“{_cut(shown)}”" if shown else place


def _cut(words: str) -> str:
    return f"{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}"
