"""What of a template goes into documents: parts that print, with settings and properties made anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.sax.saxutils import quoteattr

from generator import zipped
from generator.problems import Problem, warning
from generator.word import parts, provenance, settings
from generator.word.package import TYPES, Package, Parts, Relation, elements, owner, relations, relations_part
from generator.zipped import Member

_DEFAULTS = {
    "rels": parts.RELATIONS,
    "xml": "application/xml",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
# What refers to something left behind. A field of a form that Word fills from the author's data would also
# bring back what the template held.
_BOUND = re.compile(
    rb"<(w|w15):dataBinding\b[^>]*(?:/>|>\s*</\1:dataBinding\s*>)"
    rb"|<w:printerSettings\b[^>]*/>|<(c|cx):externalData\b(?:[^>]*/>|.*?</\2:externalData>)",
    re.DOTALL,
)
_BINDING = (b"dataBinding", b"printerSettings", b"externalData")
Kinds = Mapping[str, str]  # the content types of members by their names


def cleaned(opened: Package) -> Package:
    """The same file with nothing but what prints; the XML that is left behind stands in ``left``."""
    kept = _kept(opened)
    kinds = {name: kind for name, kind in opened.kinds.items() if name in kept}
    made = _all_made(opened, kinds)
    left = {name: data for name, data in opened.parts.items() if name not in made}
    ready = tuple(_members(opened, {*kinds, TYPES}, made))
    return Package(opened.name, ready, made, kinds, left, _trees=opened.given(made))


def _members(opened: Package, names: set[str], made: Parts) -> Iterator[Member]:
    return (_member(one, opened, made) for one in opened.members if one.name in names)


def _all_made(opened: Package, kinds: Kinds) -> dict[str, bytes]:
    """The parts that are kept, and their content types, as documents are given them."""
    made = {name: _made(opened, name, kind) for name, kind in kinds.items() if name in opened.parts}
    # Each document is given properties of its own: see `provenance`.
    made[TYPES] = _types({**kinds, provenance.PART: parts.CUSTOM})
    return made


def _member(member: Member, opened: Package, made: Parts) -> Member:
    """A member with its bytes as they are now; the same member where nothing changed."""
    name = member.name
    same = made.get(name) == opened.parts.get(name)
    return member if same else zipped.deflated(name, made[name])


def _kept(opened: Package) -> set[str]:
    """The members that documents are given: all that print, but for what only a part left behind leads to."""
    printing = {name for name, kind in opened.kinds.items() if _prints(kind)}
    followed = {name: _leading(opened, name) & printing for name in ("", *printing)}
    kept = _reached(["", *sorted(printing - _led_to(opened))], followed)
    rels = {relations_part(name) for name in kept}
    return kept - {""} | {name for name in opened.parts if name in rels}


def _led_to(opened: Package) -> set[str]:
    """The members that any part leads to."""
    return {end for name in ("", *opened.kinds) for end in _ends(opened, name)}


def _prints(kind: str) -> bool:
    return kind in parts.KEPT and kind != parts.RELATIONS


def _reached(starts: list[str], followed: Mapping[str, set[str]]) -> set[str]:
    """The starts and all that can be come to from them."""
    kept, waiting = set[str](), starts
    while waiting:
        name = waiting.pop()
        kept.add(name)
        waiting += followed[name] - kept
    return kept


def _ends(opened: Package, name: str) -> Iterator[str]:
    """The members that any relationship of a part leads to."""
    return (end for _, end in _relations(opened, name) if end)


def _leading(opened: Package, name: str) -> set[str]:
    """The members that the relationships of a part lead to, but for those that are left behind."""
    kind = opened.kind(name)
    found = _relations(opened, name)
    return {end for relation, end in found if end and not _is_left(kind, relation)}


def _relations(opened: Package, name: str) -> Iterator[tuple[Relation, str]]:
    """The relationships of a part, each with the member that it leads to; "" when that is not in the file."""
    by_case = {part.lower(): part for part in opened.kinds}
    data = opened.parts.get(relations_part(name))
    for relation in relations(data, name) if data else ():
        yield relation, "" if relation.external else by_case.get(relation.target.lower(), "")


def _is_left(kind: str, relation: Relation) -> bool:
    return parts.is_left(kind, parts.published(relation.kind), relation.written)


def _made(opened: Package, name: str, kind: str) -> bytes:
    """The bytes of a part as documents are given it."""
    data = opened.parts.get(name, b"")
    if kind == parts.RELATIONS:
        return _filtered(opened, name)
    if kind == parts.APP:
        return settings.application()
    return _ANEW.get(kind, _unbound)(data)


def _unbound(data: bytes) -> bytes:
    """A part without what refers to something left behind."""
    return _BOUND.sub(b"", data) if any(word in data for word in _BINDING) else data


_ANEW: Mapping[str, Callable[[bytes], bytes]] = {
    parts.SETTINGS: settings.rebuilt,
    parts.CORE: settings.properties,
}


def _filtered(opened: Package, name: str) -> bytes:
    """The relationships of a part without those to what is left behind; of the file also to `provenance`.

    They are as they were when nothing changes.
    """
    part = owner(name)
    every = list(relations(opened.parts[name], part))
    kept = _without_left(every, opened.kind(part))
    if not part:
        return _relationships([*kept, _to_properties(kept)])
    return opened.parts[name] if len(kept) == len(every) else _relationships(kept)


def _without_left(every: Iterable[Relation], kind: str) -> list[Relation]:
    return [relation for relation in every if not _is_left(kind, relation)]


def _relationships(kept: Iterable[Relation]) -> bytes:
    rows = "".join(map(_relationship, kept))
    return f'{_HEAD}<Relationships xmlns="{_RELATIONSHIPS}">{rows}</Relationships>'.encode()


def _to_properties(others: Iterable[Relation]) -> Relation:
    """The relationship to a document's own properties."""
    name = provenance.relation(one.id for one in others)
    return Relation(name, provenance.RELATION, provenance.PART, False, provenance.PART)


def _relationship(relation: Relation) -> str:
    written = "".join(f" {key}={quoteattr(value)}" for key, value in _attributes(relation).items())
    return f"<Relationship{written}/>"


def _attributes(relation: Relation) -> dict[str, str]:
    mode = {"TargetMode": "External"} if relation.external else {}
    return {"Id": relation.id, "Type": relation.kind, "Target": relation.written, **mode}


def _types(kinds: Kinds) -> bytes:
    """The content types of what is kept, with those that pictures of the data will have."""
    defaults = (f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in _DEFAULTS.items())
    rows = [*defaults, *(_override(name, kind) for name, kind in kinds.items() if _is_special(name, kind))]
    return f'{_HEAD}<Types xmlns="{_CONTENT}">{"".join(rows)}</Types>'.encode()


def _is_special(name: str, kind: str) -> bool:
    """Whether a part has another type than its ending says."""
    return _DEFAULTS.get(name.rpartition(".")[2].lower()) != kind


def _override(name: str, kind: str) -> str:
    return f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>"


def left_behind(opened: Package) -> tuple[Problem, ...]:
    """One hint that names what documents are not given; nothing when nobody would miss it."""
    named = "、".join(dict.fromkeys(filter(None, _told(opened))))
    if not named:
        return ()
    return (warning("", f"不带入生成的文件：{named}", "不影响正文；要印出的内容请写在正文里"),)


def _told(opened: Package) -> Iterator[str]:
    """What is left behind, as a person knows it; "" for what nobody ever put there."""
    for name, kind in opened.kinds.items():
        if not _is_mark(opened, name):
            yield parts.LEFT.get(kind, "")
    yield from settings.personal(_of(opened, parts.APP))
    yield from _attached(opened)


def _attached(opened: Package) -> Iterator[str]:
    """The templates on machines of authors that the file names."""
    for name in opened.kinds:
        for relation, _ in _relations(opened, name):
            if parts.published(relation.kind) == "attachedtemplate":
                yield f"附加模板 {_file(relation.written)[-40:]}"


def _file(path: str) -> str:
    """The name of a file at the end of its path, whichever system wrote that."""
    return re.split(r"[\\/]", path)[-1]


def _is_mark(opened: Package, name: str) -> bool:
    """Whether a part holds nothing but what an exported template tells of itself."""
    names = [given.get("name", "") for tag, given in _elements(opened, name) if tag == "property"]
    return bool(names) and all(one.startswith(provenance.OURS) for one in names)


def _elements(opened: Package, name: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    return elements(opened.parts[name]) if opened.kinds[name] == parts.CUSTOM else iter(())


def _of(opened: Package, kind: str) -> bytes:
    return next((opened.parts[name] for name, known in opened.kinds.items() if known == kind), b"")
