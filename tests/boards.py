"""Clients for the display board and the badges: as many advisors as asked for, with what may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from generator import domain, proofing
from generator.domain.people import Person
from generator.facts import board
from generator.library import built_in
from generator.making import display
from generator.word import render, template, values
from tests import once
from tests.conftest import ROOT

LONG = ("金华市" + "示例超长名称安全技术服务咨询管理" * 4)[:56] + "有限公司"
LONG_NAME = "示例辅导员阿卜杜热合曼" * 19
LONG_TEXT = "化学工程与工艺（化工安全、机械安全、电气安全）" * 12
STAMP = domain.Stamp("内置 2026.11", "0F3K9Z7M")
NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅"
BOARDS = ("board_large", "board_a3")
# The longest of names and phones of people, of names of firms, of the complaint line, of the regulator's name
# that the cells hold in letters of a size; the small ones hold what the schema lets be.
CELLS = {"large": (13, 20, 24, 14, 9), "middle": (39, 30, 68, 30, 39), "small": (200, 60, 200, 60, 200)}
FORMS = (*BOARDS, "badge_cards", "badge_tags")


@cache
def client(
    count: int, *, bare: bool = False, lengths: tuple[int, int] = (0, 0), name: str = "", title: str = ""
) -> domain.Facts:
    """The first example with so many advisors; bare ones have neither photo nor mobile.

    ``lengths``: how long names and phones are; where they are as long as can be, so is what stands below.
    """
    found = _example()
    staff = tuple(_advisor(found.advisors[0], number, bare) for number in range(count))
    if any(lengths):
        staff = tuple(_long(one, *lengths) for one in staff)
    enterprise = replace(found.enterprise, name=name or found.enterprise.name)
    agency = replace(
        found.agency,
        name=name or found.agency.name,
        badge_title=title,
        badge_issuer="示例发证单位（虚构）",
    )
    return replace(
        found,
        enterprise=enterprise,
        agency=agency,
        advisors=staff,
        board=board.board(enterprise, agency, staff, found.service_items, found.regulator, built_in()),
        badges=board.badges(agency, staff),
    )


def worded(size: str) -> domain.Facts:
    """The first example with the longest that cells of the board hold in letters of that size."""
    return with_lengths(*CELLS[size])


@cache
def with_lengths(name: int, phone: int, firm: int, complaint: int, supervision: int) -> domain.Facts:
    """The first example with so long names and phones of people, names of firms, and so on as in `CELLS`."""
    found = client(3)

    def person(one: Person) -> Person:
        return replace(one, name=LONG_NAME[:name], phone=_phone(phone))

    enterprise = replace(
        found.enterprise,
        name=(LONG * 4)[:firm],
        principal=person(found.enterprise.principal),
        contact=person(found.enterprise.contact),
    )
    agency = replace(
        found.agency,
        name=(LONG * 4)[:firm],
        principal=person(found.agency.principal),
        complaint_phone=_phone(complaint),
    )
    regulator = domain.Regulator(LONG_NAME[:supervision], _phone(phone), _phone(phone))
    drawn = board.board(enterprise, agency, found.advisors, found.service_items, regulator, built_in())
    return replace(found, enterprise=enterprise, agency=agency, regulator=regulator, board=drawn)


def _phone(length: int) -> str:
    return ("0579-0000-0000-" * 4)[:length]


@cache
def _example() -> domain.Facts:
    return once.derived(ROOT / "examples" / "xinglan-cups")


def _advisor(one: domain.Advisor, number: int, bare: bool) -> domain.Advisor:
    photo, phone = (None, "") if bare else (one.photo, f"100-0000-01{number:02}")
    return replace(one, name=f"示例辅导员{NAMES[number]}", phone=phone, photo=photo)


def _long(one: domain.Advisor, name: int, phone: int) -> domain.Advisor:
    below = LONG_TEXT if name == 200 else ""
    words = f"{one.name[-1]}{LONG_NAME}"[:name]
    return replace(one, name=words, phone=_phone(phone), specialty=below, qualification=below)


class _Same:
    """Facts as a key: they hold mappings, so they are the same only where they are one object."""

    def __init__(self, given: domain.Facts) -> None:
        self.given = given

    def __hash__(self) -> int:
        return id(self.given)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.given is other.given


def context(given: domain.Facts) -> Mapping[str, object]:
    """What the forms print, prepared once for the four of them."""
    return _prepared(_Same(given))


@cache
def _prepared(same: _Same) -> Mapping[str, object]:
    given = same.given
    beside = {"site_map": "", "site_maps": [], "stamp": STAMP}
    return values.prepare(given, {**beside, **display.context(given)})


def made(form: str, given: domain.Facts) -> bytes:
    """A form of a client as a Word file, made once."""
    return _rendered(form, _Same(given))


@cache
def _rendered(form: str, same: _Same) -> bytes:
    source = proofing.find(form, built_in())
    return render.render(template.load(source.data, source.origin), context(same.given))
