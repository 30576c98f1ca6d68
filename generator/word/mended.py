"""A template with its safe mends made, within the runs that are there: every letter keeps its formatting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from generator import zipped
from generator.problems import Problem, Spot, errors_in
from generator.word import mends, scan
from generator.word.mends import Mend
from generator.word.opening import open_package
from generator.word.package import Package
from generator.word.scan import Paragraph
from generator.word.tree import SPACE, Element, is_in_run, parse, serialise, w

Faults = tuple[Problem, ...]
Judge = Callable[[bytes], Faults]
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


_Choice = tuple[_Found, ...]
_Tried = tuple[bytes, Faults, Sequence[_Found]]  # a file, what is wrong with it, the mends made


def mend(data: bytes, name: str, judge: Judge) -> tuple[bytes, tuple[Mended, ...]]:
    """The Word file with all mends that leave it fewer faults, and what was mended; the same file for none.

    ``judge`` tells every fault of a file. A mend that is not sure must bring no fault of its own. What is
    outside of tags is never touched. Mending the result again changes nothing.
    """
    done: list[Mended] = []
    faults = judge(data)
    tries = iter(range(_MOST_TRIED))
    while made := next(_better(data, name, faults, judge, tries), None):
        data, faults, found = made
        done += [_told(one, name) for one in found]
    return data, tuple(_apart(done))


def _apart(done: list[Mended]) -> Iterator[Mended]:
    """The same, each of those that say the same told by its number: the same name in several sizes."""
    of_each, told = Counter(map(str, done)), Counter[str]()
    for one in done:
        said = str(one)
        told[said] += 1
        many = of_each[said]
        yield replace(one, where=f"{one.where}（相同的 {many} 处之{told[said]}）") if many > 1 else one


def _told(found: _Found, name: str) -> Mended:
    where = f"{name} {found.paragraph.where}".strip()
    return Mended(where, found.paragraph.spot, found.mend.old, found.mend.new, "、".join(found.mend.what))


def _better(data: bytes, name: str, faults: Faults, judge: Judge, tries: Iterator[int]) -> Iterator[_Tried]:
    """The file with some mends, its faults and the mends, for each choice that leaves fewer faults."""
    package = open_package(data, name)
    for chosen, _ in zip(_choices(tuple(_all(package))), tries, strict=False):
        made = _applied(package, chosen)
        left = judge(made)
        if _is_better(left, faults, sure=all(one.mend.sure for one in chosen)):
            yield made, left, chosen


def _is_better(left: Faults, faults: Faults, *, sure: bool) -> bool:
    """Whether fewer faults are left, and none that were not there before by mends that are not sure."""
    return _weight(left) < _weight(faults) and (sure or not _said(left) - _said(faults))


def _weight(faults: Faults) -> tuple[int, int]:
    """How much is wrong: errors count before hints."""
    return len(errors_in(faults)), len(faults)


def _said(faults: Faults) -> set[tuple[Spot | None, str]]:
    return {(fault.spot, fault.message) for fault in errors_in(faults)}


def _choices(found: _Choice) -> Iterator[_Choice]:
    """Which mends to try together: all, else all that are sure, those of a paragraph, at last each alone."""
    sure = tuple(one for one in found if one.mend.sure)
    tried = [found, sure, *_by_paragraph(found), *((one,) for one in found)]
    yield from dict.fromkeys(filter(None, tried))


def _by_paragraph(found: _Choice) -> Iterable[_Choice]:
    made: dict[Spot, _Choice] = {}
    for one in found:
        spot = one.paragraph.spot
        made[spot] = (*made.get(spot, ()), one)
    return made.values()


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
    parts = {one.paragraph.part for one in chosen}
    changed = {part: _changed(package.parts[part], _wanted(part, chosen)) for part in parts}
    return zipped.pack(zipped.replaced(package.members, changed))


def _wanted(part: str, chosen: Sequence[_Found]) -> dict[int, list[Mend]]:
    """The mends of a part by the number of the paragraph."""
    wanted: dict[int, list[Mend]] = {}
    for found in chosen:
        number = found.paragraph.number
        if found.paragraph.part == part and number is not None:
            wanted.setdefault(number, []).append(found.mend)
    return wanted


def _changed(part: bytes, wanted: Mapping[int, Sequence[Mend]]) -> bytes:
    """A part with its mends."""
    root = parse(part)
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
        _write(element, said, "".join(letter.said for letter in letters if letter.piece == at))


def _write(element: Element, before: str, text: str) -> None:
    """Put its new words into a text where they differ."""
    if element.tag == _TEXT and text != before:
        element.text = text
        element.set(SPACE, "preserve")


def _change(letters: Sequence[_Letter], one: Mend) -> None:
    """Put the new words of a mend in place of the old: letter for letter, others beside their neighbour."""
    for kind, start, end, first, last in SequenceMatcher(None, one.old, one.new, False).get_opcodes():
        fresh = one.new[first:last]
        if kind == "insert":
            beside = letters[one.start + max(start - 1, 0)]
            beside.said = beside.said + fresh if start else fresh + beside.said
        elif kind != "equal":
            _replace(letters[one.start + start : one.start + end], fresh)


def _replace(old: Sequence[_Letter], fresh: str) -> None:
    """Say something else: each letter for one where there are as many, else all of it in the first."""
    for letter, said in zip(old, _shared(fresh, len(old)), strict=True):
        letter.said = said


def _shared(fresh: str, letters: int) -> list[str]:
    """New words shared among so many letters."""
    return [*fresh] if len(fresh) == letters else [fresh, *[""] * (letters - 1)]


def _pieces(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """The texts of a paragraph as it is read, without those of text boxes in it."""
    for element in paragraph.iter(_TEXT, *_OTHERS):
        if is_in_run(element) and next(element.iterancestors(_PARAGRAPH)) is paragraph:
            yield element, _OTHERS.get(str(element.tag), element.text or "")
