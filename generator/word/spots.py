"""Where a paragraph stands, in the words of somebody who has the file open in Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.word.once import Once
from generator.word.package import Package, relations, relations_part
from generator.word.tree import Element, below, given, parse, w

NO_OUTLINE = 9  # Word's level of text that is no heading
_SHOWN = 20  # characters of a heading in a place
_PROPERTIES, _STYLE, _LEVEL, _VALUE = w("pPr"), w("pStyle"), w("outlineLvl"), w("val")
_TYPE, _R_ID = w("type"), "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCES = {w("headerReference"): "页眉", w("footerReference"): "页脚"}
_KINDS = {"first": "首页", "even": "偶数页"}
_NOTES = {"footnote": "脚注", "endnote": "尾注"}
_MAIN = "正文"
_NUMBERED = {"tr": "行", "tc": "列"}
_WHOLE = ("body", "hdr", "ftr")  # nothing of a part lies outside of these
_levels: Once[Mapping[str, int]] = Once()


def labels(package: Package) -> Mapping[str, str]:
    """What Word calls each part that may hold tags: 页眉, 第2节首页页脚; the main part is 正文."""
    told = dict(package.rendered())
    found = {part: named for part, named in _sections(package) if part in told}
    kinds = [kind for _, kind in found.values()]
    return told | {
        part: f"第{number}节{kind}" if kinds.count(kind) > 1 else kind
        for part, (number, kind) in found.items()
    }


def _sections(package: Package) -> Iterator[tuple[str, tuple[int, str]]]:
    """The headers and footers of each section, those of the first last: each part and what it is there."""
    ends = _ends(package)
    sections = enumerate(package.tree(package.main).iter(w("sectPr")), 1)
    for number, section in reversed([*sections]):
        for reference in section.iterchildren(*_REFERENCES):
            yield ends.get(reference.get(_R_ID) or "", ""), (number, _kind(reference))


def _ends(package: Package) -> Mapping[str, str]:
    """Where the relationships of the main part lead to, by their ids."""
    main = package.main
    rels = package.parts.get(relations_part(main), b"")
    return {relation.id: relation.target for relation in relations(rels, main)} if rels else {}


def _kind(reference: Element) -> str:
    return _KINDS.get(reference.get(_TYPE) or "", "") + _REFERENCES[str(reference.tag)]


def outlines(styles: bytes | None) -> Mapping[str, int]:
    """The outline level of each style, its own or that of the nearest that it is based on."""
    return _levels.of(styles, (), lambda: dict(_outlined(parse(styles)))) if styles else {}


def _outlined(root: Element) -> Iterator[tuple[str, int]]:
    found: dict[str, int] = {}
    for style in root.iterchildren(w("style")):
        name, level = given(style, "styleId"), below(style, "pPr", "outlineLvl")
        above = found.get(given(below(style, "basedOn")), NO_OUTLINE)
        found[name] = above if level is None else _written(level)
        yield name, found[name]


def outline(paragraph: Element, styles: Mapping[str, int]) -> int:
    """The outline level of a paragraph; 9 for one that is no heading."""
    level = NO_OUTLINE
    if not len(paragraph) or paragraph[0].tag != _PROPERTIES:
        return level
    for element in paragraph[0].iterchildren(_STYLE, _LEVEL):
        named = element.get(_VALUE) or ""
        level = styles.get(named, NO_OUTLINE) if element.tag == _STYLE else _written(element)
    return level


def _written(element: Element) -> int:
    written = element.get(_VALUE) or ""
    return int(written) if written.isdecimal() else NO_OUTLINE


@dataclass(slots=True)
class Scope:
    """What paragraphs stand in: a part, table, row, cell, text box or note.

    ``number`` tells which row of its table, cell of its row or table of what is around it is meant, ``label``
    how all others are called ("" for the body). ``first`` and ``end`` tell which paragraphs of the part are
    in it, ``paragraphs`` how many follow its ``heading`` so far, ``inner`` counts rows or cells.
    """

    name: str
    identity: int
    outer: Scope | None
    first: int
    number: int = 0
    label: str = ""
    end: int = 0
    inner: int = 0
    tables: int = 0
    paragraphs: int = 0
    heading: str = ""

    def chain(self) -> Iterator[Scope]:
        """It and all that is around it, innermost first."""
        scope: Scope | None = self
        while scope:
            yield scope
            scope = scope.outer

    def around(self, name: str) -> Scope | None:
        """The innermost of that name; None where there is none."""
        return next((scope for scope in self.chain() if scope.name == name), None)

    def named(self) -> tuple[tuple[str, int], ...]:
        """The chain by name and number, without the part as a whole."""
        return tuple([(scope.name, scope.identity) for scope in self.chain() if scope.name])

    def said(self) -> str:
        """How it is called; "" for the body."""
        around = self.outer
        if not around:
            return self.label
        if self.name in _WHOLE:
            return around.said()
        if self.name in _NUMBERED:
            return f"{around.said()}第{self.number}{_NUMBERED[self.name]}"
        return around.within() + (f"表格{self.number} " if self.name == "tbl" else self.label)

    def within(self) -> str:
        """What stands before the name of something in it."""
        said = self.said()
        return said and said + ("内的" if self.name in ("tc", "txbxContent") else " ")


@dataclass(slots=True)
class Place:
    """Where a paragraph stands; str() says it.

    ``number`` counts in its scope, or from the heading there; ``page`` is 0 where Word left no pages.
    """

    scope: Scope
    number: int
    heading: str
    is_heading: bool
    page: int = 0

    def __str__(self) -> str:
        return f"第{self.page}页 {self._said()}" if self.page else self._said()

    def _said(self) -> str:
        scope = self.scope
        if scope.name == "tc":
            return scope.said()
        if self.is_heading:
            return f"{scope.within()}标题"
        if self.heading:
            return f"{scope.within()}标题“{self.heading}”下第{self.number}段"
        said = scope.said() or _MAIN
        return f"{said}第{self.number}段" if self.number else said.rstrip()

    def head(self, words: str) -> None:
        """Let what follows a heading of these words be counted from it."""
        if shown := " ".join(words.split()):
            more = "…" if len(shown) > _SHOWN else ""
            self.scope.heading, self.scope.paragraphs = shown[:_SHOWN] + more, 0


class Spots:
    """Goes through a part with whoever reads it, and knows where it stands.

    ``label`` is what the part is called, ``styles`` are the outline levels of paragraph styles.
    """

    def __init__(self, label: str, styles: Mapping[str, int]) -> None:
        self._styles = styles
        self.scope = Scope("", 0, None, 0, label="" if label == _MAIN else label)
        self._entered = self._boxes = self._notes = 0
        self._seen: list[int] = []  # boxes before each drawing that is shown in two ways

    def enter(self, name: str, element: Element, first: int) -> None:
        """Come into a table, row, cell, text box or note; ``first`` is the paragraph that comes next."""
        self._entered += 1
        around = self.scope
        made = self.scope = Scope(name, self._entered, around, first)
        if name in _NUMBERED:
            around.inner += 1
            made.number = around.inner
        elif name == "tbl":
            around.tables += 1
            made.number = around.tables
        else:
            made.label = self._label(name, element)

    def _label(self, name: str, element: Element) -> str:
        """What a text box or note is called, by its number; "" for anything else."""
        if name == "txbxContent":
            self._boxes += 1
            return f"文本框{self._boxes}"
        return self._note(name, element) if name in _NOTES else ""

    def _note(self, name: str, element: Element) -> str:
        """What a note is called; those that only separate notes from the text do not count."""
        self._notes += not element.get(_TYPE)
        return f"{_NOTES[name]}{self._notes or 1}"

    def leave(self, end: int) -> Scope:
        """Come out of it; ``end`` is the paragraph that comes next."""
        left = self.scope
        left.end = end
        self.scope = left.outer or left
        return left

    def choose(self) -> None:
        """Come to the first of two ways in which a drawing is shown."""
        self._seen.append(self._boxes)

    def choose_again(self) -> None:
        """Come to the second way: its text boxes are those of the first."""
        if self._seen:
            self._boxes = self._seen.pop()

    def here(self) -> Place:
        """What is around, as the place of something in it that is no paragraph."""
        return Place(self.scope, 0, "", is_heading=False)

    def begin(self, paragraph: Element) -> Place:
        """Come to a paragraph."""
        scope = self.scope
        scope.paragraphs += 1
        heads = scope.name != "tc" and outline(paragraph, self._styles) < NO_OUTLINE
        return Place(scope, scope.paragraphs, scope.heading, heads)


@dataclass(slots=True)
class Pages:
    """Which page Word last showed something on, counted from the breaks that it left.

    The cells of a row of the outermost tables stand side by side: each begins where the row does.
    """

    now: int = 1
    _row: int = 1  # where the row begins
    _end: int = 1  # where the longest of its cells ends
    _said: bool = False  # whether the row has words yet
    _fresh: bool = False  # whether the cell has none yet
    _moved: bool = False  # whether the row as a whole went to the next page

    def enter(self, name: str) -> None:
        """Come into a row or cell of an outermost table."""
        if name == "tr":
            self._row = self._end = self.now
            self._said = self._moved = False
        else:
            self.now, self._fresh = self._row, True

    def leave(self, name: str) -> None:
        """Come out of it."""
        if name == "tr":
            self.now = self._end
        else:
            self._end = max(self._end, self.now)

    def speak(self) -> None:
        """Come to words in a row."""
        self._said, self._fresh = True, False

    def turn(self) -> None:
        """Come to a break. One before any word of a row moves the whole row to the next page."""
        if self._fresh and self._moved:
            return
        self.now += 1
        if not self._said:
            self._row, self._moved = self.now, True
