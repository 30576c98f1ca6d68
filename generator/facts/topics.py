"""What a visit is about: what the month holds of the client's own, then what is usual in the month."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator import domain
from generator.domain import Month, VisitForm, printing
from generator.facts.agenda import Agenda
from generator.facts.plain import grouped

Table = Mapping[str, Any]
Subject = domain.subjects.Subject
_MOST = 3  # subjects of a kind that a visit names; of more it tells how many there are


@dataclass(frozen=True, slots=True)
class Topic:
    """The words of one visit, and the client's own subjects that they name."""

    form: VisitForm
    content: str
    items: tuple[int, ...]
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics for one enterprise: its features, what its months hold, the items of Article 14 agreed.

    advisors tells the names of those who serve on a day; table is what service_topics.yaml says of each
    month and of each form of visit; drilled is the title of the scene plan that answers the gravest risk,
    lessons are topics of training on the client's own units, the gravest first.
    """

    has: domain.Has
    agenda: Agenda
    advisors: Callable[[datetime.date], tuple[str, ...]]
    items: frozenset[int]
    drilled: str
    lessons: tuple[str, ...]
    table: Table

    def inspection(self, month: Month) -> Topic:
        """The month's inspection; what is usual is told in brief beside what is the client's own."""
        about, named = self.table["months"][month.month], self.agenda.inspection.get(month, ())
        usual = self._usual_inspection(month.month)
        if named and not about.get("season"):
            usual = replace(usual, content=self.table["brief"].format(theme=about["theme"]))
        return self._led(usual, named)

    def second(self, month: Month) -> Topic:
        """The month's other visit."""
        return self._led(self._usual_second(month.month), self.agenda.second.get(month, ()))

    def training(self, turn: int) -> Topic:
        """The first, second, ... training of all staff; further ones repeat the last."""
        trainings = self.table["trainings"]
        topic = self._topic(trainings[min(turn, len(trainings) - 1)], VisitForm.TRAINING, "title")
        own = self._lessons(turn)
        return replace(topic, content=f"{topic.content}；{own}") if own else topic

    def _lessons(self, turn: int) -> str:
        """The lessons on the client's own units whose turn it is."""
        own = "、".join(self.lessons[turn * _MOST : (turn + 1) * _MOST])
        return f"{self.table['own']}{own}" if own else ""

    def drill(self) -> Topic:
        """The drill of the gravest risk."""
        drill = self.table["drill"]
        content = f"{self._drill_title(drill)}：{drill['text']}"
        return Topic(VisitForm.DRILL, content, self._agreed(drill["items"]))

    def _drill_title(self, drill: Table) -> str:
        return str(drill["title"].format(scene=self.drilled) if self.drilled else drill["general"])

    def merged(self, topic: Topic, other: Topic) -> Topic:
        """The topic with the other's work on the same day."""
        items = tuple(sorted({*topic.items, *other.items}))
        together = (*topic.subjects, *other.subjects)
        return Topic(topic.form, f"{topic.content}；同日{other.content}", items, together)

    def opening(self, topic: Topic) -> Topic:
        """The first inspection, which is the diagnosis too."""
        start = self.table["start"]
        items = tuple(sorted({*topic.items, *self._agreed(start["items"])}))
        return replace(topic, content=f"{start['inspection']}；{topic.content}", items=items)

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
        """What a visit of a form is about as a rule: of one that the data arranges without saying it."""
        if form == VisitForm.INSPECTION:
            return self._usual_inspection(month)
        if form == VisitForm.TRAINING:
            return self.training(0)
        if form == VisitForm.DRILL:
            return self.drill()
        return replace(self._usual_second(month), form=form)

    def preferred(self, form: VisitForm) -> list[int]:
        """Calendar months in the order in which a training or a drill is best held."""
        months: list[int] = self.table["drill_months" if form == VisitForm.DRILL else "training_months"]
        return months

    def _usual_inspection(self, month: int) -> Topic:
        about = self.table["months"][month]
        topic = self._topic(about["inspection"], VisitForm.INSPECTION)
        return replace(topic, content=f"{about['theme']}：{topic.content}")

    def _usual_second(self, month: int) -> Topic:
        entry = self._first(self.table["months"][month]["second"])
        return self._topic(entry, VisitForm(entry["form"]))

    def _led(self, topic: Topic, subjects: tuple[Subject, ...]) -> Topic:
        """The topic after the client's own subjects, kind by kind."""
        told, items = [], {*topic.items}
        for kind, own in grouped(subjects, lambda one: one.kind).items():
            row = self.table["subjects"][kind]
            told.append(self._told(row, own))
            items.update(row["items"])
        return Topic(topic.form, "；".join([*told, topic.content]), self._agreed(items), subjects)

    def _told(self, row: Table, subjects: list[Subject]) -> str:
        """The subjects of one kind in words."""
        named = "、".join(_named(row, one) for one in subjects[:_MOST])
        more = self.table["more"].format(count=len(subjects)) if len(subjects) > _MOST else ""
        return f"{row['head']}{named}{more}"

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


def _named(row: Table, one: Subject) -> str:
    """A subject in the words of its kind, with its day where it has one."""
    words: str = row["dated"] if one.until and "dated" in row else row["each"]
    until = printing.words(one.until)
    return words.format(key=one.key, name=one.name, place=one.place, note=one.note, until=until)
