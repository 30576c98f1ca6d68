"""A template compiled: every part checked, rewritten, proved well-formed and turned into one program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from generator import zipped
from generator.errors import TemplateError
from generator.problems import Problem, error, errors_in
from generator.word import (
    budget,
    clean,
    lineage,
    outline,
    printed,
    program,
    proof,
    rewrite,
    scan,
    slips,
    unmarked,
    variants,
)
from generator.word.once import Once
from generator.word.opening import open_package
from generator.word.package import Package, Parts, relations_part, said_of_styles
from generator.word.program import Operations
from generator.word.scan import Paragraph, Paragraphs
from generator.word.spoken import Names, english
from generator.word.structure import Builder
from generator.word.tags import Tag
from generator.word.template import Payload
from generator.zipped import Member

_EMPTY_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_HELD = 4
_NO_LIST = "0"
_DOING = ("if", "elif", "for", "colspan", "cellbg", "vm")  # statements that decide, repeat or print
_numbered: Once[frozenset[str]] = Once()
_linted: dict[bytes, Payload] = {}


@dataclass(frozen=True, slots=True)
class _Built:
    """The operations of a part, and the texts of its tags with their places."""

    name: str
    operations: Operations

    @property
    def is_fixed(self) -> bool:
        """Whether nothing in it changes."""
        return all(operation[0] == "text" for operation in self.operations)

    def text(self) -> bytes:
        """The bytes of a part in which nothing changes: its tags were only comments."""
        return "".join(operation[1] for operation in self.operations).encode()


def compiled(data: bytes, name: str, names: Names | None = None) -> Payload:
    """Members, parts, code and names as plain values; TemplateError with every fault of the template.

    ``names`` tell what its author calls values.
    """
    return _linted.pop(sha256(data).digest(), None) or _compiled(opened(open_package(data, name)), names)


def _compiled(package: Package, names: Names | None) -> Payload:
    paragraphs = scanned(package)
    _check_slips(package, paragraphs)
    return built(package, paragraphs, names)


def _check_slips(package: Package, paragraphs: Paragraphs) -> None:
    faults = errors_in(tuple(slips.find(paragraphs, package)))
    if faults:
        raise TemplateError(located(package.name, faults))


def opened(package: Package) -> Package:
    """What of a file is compiled: all that prints, tags plain, drawn cards spread.

    TemplateError where they cannot be spread.
    """
    with _of_template(package.name):
        return variants.expanded(unmarked.plain(clean.cleaned(package)))


@contextmanager
def _of_template(name: str) -> Iterator[None]:
    """Every fault with the template's name before its place."""
    try:
        yield
    except TemplateError as exc:
        raise TemplateError(located(name, exc.problems)) from exc


def remember(data: bytes, payload: Payload) -> None:
    """Hold what the lint built of a template without fault: the engine asks for it next."""
    while len(_linted) >= _HELD:
        _linted.pop(next(iter(_linted)), None)
    _linted[sha256(data).digest()] = payload


def scanned(package: Package) -> Paragraphs:
    """The paragraphs of all parts with tags; TemplateError when the template is beyond the budget."""
    with _of_template(package.name):
        budget.check(package)
        paragraphs = tuple(variants.placed(tuple(scan.paragraphs(package)), package))
        budget.check_tags(paragraphs)
    return paragraphs


def built(package: Package, paragraphs: Paragraphs, names: Names | None = None) -> Payload:
    """What `compiled` gives, of a template without slips; TemplateError where the XML is not balanced."""
    made = _all_built(package, paragraphs, names)
    dynamic = [part for part in made if not part.is_fixed]
    code = program.code(tuple(part.operations for part in dynamic))
    members = tuple(_members(package, dynamic, _written(package, made, paragraphs)))
    parts = tuple(_part(package, part) for part in dynamic)
    return members, parts, code, *_names(dynamic)


def _all_built(package: Package, paragraphs: Paragraphs, names: Names | None) -> list[_Built]:
    """The operations of every part that may hold tags, by the names of the contract."""
    numbered = numbered_styles(package)
    with _of_template(package.name):
        made = [_build(package, part, paragraphs, numbered) for part, _ in package.rendered()]
        return [replace(part, operations=english(part.operations, names)) for part in made]


def _written(package: Package, made: list[_Built], paragraphs: Paragraphs) -> dict[str, bytes]:
    """The parts that never change, but were changed: properties, and those whose tags were only comments."""
    tagged = {paragraph.part for paragraph in paragraphs if paragraph.tags}
    changed = (part for part in made if part.name in tagged or package.is_core(part.name))
    return {part.name: part.text() for part in changed if part.is_fixed}


def _names(dynamic: list[_Built]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names that the parts ask for in any way, and those that they print."""
    found = {pair for part in dynamic for pair in printed.asked(part.operations)}
    return _ordered(name for name, _ in found), _ordered(name for name, is_printed in found if is_printed)


def _ordered(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def located(name: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems with the template's name before their places."""
    return tuple(replace(item, where=f"{name} {item.where}".strip()) for item in problems)


def _build(package: Package, part: str, paragraphs: Paragraphs, numbered: frozenset[str]) -> _Built:
    label = dict(package.rendered())[part]
    core = package.is_core(part)
    items = _outlined(rewrite.core_source(package.parts[part]) if core else _source(package, part), label)
    builder = Builder(places(paragraphs, part), numbered, core=core, label=label)
    made = _Built(part, program.prune(builder.build(items), builder.unsure))
    if not made.is_fixed:
        _prove(made.operations, label)
    return made


def _source(package: Package, part: str) -> str:
    return rewrite.source(package.tree(part))


def _outlined(source: str, label: str) -> list[outline.Item]:
    try:
        return outline.read(source)
    except outline.UnreadableError as exc:
        hint = "检查标签是否成对，是否写在公式、图形说明等普通文字之外"
        raise TemplateError(error(label, "标签写法不对", hint)) from exc


def _prove(operations: Operations, label: str) -> None:
    try:
        proof.prove(operations)
    except proof.UnsoundError as exc:
        raise TemplateError(error(label, "生成的内容不是完好的 XML", "请检查模板中的标签位置")) from exc


def places(paragraphs: Iterable[Paragraph], part: str) -> list[str]:
    """The place of every tag that prints, decides or repeats, in the order of the part."""
    return [
        where
        for paragraph in paragraphs
        if paragraph.tags and paragraph.part == part
        for where in [paragraph.where] * sum(map(_counts, paragraph.tags))
    ]


def _counts(tag: Tag) -> bool:
    """Whether a tag prints, decides or repeats."""
    return tag.mark == "{" or tag.word in _DOING


def numbered_styles(package: Package) -> frozenset[str]:
    """The paragraph styles that number their paragraphs, by themselves or by what they are based on."""
    styles = package.parts.get("word/styles.xml", b"<w/>")
    return _numbered.of(styles, (), lambda: frozenset(_numbered_by(styles)))


def _numbered_by(styles: bytes) -> Iterator[str]:
    own, based = _said_of_styles(styles)
    for name in {*own, *based}:
        said = (own[one] for one in lineage.names(name, based.get) if one in own)
        if next(said, _NO_LIST) != _NO_LIST:
            yield name


def _said_of_styles(styles: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """The list that each style names itself, and the style that it is based on."""
    own, based = dict[str, str](), dict[str, str]()
    for style, tag, given in said_of_styles(styles):
        if tag == "basedOn":
            based[style] = given.get("w:val", "")
        elif tag == "numId":
            own[style] = given.get("w:val", _NO_LIST)
    return own, based


def _part(package: Package, part: _Built) -> tuple[str, Operations, str, bytes]:
    rels = relations_part(part.name)
    given = package.parts.get(rels, _EMPTY_RELATIONS)
    head = _relations_head(given) if _pictures(part.operations) else b""
    return part.name, part.operations, rels, head


def _relations_head(rels: bytes) -> bytes:
    """Relationships as far as further ones go in."""
    end = rels.rfind(b"</")
    if end < 0:  # <Relationships/> with nothing in it
        return _EMPTY_RELATIONS[: _EMPTY_RELATIONS.rfind(b"</")]
    return rels[:end]


def _pictures(operations: Operations) -> bool:
    """Whether a picture may come of operations."""
    return any(
        operation[0] == "picture" or any(map(_pictures, program.bodies(operation)))
        for operation in operations
    )


def _members(package: Package, dynamic: list[_Built], written: Parts) -> Iterator[tuple[Any, ...]]:
    """The members in their order: those that are rendered empty, those that never change ready to copy."""
    rendered = {part.name for part in dynamic}
    for member in package.members:
        name = member.name
        if name in rendered:
            yield _plain(Member(name, 8, b"", 0, 0))
        else:
            yield _plain(zipped.deflated(name, written[name]) if name in written else member)


def _plain(member: Member) -> tuple[Any, ...]:
    return member.name, member.method, member.raw, member.crc, member.size
