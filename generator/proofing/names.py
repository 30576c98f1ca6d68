"""The list of names for authors of templates: every value that a template may name, in Chinese.

It is made from the contract (the dataclasses of the domain), the titles of the schema, `reference/names.yaml`
for what the schema does not know, and the facts of an example client.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from functools import cached_property
from typing import Any, get_args, get_origin

from generator import domain, facts, intake
from generator.domain import PERCENT, PROSE, ROW, Form, printing
from generator.library import Library, home
from generator.problems import Problem, error
from generator.proofing.hints import field_hints, is_union, plain_hint
from generator.schema import Shape, shape

FILE = "names.md"
FILE_OF_TITLES = "reference/names.yaml"
_PLACE = f"templates/{FILE_OF_TITLES}"
_LONGEST = 40
_ROOTS = (domain.Facts, domain.Control, domain.Stamp, domain.Duty, domain.IndexRow)
_SIGNS = re.compile(r"\W")


Examples = dict[tuple[Any, str], str]  # how a value prints, by class and field


@dataclass(frozen=True, slots=True)
class Titles:
    """What `reference/names.yaml` says of one record: its title, its shape in the schema, its own titles."""

    title: str
    shape: Shape
    own: Mapping[str, tuple[str, str]]

    def of(self, name: str) -> tuple[str, str]:
        """The title and the meaning of a field; "" where nobody gave one."""
        if name in self.own:
            return self.own[name]
        found = self.shape.properties.get(name)
        return (found.title, found.description) if found else ("", "")

    def untitled(self, names: set[str]) -> list[str]:
        """Those fields to which nobody gave a title."""
        return [name for name in sorted(names) if not self.of(name)[0]]

    def example(self, name: str) -> object:
        """The schema's example of a field of one value; None without one."""
        found = self.shape.properties.get(name)
        if not found or isinstance(found.example, (dict, list, bool)):
            return None
        return domain.moment(found.example) or found.example


class Names:
    """The contract with its titles, and one example of each field from the facts of a client."""

    def __init__(self, library: Library, example: object) -> None:
        self._table = library.table("names")
        self._example = example

    @cached_property
    def records(self) -> tuple[Any, ...]:
        """Every dataclass that a template can reach, each once, in the order in which they are met."""
        found: dict[Any, None] = {}
        for hint in _ROOTS:
            _collect(hint, found)
        return tuple(found)

    @cached_property
    def titles(self) -> Mapping[str, Titles]:
        """The titles of each record by the name of its class."""
        return {name: _titles(entry) for name, entry in self._table["records"].items()}

    @cached_property
    def examples(self) -> Examples:
        """The first value that is not empty, as it prints, by class and field."""
        found: Examples = {}
        _gather(self._example, found)
        return found

    def faults(self) -> Iterator[Problem]:
        """What `reference/names.yaml` leaves out, and what it names that is not there."""
        known = {kind.__name__: set(field_hints(kind)) for kind in self.records}
        for name in sorted(self.titles.keys() - known.keys()):
            yield error(f"{_PLACE} {name}", "没有这一组取值", "删去")
        for name, given in known.items():
            yield from self._record(name, given)

    def _record(self, name: str, given: set[str]) -> Iterator[Problem]:
        """The same of one record."""
        if name in self.titles:
            yield from self._fields(name, given)
        else:
            yield error(_PLACE, f"没有 {name} 的名称", "在 records 里补上")

    def _fields(self, name: str, given: set[str]) -> Iterator[Problem]:
        """The same of the fields of one record."""
        titles, where = self.titles[name], f"{_PLACE} {name}"
        for field in titles.untitled(given):
            yield error(where, f"没有 {field} 的名称", "在 fields 里补上")
        for field in sorted(set(titles.own) - given):
            yield error(where, f"没有 {field} 这一项", "删去")

    def page(self) -> str:
        """The list as Markdown."""
        parts = [self._table["head"], self._section(domain.Facts, "## 第一层的名称")]
        parts.append(_table(("名称", "中文名称", "说明"), self._extra()))
        parts += [self._section(kind, f"## {self._title(kind)}") for kind in self.records[1:]]
        return "\n".join(parts)

    def _extra(self) -> Iterator[tuple[str, ...]]:
        for name, given in self._table["extra"].items():
            title, meaning = pair(given)
            yield *_both(name, title), meaning

    def _title(self, kind: Any) -> str:
        return f"{self.titles[kind.__name__].title} {kind.__name__}"

    def _section(self, kind: Any, heading: str) -> str:
        rows = (self._row(kind, name, hint) for name, hint in field_hints(kind).items())
        return f"{heading}\n\n" + _table(("名称", "中文名称", "是什么", "说明", "例"), rows)

    def _row(self, kind: Any, name: str, hint: Any) -> tuple[str, ...]:
        title, meaning = self.titles[kind.__name__].of(name)
        example = self.examples.get((kind, name)) or self._usual(kind, name, hint)
        return *_both(name, title), self._what(hint), meaning, example

    def _usual(self, kind: Any, name: str, hint: Any) -> str:
        """The schema's example of a field as it prints; "" of one that has no words of its own."""
        form = printing.form_of(hint)
        return _short(printing.words(self.titles[kind.__name__].example(name), form)) if form else ""

    def _what(self, hint: Any) -> str:
        """What kind of value a field holds, in words that tell how it is used."""
        plain = plain_hint(hint)
        if form := printing.form_of(hint):
            return _printed(plain, form)
        origin = get_origin(plain)
        if origin is tuple:
            return self._listed(get_args(plain)[0])
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._keyed(get_args(plain)[1])
        return self._single(plain)

    def _single(self, plain: Any) -> str:
        """The same of a field that is no list and has no keys."""
        if is_dataclass(plain):
            return "图片" if plain is domain.Photo else f"一组：{self._link(plain)}"
        return "是否" if plain is bool else "数"

    def _listed(self, item: Any) -> str:
        return f"列表：{self._link(item)}" if is_dataclass(item) else "列表"

    def _keyed(self, item: Any) -> str:
        return f"按键取：{self._link(item)}" if is_dataclass(item) else "按键取：是否"

    def _link(self, kind: Any) -> str:
        return f"[{self.titles[kind.__name__].title}](#{self._title(kind).replace(' ', '-').lower()})"


def _both(name: str, title: str) -> tuple[str, str]:
    """How a value is called in tags, in either language."""
    return f"`{name}`", f"`{alias(title)}`"


def _printed(plain: Any, form: Form) -> str:
    """What a value with words of its own prints as."""
    members = set(get_args(plain)) if is_union(plain) else {plain}
    if get_origin(plain) is tuple:
        return "列表，也可直接印"
    if form == PERCENT:
        return "百分比"
    if datetime.date in members:
        return "日期（2026年9月1日）" if form == PROSE else "日期（2026-09-01）"
    return "文字" if str in members or members & set(_enums(members)) else "数（可空）"


def _enums(members: set[Any]) -> Iterator[Any]:
    return (member for member in members if isinstance(member, type) and issubclass(member, str))


def _collect(hint: Any, found: dict[Any, None]) -> None:
    """The dataclasses within a hint, the outer before the inner."""
    if isinstance(hint, type) and is_dataclass(hint):  # not the form of an annotation
        if hint not in found:
            found[hint] = None
            for inner in field_hints(hint).values():
                _collect(inner, found)
    else:
        for inner in get_args(hint):
            _collect(inner, found)


def _gather(value: object, found: Examples) -> None:
    if isinstance(value, (tuple, list)):
        for item in value:
            _gather(item, found)
    elif isinstance(value, Mapping):
        _gather(list(value.values()), found)
    elif is_dataclass(value) and not isinstance(value, domain.Photo):
        _gather_fields(value, found)


def _gather_fields(record: object, found: Examples) -> None:
    kind: Any = type(record)
    for name, form in printing.forms(kind).items():
        item = getattr(record, name)
        if told := _told(item, form):
            found.setdefault((kind, name), told)
        elif form is None:
            _gather(item, found)


def _told(value: object, form: Form | None) -> str:
    """A value as it prints, or as yes or no; "" for what is neither."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if form or isinstance(value, (int, float)):
        return _short(printing.words(value, form or ROW))
    return ""


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *map(_cells, rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cells(row: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row, in which no | may stand."""
    return tuple(cell.replace("|", "／") for cell in row)


def _titles(entry: Mapping[str, Any]) -> Titles:
    own = {name: pair(given) for name, given in entry.get("fields", {}).items()}
    return Titles(entry["title"], _at(entry.get("of", "")), own)


def alias(title: str) -> str:
    """A title without its signs, as a name in a tag: 风险点（由高到低） is 风险点由高到低."""
    return _SIGNS.sub("", title)


def pair(given: str | list[str]) -> tuple[str, str]:
    """Title and meaning as `reference/names.yaml` writes them."""
    title, meaning = (given, "") if isinstance(given, str) else (*given, "")[:2]
    return title, meaning


def _at(path: str) -> Shape:
    """The schema's shape at a path such as ``posts[].ppe[]``; an empty one for no path."""
    found = shape.client() if path else Shape()
    for step in path.split("."):
        found = found.child(step.removesuffix("[]")) if step else found
        found = found.child(0) if step.endswith("[]") else found
    return found


def titles_of(library: Library) -> Mapping[str, Titles]:
    """What each record's fields are called, by the name of its class."""
    return Names(library, None).titles


def check(library: Library) -> tuple[Problem, ...]:
    """What is wrong with the titles, else whether the list of names is as it should be."""
    names = _named(library)
    if faults := tuple(names.faults()):
        return faults
    path = library.path(FILE)
    if path.is_file() and path.read_text("utf-8") == names.page():
        return ()
    return (error(f"templates/{FILE}", "与取值的定义不一致", "运行 tuoguan template compile"),)


def refresh(library: Library) -> bool:
    """Write the list of names anew where it is stale; whether it was."""
    names = _named(library)
    if tuple(names.faults()) or not check(library):
        return False
    (home.templates() / FILE).write_text(names.page(), encoding="utf-8")
    return True


def _named(library: Library) -> Names:
    """The names with examples from the example client that `reference/names.yaml` tells."""
    told = library.table("names")["example"]
    record = intake.read(home.templates().parent / "examples" / told["client"])
    return Names(library, facts.derive(record, told["day"], library))
