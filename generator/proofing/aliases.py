"""The Chinese names of values in templates: one list, made of the titles that `names.md` shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import domain
from generator.library import Library
from generator.problems import Problem, error
from generator.proofing.hints import field_hints
from generator.proofing.names import FILE_OF_TITLES, Names, alias, pair
from generator.word import shapes

Titles = Mapping[str, str]  # of fields by their names


def of(library: Library) -> shapes.Aliases:
    """The field that each alias means, by the class of its record."""
    return library.once(_listed)


def of_items(item: str, library: Library) -> shapes.Aliases:
    """The same for templates of a deliverable that has a file for each ``item`` of a list."""
    known = of(library)
    return {**known, shapes.TOP: {**known[shapes.TOP], library.table("names")["item"]: item}}


def _listed(library: Library) -> Mapping[str, Mapping[str, str]]:
    table = library.table("names")
    found = {record: _aliases(titles) for record, titles in _titled(library).items()}
    found[shapes.TOP] = {**found[domain.Facts.__name__], **_aliases(_extra(library))}
    found[""] = _aliases(table["parts"])
    return found


def _aliases(titles: Titles) -> dict[str, str]:
    """The field that each alias means, of fields with these titles."""
    return {alias(title): name for name, title in titles.items()}


def _extra(library: Library) -> dict[str, str]:
    """The titles of what only templates are given beside the facts."""
    return {name: pair(given)[0] for name, given in library.table("names")["extra"].items()}


def _titled(library: Library) -> dict[str, dict[str, str]]:
    """The title of each field by the class of its record, of all that have titles."""
    names = Names(library, None)
    titles = names.titles
    return {
        kind.__name__: {name: titles[kind.__name__].of(name)[0] for name in field_hints(kind)}
        for kind in names.records
        if kind.__name__ in titles
    }


def faults(library: Library) -> Iterator[Problem]:
    """Titles that make no name, and those of one record that make the same."""
    table, rows = library.table("names"), _titled(library)
    rows[domain.Facts.__name__] |= _extra(library) | {"item": table["item"]}
    for record, titles in {**rows, "parts": table["parts"]}.items():
        yield from _clashes(f"templates/{FILE_OF_TITLES} {record}", titles)


def _clashes(where: str, titles: Titles) -> Iterator[Problem]:
    """The same of one record, whose fields have these ``titles``."""
    taken: dict[str, str] = {}
    for name, title in titles.items():
        made = alias(title)
        if made in taken:
            yield error(where, f"{taken[made]}、{name} 的中文名称都是 {made}", "改其中一个的名称")
        elif not _is_name(made):
            yield _no_name(where, name, title)
        taken[made] = name


def _no_name(where: str, name: str, title: str) -> Problem:
    message = f"{name} 的名称 {title} 不能作标签里的名称"
    return error(where, message, "以汉字开头，不能只有字母、数字")


def _is_name(made: str) -> bool:
    return not made.isascii() and made.isidentifier()
