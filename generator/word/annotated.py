"""A copy of a template with a Word comment at every problem, for whoever mends it in Word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count
from xml.sax.saxutils import escape

from lxml import etree

from generator import zipped
from generator.problems import Problem, Spot
from generator.word import parts
from generator.word.opening import open_package
from generator.word.package import TYPES, Package, Parts, relations, relations_part
from generator.word.tree import Element, W, parse, serialise, w
from generator.zipped import Member

_COMMENTS = "word/comments.xml"
_KIND = parts.WORD + "comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_AUTHOR = 'w:author="模板检查" w:initials="检"'
_WORDS = {"error": "错误", "warning": "提示"}
_PARAGRAPH, _BOX, _PROPERTIES = w("p"), w("txbxContent"), w("pPr")
_MARK = "<w:r><w:annotationRef/></w:r>"
_Placed = dict[Element, list[Problem]]


def annotate(data: bytes, name: str, problems: Iterable[Problem]) -> bytes:
    """The Word file with a comment for each problem at the paragraph that it is about.

    Word has no comments in headers, footers, notes and text boxes: what stands in a box is told at the
    paragraph that holds the box, everything else without a paragraph of the text in one list at the start.
    TemplateError where the file of that name is no sound Word file.
    """
    package = open_package(data, name, harmless=False)
    main = package.rendered()[0][0]
    root = parse(package.parts[main])
    every = list(root.iter(_PARAGRAPH))
    placed, others = _sorted(problems, main, every)
    book = _Book(package, main)
    for paragraph in (one for one in every if one in placed):
        book.put_each(paragraph, placed[paragraph])
    if others:
        book.put(_first(root), _list(others, name), before=True)
    return book.bound(root)


def _list(others: Sequence[Problem], name: str) -> list[str]:
    """The problems that no paragraph bears, numbered below a line that counts them."""
    lines = [f"{number}. {_line(problem, name)}" for number, problem in enumerate(others, 1)]
    return [f"不在正文段落里的问题 {len(others)} 项：", *lines]


def _sorted(
    problems: Iterable[Problem], main: str, every: Sequence[Element]
) -> tuple[_Placed, list[Problem]]:
    """The problems by the paragraph of the text that can bear a comment, and those that have none."""
    placed: _Placed = {}
    others: list[Problem] = []
    for problem in dict.fromkeys(problems):
        place = _place(problem.spot, main, every)
        (others if place is None else placed.setdefault(place, [])).append(problem)
    return placed, others


def _place(spot: Spot | None, main: str, every: Sequence[Element]) -> Element | None:
    """The paragraph of a spot that can bear a comment; None for none of the text."""
    number = spot.paragraph if spot and spot.part == main else None
    return None if number is None or number >= len(every) else _outside(every[number])


def _outside(paragraph: Element) -> Element | None:
    """The paragraph, or that around it where it stands in a text box."""
    around = [box.iterancestors(_PARAGRAPH) for box in paragraph.iterancestors(_BOX)]
    return next(around[-1], None) if around else paragraph


def _first(root: Element) -> Element:
    """The first paragraph of the text that can bear a comment; one is made where there is none."""
    for paragraph in root.iter(_PARAGRAPH):
        if next(paragraph.iterancestors(_BOX), None) is None:
            return paragraph
    return _begun(root)


def _begun(root: Element) -> Element:
    """A new paragraph at the beginning of the text."""
    body = root.find(w("body"))
    made = etree.Element(_PARAGRAPH)
    (root if body is None else body).insert(0, made)
    return made


def _said(problem: Problem) -> str:
    return f"{_WORDS[problem.severity]}：{problem.message}"


def _mend(problem: Problem) -> list[str]:
    return [f"改法：{problem.hint}"] if problem.hint else []


def _line(problem: Problem, name: str) -> str:
    """A problem with its place and its mend."""
    place = problem.where.removeprefix(name).strip()
    told = "；".join([_said(problem), *_mend(problem)])
    return f"{place}：{told}" if place else told


class _Book:
    """The comments of a file, those that it has already first."""

    def __init__(self, package: Package, main: str) -> None:
        self._package, self._main = package, main
        self._part = self._known() or self._free()
        self._root = self._comments()
        self._next = _next(self._root)

    def _comments(self) -> Element:
        """The comments that the file has already."""
        return parse(self._package.parts.get(self._part) or f'<w:comments xmlns:w="{W}"/>'.encode())

    def _known(self) -> str:
        """The part with comments that the text has already."""
        links = self._package.parts.get(relations_part(self._main))
        found = relations(links, self._main) if links else ()
        return next((link.target for link in found if link.kind == _RELATION), "")

    def _names(self) -> set[str]:
        return {member.name for member in self._package.members}

    def _free(self) -> str:
        """A name for the part that no member has."""
        taken = set(map(str.lower, self._names()))
        return _first_but(taken, (_COMMENTS.replace(".", f"{number or ''}.") for number in count()))

    def put_each(self, paragraph: Element, problems: Iterable[Problem]) -> None:
        """A comment for each problem of a paragraph; what says the same stands there once."""
        for said in dict.fromkeys((_said(problem), *_mend(problem)) for problem in problems):
            self.put(paragraph, said)

    def put(self, paragraph: Element, lines: Sequence[str], *, before: bool = False) -> None:
        """A comment of these lines on a paragraph; ``before``: on its beginning alone."""
        number, self._next = self._next, self._next + 1
        self._root.append(_comment(number, lines))
        start = _start(paragraph)
        paragraph.insert(start, _marked("commentRangeStart", number))
        _end(paragraph, start + 1 if before else len(paragraph), number)

    def bound(self, root: Element) -> bytes:
        """The file with the text and the comments."""
        made = {self._main: serialise(root), self._part: serialise(self._root)}
        if not self._known():
            made |= self._announced()
        return zipped.pack((*zipped.replaced(self._package.members, made), *self._added(made)))

    def _added(self, made: Parts) -> Iterator[Member]:
        """Those of the parts that the file did not have."""
        known = self._names()
        return (zipped.deflated(name, data) for name, data in made.items() if name not in known)

    def _announced(self) -> Parts:
        """The content types and the relationships of the text with the new part."""
        links = relations_part(self._main)
        return {links: self._linked(self._package.parts.get(links)), TYPES: self._listed()}

    def _linked(self, links: bytes | None) -> bytes:
        """The relationships of the text with the one to the new part."""
        related = parse(links or f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode())
        given = {"Id": _free_id(related), "Type": _RELATION, "Target": f"/{self._part}"}
        etree.SubElement(related, f"{{{_RELATIONSHIPS}}}Relationship", given)
        return serialise(related)

    def _listed(self) -> bytes:
        """The content types with that of the new part."""
        types = parse(self._package.parts[TYPES])
        override = {"PartName": f"/{self._part}", "ContentType": _KIND}
        etree.SubElement(types, f"{{{_CONTENT}}}Override", override)
        return serialise(types)


def _free_id(related: Element) -> str:
    """An id that none of the relationships has."""
    return _first_but({one.get("Id") for one in related}, (f"rIdCheck{number}" for number in count()))


def _first_but(taken: Collection[str | None], names: Iterator[str]) -> str:
    """The first name that is not taken."""
    return next(name for name in names if name not in taken)


def _next(comments: Element) -> int:
    """The number that comes after those of the comments."""
    numbers = [int(one) for one in map(_identity, comments) if one.isdecimal()]
    return max(numbers, default=-1) + 1


def _start(paragraph: Element) -> int:
    """Where what a paragraph says begins, behind its properties."""
    return 1 if len(paragraph) and paragraph[0].tag == _PROPERTIES else 0


def _end(paragraph: Element, at: int, number: int) -> None:
    """End what a comment is about, and show the comment there."""
    paragraph.insert(at, _marked("commentRangeEnd", number))
    paragraph.insert(at + 1, _reference(number))


def _reference(number: int) -> Element:
    """The run that shows where a comment belongs."""
    made = etree.Element(w("r"))
    made.append(_marked("commentReference", number))
    return made


def _identity(comment: Element) -> str:
    return comment.get(w("id")) or ""


def _marked(name: str, number: int) -> Element:
    return etree.Element(w(name), {w("id"): str(number)})


def _comment(number: int, lines: Sequence[str]) -> Element:
    """A comment; its first line bears the mark that Word shows."""
    told = "".join(map(_paragraph, lines)).replace("<w:p>", f"<w:p>{_MARK}", 1)
    return parse(f'<w:comment xmlns:w="{W}" w:id="{number}" {_AUTHOR}>{told}</w:comment>'.encode())


def _paragraph(line: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
