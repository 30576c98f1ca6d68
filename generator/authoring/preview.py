"""A template filled in as hard as it can be: little and much, few and many, short and long.

The values are made from the contract, so it needs no client's data; boards and badges have advisors as
`facts.board` arranges them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator import domain
from generator.domain import convert
from generator.facts import board
from generator.library import Deliverable, Library, required
from generator.making import display
from generator.proofing import contract, titles
from generator.word import probe, render, template, values

_SOME = 6
_COUNTS = (0, 1, 2, 3, 4, 6, 8, 9, 12)
_OF_ADVISORS = ("board", "board_code", "card_sheets", "tag_sheets", "badges", "advisors", "advisor_names")
_NAMES = "甲乙丙丁戊己庚辛壬癸子丑"
_LONG_NAME = "示例辅导员阿卜杜热合曼·吐尔逊买买提"
_LONG_FIRM = "金华市示例超长名称安全技术服务咨询管理有限公司"
_LONGEST = 60
_ITEMS = 16  # of Article 14


@dataclass(frozen=True, slots=True)
class Way:
    """A way of filling in: its name, its values, and how many advisors there are; None: as made up."""

    name: str
    case: probe.Case
    count: int | None = None
    is_long: bool = False


def documents(data: bytes, place: str, entry: Deliverable, library: Library) -> Iterator[tuple[str, bytes]]:
    """The documents of a template without faults, each with the name of the way in which it is filled in."""
    made = template.load(data, place, names=contract.spoken(entry.id, library))
    few = required.cases(library)
    chosen = {name: few.get(name, found)[-1] for name, found in probe.compared(made).items()}
    for way in _ways(entry, chosen, _asks_for_advisors(made)):
        context = way.case.context(contract.known(entry, library))
        if way.count is not None:
            _put_advisors(context, way, library)
        yield way.name, render.render(made, context)


def _asks_for_advisors(made: template.Template) -> bool:
    return any(name.partition(".")[0].removesuffix("[]") in _OF_ADVISORS for name in made.asked)


def _ways(entry: Deliverable, chosen: dict[str, str | int], with_advisors: bool) -> Iterator[Way]:
    def words(name: str) -> str:
        return ((titles.title(entry.id, name) or "示例") + "（示例文字）") * 2

    def long(name: str) -> str:
        return (words(name) * _LONGEST)[:_LONGEST]

    usual = probe.Case((), True, True, chosen, words)
    yield Way("选填的都不填", replace(usual, is_full=False, is_so=False))
    yield Way("全部填写且很长", replace(usual, say=long), _SOME if with_advisors else None, is_long=True)
    if with_advisors:
        for count in _COUNTS:
            yield Way(f"辅导员{count:02}人", usual, count)
        yield Way(f"辅导员{_COUNTS[-1]}人且姓名最长", usual, _COUNTS[-1], is_long=True)


def _put_advisors(context: dict[str, Any], way: Way, library: Library) -> None:
    """Let a context have so many advisors, and a client and an agency with names of that length."""
    people = tuple(_advisor(number, way.is_long) for number in range(way.count or 0))
    firm = {
        "name": _LONG_FIRM * 2 if way.is_long else "示例被托管单位有限公司",
        "complaint_phone": "100-0000-0098",
    }
    enterprise, agency = convert.build(domain.Enterprise, firm), convert.build(domain.Agency, firm)
    items = [
        convert.build(domain.ServiceItem, {"no": number, "provided": True}) for number in range(1, _ITEMS + 1)
    ]
    regulator = convert.build(domain.Regulator, {})
    shown = board.board(enterprise, agency, people, items, regulator, library)
    badges = board.badges(agency, people)
    given = {"board": shown, "badges": badges, "advisors": people, **display.shown(shown, badges)}
    context |= {name: values.ready(value) for name, value in given.items()}
    for record, name in (("enterprise", "name"), ("agency", "name"), ("agency", "complaint_phone")):
        context[record][name] = values.ready(firm[name])


def _advisor(number: int, is_long: bool) -> domain.Advisor:
    row = {
        "name": _LONG_NAME if is_long else f"示例辅导员{_NAMES[number]}",
        "phone": "0579-0000-0000、100-0000-0000" if is_long else f"100-0000-01{number:02}",
        "specialty": "化学工程与工艺（化工安全、机械安全）" if is_long else "安全工程",
        "qualification": "注册安全工程师",
        "badge_number": f"{number + 1:03}",
    }
    return convert.build(domain.Advisor, row, lead=not number, photo=None)
