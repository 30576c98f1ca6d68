"""Facts that rows name: every tag, list, field and condition of a ledger, the catalogue, the contract sheet.

All of it is written as tags and checked by the lint of Word templates: there is one language of tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.library import Library, guarded
from generator.library import catalogue as deliverables
from generator.problems import Keys, Origin, Problem
from generator.proofing import contract
from generator.proofing.reading import Content
from generator.word import lint, shapes

_BRACES = re.compile(r"\{([a-z_.]+)\}")
_SHOWN = ("text", "words", "number", "picture")
# A text with tags, and the place of what it was made of.
Said = tuple[Keys, str]


def ledgers(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of a file of ledgers."""
    return _faults(_of_ledgers(content.data), content, library)


def catalogue(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of the catalogue."""
    return _faults(_of_catalogue(content.data), content, library)


def demands(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of what may not be blank: facts that are not there, ids that the catalogue does not have."""
    for number, row in enumerate(content.data):
        yield from _of_nothing(row["of"], (number, "of"), content, library)
    yield from _faults(_of_demands(content.data, library), content, library)


def _of_nothing(names: list[str], keys: Keys, content: Content, library: Library) -> Iterator[Problem]:
    """Ids that no deliverable of the catalogue has."""
    for at, name in enumerate(names):
        if not deliverables.find(name, library):
            yield content.error((*keys, at), f"没有编号为“{name}”的交付件", "请核对编号")


def required(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of what a template must show: names that are not there, ids that no deliverable has."""
    known = contract.names(library)
    for number, row in enumerate(content.data["rows"]):
        yield from _of_nothing(row["of"], ("rows", number, "of"), content, library)
        for at, name in enumerate(row.get("shows", ())):
            if shapes.kind(name, known) not in _SHOWN:
                keys = ("rows", number, "shows", at)
                yield content.error(keys, f"没有名为 {name} 的取值", "见 templates/names.md")


def fields(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of the fields that are told of a contract."""
    rows = enumerate(content.data)
    return _faults((((number, 1), _print(row[1])) for number, row in rows), content, library)


def _faults(said: Iterator[Said], content: Content, library: Library) -> Iterator[Problem]:
    known = contract.names(library)
    for keys, text in said:
        if "{" in text:
            for fault in lint.words(guarded(text), known):
                yield located(fault, content.origin(keys))


def located(fault: Problem, place: Origin) -> Problem:
    """The problem of a text at its place in the file."""
    return replace(fault, origin=place)


def _of_ledgers(data: Mapping[str, Any]) -> Iterator[Said]:
    yield from _head(("head",), data.get("head", ()))
    yield from _texts(("hints",), data.get("hints", ()))
    for name, ledger in data.get("ledgers", {}).items():
        yield from _of_ledger(("ledgers", name), ledger)


def _of_ledger(keys: Keys, ledger: Mapping[str, Any]) -> Iterator[Said]:
    yield from _head((*keys, "head"), ledger.get("head", ()))
    yield from _texts((*keys, "notes"), ledger["notes"])
    for number, sheet in enumerate(ledger["sheets"]):
        yield from _of_sheet((*keys, "sheets", number), sheet)


def _head(keys: Keys, rows: list[list[str]]) -> Iterator[Said]:
    return (((*keys, number, 1), row[1]) for number, row in enumerate(rows))


def _texts(keys: Keys, texts: list[Any]) -> Iterator[Said]:
    return (((*keys, number), text) for number, text in enumerate(texts) if isinstance(text, str))


def _of_sheet(keys: Keys, sheet: Mapping[str, Any]) -> Iterator[Said]:
    if "when" in sheet:
        yield (*keys, "when"), _if(sheet["when"])
    for below, listed in _lists(sheet):
        yield (*keys, *below), _each(listed)
    yield from _of_columns((*keys, "columns"), sheet)
    for number, line in enumerate(sheet.get("lines", ())):
        yield from _of_line((*keys, "lines", number), line)


def _of_columns(keys: Keys, sheet: Mapping[str, Any]) -> Iterator[Said]:
    lists = [listed for _, listed in _lists(sheet)]
    for number, column in enumerate(sheet["columns"]):
        yield from _of_column((*keys, number), column, lists)


def _of_line(keys: Keys, line: Any) -> Iterator[Said]:
    """A line of a sheet: its cells alone, or among what else is said of it."""
    if isinstance(line, list):
        return _cells(keys, line)
    return _cells((*keys, "cells"), line["cells"])


def _lists(sheet: Mapping[str, Any]) -> Iterator[Said]:
    """The lists whose items stand in the rows, below the sheet's own keys."""
    rows = sheet.get("rows", {})
    if isinstance(rows, str):
        yield ("rows",), rows
    else:
        yield from ((("rows", part), name) for part, name in rows.items())
    if "printed" in sheet:
        yield ("printed",), sheet["printed"]


def _of_column(keys: Keys, column: Mapping[str, Any], lists: list[str]) -> Iterator[Said]:
    if isinstance(column.get("total"), str):
        yield (*keys, "total"), _print(column["total"])
    if "value" in column:
        for listed in lists:
            yield (*keys, "value"), _each(listed, _print(f"row.{column['value']}"))


def _cells(keys: Keys, cells: list[Any]) -> Iterator[Said]:
    for number, cell in enumerate(cells):
        if isinstance(cell, str):
            yield (*keys, number), cell
        else:
            for name in ("each", "printed"):
                yield (*keys, number, name), cell.get(name, "")


def _of_catalogue(data: list[Mapping[str, str]]) -> Iterator[Said]:
    for number, row in enumerate(data):
        item, _, listed = row.get("each", "").partition(" in ")
        if "when" in row:
            yield (number, "when"), _if(row["when"])
        if listed:
            yield (number, "each"), _each(listed)
        for key, name in _of_row(row):
            yield (number, key), _in_loop(_print(name), name, item, listed)


def _of_row(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The values that a row of the catalogue names, each with its key."""
    for key in ("folder", "file"):
        yield from ((key, name) for name in _BRACES.findall(row[key]))
    if "act" in row:
        yield "act", row["act"]


def _in_loop(body: str, name: str, item: str, listed: str) -> str:
    """A tag that names a value; in its loop where that is of one item of a list."""
    is_own = item and name.partition(".")[0] == item
    return _each(listed, body, item) if is_own else body


def _of_demands(data: list[Mapping[str, Any]], library: Library) -> Iterator[Said]:
    for number, row in enumerate(data):
        entries = [entry for name in row["of"] if (entry := deliverables.find(name, library))]
        for at, name in enumerate(row["asks"]):
            for entry in entries:
                yield (number, "asks", at), _in_loop(_asked(name), name, entry.item, entry.items)


def _asked(name: str) -> str:
    """A question for a fact, of a list with [] for each of its items."""
    listed, some, rest = name.partition("[].")
    return _each(listed, _asked(f"row.{rest}")) if some else _if(name)


def _print(name: str) -> str:
    return f"{{{{ {name} }}}}"


def _if(name: str) -> str:
    return f"{{% if {name} %}}{{% endif %}}"


def _each(listed: str, body: str = "", item: str = "row") -> str:
    return f"{{% for {item} in {listed} %}}{body}{{% endfor %}}"
