"""Elements of a part's XML by local names alone: a prefix, or the edition of a namespace, never matters."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.entrybook.package import local


def every(element: Element, name: str) -> Iterator[Element]:
    """The elements of that name that stand directly in one."""
    return (one for one in element if local(one.tag) == name)


def first(element: Element | None, *path: str) -> Element | None:
    """The first element at the end of a path of names; None where there is none."""
    for name in path:
        element = None if element is None else next(every(element, name), None)
    return element


def deep(element: Element, name: str) -> Iterator[Element]:
    """Every element of that name in one, however deep, in the order of the document."""
    return (one for one in element.iter() if local(one.tag) == name)


def said(element: Element | None, name: str) -> str:
    """An attribute of an element, "" where it is not there."""
    found = () if element is None else (value for key, value in element.items() if local(key) == name)
    return next(iter(found), "")


def whole(text: str | None) -> int:
    """A whole number of at most 18 digits, 0 for what is none."""
    plain = (text or "").strip()
    return int(plain) if len(plain) < 19 and plain.removeprefix("-").isdecimal() else 0


def number(element: Element | None, name: str) -> int:
    """An attribute that is a whole number, 0 where it is none."""
    return whole(said(element, name))
