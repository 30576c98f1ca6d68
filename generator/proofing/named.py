"""Facts that rows name: every tag, list, field and condition of a ledger, the catalogue, the contract sheet.

All of it is written as tags and checked by the lint of Word templates: there is one language of tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from generator.library import Library, guarded
from generator.library import catalogue as deliverables
from generator.problems import Problem
from generator.proofing import contract
from generator.proofing.reading import Content, Entry
from generator.word import lint, shapes

_BRACES = re.compile(r"\{([a-z_.]+)\}")
_SHOWN = ("text", "words", "number", "picture")
Row = Mapping[str, str]
# What a text with tags was made of, and the text.
Said = tuple[Entry, str]


class _Loop(NamedTuple):
    """The list that a deliverable has a file for each item of, and what an item is called; "" for none."""

    item: str
    items: str

    def around(self, body: str, name: str) -> str:
        """A tag that names a value; in the loop where that is of one item."""
        is_own = self.item and name.partition(".")[0] == self.item
        return _each(self.items, body, self.item) if is_own else body


def ledgers(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of a file of ledgers."""
    return _faults(_of_ledgers(content.top), library)


def catalogue(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of the catalogue."""
    return _faults((said for row in content for said in _of_deliverable(row)), library)


def demands(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of what may not be blank: facts that are not there, ids that the catalogue does not have."""
    for row in content:
        yield from _of_nothing(row, library)
    yield from _faults((said for row in content for said in _of_demand(row, library)), library)


def _of_nothing(row: Entry, library: Library) -> Iterator[Problem]:
    """Ids that no deliverable of the catalogue has."""
    for name in row.below("of"):
        if not deliverables.find(name.value, library):
            yield name.error(f"没有编号为“{name.value}”的交付件", "请核对编号")


def required(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of what a template must show: names that are not there, ids that no deliverable has."""
    known = contract.names(library)
    for row in content.top.below("rows"):
        yield from _of_nothing(row, library)
        yield from _unshown(row, known)


def _unshown(row: Entry, known: Mapping[str, shapes.Shape]) -> Iterator[Problem]:
    """Names of what no template can show."""
    for name in row.below("shows"):
        if shapes.kind(name.value, known) not in _SHOWN:
            yield name.error(f"没有名为 {name.value} 的取值", "见 templates/names.md")


def fields(content: Content, library: Library) -> Iterator[Problem]:
    """The faults of the fields that are told of a contract."""
    names = (row.at(1) for row in content)
    return _faults(((name, _print(name.value)) for name in names), library)


def _faults(said: Iterator[Said], library: Library) -> Iterator[Problem]:
    known = contract.names(library)
    for entry, text in said:
        if "{" in text:
            for fault in lint.words(guarded(text), known):
                yield replace(fault, origin=entry.origin())


def _of_ledgers(top: Entry) -> Iterator[Said]:
    yield from _head(top)
    yield from _texts(top.below("hints"))
    for ledger in top.below("ledgers"):
        yield from _of_ledger(ledger)


def _of_ledger(ledger: Entry) -> Iterator[Said]:
    yield from _head(ledger)
    yield from _texts(ledger.below("notes"))
    for sheet in ledger.below("sheets"):
        yield from _of_sheet(sheet)


def _head(above: Entry) -> Iterator[Said]:
    """The values that stand over the tables of a ledger, or of all."""
    return _texts(row.at(1) for row in above.below("head"))


def _texts(entries: Iterable[Entry]) -> Iterator[Said]:
    """Those of them that are texts, as they are written."""
    return ((one, one.value) for one in entries if isinstance(one.value, str))


def _of_sheet(sheet: Entry) -> Iterator[Said]:
    yield from _when(sheet)
    lists = [*_lists(sheet)]
    yield from ((listed, _each(listed.value)) for listed in lists)
    for column in sheet.below("columns"):
        yield from _of_column(column, lists)
    for line in sheet.below("lines"):
        yield from _of_line(line)


def _when(row: Entry) -> Iterator[Said]:
    """The condition of a sheet or a deliverable that has one."""
    if "when" in row.value:
        yield row.at("when"), _if(row.get("when"))


def _of_line(line: Entry) -> Iterator[Said]:
    """A line of a sheet: its cells alone, or among what else is said of it."""
    return _cells(line if isinstance(line.value, list) else line.at("cells"))


def _lists(sheet: Entry) -> Iterator[Entry]:
    """The lists whose items stand in the rows."""
    rows = sheet.at("rows")
    if isinstance(rows.value, str):
        yield rows
    yield from rows.each()
    if "printed" in sheet.value:
        yield sheet.at("printed")


def _of_column(column: Entry, lists: list[Entry]) -> Iterator[Said]:
    total = column.at("total")
    if isinstance(total.value, str):
        yield total, _print(total.value)
    if "value" in column.value:
        yield from _of_rows(column.at("value"), lists)


def _of_rows(value: Entry, lists: list[Entry]) -> Iterator[Said]:
    """What a column shows of each row, in each of the lists."""
    printed = _print(f"row.{value.value}")
    return ((value, _each(listed.value, printed)) for listed in lists)


def _cells(cells: Entry) -> Iterator[Said]:
    """The texts of cells: a cell is one, or says what it is each of and what is printed."""
    for cell in cells.each():
        yield from _texts((cell, cell.at("each"), cell.at("printed")))


def _of_deliverable(row: Entry) -> Iterator[Said]:
    item, _, items = row.get("each", "").partition(" in ")
    yield from _when(row)
    if items:
        yield row.at("each"), _each(items)
    loop = _Loop(item, items)
    for key, name in _of_row(row.value):
        yield row.at(key), loop.around(_print(name), name)


def _of_row(row: Row) -> Iterator[tuple[str, str]]:
    """The values that a row of the catalogue names, each with its key."""
    for key in ("folder", "file"):
        yield from ((key, name) for name in _BRACES.findall(row[key]))
    if "act" in row:
        yield "act", row["act"]


def _of_demand(row: Entry, library: Library) -> Iterator[Said]:
    loops = [*_loops(row.value["of"], library)]
    for name in row.below("asks"):
        asked = _asked(name.value)
        yield from ((name, loop.around(asked, name.value)) for loop in loops)


def _loops(names: Iterable[str], library: Library) -> Iterator[_Loop]:
    """The loop of each deliverable that there is."""
    for name in names:
        if entry := deliverables.find(name, library):
            yield _Loop(entry.item, entry.items)


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
