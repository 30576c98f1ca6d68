"""A template with its safe mends made, within the runs that are there: every letter keeps its formatting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from generator import zipped
from generator.problems import Problem, Spot, errors_in
from generator.word import mends, scan
from generator.word.mends import Mend
from generator.word.package import Package, open_package
from generator.word.scan import Paragraph
from generator.word.tree import SPACE, Element, parse, serialise, w

Judge = Callable[[bytes], tuple[Problem, ...]]
_PARAGRAPH, _TEXT, _OTHERS = w("p"), w("t"), {w("tab"): "\t", w("br"): " "}
_MOST_TRIED = 200  # choices of mends, each judged as a whole file


@dataclass(frozen=True, slots=True)
class Mended:
    """One tag that was mended: where it stands, what it was, what it is, and what that mends."""

    where: str
    spot: Spot
    old: str
    new: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}：{self.old} → {self.new}（{self.what}）"


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """A mend and its paragraph."""

    paragraph: Paragraph
    mend: Mend


def mend(data: bytes, name: str, judge: Judge) -> tuple[bytes, tuple[Mended, ...]]:
    """The Word file with all mends that leave it fewer faults, and what was mended; the same file for none.

    ``judge`` tells every fault of a file. A mend that is not sure must bring no fault of its own. What is
    outside of tags is never touched. Mending the result again changes nothing.
    """
    done: list[Mended] = []
    faults = judge(data)
    tries = iter(range(_MOST_TRIED))
    while True:
        made = next(_better(data, name, faults, judge, tries), None)
        if made is None:
            break
        data, faults, found = made
        done += [_told(one, name) for one in found]
    return data, tuple(_apart(done))


def _apart(done: list[Mended]) -> Iterator[Mended]:
    """The same, each of those that say the same told by its number: the same name in several sizes."""
    of_each, told = Counter(map(str, done)), Counter[str]()
    for one in done:
        told[str(one)] += 1
        many = of_each[str(one)]
        number = f"（相同的 {many} 处之{told[str(one)]}）" if many > 1 else ""
        yield replace(one, where=f"{one.where}{number}")


def _told(found: _Found, name: str) -> Mended:
    where = f"{name} {found.paragraph.where}".strip()
    return Mended(where, found.paragraph.spot, found.mend.old, found.mend.new, "、".join(found.mend.what))


def _better(
    data: bytes, name: str, faults: tuple[Problem, ...], judge: Judge, tries: Iterator[int]
) -> Iterator[tuple[bytes, tuple[Problem, ...], Sequence[_Found]]]:
    """The file with some mends, its faults and the mends, for each choice that leaves fewer faults."""
    package = open_package(data, name)
    for chosen, _ in zip(_choices(tuple(_all(package))), tries, strict=False):
        made = _applied(package, chosen)
        left = judge(made)
        sure = all(one.mend.sure for one in chosen)
        if _weight(left) < _weight(faults) and (sure or not _said(left) - _said(faults)):
            yield made, left, chosen


def _weight(faults: tuple[Problem, ...]) -> tuple[int, int]:
    """How much is wrong: errors count before hints."""
    return len(errors_in(faults)), len(faults)


def _said(faults: tuple[Problem, ...]) -> set[tuple[Spot | None, str]]:
    return {(fault.spot, fault.message) for fault in errors_in(faults)}


def _choices(found: tuple[_Found, ...]) -> Iterator[tuple[_Found, ...]]:
    """Which mends to try together: all, else all that are sure, those of a paragraph, at last each alone."""
    sure = tuple(one for one in found if one.mend.sure)
    by_paragraph: dict[Spot, tuple[_Found, ...]] = {}
    for one in found:
        spot = one.paragraph.spot
        by_paragraph[spot] = (*by_paragraph.get(spot, ()), one)
    tried = [found, sure, *by_paragraph.values(), *((one,) for one in found)]
    yield from dict.fromkeys(choice for choice in tried if choice)


def _all(package: Package) -> Iterator[_Found]:
    """Every mend of the parts with text; one in a text box stands twice, as Word keeps the box."""
    part, opened = "", list[str]()
    for paragraph in scan.paragraphs(package):
        if paragraph.part != part:
            part, opened = paragraph.part, []
        if paragraph.number is not None and not paragraph.aside:
            yield from (_Found(paragraph, one) for one in mends.of(paragraph.text, opened))


def _applied(package: Package, chosen: Sequence[_Found]) -> bytes:
    """The file with these mends; members that they do not touch stay as they are, byte for byte."""
    changed = {part: _changed(package, part, chosen) for part in {one.paragraph.part for one in chosen}}
    return zipped.pack(zipped.replaced(package.members, changed))


def _changed(package: Package, part: str, chosen: Sequence[_Found]) -> bytes:
    """A part with its mends."""
    root = parse(package.parts[part])
    wanted: dict[int, list[Mend]] = {}
    for found in chosen:
        if found.paragraph.part == part and found.paragraph.number is not None:
            wanted.setdefault(found.paragraph.number, []).append(found.mend)
    for number, paragraph in enumerate(list(root.iter(_PARAGRAPH))):
        _rewrite(paragraph, wanted.get(number, ()))
    return serialise(root)


@dataclass(slots=True)
class _Letter:
    """A letter of a paragraph, or what has come in its place; ``piece`` is the text that it stands in."""

    piece: int
    said: str


def _rewrite(paragraph: Element, these: Sequence[Mend]) -> None:
    """Make mends in the texts of a paragraph, letter by letter where each stands."""
    pieces = list(_pieces(paragraph))
    letters = [_Letter(at, letter) for at, (_, said) in enumerate(pieces) for letter in said]
    for one in these:
        _change(letters, one)
    for at, (element, said) in enumerate(pieces):
        text = "".join(letter.said for letter in letters if letter.piece == at)
        if element.tag == _TEXT and text != said:
            element.text = text
            element.set(SPACE, "preserve")


def _change(letters: Sequence[_Letter], one: Mend) -> None:
    """Put the new words of a mend in place of the old: letter for letter, others beside their neighbour."""
    for kind, start, end, first, last in SequenceMatcher(None, one.old, one.new, False).get_opcodes():
        if kind == "equal":
            continue
        fresh = one.new[first:last]
        if end - start == len(fresh):
            for offset, letter in enumerate(fresh):
                letters[one.start + start + offset].said = letter
        elif kind == "insert":
            beside = letters[one.start + max(start - 1, 0)]
            beside.said = beside.said + fresh if start else fresh + beside.said
        else:
            for offset in range(start, end):
                letters[one.start + offset].said = fresh if offset == start else ""


def _pieces(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """The texts of a paragraph as it is read, without those of text boxes in it."""
    for element in paragraph.iter(_TEXT, *_OTHERS):
        above = element.getparent()
        if above is None or not str(above.tag).endswith("}r"):
            continue
        if next(element.iterancestors(_PARAGRAPH)) is paragraph:
            yield element, _OTHERS.get(str(element.tag), element.text or "")
