"""The list of laws: of each the condition under which some document of the pack cites it.

It is made from the texts themselves. Where a text names a law, what stands around it (`if`, what is gone
through, the catalogue's `when`) is the condition; a law is listed when any of them holds, or when data does
(`cited`). What a text tells of one item of a list counts for the whole list.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping

from generator import domain
from generator.library import Deliverable, Library, Texts, catalogue, knowledge, limits, texts

NAME = "laws"  # what the section is called that `@laws` places
_UNITS = re.compile(r"@units (\w+)(?: of (\w+))?")
_TAG = re.compile(r"\{%\s*(\w+)\s*(.*?)\s*%\}|\{\{\s*(law|limit)\.(\w+)\.(\w+)\s*\}\}")
_WORD = re.compile(r'"[^"]*"|[A-Za-z_][\w.]*')
_OWN = frozenset({"and", "or", "not", "in", "loop"})
_PRINTED = ("cite", "name", "basis")  # fields that name the law; others ask or tell about it
_TABLE = (
    "@table size=small",
    "| 名称 | 文号（编号） | 施行（实施）日期 |",
    "|-------------------------------------------|----------------------|:-------------:|",
)

Case = frozenset[str]  # conditions that all must hold
Named = tuple[str, str, Case]  # law or limit, its key, the case in which a text prints it
Sections = Mapping[str, Iterable[knowledge.Section]]


def section(library: Library) -> knowledge.Section:
    """What `@laws` places: the table with every law that may be cited."""
    return knowledge.Section("", "@laws", 0, "\n".join(_rows(library)))


def cases(library: Library) -> Mapping[str, frozenset[Case]]:
    """Of each law the cases in which a text cites it; an empty case holds always."""
    found: dict[str, set[Case]] = {}
    for name, case in _cited(library):
        found.setdefault(name, set()).add(case)
    return {name: least(known) for name, known in found.items()}


def _rows(library: Library) -> Iterator[str]:
    known, table = cases(library), library.table("laws")
    yield from _TABLE
    for name in sorted(table, key=lambda key: _is_standard(table[key])):
        yield from _row(name, condition(name, known.get(name, frozenset())))


def _row(name: str, condition: str) -> Iterator[str]:
    yield f"| {{% if {condition} %}} |"
    yield f"| {{{{ law.{name}.name }}}} | {{{{ law.{name}.number }}}} | {{{{ law.{name}.since }}}} |"
    yield "| {% endif %} |"


def _is_standard(row: Mapping[str, Iterable[Mapping[str, str]]]) -> bool:
    """Standards stand after laws and rules: their numbers begin with letters."""
    return any(_begins_with_letter(one["number"]) for one in row["editions"])


def _begins_with_letter(number: str) -> bool:
    first = number[:1]
    return first.isascii() and first.isalpha()


def condition(name: str, known: frozenset[Case]) -> str:
    if frozenset() in known:
        return f"law.{name}.in_force"
    told = [f"({' and '.join(map(_whole, sorted(case)))})" for case in sorted(known, key=sorted)]
    return f"law.{name}.in_force and ({' or '.join([f'cited.{name}', *told])})"


def least(found: Iterable[Case]) -> frozenset[Case]:
    """The cases without those that ask for more than another."""
    known = frozenset(found)
    if any(_opposite(case) in known for case in known if len(case) == 1):
        return frozenset({frozenset()})
    return frozenset(case for case in known if not any(other < case for other in known))


def _opposite(case: Case) -> Case:
    """The case that holds where one of a single condition does not."""
    return frozenset(f"not ({one})" for one in case)


def _whole(condition: str) -> str:
    """A condition that may stand beside others."""
    return f"({condition})" if " or " in condition else condition


def _cited(library: Library) -> Iterator[tuple[str, Case]]:
    """Every law that a text of the catalogue names, with the case in which it does."""
    rests = {key: one.law or one.follows for key, one in limits.load(library).items()}
    for kind, name, case in _named(library):
        law = rests[name] if kind == "limit" else name
        if law:
            yield law, case


def _named(library: Library) -> Iterator[Named]:
    """Every law or limit that a text of the catalogue prints."""
    for entry in catalogue.load(library):
        yield from Walk(_words(entry, library), entry.when).named()


def _words(entry: Deliverable, library: Library) -> str:
    """The text of a deliverable with all that it places; "" where it has none."""
    path, there = library.path(entry.source), texts.of(library)
    if path.suffix != ".md" or not path.is_file():
        return ""
    return _expanded(there.read(path), there, knowledge.sections(library))


def _expanded(words: str, there: Texts, placed: Sections) -> str:
    """A text with what it includes and the units' sections in their conditions."""

    def units(found: re.Match[str]) -> str:
        return "\n".join(
            f"{{% if unit.{one.unit} %}}{_expanded(one.words, there, placed)}{{% endif %}}"
            for one in placed.get(found[1], ())
        )

    return _UNITS.sub(units, there.expanded(words))


class Walk:
    """Goes through a text and keeps what stands around each place."""

    def __init__(self, words: str, when: str) -> None:
        self._words = words
        self._roots = {field.name for field in dataclasses.fields(domain.Facts)}
        self._open: list[list[str]] = [[when]] if when else []
        self._items: list[str] = []

    def named(self) -> Iterator[Named]:
        """Each law or limit that is printed."""
        for found in _TAG.finditer(self._words):
            if not found[1]:
                if found[5] in _PRINTED:
                    yield found[3], found[4], self._case()
            else:
                self._turn(found[1], found[2])

    def _turn(self, word: str, rest: str) -> None:
        """Take in a tag that opens, goes on or closes."""
        if word == "if":
            self._open.append([rest])
        elif word in ("elif", "else"):
            otherwise = f"not ({self._open[-1][-1]})"
            self._open[-1] = [otherwise, rest] if word == "elif" else [otherwise]
        elif word == "for":
            self._go_through(rest)
        else:
            self._close(word)

    def _close(self, word: str) -> None:
        """Take in a tag that closes, if it is one."""
        if word in ("endif", "endfor"):
            self._open.pop()
        if word == "endfor":
            self._items.pop()

    def _go_through(self, rest: str) -> None:
        item, _, listed = rest.partition(" in ")
        self._items.append(item.strip())
        self._open.append([listed.strip()])

    def _case(self) -> Case:
        return frozenset(one for conditions in self._open for one in conditions if self._is_told(one))

    def _is_told(self, condition: str) -> bool:
        """Whether the facts alone tell it; what an item of a list or one paper tells, they do not."""
        words = (word.partition(".")[0] for word in _WORD.findall(condition) if not word.startswith('"'))
        return all(word in _OWN - {"loop"} or word in self._roots - {*self._items} for word in words)
