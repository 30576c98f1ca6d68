"""One person is told once: one telephone, one place among agency and enterprise, offices that go together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from generator.schema.view import Entry, View

_APART = re.compile(r"[、，,;；/ ]+")
_FULL_TIME = "专职"
_Mark = tuple[str, frozenset[str]]


def telephones(view: View) -> None:
    """A name has the same telephone wherever both are given; told once for each other number."""
    first: dict[str, _Telephone] = {}
    told: set[_Mark] = set()
    for one in _telephones(view):
        before = first.setdefault(one.name, one)
        if one.differs(before) and one.mark not in told:
            told.add(one.mark)
            _differ(before, one)


class _Telephone(NamedTuple):
    """A row that has a telephone, and the one name that stands with it."""

    row: Entry
    name: str

    @property
    def numbers(self) -> frozenset[str]:
        """The digits of each number in the text."""
        texts = _APART.split(unicodedata.normalize("NFKC", self.row.get("phone")))
        return frozenset(filter(None, (re.sub(r"\D", "", text) for text in texts)))

    @property
    def mark(self) -> _Mark:
        """By what it is known that it was told already."""
        return self.name, self.numbers

    def differs(self, other: _Telephone) -> bool:
        """Whether it has numbers, none of which is the other's."""
        return bool(self.numbers) and self.numbers.isdisjoint(other.numbers)


def _differ(before: _Telephone, one: _Telephone) -> None:
    place = one.row.away(before.row.at("phone"), "phone")
    message = f"“{one.name}”的电话和另一处不同{place}：{one.row.get('phone')}"
    one.row.warn("phone", message, "同一个人只用一个号码，请核对；两个人同名的在姓名后加区别")


def _telephones(view: View) -> Iterator[_Telephone]:
    """Each telephone that stands with one name."""
    for row, field in _named(view):
        name = row.get(field)
        if name and row.get("phone") and not _APART.search(name):
            yield _Telephone(row, name)


def _named(view: View) -> Iterator[tuple[Entry, str]]:
    """Rows that have a telephone, and the field that says whose it is."""
    yield from ((row, "name") for row in _in_office(view))
    yield from ((row, "head") for row in view.entries("departments"))
    for zone in view.entries("zones"):
        yield zone, "lead"
        yield from ((risk, "responsible") for risk in zone.rows("risks"))


def _in_office(view: View) -> Iterator[Entry]:
    """Those who hold an office of safety in the enterprise."""
    for role, row in (view.get("people") or {}).items():
        if isinstance(row, dict):
            yield Entry(view, ("people", role), row)
    yield from view.entries("people", "safety_officers")


def full_time(view: View) -> None:
    """Who works for safety alone is not the one who answers for the whole enterprise."""
    principal = view.get("people", "principal", "name")
    for one in view.entries("people", "safety_officers"):
        if principal and one.get("name") == principal and one.get("duty") == _FULL_TIME:
            place = one.away(("people", "principal"), "duty")
            message = f"“{principal}”是主要负责人{place}，又是专职安全管理人员"
            one.warn("duty", message, "专职的只做安全管理：改为兼职，或另配专职人员")


def advisors_apart(view: View) -> None:
    """An advisor serves the enterprise and holds no office in it."""
    advisors = {row["name"]: keys for keys, row in view.rows("agency", "advisors") if "name" in row}
    for one in _in_office(view):
        name = one.get("name")
        if name in advisors:
            place = one.away(advisors[name], "name")
            message = f"“{name}”是服务机构的辅导员{place}，不能担任企业的安全职务"
            one.warn("name", message, "请填企业的人")


RULES = (telephones, full_time, advisors_apart)
