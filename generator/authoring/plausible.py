"""Words that could stand in a real document for a value of the contract: by its name, usual or long.

They are the schema's examples, else those of the list of names, else those of a field of that name; days are
written as the field writes them. Only a value of which nothing is known says its title and 示例文字.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from generator import domain
from generator.domain import ROW, printing
from generator.library import Deliverable, Library
from generator.proofing import names, titles

_UNSAID = "示例文字"
_FIRM = (
    "金华市示例工业园区超长名称五金制品与安全技术服务咨询管理有限公司"
    "第一生产基地东西两区仓储物流及售后服务中心分公司（虚构）"
)
_BUREAU = "金华市示例经济技术开发区安全生产监督与应急管理局（虚构）"
_PERSON = "示例阿卜杜热合曼·吐尔逊买买提·艾合买提"
# The longest name that a record may bear in life, by its kind.
_NAMED = {
    **{"Enterprise": _FIRM, "Agency": _FIRM, "Regulator": _BUREAU},
    **dict.fromkeys(("Person", "Advisor", "Badge"), _PERSON),
}
_PHONES = "0579-0000-0000、100-0000-0000"
_SHORT, _LINE, _PROSE = 12, 24, 60  # letters of an example, and of what it is drawn out to
_COLUMNS = 5
_FIGURE = re.compile(r"\d|^[ -~]*$")  # numbers, days and codes are no longer than they are


@dataclass(frozen=True)
class Words:
    """What to say for the values of a deliverable; a day of which there is no example is ``day``."""

    entry: Deliverable
    library: Library
    day: datetime.date

    def usual(self, name: str) -> str:
        """The words for a name as they are most of the time."""
        kind, field, hint = titles.leaf(self.entry.id, name)
        if name == "day":
            return _written(self.day, hint)
        return self._example(kind, field, hint) or self._untold(name, field, hint)

    def long(self, name: str) -> str:
        """The same as long as real life lets them be."""
        kind, field, hint = titles.leaf(self.entry.id, name)
        if field.endswith("phone"):
            return _PHONES
        if field == "name" and kind.__name__ in _NAMED:
            return _NAMED[kind.__name__]
        words = self.usual(name)
        return _drawn_out(words) if str in _members(hint) else words

    def _example(self, kind: Any, field: str, hint: Any) -> str:
        """The example of a field of a record; "" where there is none."""
        if kind is None:
            return ""
        found = self._titles[kind.__name__].example(field)
        if isinstance(found, str | int | float | datetime.date) and found != _UNSAID:
            return _written(found, hint)
        return self._shown.get((kind.__name__, field), "")

    def _untold(self, name: str, field: str, hint: Any) -> str:
        """The words for a value that has no example."""
        members = _members(hint)
        if datetime.date in members:
            return _written(self.day, hint)
        title = titles.title(self.entry.id, name) or name
        return title if domain.Photo in members else self._anywhere.get(field, f"{title}（{_UNSAID}）")

    @cached_property
    def _titles(self) -> Mapping[str, names.Titles]:
        return self.library.once(names.titles_of)

    @cached_property
    def _shown(self) -> Mapping[tuple[str, str], str]:
        return self.library.once(_shown)

    @cached_property
    def _anywhere(self) -> Mapping[str, str]:
        """The first example of a field of that name, whichever record it is of."""
        return {field: words for (_, field), words in reversed(tuple(self._shown.items()))}


def _written(value: str | int | float | datetime.date, hint: Any) -> str:
    """A value as the field that has this hint writes it."""
    return printing.words(value, printing.form_of(hint) or ROW)


def _drawn_out(words: str) -> str:
    """Words said over and over; a number, a day or a code as it is."""
    if _FIGURE.search(words):
        return words
    most = _LINE if len(words) <= _SHORT else _PROSE
    return words if len(words) >= most else f"{words}、" * (most // (len(words) + 1)) + words


def _members(hint: Any) -> frozenset[Any]:
    """The types that a hint allows, of the items of a list as well."""
    inner = get_args(hint)
    return frozenset().union(*map(_members, inner)) if inner else frozenset((hint,))


def _shown(library: Library) -> Mapping[tuple[str, str], str]:
    """The examples of the list of names by record and field, those of the first level under `Facts`."""
    found: dict[tuple[str, str], str] = {}
    kind = domain.Facts.__name__
    for line in library.data(names.FILE).decode().splitlines():
        if heading := _heading(line):
            kind = heading
        elif example := _example(line):
            field, words = example
            found[kind, field] = words
    return found


def _heading(line: str) -> str:
    """The record that a heading is about; "" for any other line."""
    return line.rpartition(" ")[2] if line.startswith("## ") and " " in line[3:] else ""


def _example(line: str) -> tuple[str, str] | None:
    """The field of a line of a table and its example; None for any other line."""
    cells = line.removeprefix("| ").removesuffix(" |").split(" | ")
    if len(cells) != _COLUMNS or not cells[0].startswith("`"):
        return None
    field, words = cells[0].strip("`"), cells[4].strip()
    return (field, words.removesuffix("…")) if words else None
