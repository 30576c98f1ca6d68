"""People and scores counted: no part is more than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.record import Keys
from generator.schema import shape
from generator.schema.view import Row, View


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


def parts(view: View) -> None:
    """No more people come than are called, none pass who did not come, no score is over the full one."""
    for rows, whole, part in _PARTS:
        for keys, row in view.rows(*rows.split(".")):
            if whole in row and part in row and row[part] > row[whole]:
                place = view.mention((*keys, whole), (*keys, part))
                title = shape.at((*keys, whole)).title
                view.warn((*keys, part), f"{row[part]} 多于{title} {row[whole]}{place}", "请核对两个数")


def within_the_headcount(view: View) -> None:
    """People of the enterprise are no more than it has."""
    headcount = view.get("enterprise", "headcount")
    for keys, count in _of_the_staff(view):
        if headcount and isinstance(count, int) and count > headcount:
            place = view.mention(("enterprise", "headcount"), keys)
            message = f"{count} 多于从业人员数 {headcount}{place}"
            view.warn(keys, message, "请核对两个数；从业人员数（headcount）含派遣人员")


def _of_the_staff(view: View) -> Iterator[tuple[Keys, Any]]:
    """Numbers that count people of the enterprise alone."""
    yield ("enterprise", "injury_insured"), view.get("enterprise", "injury_insured")
    for keys, row in view.rows("health_factors"):
        yield (*keys, "exposed"), row.get("exposed")
    for keys, row in view.rows("records", "trainings"):
        if row.get("kind") == _ALL_STAFF:
            yield (*keys, "expected"), row.get("expected")


def exposed(view: View) -> None:
    """No more people meet a factor than hold the posts that meet it."""
    headcount, held = view.get("enterprise", "headcount"), _held(view)
    for keys, row in view.rows("health_factors"):
        count, posts = row.get("exposed"), row.get("posts") or ()
        if not count or not posts or not held.keys() >= {*posts}:
            continue
        total = sum(held[name] for name in posts)
        # More than the whole enterprise has is told by itself.
        if total < count <= (headcount or count):
            place = view.mention(("posts",), (*keys, "exposed"))
            message = f"{count} 多于接触岗位{place}的人数合计 {total}"
            view.warn((*keys, "exposed"), message, "请核对接触人数，或补上漏填的接触岗位（posts）")


def _held(view: View) -> dict[str, int]:
    """How many hold the posts of a name, where every such post tells it."""
    held: dict[str, int] = {}
    untold = {row.get("name") for _, row in view.rows("posts") if "count" not in row}
    for _, row in view.rows("posts"):
        names = _counted_for(row)
        for name in names:
            if name and not untold.intersection((name, names[0])):
                held[name] = held.get(name, 0) + int(row["count"])
    return held


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
    levels = ("company_hours", "workshop_hours", "team_hours")
    for keys, row in view.rows("records", "inductions"):
        if all(name in row for name in levels) and (total := sum(row[name] for name in levels)) < _HOURS:
            message = f"三级教育合计 {total:g} 学时，少于 {_HOURS} 学时"
            hint = "《生产经营单位安全培训规定》要求岗前不少于 24 学时；请补训并补记，写错的改正"
            view.warn((*keys, levels[0]), message, hint)


def conclusions(view: View) -> None:
    """A conclusion of the diagnosis agrees with its score and with the problem that is told."""
    for keys, row in view.rows("diagnosis"):
        if any(path[: len(keys)] == keys for path in view.damaged):
            continue
        for name, what in _against(row):
            place = view.mention((*keys, "conclusion"), (*keys, name))
            message = f"{what}，结论却是“{row['conclusion']}”{place}"
            view.warn((*keys, name), message, "请核对结论和这一项")


def _against(row: Row) -> Iterator[tuple[str, str]]:
    """The field that speaks against the conclusion, and what it says."""
    conclusion, score = row.get("conclusion"), row.get("score")
    if conclusion == "符合" and row.get("problem"):
        yield "problem", "写了存在问题"
    elif conclusion == "不符合" and score is not None and score == row.get("full"):
        yield "score", f"得了满分 {score}"
    elif conclusion == "不适用" and score is not None:
        yield "score", f"得了 {score} 分"


def plans(view: View) -> None:
    """What is there already is not to be finished later."""
    for name in ("systems", "ledgers"):
        for keys, row in view.rows(name):
            if row.get("state") == "已有" and "due" in row:
                place = view.mention((*keys, "state"), (*keys, "due"))
                message = f"写了完成时间 {row['due']}，现状却是“已有”{place}"
                view.warn((*keys, "due"), message, "要修订的现状填“需修订”，否则删去完成时间")


RULES = (parts, within_the_headcount, exposed, hours, inductions, conclusions, plans)
