"""Laws and standards that a Word template names by hand: a tag would keep them current."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.domain import Law
from generator.facts import laws
from generator.library import Library
from generator.problems import Problem, standing, warning
from generator.proofing import citations

_TITLE = re.compile(r"《([^《》{}]+)》")
_NUMBER = re.compile(
    r"(?<![A-Za-z])(?:GBZ?(?:/T)?|AQ(?:/T)?|TSG|XF(?:/T)?|HJ|DB\d\d(?:/T)?)\s*[A-Z]*\d+(?:\.\d+)?\s*[-—–－]\s*\d{4}"
)
_DASHES = str.maketrans("—–－", "---")


@dataclass(frozen=True, slots=True)
class _Named:
    """An edition of a law as it may be named: the law's key and the edition's own number."""

    key: str
    number: str


def check(data: bytes, place: str, day: datetime.date, library: Library) -> tuple[Problem, ...]:
    """Each law of the register that the template names in its words, most of all one that is not in force.

    TemplateError for a file that cannot be read.
    """
    from generator.word import lint  # only here: a pack from built-in templates never loads docxtpl

    known, current = library.once(_known), laws.derive(day, library)
    found: list[Problem] = []
    for paragraph in lint.paragraphs(data, place):
        if _may_name(paragraph.outside):
            where = f"{place} {paragraph.where}".strip()
            named = dict(_named(paragraph.outside, known))
            # One problem a law: what is said last is said of a number, which is more exact than a title.
            last = {one.key: _told(shown, one, current[one.key], day) for one, shown in named.items()}
            found += standing([warning(where, *words) for words in last.values()], paragraph.spot)
    return tuple(dict.fromkeys(found))


def _may_name(words: str) -> bool:
    """Whether there is in them what the name of a law or of a standard is written with."""
    return "《" in words or "-" in words.translate(_DASHES)


def _named(words: str, known: Mapping[str, _Named]) -> Iterator[tuple[_Named, str]]:
    """The laws that words name, each as it is written there."""
    yield from ((known[title], f"《{title}》") for title in _TITLE.findall(words) if title in known)
    yield from _numbered(words, known)


def _numbered(words: str, known: Mapping[str, _Named]) -> Iterator[tuple[_Named, str]]:
    """The standards that words name by number; another year's is of the same law, but no edition of it."""
    for number in _NUMBER.findall(words):
        written = _plain(number)
        if one := known.get(written):
            yield one, number
        elif one := known.get(_without_year(written)):
            yield _Named(one.key, ""), number


def _told(shown: str, named: _Named, law: Law, day: datetime.date) -> tuple[str, str]:
    """What is said of a law that is named by hand, and the mend."""
    cite, on = f"{{{{ law.{named.key}.cite }}}}", f"{shown} 在 {day.isoformat()}"
    if not law.in_force:
        return f"{on} 没有有效版本", "改引现行的法规或标准"
    if named.number != law.number:
        message = f"{on} 不是现行版本，现行的是 {law.cite}"
        return message, f"写成 {cite}，版本随文书日期走"
    return f"{shown} 是手写的，版本不会随文书日期更新", f"写成 {cite}"


def _known(library: Library) -> Mapping[str, _Named]:
    """Every title and number of the register but the Measures' own, which every paper may name.

    The number of a standard without its year stands for the standard as such.
    """
    table: Mapping[str, Any] = library.table("laws")
    found = {name: named for key, entry in table.items() for name, named in _editions(key, entry)}
    return {title: named for title, named in found.items() if title not in library.once(citations.own)}


def _editions(key: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, _Named]]:
    """The names of the editions of a law; what is current comes last."""
    for edition in reversed(entry["editions"]):
        named = _Named(key, edition["number"])
        yield edition.get("title") or entry["title"], named
        if _NUMBER.fullmatch(named.number):
            written = _plain(named.number)
            yield written, named
            yield _without_year(written), named


def _without_year(number: str) -> str:
    """The number of a standard that stands for all its editions."""
    return number.rpartition("-")[0]


def _plain(number: str) -> str:
    return re.sub(r"\s", "", number).translate(_DASHES)
