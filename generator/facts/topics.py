"""What a visit is about: the month's topic fitted to the features of the enterprise."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator import domain
from generator.domain import VisitForm, printing

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Topic:
    """The words of one visit."""

    form: VisitForm
    content: str
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics for one enterprise: its features, the items of Article 14 agreed.

    advisors tells the names of those who serve on a day; table is what service_topics.yaml says of each
    month and of each form of visit.
    """

    has: domain.Has
    advisors: Callable[[datetime.date], tuple[str, ...]]
    items: frozenset[int]
    table: Table

    def inspection(self, month: int) -> Topic:
        """The month's inspection."""
        about = self.table["months"][month]
        topic = self._topic(about["inspection"], VisitForm.INSPECTION)
        return replace(topic, content=f"{about['theme']}：{topic.content}")

    def second(self, month: int) -> Topic:
        """The month's other visit."""
        entry = self._first(self.table["months"][month]["second"])
        return self._topic(entry, VisitForm(entry["form"]))

    def training(self, turn: int) -> Topic:
        """The first, second, ... training of all staff; further ones repeat the last."""
        trainings = self.table["trainings"]
        return self._topic(trainings[min(turn, len(trainings) - 1)], VisitForm.TRAINING, "title")

    def drill(self) -> Topic:
        """The drill that fits the gravest feature."""
        title, drill = self._first(self.table["drills"])["title"], self.table["drill"]
        return Topic(VisitForm.DRILL, f"{title}：{drill['text']}", self._agreed(drill["items"]))

    def merged(self, topic: Topic, other: Topic) -> Topic:
        """The topic with the other's work on the same day."""
        items = tuple(sorted({*topic.items, *other.items}))
        return Topic(topic.form, f"{topic.content}；同日{other.content}", items)

    def opening(self, topic: Topic) -> Topic:
        """The first inspection, which is the diagnosis too."""
        start = self.table["start"]
        items = tuple(sorted({*topic.items, *self._agreed(start["items"])}))
        return Topic(topic.form, f"{start['inspection']}；{topic.content}", items)

    def closing(self, topic: Topic) -> Topic:
        """The last visit, which sums up."""
        return replace(topic, content=f"{topic.content}；{self.table['end']['second']}")

    def participants(self, form: VisitForm, day: datetime.date) -> domain.Sentences:
        """Who takes part in a visit of that form on a day: the agency's people, then the enterprise's."""
        names = self.advisors(day)
        ours = (f"辅导员：{printing.words(names)}",) if names else ()
        return (*ours, self._of(form, "participants"))

    def cooperation(self, form: VisitForm) -> str:
        """What the enterprise is asked for."""
        return self._of(form, "cooperation")

    def output(self, form: VisitForm) -> str:
        """What the visit leaves."""
        return self._of(form, "output")

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

    def preferred(self, form: VisitForm) -> list[int]:
        """Calendar months in the order in which a training or a drill is best held."""
        months: list[int] = self.table["drill_months" if form == VisitForm.DRILL else "training_months"]
        return months

    def _topic(self, entry: Table, form: VisitForm, words: str = "content") -> Topic:
        """The topic of an entry, with what it adds for the features that the enterprise has."""
        adds = [add["text"] for add in entry.get("adds", ()) if self._applies(add)]
        return Topic(form, "；".join([entry[words], *adds]), self._agreed(entry["items"]))

    def _first(self, entries: Iterable[Table]) -> Table:
        """The first entry that applies; the last of a list always does."""
        return next(entry for entry in entries if self._applies(entry))

    def _applies(self, entry: Table) -> bool:
        wanted = str(entry.get("when", "")).split()
        return not wanted or any(getattr(self.has, name) for name in wanted)

    def _agreed(self, items: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(item for item in items if item in self.items))

    def _of(self, form: VisitForm, key: str) -> str:
        return str(self.table["forms"].get(form, {}).get(key, ""))
