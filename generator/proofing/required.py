"""Whether a template shows what the Measures list, in words that can be seen, whatever the data are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from generator.errors import TemplateError
from generator.library import Deliverable, Library, required
from generator.problems import Problem, error
from generator.proofing import contract
from generator.word import probe, render, shapes, shown, spoken, template

_OTHER = "其他"

Document = tuple[shown.Shown, ...]  # what it shows of all that is looked for
Answers = tuple[bool, ...]
Values = Mapping[str, tuple[str | int, ...]]  # what the names that a template compares may be
Chosen = Mapping[str, str | int]  # the values of names that a template compares


def check(
    made: template.Template,
    place: str,
    entry: Deliverable,
    known: Mapping[str, shapes.Shape],
    library: Library,
) -> Iterator[Problem]:
    """What the template of a deliverable, without other faults, leaves out or hides, each with its Article.

    ``known`` are the names that it may use.
    """
    rows = [one for one in required.load(library) if entry.id in one.of]
    if not rows:
        return
    words = contract.spoken(entry.id, library)
    shows = _Shows(made, place, known, words, rows, required.cases(library))
    for one in rows:
        if problem := shows.missing(one):
            yield error(place, *problem)


@dataclass(frozen=True)
class _Shows:
    """What a template shows in each case of values."""

    loaded: template.Template
    place: str
    known: Mapping[str, shapes.Shape]
    words: spoken.Names
    rows: list[required.Required]
    few: Values
    made: dict[int, Document] = field(default_factory=dict)

    def missing(self, one: required.Required) -> tuple[str, str] | None:
        """What is said of a thing that is not shown, and the mend; None where all is well."""
        if not self._may_show(one):
            return f"没有印出{one.missing}", f"{one.article}要求写明；写上 {self._tag(one)}"
        said = _judged(one, [(case, self._unseen(one, case)) for case in self._tried(one)])
        if not said:
            return None
        hint = f"{one.article}要求写明；{self._tag(one)} 要始终看得见，字号不小于 6 磅"
        return f"{one.missing}{said}", hint

    def _may_show(self, one: required.Required) -> bool:
        """Whether a thing is printed at all, or is words that stand in the template."""
        return bool(one.says) or not set(one.shows).isdisjoint(self.loaded.printed)

    def _tag(self, one: required.Required) -> str:
        return _tag(one, self.words.known())

    def _unseen(self, one: required.Required, case: probe.Case) -> str:
        """Why nobody sees a thing in a case; "" where one does."""
        return _unseen(one, self._document(case))

    def _tried(self, one: required.Required) -> Iterator[probe.Case]:
        """All cases, for what need not always be there up to the first that shows it."""
        for case in self._cases:
            yield case
            if not one.always and not self._unseen(one, case):
                return

    @cached_property
    def _cases(self) -> tuple[probe.Case, ...]:
        """All or little filled in, all or nothing that is asked so; then each value that a name may have."""
        usual = {name: found[0] for name, found in self._values.items()}
        return (*self._answered(usual, (True, False)), *self._each_value(usual))

    def _each_value(self, usual: Chosen) -> Iterator[probe.Case]:
        """The cases of each further value of one name, all else as usual."""
        for name, found in self._values.items():
            for value in found[1:]:
                yield from self._answered({**usual, name: value}, (True,))

    def _answered(self, chosen: Chosen, filled: Answers) -> Iterator[probe.Case]:
        """The cases of the values chosen: all or little filled in, all or nothing that is asked so."""
        for is_full, is_so in product(filled, self._answers):
            yield probe.Case(self._needed, is_full, is_so, chosen)

    @cached_property
    def _answers(self) -> Answers:
        """How questions are answered: yes, and no where the template asks any."""
        is_asked = any(shapes.kind(name, self.known) == "flag" for name in self.loaded.asked)
        return (True, False) if is_asked else (True,)

    def _document(self, case: probe.Case) -> Document:
        """What a case shows of all that is looked for; nothing where the template cannot print it."""
        key = id(case)
        if key not in self.made:
            self.made[key] = self._made(case)
        return self.made[key]

    def _made(self, case: probe.Case) -> Document:
        wanted = frozenset(words for one in self.rows for words in _wanted(one))
        try:
            document = render.render(self.loaded, case.context(self.known))
            return shown.read(document, self.place, wanted)
        except TemplateError:
            return ()

    @cached_property
    def _needed(self) -> frozenset[str]:
        return frozenset(name for one in self.rows for name in one.shows)

    @cached_property
    def _values(self) -> Values:
        """The values to try of each name that the template compares: all it can have, else those it knows."""
        return {
            name: self.few.get(name) or (*found, *[_OTHER] * isinstance(found[0], str))
            for name, found in probe.compared(self.loaded).items()
            if name not in self._needed
        }


def _judged(one: required.Required, found: list[tuple[probe.Case, str]]) -> str:
    """What is wrong by the reasons of the cases that were tried; "" where nothing is."""
    good = [case for case, reason in found if not reason]
    bad = [(case, reason) for case, reason in found if reason]
    if not bad or (good and not one.always):
        return ""
    case, reason = bad[0]
    return f"在有的情形下{reason}（{_told(case, good)}）" if good else reason


def _told(case: probe.Case, good: list[probe.Case]) -> str:
    """What is so in a case and in no good one: the values that were chosen, what is filled in or asked."""
    return "，".join(_so_alone(case, good)) or "几项判断合在一起"


def _so_alone(case: probe.Case, good: list[probe.Case]) -> Iterator[str]:
    yield from _chosen_alone(case, good)
    if case.is_full not in {one.is_full for one in good}:
        yield "选填的没有填"
    if case.is_so not in {one.is_so for one in good}:
        yield "判断为否"


def _chosen_alone(case: probe.Case, good: list[probe.Case]) -> Iterator[str]:
    """The values that were chosen in a case and in no good one."""
    known = {pair for one in good for pair in one.chosen.items()}
    alone = (pair for pair in case.chosen.items() if pair not in known)
    return (f"{name} 为 {value}" for name, value in alone)


def _tag(one: required.Required, known: shapes.Shape) -> str:
    """What is to be written: a tag with the loops that it stands in, in both languages, or words."""
    if not one.shows:
        return f"“{one.says[0]}”"
    name = one.shows[0]
    tag, loops = _written(name)
    inside = f"在 {loops} 里，" if loops else ""
    return f"{tag}（{inside}中文写作 {''.join(reversed(_written(shapes.chinese(name, known))))}）"


def _written(name: str) -> tuple[str, str]:
    """A name as it is written, and the loops around it, the outermost first; "" for none."""
    *lists, rest = name.split("[]")
    loops, base = [], ""
    for at, items in enumerate(lists, 1):
        item = _item(at, len(lists))
        loops.append(f"{{% for {item} in {base}{items} %}}")
        base = item
    return f"{{{{ {base}{rest} }}}}", "".join(loops)


def _item(at: int, count: int) -> str:
    """What the items of a loop are called that is so deep within so many."""
    if at == count:
        return "项"
    return f"组{at}" if count > 2 else "组"


def _wanted(one: required.Required) -> tuple[str, ...]:
    """The words of which one must stand in a document."""
    return (*map(probe.mark, one.shows), *one.says)


def _unseen(one: required.Required, document: Document) -> str:
    """Why nobody sees a thing in a document; "" where one does."""
    there = [part.hidden for part in document if any(words in part.words for words in _wanted(one))]
    if not there:
        return "没有印出"
    return "" if "" in there else there[0]
