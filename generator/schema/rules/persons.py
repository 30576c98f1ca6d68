"""One person is told once: one telephone, one place among agency and enterprise, offices that go together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.record import Keys
from generator.schema.view import View

_APART = re.compile(r"[、，,;；/ ]+")
_FULL_TIME = "专职"


def telephones(view: View) -> None:
    """A name has the same telephone wherever both are given; told once for each other number."""
    first: dict[str, tuple[Keys, set[str]]] = {}
    told: set[tuple[str, frozenset[str]]] = set()
    for keys, name, phone in _reached(view):
        numbers = _numbers(phone)
        where, known = first.setdefault(name, (keys, numbers))
        if numbers & known or not numbers or (name, frozenset(numbers)) in told:
            continue
        told.add((name, frozenset(numbers)))
        message = f"“{name}”的电话和另一处不同{view.mention(where, keys)}：{phone}"
        view.warn(keys, message, "同一个人只用一个号码，请核对；两个人同名的在姓名后加区别")


def _numbers(phone: str) -> set[str]:
    """The digits of each number in the text."""
    found = (re.sub(r"\D", "", number) for number in _APART.split(unicodedata.normalize("NFKC", phone)))
    return {digits for digits in found if digits}


def _reached(view: View) -> Iterator[tuple[Keys, str, str]]:
    """The place of each telephone with the one name and the number that stand together."""
    for keys, row, name in _named(view):
        if row.get(name) and row.get("phone") and not _APART.search(row[name]):
            yield (*keys, "phone"), row[name], row["phone"]


def _named(view: View) -> Iterator[tuple[Keys, dict[str, str], str]]:
    """Rows that have a telephone, and the field that says whose it is."""
    for role, row in (view.get("people") or {}).items():
        if isinstance(row, dict):
            yield ("people", role), row, "name"
    for keys, row in view.rows("people", "safety_officers"):
        yield keys, row, "name"
    for keys, row in view.rows("departments"):
        yield keys, row, "head"
    for zone, row in view.rows("zones"):
        yield zone, row, "lead"
        for keys, risk in view.rows_below(zone, "risks"):
            yield keys, risk, "responsible"


def full_time(view: View) -> None:
    """Who works for safety alone is not the one who answers for the whole enterprise."""
    principal = view.get("people", "principal", "name")
    for keys, row in view.rows("people", "safety_officers"):
        if row.get("duty") == _FULL_TIME and principal and row.get("name") == principal:
            place = view.mention(("people", "principal"), (*keys, "duty"))
            message = f"“{principal}”是主要负责人{place}，又是专职安全管理人员"
            view.warn((*keys, "duty"), message, "专职的只做安全管理：改为兼职，或另配专职人员")


def advisors_apart(view: View) -> None:
    """An advisor serves the enterprise and holds no office in it."""
    advisors = {row["name"]: keys for keys, row in view.rows("agency", "advisors") if "name" in row}
    rows = [(keys, row) for keys, row, name in _named(view) if name == "name" and keys[0] == "people"]
    for keys, row in rows:
        if (name := row.get("name")) in advisors:
            place = view.mention(advisors[str(name)], (*keys, "name"))
            message = f"“{name}”是服务机构的辅导员{place}，不能担任企业的安全职务"
            view.warn((*keys, "name"), message, "请填企业的人")


RULES = (telephones, full_time, advisors_apart)
