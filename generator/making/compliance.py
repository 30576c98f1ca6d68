"""The duties of the Measures against the catalogue: what answers each, how it stands, and the index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import domain
from generator.library import Deliverable, Library, Rule, Selection, catalogue, duties

_ARTICLES = re.compile(duties.ARTICLE)
# Names of data fields in a reason: told on the screen, left out of what is printed.
_FIELD = re.compile("（[a-z_.]+）")
# The paths of the files of each deliverable, by its id.
Held = Mapping[str, tuple[str, ...]]
_MADE, _NONE = "已生成", "暂无内容"


@dataclass(frozen=True, slots=True)
class Covered:
    """A duty with the deliverables of its own article, and those of other articles that answer it too."""

    rule: Rule
    own: tuple[Deliverable, ...]
    other: tuple[Deliverable, ...]


def coverage(library: Library) -> tuple[Covered, ...]:
    """Every duty in the order of the Measures."""
    return library.once(_covered)


def _covered(library: Library) -> tuple[Covered, ...]:
    rules = duties.load(library)
    entries = catalogue.load(library)
    return tuple(_answered(rule, rules, entries) for rule in rules)


def _answered(rule: Rule, rules: Iterable[Rule], entries: Iterable[Deliverable]) -> Covered:
    own = tuple(entry for entry in entries if _owns(rule, rules, entry))
    other = tuple(entry for entry in entries if _helps(rule, entry) and entry not in own)
    return Covered(rule, own, other)


def articles(entry: Deliverable) -> tuple[str, ...]:
    """The articles of a deliverable's basis."""
    return tuple(_ARTICLES.findall(entry.basis))


def _owns(rule: Rule, rules: Iterable[Rule], entry: Deliverable) -> bool:
    """Whether the duty's article is the basis, and no other duty of the article claims the title."""
    if rule.article not in articles(entry):
        return False
    if rule.titled:
        return _titled(rule, entry)
    return not any(_titled(other, entry) for other in rules if other.article == rule.article)


def _titled(rule: Rule, entry: Deliverable) -> bool:
    return any(word in entry.title for word in rule.titled)


def _helps(rule: Rule, entry: Deliverable) -> bool:
    """Whether the basis lies in one of the articles that answer the duty too; an article holds its items."""
    for other in rule.also:
        article, _, word = other.partition(" ")
        if word in entry.title and any(_lies_in(one, article) for one in articles(entry)):
            return True
    return False


def _lies_in(item: str, article: str) -> bool:
    return item == article or item.startswith(f"{article}第")


def unanswered(library: Library) -> tuple[Rule, ...]:
    """The duties that no deliverable answers."""
    return tuple(found.rule for found in coverage(library) if not (found.own or found.other))


def context(facts: domain.Facts, library: Library, held: Held | None = None) -> Mapping[str, object]:
    """The special names of templates: ``duties`` and ``index``; ``held`` are the files that the pack has."""
    selection = catalogue.select(catalogue.load(library), facts, held or ())
    told = named(facts, selection) if held is None else held
    return {"duties": table(facts, selection, library), "index": index(selection, told)}


def named(facts: domain.Facts, selection: Selection) -> Held:
    """The files of a pack that has one of each, as the catalogue names them."""
    return {entry.id: catalogue.paths(entry, facts) for entry in selection.chosen}


def index(selection: Selection, held: Held) -> tuple[domain.IndexRow, ...]:
    """What is in the pack in the order of delivery, numbered; then what does not apply, with the reason."""
    made = (_row(no, entry, held.get(entry.id, ())) for no, entry in enumerate(selection.chosen, 1))
    first = len(selection.chosen) + 1
    left = (_left_out(no, entry, why) for no, (entry, why) in enumerate(selection.left, first))
    return (*made, *left)


def _row(no: int, entry: Deliverable, paths: tuple[str, ...]) -> domain.IndexRow:
    return domain.IndexRow(no, entry.basis, entry.title, _place(entry, paths), _MADE if paths else _NONE)


def _place(entry: Deliverable, paths: tuple[str, ...]) -> str:
    """The path of a file; of several the folder and their number."""
    if len(paths) == 1:
        return paths[0]
    folder = paths[0].rpartition("/")[0] if paths else ""
    return f"{folder or entry.folder}/（{len(paths)} 份）"


def _left_out(no: int, entry: Deliverable, why: str) -> domain.IndexRow:
    return domain.IndexRow(no, entry.basis, entry.title, "", f"不适用：{_FIELD.sub('', why)}")


def table(facts: domain.Facts, selection: Selection, library: Library) -> tuple[domain.Duty, ...]:
    """Every duty with the files that answer it, by their numbers in the index, and how it stands."""
    numbers = _numbers(selection)
    return tuple(_duty(found, verdict(found.rule, facts), numbers) for found in coverage(library))


def _numbers(selection: Selection) -> Mapping[str, int]:
    return {entry.id: no for no, entry in enumerate(selection.chosen, 1)}


def verdict(rule: Rule, facts: domain.Facts) -> domain.Verdict:
    """How a duty stands."""
    found: domain.Verdict | tuple[domain.Verdict, ...] = getattr(facts.verdicts, rule.verdict)
    return found[rule.no - 1] if isinstance(found, tuple) else found


def _duty(found: Covered, stands: domain.Verdict, numbers: Mapping[str, int]) -> domain.Duty:
    return domain.Duty(
        article=found.rule.article,
        duty=found.rule.duty,
        files="\n".join(_files(found, numbers)),
        state=stands.state,
        why=_FIELD.sub("", stands.why),
        date=stands.date,
    )


def _files(found: Covered, numbers: Mapping[str, int]) -> Iterator[str]:
    """The files of its own article by their numbers, then the numbers of those of others."""
    for entry in found.own:
        if entry.id in numbers:
            yield f"{numbers[entry.id]} {entry.title}"
    if other := [numbers[entry.id] for entry in found.other if entry.id in numbers]:
        yield f"另见序号 {_spans(other)}"


def _spans(numbers: Iterable[int]) -> str:
    """Rising numbers with runs of three or more drawn together: 1 4 26–33."""
    return " ".join(map(_span, _runs(numbers)))


def _span(run: list[int]) -> str:
    return f"{run[0]}–{run[-1]}" if len(run) > 2 else " ".join(map(str, run))


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
