"""What differs between two Word templates: the values that they print, their words, their look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import NamedTuple

from generator import domain
from generator.authoring import meant
from generator.errors import TemplateError
from generator.library import Deliverable, Library, catalogue, required
from generator.problems import Problems
from generator.proofing import contract, titles
from generator.word import compared, look, look_changes, marked, passages, shapes, template, translated
from generator.word import spoken as words

Named = tuple[str, bytes]  # a Word file by what it is called
_Known = shapes.Shape | None  # None for what has no such name
_LIST = "[]"
Lines = tuple[str, ...]  # what is told, a line each
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
        return f"{'增加' if self.added else '删去'}取值 {said}{because(self.breaking)}"


@dataclass(frozen=True, slots=True)
class Documents:
    """The differences of two Word files, ``text`` and ``look`` a line each.

    ``unread`` are the faults of templates that cannot be compiled, whose values are not compared.
    """

    fields: tuple[Field, ...] = ()
    text: Lines = ()
    look: Lines = ()
    unread: Problems = ()

    @property
    def breaking(self) -> Lines:
        """Why what was made with the first cannot be made with the second, a line each."""
        return tuple(str(field) for field in self.fields if field.breaking)

    def __bool__(self) -> bool:
        return bool(self.fields or self.text or self.look or self.unread)


def because(breaking: str) -> str:
    """Why a difference is incompatible, to be said behind it; "" where it is not."""
    return f"——不兼容：{breaking}" if breaking else ""


def documents(old: Named, new: Named, entry: str, library: Library) -> Documents:
    """The differences of two Word files, each with its name; ``entry`` is the deliverable's id or "".

    TemplateError where one of them cannot be opened.
    """
    if old[1] == new[1]:
        return Documents()
    old, new = _alike(old, new, contract.spoken(entry, library))
    found = Documents((), _text(old, new), _looks(old, new))
    try:
        return replace(found, fields=tuple(_fields(old, new, entry, library)))
    except TemplateError as exc:
        return replace(found, unread=exc.problems)


def _text(old: Named, new: Named) -> Lines:
    before, after = (passages.read(data, name) for name, data in (old, new))
    return tuple(compared.told(*pair) for pair in compared.pairs(before, after))


def _looks(old: Named, new: Named) -> Lines:
    return look_changes.told(*(look.read(data, name) for name, data in (old, new)))


def _alike(old: Named, new: Named, spoken: words.Names) -> tuple[Named, Named]:
    """Both with their tags marked and in Chinese where only one is so: that is no difference of theirs."""
    before, after = _kind(*old), _kind(*new)
    if before == after:
        return old, new
    known = spoken.known() if before.is_chinese or after.is_chinese else None
    return _shown(old, known), _shown(new, known)


def _shown(file: Named, known: _Known) -> Named:
    """The file with its tags marked, in Chinese where their names are ``known``."""
    name, data = file
    return name, marked.shown(data, name, lambda: translated.Speaker(known).said if known else str)


class _Kind(NamedTuple):
    """How the tags of a template are shown."""

    is_marked: bool
    is_chinese: bool


def _kind(name: str, data: bytes) -> _Kind:
    return _Kind(marked.is_marked(data, name), _is_chinese(data, name))


def _is_chinese(data: bytes, name: str) -> bool:
    return any(map(translated.is_spoken, marked.tags(data, name)))


def _fields(old: Named, new: Named, entry: str, library: Library) -> Iterator[Field]:
    """The values that only one of them prints or asks for; those of items stand below their list."""
    spoken = contract.spoken(entry, library)
    before, after = (template.load(data, name, names=spoken) for name, data in (old, new))
    names, demanded = _names(entry, library), _demanded(entry, after, library)
    for name in _only_in(before, after):
        yield Field(name, titles.title(entry, name), False, demanded.get(name, ""))
    for name in _only_in(after, before):
        yield _added(entry, name, any(_known(name, one) for one in names))


def _added(entry: str, name: str, known: bool) -> Field:
    return Field(name, titles.title(entry, name), True) if known else Field(name, "", True, _UNKNOWN)


def _only_in(one: template.Template, other: template.Template) -> list[str]:
    """The values that one template asks for or prints and the other does not."""
    return sorted({*one.asked} - {*other.asked} | {*one.printed} - {*other.printed})


def _demanded(entry: str, after: template.Template, library: Library) -> Mapping[str, str]:
    """The values of which the Measures want one, where the template prints none: each with the reason."""
    lacking = (one for one in required.load(library) if _is_lacking(one, entry, after))
    return {name: f"{one.article}要求写明{one.missing}" for one in lacking for name in one.shows}


def _is_lacking(one: required.Required, entry: str, after: template.Template) -> bool:
    return entry in one.of and not one.says and not {*one.shows} & {*after.printed}


def _names(entry: str, library: Library) -> Sequence[Mapping[str, shapes.Shape]]:
    """What a template may name: the facts, with the items of each deliverable that it may be of."""
    keys = contract.keys(library)
    return [
        shapes.names(domain.Facts, contract.EXTRA, keys=keys, items={item: path} if item else {})
        for item, path in _items(entry, library)
    ]


def _items(entry: str, library: Library) -> Iterable[tuple[str, str]]:
    """What the items of a deliverable are called and where they lie; of all where it is not known."""
    several = _meant(entry, library)
    return dict.fromkeys((one.item, one.items) for one in several if one.each) or [("", "")]


def _meant(entry: str, library: Library) -> Iterable[Deliverable]:
    found = catalogue.find(entry, library)
    return [found] if found else catalogue.load(library)


def _known(name: str, names: Mapping[str, shapes.Shape]) -> bool:
    """Whether a dotted name, ``[]`` behind a list whose items it is about, stands for something."""
    found: _Known = shapes.Shape("record", names)
    for step in name.split("."):
        found = _stepped(found, step) if found else None
    return found is not None


def _stepped(outer: shapes.Shape, step: str) -> _Known:
    """What a part of a dotted name stands for."""
    found = _inner(outer, step.removesuffix(_LIST))
    return found.item if found and step.endswith(_LIST) else found


def _inner(outer: shapes.Shape, name: str) -> _Known:
    if outer.kind == "map":
        return outer.item if outer.keys is None or name in outer.keys else None
    return outer.fields.get(name)


def entry_of(path: PurePosixPath, library: Library) -> str:
    """The id of the deliverable whose template a file is, by its name or place in a layer; "" for none."""
    known = {one.template: one.id for one in meant.words(library)}
    return known.get(str(path)) or _of_name(path.stem, library)


def _of_name(name: str, library: Library) -> str:
    found = catalogue.find(name, library)
    return found.id if found and found.kind == "word" else ""
