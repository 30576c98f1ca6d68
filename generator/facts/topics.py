"""What a visit is about: the month's topic fitted to the features of the enterprise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator import domain
from generator.domain import VisitForm, printing
from generator.library import reference

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Topic:
    """The words of one visit."""

    form: VisitForm
    content: str
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics for one enterprise: its features, its advisors' names, the items of Article 14 agreed."""

    has: domain.Has
    advisors: tuple[str, ...]
    items: frozenset[int]

    def inspection(self, month: int) -> Topic:
        """The month's inspection."""
        entry = _month(month)["inspection"]
        content = f"{_month(month)['theme']}：{self._with_adds(entry, entry['content'])}"
        return Topic(VisitForm.INSPECTION, content, self._agreed(entry["items"]))

    def second(self, month: int) -> Topic:
        """The month's other visit."""
        entry = next(entry for entry in _month(month)["second"] if self._applies(entry))
        return Topic(
            VisitForm(entry["form"]), self._with_adds(entry, entry["content"]), self._agreed(entry["items"])
        )

    def training(self, turn: int) -> Topic:
        """The first, second, ... training of all staff; further ones repeat the last."""
        trainings = _table()["trainings"]
        entry = trainings[min(turn, len(trainings) - 1)]
        return Topic(VisitForm.TRAINING, self._with_adds(entry, entry["title"]), self._agreed(entry["items"]))

    def drill(self) -> Topic:
        """The drill that fits the gravest feature."""
        entry = next(entry for entry in _table()["drills"] if self._applies(entry))
        drill = _table()["drill"]
        return Topic(VisitForm.DRILL, f"{entry['title']}：{drill['text']}", self._agreed(drill["items"]))

    def merged(self, topic: Topic, other: Topic) -> Topic:
        """The topic with the other's work on the same day."""
        items = tuple(sorted({*topic.items, *other.items}))
        return Topic(topic.form, f"{topic.content}；同日{other.content}", items)

    def opening(self, topic: Topic) -> Topic:
        """The first inspection, which is the diagnosis too."""
        start = _table()["start"]
        items = tuple(sorted({*topic.items, *self._agreed(start["items"])}))
        return Topic(topic.form, f"{start['inspection']}；{topic.content}", items)

    def closing(self, topic: Topic) -> Topic:
        """The last visit, which sums up."""
        return Topic(topic.form, f"{topic.content}；{_table()['end']['second']}", topic.items)

    def participants(self, form: VisitForm) -> domain.Sentences:
        """Who takes part in a visit of that form: the agency's people, then the enterprise's."""
        ours = (f"辅导员：{printing.words(self.advisors)}",) if self.advisors else ()
        return (*ours, _form(form, "participants"))

    def cooperation(self, form: VisitForm) -> str:
        """What the enterprise is asked for."""
        return _form(form, "cooperation")

    def output(self, form: VisitForm) -> str:
        """What the visit leaves."""
        return _form(form, "output")

    def usual(self, form: VisitForm, month: int) -> Topic:
        """The topic of a visit whose form alone is given."""
        if form == VisitForm.INSPECTION:
            return self.inspection(month)
        if form == VisitForm.TRAINING:
            return self.training(0)
        if form == VisitForm.DRILL:
            return self.drill()
        second = self.second(month)
        return Topic(form, second.content, second.items)

    def _with_adds(self, entry: Table, content: str) -> str:
        adds = [add["text"] for add in entry.get("adds", ()) if self._applies(add)]
        return "；".join([content, *adds])

    def _applies(self, entry: Table) -> bool:
        wanted = str(entry.get("when", "")).split()
        return not wanted or any(getattr(self.has, name) for name in wanted)

    def _agreed(self, items: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(item for item in items if item in self.items))


def preferred(form: VisitForm) -> list[int]:
    """Calendar months in the order in which a training or a drill is best held."""
    months: list[int] = _table()["drill_months" if form == VisitForm.DRILL else "training_months"]
    return months


def _table() -> Table:
    table: Table = reference.load("service_topics")
    return table


def _month(month: int) -> Table:
    entry: Table = _table()["months"][month]
    return entry


def _form(form: VisitForm, key: str) -> str:
    return str(_table()["forms"].get(form, {}).get(key, ""))
