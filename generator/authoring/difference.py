"""What differs between two Word templates: the values that they print, their words, their look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator import domain
from generator.errors import TemplateError
from generator.library import Library, catalogue, required
from generator.problems import Problem
from generator.proofing import contract, titles
from generator.word import compared, look, look_changes, marked, passages, shapes, template, translated

_LIST = "[]"
_UNKNOWN = "本工具没有这个取值"


@dataclass(frozen=True, slots=True)
class Field:
    """A value that only one of two templates prints or asks for; ``title`` is what it is called.

    ``breaking`` is the reason why documents cannot do without it, or cannot be made with it; "" for none.
    """

    name: str
    title: str
    added: bool
    breaking: str = ""

    def __str__(self) -> str:
        said = f"{self.title}（{self.name}）" if self.title else self.name
        kind = "增加" if self.added else "删去"
        return f"{kind}取值 {said}{f'——不兼容：{self.breaking}' if self.breaking else ''}"


@dataclass(frozen=True, slots=True)
class Documents:
    """The differences of two Word files, ``text`` and ``look`` a line each.

    ``unread`` are the faults of templates that cannot be compiled, whose values are not compared.
    """

    fields: tuple[Field, ...] = ()
    text: tuple[str, ...] = ()
    look: tuple[str, ...] = ()
    unread: tuple[Problem, ...] = ()

    @property
    def breaking(self) -> tuple[str, ...]:
        """Why what was made with the first cannot be made with the second, a line each."""
        return tuple(str(field) for field in self.fields if field.breaking)

    def __bool__(self) -> bool:
        return bool(self.fields or self.text or self.look or self.unread)


def documents(old: tuple[str, bytes], new: tuple[str, bytes], entry: str, library: Library) -> Documents:
    """The differences of two Word files, each with its name; ``entry`` is the deliverable's id or "".

    TemplateError where one of them cannot be opened.
    """
    if old[1] == new[1]:
        return Documents()
    old, new = _alike(old, new, entry, library)
    before, after = (passages.read(data, name) for name, data in (old, new))
    text = tuple(compared.told(*pair) for pair in compared.pairs(before, after))
    looks = look_changes.told(*(look.read(data, name) for name, data in (old, new)))
    try:
        fields = tuple(_fields(old, new, entry, library))
    except TemplateError as exc:
        return Documents((), text, looks, exc.problems)
    return Documents(fields, text, looks)


def _alike(
    old: tuple[str, bytes], new: tuple[str, bytes], entry: str, library: Library
) -> tuple[tuple[str, bytes], tuple[str, bytes]]:
    """Both with their tags marked and in Chinese where only one is so: that is no difference of theirs."""
    known = contract.spoken(entry, library).known()
    kinds = [(marked.is_marked(*one[::-1]), _is_chinese(*one[::-1])) for one in (old, new)]
    if kinds[0] == kinds[1]:
        return old, new
    has_chinese = any(is_chinese for _, is_chinese in kinds)

    def shown(name: str, data: bytes) -> tuple[str, bytes]:
        return name, marked.shown(data, name, lambda: translated.Speaker(known).said if has_chinese else str)

    return shown(*old), shown(*new)


def _is_chinese(data: bytes, name: str) -> bool:
    return any(map(translated.is_spoken, marked.tags(data, name)))


def _fields(old: tuple[str, bytes], new: tuple[str, bytes], entry: str, library: Library) -> Iterator[Field]:
    """The values that only one of them prints or asks for; those of items stand below their list."""
    spoken = contract.spoken(entry, library)
    before, after = (template.load(data, name, names=spoken) for name, data in (old, new))
    names, demanded = _names(entry, library), _demanded(entry, after, library)
    for name in _only_in(before, after):
        yield Field(name, titles.title(entry, name), False, demanded.get(name, ""))
    for name in _only_in(after, before):
        known = any(_known(name, one) for one in names)
        yield Field(name, titles.title(entry, name) if known else "", True, "" if known else _UNKNOWN)


def _only_in(one: template.Template, other: template.Template) -> list[str]:
    """The values that one template asks for or prints and the other does not."""
    return sorted({*one.asked} - {*other.asked} | {*one.printed} - {*other.printed})


def _demanded(entry: str, after: template.Template, library: Library) -> Mapping[str, str]:
    """The values of which the Measures want one, where the template prints none: each with the reason."""
    lacking = (
        one
        for one in required.load(library)
        if entry in one.of and not one.says and not {*one.shows} & {*after.printed}
    )
    return {name: f"{one.article}要求写明{one.missing}" for one in lacking for name in one.shows}


def _names(entry: str, library: Library) -> Sequence[Mapping[str, shapes.Shape]]:
    """What a template may name: the facts, with the items of each deliverable that it may be of."""
    found = catalogue.find(entry, library)
    several = [found] if found else catalogue.load(library)
    items = dict.fromkeys((one.item, one.items) for one in several if one.each) or {("", ""): None}
    keys = contract.keys(library)
    return [
        shapes.names(domain.Facts, contract.EXTRA, keys=keys, items={item: path} if item else {})
        for item, path in items
    ]


def _known(name: str, names: Mapping[str, shapes.Shape]) -> bool:
    """Whether a dotted name, ``[]`` behind a list whose items it is about, stands for something."""
    found: shapes.Shape | None = shapes.Shape("record", names)
    for step in name.split("."):
        found = _inner(found, step.removesuffix(_LIST)) if found else None
        if found and step.endswith(_LIST):
            found = found.item
    return found is not None


def _inner(outer: shapes.Shape, name: str) -> shapes.Shape | None:
    if outer.kind == "map":
        return outer.item if outer.keys is None or name in outer.keys else None
    return outer.fields.get(name)


def entry_of(path: PurePosixPath, library: Library) -> str:
    """The id of the deliverable whose template a file is, by its name or place in a layer; "" for none."""
    known = {one.template: one.id for one in catalogue.load(library) if one.kind == "word"}
    found = catalogue.find(path.stem, library)
    return known.get(str(path)) or (found.id if found and found.kind == "word" else "")
