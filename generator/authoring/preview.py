"""A template filled in as hard as it can be: little and much, few and many, short and long.

The values are made from the contract, so it needs no client's data: words by `plausible`, the laws as they
are on the day, board and badges as `facts.board` arranges them for so many advisors.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import domain
from generator.authoring import plausible
from generator.domain import convert
from generator.facts import board, laws
from generator.library import Deliverable, Library, required
from generator.making import display
from generator.proofing import contract
from generator.word import probe, render, template, values

_DAY = datetime.date(2026, 9, 1)
_SOME = 6
_COUNTS = (0, 1, 2, 3, 4, 6, 8, 9, 12)
_FEW_COUNTS = (1, 3, 12)
# What is arranged by the number of advisors, and what only tells them one behind the other.
_ARRANGED = ("board", "board_code", "card_sheets", "tag_sheets", "badges")
_LISTED = ("advisors", "advisor_names")
_NAMES = "甲乙丙丁戊己庚辛壬癸子丑"
_SPECIALTY = "化学工程与工艺（化工安全、机械安全）"
_STAMP = domain.Stamp("内置 2026.11", "0F3K9Z7M")
# What every client has to give, so that it is there where nothing else is.
_GIVEN = (
    *(
        "enterprise.name",
        "enterprise.principal.name",
        "enterprise.principal.phone",
        "enterprise.contact.name",
    ),
    *(
        "enterprise.contact.phone",
        "agency.name",
        "agency.complaint_phone",
        "agreement.start",
        "agreement.end",
    ),
    *("day", "year", "regulator.name"),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A way of filling in: its name, its values, and how many advisors there are; None: as made up."""

    name: str
    case: probe.Case
    count: int | None = None
    is_long: bool = False

    def says(self, name: str) -> str:
        """The words for a name; "" where they may be missing and are."""
        return self.case.say(name) if self.case.is_full or name in _GIVEN else ""


def documents(
    data: bytes, place: str, entry: Deliverable, library: Library, day: datetime.date = _DAY
) -> Iterator[tuple[str, bytes]]:
    """The documents of a template without faults, each with the name of the way in which it is filled in."""
    made = template.load(data, place, names=contract.spoken(entry.id, library))
    words, known = plausible.Words(entry, library, day), contract.known(entry, library)
    given = _ready({"law": laws.derive(day, library), "stamp": _STAMP, "service_items": _items(library)})
    for way in _ways(words, _chosen(made, library), _counts(made)):
        context = {**given, **_arranged(way, library)}
        yield way.name, render.render(made, _laid(way.case.context(known), context))


def _ready(given: Mapping[str, object]) -> dict[str, object]:
    return {name: values.ready(value) for name, value in given.items()}


def _chosen(made: template.Template, library: Library) -> Mapping[str, str | int]:
    """What the names that a template compares are: the last of the cases in which they matter."""
    few = required.cases(library)
    return {name: few.get(name, found)[-1] for name, found in probe.compared(made).items()}


def _laid(context: dict[str, object], given: Mapping[str, object]) -> dict[str, object]:
    """A context with what is given in place of what was made up."""
    context.update(given)
    return context


def _counts(made: template.Template) -> tuple[int, ...]:
    """For how many advisors a template is shown: all that matter to a layout, few in a list."""
    asked = {name.partition(".")[0].removesuffix("[]") for name in made.asked}
    if asked.intersection(_ARRANGED):
        return _COUNTS
    return _FEW_COUNTS if asked.intersection(_LISTED) else ()


def _ways(words: plausible.Words, chosen: Mapping[str, str | int], counts: tuple[int, ...]) -> Iterator[Way]:
    usual, long = (probe.Case(_GIVEN, chosen=chosen, say=say) for say in (words.usual, words.long))
    little = probe.Case(_GIVEN, False, False, chosen, words.usual)
    yield Way("选填的都不填", little, 1 if counts else None)
    yield Way("全部填写且很长", long, _SOME if counts else None, is_long=True)
    yield from (Way(f"辅导员{count:02}人", usual, count) for count in counts)
    if counts:
        yield Way(f"辅导员{counts[-1]}人且姓名最长", long, counts[-1], is_long=True)


def _items(library: Library) -> tuple[domain.ServiceItem, ...]:
    """The sixteen items of Article 14, all provided."""
    items = library.table("service_items")
    return tuple(domain.ServiceItem(no, words, True, ()) for no, words in enumerate(items, 1))


def _arranged(way: Way, library: Library) -> Mapping[str, object]:
    """What is derived of so many advisors and of a client and an agency as the way says them."""
    if way.count is None:
        return {}
    people = tuple(_advisor(number, way) for number in range(way.count))
    agency = convert.build(domain.Agency, _firm(way, "agency", ("principal",)))
    shown, badges = _board(way, agency, people, library), board.badges(agency, people)
    return _ready({"board": shown, "badges": badges, "advisors": people, **display.shown(shown, badges)})


def _board(
    way: Way, agency: domain.Agency, people: tuple[domain.Advisor, ...], library: Library
) -> domain.Board:
    enterprise = convert.build(domain.Enterprise, _firm(way, "enterprise", ("principal", "contact")))
    return board.board(enterprise, agency, people, _items(library), _regulator(way), library)


def _regulator(way: Way) -> domain.Regulator:
    return convert.build(domain.Regulator, _said(way, "regulator", ("name", "phone", "report_phone")))


def _firm(way: Way, name: str, people: tuple[str, ...]) -> dict[str, Any]:
    persons = {one: _said(way, f"{name}.{one}", ("name", "phone")) for one in people}
    return {**_said(way, name, ("name", "complaint_phone")), **persons}


def _said(way: Way, name: str, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: way.says(f"{name}.{field}") for field in fields}


def _advisor(number: int, way: Way) -> domain.Advisor:
    row = {**_called(number, way), **_schooling(way)}
    return convert.build(domain.Advisor, row, lead=not number, photo=None)


def _schooling(way: Way) -> dict[str, str]:
    if not way.case.is_full:
        return {}
    specialty = _SPECIALTY if way.is_long else "安全工程"
    return {"specialty": specialty, "qualification": "注册安全工程师"}


def _called(number: int, way: Way) -> dict[str, str]:
    own = {"name": f"示例辅导员{_NAMES[number]}", "phone": f"100-0000-01{number:02}"}
    long = {name: way.case.say(f"advisors[].{name}") for name in own} if way.is_long else {}
    return {**own, **long, "badge_number": f"{number + 1:03}"}
