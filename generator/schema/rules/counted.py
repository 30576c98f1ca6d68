"""People and scores counted: no part is more than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.record import Keys
from generator.schema import shape
from generator.schema.view import Entry, Row, View


class _Part(NamedTuple):
    """Two numbers of a row of which the second is no more than the first."""

    rows: str
    whole: str
    part: str


_PARTS = (
    _Part("records.trainings", "expected", "present"),
    _Part("records.trainings", "present", "passed"),
    _Part("records.meetings", "expected", "present"),
    _Part("diagnosis", "full", "score"),
)
_HELD_BY = re.compile(r"[（(]([^（()）]+)兼[）)]")
_ALL_STAFF = "全员"
_HOURS = 24  # Provisions on Safety Training of Production and Business Units, Article 13
_LEVELS = ("company_hours", "workshop_hours", "team_hours")  # of a new worker's induction
_HEADCOUNT = ("enterprise", "headcount")
_INSURED = ("enterprise", "injury_insured")


def parts(view: View) -> None:
    """No more people come than are called, none pass who did not come, no score is over the full one."""
    for rows, whole, part in _PARTS:
        for one in view.entries(*rows.split(".")):
            row = one.row
            if whole in row and part in row and row[part] > row[whole]:
                _more_than_whole(one, whole, part)


def _more_than_whole(one: Entry, whole: str, part: str) -> None:
    title = shape.at(one.at(whole)).title
    message = f"{one.row[part]} 多于{title} {one.row[whole]}{one.beside(whole, part)}"
    one.warn(part, message, "请核对两个数")


def within_the_headcount(view: View) -> None:
    """People of the enterprise are no more than it has."""
    headcount = view.get(*_HEADCOUNT)
    for keys, count in _of_the_staff(view):
        if headcount and isinstance(count, int) and count > headcount:
            message = f"{count} 多于从业人员数 {headcount}{view.mention(_HEADCOUNT, keys)}"
            view.warn(keys, message, "请核对两个数；从业人员数（headcount）含派遣人员")


def _of_the_staff(view: View) -> Iterator[tuple[Keys, Any]]:
    """Numbers that count people of the enterprise alone."""
    yield _INSURED, view.get(*_INSURED)
    for one in view.entries("health_factors"):
        yield one.at("exposed"), one.get("exposed")
    for one in view.entries("records", "trainings"):
        if one.get("kind") == _ALL_STAFF:
            yield one.at("expected"), one.get("expected")


def exposed(view: View) -> None:
    """No more people meet a factor than hold the posts that meet it."""
    headcount, held = view.get(*_HEADCOUNT), _held(view)
    for one in view.entries("health_factors"):
        count, posts = one.get("exposed"), one.get("posts") or ()
        if count and posts and held.keys() >= {*posts}:
            _holders(one, sum(held[name] for name in posts), headcount or count)


def _holders(one: Entry, total: int, most: int) -> None:
    """A factor is met by so many at most; more than the whole enterprise has is told by itself."""
    count = one.get("exposed")
    if total < count <= most:
        message = f"{count} 多于接触岗位{one.away(('posts',), 'exposed')}的人数合计 {total}"
        one.warn("exposed", message, "请核对接触人数，或补上漏填的接触岗位（posts）")


def _held(view: View) -> dict[str, int]:
    """How many hold the posts of a name, where every such post tells it."""
    held: dict[str, int] = {}
    untold = _untold(view)
    for _, row in view.rows("posts"):
        own, *others = _counted_for(row)
        for name in (own, *others):
            if name and not untold.intersection((name, own)):
                held[name] = held.get(name, 0) + int(row["count"])
    return held


def _untold(view: View) -> set[str | None]:
    """The names of posts that do not tell how many hold them."""
    return {row.get("name") for _, row in view.rows("posts") if "count" not in row}


def _counted_for(row: Row) -> list[str]:
    """The posts for which the people of a post count, its own first.

    行车工（水胀工兼） counts for 水胀工 as well, unless concurrent says that they are counted there.
    """
    name = row.get("name", "")
    return [name] if "concurrent" in row else [name, *_HELD_BY.findall(name)]


def hours(view: View) -> None:
    """A training that was held lasted some time."""
    for keys, row in view.rows("records", "trainings"):
        if row.get("hours") == 0:
            view.warn((*keys, "hours"), "学时是 0，却记了一次培训", "请填实际学时，没有开展的删去这一行")


def inductions(view: View) -> None:
    """The three levels of a new worker's induction have together the hours that are asked for."""
    for one in view.entries("records", "inductions"):
        told = [one.row[name] for name in _LEVELS if name in one.row]
        total = sum(told)
        if len(told) == len(_LEVELS) and total < _HOURS:
            message = f"三级教育合计 {total:g} 学时，少于 {_HOURS} 学时"
            hint = "《生产经营单位安全培训规定》要求岗前不少于 24 学时；请补训并补记，写错的改正"
            one.warn(_LEVELS[0], message, hint)


def conclusions(view: View) -> None:
    """A conclusion of the diagnosis agrees with its score and with the problem that is told."""
    for one in view.entries("diagnosis"):
        if not view.has_gaps(*one.keys):
            _concluded(one)


def _concluded(one: Entry) -> None:
    for name, what in _against(one.row):
        one.warn(name, f"{what}，结论却是{_conclusion(one, name)}", "请核对结论和这一项")


def _conclusion(one: Entry, name: str) -> str:
    return f"“{one.get('conclusion')}”{one.beside('conclusion', name)}"


def _against(row: Row) -> Iterator[tuple[str, str]]:
    """The field that speaks against the conclusion, and what it says."""
    conclusion = row.get("conclusion")
    if conclusion == "符合" and row.get("problem"):
        yield "problem", "写了存在问题"
    elif (score := row.get("score")) is not None:
        if conclusion == "不符合" and score == row.get("full"):
            yield "score", f"得了满分 {score}"
        elif conclusion == "不适用":
            yield "score", f"得了 {score} 分"


def plans(view: View) -> None:
    """What is there already is not to be finished later."""
    for name in ("systems", "ledgers"):
        for one in view.entries(name):
            if one.get("state") == "已有" and "due" in one.row:
                _due_though_there(one)


def _due_though_there(one: Entry) -> None:
    message = f"写了完成时间 {one.get('due')}，现状却是“已有”{one.beside('state', 'due')}"
    one.warn("due", message, "要修订的现状填“需修订”，否则删去完成时间")


RULES = (parts, within_the_headcount, exposed, hours, inductions, conclusions, plans)
